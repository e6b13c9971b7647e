import type * as Format from '@parcours/schema'
import { formatDate } from '../dates/index.js'
import { ALWAYS, NEVER, SCOUT, type Bdd, type Diagrams } from './bdd.js'
import { Domains, FIRST, NONE, SKIPPED, UNSURE, type Limits, type Variable } from './domains.js'
import { markKey, Reading, type State, type Who } from './reading.js'

/** Answers as authors write them, and the marks: what `parcours plan --answers` reads. */
export interface Witness {
  readonly today: string
  readonly territory?: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly marks?: Readonly<Record<string, { status: 'fait' | 'sans-objet'; on: string }>>
}

export interface StaticOptions {
  /** The day, 'YYYY-MM-DD': what is compared with today is compared with this day. */
  readonly today: string
  /** Département of whoever is not asked for a postcode. */
  readonly territory?: string
  readonly limits?: Partial<Limits>
}
export const DEFAULTS = { members: 2, nodes: 4_000_000 } as const

/** A question, or one member's field, with what may be answered to it. */
export interface Slot {
  readonly key: string
  readonly state: State
  readonly who: Who | undefined
  /** Where it is put to her. */
  readonly asked: Bdd
  readonly late: boolean
}

/** Several answers at once, told apart by the level of their bits: 1, 0. */
type Assignment = Uint8Array

/** All that may be answered to one parcours. */
export class Space {
  readonly slots: readonly Slot[]
  readonly #slots = new Map<string, Slot>()
  readonly #owners: readonly string[]
  readonly #local = new Map<string, Bdd>()
  readonly #context = new Map<string, Bdd>()
  /** Marks that a date reads, by the key of their variable. */
  readonly marks = new Map<string, { id: string; who: Who | undefined }>()
  readonly #valid = new Map<string, Bdd>()
  #deadEnds: readonly Slot[] | undefined

  constructor(
    readonly reading: Reading,
    readonly diagrams: Diagrams,
  ) {
    const { source } = reading
    const slots: Slot[] = []
    for (const { id, type } of source.questions) {
      const state = reading.question(id)!
      const late = reading.late.has(id)
      slots.push({ key: id, state, who: undefined, asked: state.asked.t, late })
      if (type !== 'group') continue
      for (const { who, here } of reading.members(id))
        for (const field of (state.of as Format.GroupKind).fields) {
          const of = reading.field(who, field.id)!
          slots.push({ key: of.key, state: of, who, asked: diagrams.and(here, of.asked.t), late })
        }
    }
    this.slots = slots
    for (const slot of slots) this.#slots.set(slot.key, slot)
    for (const of of source.demarches)
      for (const { who } of [{ who: undefined }, ...(of.forEach === undefined ? [] : reading.members(of.forEach))]) {
        const key = markKey(of.id, who)
        if (this.domains.variables.has(key)) this.marks.set(key, { id: of.id, who })
      }
    const owners: string[] = []
    for (const { key, many, options } of this.domains.variables.values()) {
      for (let bit = 0; bit < many.bits; bit++) owners[many.first + bit] = key
      for (const level of options.values()) owners[level] = key
    }
    this.#owners = owners
  }
  get domains(): Domains {
    return this.reading.setting.domains
  }

  // What may be answered.

  /** Whatever else is answered. */
  #alone(key: string): Bdd {
    let made = this.#local.get(key)
    if (made === undefined) this.#local.set(key, (made = this.#shape(key)))
    return made
  }
  #shape(key: string): Bdd {
    const { diagrams, domains } = this
    const slot = this.#slots.get(key)
    const code = (at: number, above = false): Bdd => domains.code(key, at, above)
    // A mark: none, "sans objet", done on some day.
    if (!slot) {
      if (!this.marks.has(key)) return code(NONE)
      return diagrams.any([code(NONE), code(UNSURE), code(FIRST, true)])
    }
    const { of } = slot.state
    const allowed = [code(NONE)]
    if (of.unknown) allowed.push(code(UNSURE))
    if (of.skip) allowed.push(code(SKIPPED))
    const variable = domains.variables.get(key)!
    if (of.type === 'choice') for (const { id } of of.options) allowed.push(domains.where(key, (value) => value === id))
    else if (of.type === 'group') for (let n = 0; n <= domains.membersOf(of.max); n++) allowed.push(code(FIRST + n))
    else if (of.type !== 'choices') allowed.push(code(FIRST, true))
    else allowed.push(this.#several(of, variable))
    const made = diagrams.any(allowed)
    if (of.type !== 'choices') return made
    // Without an answer, nothing is chosen.
    const none = diagrams.all([...variable.options.values()].map((level) => diagrams.not(diagrams.variable(level))))
    return diagrams.and(made, diagrams.or(code(FIRST), none))
  }
  #several(of: Format.Question | Format.Field, { key, options }: Variable): Bdd {
    const { diagrams, domains } = this
    const own = new Map((of as Format.ChoiceKind).options.map((option) => [option.id, option]))
    const rules: Bdd[] = [domains.code(key, FIRST)]
    for (const [id, level] of options) {
      const off = diagrams.not(diagrams.variable(level))
      const option = own.get(id)
      if (!option) rules.push(off)
      else if (option.exclusive)
        for (const [other, at] of options)
          if (other !== id) rules.push(diagrams.or(off, diagrams.not(diagrams.variable(at))))
    }
    return diagrams.all(rules)
  }
  /** Where it is asked: bounds, and options that are withdrawn. Where it is marked: it is in the plan. */
  #within(key: string): Bdd {
    let made = this.#context.get(key)
    if (made === undefined) this.#context.set(key, (made = this.#fits(key)))
    return made
  }
  #fits(key: string): Bdd {
    const { diagrams, domains, reading } = this
    const mark = this.marks.get(key)
    if (mark) return diagrams.or(domains.code(key, NONE), this.#markable(mark.id, mark.who))
    const slot = this.#slots.get(key)
    if (!slot) return ALWAYS
    const { state, who } = slot
    const { of } = state
    let fits: Bdd = ALWAYS
    if (of.type === 'choice' || of.type === 'choices')
      for (const { id, when } of of.options)
        if (when)
          fits = diagrams.and(fits, diagrams.not(diagrams.and(reading.chosen(key, of, id), reading.withdrawn(key, id))))
    const bounds = reading.bounds(state, who)
    if (bounds !== ALWAYS) fits = diagrams.and(fits, diagrams.or(bounds, diagrams.not(domains.code(key, FIRST, true))))
    return fits === ALWAYS ? ALWAYS : diagrams.or(diagrams.not(slot.asked), fits)
  }
  /** A démarche is marked on its card. */
  #markable(id: string, who: Who | undefined): Bdd {
    const { diagrams, reading } = this
    const of = reading.source.demarches.find((one) => one.id === id)!
    const own = reading.plannedFor(of).filter((one) => markKey(id, one.who) === markKey(id, who))
    return diagrams.any(own.map(({ there }) => there))
  }
  #answered(key: string): Bdd {
    const slot = this.#slots.get(key)
    if (!slot || slot.late) return ALWAYS
    const answered = this.diagrams.not(this.domains.code(key, NONE))
    // Where it may be stuck, it matters whether it is asked.
    return this.deadEnds.includes(slot) ? this.diagrams.or(this.diagrams.not(slot.asked), answered) : answered
  }

  /**
   * The answers that are true of `what`, as far as the questions it depends on go: what else may be answered is left open. The answers
   * to a question that is not asked are ignored, as the engine ignores them.
   * @param complete every question asked in the questionnaire is answered.
   */
  where(what: Bdd, complete: boolean): Bdd {
    return what === NEVER ? NEVER : this.diagrams.and(what, this.around(what, complete))
  }
  /** What may be answered to the questions that `what` depends on. */
  around(what: Bdd, complete: boolean): Bdd {
    const { diagrams } = this
    let found: Bdd = ALWAYS
    // A question that cannot always be answered holds all others back.
    const held = complete ? this.deadEnds.flatMap(({ key, asked }) => [key, ...this.#keys(asked)]) : []
    const seen = new Set([...this.#keys(what), ...held])
    const queue = [...seen]
    for (let key = queue.shift(); key !== undefined && found !== NEVER; key = queue.shift()) {
      found = diagrams.and(found, this.#alone(key))
      if (complete) found = diagrams.and(found, this.#answered(key))
      const fits = this.#within(key)
      found = diagrams.and(found, fits)
      for (const other of this.#keys(fits))
        if (!seen.has(other)) {
          seen.add(other)
          queue.push(other)
        }
    }
    return found
  }
  /** Questions that may be asked without any answer being possible. */
  get deadEnds(): readonly Slot[] {
    return (this.#deadEnds ??= this.slots.filter((slot) => this.where(this.stuck(slot), false) !== NEVER))
  }
  #keys(node: Bdd): Set<string> {
    return new Set([...this.diagrams.support(node)].map((level) => this.#owners[level]!))
  }

  /**
   * Every way to answer, each once: what is not asked has no answer.
   * @param complete every question asked in the questionnaire is answered
   * @param later questions on cards may be answered too, and démarches marked
   */
  valid(complete: boolean, later: boolean): Bdd {
    const id = `${complete} ${later}`
    let made = this.#valid.get(id)
    if (made === undefined) this.#valid.set(id, (made = this.diagrams.all(this.rules(complete, later))))
    return made
  }
  rules(complete: boolean, later: boolean): Bdd[] {
    const { diagrams, domains } = this
    const rules: Bdd[] = []
    for (const key of domains.variables.keys()) {
      const slot = this.#slots.get(key)
      const none = domains.code(key, NONE)
      const parts = [this.#alone(key)]
      if (!slot || slot.late) {
        if (!later) parts.push(none)
      }
      if (slot) {
        parts.push(diagrams.or(slot.asked, none))
        if (complete && !slot.late) parts.push(diagrams.or(diagrams.not(slot.asked), diagrams.not(none)))
      }
      parts.push(this.#within(key))
      rules.push(diagrams.all(parts))
    }
    return rules
  }
  /** What may be answered to one question, or marked, whether or not it is asked. */
  own(key: string): Bdd {
    return this.diagrams.and(this.#alone(key), this.#within(key))
  }
  /** Where it is asked, and no answer to it is possible. */
  stuck({ key, asked }: Slot): Bdd {
    const { diagrams, domains } = this
    const { many, options } = domains.variables.get(key)!
    const own = new Set([...options.values(), ...Array.from({ length: many.bits }, (_, bit) => many.first + bit)])
    const answers = diagrams.all([this.#alone(key), this.#within(key), asked, diagrams.not(domains.code(key, NONE))])
    return diagrams.and(asked, diagrams.not(diagrams.exists(answers, (level) => own.has(level))))
  }

  /**
   * The place of answers and marks in the space.
   * @param stored by ref, as a session stores them: "enfants.naissance#k3f"
   * @param marks by démarche, then by member ('' for none)
   * @throws {RangeError} for a value that no region has: none of `only`, or a member too many.
   */
  assign(
    stored: Readonly<Record<string, unknown>>,
    marks: ReadonlyMap<string, ReadonlyMap<string, string | null>> = new Map(),
  ): Assignment {
    const { domains } = this
    const values = new Uint8Array(domains.levels)
    const put = (key: string, answer: unknown): void => {
      const variable = domains.variables.get(key)
      if (!variable || answer === undefined) return
      const { of, regions } = variable
      if (of && typeof answer === 'object' && !Array.isArray(answer)) {
        this.#set(variable, 'unsure' in answer! ? UNSURE : SKIPPED, [], values)
        return
      }
      if (of?.type === 'choices') {
        this.#set(variable, FIRST, answer as string[], values)
        return
      }
      const value = of?.type === 'group' ? (answer as unknown[]).length : (answer as string | number)
      const region = regions.findIndex(({ has }) => has(value))
      if (region < 0) throw new RangeError(`${key}: ${JSON.stringify(answer)}`)
      this.#set(variable, FIRST + region, [], values)
    }
    for (const { key, state, who } of this.slots) {
      const member = who && (stored[who.group] as string[] | undefined)?.[who.slot as number]
      if (!who) put(key, stored[key])
      else if (member !== undefined) put(key, stored[`${who.group}.${state.of.id}#${member}`])
    }
    for (const [key, { id, who }] of this.marks) {
      const group = who && (stored[who.group] as string[] | undefined)
      const day = marks.get(id)?.get(who ? (group?.[who.slot as number] ?? '?') : '')
      if (day === null) this.#set(domains.variables.get(key)!, UNSURE, [], values)
      else put(key, day)
    }
    return values
  }

  // Witnesses.

  /** Answers that are true of `what`, or null; complete where they can be. */
  witness(what: Bdd): { readonly complete: boolean; readonly witness: Witness } | null {
    for (const complete of [true, false]) {
      const found = this.where(what, complete)
      if (found !== NEVER) return { complete, witness: this.written(this.pick(found), complete) }
    }
    return null
  }
  /** One of them: real answers before "je ne sais pas", few members, nothing on the cards unless it is needed. */
  pick(found: Bdd): Assignment {
    const { diagrams, domains } = this
    const values = new Uint8Array(domains.levels).fill(2)
    let left = found
    const keys = this.#keys(found)
    for (const [key, { many, options }] of domains.variables) {
      if (!keys.has(key)) continue
      const slot = this.#slots.get(key)
      const groups = [domains.code(key, FIRST, true), domains.code(key, UNSURE), domains.code(key, SKIPPED)]
      const none = domains.code(key, NONE)
      for (const group of slot && !slot.late ? [...groups, none] : [none, ...groups]) {
        const some = diagrams.and(left, group)
        if (some === NEVER) continue
        left = some
        break
      }
      const levels = [...Array.from({ length: many.bits }, (_, bit) => many.first + bit), ...options.values()]
      for (const level of levels) {
        const off = diagrams.and(left, diagrams.not(diagrams.variable(level)))
        values[level] = off === NEVER ? 1 : 0
        left = off === NEVER ? left : off
      }
    }
    return values
  }
  holds(what: Bdd, values: Assignment): boolean {
    const { diagrams } = this
    let at = what
    while (at > 1) at = values[diagrams.level(at)] === 1 ? diagrams.high(at) : diagrams.low(at)
    return at === ALWAYS
  }
  codeOf({ many }: Variable, values: Assignment): number {
    let code = 0
    for (let bit = 0; bit < many.bits; bit++) code = code * 2 + (values[many.first + bit] === 1 ? 1 : 0)
    return code
  }
  #set({ many, options }: Variable, code: number, chosen: readonly string[], values: Assignment): void {
    for (let bit = 0; bit < many.bits; bit++) values[many.first + bit] = (code >> (many.bits - 1 - bit)) & 1
    for (const [id, level] of options) values[level] = chosen.includes(id) ? 1 : 0
  }
  /**
   * What `pick` left open is answered, in order, with the first answer that fits.
   * @param complete false: it is left without an answer.
   */
  written(values: Assignment, complete: boolean): Witness {
    const { domains, reading } = this
    const open = (variable: Variable): boolean =>
      [variable.many.first, ...variable.options.values()].some((level) => values[level] === 2)
    const free = new Set([...domains.variables.values()].filter(open).map(({ key }) => key))
    for (const key of free) this.#set(domains.variables.get(key)!, NONE, [], values)
    const answers: Record<string, unknown> = {}
    for (const { key, state, asked, late, who } of this.slots) {
      const variable = domains.variables.get(key)!
      if (!this.holds(asked, values)) {
        // Ignored: it is not said at all.
        this.#set(variable, NONE, [], values)
        continue
      }
      if (free.has(key) && complete && !late) this.#answer(variable, state, values)
      const answer = this.#answerOf(variable, values)
      if (answer === undefined) continue
      if (!who) answers[key] = answer
      else {
        const member = (answers[who.group] as Record<string, unknown>[])[who.slot as number]!
        member[state.of.id] = answer
      }
    }
    const marks: Record<string, { status: 'fait' | 'sans-objet'; on: string }> = {}
    for (const [key, { id, who }] of this.marks) {
      const variable = domains.variables.get(key)!
      const code = this.codeOf(variable, values)
      if (code === NONE) continue
      const item = typeof who?.slot === 'number' ? `${id}#m${who.slot + 1}` : id
      const on = code >= FIRST ? formatDate(variable.days[code - FIRST]!) : formatDate(domains.today)
      marks[item] = { status: code >= FIRST ? 'fait' : 'sans-objet', on }
    }
    const { territory } = reading.setting
    return {
      today: formatDate(domains.today),
      ...(territory === undefined ? {} : { territory }),
      answers,
      ...(Object.keys(marks).length ? { marks } : {}),
    }
  }
  #answer(variable: Variable, { of }: State, values: Assignment): void {
    const { key, regions } = variable
    const fits = (code: number, chosen: readonly string[] = []): boolean => {
      this.#set(variable, code, chosen, values)
      return this.holds(this.#alone(key), values) && this.holds(this.#within(key), values)
    }
    if (of.type === 'choices') {
      const alone = of.options.find(({ exclusive }) => exclusive)
      for (const { id } of [...(alone ? [alone] : []), ...of.options]) if (fits(FIRST, [id])) return
      if (fits(FIRST)) return
    } else for (let i = 0; i < regions.length; i++) if (fits(FIRST + i)) return
    if (fits(UNSURE) || fits(SKIPPED)) return
    this.#set(variable, NONE, [], values)
  }
  #answerOf(variable: Variable, values: Assignment): unknown {
    const code = this.codeOf(variable, values)
    if (code === NONE) return undefined
    if (code === UNSURE) return { unsure: true }
    if (code === SKIPPED) return { skipped: true }
    const { of, options, regions } = variable
    if (of?.type === 'choices') return [...options].filter(([, level]) => values[level] === 1).map(([id]) => id)
    const { value } = regions[code - FIRST]!
    return of?.type === 'group' ? Array.from({ length: value as number }, () => ({})) : value
  }
}

/** Everything that a parcours reads, so that all that it compares is noted. */
export function readAll(reading: Reading): void {
  const { source } = reading
  for (const { id, type } of source.questions) {
    const state = reading.question(id)!
    reading.bounds(state, undefined)
    if (type !== 'group') continue
    for (const { who } of reading.members(id))
      for (const field of (state.of as Format.GroupKind).fields) reading.bounds(reading.field(who, field.id)!, who)
  }
  for (const { id } of source.facts ?? []) reading.fact(id)
  for (const item of [...source.demarches, ...(source.jalons ?? []), ...(source.rendezVous ?? [])])
    reading.planned(item)
  for (const item of [...(source.alerts ?? []), ...(source.exits ?? []), ...(source.handovers ?? [])])
    reading.condition(item.when)
}

/** The spaces of one parcours, or of several versions of it, over the same variables. */
export function spacesOf(
  sources: readonly Format.Parcours[],
  { today, territory, limits }: StaticOptions,
  day: number,
  more: (reading: Reading) => void = () => undefined,
): Space[] {
  void today
  const domains = new Domains(day, { ...DEFAULTS, ...limits })
  for (const source of sources) domains.declare(source)
  const setting = { domains, today: day, territory }
  const marks = new Set<string>()
  for (const source of sources) {
    const scout = new Reading(source, { ...setting, algebra: SCOUT })
    readAll(scout)
    more(scout)
    for (const key of scout.marks) marks.add(key)
  }
  const algebra = domains.seal(marks)
  return sources.map((source) => new Space(new Reading(source, { ...setting, algebra }), algebra))
}

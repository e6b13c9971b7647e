import type { Option } from '@parcours/schema'
import { departementOf, formatDate, parseDate, parseMonth } from './dates/index.js'
import { Bits } from './bits.js'
import { AnswerError } from './error.js'
import type {
  Bounds,
  Condition,
  FieldModel,
  GroupState,
  MarkRecord,
  MemberState,
  Model,
  Node,
  Place,
  QuestionNode,
  QuestionState,
  Store,
  Version,
  World,
  Write,
} from './model.js'
import type { PlainDate } from '@parcours/schema'
import { planOf, standing } from './plan.js'
import type {
  Answer,
  AskedQuestion,
  Compiled,
  ExitItem,
  Mark,
  Member,
  Plan,
  Progress,
  Session,
  StartOptions,
} from './types.js'
import { isValue, PENDING, same, type Effective } from './values.js'

/** A place in the history of one live sheet. The sheet is turned to it when it is read. */
export class State implements Session {
  #plan: Plan | undefined
  #blank: Plan | undefined
  #questions: readonly AskedQuestion[] | undefined
  constructor(
    readonly store: Store,
    readonly version: Version,
    readonly changes: readonly string[],
  ) {}

  get parcours(): Compiled {
    return this.store.model
  }
  get today(): PlainDate {
    return formatDate(this.store.today)
  }
  get territory(): string | undefined {
    turn(this.store, this.version)
    return (this.store.actual.values[this.store.model.territory.i] as Place).departement
  }
  get question(): AskedQuestion | null {
    turn(this.store, this.version)
    const slot = this.store.open.first()
    if (slot < 0) return null
    return askedOf(this.store, this.store.model.flow[slot]!).find((asked) => asked.answer === undefined) ?? null
  }
  get progress(): Progress {
    const { store } = this
    turn(store, this.version)
    const complete = store.open.first() < 0
    return {
      answered: store.answered,
      asked: store.asked,
      total: complete || store.undecided === 0 ? store.asked : null,
      complete,
    }
  }
  get questions(): readonly AskedQuestion[] {
    if (!this.#questions) {
      turn(this.store, this.version)
      this.#questions = this.store.model.flow.flatMap((node) => askedOf(this.store, node))
    }
    return this.#questions
  }
  get plan(): Plan {
    if (!this.#plan) {
      turn(this.store, this.version)
      this.#plan = planOf(this.store, this.store.actual)
    }
    return this.#plan
  }
  /** The plan as it would be had no sensitive question been asked. */
  get blankPlan(): Plan {
    if (this.store.blank.values === this.store.actual.values) return this.plan
    if (!this.#blank) {
      turn(this.store, this.version)
      this.#blank = planOf(this.store, this.store.blank)
    }
    return this.#blank
  }
  get exits(): readonly ExitItem[] {
    turn(this.store, this.version)
    return standing(this.store.actual, this.store.model.items.exits) as ExitItem[]
  }
  get stored(): Readonly<Record<string, Answer>> {
    turn(this.store, this.version)
    return Object.fromEntries(this.store.answers)
  }
}

export const stateOfSession = (session: Session): State => {
  const state = session as State
  turn(state.store, state.version)
  return state
}

// The sheet.

/** Writes a cell, and keeps count of what a question's cell says. */
function put(store: Store, node: Node, actual: unknown, blank: unknown, ahead: unknown): void {
  const { values } = store.actual
  if (node.slot !== undefined) {
    const { i, slot } = node as QuestionNode
    if (values[i] !== undefined) count(store, values[i] as QuestionState, store.ahead.values[i] as QuestionState, -1)
    store.open.set(slot!, count(store, actual as QuestionState, ahead as QuestionState, 1))
  }
  // First those that may be the same array.
  store.blank.values[node.i] = blank
  store.ahead.values[node.i] = ahead
  values[node.i] = actual
}

/** @returns whether the question, or a field of one of its members, waits for an answer. */
function count(store: Store, state: QuestionState, ahead: QuestionState, sign: 1 | -1): boolean {
  let open = tally(store, state, ahead, sign)
  const { members } = state as Partial<GroupState>
  if (!members) return open
  // Who the members are brings their fields.
  if (ahead.asked === true && !isValue(ahead.value) && ahead.value === PENDING) store.undecided += sign
  members.forEach((member, i) => {
    const later = (ahead as GroupState).members[i]
    for (const [id, field] of Object.entries(member.fields))
      open = tally(store, field, later?.fields[id] ?? field, sign) || open
  })
  return open
}
/** @returns whether it waits for an answer; "je ne sais pas" and a skipped question wait for none. */
function tally(store: Store, state: QuestionState, ahead: QuestionState, sign: 1 | -1): boolean {
  if (ahead.asked === 'pending') store.undecided += sign
  if (state.asked !== true) return false
  store.asked += sign
  if (state.value === PENDING) return true
  store.answered += sign
  return false
}

/** Evaluates what waits, in rank order, and stops where nothing changed. @returns the items touched. */
function propagate(store: Store, writes: Write[]): string[] {
  const { model, actual, blank, ahead, dirty } = store
  const touched = new Set<string>()
  for (let i = dirty.first(); i >= 0; i = dirty.first()) {
    dirty.set(i, false)
    const node = model.nodes[i]!
    const write = { node, actual: actual.values[i], blank: blank.values[i], ahead: ahead.values[i] }
    const now = node.eval(actual)
    const bare = node.tainted ? node.eval(blank) : now
    const sure = node.wary ? node.eval(ahead) : now
    if (
      same(write.actual, now) &&
      (!node.tainted || same(write.blank, bare)) &&
      (!node.wary || same(write.ahead, sure))
    )
      continue
    writes.push(write)
    put(store, node, now, bare, sure)
    if (node.item !== undefined) touched.add(node.item)
    for (const dependent of node.out) dirty.set(dependent.i, true)
  }
  // What they block may be free now.
  for (const id of [...touched]) for (const blocked of model.blocks.get(id) ?? []) touched.add(blocked)
  return [...touched]
}

/**
 * Turns the live sheet to a version (Baker's shallow binding): the writes that lead back are swapped with what they replace, so
 * that each version can be read, the newest at no cost.
 */
function turn(store: Store, version: Version): void {
  if (store.live === version) return
  const path: Version[] = []
  for (let at = version; at !== store.live; at = at.next!) path.push(at)
  for (const to of path.reverse()) {
    const from = store.live
    from.log = to.log!.reverse().map((write) => swap(store, write))
    from.next = to
    to.log = null
    to.next = null
    store.live = to
  }
}

function swap(store: Store, write: Write): Write {
  if ('node' in write) {
    const back = {
      node: write.node,
      actual: store.actual.values[write.node.i],
      blank: store.blank.values[write.node.i],
      ahead: store.ahead.values[write.node.i],
    }
    put(store, write.node, write.actual, write.blank, write.ahead)
    return back
  }
  if ('ref' in write) {
    const back = { ref: write.ref, answer: store.answers.get(write.ref) }
    if (write.answer === undefined) store.answers.delete(write.ref)
    else store.answers.set(write.ref, write.answer)
    return back
  }
  const back = { mark: write.mark, record: store.marks.get(write.mark) }
  if (write.record === undefined) store.marks.delete(write.mark)
  else store.marks.set(write.mark, write.record)
  return back
}

/** A new version after some inputs; the old one keeps the way back. */
function advance(state: State, inputs: readonly Write[], dirty: readonly Node[]): State {
  const { store, version } = state
  turn(store, version)
  const writes = inputs.map((input) => swap(store, input))
  for (const node of dirty) store.dirty.set(node.i, true)
  const touched = propagate(store, writes)
  const next: Version = { log: null, next: null }
  version.log = writes
  version.next = next
  store.live = next
  return new State(store, next, touched)
}

// Sessions.

/** What a session begins with: answers and marks that are known to fit. */
export interface Beginning {
  readonly territory?: string | undefined
  readonly answers?: Iterable<readonly [string, Answer]>
  readonly marks?: Iterable<readonly [string, MarkRecord]>
}

/** Evaluates the whole sheet once. */
export function begin(compiled: Compiled, today: PlainDate, { territory, answers, marks }: Beginning): State {
  const model = compiled as Model
  const day = parseDate(today)
  if (Number.isNaN(day)) throw new AnswerError('today', 'format')
  const version: Version = { log: null, next: null }
  const values: unknown[] = new Array(model.nodes.length)
  const world = { values, blank: false, ahead: false } as { -readonly [K in keyof World]: World[K] }
  const own = (kind: 'tainted' | 'wary'): unknown[] =>
    model.nodes.some((node) => node[kind]) ? new Array(model.nodes.length) : values
  const store: Store = {
    model,
    today: day,
    territory: typeof territory === 'string' ? departementOf(territory) : undefined,
    answers: new Map(answers),
    marks: new Map(marks),
    actual: world,
    blank: { ...world, values: own('tainted'), blank: true },
    ahead: { ...world, values: own('wary'), ahead: true },
    open: new Bits(model.flow.length),
    dirty: new Bits(model.nodes.length),
    asked: 0,
    answered: 0,
    undecided: 0,
    live: version,
  }
  const { actual, blank, ahead } = store
  for (const one of [actual, blank, ahead]) (one as typeof world).store = store
  for (const node of model.nodes) {
    const now = node.eval(actual)
    put(store, node, now, node.tainted ? node.eval(blank) : now, node.wary ? node.eval(ahead) : now)
  }
  return new State(store, version, [])
}

/**
 * A session without answers, or with those known beforehand.
 * @throws {AnswerError} for an answer that does not fit its question.
 */
export function start(compiled: Compiled, { today, territory, answers }: StartOptions): Session {
  let state: Session = begin(compiled, today, { territory })
  for (const [ref, value] of Object.entries(answers ?? {})) state = answer(state, ref, value)
  return state
}

interface Target {
  readonly node: QuestionNode
  readonly field?: FieldModel
  readonly key?: string
}

/** "enfants.naissance#k3f" */
function targetOf(model: Model, ref: string): Target | null {
  const match = /^([^.#]+)(?:\.([^.#]+)#([^.#]+))?$/.exec(ref)
  const node = match ? model.questions.get(match[1]!) : undefined
  if (!node) return null
  if (match![2] === undefined) return { node }
  const field = node.fields.find((candidate) => candidate.of.id === match![2])
  return field ? { node, field, key: match![3]! } : null
}

/**
 * Gives, replaces or (undefined) takes back an answer: a new session, the old one untouched. An answer to a question that is not
 * asked now is kept, ignored, and in force again if the question comes back.
 * @param ref a question id, or `group.field#member`
 * @throws {AnswerError} when the answer does not fit the question.
 */
export function answer(session: Session, ref: string, value: Answer | undefined): Session {
  const state = stateOfSession(session)
  const target = targetOf(state.store.model, ref)
  if (!target) throw new AnswerError(ref, 'question')
  const stored = value === undefined ? undefined : accept(state.store.actual, target, ref, value)
  return advance(state, [{ ref, answer: stored }], [target.node])
}

const SLUG = /^[A-Za-z0-9_-]{1,40}$/

function accept(world: World, { node, field, key }: Target, ref: string, value: Answer): Answer {
  const of = field?.of ?? node.of
  const refuse = (code: ConstructorParameters<typeof AnswerError>[1]): never => {
    throw new AnswerError(ref, code)
  }
  if (value === null || (typeof value === 'object' && !Array.isArray(value))) {
    if (value && 'unsure' in value && value.unsure === true) return of.unknown ? { unsure: true } : refuse('unsure')
    if (value && 'skipped' in value && value.skipped === true) return of.skip ? { skipped: true } : refuse('skip')
    return refuse('format')
  }
  if (key !== undefined && !SLUG.test(key)) return refuse('members')
  const state = world.values[node.i] as QuestionState
  const member =
    key === undefined ? undefined : (state as GroupState).members?.find((candidate) => candidate.key === key)
  const bounds = field?.bounds ?? node.bounds
  const within = (n: number, high = n): void => {
    const [min, max] = [bounds.min?.(world, member), bounds.max?.(world, member)]
    if (min !== undefined && high < min) refuse('min')
    if (max !== undefined && n > max) refuse('max')
  }
  switch (of.type) {
    case 'choice':
      return typeof value === 'string' && of.options.some((option) => option.id === value) ? value : refuse('option')
    case 'choices': {
      if (!Array.isArray(value)) return refuse('format')
      const ids = [...new Set(value as string[])]
      const chosen = of.options.filter((option) => ids.includes(option.id))
      if (chosen.length !== ids.length) return refuse('option')
      if (chosen.length > 1 && chosen.some((option) => option.exclusive)) return refuse('exclusive')
      // The order of the options, so that the same choice is the same answer.
      return chosen.map((option) => option.id)
    }
    case 'date': {
      if (typeof value !== 'string') return refuse('format')
      const month = of.precision === 'month'
      const span = month ? parseMonth(value) : null
      const day = month ? NaN : parseDate(value)
      if (month ? !span : Number.isNaN(day)) return refuse('format')
      if (span) within(span[0], span[1])
      else within(day)
      return value
    }
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('format')
      within(value)
      return value
    case 'reference':
      if (typeof value !== 'string' || !value || value.length > 80) return refuse('format')
      if (of.list === 'codes-postaux' && (!/^\d{5}$/.test(value) || departementOf(value) === undefined))
        return refuse('format')
      return value
    default: {
      if (
        !Array.isArray(value) ||
        value.some((entry) => typeof entry !== 'string' || !SLUG.test(entry)) ||
        new Set(value).size !== value.length
      )
        return refuse('members')
      return value.length > of.max ? refuse('max') : [...(value as string[])]
    }
  }
}

const MARKS: readonly Mark[] = ['a-faire', 'en-cours', 'fait', 'sans-objet', 'conteste']

/**
 * Marks a démarche, for its usager or by the host.
 * @param item its id in the plan: "asf", "vitale#k3f", "declaration@2026-01-31"
 * @param on the day, 'YYYY-MM-DD'; kept when it is done
 * @throws {AnswerError} when no démarche has this id, `status` cannot be marked, or `on` is no date.
 */
export function mark(
  session: Session,
  item: string,
  status: Mark,
  { by, on }: { by: 'usager' | 'host'; on: PlainDate },
): Session {
  const state = stateOfSession(session)
  const node = state.store.model.marks.get(String(item).replace(/[#@].*$/s, ''))
  if (!node) throw new AnswerError(item, 'item')
  if (!MARKS.includes(status) || Number.isNaN(parseDate(on))) throw new AnswerError(item, 'format')
  const record: MarkRecord | undefined =
    status === 'a-faire' ? undefined : status === 'fait' ? { status, by, done: on } : { status, by }
  return advance(state, [{ mark: item, record }], [node])
}

// Questions as they are asked.

const ask = (
  store: Store,
  of: AskedQuestion['of'],
  state: QuestionState,
  blank: QuestionState | undefined,
  parts: {
    ref: string
    address: string
    options: ReadonlyMap<string, Condition>
    bounds: Bounds
    member?: Member
    at?: MemberState
  },
): AskedQuestion => {
  const { ref, address, options, bounds, member, at } = parts
  const stored = store.answers.get(ref)
  const min = bounds.min?.(store.actual, at)
  const max = bounds.max?.(store.actual, at)
  const shown = (value: number): PlainDate | number => (of.type === 'date' ? formatDate(value) : value)
  return {
    ref,
    of,
    address,
    ...(member ? { member } : {}),
    ...(of.type === 'choice' || of.type === 'choices'
      ? {
          options: options.size
            ? of.options.filter((option: Option) => options.get(option.id)?.(store.actual, at) !== false)
            : of.options,
        }
      : {}),
    ...(min === undefined ? {} : { min: shown(min) }),
    ...(max === undefined ? {} : { max: shown(max) }),
    ...(state.value !== PENDING && stored !== undefined ? { answer: inForce(stored, state.value) } : {}),
    sensitive: of.sensitive === true || blank?.asked !== true,
  }
}
/** Options that are no longer proposed are not shown as chosen. */
const inForce = (stored: Answer, value: Effective): Answer => (isValue(value) ? value : stored)

/** A question as it is asked, then its members' fields, member by member. Nothing when it is not asked. */
export function askedOf(store: Store, node: QuestionNode): AskedQuestion[] {
  const state = store.actual.values[node.i] as QuestionState
  if (state.asked !== true) return []
  const blank = store.blank.values[node.i] as QuestionState
  const { of } = node
  const out = [
    ask(store, of, state, blank, {
      ref: of.id,
      address: `questions.${of.id}`,
      options: node.options,
      bounds: node.bounds,
    }),
  ]
  if ('members' in state) {
    ;(state as GroupState).members.forEach((member, i) => {
      const shadow = (blank as Partial<GroupState>).members?.find((candidate) => candidate.key === member.key)
      for (const field of node.fields) {
        const fieldState = member.fields[field.of.id]!
        if (fieldState.asked !== true) continue
        out.push(
          ask(store, field.of, fieldState, shadow?.fields[field.of.id], {
            ref: `${of.id}.${field.of.id}#${member.key}`,
            address: `questions.${of.id}.fields.${field.of.id}`,
            options: field.options,
            bounds: field.bounds,
            member: { group: of.id, key: member.key, rank: i + 1 },
            at: member,
          }),
        )
      }
    })
  }
  return out
}

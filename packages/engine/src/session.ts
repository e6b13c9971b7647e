import type { Option, PlainDate } from '@parcours/schema'
import { Bits } from './bits.js'
import { departementOf, formatDate, parseDate, parseMonth } from './dates/index.js'
import { AnswerError, ParcoursError } from './error.js'
import { ALWAYS } from './expressions.js'
import type {
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
import type {
  AlertItem,
  Answer,
  AskedQuestion,
  Compiled,
  ExitItem,
  Mark,
  Plan,
  Progress,
  Session,
  StartOptions,
} from './types.js'
import { isValue, PENDING, same } from './values.js'

/** A place in the history of one live sheet. The sheet is turned to it when it is read. */
export class State implements Session {
  #plan: Plan | undefined
  #questions: readonly AskedQuestion[] | undefined
  #changes: readonly string[] | undefined
  constructor(
    /** As some session left it: live() turns it to this one. */
    readonly store: Store,
    readonly version: Version,
    /** The cells and marks that the last change touched. */
    readonly touched: readonly (Node | string)[],
  ) {}

  get parcours(): Compiled {
    return this.store.model
  }
  get today(): PlainDate {
    return formatDate(this.store.today)
  }
  get territory(): string | undefined {
    const { actual, model } = live(this)
    return (actual.values[model.territory.i] as Place).departement
  }
  get question(): AskedQuestion | null {
    const store = live(this)
    const slot = store.open.first()
    if (slot < 0) return null
    return askedOf(store, store.model.flow[slot]!).find((asked) => asked.answer === undefined) ?? null
  }
  get progress(): Progress {
    const { open, answered, asked, undecided } = live(this)
    const complete = open.first() < 0
    return { answered, asked, total: complete || undecided === 0 ? asked : null, complete }
  }
  get questions(): readonly AskedQuestion[] {
    const store = live(this)
    return (this.#questions ??= store.model.flow.flatMap((node) => askedOf(store, node)))
  }
  get plan(): Plan {
    const store = live(this)
    return (this.#plan ??= planner(store.model).plan(store))
  }
  get exits(): readonly ExitItem[] {
    const { model, actual, blank } = live(this)
    return model.exits
      .filter((node) => actual.values[node.i] === true)
      .map((node) => {
        const of = node.of as ExitItem['of']
        return { of, address: `exits.${of.id}`, sensitive: blank.values[node.i] !== true }
      })
  }
  get changes(): readonly string[] {
    const store = live(this)
    return (this.#changes ??= planner(store.model).changes(store, this.touched))
  }
  get stored(): Readonly<Record<string, Answer>> {
    return Object.fromEntries(live(this).answers)
  }
}

function planner({ planner }: Model): NonNullable<Model['planner']> {
  if (!planner)
    throw new ParcoursError(
      [],
      'No plan yet: what compile() of @parcours/engine/flow gives needs attach(compiled, planner).',
    )
  return planner
}

/** The sheet, as this session sees it. */
export function live(session: Session): Store {
  const { store, version } = session as State
  if (store.cells < store.model.nodes.length) grow(store)
  if (store.live !== version) turn(store, version)
  return store
}

/** Alerts that may concern her: all that are not ruled out. */
export const alerts = (session: Session): AlertItem[] => {
  const store = live(session)
  return alertsOf(store, store.actual)
}
export const alertsOf = ({ model, blank }: Store, { values }: World): AlertItem[] =>
  model.alerts.flatMap(({ i, of }): AlertItem[] => {
    const alert = of as AlertItem['of']
    const sensitive = alert.sensitive === true || blank.values[i] === false
    return values[i] === false ? [] : [{ of: alert, address: `alerts.${alert.id}`, sensitive }]
  })

// The sheet.

/** Writes a cell, and keeps count of what a question's cell says. */
function put(store: Store, node: Node, actual: unknown, blank: unknown, ahead: unknown): void {
  const { i } = node
  const { values } = store.actual
  const asks = node.slot >= 0
  if (asks && values[i]) count(store, node as QuestionNode, -1)
  // The three may be one array: where they differ, each has its own.
  store.ahead.values[i] = ahead
  store.blank.values[i] = blank
  values[i] = actual
  if (asks) count(store, node as QuestionNode, 1)
}

function count(store: Store, node: QuestionNode, sign: 1 | -1): void {
  const state = store.actual.values[node.i] as QuestionState
  const ahead = store.ahead.values[node.i] as QuestionState
  let open = tally(store, state, ahead, sign)
  if (node.fields.length) {
    // Who there will be is not known.
    if (ahead.asked === true && ahead.value === PENDING) store.undecided += sign
    const sure = (ahead as GroupState).members
    ;(state as GroupState).members.forEach(({ fields }, i) => {
      for (const { of } of node.fields) open = tally(store, fields[of.id]!, sure[i]?.fields[of.id], sign) || open
    })
  }
  if (sign === 1) store.open.set(node.slot, open)
}
/** @returns whether it waits for an answer; "je ne sais pas" and a skipped question wait for none. */
function tally(store: Store, { asked, value }: QuestionState, ahead: QuestionState | undefined, sign: 1 | -1): boolean {
  if (ahead?.asked === 'pending') store.undecided += sign
  if (asked !== true) return false
  store.asked += sign
  if (value === PENDING) return true
  store.answered += sign
  return false
}

/** Evaluates what waits, in rank order, and stops where nothing changed. @returns the cells touched. */
function propagate(store: Store, writes: Write[]): Node[] {
  const { actual, blank, ahead, dirty } = store
  const { nodes } = store.model
  const touched: Node[] = []
  for (let i = dirty.first(); i >= 0; i = dirty.first()) {
    dirty.set(i, false)
    const node = nodes[i]!
    const was = { node, actual: actual.values[i], blank: blank.values[i], ahead: ahead.values[i] }
    const is = node.eval(actual)
    const bare = node.tainted ? node.eval(blank) : is
    const sure = node.wary ? node.eval(ahead) : is
    if (same(was.actual, is) && (!node.tainted || same(was.blank, bare)) && (!node.wary || same(was.ahead, sure)))
      continue
    writes.push(was)
    put(store, node, is, bare, sure)
    touched.push(node)
    for (const dependent of node.out) dirty.set(dependent.i, true)
  }
  return touched
}

/** Evaluates the cells that it has not: at the start all, then those that attach() added. */
function grow(store: Store): void {
  const { actual, blank, ahead, model } = store
  const { nodes } = model
  store.dirty = new Bits(nodes.length)
  for (let i = store.cells; i < nodes.length; i++) {
    const node = nodes[i]!
    const value = node.eval(actual)
    put(store, node, value, node.tainted ? node.eval(blank) : value, node.wary ? node.eval(ahead) : value)
  }
  store.cells = nodes.length
}

/**
 * Turns the live sheet to a version (Baker's shallow binding): the writes that lead back are swapped with what they replace, so
 * that each version can be read, the newest at no cost.
 */
function turn(store: Store, version: Version): void {
  const path: Version[] = []
  for (let at = version; at !== store.live; at = at.next!) path.push(at)
  for (const to of path.reverse()) {
    const from = store.live
    const back = to.log!.reverse().map((write) => swap(store, write))
    // The log is older than some cells: they are evaluated anew.
    for (let i = to.cells; i < store.cells; i++) store.dirty.set(i, true)
    propagate(store, back)
    from.log = back
    from.cells = store.cells
    from.next = to
    to.log = null
    to.next = null
    store.live = to
  }
}

function swap(store: Store, write: Write): Write {
  if ('node' in write) {
    const { node } = write
    const { i } = node
    const back = { node, actual: store.actual.values[i], blank: store.blank.values[i], ahead: store.ahead.values[i] }
    put(store, node, write.actual, write.blank, write.ahead)
    return back
  }
  if ('ref' in write) return { ref: write.ref, answer: replace(store.answers, write.ref, write.answer) }
  return { mark: write.mark, record: replace(store.marks, write.mark, write.record) }
}
function replace<T>(map: Map<string, T>, key: string, value: T | undefined): T | undefined {
  const before = map.get(key)
  if (value === undefined) map.delete(key)
  else map.set(key, value)
  return before
}

/** A new version after an input; the old one keeps the way back. */
function advance(session: Session, input: Write, dirty: Node | undefined, touched: (Node | string)[] = []): State {
  const { version } = session as State
  const store = live(session)
  const writes = [swap(store, input)]
  if (dirty) store.dirty.set(dirty.i, true)
  const cells = propagate(store, writes)
  const next: Version = { log: null, next: null, cells: 0 }
  version.log = writes
  version.cells = store.cells
  version.next = next
  store.live = next
  return new State(store, next, touched.length ? [...touched, ...cells] : cells)
}

// Sessions.

/**
 * A session without answers, or with those known beforehand.
 * @throws {AnswerError} for an answer that does not fit its question.
 */
export function start(compiled: Compiled, options: StartOptions): Session {
  let session = begin(compiled, options, new Map(), new Map())
  for (const [ref, value] of Object.entries(options.answers ?? {})) session = answer(session, ref, value)
  return session
}

/** A session with answers and marks that were judged already. */
export function begin(
  compiled: Compiled,
  { today, territory }: StartOptions,
  answers: Store['answers'],
  marks: Store['marks'],
): Session {
  const model = compiled as Model
  const version: Version = { log: null, next: null, cells: 0 }
  const values: unknown[] = []
  const store = {
    model,
    today: dayGiven('today', today),
    territory: typeof territory === 'string' ? departementOf(territory) : undefined,
    answers,
    marks,
    open: new Bits(model.flow.length),
    cells: 0,
    asked: 0,
    answered: 0,
    undecided: 0,
    live: version,
  } as unknown as { -readonly [K in keyof Store]: Store[K] }
  const world = (own: boolean, blank: boolean, ahead: boolean): World => ({
    store,
    values: own ? [] : values,
    blank,
    ahead,
  })
  store.actual = world(false, false, false)
  store.blank = world(model.tainted, true, false)
  store.ahead = world(model.wary, false, true)
  grow(store)
  return new State(store, version, [])
}

/** @throws {AnswerError} when it is no date. */
export function dayGiven(ref: string, date: unknown): number {
  const day = typeof date === 'string' ? parseDate(date) : NaN
  if (isNaN(day)) throw new AnswerError(ref, 'format')
  return day
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
  return give(session, ref, value, true)
}

/** @param bounded false: it was within its bounds when it was given. */
export function give(session: Session, ref: string, value: Answer | undefined, bounded: boolean): Session {
  const store = live(session)
  const target = targetOf(store.model, ref)
  if (!target) throw new AnswerError(ref, 'question')
  const stored = value === undefined ? undefined : accept(store, target, ref, value, bounded)
  // A card says what she answered: "je ne sais pas" and passed over may be one to the rules, and are two there.
  const told = target.node.of.askedAt !== undefined && !same(store.answers.get(ref), stored)
  return advance(session, { ref, answer: stored }, target.node, told ? [target.node] : [])
}

const SLUG = /^[A-Za-z0-9_-]{1,40}$/

function accept({ actual }: Store, { node, field, key }: Target, ref: string, value: Answer, bounded: boolean): Answer {
  const of = field?.of ?? node.of
  const refuse = (code: ConstructorParameters<typeof AnswerError>[1]): never => {
    throw new AnswerError(ref, code)
  }
  if (value === null || (typeof value === 'object' && !Array.isArray(value))) {
    if (value && 'unsure' in value && value.unsure === true) return of.unknown ? { unsure: true } : refuse('unsure')
    if (value && 'skipped' in value && value.skipped === true) return of.skip ? { skipped: true } : refuse('skip')
    return refuse('format')
  }
  const { members } = actual.values[node.i] as GroupState
  const member = members?.find((candidate) => candidate.key === key)
  if (key !== undefined && !SLUG.test(key)) return refuse('members')
  const bounds = field?.bounds ?? node.bounds
  const within = (n: number, high = n): void => {
    if (!bounded) return
    const [min, max] = [bounds.min?.(actual, member), bounds.max?.(actual, member)]
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

/** What may be said of a démarche; `bloque` and `en-retard` are computed. */
export const MARKS: readonly Mark[] = ['a-faire', 'en-cours', 'fait', 'sans-objet', 'conteste']

/**
 * Marks a démarche, for its usager or by the host.
 * @param item its id in the plan: "asf", "vitale#k3f", "declaration@2026-01-31"
 * @param on the day, 'YYYY-MM-DD'; kept when it is done
 * @throws {AnswerError} when no démarche has this id, the status is none of MARKS, or `on` is no date.
 */
export function mark(
  session: Session,
  item: string,
  status: Mark,
  { by, on }: { by: 'usager' | 'host'; on: PlainDate },
): Session {
  const { source, scope } = (session as State).store.model
  const id = item.replace(/[#@].*$/s, '')
  if (!source.demarches.some((of) => of.id === id)) throw new AnswerError(item, 'item')
  if (!MARKS.includes(status)) throw new AnswerError(item, 'format')
  dayGiven(item, on)
  const record: MarkRecord | undefined =
    status === 'a-faire' ? undefined : status === 'fait' ? { status, by, done: on } : { status, by }
  return advance(session, { mark: item, record }, scope.marks.get(id), [item])
}

/** A question as it is asked, then its members' fields, member by member. Nothing when it is not asked. */
export function askedOf(store: Store, node: QuestionNode): AskedQuestion[] {
  const { of } = node
  const state = store.actual.values[node.i] as GroupState
  const blank = store.blank.values[node.i] as GroupState
  if (state.asked !== true) return []
  const out = [ask(store, node, state, blank, of.id, `questions.${of.id}`)]
  for (const member of state.members ?? []) {
    const shadow = blank.members.find((candidate) => candidate.key === member.key)
    for (const field of node.fields) {
      const { id } = field.of
      const [ref, address] = [`${of.id}.${id}#${member.key}`, `questions.${of.id}.fields.${id}`]
      const given = member.fields[id]!
      if (given.asked === true) out.push(ask(store, field, given, shadow?.fields[id], ref, address, member))
    }
  }
  return out
}

function ask(
  store: Store,
  { of, options, bounds }: QuestionNode | FieldModel,
  { value }: QuestionState,
  blank: QuestionState | undefined,
  ref: string,
  address: string,
  member?: MemberState,
): AskedQuestion {
  const { actual } = store
  const asked: { -readonly [K in keyof AskedQuestion]: AskedQuestion[K] } = {
    ref,
    of,
    address,
    sensitive: of.sensitive === true || blank?.asked !== true,
  }
  if (member) asked.member = { group: member.group, key: member.key, rank: member.rank }
  if (of.type === 'choice' || of.type === 'choices')
    asked.options = options
      ? of.options.filter((option: Option) => (options.get(option.id) ?? ALWAYS)(actual, member) !== false)
      : of.options
  for (const end of ['min', 'max'] as const) {
    const bound = bounds[end]?.(actual, member)
    if (bound !== undefined) asked[end] = of.type === 'date' ? formatDate(bound) : bound
  }
  // Options that are no longer proposed are not shown as chosen.
  if (isValue(value)) asked.answer = value
  else if (value !== PENDING) asked.answer = store.answers.get(ref)!
  return asked
}

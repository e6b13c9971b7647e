import type * as Format from '@parcours/schema'
import { ageSpan, applySteps, earliest, hull, latest, parseDate, parseSpan, type Day } from './dates/index.js'
import type {
  Condition,
  Dated,
  DateOf,
  GroupState,
  MarkState,
  MemberState,
  Node,
  Of,
  Place,
  QuestionState,
  Stepper,
  World,
} from './model.js'
import type { Cause, Tri } from './types.js'
import { isValue, not, PENDING, SANS_OBJET, settle, worst, type Effective } from './values.js'

/** What expressions are compiled against: cells by id, and the parcours' tables and params. */
export interface Scope {
  readonly questions: ReadonlyMap<string, Node>
  readonly facts: ReadonlyMap<string, Node>
  readonly anchors: ReadonlyMap<string, Node>
  /** What `{ done }` reads of a démarche; made when somebody asks. */
  mark(id: string): Node | undefined
  readonly marks: ReadonlyMap<string, Node>
  /** Cells that have no rank yet. */
  readonly added: Node[]
  readonly place: Node
  readonly tables: ReadonlyMap<string, Format.Table>
  readonly params: ReadonlyMap<string, Format.Param>
  /** Cells read by the expression being compiled. */
  reads: Node[]
  /** It holds something that answers to come may overturn. */
  wary: boolean
}

export const ALWAYS: Condition = () => true
/** What a newer minor version of the format may ask and this one does not know: unknown. */
const NOT_KNOWN: Condition = () => 'unsure'

export const stateOf = (world: World, node: Node): QuestionState => world.values[node.i] as QuestionState
const causeOf = (value: Effective): Cause => (value === PENDING ? 'pending' : 'unsure')

/** An answer as a number: a number, or a postcode, which compares as one. */
const numberOf = (value: Effective): number =>
  typeof value === 'number' ? value : typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : NaN

function reading<T extends Node>(scope: Scope, node: T | undefined): T | undefined {
  if (node) scope.reads.push(node)
  return node
}

/** Where a subject's answer comes from: a question, or a field of the member at hand. */
function answerOf(scope: Scope, subject: { answer: string } | { each: string }): Of<QuestionState | undefined> {
  if ('each' in subject) return (_, member) => member?.fields[subject.each]
  const node = reading(scope, scope.questions.get(subject.answer))
  return node ? (world) => stateOf(world, node) : () => undefined
}

/** @param when a condition of the format; absent: always. */
export function condition(scope: Scope, when: Format.Condition | undefined): Condition {
  if (when === undefined) return ALWAYS
  if ('all' in when || 'any' in when) {
    const any = 'any' in when
    const parts = (any ? when.any : when.all).map((part) => condition(scope, part))
    return (world, member) => settle(parts, (part) => part(world, member), any)
  }
  if ('not' in when) {
    const part = condition(scope, when.not)
    return (world, member) => not(part(world, member))
  }
  if ('fact' in when) {
    const node = reading(scope, scope.facts.get(when.fact))
    return node ? (world) => world.values[node.i] as Tri : NOT_KNOWN
  }
  if ('some' in when || 'every' in when) {
    const some = 'some' in when
    const node = reading(scope, scope.questions.get(some ? when.some : when.every))
    const where = condition(scope, when.where)
    if (!node) return NOT_KNOWN
    return (world) => {
      const group = stateOf(world, node) as GroupState
      if (group.value === SANS_OBJET) return false
      if (!isValue(group.value)) return causeOf(group.value)
      return settle(group.members, (member) => where(world, member), some)
    }
  }
  return comparison(scope, when)
}

const SUBJECTS = ['answer', 'each', 'date', 'age', 'count']

function comparison(scope: Scope, when: Format.Comparison): Condition {
  // A newer version's subject: nothing beside it was judged.
  if (!SUBJECTS.some((key) => key in when)) return NOT_KNOWN
  if ('before' in when || 'after' in when) {
    const left = dateOfSubject(scope, when)
    const right = date(scope, 'before' in when ? when.before : when.after)
    const before = 'before' in when
    return (world, member) => {
      const [a, b] = before ? [left(world, member), right(world, member)] : [right(world, member), left(world, member)]
      if (!a || !b) return false
      if (a.to < b.from) return true
      if (a.from >= b.to) return false
      return worst(a.cause, b.cause) ?? 'unsure'
    }
  }
  const quantity = 'age' in when || 'count' in when
  if (quantity || 'atLeast' in when || 'atMost' in when) {
    const range = rangeOf(scope, when)
    if ('known' in when || 'unsure' in when)
      return peek(scope, when, (world, member) => {
        const value = range(world, member)
        return value === null || typeof value === 'string' ? value : (value[2] ?? 'known')
      })
    const exact = quantity && 'is' in when && typeof when.is === 'number' ? when.is : undefined
    const least = number(scope, exact ?? ('atLeast' in when ? when.atLeast : -Infinity))
    const most = number(scope, exact ?? ('atMost' in when ? when.atMost : Infinity))
    if (exact === undefined && !('atLeast' in when || 'atMost' in when)) return NOT_KNOWN
    return (world, member) => {
      const value = range(world, member)
      const low = least(world, member)
      const high = most(world, member)
      if (value === null || low === null || high === null) return false
      if (typeof value === 'string' || typeof low === 'string' || typeof high === 'string')
        return [value, low, high].includes('pending') ? 'pending' : 'unsure'
      if (value[0] >= low && value[1] <= high) return true
      if (value[1] < low || value[0] > high) return false
      return value[2] ?? 'unsure'
    }
  }
  if ('date' in when) {
    if (!('known' in when || 'unsure' in when)) return NOT_KNOWN
    const value = date(scope, when.date)
    return peek(scope, when, (world, member) => {
      const at = value(world, member)
      return at && (at.cause ?? 'known')
    })
  }
  const subject = answerOf(scope, when)
  if ('known' in when || 'unsure' in when)
    return peek(scope, when, (world, member) => {
      const state = subject(world, member)
      if (!state || state.value === PENDING) return 'pending'
      return isValue(state.value) ? 'known' : state.unsure ? 'unsure' : null
    })
  const test = valueTest(when)
  return test ? tested(subject, test) : NOT_KNOWN
}

const tested =
  (subject: Of<QuestionState | undefined>, test: (value: string | number | readonly string[]) => boolean): Condition =>
  (world, member) => {
    const value = subject(world, member)?.value ?? PENDING
    return isValue(value) ? test(value) : value === SANS_OBJET ? false : causeOf(value)
  }

/** `known` and `unsure` are always true or false; only from ahead do they wait for an answer to come. */
function peek(
  scope: Scope,
  test: { known: boolean } | { unsure: boolean },
  look: Of<'known' | Cause | null>,
): Condition {
  scope.wary = true
  const [name, wanted] = 'known' in test ? (['known', test.known] as const) : (['unsure', test.unsure] as const)
  return (world, member) => {
    const found = look(world, member)
    return found === 'pending' && world.ahead ? 'pending' : (found === name) === wanted
  }
}

function valueTest(test: Format.Test): ((value: string | number | readonly string[]) => boolean) | null {
  if ('is' in test) return (value) => value === test.is || (typeof test.is === 'number' && numberOf(value) === test.is)
  if ('in' in test) return (value) => test.in.includes(value as string)
  if ('includes' in test) return (value) => Array.isArray(value) && value.includes(test.includes)
  return null
}

/** The least and the most that a number may be, with the cause of a difference; a cause when nothing is known; null when sans objet. */
type Range = readonly [least: number, most: number, cause?: Cause | undefined] | Cause | null

function rangeOf(scope: Scope, subject: Format.Subject): Of<Range> {
  if ('age' in subject) {
    const birth = date(scope, subject.age)
    const at = date(scope, subject.at ?? 'today')
    return (world, member) => {
      const [born, then] = [birth(world, member), at(world, member)]
      return born && then && [...ageSpan([born.from, born.to], [then.from, then.to]), worst(born.cause, then.cause)]
    }
  }
  if ('count' in subject) {
    // From ahead, a group not answered yet may come to be sans objet, and the comparison false.
    scope.wary = true
    const node = reading(scope, scope.questions.get(subject.count))
    const where = condition(scope, subject.where)
    if (!node) return () => 'unsure'
    return (world) => {
      const group = stateOf(world, node) as GroupState
      if (group.value === SANS_OBJET) return null
      if (world.ahead && group.value === PENDING) return 'pending'
      if (!isValue(group.value)) return [0, (node.of as Format.GroupKind).max, causeOf(group.value)]
      let least = 0
      let most = 0
      let cause: Cause | undefined
      for (const member of group.members) {
        const matches = where(world, member)
        if (matches === true) least++
        if (matches !== false) most++
        if (typeof matches === 'string') cause = worst(cause, matches)
      }
      return [least, most, cause]
    }
  }
  if (!('answer' in subject || 'each' in subject)) return () => 'unsure'
  const answer = answerOf(scope, subject)
  return (world, member) => {
    const value = answer(world, member)?.value ?? PENDING
    if (value === SANS_OBJET) return null
    const n = numberOf(value)
    return isValue(value) ? (Number.isNaN(n) ? 'unsure' : [n, n]) : causeOf(value)
  }
}

function dateOfSubject(scope: Scope, subject: Format.Subject): DateOf {
  if ('date' in subject) return date(scope, subject.date)
  return 'answer' in subject || 'each' in subject ? date(scope, subject as Format.Moment) : () => open('unsure')
}

/** One day has no cause left; an open end has one. */
function dated(from: Day, to: Day, rank: Dated['rank'], cause?: Cause, unpublished = false): Dated {
  if (from === to && isFinite(from)) return { from, to, rank, cause: undefined, unpublished: false }
  cause ??= isFinite(from) && isFinite(to) ? undefined : 'unsure'
  return { from, to, rank: cause ? 2 : rank, cause, unpublished }
}
const open = (cause: Cause, unpublished?: boolean): Dated => dated(-Infinity, Infinity, 2, cause, unpublished)
const parsed = (text: string, rank: Dated['rank']): Dated => {
  const span = parseSpan(text)
  return span ? dated(span[0], span[1], rank) : open('unsure')
}

/** A date of the format, ready to be evaluated to a span. */
export function date(scope: Scope, expr: Format.DateExpr): DateOf {
  if (expr === 'today') return ({ store }) => dated(store.today, store.today, 1)
  if (typeof expr === 'string') {
    const fixed = parsed(expr, 1)
    return () => fixed
  }
  const source = sourceOf(scope, expr)
  const steps = stepper(scope, expr.then)
  return steps
    ? (world, member) => {
        const start = source(world, member)
        return start && steps(world, member, start)
      }
    : source
}

/** Steps of the format, ready to move a date. */
export function stepper(scope: Scope, steps: readonly Format.Step[] | undefined): Stepper | undefined {
  if (!steps?.length) return undefined
  const refs: [object, Lookup][] = []
  let working = false
  for (const step of steps) {
    const by = 'plus' in step ? step.plus : 'minus' in step ? step.minus : null
    if (by && typeof by === 'object') refs.push([by, lookup(scope, by)])
    // Working days are those of the usager's territory.
    if ('workingDay' in step) working = !!scope.reads.push(scope.place)
  }
  return (world, member, start) => {
    const durations = new Map<object, string>()
    let { cause, unpublished } = start
    for (const [ref, find] of refs) {
      const found = find(world, member)
      if (found === null) return null
      if (typeof found === 'object') {
        cause = worst(cause, found.cause)
        unpublished ||= found.unpublished
      } else durations.set(ref, String(found))
    }
    const here = working ? (world.values[scope.place.i] as Place) : undefined
    if (here?.waits) return open('pending')
    const [from, to] = applySteps([start.from, start.to], steps, {
      zone: here?.zone,
      resolve: (ref) => durations.get(ref),
    })
    return dated(from, to, start.rank || 1, cause, unpublished)
  }
}

function sourceOf(scope: Scope, expr: Format.DateSource): DateOf {
  if ('today' in expr) return date(scope, 'today')
  if ('answer' in expr || 'each' in expr) {
    const answer = answerOf(scope, expr)
    return (world, member) => {
      const value = answer(world, member)?.value ?? PENDING
      if (value === SANS_OBJET) return null
      return isValue(value) ? parsed(String(value), 0) : open(causeOf(value))
    }
  }
  if ('anchor' in expr) {
    const node = reading(scope, scope.anchors.get(expr.anchor))
    return (world) => (node ? (world.values[node.i] as Dated | null) : open('unsure'))
  }
  if ('done' in expr) {
    scope.wary = true
    const node = reading(scope, scope.mark(expr.done))
    return (world, member) => (node ? doneOn(world, world.values[node.i] as MarkState, member) : open('unsure'))
  }
  if ('table' in expr) {
    const find = lookup(scope, expr)
    return (world, member) => {
      const found = find(world, member)
      if (found === null) return null
      return typeof found === 'object' ? open(found.cause, found.unpublished) : parsed(String(found), 1)
    }
  }
  if ('cases' in expr) {
    // From ahead, an undecided case may leave no date at all.
    scope.wary = true
    const cases = expr.cases.map((entry) => [condition(scope, entry.when), date(scope, entry.date)] as const)
    return (world, member) => {
      const possible: Dated[] = []
      let cause: Cause | undefined
      let sure = false
      let missing = false
      for (const [when, value] of cases) {
        const holds = when(world, member)
        if (holds === false) continue
        const candidate = value(world, member)
        if (holds === true && cause === undefined) return candidate
        if (candidate) possible.push(candidate)
        else missing = true
        if (holds === true) {
          sure = true
          break
        }
        cause = worst(cause, holds as Cause)
      }
      return world.ahead && cause && (missing || !sure) ? open(cause) : hulled(possible, cause)
    }
  }
  if ('firstKnown' in expr) {
    // From ahead, one that waits may yet come before it.
    scope.wary = true
    const dates = expr.firstKnown.map((entry) => date(scope, entry))
    return (world, member) => {
      const possible: Dated[] = []
      for (const entry of dates) {
        const value = entry(world, member)
        if (!value) continue
        possible.push(value)
        if (value.from !== value.to) continue
        return world.ahead && possible.some((one) => one.cause === 'pending') ? hulled(possible, undefined) : value
      }
      return hulled(possible, undefined)
    }
  }
  const least = 'earliest' in expr
  if (!least && !('latest' in expr)) return () => open('unsure')
  const dates = (least ? expr.earliest : expr.latest).map((entry) => date(scope, entry))
  return (world, member) => {
    const existing = dates.map((entry) => entry(world, member)).filter((entry) => entry !== null)
    const span = (least ? earliest : latest)(existing.map((entry) => [entry.from, entry.to]))
    return span && joined(span[0], span[1], existing, undefined)
  }
}

/** What remains possible: from the earliest start to the latest end. `cause`: it is not decided which. */
function hulled(dates: readonly Dated[], cause: Cause | undefined): Dated | null {
  const span = hull(dates.map((entry) => [entry.from, entry.to]))
  return span && joined(span[0], span[1], dates, cause)
}
function joined(from: Day, to: Day, dates: readonly Dated[], cause: Cause | undefined): Dated {
  const why = dates.reduce((found, entry) => worst(found, entry.cause), cause)
  const rank = cause ? 2 : dates.reduce((most, entry) => (entry.rank > most ? entry.rank : most), 0 as Dated['rank'])
  const unpublished = dates.some((entry) => entry.unpublished)
  return dated(from, to, rank, why, unpublished)
}

/** The first day she did it; for a member, the member's own. A démarche that is sans objet is not done on any day. */
function doneOn({ ahead }: World, { records, presence }: MarkState, current?: MemberState): Dated | null {
  const own = current && presence.filter((one) => one.member?.key === current.key)
  const here = own?.length ? own : presence
  if (here.every((one) => one.on === false)) return null
  // From ahead, it may yet come to be sans objet.
  if (ahead && here.some((one) => one.on === 'pending')) return open('pending')
  let first = Infinity
  let put = 0
  let aside = 0
  for (const [item, { status, done }] of records) {
    const key = /#([^@]+)/.exec(item)?.[1]
    if (!here.some((one) => one.member?.key === key)) continue
    put++
    if (status === 'sans-objet') aside++
    if (done !== undefined) first = Math.min(first, parseDate(done))
  }
  return first < Infinity ? dated(first, first, 0) : put > 0 && put === aside ? null : open('pending')
}

interface Unknown {
  readonly cause: Cause
  readonly unpublished: boolean
}
/** A value of a table or a param; null: sans objet; an object: unknown. */
type Lookup = Of<string | number | null | Unknown>
const UNPUBLISHED: Unknown = { cause: 'unsure', unpublished: true }

function lookup(scope: Scope, ref: Format.TableRef | Format.ParamRef): Lookup {
  if ('param' in ref) {
    const value = scope.params.get(ref.param)?.value
    return () => value ?? UNPUBLISHED
  }
  const table = scope.tables.get(ref.table)
  if (!table) return () => UNPUBLISHED
  const at = date(scope, ref.at ?? 'today')
  const rows = table.rows.map((entry) => ({
    is: 'is' in entry ? entry.is : undefined,
    from: bound('from' in entry ? entry.from : undefined, -Infinity),
    to: bound('to' in entry ? entry.to : undefined, Infinity),
    validFrom: bound(entry.validity?.from, -Infinity),
    validTo: bound(entry.validity?.to, Infinity),
    value: entry.value,
  }))
  const { by } = table
  const anchor = by && 'anchor' in by ? date(scope, by) : undefined
  const answer = by && !('anchor' in by) ? answerOf(scope, by) : undefined
  return (world, member) => {
    const day = at(world, member)
    if (!day) return null
    let { cause } = day
    let key: string | undefined
    // What is not known may be anything: only a row without bounds fits it whole.
    let [low, high] = [-Infinity, Infinity]
    if (anchor) {
      const span = anchor(world, member)
      if (!span) return null
      ;({ from: low, to: high } = span)
      cause = worst(cause, span.cause)
    } else if (answer) {
      const value = answer(world, member)?.value ?? PENDING
      if (value === SANS_OBJET) return null
      if (!isValue(value)) cause = worst(cause, causeOf(value))
      else {
        const span = typeof value === 'string' ? parseSpan(value) : null
        key = typeof value === 'string' ? value : undefined
        ;[low, high] = span ?? [numberOf(value), numberOf(value)]
      }
    }
    const found = rows.find(
      (row) =>
        row.validFrom <= day.from &&
        day.to <= row.validTo &&
        (row.is === undefined ? row.from <= low && high <= row.to : row.is === key),
    )
    return found ? found.value : cause ? { cause, unpublished: day.unpublished } : UNPUBLISHED
  }
}
const bound = (value: string | number | undefined, open: number): number =>
  value === undefined ? open : typeof value === 'number' ? value : parseDate(value)

/** A number of the format; a cause when it is not known, null when it is sans objet. */
export function number(scope: Scope, num: Format.Num): Of<number | Cause | null> {
  if (typeof num === 'number') return () => num
  const find = lookup(scope, num)
  return (world, member) => {
    const found = find(world, member)
    return typeof found === 'string' ? 'unsure' : typeof found === 'object' && found ? found.cause : found
  }
}

import type * as Format from '@parcours/schema'
import { ageSpan, applySteps, earliest, hull, latest, parseDate, parseSpan, type DaySpan } from './dates/index.js'
import type {
  Condition,
  Dated,
  DateOf,
  GroupState,
  MarkRecord,
  MemberState,
  Node,
  Place,
  QuestionState,
  World,
} from './model.js'
import type { Cause, Tri } from './types.js'
import { isValue, not, PENDING, SANS_OBJET, settle, type Effective } from './values.js'

/** What expressions are compiled against: cells by name, and the parcours' tables and params. */
export interface Scope {
  node(kind: 'q' | 'f' | 'a' | 'm', id: string): Node | undefined
  readonly place: Node
  readonly tables: ReadonlyMap<string, Format.Table>
  readonly params: ReadonlyMap<string, Format.Param>
  /** Cells read by the expression being compiled. */
  reads: Node[]
}

export const ALWAYS: Condition = () => true
/** An operator of a newer minor version of the format: unknown. */
const NEVER_KNOWN: Condition = () => 'unsure'
const OPEN = (cause: Cause): Dated => ({ from: -Infinity, to: Infinity, rank: 2, cause })
const worst = (dates: readonly Dated[]): Cause | undefined =>
  dates.some((date) => date.cause === 'pending') ? 'pending' : dates.some((date) => date.cause) ? 'unsure' : undefined

export const stateOf = (world: World, node: Node): QuestionState => world.values[node.i] as QuestionState
const unknownOf = (value: Effective): Cause => (value === PENDING ? 'pending' : 'unsure')

/** An answer as a number: a number, or a postcode, which compares as one. */
export const numberOf = (value: Effective): number =>
  typeof value === 'number' ? value : typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : NaN

export function place(scope: Scope, world: World): Place {
  return world.values[scope.place.i] as Place
}

function reading(scope: Scope, kind: 'q' | 'f' | 'a' | 'm', id: string): Node | undefined {
  const node = scope.node(kind, id)
  if (node) scope.reads.push(node)
  return node
}

/** Where a subject's answer comes from: a question, or a field of the member at hand. */
function answerOf(
  scope: Scope,
  subject: { answer: string } | { each: string },
): (world: World, member?: MemberState) => QuestionState | undefined {
  if ('each' in subject) return (_, member) => member?.fields[subject.each]
  const node = reading(scope, 'q', subject.answer)
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
    const node = reading(scope, 'f', when.fact)
    return node ? (world) => world.values[node.i] as Tri : NEVER_KNOWN
  }
  if ('some' in when || 'every' in when) {
    const some = 'some' in when
    const node = reading(scope, 'q', some ? when.some : when.every)
    const where = condition(scope, when.where)
    if (!node) return NEVER_KNOWN
    return (world) => {
      const group = stateOf(world, node) as GroupState
      if (group.value === SANS_OBJET) return false
      if (!isValue(group.value)) return unknownOf(group.value)
      return settle(group.members, (member) => where(world, member), some)
    }
  }
  return comparison(scope, when)
}

function comparison(scope: Scope, when: Format.Comparison): Condition {
  if ('before' in when || 'after' in when) {
    const left = dateOfSubject(scope, when as Format.Subject)
    const right = date(scope, 'before' in when ? when.before : when.after)
    const before = 'before' in when
    return (world, member) => {
      const [a, b] = before ? [left(world, member), right(world, member)] : [right(world, member), left(world, member)]
      if (!a || !b) return false
      if (a.to < b.from) return true
      if (a.from >= b.to) return false
      return worst([a, b]) ?? 'unsure'
    }
  }
  if ('atLeast' in when || 'atMost' in when) {
    const range = rangeOf(scope, when as Format.Subject)
    const least = 'atLeast' in when
    const bound = number(scope, least ? when.atLeast : (when as Format.AtMost).atMost)
    return (world, member) => {
      const value = range(world, member)
      const limit = bound(world, member)
      if (value === null) return false
      if (typeof value === 'string') return value
      if (limit === undefined) return 'unsure'
      if (least ? value[0] >= limit : value[1] <= limit) return true
      if (least ? value[1] < limit : value[0] > limit) return false
      return value[2] ?? 'unsure'
    }
  }
  if ('date' in when || 'age' in when || 'count' in when) return dateTest(scope, when)
  const subject = answerOf(scope, when as { answer: string } | { each: string })
  if ('known' in when) return (world, member) => isValue(subject(world, member)?.value ?? PENDING) === when.known
  if ('unsure' in when) return (world, member) => (subject(world, member)?.unsure ?? false) === when.unsure
  const test = valueTest(when as Format.Test)
  if (!test) return NEVER_KNOWN
  return (world, member) => {
    const value = subject(world, member)?.value ?? PENDING
    return isValue(value) ? test(value) : value === SANS_OBJET ? false : unknownOf(value)
  }
}

function valueTest(test: Format.Test): ((value: string | number | readonly string[]) => boolean) | null {
  if ('is' in test) return (value) => value === test.is || (typeof test.is === 'number' && numberOf(value) === test.is)
  if ('in' in test) return (value) => test.in.includes(value as string)
  if ('includes' in test) return (value) => Array.isArray(value) && value.includes(test.includes)
  return null
}

/** Tests that are not comparisons, on a date, an age or a count: `known`, `is`. */
function dateTest(scope: Scope, when: Format.Comparison): Condition {
  if ('date' in when) {
    const value = date(scope, when.date)
    if ('known' in when) return (world, member) => isKnown(value(world, member)) === when.known
    if ('unsure' in when) return (world, member) => (value(world, member)?.cause === 'unsure') === when.unsure
    return NEVER_KNOWN
  }
  const range = rangeOf(scope, when as Format.Subject)
  if ('is' in when && typeof when.is === 'number') {
    const wanted = when.is
    return (world, member) => {
      const value = range(world, member)
      if (value === null || typeof value === 'string') return value ?? false
      if (wanted < value[0] || wanted > value[1]) return false
      return value[0] === value[1] ? true : (value[2] ?? 'unsure')
    }
  }
  return NEVER_KNOWN
}
const isKnown = (value: Dated | null): boolean =>
  value !== null && value.cause === undefined && value.from > -Infinity && value.to < Infinity

/** The least and the most that a number may be, with the cause of a difference; a cause when nothing is known; null when sans objet. */
type Range = readonly [least: number, most: number, cause?: Cause] | Cause | null

function rangeOf(scope: Scope, subject: Format.Subject): (world: World, member?: MemberState) => Range {
  if ('age' in subject) {
    const birth = date(scope, subject.age)
    const at = date(scope, subject.at ?? 'today')
    return (world, member) => {
      const [born, then] = [birth(world, member), at(world, member)]
      if (!born || !then) return null
      const [least, most] = ageSpan([born.from, born.to], [then.from, then.to])
      const cause = worst([born, then])
      return cause ? [least, most, cause] : [least, most]
    }
  }
  if ('count' in subject) {
    const node = reading(scope, 'q', subject.count)
    const where = condition(scope, subject.where)
    if (!node) return () => 'unsure'
    return (world) => {
      const group = stateOf(world, node) as GroupState
      if (group.value === SANS_OBJET) return null
      if (!isValue(group.value)) return [0, maxOf(node), unknownOf(group.value)]
      let least = 0
      let most = 0
      let cause: Cause | undefined
      for (const member of group.members) {
        const matches = where(world, member)
        if (matches === true) least++
        if (matches !== false) most++
        if (typeof matches === 'string') cause = cause === 'pending' ? cause : matches
      }
      return cause ? [least, most, cause] : [least, most]
    }
  }
  if ('date' in subject) return () => 'unsure'
  const answer = answerOf(scope, subject)
  return (world, member) => {
    const value = answer(world, member)?.value ?? PENDING
    if (value === SANS_OBJET) return null
    const n = numberOf(value)
    return isValue(value) ? (Number.isNaN(n) ? 'unsure' : [n, n]) : unknownOf(value)
  }
}
const maxOf = (node: Node): number => (node as Node & { of: { max: number } }).of.max

function dateOfSubject(scope: Scope, subject: Format.Subject): DateOf {
  if ('date' in subject) return date(scope, subject.date)
  if ('answer' in subject || 'each' in subject) return date(scope, subject as Format.Moment)
  return () => OPEN('unsure')
}

const given = (span: DaySpan | null, rank: Dated['rank']): Dated =>
  span ? { from: span[0], to: span[1], rank } : OPEN('unsure')

/** A date of the format, ready to be evaluated to a span. */
export function date(scope: Scope, expr: Format.DateExpr): DateOf {
  if (expr === 'today') return (world) => ({ from: world.store.today, to: world.store.today, rank: 1 })
  if (typeof expr === 'string') {
    const day = parseDate(expr)
    const fixed = given(Number.isNaN(day) ? null : [day, day], 1)
    return () => fixed
  }
  const source = sourceOf(scope, expr)
  const { then: steps } = expr
  if (!steps?.length) return source
  const refs = new Map<object, Lookup>()
  for (const step of steps) {
    const by = 'plus' in step ? step.plus : 'minus' in step ? step.minus : null
    if (by && typeof by === 'object') refs.set(by, lookup(scope, by))
    // Working days are those of the usager's territory.
    if ('workingDay' in step) scope.reads.push(scope.place)
  }
  return (world, member) => {
    const start = source(world, member)
    if (!start) return null
    let unpublished = false
    const [from, to] = applySteps([start.from, start.to], steps, {
      zone: place(scope, world)?.zone,
      resolve: (ref) => {
        const found = refs.get(ref)?.(world, member)
        if (found === undefined || typeof found === 'object') unpublished = true
        return typeof found === 'string' ? found : undefined
      },
    })
    const opened = from === -Infinity && to === Infinity && start.from > -Infinity
    return {
      from,
      to,
      rank: start.rank === 2 || opened ? 2 : 1,
      ...(start.cause ? { cause: start.cause } : opened ? { cause: 'unsure' as const } : {}),
      ...(unpublished && opened
        ? { unpublished: true as const }
        : start.unpublished
          ? { unpublished: start.unpublished }
          : {}),
    }
  }
}

function sourceOf(scope: Scope, expr: Format.DateSource): DateOf {
  if ('today' in expr) return date(scope, 'today')
  if ('answer' in expr || 'each' in expr) {
    const answer = answerOf(scope, expr)
    return (world, member) => {
      const value = answer(world, member)?.value ?? PENDING
      if (value === SANS_OBJET) return null
      return typeof value === 'string' ? given(parseSpan(value), 0) : OPEN(isValue(value) ? 'unsure' : unknownOf(value))
    }
  }
  if ('anchor' in expr) {
    const node = reading(scope, 'a', expr.anchor)
    return (world) => (node ? (world.values[node.i] as Dated | null) : null)
  }
  if ('done' in expr) {
    const node = reading(scope, 'm', expr.done)
    return (world, member) => {
      const records = (node ? world.values[node.i] : undefined) as Record<string, MarkRecord> | undefined
      const days = Object.entries(records ?? {})
        .filter(
          ([id, record]) =>
            record.status === 'fait' &&
            record.done &&
            (id.match(/#([^@]+)/)?.[1] ?? null) === (member?.key ?? id.match(/#([^@]+)/)?.[1] ?? null),
        )
        .map(([, record]) => parseDate(record.done!))
      return days.length ? given([Math.min(...days), Math.min(...days)], 0) : OPEN('pending')
    }
  }
  if ('table' in expr) {
    const find = lookup(scope, expr)
    return (world, member) => {
      const found = find(world, member)
      if (found === null) return null
      if (typeof found === 'object')
        return { ...OPEN(found.cause), ...(found.unpublished ? { unpublished: true as const } : {}) }
      return given(parseSpan(String(found)), 1)
    }
  }
  if ('cases' in expr) {
    const cases = expr.cases.map((entry) => [condition(scope, entry.when), date(scope, entry.date)] as const)
    return (world, member) => {
      const possible: Dated[] = []
      let cause: Cause | undefined
      for (const [when, value] of cases) {
        const holds = when(world, member)
        if (holds === false) continue
        const candidate = value(world, member)
        if (candidate) possible.push(candidate)
        if (holds === true) break
        cause = cause === 'pending' ? cause : holds
      }
      return cause === undefined ? (possible[0] ?? null) : hulled(possible, cause)
    }
  }
  const list =
    'firstKnown' in expr ? expr.firstKnown : 'earliest' in expr ? expr.earliest : 'latest' in expr ? expr.latest : []
  const dates = list.map((entry) => date(scope, entry))
  return (world, member) => {
    const existing = dates.map((entry) => entry(world, member)).filter((entry) => entry !== null)
    if (!existing.length) return null
    if ('firstKnown' in expr)
      return existing.find((entry) => entry.from === entry.to) ?? hulled(existing, worst(existing))
    const spans = existing.map((entry) => [entry.from, entry.to] as const)
    const [from, to] = ('earliest' in expr ? earliest(spans) : latest(spans))!
    const cause = from === to ? undefined : worst(existing)
    return { from, to, rank: cause || existing.some((entry) => entry.rank === 2) ? 2 : 1, ...(cause ? { cause } : {}) }
  }
}

/** What remains possible: from the earliest start to the latest end. */
function hulled(dates: readonly Dated[], cause: Cause | undefined): Dated | null {
  const span = hull(dates.map((entry) => [entry.from, entry.to]))
  if (!span) return null
  const why = worst(dates) ?? cause
  const unpublished = dates.some((entry) => entry.unpublished)
  return {
    from: span[0],
    to: span[1],
    rank: dates.length === 1 && !why ? dates[0]!.rank : 2,
    ...(why ? { cause: why } : {}),
    ...(unpublished ? { unpublished: true as const } : {}),
  }
}

/** A value of a table or a param; null: sans objet; an object: unknown. */
type Lookup = (
  world: World,
  member?: MemberState,
) => string | number | null | { readonly cause: Cause; readonly unpublished?: true }
const UNPUBLISHED = { cause: 'unsure', unpublished: true } as const

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
  const anchor = by && 'anchor' in by ? date(scope, by) : null
  const answer = by && !('anchor' in by) ? answerOf(scope, by) : null
  return (world, member) => {
    const day = at(world, member)
    if (!day) return null
    // A pending date is not a missing row: it is not known yet.
    if (day.cause === 'pending' && day.from !== day.to) return { cause: 'pending' }
    let key: string | undefined
    let low = NaN
    let high = NaN
    if (anchor) {
      const span = anchor(world, member)
      if (!span) return null
      if (span.cause === 'pending') return { cause: 'pending' }
      low = span.from
      high = span.to
    } else if (answer) {
      const value = answer(world, member)?.value ?? PENDING
      if (value === SANS_OBJET) return null
      if (!isValue(value)) return { cause: unknownOf(value) }
      key = typeof value === 'string' ? value : undefined
      const span = typeof value === 'string' ? parseSpan(value) : null
      low = span ? span[0] : numberOf(value)
      high = span ? span[1] : low
    }
    const found = rows.find(
      (entry) =>
        entry.validFrom <= day.from &&
        day.to <= entry.validTo &&
        (entry.is !== undefined ? entry.is === key : !by || (entry.from <= low && high <= entry.to)),
    )
    return found ? found.value : UNPUBLISHED
  }
}
const bound = (value: string | number | undefined, open: number): number =>
  value === undefined ? open : typeof value === 'number' ? value : parseDate(value)

/** A number of the format; undefined: not known. */
export function number(scope: Scope, num: Format.Num): (world: World, member?: MemberState) => number | undefined {
  if (typeof num === 'number') return () => num
  const find = lookup(scope, num)
  return (world, member) => {
    const found = find(world, member)
    return typeof found === 'number' ? found : undefined
  }
}

import type { Field, Parcours, Question } from '@parcours/schema'
import { departementOf, formatDate, monthOf, monthStart, parseDate, zoneOf, type Day } from '../dates/index.js'
import {
  atLeastOf,
  bitsFor,
  BoundError,
  Diagrams,
  MAYBE,
  NEVER,
  valuesBetween,
  valuesWhere,
  type Bdd,
  type Many,
} from './bdd.js'

/** What may be answered is cut into regions: two answers of one region are the same for every condition of the parcours. */
export interface Limits {
  /** Members of a group at most, 1 or more; the parcours may allow more. */
  readonly members: number
  /** Nodes of the diagrams. */
  readonly nodes: number
  /** Instead of regions, these values only: to compare with an enumeration. */
  readonly only?: {
    readonly dates: readonly string[]
    readonly numbers: readonly number[]
    readonly codes: readonly string[]
  }
}

/** Codes of every variable: no answer, "je ne sais pas", skipped; then its values. */
export const NONE = 0
export const UNSURE = 1
export const SKIPPED = 2
export const FIRST = 3

export type Value = string | number
/** One value of a variable that stands for all those of its region. */
export interface Region {
  readonly value: Value
  /** In French, as it stands after "réponse :". */
  readonly label: string
  /** Of dates: its first and its last, '' where it has none. */
  readonly ends?: readonly [string, string]
  /** Whether another value is of this region. */
  readonly has: (value: Value) => boolean
}

/** A term of one date answer: what steps make of it. They are monotone: a later day never gives an earlier one. */
export interface Term {
  readonly variable: string
  readonly id: string
  readonly move: (day: Day) => Day
}

/** What a parcours compares the values of one variable to. Fields are noted once for all the members. */
class Notes {
  readonly days = new Set<Day>()
  readonly numbers = new Set<number>()
  readonly ids = new Set<string>()
  zones = false
  /** It is compared with another answer: every day counts. */
  fine = false
}

export interface Variable {
  readonly key: string
  readonly of: Question | Field | null
  readonly many: Many
  readonly regions: readonly Region[]
  /** Of dates: the day of each region, ascending. */
  readonly days: readonly Day[]
  /** Of several choices: the level of each option's own bit. */
  readonly options: ReadonlyMap<string, number>
}

const EARLIEST = parseDate('1800-01-01')
const LATEST = parseDate('2400-12-31')
/** Years around today that are gone through day by day, when two answers are compared with each other. */
export const FINE_YEARS = [40, 20] as const

/** "enfants.naissance#2" -> "enfants.naissance" */
const shared = (key: string): string => key.replace(/#.*$/s, '')

interface Wanted {
  readonly key: string
  readonly of: Question | Field | null
  readonly kind: 'choice' | 'choices' | 'day' | 'month' | 'number' | 'postcode' | 'reference' | 'group'
  readonly ids: readonly string[]
}

/** The variables of one parcours, or of two versions of it. First it takes note, then it is sealed. */
export class Domains {
  readonly #notes = new Map<string, Notes>()
  readonly #wanted = new Map<string, Wanted>()
  readonly #less = new Map<string, Bdd>()
  readonly #moved = new Map<string, Float64Array>()
  #steps = 0
  readonly variables = new Map<string, Variable>()
  /** How many levels the diagrams have. */
  levels = 0
  /** While it takes note, there are none. */
  diagrams: Diagrams | null = null

  constructor(
    readonly today: Day,
    readonly limits: Limits,
  ) {}

  notes(key: string): Notes {
    const id = shared(key)
    let notes = this.#notes.get(id)
    if (!notes) this.#notes.set(id, (notes = new Notes()))
    return notes
  }
  /** Dates compared with each other: the days are those of some years around today. */
  get fine(): string[] {
    return [...this.#notes].filter(([, notes]) => notes.fine).map(([key]) => key)
  }

  /** The variables of a parcours, in order. The second version's stand after those that precede them in the first. */
  declare(source: Parcours): void {
    const order: Wanted[] = []
    const add = (key: string, of: Question | Field): void => {
      const kind =
        of.type === 'date'
          ? of.precision === 'month'
            ? 'month'
            : 'day'
          : of.type === 'reference'
            ? of.list === 'codes-postaux'
              ? 'postcode'
              : 'reference'
            : of.type
      order.push({ key, of, kind, ids: 'options' in of ? of.options.map(({ id }) => id) : [] })
    }
    for (const of of source.questions) {
      add(of.id, of)
      if (of.type === 'group')
        for (let slot = 0; slot < this.membersOf(of.max); slot++)
          for (const field of of.fields) add(`${of.id}.${field.id}#${slot}`, field)
    }
    for (const { id, forEach } of source.demarches) {
      const group = source.questions.find((of) => of.id === forEach)
      const none = { of: null, kind: 'day', ids: [] } as const
      order.push({ key: `done:${id}`, ...none })
      if (group?.type === 'group')
        for (let slot = 0; slot < this.membersOf(group.max); slot++) order.push({ key: `done:${id}#${slot}`, ...none })
    }
    if (!this.#wanted.size) {
      for (const wanted of order) this.#wanted.set(wanted.key, wanted)
      return
    }
    // Merged: a variable of both keeps the first's place.
    const merged = [...this.#wanted.values()]
    let at = 0
    for (const wanted of order) {
      const known = merged.findIndex(({ key }) => key === wanted.key)
      if (known < 0) merged.splice(at++, 0, wanted)
      else {
        const before = merged[known]!
        merged[known] = {
          ...wanted,
          // Another type under the same id is another question: the two cannot be compared.
          kind: before.kind,
          ids: [...before.ids, ...wanted.ids.filter((id) => !before.ids.includes(id))],
        }
        at = known + 1
      }
    }
    this.#wanted.clear()
    for (const wanted of merged) this.#wanted.set(wanted.key, wanted)
  }
  /**
   * One more case of what is read: the earliest of dates that are several each multiplies them, and the scout, who rules nothing out,
   * would go through all. « Je me sépare » takes two thousand; as many as there may be nodes is a limit that only a tangle meets.
   * @throws {BoundError}
   */
  step(): void {
    if (++this.#steps > this.limits.nodes) throw new BoundError(this.limits.nodes)
  }
  membersOf(max: number): number {
    return Math.min(max, this.limits.members)
  }

  /**
   * All comparisons are noted: the regions are cut, and each variable gets its bits.
   * @param used keys of the marks that a date reads: the others need no variable.
   */
  seal(used: ReadonlySet<string>): Diagrams {
    this.#less.clear()
    this.#moved.clear()
    const diagrams = new Diagrams(this.limits.nodes)
    for (const wanted of this.#wanted.values()) {
      if (wanted.of === null && !used.has(wanted.key)) continue
      const { regions, days } = this.#regions(wanted)
      const several = wanted.kind === 'choices'
      const size = FIRST + (several ? 1 : regions.length)
      const many = { first: this.levels, bits: bitsFor(size), size }
      this.levels += many.bits
      const options = new Map<string, number>()
      if (several) for (const { value } of regions) options.set(value as string, this.levels++)
      this.variables.set(wanted.key, { key: wanted.key, of: wanted.of, many, regions, days, options })
    }
    this.diagrams = diagrams
    return diagrams
  }

  #regions({ key, of, kind, ids }: Wanted): { regions: readonly Region[]; days: readonly Day[] } {
    const notes = this.notes(key)
    const { only } = this.limits
    const none: Day[] = []
    switch (kind) {
      case 'choice':
      case 'choices': {
        const labels = new Map(of && 'options' in of ? of.options.map((option) => [option.id, option.label]) : [])
        return { regions: ids.map((id) => just(id, labels.get(id))), days: none }
      }
      case 'group':
        return {
          regions: Array.from({ length: this.membersOf((of as { max: number }).max) + 1 }, (_, n) =>
            just(n, n === 0 ? 'aucun' : String(n)),
          ),
          days: none,
        }
      case 'number':
        return { regions: only ? numbersOnly(only.numbers) : numbers([...notes.numbers]), days: none }
      case 'postcode':
        return { regions: only ? codesOnly(only.codes) : postcodes(notes), days: none }
      case 'reference':
        return { regions: only ? codesOnly(only.codes) : references(notes), days: none }
      default:
        return this.#days(notes, kind === 'month')
    }
  }
  #days(notes: Notes, months: boolean): { regions: readonly Region[]; days: readonly Day[] } {
    const { only } = this.limits
    const starts = new Set<Day>()
    let [first, last] = [EARLIEST, LATEST]
    if (only) {
      const all = new Set(only.dates.map((date) => (months ? monthStart(monthOf(parseDate(date))) : parseDate(date))))
      const days = [...all].sort((a, b) => a - b)
      return { regions: days.map((day) => just(formatDate(day).slice(0, months ? 7 : 10))), days }
    }
    if (notes.fine) {
      const [before, after] = FINE_YEARS
      const month = monthOf(this.today)
      first = monthStart(month - 12 * before)
      last = monthStart(month + 12 * after) - 1
      for (let day = first; day <= last; day++) starts.add(months ? monthStart(monthOf(day)) : day)
    } else {
      starts.add(first)
      for (const day of notes.days) if (day > first && day <= last) starts.add(months ? monthStart(monthOf(day)) : day)
    }
    const sorted = [...starts].sort((a, b) => a - b)
    const days: Day[] = []
    const regions = sorted.map((from, i): Region => {
      const to = (sorted[i + 1] ?? last + 1) - 1
      const day = Math.min(Math.max(this.today, from), to)
      days.push(day)
      const text = (at: Day): string => (months ? formatDate(at).slice(0, 7) : formatDate(at))
      const [least, most] = [text(from), text(to)]
      const ends = [from === EARLIEST ? '' : least, to === LATEST ? '' : most] as const
      return {
        value: text(day),
        label: between(ends),
        ends,
        has: (other) => least <= String(other) && String(other) <= most,
      }
    })
    return { regions, days }
  }

  // Comparisons.

  /** Whether an answer (not several) is in a region whose value `holds` accepts. */
  where(key: string, holds: (value: Value) => boolean): Bdd {
    const { diagrams } = this
    if (!diagrams) return MAYBE
    const variable = this.variables.get(key)!
    return valuesWhere(diagrams, variable.many, (code) => code >= FIRST && holds(variable.regions[code - FIRST]!.value))
  }
  /** A code, or a code and above. */
  code(key: string, code: number, above = false): Bdd {
    if (!this.diagrams) return MAYBE
    const { many } = this.variables.get(key)!
    return valuesBetween(this.diagrams, many, code, above ? many.size : code + 1)
  }
  /** The codes that the variable has. */
  codes(key: string): Bdd {
    return this.code(key, 0, true)
  }
  bit(key: string, option: string): Bdd {
    if (!this.diagrams) return MAYBE
    const level = this.variables.get(key)!.options.get(option)
    return level === undefined ? NEVER : this.diagrams.variable(level)
  }

  /** Whether a term of an answer is before a day. */
  before(term: Term, day: Day): Bdd {
    return this.#once(`${term.id} < ${day}`, () => {
      const { diagrams } = this
      if (!diagrams && this.limits.only) return MAYBE
      if (!diagrams) {
        // The first day that is not before it.
        let [low, high] = [EARLIEST, LATEST + 1]
        while (low < high) {
          const middle = Math.floor((low + high) / 2)
          if (term.move(middle) < day) low = middle + 1
          else high = middle
        }
        this.notes(term.variable).days.add(low)
        return MAYBE
      }
      const { many, days } = this.variables.get(term.variable)!
      return valuesBetween(diagrams, many, FIRST, FIRST + first(days, (at) => term.move(at) >= day))
    })
  }
  /** Whether a term of an answer is before a term of another, or of the same. */
  less(a: Term, b: Term): Bdd {
    return this.#once(`${a.id} < ${b.id}`, () => {
      const { diagrams } = this
      const holds = (day: Day): boolean => a.move(day) < b.move(day)
      if (!diagrams && this.limits.only) return MAYBE
      if (!diagrams) {
        if (a.variable === b.variable) {
          const { days } = this.notes(a.variable)
          const [left, right] = [this.#everyDay(a), this.#everyDay(b)]
          for (let i = 1; i < left.length; i++)
            if (left[i]! < right[i]! !== left[i - 1]! < right[i - 1]!) days.add(EARLIEST + i)
        } else for (const { variable } of [a, b]) this.notes(variable).fine = true
        return MAYBE
      }
      const left = this.variables.get(a.variable)!
      if (a.variable === b.variable)
        return valuesWhere(diagrams, left.many, (code) => code >= FIRST && holds(left.days[code - FIRST]!))
      const right = this.variables.get(b.variable)!
      const at = (of: Variable, { move }: Term, code: number): Day => move(of.days[Math.max(0, code - FIRST)]!)
      if (left.many.first < right.many.first)
        return atLeastOf(diagrams, left.many, right.many, (code) => {
          const day = at(left, a, code)
          return FIRST + first(right.days, (other) => b.move(other) > day)
        })
      const not = atLeastOf(diagrams, right.many, left.many, (code) => {
        const day = at(right, b, code)
        return FIRST + first(left.days, (other) => a.move(other) >= day)
      })
      return diagrams.not(not)
    })
  }
  /** What a term gives for every day that may be answered. */
  #everyDay({ id, move }: Term): Float64Array {
    let days = this.#moved.get(id)
    if (!days)
      this.#moved.set(id, (days = Float64Array.from({ length: LATEST + 1 - EARLIEST }, (_, i) => move(EARLIEST + i))))
    return days
  }
  #once(id: string, make: () => Bdd): Bdd {
    let made = this.#less.get(id)
    if (made === undefined) this.#less.set(id, (made = make()))
    return made
  }
}

/** Days from one to another, in French. */
export function between([from, to]: readonly [string, string]): string {
  if (from === to) return from || 'une date'
  return from === '' ? `jusqu’au ${to}` : to === '' ? `à partir du ${from}` : `du ${from} au ${to}`
}

/** The place of the first that `holds`, where all after it hold too. */
function first(days: readonly Day[], holds: (day: Day) => boolean): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(days[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

const just = (value: Value, label = String(value)): Region => ({ value, label, has: (other) => other === value })
const numbersOnly = (values: readonly number[]): Region[] => values.map((value) => just(value))
const codesOnly = (values: readonly string[]): Region[] => values.map((value) => just(value))

/** Between two numbers that are compared to, all are alike; a whole one is shown where there is one. */
function numbers(noted: readonly number[]): Region[] {
  const sorted = noted.filter(Number.isFinite).sort((a, b) => a - b)
  const between = (value: number, label: string, low: number, high: number): Region => ({
    value,
    label,
    has: (other) => low < Number(other) && Number(other) < high,
  })
  if (!sorted.length) return [between(1, 'un nombre', -Infinity, Infinity)]
  const regions = [between(Math.ceil(sorted[0]!) - 1, `moins de ${sorted[0]}`, -Infinity, sorted[0]!)]
  sorted.forEach((at, i) => {
    regions.push(just(at))
    const next = sorted[i + 1] ?? Infinity
    const whole = Math.floor(at) + 1
    const label = next === Infinity ? `plus de ${at}` : `entre ${at} et ${next}`
    regions.push(between(whole < next ? whole : (at + next) / 2, label, at, next))
  })
  return regions
}

let known: { code: string; zone: string }[] | undefined
/** Every postcode that the engine takes. */
function allPostcodes(): readonly { code: string; zone: string }[] {
  if (known) return known
  known = []
  for (let n = 0; n < 100_000; n++) {
    const code = String(n).padStart(5, '0')
    const departement = departementOf(code)
    if (departement !== undefined) known.push({ code, zone: zoneOf(departement) ?? '' })
  }
  return known
}
function postcodes(notes: Notes): Region[] {
  const cuts = [...new Set([...notes.numbers, ...[...notes.ids].filter(isDigits).map(Number)])].sort((a, b) => a - b)
  const classes = new Map<string, string[]>()
  let at = 0
  for (const { code, zone } of allPostcodes()) {
    while (at < cuts.length && cuts[at]! < Number(code)) at++
    const id = `${at}${cuts[at] === Number(code) ? '=' : ''}${notes.zones ? zone : ''}`
    const list = classes.get(id)
    if (list) list.push(code)
    else classes.set(id, [code])
  }
  return [...classes.values()].map((codes) => ({
    value: codes[0]!,
    label: codes.length === 1 ? codes[0]! : `${codes[0]} à ${codes[codes.length - 1]} (${codes.length} codes)`,
    has: (other) => codes.includes(String(other)),
  }))
}
const isDigits = (id: string): boolean => /^\d+$/.test(id)

/** A list that is not in the file: what conditions name, the numbers between, and anything else. */
function references(notes: Notes): Region[] {
  const ids = [...notes.ids]
  const named = new Set(ids.filter(isDigits).map(Number))
  const between = numbers([...notes.numbers, ...named])
    .filter(({ value }) => Number.isInteger(value) && Number(value) >= 0 && !named.has(Number(value)))
    .map(({ value, label, has }) => ({
      value: String(value),
      label,
      has: (other: Value) => isDigits(String(other)) && has(other),
    }))
  let other = 'autre'
  while (notes.ids.has(other)) other += '-'
  return [
    ...ids.map((id) => just(id)),
    ...(notes.numbers.size ? between : []),
    { value: other, label: 'une autre réponse', has: (value) => !notes.ids.has(String(value)) },
  ]
}

/**
 * Plain dates as day numbers: integer days since 1970-01-01, proleptic Gregorian. No Date object, no time zone, no locale. Comparing two
 * dates is comparing two numbers, and an open end of an interval is -Infinity or Infinity, which every function here hands back as it is.
 */

/** Days since 1970-01-01. NaN: not a date. ±Infinity: an open end. */
export type Day = number
/** Months since January of year 0: year × 12 + month - 1. */
export type Month = number
/** A day of every year, as that day of 2001. */
export type MonthDay = Day
/** The days a date may be, both included. */
export type DaySpan = readonly [from: Day, to: Day]
/** A parsed duration: whole months (years are 12), then whole days (weeks are 7). */
export interface Period {
  readonly months: number
  readonly days: number
}
export type Unit = 'month' | 'quarter' | 'year'

/** Nothing known: both ends open. */
export const OPEN: DaySpan = [-Infinity, Infinity]

const { floor, min } = Math
// 1970-01-01 counted from 0000-03-01. Years that start in March put the leap day last, so that one formula gives every month's start.
const EPOCH = 719468
// What a duration may reach, from the first day of year 1 to the last of year 9899. Beyond, the end is open, so that a formatted year always has four digits.
const FIRST = -719162
const LAST = 2896373

/** The first day of a month; any integer, so that year ends need no care. */
export const monthStart = (month: Month): Day => {
  const y = floor((month - 2) / 12)
  const m = month - 2 - y * 12
  return 365 * y + floor(y / 4) - floor(y / 100) + floor(y / 400) + floor((153 * m + 2) / 5) - EPOCH
}

/** The month that a day is in. In quarters of a day, a century is 146097 long and a year 1461; `| 3` is the last quarter of a day. */
export const monthOf = (day: Day): Month => {
  const quarters = (day + EPOCH) * 4 + 3
  const inCentury = (quarters % 146097) | 3
  const year = floor(quarters / 146097) * 100 + floor(inCentury / 1461)
  return year * 12 + floor((floor((inCentury % 1461) / 4) * 5 + 2) / 153) + 2
}

export const yearOf = (day: Day): number => floor(monthOf(day) / 12)

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7

/** The first day of the month, the quarter or the year that a day is in. NaN: this version does not know the unit. */
export const startOf = (day: Day, unit: Unit): Day => bound(day, unit, 0)
/** The last one. */
export const endOf = (day: Day, unit: Unit): Day => bound(day, unit, 1)
const sizes: Record<Unit, number> = { month: 1, quarter: 3, year: 12 }
const bound = (day: Day, unit: Unit, next: 0 | 1): Day =>
  isFinite(day) ? monthStart((floor(monthOf(day) / sizes[unit]) + next) * sizes[unit]) - next : day

/**
 * `times` × a period after a day; before it when `times` is negative. Months first, and a day that the month reached does not have becomes
 * its last one (P1M from 31 January is 28 or 29 February); then days. Monotone. A result outside the years 1 to 9899 is an open end.
 */
export const addPeriod = (day: Day, { months, days }: Period, times = 1): Day => {
  if (!isFinite(day)) return day
  const from = monthOf(day)
  const to = from + months * times
  const sum = min(monthStart(to) + day - monthStart(from), monthStart(to + 1) - 1) + days * times
  return sum < FIRST ? -Infinity : sum < LAST ? sum : Infinity
}

/** The first of this month if it is that day (`onOrAfter`), else the first of the next one. NaN: an edge that this version does not know. */
export const firstOfMonth = (day: Day, edge: 'onOrAfter' | 'after'): Day =>
  endOf(day - { onOrAfter: 1, after: 0 }[edge], 'month') + 1

const addYears = (day: Day, years: number): Day => addPeriod(day, { months: years * 12, days: 0 })

/** The next day of the year given by parseMonthDay(), that day included. */
export const nextMonthDay = (day: Day, monthDay: MonthDay): Day => {
  if (!isFinite(day)) return day
  const sameYear = addYears(monthDay, yearOf(day) - yearOf(monthDay))
  return sameYear < day ? addYears(sameYear, 1) : sameYear
}

/**
 * Age in whole years: the largest n such that birth + n years is not after `at` (who is born on a 29 February has her birthday on the 28th
 * in common years). Negative before the birth. Both days are finite.
 */
export const age = (birth: Day, at: Day): number => {
  const years = yearOf(at) - yearOf(birth)
  return addYears(birth, years) > at ? years - 1 : years
}

/** The ages possible when the birth or the day is only known as a span; an open end gives an open end. */
export const ageSpan = (birth: DaySpan, at: DaySpan): readonly [from: number, to: number] => [
  isFinite(birth[1]) && isFinite(at[0]) ? age(birth[1], at[0]) : -Infinity,
  isFinite(birth[0]) && isFinite(at[1]) ? age(birth[0], at[1]) : Infinity,
]

/** All that remains possible. None: null, the date does not exist. */
export const hull = (spans: readonly DaySpan[]): DaySpan | null => pick(spans, min, Math.max)
export const earliest = (spans: readonly DaySpan[]): DaySpan | null => pick(spans, min, min)
export const latest = (spans: readonly DaySpan[]): DaySpan | null => pick(spans, Math.max, Math.max)
type Choose = (a: Day, b: Day) => Day
const pick = (spans: readonly DaySpan[], from: Choose, to: Choose): DaySpan | null =>
  spans.length ? spans.reduce((a, b) => [from(a[0], b[0]), to(a[1], b[1])]) : null

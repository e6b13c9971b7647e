import { monthOf, monthStart, yearOf, type Day, type DaySpan, type MonthDay, type Period } from './days.js'

/** '2026-05-21', years 1800 to 2400. Anything else, '2026-02-30' and '2026-5-21' included: NaN. Never throws. */
export const parseDate = (text: string): Day => {
  const [, yearMonth, dayOfMonth] = /^(\d{4}-\d\d)-(0[1-9]|[123]\d)$/.exec(text) ?? []
  const month = yearMonth && parseMonth(yearMonth)
  const day = month ? month[0] + +dayOfMonth! - 1 : NaN
  return month && day > month[1] ? NaN : day
}

/** '2026-05': its first and its last day. Anything else: null. */
export const parseMonth = (text: string): DaySpan | null => {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  if (!year || +year < 1800 || +year > 2400) return null
  const index = +year * 12 + +month! - 1
  return [monthStart(index), monthStart(index + 1) - 1]
}

/** A date, or a month when that is all that is known. Anything else: null. */
export const parseSpan = (text: string): DaySpan | null => {
  const day = parseDate(text)
  return day === day ? [day, day] : parseMonth(text)
}

/** '2026-05-21', from a finite day. */
export const formatDate = (day: Day): string => {
  const month = monthOf(day)
  const pad = (n: number, size = 2): string => String(n).padStart(size, '0')
  return `${pad(yearOf(day), 4)}-${pad((month % 12) + 1)}-${pad(day - monthStart(month) + 1)}`
}

/** '--05-21'. 29 February (there is none three years out of four) and anything else: NaN. */
export const parseMonthDay = (text: string): MonthDay => (text[0] === '-' ? parseDate('2001' + text.slice(1)) : NaN)

/** 'P1Y2M10D', 'P2W': years, months, weeks and days in that order, never negative, no time. Anything else: null. */
export const parseDuration = (text: string): Period | null => {
  const found = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/.exec(text)
  if (!found) return null
  const [years, months, weeks, days] = found.slice(1).map((n) => +(n ?? 0)) as [number, number, number, number]
  return { months: years * 12 + months, days: weeks * 7 + days }
}

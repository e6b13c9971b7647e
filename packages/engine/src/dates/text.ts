import { monthOf, monthStart, type Day, type DaySpan, type Period } from './days.js'

/** '2026-05-21', years 1800 to 2400. Anything else, '2026-02-30' and '2026-5-21' included: NaN. Never throws. */
export const parseDate = (text: string): Day => {
  const span = text[7] === '-' ? parseMonth(text.slice(0, 7)) : null
  const day = /^\d\d$/.test(text.slice(8)) ? +text.slice(8) : 0
  return span && day && span[0] + day - 1 <= span[1] ? span[0] + day - 1 : NaN
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
  const pad = (n: number, size: number): string => String(n).padStart(size, '0')
  return `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}-${pad(day - monthStart(month) + 1, 2)}`
}

/** '--05-21': 521, month × 100 + day. 29 February (there is none three years out of four) and anything else: NaN. */
export const parseMonthDay = (text: string): number => {
  const rest = text.slice(0, 2) === '--' ? text.slice(2) : ''
  // 2001: any common year.
  return isNaN(parseDate('2001-' + rest)) ? NaN : +rest.replace('-', '')
}

/** 'P1Y2M10D', 'P2W': years, months, weeks and days in that order, never negative, no time. Anything else: null. */
export const parseDuration = (text: string): Period | null => {
  const found = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/.exec(text)
  if (!found) return null
  const [years, months, weeks, days] = found.slice(1).map((n) => +(n ?? 0)) as [number, number, number, number]
  return { months: years * 12 + months, days: weeks * 7 + days }
}

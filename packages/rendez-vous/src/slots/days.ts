/** Plain days as numbers since 1970-01-01, and what the calendar says of them. */

export const MINUTE = 60_000
export const DAY = 86_400_000

/** NaN when it is no day that exists. */
export function dayNumber(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return NaN
  const number = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY
  // 31 February is not 3 March.
  return dayText(number) === text ? number : NaN
}

export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Minutes since midnight; NaN when it is no time of a clock. */
export function clockMinutes(text: string): number {
  const match = /^(\d\d):(\d\d)$/.exec(text)
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN
  return match && Number(match[2]) < 60 && minutes <= 1440 ? minutes : NaN
}

/** Where a day stands in its month. */
export interface Calendar {
  readonly day: number
  /** 0 is Monday. */
  readonly weekday: number
  /** Months since year 0. */
  readonly month: number
  /** 1 to 31. */
  readonly date: number
  /** 28 to 31. */
  readonly length: number
}

export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
export const monthOf = (day: number): number => {
  const date = new Date(day * DAY)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

export function calendarOf(day: number): Calendar {
  const date = new Date(day * DAY)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  return {
    day,
    weekday: weekdayOf(day),
    month: year * 12 + month,
    date: date.getUTCDate(),
    length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  }
}

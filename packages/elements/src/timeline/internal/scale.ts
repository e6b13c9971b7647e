import type { PlainDate } from '@parcours/schema'

/** A month as a column of the frise. Positions and sizes are percents of its length, from the start of the line. */
export interface Column {
  /** '2026-11', or all that comes before the first month or after the last. */
  readonly key: string
  readonly start: number
  readonly size: number
}

export interface Scale {
  readonly columns: readonly Column[]
  /** Where a day begins, or where it is over; before the first month, or after the last: the middle of what stands for it. */
  at(date: PlainDate, over?: boolean): number
}

/** Months drawn before this one at most, and after it: what is further stands in a column of its own. */
const BACK = 2
const AHEAD = 18
/** A line shorter than that shows no year to come. */
const LEAST = 5
/** A month that holds more is wider, up to that many dates. */
const CROWD = 4

export const BEFORE = 'before'
export const AFTER = 'after'

/** Months since year 0. */
export const monthNumber = (date: PlainDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
export const monthKey = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
const daysIn = (month: number): number => new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()

/**
 * Months along a line. They are not all as long: one where much happens takes more room, as in a diary that one writes in.
 * @param days every day that something is drawn on, in any order
 * @param end the end of the parcours, when it is known
 */
export function scaleOf(today: PlainDate, days: readonly PlainDate[], end: PlainDate | null): Scale {
  const now = monthNumber(today)
  const months = [...days, today, ...(end ? [end] : [])].map(monthNumber)
  const least = Math.min(...months)
  const most = Math.max(...months)
  const first = Math.max(least, now - BACK)
  const last = Math.min(Math.max(most, now + LEAST), now + AHEAD)

  const counts = new Map<number, number>()
  for (const day of days) {
    const month = monthNumber(day)
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  const parts: { key: string; weight: number }[] = []
  if (least < first) parts.push({ key: BEFORE, weight: 1.2 })
  for (let month = first; month <= last; month++) {
    parts.push({ key: monthKey(month), weight: 1 + 0.3 * Math.min(counts.get(month) ?? 0, CROWD) })
  }
  if (most > last) parts.push({ key: AFTER, weight: 1.2 })
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  let done = 0
  const columns = parts.map(({ key, weight }): Column => {
    const start = (done / total) * 100
    done += weight
    return { key, start, size: (weight / total) * 100 }
  })

  const offset = least < first ? 1 : 0
  return {
    columns,
    at(date, over = false) {
      const month = monthNumber(date)
      if (month < first) return columns[0]!.size / 2
      if (month > last) return 100 - columns.at(-1)!.size / 2
      const { start, size } = columns[month - first + offset]!
      return start + (size * (Number(date.slice(8)) - (over ? 0 : 1))) / daysIn(month)
    },
  }
}

/**
 * Which columns have room for their name. Two narrow ones that follow each other share the room of both.
 * @param room what a name needs, in percents
 */
export function named(columns: readonly Column[], room: number): ReadonlySet<string> {
  const out = new Set<string>()
  for (let i = 0; i < columns.length; i++) {
    const { key, size } = columns[i]!
    const next = columns[i + 1]
    if (size >= room) out.add(key)
    else if (next && next.size < room && size + next.size >= room) {
      out.add(key)
      i++
    }
  }
  return out
}

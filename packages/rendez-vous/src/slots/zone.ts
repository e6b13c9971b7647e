/**
 * The clock on the wall of a zone. Offsets are asked of Intl once a year and zone, where they change is found by halving, and everything
 * after that is arithmetic.
 */
import { DAY, MINUTE } from './days.js'

/** From this instant on, the wall is so many milliseconds ahead of UTC. */
interface Stretch {
  readonly from: number
  readonly offset: number
}

export interface ZoneClock {
  /** Milliseconds that the wall is ahead of UTC. */
  offsetAt(instant: number): number
  /** Day since 1970-01-01 on the wall. */
  dayAt(instant: number): number
  /** The first instant at which the wall shows this time of this day, or a later one. */
  instantOf(day: number, minutes: number): number
}

/** Between two looks. Nobody changes twice in a week. */
const STEP = 7 * DAY

function rawOffset(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value)
    const { year, month, day, hour, minute, second } = parts
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - Math.floor(instant / 1000) * 1000
  }
}

const yearOf = (instant: number): number => new Date(instant).getUTCFullYear()

/** @throws {RangeError} when the zone is none that this machine knows */
export function zoneClock(zone: string): ZoneClock {
  const ask = rawOffset(zone)
  const years = new Map<number, readonly Stretch[]>()

  const stretchesOf = (year: number): readonly Stretch[] => {
    let all = years.get(year)
    if (!all) {
      const from = Date.UTC(year, 0, 1)
      const to = Date.UTC(year + 1, 0, 1)
      const found: Stretch[] = [{ from, offset: ask(from) }]
      for (let at = from; at < to; at += STEP) {
        const end = Math.min(at + STEP, to - MINUTE)
        const last = found.at(-1)!
        const after = ask(end)
        if (after === last.offset) continue
        let [low, high] = [at, end]
        while (high - low > MINUTE) {
          const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
          if (ask(middle) === last.offset) low = middle
          else high = middle
        }
        found.push({ from: high, offset: after })
      }
      all = found
      years.set(year, all)
    }
    return all
  }

  // Searches stay in one stretch most of the time.
  let [low, high, current] = [0, 0, 0]
  const offsetAt = (instant: number): number => {
    if (instant >= low && instant < high) return current
    const year = yearOf(instant)
    const all = stretchesOf(year)
    let rank = all.length - 1
    while (all[rank]!.from > instant) rank--
    low = all[rank]!.from
    high = all[rank + 1]?.from ?? Date.UTC(year + 1, 0, 1)
    current = all[rank]!.offset
    return current
  }

  return {
    offsetAt,
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / DAY),
    instantOf(day, minutes) {
      const wall = day * DAY + minutes * MINUTE
      // No wall is further than a day from UTC: one of these holds before any change around here, the other after it.
      const before = offsetAt(wall - DAY)
      const after = offsetAt(wall + DAY)
      if (before === after) return wall - before
      const change = changeBetween(wall - DAY, wall + DAY, before)
      const early = wall - before
      // Shown before the change, or once it was made; a time that is jumped over is passed at the change itself.
      return early < change ? early : Math.max(change, wall - after)
    },
  }

  function changeBetween(from: number, to: number, before: number): number {
    let [start, end] = [from, to]
    while (end - start > MINUTE) {
      const middle = start + Math.floor((end - start) / 2 / MINUTE) * MINUTE
      if (offsetAt(middle) === before) start = middle
      else end = middle
    }
    return end
  }
}

/**
 * VTIMEZONE (RFC 5545 §3.6.5) of an IANA zone over a period, from what the browser knows of it: each change of offset is written with
 * its own day, so that no table of rules is shipped.
 */
const MINUTE = 60_000
const DAY = 86_400_000

const pad = (value: number): string => String(value).padStart(2, '0')

/** Minutes east of UTC at an instant. */
function offsets(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const match = /([+-])(\d\d):(\d\d)/.exec(name)
    return match ? Number(`${match[1]}1`) * (Number(match[2]) * 60 + Number(match[3])) : 0
  }
}

/** '+0200'. */
const written = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}${pad(Math.abs(minutes) % 60)}`

/** '20261006T093000' on a clock that is so many minutes east of UTC. */
const clock = (instant: number, minutes: number): string =>
  new Date(instant + minutes * MINUTE).toISOString().replace(/[-:]|\.\d{3}Z/g, '')

/** An instant on the clock of its zone, '20261006T093000'. */
export const localTime = (instant: number, zone: string): string => clock(instant, offsets(zone)(instant))

/** @param from, to instants that the file speaks of, ms */
export function vtimezone(zone: string, from: number, to: number): string[] {
  const offsetAt = offsets(zone)
  // A year before: whoever reads the first event finds what holds then.
  let instant = Date.UTC(new Date(from).getUTCFullYear() - 1, 0, 1)
  let before = offsetAt(instant)
  const observances = [
    ['BEGIN:STANDARD', 'DTSTART:19700101T000000', `TZOFFSETFROM:${written(before)}`, `TZOFFSETTO:${written(before)}`],
  ]
  for (; instant <= to + DAY; instant += 7 * DAY) {
    const after = offsetAt(instant + 7 * DAY)
    if (after === before) continue
    let low = instant
    let high = instant + 7 * DAY
    while (high - low > MINUTE) {
      const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE
      if (offsetAt(middle) === before) low = middle
      else high = middle
    }
    observances.push([
      after > before ? 'BEGIN:DAYLIGHT' : 'BEGIN:STANDARD',
      `DTSTART:${clock(high, before)}`,
      `TZOFFSETFROM:${written(before)}`,
      `TZOFFSETTO:${written(after)}`,
    ])
    before = after
  }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances.flatMap((lines) => [...lines, lines[0]!.replace('BEGIN', 'END')]),
    'END:VTIMEZONE',
  ]
}

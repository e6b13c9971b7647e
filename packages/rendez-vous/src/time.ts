import type { Day, Window } from './types.js'

const DAY = 86_400_000
/** Four weeks. */
const LENGTH = 28
/** Windows are counted from this Monday, for everybody: the edges say nothing of who asks. */
const ORIGIN = Date.UTC(2024, 0, 1)

const pad = (value: number): string => String(value).padStart(2, '0')
const dayOf = (date: Date): Day =>
  `${String(date.getUTCFullYear()).padStart(4, '0')}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`

/**
 * The days to ask for, on a calendar cut every four weeks. Rank 0 holds today and the whole window after it, so that there are always
 * at least four weeks ahead; each further rank is the next four weeks.
 * @param today 'YYYY-MM-DD'
 * @param rank from 0
 */
export function windowAt(today: Day, rank = 0): Window {
  const current = Math.floor((Date.parse(`${today}T00:00:00Z`) - ORIGIN) / DAY / LENGTH)
  const first = rank === 0 ? current : current + rank + 1
  const last = current + rank + 1
  return {
    from: dayOf(new Date(ORIGIN + first * LENGTH * DAY)),
    to: dayOf(new Date(ORIGIN + ((last + 1) * LENGTH - 1) * DAY)),
  }
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

/** The instant of an RFC 3339 date-time with its offset, in milliseconds; null when it is anything else, or no real day. */
export function instantOf(text: unknown): number | null {
  const match = typeof text === 'string' ? RFC3339.exec(text) : null
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  // Date.parse takes 31 February for 3 March.
  const plain = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (plain.getUTCDate() !== day || plain.getUTCMonth() !== month - 1 || hour > 23 || minute > 59 || second > 60)
    return null
  const instant = Date.parse(match[0].toUpperCase())
  return Number.isNaN(instant) ? null : instant
}

const formats = (): ((zone: string) => Intl.DateTimeFormat) => {
  const known = new Map<string, Intl.DateTimeFormat>()
  return (timeZone) => {
    let format = known.get(timeZone)
    if (!format) {
      format = new Intl.DateTimeFormat('en', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      })
      known.set(timeZone, format)
    }
    return format
  }
}

/** What a clock on the wall of the lieu shows. */
export interface WallClock {
  readonly day: Day
  /** 0 to 23. */
  readonly hour: number
  readonly minute: number
}

/** Reads instants on the clocks of zones; keeps what it built, so that a thousand creneaux cost one format a zone. */
export function wallClock(): (instant: number, zone: string) => WallClock {
  const formatOf = formats()
  return (instant, zone) => {
    const parts: Record<string, string> = {}
    for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value
    return {
      day: `${parts['year']!.padStart(4, '0')}-${parts['month']}-${parts['day']}`,
      hour: Number(parts['hour']),
      minute: Number(parts['minute']),
    }
  }
}

/** True when the zone is one that this engine's calendar knows. */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || !zone) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** French is written "9 h 30" and read so by a voice; elsewhere the language's own way, on 24 hours where it has no other. */
export function timeText({ hour, minute }: WallClock, lang: string): string {
  if (lang.startsWith('fr')) return minute ? `${hour}\u00a0h\u00a0${pad(minute)}` : `${hour}\u00a0h`
  const base = lang.replace(/-x-.*/, '')
  const tag = base === 'en' ? 'en-GB' : base.startsWith('ar') ? `${base}-u-nu-latn` : base
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(
    Date.UTC(2024, 0, 1, hour, minute),
  )
}

/** The zone's own name in a language ("heure de La Réunion"), for zones that the interface has no words for. */
export function zoneText(zone: string, instant: number, lang: string): string {
  const format = new Intl.DateTimeFormat(lang.replace(/-x-.*/, ''), { timeZone: zone, timeZoneName: 'long' })
  return format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** Minutes of an ISO 8601 duration of hours and minutes ('PT45M', 'PT1H30M'); null when it is anything else. */
export function minutesOf(duration: string | undefined): number | null {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration ?? '')
  if (!match || (match[1] === undefined && match[2] === undefined)) return null
  return Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)
}

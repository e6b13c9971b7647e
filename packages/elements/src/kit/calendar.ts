import type { Item } from '@parcours/engine'
import { icsFile, icsInstant, icsText } from '@parcours/rendez-vous/ics'
import type { PlainDate, SavedKit } from '@parcours/schema'
import { isTask } from '../checklist/internal/items.js'
import { sortsOf } from '../checklist/internal/when.js'
import type { Booked, ParcoursContext } from '../core/context.js'
import { isOver, limitOf, titleOf, whoOf } from '../core/item/words.js'
import { words } from '../core/text.js'
import checklist from '../locales/fr/checklist.js'
import french from '../locales/fr/kit.js'
import { localTime, vtimezone } from './internal/zone.js'

/** The name of the file: it says nothing. */
export const CALENDAR_NAME = 'demarches.ics'
/** A window that is longer than this is not drawn across a calendar: its last day is. */
const LONGEST_WINDOW = 92
const DAY = 86_400_000
/** No id of a parcours has a colon. */
const BOOKED = 'rendez-vous:'

export interface CalendarOptions {
  /** One item alone; the whole plan when absent. */
  readonly id?: string
  /** Titles that say nothing of her, and no description: a calendar is often shared. */
  readonly discreet: boolean
  /** What only a sensitive answer brought is in it too, always under a title that says nothing. */
  readonly sensitive: boolean
  /** When it is written: its minute is the SEQUENCE, so that a later file replaces an earlier one. */
  readonly stamp: Date
}

export interface Calendar {
  /** RFC 5545, lines ended by CRLF. */
  readonly text: string
  /** How many dates it holds; those that it takes back are not counted. */
  readonly count: number
  /** What her calendar holds once she opened it: ParcoursContext.kit() keeps it for the next time. */
  readonly events: Readonly<Record<string, PlainDate>>
}

/** Days of an all-day event, ends included. */
export interface Days {
  readonly from: PlainDate
  readonly to: PlainDate
}

/** The days that an item takes in a calendar; null when it has no date, or nothing is left to do by it. */
export function daysOf(item: Item, today: PlainDate): Days | null {
  if (isOver(item) || item.foldedUnder !== undefined) return null
  const days = item.kind === 'jalon' ? jalonDays(item) : demarcheDays(item, today)
  return days && days.to >= today ? days : null
}

function jalonDays({ at }: Item): Days | null {
  const from = at?.from ?? at?.to
  return from ? { from, to: at!.to ?? from } : null
}

function demarcheDays(item: Item, today: PlainDate): Days | null {
  // A deadline is read at its earliest.
  const limit = limitOf(item)?.from ?? item.closes?.from ?? null
  const opens = item.opens?.from ?? null
  if (limit === null) return opens === null ? null : { from: opens, to: opens }
  // Open already: what counts is its last day.
  const window = opens !== null && opens > today && opens < limit && daysBetween(opens, limit) <= LONGEST_WINDOW
  return { from: window ? opens : limit, to: limit }
}
const daysBetween = (from: PlainDate, to: PlainDate): number => (Date.parse(to) - Date.parse(from)) / DAY

/** HMAC-SHA-256 under the session's random key: the same item has the same name in every file, and nobody can tell which it is. */
async function namer(kit: SavedKit): Promise<(id: string) => Promise<string>> {
  const raw = Uint8Array.from(kit.id.match(/../g) ?? [], (byte) => parseInt(byte, 16))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return async (id) => {
    const hash = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(id)))
    return `${[...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}@parcours`
  }
}

const plain = (day: PlainDate): string => day.replaceAll('-', '')
const after = (day: PlainDate): string => plain(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10))

/** An alarm says what the event's title says, no more. @param trigger RFC 5545 duration */
const alarm = (title: string, trigger: string, end = false): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${icsText(title)}`,
  `TRIGGER${end ? ';RELATED=END' : ''}:${trigger}`,
  'END:VALARM',
]

/**
 * At nine in the morning: a week before a limit and the day before it, the day itself when something opens. Those whose time is over are
 * left out: a calendar would ring at once.
 */
function alarms(item: Item, { from, to }: Days, title: string, today: PlainDate): string[] {
  const opening = from > today ? alarm(title, 'PT9H') : []
  const eve = from > today ? alarm(title, '-PT15H') : []
  if (item.kind === 'jalon') return from === to ? eve : []
  if (!limitOf(item)) return opening
  // The end of an event of whole days is the midnight after its last one.
  const before = (days: number): string[] =>
    daysBetween(today, to) >= days ? alarm(title, `-P${days}DT15H`, true) : []
  return [...(from === to ? [] : opening), ...before(7), ...before(1)]
}

/**
 * Her dates as a calendar file: each deadline, window and event of the plan that is still to come, as days; her rendez-vous at their
 * hour, with their zone. What an earlier file put in her calendar and the plan no longer has is taken back (CANCELLED).
 * Needs a page in https: names come from `crypto.subtle`.
 */
export async function calendarOf(ctx: ParcoursContext, options: CalendarOptions): Promise<Calendar> {
  const { locale, session, booked } = ctx
  const { plan, today } = session!
  const { id: only, discreet, sensitive, stamp } = options
  locale.add('kit', french)
  locale.add('checklist', checklist)
  const kit = ctx.kit!()
  const nameOf = await namer(kit)
  const sequence = Math.floor(stamp.getTime() / 60_000)
  const t = (key: string, values?: Record<string, unknown>): string => locale.t('kit', key, values)
  const events: Record<string, PlainDate> = { ...kit.events }
  const lines: string[] = []
  let count = 0

  const event = async (id: string, title: string, when: string[], more: string[]): Promise<void> => {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${await nameOf(id)}`,
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${icsInstant(stamp.getTime())}`,
      ...when,
      `SUMMARY:${icsText(title)}`,
      'CLASS:PRIVATE',
      ...more,
      'END:VEVENT',
    )
  }
  const wanted = (id: string, quiet: boolean): boolean => (only === undefined || only === id) && (sensitive || !quiet)
  const standing = new Set<string>()

  for (const item of plan.items) {
    const days = daysOf(item, today)
    // Its day went by: what stands in her calendar is as it was.
    if (days || (!isOver(item) && item.id in events)) standing.add(item.id)
    if (!days || !wanted(item.id, item.sensitive)) continue
    const quiet = discreet || item.sensitive
    const title = quiet ? t(item.kind === 'jalon' ? 'icsDate' : 'icsDeadline') : titleOf(ctx, item)
    await event(
      item.id,
      title,
      [`DTSTART;VALUE=DATE:${plain(days.from)}`, `DTEND;VALUE=DATE:${after(days.to)}`],
      [
        ...(quiet ? [] : [`DESCRIPTION:${icsText(aboutOf(ctx, item))}`]),
        'STATUS:CONFIRMED',
        'TRANSP:TRANSPARENT',
        ...alarms(item, days, title, today),
      ],
    )
    events[item.id] = days.from
    count++
  }

  const zones = new Map<string, number[]>()
  for (const [rank, one] of booked ?? []) {
    const id = `${BOOKED}${rank}`
    standing.add(id)
    const times = timesOf(one)
    if (!times || !wanted(id, one.sensitive)) continue
    const { start, end, zone } = times
    zones.set(zone, [...(zones.get(zone) ?? []), start, end])
    const quiet = discreet || one.sensitive
    const of = session!.parcours.source.rendezVous?.find((each) => each.id === rank)
    const title = quiet || !of ? t('icsBooked') : words(ctx, `rendezVous.${rank}.motif`, of.motif)
    const at = (instant: number): string => `TZID=${zone}:${localTime(instant, zone)}`
    await event(
      id,
      title,
      [`DTSTART;${at(start)}`, `DTEND;${at(end)}`],
      [
        ...(quiet ? [] : [`LOCATION:${icsText(one.place)}`]),
        'STATUS:CONFIRMED',
        'TRANSP:OPAQUE',
        ...alarm(title, '-P1D'),
        ...alarm(title, '-PT2H'),
      ],
    )
    events[id] = one.day
    count++
  }

  // What stands there no more, and was in her calendar.
  for (const [id, day] of Object.entries(kit.events ?? {})) {
    if (standing.has(id) || (only !== undefined && only !== id)) continue
    await event(
      id,
      t('icsCancelled'),
      [`DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${after(day)}`],
      ['STATUS:CANCELLED', 'TRANSP:TRANSPARENT'],
    )
    delete events[id]
  }

  return {
    text: icsFile([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Parcours//Parcours//FR',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      ...[...zones].flatMap(([zone, instants]) => vtimezone(zone, Math.min(...instants), Math.max(...instants))),
      ...lines,
      'END:VCALENDAR',
    ]),
    count,
    events,
  }
}

function timesOf({ start, end, zone }: Booked): { start: number; end: number; zone: string } | null {
  if (!start || !end || !zone) return null
  return { start: Date.parse(start), end: Date.parse(end), zone }
}

/** With whom, what kind of date it is, and that it may move. */
function aboutOf(ctx: ParcoursContext, item: Item): string {
  const { locale } = ctx
  return [
    whoOf(ctx, item.organismes),
    [
      ...(isTask(item) ? sortsOf(item) : []).map((kind) => locale.t('checklist', `kind_${kind}`)),
      ...(item.aVerifier || !item.sure ? [locale.t('core', 'toCheck')] : []),
    ].join(', '),
    locale.t('kit', 'icsNote', { date: locale.date(ctx.session!.today) }),
  ]
    .filter(Boolean)
    .join('\n')
}

/**
 * Free times. One walk serves the list, the next availability and the check of one creneau, so that what is listed is what can be booked.
 */
import { calendarOf, dayNumber, dayText, MINUTE, type Calendar } from './days.js'
import { HOLIDAYS_KNOWN_TO } from './holidays.js'
import { lasts, needsOf, type BuiltAgenda, type BuiltOpening, type Planning, type Span } from './plan.js'
import type { Besoin, Busy, Day, Mode, Place, PlanMotif, Query, Slot } from './types.js'

/** Days ahead that `nextCreneau` looks, unless told otherwise. */
export const NEXT_DAYS = 90

/** Spans in which a diary has nobody left, sorted; what is not full is not in the way. */
type Full = (agenda: string, capacity: number) => readonly Span[]
const NONE: readonly Span[] = []

function fullOf(busy: readonly Busy[]): Full {
  const byAgenda = new Map<string, Busy[]>()
  for (const one of busy) {
    const all = byAgenda.get(one.agenda)
    if (all) all.push(one)
    else byAgenda.set(one.agenda, [one])
  }
  for (const all of byAgenda.values())
    if (all.some((one, rank) => rank > 0 && one.start < all[rank - 1]!.start)) all.sort((a, b) => a.start - b.start)
  const made = new Map<string, readonly Span[]>()
  return (agenda, capacity) => {
    const all = byAgenda.get(agenda)
    if (!all) return NONE
    const key = `${capacity} ${agenda}`
    let full = made.get(key)
    if (!full) {
      full = all.filter(({ taken }) => taken >= capacity)
      made.set(key, full)
    }
    return full
  }
}

/** First of the sorted spans that ends after an instant. */
function after(spans: readonly Span[], instant: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.end > instant) high = middle
    else low = middle + 1
  }
  return low
}

const meets = (spans: readonly Span[], start: number, end: number): boolean => {
  const one = spans[after(spans, start)]
  return one !== undefined && one.start < end
}

const crosses = (closures: readonly Span[], start: number, end: number): boolean =>
  closures.some((one) => one.start < end && one.end > start)

/** One way to hold a motif: a mode, in a diary, with another diary when it is joint. */
interface Way {
  readonly motif: string
  readonly mode: Mode
  readonly here: BuiltAgenda
  readonly other: { readonly built: BuiltAgenda; readonly motif: string } | null
  /** Milliseconds. */
  readonly lasts: number
  /** Milliseconds between starts, when neither the opening nor the diary says. */
  readonly grid: number
  readonly notice: number
  readonly horizon: number
}

function waysOf(planning: Planning, query: Omit<Query, 'from' | 'to'>): Way[] {
  const { lieux = [], modes = [], besoins = [], jointe = false } = query
  const motif = planning.motifs.get(query.motif)
  const partner = jointe && motif?.jointe ? planning.motifs.get(motif.jointe.motif) : undefined
  if (!motif || (jointe && !partner)) return []
  const ways: Way[] = []
  for (const mode of motif.modes) {
    if (modes.length && !modes.includes(mode)) continue
    const needs = needsOf(besoins, mode)
    const both = partner ? [motif, partner] : [motif]
    if (!both.every((one) => one.modes.includes(mode) && takes(one, needs, mode))) continue
    const common = {
      motif: motif.id,
      mode,
      lasts: lasts(planning, motif.id, besoins, mode, jointe),
      grid: motif.minutes * MINUTE,
      notice: Math.max(...both.map((one) => noticeOf(one, needs))) * MINUTE,
      horizon: Math.min(...both.map((one) => one.horizon)),
    }
    for (const here of planning.byMotif.get(motif.id)!) {
      const { lieu } = here.at
      if (lieux.length && !lieux.includes(lieu.id)) continue
      if (!here.agenda.modes.includes(mode) || !needs.every((need) => lieu.besoins?.includes(need))) continue
      if (!partner) ways.push({ ...common, here, other: null })
      else
        for (const built of planning.byMotif.get(partner.id)!)
          if (built.at === here.at && built !== here && built.agenda.modes.includes(mode))
            ways.push({ ...common, here, other: { built, motif: partner.id } })
    }
  }
  return ways
}

const takes = (motif: PlanMotif, needs: readonly Besoin[], mode: Mode): boolean =>
  needs.every((need) => {
    const found = motif.besoins?.[need]
    return found !== undefined && (found.modes?.includes(mode) ?? true)
  })
const noticeOf = (motif: PlanMotif, needs: readonly Besoin[]): number =>
  needs.reduce((most, need) => Math.max(most, motif.besoins?.[need]?.notice ?? 0), motif.notice)

/** Openings of a diary on a day, for a motif and a mode. */
function opened(built: BuiltAgenda, motif: string, mode: Mode, calendar: Calendar): BuiltOpening[] {
  const { holidays } = built.at
  // Past the dataset nobody can say that it is not a public holiday.
  const unknown = holidays !== null && calendar.day > HOLIDAYS_KNOWN_TO
  const closed = holidays?.has(calendar.day) ?? false
  return built.openings.filter(
    (opening) =>
      (opening.holidays || !(unknown || closed)) &&
      opening.occurs(calendar) &&
      !opening.except.has(calendar.day) &&
      opening.modes.includes(mode) &&
      opening.motifs.includes(motif),
  )
}

/** Every free time of one way on one day of its lieu, each opening in its order. `emit` ends the walk by true. */
function walk(way: Way, calendar: Calendar, full: Full, earliest: number, emit: (slot: Slot) => boolean): void {
  const { here, other, mode } = way
  const { clock } = here.at
  const openings = opened(here, way.motif, mode, calendar)
  if (!openings.length) return
  const others =
    other &&
    opened(other.built, other.motif, mode, calendar).map((opening) => ({
      start: clock.instantOf(calendar.day, opening.from),
      end: clock.instantOf(calendar.day, opening.to),
      capacity: opening.capacity,
      full: full(other.built.agenda.id, opening.capacity),
    }))
  if (others && !others.length) return
  for (const opening of openings) {
    const from = clock.instantOf(calendar.day, opening.from)
    const to = clock.instantOf(calendar.day, opening.to)
    const step = opening.grid === null ? way.grid : opening.grid * MINUTE
    const taken = full(here.agenda.id, opening.capacity)
    const closures = here.closures.filter((one) => one.start < to && one.end > from)
    const places: readonly Place[] = [{ agenda: here.agenda.id, capacity: opening.capacity }]
    let start = from < earliest ? from + Math.ceil((earliest - from) / step) * step : from
    let next = after(taken, start)
    for (; start + way.lasts <= to; start += step) {
      const end = start + way.lasts
      while (next < taken.length && taken[next]!.end <= start) next++
      if (next < taken.length && taken[next]!.start < end) continue
      if (closures.length && crosses(closures, start, end)) continue
      let all = places
      if (others) {
        const partner = others.find((one) => start >= one.start && end <= one.end && !meets(one.full, start, end))
        if (!partner || crosses(other.built.closures, start, end)) continue
        all = [places[0]!, { agenda: other.built.agenda.id, capacity: partner.capacity }]
      }
      if (emit({ motif: way.motif, lieu: here.at.lieu.id, mode, start, end, places: all })) return
    }
  }
}

/** Walks one way over the days that may be booked now. */
function days(
  way: Way,
  from: number,
  to: number,
  now: number,
  full: Full,
  calendars: (day: number) => Calendar,
  emit: (slot: Slot) => boolean,
): void {
  const { clock } = way.here.at
  const earliest = now + way.notice
  const first = Math.max(from, clock.dayAt(earliest))
  const last = Math.min(to, clock.dayAt(now) + way.horizon)
  for (let day = first; day <= last; day++) walk(way, calendars(day), full, earliest, emit)
}

function calendarCache(): (day: number) => Calendar {
  const known = new Map<number, Calendar>()
  return (day) => {
    let calendar = known.get(day)
    if (!calendar) known.set(day, (calendar = calendarOf(day)))
    return calendar
  }
}

const bounds = ({ from, to }: Query): readonly [number, number] => {
  const both = [dayNumber(from), dayNumber(to)] as const
  if (both.some(Number.isNaN)) throw new RangeError(`« ${from} » et « ${to} » doivent être des jours, « 2026-10-06 ».`)
  return both
}

/**
 * Free times for a motif, sorted by start; one a lieu, mode and start, on the first diary of the plan that has it.
 * @param busy what is taken in the diaries of `agendasOf`, over the days asked for and a day around them
 * @param now milliseconds since the epoch
 * @throws {RangeError} when `from` or `to` is no day
 */
export function creneaux(planning: Planning, query: Query, busy: readonly Busy[], now: number): Slot[] {
  const [from, to] = bounds(query)
  const full = fullOf(busy)
  const calendars = calendarCache()
  const byLieu = new Map<string, Slot[]>()
  for (const way of waysOf(planning, query)) {
    const { id } = way.here.at.lieu
    let found = byLieu.get(id)
    if (!found) byLieu.set(id, (found = []))
    days(way, from, to, now, full, calendars, (slot) => {
      found.push(slot)
      return false
    })
  }
  const all: Slot[] = []
  for (const found of byLieu.values()) for (const slot of distinct(found)) all.push(slot)
  return all.sort((a, b) => a.start - b.start)
}

/** Sorts the free times of one lieu, and keeps the first of those that a person could not tell apart. */
function distinct(found: Slot[]): readonly Slot[] {
  // One diary whose openings do not overlap: nothing to do.
  if (found.every((slot, rank) => rank === 0 || found[rank - 1]!.start < slot.start)) return found
  found.sort((a, b) => a.start - b.start)
  const kept: Slot[] = []
  // Where those that start at the same time begin.
  let group = 0
  for (const slot of found) {
    if (kept.length && kept[group]!.start !== slot.start) group = kept.length
    let known = false
    for (let rank = group; rank < kept.length && !known; rank++) known = kept[rank]!.mode === slot.mode
    if (!known) kept.push(slot)
  }
  return kept
}

/**
 * The first free time from a day on; null when there is none.
 * @param within how many days are looked at
 * @param busy as for `creneaux`, over all these days
 * @throws {RangeError} when `from` is no day
 */
export function nextCreneau(
  planning: Planning,
  query: Omit<Query, 'to'>,
  busy: readonly Busy[],
  now: number,
  within = NEXT_DAYS,
): Slot | null {
  const [from] = bounds({ ...query, to: query.from })
  const full = fullOf(busy)
  const calendars = calendarCache()
  let best: Slot | null = null
  for (const way of waysOf(planning, query)) {
    const { clock } = way.here.at
    // No need to look past the day of the best one yet.
    const to = Math.min(from + within - 1, best ? clock.dayAt((best as Slot).start) : Infinity)
    const first = Math.max(from, clock.dayAt(now + way.notice))
    const last = Math.min(to, clock.dayAt(now) + way.horizon)
    let found = false
    for (let day = first; day <= last && !found; day++)
      walk(way, calendars(day), full, now + way.notice, (slot) => {
        found = true
        if (!best || slot.start < best.start) best = slot
        // Openings of a day come in the plan's order, which may not be the clock's.
        return false
      })
  }
  return best
}

/** Diaries that a search looks into. */
export function agendasOf(planning: Planning, query: Omit<Query, 'from' | 'to'>): string[] {
  const all = new Set<string>()
  for (const { here, other } of waysOf(planning, query)) {
    all.add(here.agenda.id)
    if (other) all.add(other.built.agenda.id)
  }
  return [...all]
}

/**
 * True when these openings offer this very creneau now, to whoever has these needs: the same walk as the list, on its day.
 * @param busy leave empty to ask of the openings alone: whether it is taken is for the database to say
 */
export function isOffered(
  planning: Planning,
  slot: Slot,
  besoins: readonly Besoin[],
  now: number,
  busy: readonly Busy[] = [],
): boolean {
  const at = planning.lieux.get(slot.lieu)
  if (!at || !Number.isFinite(slot.start)) return false
  const day = at.clock.dayAt(slot.start)
  const full = fullOf(busy)
  const calendars = calendarCache()
  const query = { motif: slot.motif, lieux: [slot.lieu], modes: [slot.mode], besoins, jointe: slot.places.length > 1 }
  let offered = false
  for (const way of waysOf(planning, query))
    days(way, day, day, now, full, calendars, (one) => {
      offered ||=
        one.start === slot.start &&
        one.end === slot.end &&
        one.places.length === slot.places.length &&
        one.places.every(
          ({ agenda, capacity }, rank) =>
            agenda === slot.places[rank]!.agenda && capacity === slot.places[rank]!.capacity,
        )
      return offered
    })
  return offered
}

/** The day of an instant at a lieu; null when the lieu is not in the plan. */
export function dayAt(planning: Planning, lieu: string, instant: number): Day | null {
  const at = planning.lieux.get(lieu)
  return at ? dayText(at.clock.dayAt(instant)) : null
}

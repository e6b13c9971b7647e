import type { Mode, Place } from '@parcours/rendez-vous'
import type { PlainDate } from '@parcours/schema'

export interface DayOf<T> {
  readonly day: PlainDate
  readonly places: readonly T[]
}
export type DayOfPlaces = DayOf<Place>

/** What an offer says of its own time: plain dates, null when open or not known. */
export interface Bounds {
  readonly today: PlainDate
  readonly opens: PlainDate | null
  readonly closes: PlainDate | null
}

/** The names a caisse may give to a motif: the offer's id in the parcours, or its key, the same in every parcours. */
export const isFor = (
  place: { readonly motif: string },
  offer: { readonly id: string; readonly key?: string },
): boolean => place.motif === offer.id || (offer.key !== undefined && place.motif === offer.key)

/** The service takes this motif; null: it takes all of them. */
export const takes = (
  motifs: ReadonlySet<string> | null,
  offer: { readonly id: string; readonly key?: string },
): boolean => motifs === null || motifs.has(offer.id) || (offer.key !== undefined && motifs.has(offer.key))

/** How these creneaux take place, each once, the soonest first. */
export function modesOf(places: readonly Place[]): { readonly mode: Mode; readonly first: Place }[] {
  const first = new Map<Mode, Place>()
  for (const place of places) if (!first.has(place.mode)) first.set(place.mode, place)
  return [...first].map(([mode, place]) => ({ mode, first: place }))
}

/**
 * Days that have creneaux, those of the offer's own time first, then those that come after it closes: late is better than never, and
 * is said. What is over, or before it opens, is not there.
 */
export function daysOf<T extends { readonly day: PlainDate }>(
  places: readonly T[],
  { today, opens, closes }: Bounds,
): { readonly inTime: DayOf<T>[]; readonly after: DayOf<T>[] } {
  const days = new Map<PlainDate, T[]>()
  for (const place of places) {
    if (place.day < today || (opens !== null && place.day < opens)) continue
    const known = days.get(place.day)
    if (known) known.push(place)
    else days.set(place.day, [place])
  }
  const all = [...days].map(([day, list]) => ({ day, places: list })).sort((a, b) => (a.day < b.day ? -1 : 1))
  const inTime = (day: DayOf<T>): boolean => closes === null || day.day <= closes
  return { inTime: all.filter(inTime), after: all.filter((day) => !inTime(day)) }
}

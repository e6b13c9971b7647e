import type { DateValue, Item } from '@parcours/engine'
import type { PlainDate } from '@parcours/schema'
import { isOver, limitOf } from './arrange.js'

/** When, as the key of a sentence and its dates. */
export type When =
  | {
      readonly key: 'whenDone' | 'whenBefore' | 'whenPassed' | 'whenFrom' | 'whenOn' | 'whenSince'
      readonly date: PlainDate
    }
  | { readonly key: 'whenBetween'; readonly from: PlainDate; readonly date: PlainDate }
  | { readonly key: 'whenDoneUndated' | 'whenSoon' | 'whenToday' | 'whenUnpublished' | 'whenUnknown' | 'whenFree' }

/**
 * A deadline is read at its earliest. Once over it "is past" only when it was a legal one; any other becomes "as soon as possible",
 * for nothing is lost.
 */
export function whenOf(item: Item, today: PlainDate): When {
  const unknown = (value: DateValue): When => ({ key: value.unpublished ? 'whenUnpublished' : 'whenUnknown' })
  if (item.kind === 'jalon') {
    if (!item.at) return { key: 'whenFree' }
    const { from, to } = item.at
    if (from === null) return to === null ? unknown(item.at) : { key: 'whenBefore', date: to }
    if (to === null) return { key: 'whenFrom', date: from }
    return from === to ? { key: 'whenOn', date: from } : { key: 'whenBetween', from, date: to }
  }
  if (item.status === 'fait') return item.done ? { key: 'whenDone', date: item.done } : { key: 'whenDoneUndated' }
  const limit = limitOf(item)
  const date = limit?.from ?? item.closes?.from ?? null
  const opens = item.opens?.from ?? null
  if (date === null) {
    if (opens !== null) return { key: opens > today ? 'whenFrom' : 'whenSince', date: opens }
    const wanted = limit ?? item.opens
    return wanted ? unknown(wanted) : { key: 'whenFree' }
  }
  if (date < today)
    return item.timingKind === 'legal' || isOver(item) ? { key: 'whenPassed', date } : { key: 'whenSoon' }
  if (opens !== null && opens > today && opens < date) return { key: 'whenBetween', from: opens, date }
  return date === today ? { key: 'whenToday' } : { key: 'whenBefore', date }
}

/** The value that `day` comes from. */
const source = (item: Item): DateValue | null => (item.kind === 'jalon' ? item.at : (limitOf(item) ?? item.opens))

/**
 * What sort of date it is: a few words at most, each said once. A legal date that is no deadline is not called one.
 */
export function sortOf(item: Item): ('legal' | 'legalDay' | 'recommended' | 'indicative' | 'observed' | 'estimate')[] {
  const value = source(item)
  if (!value || (item.kind === 'demarche' && item.status === 'fait')) return []
  const kind = item.timingKind
  const out: ReturnType<typeof sortOf> = []
  if (kind === 'legal') out.push(item.kind === 'jalon' || !limitOf(item) ? 'legalDay' : 'legal')
  else if (kind) out.push(kind)
  if (known(value) && value.certainty === 'indicative' && kind !== 'indicative' && kind !== 'observed')
    out.push('estimate')
  return out
}

const known = (value: DateValue): boolean => value.from !== null || value.to !== null

/** To be checked: its condition hangs on an answer that is not known, or the source of its date is old or was never read. */
export function isToCheck(item: Item): boolean {
  const value = source(item)
  return !item.sure || (item.aVerifier && value !== null && known(value) && item.status !== 'fait')
}

/** "P3M" as a count and a unit; null when it mixes several. */
export function intervalOf(duration: string): { unit: 'Day' | 'Week' | 'Month' | 'Year'; count: number } | null {
  const match = /^P(\d+)([DWMY])$/.exec(duration)
  if (!match) return null
  return {
    unit: ({ D: 'Day', W: 'Week', M: 'Month', Y: 'Year' } as const)[match[2] as 'D' | 'W' | 'M' | 'Y'],
    count: Number(match[1]),
  }
}

import type { DateValue, Item } from '@parcours/engine'
import { limitOf } from '../../core/item/words.js'

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

import type { PlainDate } from '@parcours/schema'
import { deadlineOf, type Task } from './items.js'

/**
 * When, as the key of a sentence and its dates. `whenPassed` is said of a legal date only; any other that is over is "as soon as
 * possible", for nothing is lost.
 */
export type When =
  | { readonly key: 'whenDone'; readonly date: PlainDate | null }
  | { readonly key: 'whenBefore' | 'whenPassed' | 'whenFrom'; readonly date: PlainDate }
  | { readonly key: 'whenBetween'; readonly from: PlainDate; readonly date: PlainDate }
  | { readonly key: 'whenToday' | 'whenSoon' | 'whenUnpublished' | 'whenUnknown' | 'whenFree' }

export function whenOf(task: Task, today: PlainDate): When {
  if (task.status === 'fait') return { key: 'whenDone', date: task.done ?? null }
  const opens = task.opens?.from ?? null
  const waits = opens !== null && opens > today
  const wanted = task.due ?? task.closes
  const date = deadlineOf(task)
  if (date === null) {
    if (waits) return { key: 'whenFrom', date: opens }
    if (wanted) return { key: wanted.unpublished ? 'whenUnpublished' : 'whenUnknown' }
    return { key: task.moment === 'now' && task.of.priority === 1 ? 'whenSoon' : 'whenFree' }
  }
  if (date < today) return task.timingKind === 'legal' ? { key: 'whenPassed', date } : { key: 'whenSoon' }
  if (date === today) return { key: 'whenToday' }
  return waits ? { key: 'whenBetween', from: opens, date } : { key: 'whenBefore', date }
}

/** What sort of date it is, each said once: a legal date that is no deadline is not called one, and a reckoning says so. */
export function sortsOf(task: Task): readonly ('legal' | 'legalDay' | 'recommended' | 'indicative' | 'observed')[] {
  const { timingKind: kind } = task
  const value = task.due ?? task.closes ?? task.opens
  if (!kind || !value || task.status === 'fait') return []
  const sort = kind === 'legal' && !task.due && !task.closes ? 'legalDay' : kind
  return value.certainty === 'indicative' && kind !== 'indicative' && kind !== 'observed'
    ? [sort, 'indicative']
    : [sort]
}

import type { Task } from './items.js'

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

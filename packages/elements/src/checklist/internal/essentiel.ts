import type { Item } from '@parcours/engine'
import type { PlainDate } from '@parcours/schema'
import { deadlineOf, isActionable, isOver, isTask, type Task } from './items.js'

const MOMENTS: readonly Item['moment'][] = ['past', 'now', 'next', 'undated']

function compare(a: Task, b: Task): number {
  const legal = (task: Task): number => (task.timingKind === 'legal' && deadlineOf(task) !== null ? 0 : 1)
  // A date that is over but can still be met matters now.
  const moment = (task: Task): number => Math.max(MOMENTS.indexOf(task.moment), 1)
  const day = (task: Task): string => task.day ?? '9999'
  return (
    Number(!a.sure) - Number(!b.sure) ||
    moment(a) - moment(b) ||
    legal(a) - legal(b) ||
    (a.of.priority ?? 3) - (b.of.priority ?? 3) ||
    (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0)
  )
}

/**
 * What matters now: not done, not blocked, now before next, legal dates first, then priority, then the day. One line a démarche, however
 * many members or occurrences it has; nothing that stands apart or folds under another; nothing that can wait for months.
 */
export function essentiel(items: readonly Item[], today: PlainDate, most = 3): Task[] {
  const seen = new Set<string>()
  return items
    .filter(isTask)
    .filter(
      (task) =>
        !task.sensitive && task.foldedUnder === undefined && MOMENTS.includes(task.moment) && isActionable(task, today),
    )
    .sort(compare)
    .filter(({ of }) => !seen.has(of.id) && seen.add(of.id))
    .slice(0, most)
}

/** In the same order, what can be done now without a document of the court; `but`: démarches already on the screen. */
export function withoutCourt(items: readonly Item[], today: PlainDate, but: ReadonlySet<string>): Task[] {
  const free = items.filter((item) => isTask(item) && item.of.requiresCourtDocument !== 'yes' && !but.has(item.of.id))
  return essentiel(free, today, Infinity)
}

/** What waits for a document of the court. Without any, the difference is not worth a heading. */
export function withCourt(items: readonly Item[]): Task[] {
  return items
    .filter(isTask)
    .filter((task) => !task.sensitive && task.of.requiresCourtDocument === 'yes' && !isOver(task))
}

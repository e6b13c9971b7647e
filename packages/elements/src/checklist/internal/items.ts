import type { Item, Plan } from '@parcours/engine'
import type { Demarche, PlainDate } from '@parcours/schema'
export { isOver } from '../../core/item/words.js'

/** An item of the plan that is something to do. */
export type Task = Item & { readonly kind: 'demarche'; readonly of: Demarche }

export const isTask = (item: Item): item is Task => item.kind === 'demarche'

/** The démarches that may stand in the list: all but the sensitive ones, which stand apart. */
export const openTasks = (plan: Plan): Task[] => plan.items.filter(isTask).filter((task) => !task.sensitive)
export const quietTasks = (plan: Plan): Task[] => plan.items.filter(isTask).filter((task) => task.sensitive)

/** The day it must or should be done by: a deadline is read at its earliest. */
export function deadlineOf(item: Item): PlainDate | null {
  return item.due?.from ?? item.closes?.from ?? null
}

/** Its time is over and cannot be had back. */
export function isLost(task: Task, today: PlainDate): boolean {
  const closes = task.closes?.to ?? null
  return (closes !== null && closes < today) || (task.status === 'en-retard' && task.of.timing?.late?.means === 'lost')
}

/** Can be started, or gone on with, today. */
export function isActionable(task: Task, today: PlainDate): boolean {
  return ['a-faire', 'en-cours', 'en-retard'].includes(task.status) && !isLost(task, today)
}

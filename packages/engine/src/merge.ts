import type { Item, Plan, Status } from './types.js'

/** One card of a page on which several parcours speak of the same thing. */
export interface MergedItem {
  /** The item that is shown: the earliest due, with the status of all. */
  readonly item: Item
  /** All that it stands for, the plan's index first: their reasons are all given. */
  readonly from: readonly { readonly plan: number; readonly item: Item }[]
}

/** One status for all: done once is done, and it is sans objet only where all are. */
const STATUSES: readonly Status[] = ['fait', 'en-retard', 'conteste', 'en-cours', 'a-faire', 'bloque', 'sans-objet']

/**
 * Items of several plans, the same `key` being the same thing: one card, one status, the earliest date, all the reasons. Sans objet
 * only if it is in all; done once is done. Members and occurrences stay apart: `#k3f` of one parcours is nobody in another.
 */
export function mergePlans(plans: readonly Plan[]): MergedItem[] {
  const merged = new Map<string, { plan: number; item: Item }[]>()
  plans.forEach((plan, index) => {
    for (const item of plan.items) {
      const own = item.id.slice(item.of.id.length)
      const key = item.key === undefined ? `${index} ${item.id}` : `${item.kind} ${item.key}${own}`
      const card = merged.get(key)
      if (card) card.push({ plan: index, item })
      else merged.set(key, [{ plan: index, item }])
    }
  })
  const byDay = (a: Item, b: Item): number => {
    const [x, y] = [a.day ?? '~', b.day ?? '~']
    return x < y ? -1 : x > y ? 1 : 0
  }
  return [...merged.values()]
    .map((from): MergedItem => {
      const items = from.map(({ item }) => item)
      const shown = [...items].sort(byDay)[0]!
      const status = STATUSES.find((one) => items.some((item) => item.status === one))!
      const { statusBy: _by, done: _done, ...rest } = shown
      const marked = items.find((item) => item.status === status)!
      return {
        item: {
          ...rest,
          status,
          ...(marked.statusBy ? { statusBy: marked.statusBy } : {}),
          ...(marked.done ? { done: marked.done } : {}),
          ...(status === 'fait' || status === 'sans-objet' ? { moment: 'past' } : {}),
          sensitive: items.every((item) => item.sensitive),
          sure: items.some((item) => item.sure),
          aVerifier: items.some((item) => item.aVerifier),
        },
        from,
      }
    })
    .sort((a, b) => byDay(a.item, b.item))
}

import type { Item, Plan } from './types.js'

/** One card of a page on which several parcours speak of the same thing. */
export interface MergedItem {
  /** The item that is shown: the earliest due. */
  readonly item: Item
  /** All that it stands for, the plan's index first: their reasons are all given. */
  readonly from: readonly { readonly plan: number; readonly item: Item }[]
}

/**
 * Items of several plans, the same `key` being the same thing: one card, one status, the earliest date, all the reasons. Sans objet
 * only if it is in all; done once is done.
 */
export function mergePlans(plans: readonly Plan[]): MergedItem[] {
  const cards = new Map<string, { plan: number; item: Item }[]>()
  plans.forEach((plan, index) => {
    for (const item of plan.items) {
      const own = item.id.slice(item.of.id.length)
      const key = item.key === undefined ? `${index} ${item.id}` : `${item.key}${own}`
      const card = cards.get(key)
      if (card) card.push({ plan: index, item })
      else cards.set(key, [{ plan: index, item }])
    }
  })
  const rank = (item: Item): string => item.day ?? '9999'
  return [...cards.values()]
    .map((from): MergedItem => {
      const shown = [...from].sort((a, b) => rank(a.item).localeCompare(rank(b.item)))[0]!.item
      const done = from.find(({ item }) => item.status === 'fait')?.item
      const live = from.find(({ item }) => item.status !== 'sans-objet')?.item
      const marked = done ?? (shown.status === 'sans-objet' && live ? live : shown)
      return {
        item: {
          ...shown,
          status: marked.status,
          ...(marked.statusBy ? { statusBy: marked.statusBy } : {}),
          ...(marked.done ? { done: marked.done } : {}),
          sensitive: from.every(({ item }) => item.sensitive),
          sure: from.some(({ item }) => item.sure),
        },
        from,
      }
    })
    .sort((a, b) => rank(a.item).localeCompare(rank(b.item)))
}

import type { Item, Moment, Plan } from '@parcours/engine'
import type { Id, Parcours, PlainDate } from '@parcours/schema'
import { isOver, limitOf } from '../../core/item/words.js'

export type GroupBy = 'moment' | 'organisme' | 'theme'
export const GROUPS: readonly GroupBy[] = ['moment', 'organisme', 'theme']
const MOMENTS: readonly Moment[] = ['past', 'now', 'next', 'later']

/** Things of one month, in time order. */
export interface Month {
  /** '2026-11'. */
  readonly key: string
  readonly items: readonly Item[]
}

/** A lane of the frise, a chapter of the list. */
export interface Group {
  /** A moment, or an id made of what it groups; '' for what belongs to none. */
  readonly id: string
  readonly moment?: Moment
  /** Its title in French and where the translation is; several when one of them will turn out to act. */
  readonly titles: readonly { readonly address: string; readonly french: string }[]
  readonly months: readonly Month[]
}

/** A démarche that comes back: what of it is not drawn, after its last date that is. */
export interface Series {
  /** Ids that this item stands for, in order. Empty: all are drawn. */
  readonly more: readonly Item[]
  readonly id: string
}

export interface Arranged {
  readonly groups: readonly Group[]
  /** A date is wanted, and not known yet. */
  readonly undecided: readonly Item[]
  /** No date is wanted. */
  readonly free: readonly Item[]
  /** What stands apart, closed. */
  readonly quiet: readonly Item[]
  /** "À vérifier" items by the task that will settle them. */
  readonly folded: ReadonlyMap<string, readonly Item[]>
  /** By the id of the last occurrence drawn. */
  readonly series: ReadonlyMap<string, Series>
}

/** Occurrences to come that are drawn at first. */
const SHOWN = 3

export const seriesOf = ({ id, occurrence }: Item): string | null =>
  occurrence === undefined ? null : id.replace(/@[^@]*$/, '')

/** A date is wanted of it, known or not. */
const isDated = ({ due, closes, opens, at }: Item): boolean => !!(due ?? closes ?? opens ?? at)

/** The day it stands on: the one it was done, once it is. */
export const dayOf = (item: Item): PlainDate | null => (item.status === 'fait' && item.done) || item.day

/** The two ends of what is drawn: a jalon's span, a démarche's window when it opens after today. One day when they are the same. */
export function drawn(item: Item, today: PlainDate): { from: PlainDate; to: PlainDate } {
  const day = dayOf(item)!
  if (item.status === 'fait') return { from: day, to: day }
  if (item.kind === 'jalon') return { from: day, to: item.at?.to ?? day }
  const deadline = limitOf(item)?.from ?? null
  const opens = item.opens?.from ?? null
  if (deadline !== null && opens !== null && opens > today && opens < deadline) return { from: opens, to: deadline }
  return { from: day, to: day }
}

/**
 * Everything of a plan, each thing once: on its lane and month, or apart when it has no day, or folded under the task that settles
 * it, or closed when it is sensitive.
 * @param opened series whose every date is shown
 */
export function arrange(plan: Plan, by: GroupBy, parcours: Parcours, opened: ReadonlySet<string>): Arranged {
  const undecided: Item[] = []
  const free: Item[] = []
  const quiet: Item[] = []
  const folded = new Map<string, Item[]>()
  const placed: Item[] = []
  const shown = new Map<string, { last: Item; count: number }>()
  const series = new Map<string, { id: string; more: Item[] }>()
  for (const item of plan.items) {
    const parent = item.foldedUnder === undefined ? undefined : plan.item(item.foldedUnder)
    if (item.sensitive) quiet.push(item)
    else if (parent && parent !== item && !parent.sensitive && !parent.foldedUnder) push(folded, parent.id, item)
    else if (dayOf(item) === null) (isDated(item) ? undecided : free).push(item)
    else {
      const name = seriesOf(item)
      if (name !== null) {
        const known = shown.get(name)
        if (known && known.count >= SHOWN && !opened.has(name) && !isOver(item)) {
          const { more } = series.get(known.last.id) ?? { more: [] }
          series.set(known.last.id, { id: name, more: [...more, item] })
          continue
        }
        shown.set(name, { last: item, count: (known?.count ?? 0) + (isOver(item) ? 0 : 1) })
      }
      placed.push(item)
    }
  }
  for (const [name, { last }] of shown) if (opened.has(name)) series.set(last.id, { id: name, more: [] })
  return { groups: groupsOf(placed, by, parcours), undecided, free, quiet, folded, series }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Groups in order of time, of the parcours' themes, or of who comes first in the plan; what belongs to none comes last. */
function groupsOf(items: readonly Item[], by: GroupBy, parcours: Parcours): Group[] {
  const groups = new Map<string, { titles: Group['titles']; items: Item[] }>()
  if (by === 'moment') for (const moment of MOMENTS) groups.set(moment, { titles: [], items: [] })
  if (by === 'theme') {
    for (const { id, title } of parcours.lanes ?? [])
      groups.set(id, { titles: [{ address: `lanes.${id}.title`, french: title }], items: [] })
  }
  // Where one caisse is several (in Lozère), it has one group, not one for each part it plays.
  const named = new Map<string, Id>()
  const who = ({ organismes }: Item): Id => {
    for (const { of } of organismes) if (!named.has(of.name)) named.set(of.name, of.id)
    return [...new Set(organismes.map(({ of }) => named.get(of.name)!))].join(' ')
  }
  for (const item of items) {
    const id = by === 'moment' ? item.moment : by === 'theme' ? (item.of.lane ?? '') : who(item)
    let group = groups.get(id)
    if (!group) {
      const titles =
        by === 'organisme'
          ? item.organismes
              .filter(({ of }, i, all) => all.findIndex((one) => one.of.name === of.name) === i)
              .map(({ of, address }) => ({ address: `${address}.name`, french: of.name }))
          : []
      groups.set(id, (group = { titles, items: [] }))
    }
    group.items.push(item)
  }
  const all = [...groups].flatMap(([id, { titles, items: inside }]) =>
    inside.length
      ? [{ id, titles, months: monthsOf(inside), ...(by === 'moment' ? { moment: id as Moment } : {}) }]
      : [],
  )
  return by === 'moment'
    ? all
    : [...all.filter(({ titles }) => titles.length), ...all.filter(({ titles }) => !titles.length)]
}

function monthsOf(items: readonly Item[]): Month[] {
  const months = new Map<string, Item[]>()
  // Stable: within a day, the plan's own order holds.
  const sorted = [...items].sort((a, b) => (dayOf(a)! < dayOf(b)! ? -1 : dayOf(a)! > dayOf(b)! ? 1 : 0))
  for (const item of sorted) push(months, dayOf(item)!.slice(0, 7), item)
  return [...months].map(([key, inside]) => ({ key, items: inside }))
}

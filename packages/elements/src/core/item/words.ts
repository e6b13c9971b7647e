import type { DateValue, Item, OrganismeRef } from '@parcours/engine'
import type { PlainDate } from '@parcours/schema'
import french from '../../locales/fr/item.js'
import type { ParcoursContext } from '../context.js'
import { words } from '../text.js'

/** Strings about an item, whichever widget shows it. */
export function itemWords(ctx: ParcoursContext): (key: string, values?: Record<string, unknown>) => string {
  ctx.locale.add('item', french)
  return (key, values) => ctx.locale.t('item', key, values)
}

/** Where its title is: that of a rendez-vous that she took is its motif. */
export const titleAt = ({ address }: Item): string => `${address}.${isBooked({ address }) ? 'motif' : 'title'}`
export const isBooked = ({ address }: { readonly address: string }): boolean => address.startsWith('rendezVous.')
export const titleOf = (ctx: ParcoursContext, item: Item): string => words(ctx, titleAt(item), item.of.title, item)

/** "La CAF ou la MSA": one of them will turn out to be meant; once, where one caisse is several (in Lozère). '' for none. */
export function either(ctx: ParcoursContext, names: readonly string[]): string {
  return names.length ? [...new Set(names)].reduce((a, b) => itemWords(ctx)('or', { a, b })) : ''
}

/** Several organismes: a role that is not settled yet, it will be one of them. */
export const whoOf = (ctx: ParcoursContext, organismes: readonly OrganismeRef[]): string =>
  either(
    ctx,
    organismes.map(({ of, address }) => words(ctx, `${address}.name`, of.name)),
  )

/** Nothing is left to do with it. */
export const isOver = ({ status }: Item): boolean => status === 'fait' || status === 'sans-objet'

/** What a démarche is to be done by, if anything. */
export const limitOf = ({ due, closes }: Item): DateValue | null => due ?? closes

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
    if (wanted) return unknown(wanted)
    return { key: item.moment === 'now' && 'priority' in item.of && item.of.priority === 1 ? 'whenSoon' : 'whenFree' }
  }
  if (date < today)
    return item.timingKind === 'legal' || isOver(item) ? { key: 'whenPassed', date } : { key: 'whenSoon' }
  if (opens !== null && opens > today && opens < date) return { key: 'whenBetween', from: opens, date }
  return date === today ? { key: 'whenToday' } : { key: 'whenBefore', date }
}

/** "avant le 30 novembre 2026, dans 10 jours". */
export function whenText(ctx: ParcoursContext, item: Item): string {
  const { locale, session } = ctx
  const t = itemWords(ctx)
  const when = whenOf(item, session!.today)
  if (!('date' in when)) return t(when.key)
  return t(when.key, {
    date: locale.date(when.date),
    relative: locale.fromToday(when.date, session!.today),
    from: 'from' in when ? locale.date(when.from) : '',
  })
}

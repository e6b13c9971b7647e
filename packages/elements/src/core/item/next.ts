import type { HandoverItem } from '@parcours/engine'
import type { Duration, PlainDate } from '@parcours/schema'
import { html, nothing } from 'lit'
import type { ParcoursContext } from '../context.js'
import { icon } from '../icons.js'
import { ChevronDown } from '../icons.first.js'
import { block, heading, type Content } from '../text.js'
import { itemWords } from './words.js'

/** A day later by a duration: years and months first, kept inside their month, then days. */
export function laterBy(date: PlainDate, by: Duration): PlainDate {
  const [, years = 0, months = 0, days = 0] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/
    .exec(by)!
    .map((n) => Number(n ?? 0))
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year + years, month + months, 0))
  last.setUTCDate(Math.min(day, last.getUTCDate()) + days)
  return last.toISOString().slice(0, 10)
}

/** What a sensitive answer brought says nothing of itself: without a reason that may be told, it stands apart. */
const isQuiet = (ctx: ParcoursContext, { of, ...rest }: HandoverItem): boolean =>
  (rest as { sensitive?: boolean }).sensitive ?? (of.when !== undefined && !ctx.explain(of.id).length)

/** « Et ensuite »: the parcours this one leads to, and where to give one's opinion. Nothing when it leads nowhere. */
export function nextView(ctx: ParcoursContext, level: number): Content {
  const t = itemWords(ctx)
  const { handovers, end } = ctx.session!.plan
  const list = (some: readonly HandoverItem[]): Content =>
    some.length
      ? html`<ul class="bare rows">
          ${some.map(({ of, address }) => html`<li>${block(ctx, `${address}.text`, of.text)}</li>`)}
        </ul>`
      : nothing
  const quiet = handovers.filter((handover) => isQuiet(ctx, handover))
  const open = list(handovers.filter((handover) => !quiet.includes(handover)))
  const opinion = end?.of.satisfaction
  // A question that nothing lets her answer is not asked.
  const asked =
    opinion && ctx.locale.raw('end.satisfaction', opinion).text.includes('](')
      ? block(ctx, 'end.satisfaction', opinion)
      : nothing
  return [
    open === nothing && asked === nothing
      ? nothing
      : html`<section class="onward" part="next" aria-labelledby="next">
          ${heading(level, t('next'), { id: 'next', className: 't3' })} ${open}
          ${asked === nothing ? nothing : html`<div class="noprint">${asked}</div>`}
        </section>`,
    quiet.length
      ? html`<details class="onward noprint">
          <summary>${icon(ChevronDown)}${ctx.locale.t('core', 'sensitiveTitle')}</summary>
          ${list(quiet)}
        </details>`
      : nothing,
  ]
}

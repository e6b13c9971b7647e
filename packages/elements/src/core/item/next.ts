import { html, nothing } from 'lit'
import type { ParcoursContext } from '../context.js'
import { icon } from '../icons.js'
import { ChevronDown } from '../icons.first.js'
import { handoversView } from '../onward.js'
import { block, heading, type Content } from '../text.js'
import { itemWords } from './words.js'

/** « Et ensuite »: the parcours this one leads to, and where to give one's opinion. Nothing when it leads nowhere. */
export function nextView(ctx: ParcoursContext, level: number): Content {
  const t = itemWords(ctx)
  const { handovers, end } = ctx.session!.plan
  // What a sensitive answer brought says nothing of itself: it stands apart.
  const quiet = handovers.filter(({ sensitive }) => sensitive)
  const open = handovers.filter(({ sensitive }) => !sensitive)
  const opinion = end?.of.satisfaction
  // A question that nothing lets her answer is not asked.
  const asked =
    opinion && ctx.locale.raw('end.satisfaction', opinion).text.includes('](')
      ? block(ctx, 'end.satisfaction', opinion)
      : nothing
  return [
    !open.length && asked === nothing
      ? nothing
      : html`<div class="onward" part="next">
          ${heading(level, t('next'), { className: 't3' })} ${open.length ? handoversView(ctx, open) : nothing}
          ${asked === nothing ? nothing : html`<div class="noprint">${asked}</div>`}
        </div>`,
    quiet.length
      ? html`<details class="onward noprint">
          <summary>${icon(ChevronDown)}${ctx.locale.t('core', 'sensitiveTitle')}</summary>
          ${handoversView(ctx, quiet)}
        </details>`
      : nothing,
  ]
}

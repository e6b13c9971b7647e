import type { Item } from '@parcours/engine'
import { html, nothing } from 'lit'
import type { ParcoursContext } from '../context.js'
import { icon } from '../icons.js'
import { CircleAlert } from '../icons.first.js'
import { CircleCheck, CircleDot, Scale } from '../icons.set.js'
import { link, safeUrl, type Content } from '../text.js'
import { reach } from './parts.js'
import { itemWords } from './words.js'

const ICONS = { recu: CircleDot, 'en-cours': CircleDot, decide: CircleCheck, conteste: Scale }

/** What the host says of it, apart from what she ticked: who says so, since when, by when an answer was announced, whom to ask again. */
export function toldView(ctx: ParcoursContext, item: Item): Content {
  const told = ctx.told?.(item.id)
  if (!told) return nothing
  const t = itemWords(ctx)
  const { status, on, by, url, expected, late } = told
  const ways = late ? item.organismes.flatMap((ref) => reach(ctx, ref, item.organismes.length > 1)) : []
  const own =
    url && safeUrl(url)?.startsWith('https:') ? link(ctx, url, t(late ? 'toldAskHere' : 'toldFollow')) : nothing
  return html`<div class="note told ${late ? 'caution' : 'info'}">
    <p>
      ${icon(late ? CircleAlert : ICONS[status])}
      <strong>${t(`told_${status}`)}</strong>
      <span>${t(by ? 'toldBy' : 'toldHere', { date: ctx.locale.date(on), by: by ?? '' })}</span>
    </p>
    ${expected ? html`<p>${t(late ? 'toldLate' : 'toldExpected', { date: ctx.locale.date(expected) })}</p>` : nothing}
    ${
      ways.length || own !== nothing
        ? html`${late ? html`<p class="sub">${t('toldAsk')}</p>` : nothing}
            <ul class="bare ways">
              ${own === nothing ? nothing : html`<li>${own}</li>`} ${ways}
            </ul>`
        : nothing
    }
    ${status === 'recu' || status === 'en-cours' ? nothing : html`<p class="small quiet">${t(`toldNext_${status}`)}</p>`}
  </div>`
}

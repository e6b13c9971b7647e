import type { HandoverItem } from '@parcours/engine'
import { html, nothing, type TemplateResult } from 'lit'
import type { ParcoursContext } from './context.js'
import { icon } from './icons.js'
import { ExternalLink } from './icons.first.js'
import { block, type Content } from './text.js'

/**
 * The way to another parcours, beside the text that proposes it: here when the host said where its file is, else its page, else nothing.
 * @param text the id of what names it
 */
export function onwardView(
  ctx: ParcoursContext,
  { parcours, carries }: { readonly parcours?: string; readonly carries?: readonly string[] },
  text: string,
): Content {
  const way = parcours && ctx.onward?.(parcours, carries)
  if (!way) return nothing
  const t = (key: string): string => ctx.locale.t('common', key)
  return typeof way === 'string'
    ? html`<p class="noprint">
        <a class="btn small" href=${way} target="_blank" rel="noopener noreferrer" aria-describedby=${text}
          >${t('onward')}${icon(ExternalLink)}<span class="vh"> (${ctx.locale.t('core', 'newWindow')})</span></a
        >
        <span class="small quiet">${t('onwardAlone')}</span>
      </p>`
    : html`<p class="noprint">
        <button class="btn small" type="button" aria-describedby=${text} @click=${way}>${t('onward')}</button>
      </p>`
}

/** The parcours that this one leads to, each with its text and the way there. */
export function handoversView(ctx: ParcoursContext, handovers: readonly HandoverItem[]): TemplateResult {
  return html`<ul class="bare rows">
    ${handovers.map(
      ({ of, address }) =>
        html`<li class="row">
          <div id="onward-${of.id}">${block(ctx, `${address}.text`, of.text)}</div>
          ${onwardView(ctx, of, `onward-${of.id}`)}
        </li>`,
    )}
  </ul>`
}

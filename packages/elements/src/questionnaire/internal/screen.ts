import { html, nothing, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { Lock } from '../../core/icons.first.js'
import type { Content } from '../../core/text.js'
import { sheetView } from './sheet.js'

/** One screen of the questionnaire. The first one is drawn before there is a session; what follows takes its place node by node. */
export interface Screen {
  /** Turns with each step. */
  readonly sheet: number
  readonly back: Content
  readonly section: Content | null
  readonly where: string | null
  readonly content: Content
  /** For the polite live region. */
  readonly said: string
  readonly foot: Content
}

export function screenView(
  ctx: ParcoursContext,
  { sheet, back, section, where, content, said, foot }: Screen,
): TemplateResult {
  const t = (key: string): string => ctx.locale.t('questionnaire', key)
  return html`<div class="top">
      ${back}
      ${
        section || where
          ? html`<p class="where quiet small">
              ${section}${section && where ? html`<span aria-hidden="true"> · </span>` : nothing}<span class="num"
                >${where}</span
              >
            </p>`
          : nothing
      }
    </div>
    ${sheetView(sheet, content)}
    <p class="said quiet" role="status">${said}</p>
    <div class="foot noprint" part="foot">
      <p class="small">
        ${icon(Lock)} ${t('staysHere')} <span class="quiet">${t(ctx.kept ? 'keepHelp' : 'notKept')}</span>
      </p>
      ${foot}
    </div>`
}

export function form(
  ctx: ParcoursContext,
  submit: (event: Event) => void,
  fields: unknown,
  go = ctx.locale.t('questionnaire', 'next'),
  long = false,
): TemplateResult {
  return html`<form class="form ${long ? 'long' : ''}" part="form" novalidate autocomplete="off" @submit=${submit}>
    ${fields}
    <p class="go"><button class="btn main">${go}</button></p>
  </form>`
}

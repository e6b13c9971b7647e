import type { AlertItem } from '@parcours/engine'
import { html, nothing, type TemplateResult } from 'lit'
import { channelFacts } from '../../core/channel.js'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { LifeBuoy } from '../../core/icons.first.js'
import { block, heading, line, type Content } from '../../core/text.js'

/** Help lines and a human. What a sensitive answer brings stays closed, and off paper. */
export function helpView(ctx: ParcoursContext, level: number, all: readonly AlertItem[]): Content {
  const { locale } = ctx
  if (!all.length) return nothing
  const quiet = all.filter((alert) => alert.sensitive)
  const card = (alert: (typeof all)[number]): TemplateResult =>
    html`<li class="stack">
      ${heading(level + 1, line(ctx, `${alert.address}.title`, alert.of.title), { className: 't3' })}
      ${block(ctx, `${alert.address}.text`, alert.of.text)}
      ${
        alert.of.channels?.length
          ? html`<ul class="bare channels">
              ${alert.of.channels.map((channel) => html`<li>${channelFacts(ctx, alert.address, channel)}</li>`)}
            </ul>`
          : nothing
      }
    </li>`
  return html`<aside class="help" part="help" aria-label=${locale.t('core', 'help') + (ctx.apart ?? '')}>
    ${heading(level, [icon(LifeBuoy), ' ', locale.t('core', 'help')], { className: 't2' })}
    <ul class="bare alerts">
      ${all.filter((alert) => !alert.sensitive).map(card)}
    </ul>
    ${
      quiet.length
        ? html`<details class="noprint">
            <summary>${locale.t('core', 'sensitiveTitle')}</summary>
            <ul class="bare alerts">
              ${quiet.map(card)}
            </ul>
          </details>`
        : nothing
    }
  </aside>`
}

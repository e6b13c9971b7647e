import type { Channel } from '@parcours/schema'
import { html, nothing } from 'lit'
import type { ParcoursContext } from './context.js'
import { line, link, phone, type Content } from './text.js'

/**
 * A way to reach someone: number, address, hours, note.
 * @param address of what has the channel: "alerts.urgence"
 * @param named the kind of way stands before the number when there is no link to carry it
 */
export function channelFacts(ctx: ParcoursContext, address: string, channel: Channel, named = false): Content {
  const { id, kind, number, url } = channel
  const name = ctx.locale.t('core', `channel_${kind}`)
  const call = number ? phone(number) : nothing
  const way = url ? link(ctx, url, name) : named ? html`<span>${name}</span>` : nothing
  const fact = (key: 'hours' | 'note'): Content =>
    channel[key]
      ? html`<span class="quiet">${line(ctx, `${address}.channels.${id}.${key}`, channel[key])}</span>`
      : nothing
  return html`${named ? [way, ' ', call] : [call, ' ', way]} ${fact('hours')} ${fact('note')}`
}

import { html } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { heading, type Content } from '../../core/text.js'
import french from '../../locales/fr/onward.js'

/**
 * A page with the questions or the rendez-vous alone opens no hand-over link: it is still hers, and good on another site.
 * @param link its fragment
 * @param sites what the host wrote: other sites that host this parcours, as JSON
 * @param close she has read it
 */
export function unread(link: string, { locale, settings }: ParcoursContext, sites: string, close: () => void): Content {
  locale.add('onward', french)
  const t = (key: string, values?: Record<string, unknown>): string => locale.t('onward', key, values)
  return html`<section class="note caution stack noprint" aria-labelledby="unread">
    ${heading(settings.headingLevel, t('link'), { className: 't3', id: 'unread' })}
    <p>${t('linkHelp')}</p>
    ${read(sites).map(
      ({ name, url }) => html`<p><a class="btn" href=${new URL(link, url).href}>${t('linkAt', { name })}</a></p>`,
    )}
    <p><button class="btn plain" type="button" @click=${close}>${locale.t('common', 'close')}</button></p>
  </section>`
}

/** What is written wrong is no site. */
function read(sites: string): { name: string; url: string }[] {
  try {
    return (JSON.parse(sites) as { name: string; url: string }[]).filter(
      ({ name, url }) => typeof name === 'string' && new URL(url).protocol === 'https:',
    )
  } catch {
    return []
  }
}

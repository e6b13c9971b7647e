import type { Item } from '@parcours/engine'
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { ParcoursContext } from './context.js'
import { icon } from './icons.js'
import { ExternalLink } from './icons.first.js'
import type { Localized } from './locale.js'
export { pageAt } from './page.js'

type Content = string | TemplateResult | SVGTemplateResult | Node | typeof nothing | readonly Content[]

/** Links of content open only what can be said in advance: a page, a mail, a call. */
export function safeUrl(url: string): string | null {
  try {
    const { protocol, href } = new URL(url)
    return protocol === 'https:' || protocol === 'mailto:' || protocol === 'tel:' ? href : null
  } catch {
    return null
  }
}

/** A link out: opens elsewhere and says so, so that answers on this page are not lost. A refused address shows its text alone. */
export function link(ctx: ParcoursContext, url: string, label: Content, className = ''): Content {
  const href = safeUrl(url)
  if (!href) return label
  if (!href.startsWith('https:')) return html`<a class=${className} href=${href}>${label}</a>`
  return html`<a class=${className} href=${href} target="_blank" rel="noopener noreferrer"
    >${label}${icon(ExternalLink)}<span class="vh"> (${ctx.locale.t('core', 'newWindow')})</span></a
  >`
}

/** "3646" or "+33 …" as a link that calls. */
export function phone(number: string): TemplateResult {
  return html`<a class="phone" href="tel:${number.replace(/[^\d+]/g, '')}"><bdi dir="ltr">${number}</bdi></a>`
}

/** Emphasis, links and nothing else. A marker that is not closed is text. */
const INLINE = /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^\]\n]+)\]\(([^()\s]+)\)/g

function inline(ctx: ParcoursContext, text: string): Content[] {
  const out: Content[] = []
  let last = 0
  for (const match of text.matchAll(INLINE)) {
    if (match.index > last) out.push(text.slice(last, match.index))
    const [whole, strong, emphasis, label, url] = match
    if (strong !== undefined) out.push(html`<strong>${inline(ctx, strong)}</strong>`)
    else if (emphasis !== undefined) out.push(html`<em>${inline(ctx, emphasis)}</em>`)
    else out.push(link(ctx, url!, label!))
    last = match.index + whole.length
  }
  if (last < text.length) out.push(text.slice(last))
  return out
}

/** Our Markdown subset: paragraphs, "- " lists, emphasis, links. Rendered to nodes, never to HTML text. */
export function markdown(ctx: ParcoursContext, text: string): Content {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim())
    .map((block) => {
      const lines = block.trim().split('\n')
      if (lines.every((line) => /^\s*[-*] /.test(line))) {
        return html`<ul>
          ${lines.map((line) => html`<li>${inline(ctx, line.replace(/^\s*[-*] /, ''))}</li>`)}
        </ul>`
      }
      return html`<p>${inline(ctx, lines.join(' '))}</p>`
    })
}

/** Says the language of a text when it is not the interface's: a missing translation is French, and is read as French. */
function spoken(ctx: ParcoursContext, { lang, dir }: Localized, content: Content, block: boolean): Content {
  if (lang === ctx.locale.lang) return content
  return block
    ? html`<div lang=${lang} dir=${dir}>${content}</div>`
    : html`<span lang=${lang} dir=${dir}>${content}</span>`
}

/** One line of content (a title, a label). `address` is the path of ids, `french` the text of the parcours itself. */
export function line(ctx: ParcoursContext, address: string, french: string, item?: Item): Content {
  const raw = ctx.locale.raw(address, french)
  return spoken(ctx, raw, inline(ctx, ctx.fill(raw.text, item)), false)
}

/** A block of content: paragraphs and lists. Nothing when there is no text. */
export function block(ctx: ParcoursContext, address: string, french: string | undefined, item?: Item): Content {
  if (!french) return nothing
  const raw = ctx.locale.raw(address, french)
  return spoken(ctx, raw, markdown(ctx, ctx.fill(raw.text, item)), true)
}

/** The same as a plain string, for names and attributes. */
export function words(ctx: ParcoursContext, address: string, french: string, item?: Item): string {
  return ctx
    .fill(ctx.locale.raw(address, french).text, item)
    .replace(INLINE, (_, strong, emphasis, label) => strong ?? emphasis ?? label)
}

/** A heading at the page's level plus a depth, capped at h6. */
export function heading(
  level: number,
  content: Content,
  { id, tabindex, className = '' }: { id?: string; tabindex?: '-1'; className?: string } = {},
): TemplateResult {
  const name = id ?? nothing
  const tab = tabindex ?? nothing
  switch (Math.min(Math.max(Math.round(level) || 2, 1), 6)) {
    case 1:
      return html`<h1 id=${name} tabindex=${tab} class=${className}>${content}</h1>`
    case 2:
      return html`<h2 id=${name} tabindex=${tab} class=${className}>${content}</h2>`
    case 3:
      return html`<h3 id=${name} tabindex=${tab} class=${className}>${content}</h3>`
    case 4:
      return html`<h4 id=${name} tabindex=${tab} class=${className}>${content}</h4>`
    case 5:
      return html`<h5 id=${name} tabindex=${tab} class=${className}>${content}</h5>`
    default:
      return html`<h6 id=${name} tabindex=${tab} class=${className}>${content}</h6>`
  }
}
export type { Content }

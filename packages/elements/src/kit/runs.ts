import type { Item } from '@parcours/engine'
import type { ParcoursContext } from '../core/context.js'
import { directionOf } from '../core/locale.js'
import { safeUrl } from '../core/text.js'

/** Some characters of one look. `lang` and `dir` only where they are not the sheet's own. */
export interface Run {
  readonly text: string
  readonly strong?: true
  /** https:, tel: or mailto: */
  readonly href?: string
  /** BCP 47. */
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
}
export type Line = readonly Run[]
/** A paragraph, or an item of a list. */
export interface Block {
  readonly kind: 'p' | 'li'
  readonly line: Line
}

export const textOf = (line: Line): string => line.map(({ text }) => text).join('')

/** Emphasis and links, as on screen. */
const INLINE = /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^\]\n]+)\]\(([^()\s]+)\)/g

function inline(text: string, look: Omit<Run, 'text'>): Run[] {
  const out: Run[] = []
  let last = 0
  const plain = (to: number): void => {
    if (to > last) out.push({ ...look, text: text.slice(last, to) })
  }
  for (const match of text.matchAll(INLINE)) {
    plain(match.index)
    const [whole, strong, emphasis, label, url] = match
    // Paper has one weight more, and no slanted letters: Arabic has none.
    if (strong ?? emphasis) out.push(...inline((strong ?? emphasis)!, { ...look, strong: true }))
    else {
      const href = safeUrl(url!)
      out.push({ ...look, text: label!, ...(href ? { href } : {}) })
    }
    last = match.index + whole.length
  }
  plain(text.length)
  return out
}

/** The language of a text when it is not the reader's: a missing translation is French, and is read as French. */
const spoken = (ctx: ParcoursContext, lang: string): Omit<Run, 'text'> =>
  lang === ctx.locale.lang ? {} : { lang, dir: directionOf(lang) }

/** One line of content, by address. */
export function lineOf(ctx: ParcoursContext, address: string, french: string, item?: Item): Line {
  const { text, lang } = ctx.locale.raw(address, french)
  return inline(ctx.fill(text, item), spoken(ctx, lang))
}

/** Content in paragraphs and lists; none when there is no text. */
export function blocksOf(ctx: ParcoursContext, address: string, french: string | undefined, item?: Item): Block[] {
  if (!french) return []
  const { text, lang } = ctx.locale.raw(address, french)
  const look = spoken(ctx, lang)
  return ctx
    .fill(text, item)
    .split(/\n\s*\n/)
    .filter((block) => block.trim())
    .flatMap((block): Block[] => {
      const lines = block.trim().split('\n')
      return lines.every((line) => /^\s*[-*] /.test(line))
        ? lines.map((line) => ({ kind: 'li', line: inline(line.replace(/^\s*[-*] /, ''), look) }))
        : [{ kind: 'p', line: inline(lines.join(' '), look) }]
    })
}

/** A link; a refused address shows its text alone. */
export function linkOf(label: Line, url: string): Line {
  const href = safeUrl(url)
  return href ? label.map((run) => ({ ...run, href })) : label
}

/** A number that calls. Digits read from left to right in every language. */
export const phoneOf = (number: string): Run => ({
  text: number.replaceAll(' ', '\u00a0'),
  href: `tel:${number.replace(/[^\d+]/g, '')}`,
  dir: 'ltr',
})

export const plain = (text: string): Line => [{ text }]
export const paragraph = (text: string): Block => ({ kind: 'p', line: plain(text) })
/** Lines in a row, something between. */
export const joined = (lines: readonly Line[], between: string): Line =>
  lines.filter((line) => line.length).flatMap((line, rank) => (rank ? [{ text: between }, ...line] : line))

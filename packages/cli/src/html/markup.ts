const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text as text, in an element or in a quoted attribute. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char]!)

/** A link that may be followed: a page, a mail, a call. Others show their text alone. */
export function link(url: string, label: string): string {
  let href: string
  try {
    const parsed = new URL(url)
    if (!['https:', 'mailto:', 'tel:'].includes(parsed.protocol)) return escape(label)
    href = parsed.href
  } catch {
    return escape(label)
  }
  return `<a href="${escape(href)}">${escape(label)}</a>`
}
export const phone = (number: string): string => link(`tel:${number.replace(/[^\d+]/g, '')}`, number)

const INLINE = /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^\]\n]+)\]\(([^()\s]+)\)/g
function inline(text: string): string {
  let out = ''
  let last = 0
  for (const match of text.matchAll(INLINE)) {
    const [whole, strong, emphasis, label, url] = match
    out += escape(text.slice(last, match.index))
    if (strong !== undefined) out += `<strong>${inline(strong)}</strong>`
    else if (emphasis !== undefined) out += `<em>${inline(emphasis)}</em>`
    else out += link(url!, label!)
    last = match.index + whole.length
  }
  return out + escape(text.slice(last))
}
/** Our Markdown subset as HTML: paragraphs, "- " lists, emphasis, links, and nothing else. */
export function markdown(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim())
    .flatMap((block) => {
      const out: string[] = []
      let items: string[] = []
      const close = (): void => {
        if (items.length) out.push(`<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`)
        items = []
      }
      for (const line of block.trim().split('\n')) {
        const item = /^\s*[-*] (.*)$/.exec(line)?.[1]
        if (item !== undefined) items.push(inline(item))
        else {
          close()
          out.push(`<p>${inline(line.trim())}</p>`)
        }
      }
      close()
      return out
    })
}

import { isObject, kind, pick, wholeOf, type Json, type Kind } from './shape.js'

/** The thing at an address, the path of ids: `questions.statut.options.marie`. Elements without id go by their place from 0. */
export function resolve(
  root: unknown,
  address: string,
  inList = (list: unknown[], id: string): unknown => list.find((item) => isObject(item) && item['id'] === id),
): unknown {
  let node = root
  for (const step of address.split('.'))
    node = Array.isArray(node)
      ? (inList(node, step) ?? (isObject(node[0]) && node[0]['id'] ? undefined : node[+step]))
      : isObject(node) && Object.hasOwn(node, step)
        ? node[step]
        : undefined
  return node
}

/**
 * Every text that can be translated or reworded, in the order of the document, with its address and the place that holds it
 * (`holder[key]` is the text). Expects what check() accepts. `type` is the type of `root`: 'Parcours', or 'Additions' of an overlay.
 */
export function eachText(
  root: unknown,
  visit: (address: string, text: string, holder: Json, key: string) => void,
  type = 'Parcours',
): void {
  const walk = (kind: Kind, value: unknown, address: string, holder: Json, key: string): void => {
    if (typeof value === 'string') {
      if (kind.plain.includes('text')) visit(address, value, holder, key)
    } else if (kind.of && Array.isArray(value))
      value.forEach((item, i) =>
        walk(
          kind.of!,
          item,
          `${address}.${(isObject(item) && (item['id'] as string)) || i}`,
          value as unknown as Json,
          String(i),
        ),
      )
    else if (isObject(value)) {
      const found = pick(kind.types, value)
      const parts = found ? wholeOf(found, value).parts : []
      for (const key of Object.keys(value)) {
        const part = parts.find(({ shape }) => shape.keys.has(key))
        if (part) walk(part.shape.keys.get(key)!.kind, value[key], address ? `${address}.${key}` : key, value, key)
      }
    }
  }
  walk(kind(type), root, '', {}, '')
}

/** Address → French text, for everything that can be translated. */
export function addresses(parcours: unknown): Map<string, string> {
  const texts = new Map<string, string>()
  eachText(parcours, (address, text) => texts.set(address, text))
  return texts
}

/** The text at an address, or undefined when nothing translatable stands there in this document. */
export function textAt(parcours: unknown, address: string): string | undefined {
  const value = resolve(parcours, address)
  return typeof value === 'string' ? value : undefined
}

/**
 * The mark that a translation keeps of the French it translates: FNV-1a, 32 bits, over UTF-16 code units (two bytes each, low byte first),
 * as 8 hexadecimal digits. It tells that a text has moved; it protects against nothing.
 */
export function hashText(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 255), 0x01000193)
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

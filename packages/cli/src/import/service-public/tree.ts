import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** One element of a fiche, whichever of the two published forms it came in. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}
export type Node = Element | string

/** What cannot be read or imported, said in French for the person who chose the file. */
export class ImportError extends Error {}

/** Bounds on a file that a stranger may have written: the largest published fiche is 1.8 MB and 40 levels deep. */
export const LIMITS = { characters: 12_000_000, depth: 200 } as const

/** Elements whose spaces between two children are read aloud. */
const INLINE = new Set([
  'Paragraphe',
  'MiseEnEvidence',
  'LienInterne',
  'LienExterne',
  'LienIntra',
  'Expression',
  'Exposant',
  'Indice',
  'Citation',
  'Valeur',
])
const tooDeep = () => new ImportError(`Le fichier a plus de ${LIMITS.depth} niveaux : ce n’est pas une fiche.`)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

export const isElement = (node: Node): node is Element => typeof node !== 'string'
export const elements = (node: Element): Element[] => node.children.filter(isElement)
export const all = (node: Element, name: string): Element[] => elements(node).filter((child) => child.name === name)
export const first = (node: Element, name: string): Element | undefined =>
  elements(node).find((child) => child.name === name)
export const plain = (node: Node | undefined): string =>
  node === undefined ? '' : typeof node === 'string' ? node : node.children.map(plain).join('')

// The JSON of the npm data set: what xml-js writes, { type, name, attributes, children }.

function fromJson(value: unknown, depth: number): Node | undefined {
  if (depth > LIMITS.depth) throw tooDeep()
  if (!isRecord(value)) throw new ImportError('Un élément n’est pas un objet : ce n’est pas le JSON d’une fiche.')
  if (value['type'] === 'text' || value['type'] === 'cdata') {
    const text = value['text'] ?? value['cdata']
    if (typeof text === 'string' || typeof text === 'number') return String(text)
    throw new ImportError('Un texte n’est pas une chaîne : ce n’est pas le JSON d’une fiche.')
  }
  if (typeof value['name'] !== 'string') {
    if (value['type'] === undefined || value['type'] === 'element')
      throw new ImportError('Un élément n’a pas de nom : ce n’est pas le JSON d’une fiche.')
    return undefined
  }
  const attributes = isRecord(value['attributes']) ? value['attributes'] : {}
  return {
    name: value['name'],
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, of]) => [name, String(of)])),
    children: childrenOf(value).flatMap((child) => fromJson(child, depth + 1) ?? []),
  }
}
function childrenOf(value: Record<string, unknown>): unknown[] {
  const children = value['children'] ?? value['elements'] ?? []
  if (!Array.isArray(children)) throw new ImportError('« children » n’est pas une liste : ce n’est pas une fiche.')
  return children
}

// The official XML.

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
/** The five entities of XML and numbered characters; nothing that a document could define itself. */
const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, dec?: string, name?: string) => {
    if (name !== undefined) {
      const of = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
      if (of === undefined) throw new ImportError(`L’entité « ${whole} » n’est pas définie en XML : écrivez le signe.`)
      return of
    }
    const code = hex === undefined ? Number(dec) : parseInt(hex, 16)
    if (!(code > 0 && code <= 0x10ffff)) throw new ImportError(`Le signe « ${whole} » n’existe pas.`)
    return String.fromCodePoint(code)
  })

function fromOrdered(entries: unknown, parent: string, depth: number): Node[] {
  if (depth > LIMITS.depth) throw tooDeep()
  if (!Array.isArray(entries)) return []
  return (entries as Record<string, unknown>[]).flatMap((entry): Node[] => {
    const name = Object.keys(entry).find((key) => key !== ':@')
    if (name === undefined) return []
    const value = entry[name]
    if (name === '#text') {
      const text = decoded(String(value))
      return text.trim() || INLINE.has(parent) ? [text] : []
    }
    if (name === '#cdata') return [plainOf(value)]
    const attributes = Object.entries((entry[':@'] as Record<string, unknown> | undefined) ?? {})
    return [
      {
        name,
        attributes: Object.fromEntries(attributes.map(([key, of]) => [key, decoded(String(of))])),
        children: fromOrdered(value, name, depth + 1),
      },
    ]
  })
}
const plainOf = (value: unknown): string =>
  Array.isArray(value) ? (value as Record<string, unknown>[]).map((entry) => String(entry['#text'] ?? '')).join('') : ''

function fromXml(text: string): Node[] {
  // A fiche never has one: entities that expand, and files read from elsewhere, come with it.
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text))
    throw new ImportError(
      'Le fichier contient une déclaration DOCTYPE ou ENTITY : elle est refusée, les fiches n’en ont pas. Prenez le fichier officiel tel quel.',
    )
  let depth = 0
  for (const [tag] of text.matchAll(/<\/?[A-Za-z_][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>') && ++depth > LIMITS.depth) throw tooDeep()
  }
  const valid = XMLValidator.validate(text)
  if (valid !== true)
    throw new ImportError(
      `Le XML est mal formé, ligne ${valid.err.line}, colonne ${valid.err.col} (${valid.err.code}). Téléchargez de nouveau le fichier.`,
    )
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: false,
    htmlEntities: false,
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: '#cdata',
  })
  return fromOrdered(parser.parse(text), '', 0)
}

/**
 * The `Publication` of a fiche, from its official XML or the JSON of the npm data set.
 * @throws {ImportError} in French, when the text is neither.
 */
export function readPublication(text: string): Element {
  if (text.length > LIMITS.characters)
    throw new ImportError('Le fichier dépasse 12 millions de signes : ce n’est pas une fiche.')
  const start = text.replace(/^\uFEFF/, '').trimStart()
  let nodes: Node[]
  try {
    if (start.startsWith('<')) nodes = fromXml(start)
    else if (start.startsWith('{')) {
      const root = JSON.parse(start) as Record<string, unknown>
      nodes = (typeof root['name'] === 'string' ? [root] : childrenOf(root)).flatMap((node) => fromJson(node, 0) ?? [])
    } else throw new ImportError('Ce n’est ni du XML ni du JSON. Donnez une fiche de service-public.fr.')
  } catch (error) {
    if (error instanceof ImportError) throw error
    if (error instanceof RangeError) throw tooDeep()
    throw new ImportError(`Le fichier ne se lit pas (${(error as Error).message}).`)
  }
  const publication = nodes.filter(isElement).find(({ name }) => name === 'Publication')
  if (!publication)
    throw new ImportError('Il n’y a pas d’élément « Publication » : ce n’est pas une fiche de service-public.fr.')
  return publication
}

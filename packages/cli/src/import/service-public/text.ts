import type { Reporter } from './report.js'
import { all, elements, first, isElement, plain, type Element, type Node } from './tree.js'

const PLACES: Readonly<Record<string, string>> = {
  Particuliers: 'particuliers/vosdroits',
  Professionnels: 'professionnels-entreprises/vosdroits',
  Associations: 'associations/vosdroits',
}
/** The page of a publication of service-public.fr. */
export const pageOf = (id: string, audience = 'Particuliers'): string =>
  `https://www.service-public.fr/${PLACES[audience] ?? PLACES['Particuliers']}/${id}`

/** An address that the format accepts, or undefined once the loss is told. */
export function address(url: string | undefined, where: string, label: string, report: Reporter): string | undefined {
  const given = url?.trim() ?? ''
  if (/^https:\/\/[^\s<>"/]+/.test(given) && !/[\s<>"]/.test(given))
    return given.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))
  if (given)
    report.lose(
      'adresse',
      where,
      `${label} (${given})`,
      'Le format n’accepte que https: : le texte est gardé, sans lien. Vérifiez l’adresse.',
    )
  return undefined
}

/** Space that is only layout becomes one space; a number glued to « pourcent » is a conversion fault of the data set. */
export const tidy = (text: string): string =>
  text
    .replace(/pourcent(\d+(?:[.,]\d+)?)/g, '$1 %')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/([ \u00a0])[ \u00a0]+/g, '$1')
    .trim()

/** Content of the fiche as our Markdown subset. Every loss goes to the report. */
export class Texts {
  constructor(
    readonly report: Reporter,
    /** Glossary entries by id. */
    readonly glossary: ReadonlyMap<string, string>,
  ) {}

  /** Text of a title, without any formatting. */
  title(node: Element | undefined): string {
    return tidy(this.#safe(plain(node), ''))
  }

  line(node: Element, where: string): string {
    return tidy(node.children.map((child) => this.#inline(child, where)).join(''))
  }

  #safe(text: string, where: string): string {
    if (!/[{}*]/.test(text)) return text
    if (where)
      this.report.lose('deplace', where, text, 'Les signes { } * ont un sens dans le format : remplacés par ( ) ∗.')
    return text.replace(/\{/g, '(').replace(/\}/g, ')').replace(/\*/g, '∗')
  }

  #inline(node: Node, where: string): string {
    if (!isElement(node)) return this.#safe(node, where)
    const inner = () => node.children.map((child) => this.#inline(child, where)).join('')
    const wrap = (mark: string): string => {
      const [, before, text, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner())!
      return text && !text.includes('*') && !text.includes('\n') ? `${before}${mark}${text}${mark}${after}` : inner()
    }
    const link = (url: string | undefined): string => {
      const label = tidy(inner())
      if (!url || !label || /[[\]]/.test(label)) return inner()
      const [, before, , after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner())!
      return `${before}[${label.replace(/\*/g, '')}](${url})${after}`
    }
    switch (node.name) {
      case 'MiseEnEvidence':
        return wrap('**')
      case 'Citation':
      case 'Expression':
      case 'Exposant':
      case 'Indice':
        return inner()
      case 'Valeur':
        this.report.lose(
          'deplace',
          where,
          plain(node),
          'Une valeur chiffrée, reprise comme du texte : à vérifier, elle a pu changer.',
        )
        return inner()
      case 'LienInterne':
        return link(
          node.attributes['LienPublication'] && pageOf(node.attributes['LienPublication'], node.attributes['audience']),
        )
      case 'LienExterne':
        return link(address(node.attributes['URL'], where, plain(node), this.report))
      case 'LienIntra': {
        const id = node.attributes['LienID'] ?? ''
        this.report.lose(
          'format',
          where,
          `${plain(node)} (${id})`,
          this.glossary.has(id)
            ? `Le format n’a pas de glossaire : le mot est gardé, sa définition non (« ${this.glossary.get(id)} »).`
            : 'Le format n’a pas de glossaire : le mot est gardé, sans lien.',
        )
        return inner()
      }
      default:
        this.report.lose(
          'inconnu',
          where,
          `<${node.name}> ${plain(node)}`,
          'Élément inconnu dans un texte : lu comme du texte.',
        )
        return inner()
    }
  }

  /** Paragraphs and lists, joined by blank lines when written out. */
  blocks(nodes: readonly Element[], where: string): string[] {
    return nodes.flatMap((node): string[] => {
      switch (node.name) {
        case 'Paragraphe': {
          const text = this.line(node, where)
          return text ? [text] : []
        }
        case 'Liste': {
          if (node.attributes['type'] === 'numero')
            this.report.lose(
              'deplace',
              where,
              plain(node),
              'Une liste numérotée devient une liste : le format n’a pas de numéros.',
            )
          const lines = all(node, 'Item').flatMap((item) =>
            this.blocks(elements(item), where).flatMap((block) =>
              block.split('\n').map((line) => (line.startsWith('- ') ? line : `- ${line}`)),
            ),
          )
          return lines.length ? [lines.join('\n')] : []
        }
        case 'ASavoir':
        case 'ANoter':
        case 'Attention':
        case 'Rappel': {
          const title = this.title(first(node, 'Titre'))
          return [
            ...(title ? [`**${title}**`] : []),
            ...this.blocks(
              elements(node).filter(({ name }) => name !== 'Titre'),
              where,
            ),
          ]
        }
        case 'Texte':
          return this.blocks(elements(node), where)
        case 'Tableau': {
          this.report.lose(
            'deplace',
            where,
            plain(first(node, 'Titre')),
            'Un tableau devient une liste, une ligne par rangée.',
          )
          const title = this.title(first(node, 'Titre'))
          const rows = all(node, 'Rangée').map((row) =>
            all(row, 'Cellule')
              .map((cell) =>
                this.blocks(elements(cell), where)
                  .join(' ')
                  .replace(/(^|\n)- /g, ' ')
                  .replace(/\s+/g, ' ')
                  .trim(),
              )
              .join(' | '),
          )
          return [...(title ? [`**${title}**`] : []), rows.map((row) => `- ${row}`).join('\n')]
        }
        default:
          this.report.lose('inconnu', where, `<${node.name}> ${plain(node)}`, 'Élément inconnu : son texte est gardé.')
          return plain(node).trim() ? [tidy(this.#safe(plain(node), where))] : []
      }
    })
  }
}

/** Cuts blocks so that each part fits in one text of the format. */
export function parts(blocks: readonly string[], limit = 4_500): string[] {
  const out: string[] = []
  const pieces = blocks.flatMap((block) => {
    if (block.length <= limit) return [block]
    const lines = block.split(block.includes('\n') ? '\n' : /(?<=\. )/)
    const cut: string[] = []
    for (const line of lines)
      if (cut.length && cut.at(-1)!.length + line.length < limit)
        cut[cut.length - 1] += `${block.includes('\n') ? '\n' : ''}${line}`
      else cut.push(line)
    return cut
  })
  for (const piece of pieces)
    if (out.length && out.at(-1)!.length + piece.length + 2 <= limit) out[out.length - 1] += `\n\n${piece}`
    else out.push(piece)
  return out
}

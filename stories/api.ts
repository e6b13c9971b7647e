import manifest from '../packages/elements/custom-elements.json' with { type: 'json' }
import french from '../docs/elements/fr.json' with { type: 'json' }

/** What the manifest says of one attribute, property, event, part or custom property. */
interface Written {
  readonly name: string
  readonly description?: string
  readonly default?: string
  readonly type?: { readonly text: string }
  readonly kind?: string
  readonly attribute?: string
  readonly privacy?: string
}
export interface Entry {
  readonly name: string
  /** In French; the manifest's own words where nobody has written it yet. */
  readonly description: string
  readonly type: string
  readonly default: string
  /** When the type is a choice among words. */
  readonly values: readonly string[]
}
/** Kinds of the manifest, in the order of the page. */
export const KINDS = {
  attributes: 'Attributs',
  members: 'Propriétés et méthodes',
  events: 'Événements',
  slots: 'Emplacements',
  cssParts: 'Parts CSS',
  cssProperties: 'Jetons CSS',
} as const
export type Kind = keyof typeof KINDS

type Declaration = { readonly tagName?: string } & Partial<Record<Kind, readonly Written[]>>
const elements = (manifest.modules as unknown as { declarations?: Declaration[] }[]).flatMap(({ declarations = [] }) =>
  declarations.filter(({ tagName }) => tagName),
)
const words = french as Record<string, Partial<Record<Kind, Record<string, string>>>>

/** The public API of an element, in French. A property that is an attribute too is told once, there. */
export function apiOf(tag: string): Record<Kind, Entry[]> {
  const element = elements.find(({ tagName }) => tagName === tag)
  return Object.fromEntries(
    (Object.keys(KINDS) as Kind[]).map((kind) => [
      kind,
      (element?.[kind] ?? [])
        .filter((entry) => kind !== 'members' || (!entry.attribute && (entry.privacy ?? 'public') === 'public'))
        .map((entry): Entry => {
          const type = entry.type?.text ?? (entry.kind === 'method' ? 'méthode' : '')
          return {
            name: entry.name,
            description: words[tag]?.[kind]?.[entry.name] ?? entry.description ?? '',
            type,
            default: entry.default ?? '',
            values: /^'[^']*'( \| '[^']*')+$/.test(type) ? type.split(' | ').map((value) => value.slice(1, -1)) : [],
          }
        }),
    ]),
  ) as Record<Kind, Entry[]>
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')

/** Said where an element has none of a kind: nobody wonders whether it was forgotten. */
const NONE: Readonly<Record<Kind, string>> = {
  attributes: 'Aucun.',
  members: 'Aucune.',
  events: 'Aucun qui lui soit propre.',
  slots: 'Aucun.',
  cssParts: 'Aucune.',
  cssProperties: 'Aucun qui lui soit propre : il suit ceux de `<parcours-usager>`.',
}

/** A title and a table for each kind of what an element makes public, in Markdown. */
export function apiText(tag: string): string {
  const api = apiOf(tag)
  return (Object.keys(KINDS) as Kind[])
    .map((kind) => {
      if (!api[kind].length) return `## ${KINDS[kind]}\n\n${NONE[kind]}`
      const typed = kind === 'attributes' || kind === 'members'
      const valued = typed || kind === 'cssProperties'
      return `## ${KINDS[kind]}

| nom | ${typed ? 'valeurs | ' : ''}${valued ? 'par défaut | ' : ''}ce qu’il fait |
|---|${typed ? '---|' : ''}${valued ? '---|' : ''}---|
${api[kind]
  .map(
    (entry) =>
      `| ${entry.name ? `\`${entry.name}\`` : '(sans nom)'} | ${typed ? `${entry.type ? `\`${cell(entry.type)}\`` : ''} | ` : ''}${valued ? `${entry.default ? `\`${cell(entry.default)}\`` : ''} | ` : ''}${cell(entry.description)} |`,
  )
  .join('\n')}`
    })
    .join('\n\n')
}

/** What has no French words, or has some and is no more: `parcours-kit attributes view`. */
export function untold(): string[] {
  const named = elements.flatMap((element) =>
    (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
      apiOf(element.tagName!)[kind].map(({ name }) => `${element.tagName!} ${kind} ${name}`),
    ),
  )
  const told = Object.entries(words).flatMap(([tag, kinds]) =>
    Object.entries(kinds).flatMap(([kind, names]) => Object.keys(names).map((name) => `${tag} ${kind} ${name}`)),
  )
  return [...named.filter((each) => !told.includes(each)), ...told.filter((each) => !named.includes(each))]
}

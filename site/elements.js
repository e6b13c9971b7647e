/**
 * What the manifest says of an element, in French where docs/elements/fr.json has the words: the tables of the site and of the Storybook,
 * which reads this in a browser.
 */
import manifest from '../packages/elements/custom-elements.json' with { type: 'json' }
import french from '../docs/elements/fr.json' with { type: 'json' }

/** In the order of the page: its title; the columns between the name and what it does; what is said where an element has none. */
const KINDS = {
  attributes: { title: 'Attributs', columns: ['type', 'default'], none: 'Aucun.' },
  members: { title: 'Propriétés et méthodes', columns: ['type', 'default'], none: 'Aucune.' },
  events: { title: 'Événements', columns: [], none: 'Aucun qui lui soit propre.' },
  slots: { title: 'Emplacements', columns: [], none: 'Aucun.' },
  cssParts: { title: 'Parts CSS', columns: [], none: 'Aucune.' },
  // No element has any yet: said from the first that does.
  cssStates: { title: 'États CSS', columns: [] },
  cssProperties: {
    title: 'Jetons CSS',
    columns: ['default'],
    none: 'Aucun qui lui soit propre : il suit ceux de `<parcours-usager>`.',
  },
}
const COLUMNS = { type: 'valeurs', default: 'par défaut' }

const elements = manifest.modules.flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName))

export function apiOf(tag) {
  const element = elements.find(({ tagName }) => tagName === tag)
  return Object.fromEntries(
    Object.keys(KINDS).map((kind) => [
      kind,
      (element?.[kind] ?? [])
        .filter((entry) => kind !== 'members' || (!entry.attribute && (entry.privacy ?? 'public') === 'public'))
        .map((entry) => {
          const type = entry.type?.text ?? (entry.kind === 'method' ? 'méthode' : '')
          return {
            name: entry.name,
            description: french[tag]?.[kind]?.[entry.name] ?? entry.description ?? '',
            type,
            default: entry.default ?? '',
            values: /^'[^']*'( \| '[^']*')+$/.test(type) ? type.split(' | ').map((value) => value.slice(1, -1)) : [],
          }
        }),
    ]),
  )
}

const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
const code = (text) => (text ? `\`${cell(text)}\`` : '')
const row = (cells) => `| ${cells.join(' | ')} |`

export function apiText(tag) {
  const api = apiOf(tag)
  return Object.entries(KINDS)
    .filter(([kind, { none }]) => api[kind].length || none)
    .map(([kind, { title, columns, none }]) => {
      if (!api[kind].length) return `## ${title}\n\n${none}`
      const head = ['nom', ...columns.map((column) => COLUMNS[column]), 'ce qu’il fait']
      const rows = api[kind].map((entry) =>
        row([
          code(entry.name) || '(sans nom)',
          ...columns.map((column) => code(entry[column])),
          cell(entry.description),
        ]),
      )
      return [`## ${title}\n`, row(head), `|${'---|'.repeat(head.length)}`, ...rows].join('\n')
    })
    .join('\n\n')
}

export function untold() {
  const named = elements.flatMap(({ tagName }) =>
    Object.entries(apiOf(tagName)).flatMap(([kind, entries]) =>
      entries.map(({ name }) => `${tagName} ${kind} ${name}`),
    ),
  )
  const told = Object.entries(french).flatMap(([tag, kinds]) =>
    Object.entries(kinds).flatMap(([kind, names]) => Object.keys(names).map((name) => `${tag} ${kind} ${name}`)),
  )
  return [...named.filter((each) => !told.includes(each)), ...told.filter((each) => !named.includes(each))]
}

/** What the manifest says of an element, in French where docs/elements/fr.json has the words. */
import { readFileSync } from 'node:fs'

const french = JSON.parse(readFileSync(new URL('../docs/elements/fr.json', import.meta.url), 'utf8'))
const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
const code = (text) => (text ? `\`${cell(text)}\`` : '')

const KINDS = [
  ['attributes', 'Attributs', ['type', 'default']],
  ['members', 'Propriétés et méthodes', ['type', 'default']],
  ['events', 'Événements', ['type']],
  ['slots', 'Emplacements', []],
  ['cssParts', 'Parts CSS', []],
  ['cssStates', 'États CSS', []],
  ['cssProperties', 'Jetons CSS', ['default']],
]
const COLUMNS = { type: 'valeurs', default: 'par défaut' }

/** @returns {string} Markdown */
export function elementPage(element) {
  return KINDS.map(([kind, title, columns]) => {
    const entries = (element[kind] ?? []).filter(
      (entry) => kind !== 'members' || (!entry.attribute && (entry.privacy ?? 'public') === 'public'),
    )
    if (!entries.length) return ''
    const rows = entries.map((entry) => {
      const words = french[element.tagName]?.[kind]?.[entry.name] ?? entry.description ?? ''
      const values = { type: entry.type?.text ?? (entry.kind === 'method' ? 'méthode' : ''), default: entry.default }
      return `| ${entry.name ? code(entry.name) : '(sans nom)'} | ${columns.map((column) => `${code(values[column])} | `).join('')}${cell(words)} |`
    })
    return `\n\n## ${title}\n\n| nom | ${columns.map((column) => `${COLUMNS[column]} | `).join('')}ce qu’il fait |\n|---|${'---|'.repeat(columns.length)}---|\n${rows.join('\n')}\n`
  }).join('')
}

/**
 * npm run api: what hosts may use, beside what the last release gave them (api.json): added, changed, removed. What breaks a page asks for a
 * changeset `major` of @parcours/elements, what is new for any changeset of it; without it, exits 1. --accept makes of today's the
 * last release's: `npm run release:version` does it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const packageRoot = fileURLToPath(new URL('../../', import.meta.url))
const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const BASELINE = `${packageRoot}api.json`

/** Kinds that a host gives a value to: a wider type is no break. Of the others it reads: more fields are none. */
const GIVEN = new Set(['attribute', 'property'])

/**
 * @param {object} manifest custom-elements.json
 * @returns {Record<string, string>} '<parcours-usager> attribute layout' → its type; '' where there is none
 */
export function surface(manifest) {
  const lines = {}
  for (const one of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
    const name = one.tagName ? `<${one.tagName}>` : one.name
    if (one.tagName) lines[name] = ''
    const add = (kind, list, type = () => '') => {
      for (const item of list ?? []) lines[`${name} ${kind} ${item.name || '(défaut)'}`] = type(item)
    }
    const text = ({ type }) => type?.text ?? ''
    add('attribute', one.attributes, text)
    for (const member of one.members ?? [])
      add(member.kind === 'method' ? 'method' : member.readonly ? 'field' : 'property', [member], (item) =>
        member.kind === 'method' ? signature(item) : text(item),
      )
    add('event', one.events, text)
    add('slot', one.slots)
    add('part', one.cssParts)
    add('state', one.cssStates)
    // Their defaults belong to the themes: a shade that changes breaks nobody's page.
    add('css', one.cssProperties)
  }
  return Object.fromEntries(Object.entries(lines).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const signature = ({ parameters = [], return: out }) =>
  `(${parameters.map(({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type?.text ?? 'unknown'}`).join(', ')}) => ${out?.type?.text ?? 'void'}`

/** `a | b | { c: d | e }` → its members, cut where the mark stands outside of any bracket. */
function cut(text, mark) {
  const parts = ['']
  let depth = 0
  for (const char of text) {
    if ('{[(<'.includes(char)) depth++
    else if ('}])>'.includes(char)) depth--
    if (char === mark && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}
const fields = (type) => (/^\{.*\}$/s.test(type) ? cut(type.slice(1, -1), ';') : [type])

/** Whether a page written for `before` still works with `after`. */
function compatible(kind, before, after) {
  if (GIVEN.has(kind)) {
    const accepted = new Set(cut(after, '|'))
    return cut(before, '|').every((one) => accepted.has(one))
  }
  const given = new Set(fields(after))
  return fields(before).every((one) => given.has(one))
}

/**
 * @param {Record<string, string>} before
 * @param {Record<string, string>} after
 * @returns {{ name: string, change: 'added' | 'removed' | 'changed', breaks: boolean, before?: string, after?: string }[]}
 */
export function compare(before, after) {
  const changes = []
  for (const name of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const [was, is] = [before[name], after[name]]
    if (was === is) continue
    if (was === undefined) changes.push({ name, change: 'added', breaks: false, after: is })
    else if (is === undefined) changes.push({ name, change: 'removed', breaks: true, before: was })
    else
      changes.push({
        name,
        change: 'changed',
        breaks: !compatible(name.split(' ')[1], was, is),
        before: was,
        after: is,
      })
  }
  return changes
}

const LEVELS = ['patch', 'minor', 'major']

/**
 * @param {string[]} changesets their texts
 * @returns {'patch' | 'minor' | 'major' | null} the highest that names @parcours/elements
 */
export function announced(changesets) {
  let highest = -1
  for (const text of changesets) {
    const [, head = ''] = text.match(/^---\n([^]*?)\n---/) ?? []
    const [, level] = head.match(/^['"]?@parcours\/elements['"]?:\s*(major|minor|patch)\s*$/m) ?? []
    highest = Math.max(highest, LEVELS.indexOf(level))
  }
  return LEVELS[highest] ?? null
}

/**
 * @param {ReturnType<typeof compare>} changes
 * @param {ReturnType<typeof announced>} level
 * @param {{ release?: string | null }} options release: null while nothing is published
 * @returns {string[]} what forbids this release, in French; nothing when it may go
 */
export function faults(changes, level, { release } = {}) {
  const names = (list) => list.map(({ name }) => name).join(' ; ')
  const broken = changes.filter(({ breaks }) => breaks)
  const others = changes.filter(({ breaks }) => !breaks)
  return [
    ...(broken.length && level !== 'major'
      ? [
          `Retiré, ou changé d’une façon qui casse des pages, sans changement « major » de @parcours/elements : ${names(broken)}. ` +
            'Remettez-le, dites-le déprécié, ou écrivez ce changement (npx changeset).' +
            (release === null ? ' Tant que rien n’est publié, npm run api -- --accept suffit.' : ''),
        ]
      : []),
    ...(others.length && !level
      ? [
          `Ajouté ou élargi sans changement annoncé de @parcours/elements : ${names(others)}. Écrivez-le (npx changeset).`,
        ]
      : []),
  ]
}

/** The manifest as it is in the repository. */
export const current = () => surface(JSON.parse(readFileSync(`${packageRoot}custom-elements.json`, 'utf8')))
/** @returns {{ release: string | null, surface: Record<string, string> }} release: null before the first */
export const baseline = () => JSON.parse(readFileSync(BASELINE, 'utf8'))
export const changesets = () =>
  readdirSync(`${repository}.changeset`)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => readFileSync(`${repository}.changeset/${name}`, 'utf8'))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--accept')) {
    const { version } = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8'))
    // Until something is published there is no release to break.
    const release = process.argv.includes('--release') ? version : baseline().release
    writeFileSync(BASELINE, `${JSON.stringify({ release, surface: current() }, null, 2)}\n`)
  } else {
    const changes = compare(baseline().surface, current())
    const SAID = { added: 'ajouté ', removed: 'retiré ', changed: 'changé ' }
    for (const { name, change, breaks, before, after } of changes)
      console.log(
        `${breaks ? '!' : ' '} ${SAID[change]} ${name}${change === 'changed' ? ` : ${before} → ${after}` : (after ?? before) ? ` : ${after ?? before}` : ''}`,
      )
    const level = announced(changesets())
    console.log(
      `${changes.length} différences avec ${baseline().release ?? 'la référence'} ; annoncé : ${level ?? 'rien'}.`,
    )
    const wrong = faults(changes, level, baseline())
    for (const fault of wrong) console.error(fault)
    if (wrong.length) process.exitCode = 1
  }
}

/**
 * Writes what follows from src/shape.ts and src/descriptions.*.json: src/types.ts, the three JSON Schemas, and in docs/format.md the
 * tables of keys, the examples (taken from the example's files) and the faults shown. With --check, writes nothing and fails, naming the files that are not up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { format, resolveConfig } from 'prettier'

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const read = (path) => readFileSync(here(path), 'utf8')

/** Modules of src with what they import, as the sources stand: nothing need be built. */
async function load(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here('src') },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
}
const { TABLE, TABLE_OVERLAY, TABLE_BESIDE, PATTERNS, DICTIONARY_KEY, FORMAT_VERSION, shapes, aliases, learn } =
  await load(
    `export * from './shape.ts'; export { TABLE_OVERLAY } from './shape.overlay.ts'; export { TABLE_BESIDE } from './shape.beside.ts'`,
  )
learn(TABLE_OVERLAY.trim())
learn(TABLE_BESIDE.trim())
const fr = JSON.parse(read('src/descriptions.fr.json'))
const en = JSON.parse(read('src/descriptions.en.json'))

/** The kind of each key, as it is written in the table. */
const written = new Map(
  (TABLE + TABLE_OVERLAY + TABLE_BESIDE)
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([name, ...parts]) => [
      name,
      {
        parts: parts.filter((p) => p[0] === '&').map((p) => p.slice(1)),
        keys: new Map(
          parts
            .filter((p) => p[0] !== '&' && p !== '=')
            .map((p) => [p.split(/[?*]?:/)[0], p.slice(p.indexOf(':') + 1)]),
        ),
      },
    ]),
)
const about = (type, key = '') => {
  const text = fr[type]?.[key]
  if (!text) throw new Error(`src/descriptions.fr.json: ${type}${key && `.${key}`} is not described`)
  return text
}
for (const type of Object.keys({ ...fr, ...en }))
  if (!shapes.has(type) && !aliases.has(type)) throw new Error(`${type} is described, and is not in src/shape.ts`)
for (const [type, keys] of Object.entries(fr))
  for (const key of Object.keys(keys))
    if (key && !shapes.get(type)?.keys.has(key))
      throw new Error(`${type}.${key} is described, and is not in src/shape.ts`)

/** [what, suffix] of a kind as written: 'Role|Organisme[]' -> [['Role', 'Organisme'], '[]']. */
function split(source) {
  const [suffix = ''] = /(\[\]|\+|\{\})$/.exec(source) ?? []
  return [suffix ? source.slice(0, -suffix.length) : source, suffix]
}
const fixed = (part) =>
  part
    .slice(1, -1)
    .split(',')
    .map((v) => (v === 'true' ? true : Number(v) || v))

// ---- TypeScript

const plainTypes = {
  id: 'Id',
  key: 'Key',
  text: 'Text',
  date: 'PlainDate',
  monthDay: 'MonthDay',
  duration: 'Duration',
  interval: 'Duration',
  length: 'Duration',
  number: 'number',
  count: 'number',
  boolean: 'boolean',
  null: 'null',
  any: 'unknown',
}
function tsKind(source) {
  const [inner, suffix] = split(source)
  if (suffix === '{}') return `Record<string, ${tsKind(inner)}>`
  if (suffix) return `(${tsKind(inner)})[]`
  const members = source.split('|').flatMap((part) => {
    const [name] = part.split(':')
    if (name[0] === '(') return fixed(name).map((v) => JSON.stringify(v))
    if (name[0] === '@') return ['Id']
    return [shapes.has(name) || aliases.has(name) ? name : (plainTypes[name] ?? 'string')]
  })
  return [...new Set(members)].join(' | ')
}
const comment = (type) => (en[type] ? `/** ${en[type]} */\n` : '')
/** Of these only one may stand: the others are said absent, so that both can be read without a cast. */
const rivals = { InSection: 'askedAt', AskedAt: 'section' }
function tsType([name, { parts, keys }]) {
  if (aliases.has(name)) return `${comment(name)}export type ${name} = ${tsKind(aliases.get(name))}`
  const own = [...keys].map(
    ([key, kind]) =>
      `${/^\w+$/.test(key) ? key : `'${key}'`}${shapes.get(name).keys.get(key).optional ? '?' : ''}: ${tsKind(kind)}`,
  )
  if (rivals[name]) own.push(`${rivals[name]}?: never`)
  if (name === 'Parcours') own.push('/** Kept as it is, and read by nobody here. */\n[x: `x-${string}`]: unknown')
  const body = `{ ${own.join('\n')} }`
  if (!parts.length) return `${comment(name)}export interface ${name} ${body}`
  return `${comment(name)}export type ${name} = ${[...(own.length ? [body] : []), ...parts.map((part) => `(${tsKind(part)})`)].join(' & ')}`
}
const types = `// Generated from shape.ts by \`npm run generate\`: do not edit.

/** A stable slug, kebab-case, never a label. */
export type Id = string
/** "dgfip/declarer-changement": the same thing in every parcours (merging, shared status). */
export type Key = string
/** French source; Markdown subset; placeholders {date:anchorId} {answer:id} {param:id} {each} {list}. */
export type Text = string
/** 2026-05-21 */
export type PlainDate = string
/** --05-21 */
export type MonthDay = string
/** P1Y2M10D, never negative. A rendez-vous lasts PT45M. */
export type Duration = string

${[...written].map(tsType).join('\n\n')}
`

// ---- JSON Schema

const plainSchemas = {
  string: { type: 'string', minLength: 1 },
  text: { type: 'string', minLength: 1 },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  null: { type: 'null' },
  any: {},
  count: { type: 'integer', minimum: 1, maximum: 1000 },
}
const plainTitles = {
  id: 'nom court, en minuscules sans accent : demander-asf',
  key: 'nom partagé : cpam/rattacher-enfant',
  text: 'texte français',
  string: 'texte',
  date: 'date : 2026-05-21',
  monthDay: 'jour de l’année : --05-21',
  duration: 'durée : P1Y2M10D (1 an, 2 mois, 10 jours), P2W (2 semaines)',
  interval: 'durée, au moins un jour : P3M',
  length: 'durée en heures et minutes : PT45M',
  number: 'nombre',
  boolean: 'true ou false',
  null: 'null : pas connu',
  any: 'toute valeur',
  count: 'nombre entier, de 1 à 1000',
  url: 'adresse https:, mailto: ou tel:',
  phone: 'numéro de téléphone',
  version: 'version : 2.0.0',
  format: `version du format : ${FORMAT_VERSION}`,
  address: 'adresse : questions.statut.options.marie',
  language: 'langue : en, es, ar, fr-x-falc',
  hash: 'empreinte : 8 chiffres hexadécimaux',
}
const extension = { '^x-': {} }

function jsonSchema(root, id, title) {
  const defs = {}
  const define = (name, make) => {
    if (!(name in defs)) {
      defs[name] = {}
      defs[name] = make()
    }
    return { $ref: `#/$defs/${name}` }
  }
  const plain = (name) =>
    define(name, () => ({
      title: plainTitles[name],
      ...(plainSchemas[name] ?? {
        type: 'string',
        pattern: `^(?:${PATTERNS[name]})$`,
        ...(name === 'date' && { format: 'date' }),
      }),
    }))
  function kind(source) {
    const [inner, suffix] = split(source)
    if (suffix === '{}')
      return { type: 'object', propertyNames: { pattern: `^${DICTIONARY_KEY}$` }, additionalProperties: kind(inner) }
    if (suffix) return { type: 'array', ...(suffix === '+' && { minItems: 1 }), items: kind(inner) }
    const all = source.split('|').map((part) => {
      const [name] = part.split(':')
      if (name[0] === '(') return { enum: fixed(name) }
      if (name[0] === '@') return plain('id')
      if (aliases.has(name)) return define(name, () => ({ title: about(name), ...kind(aliases.get(name)) }))
      return shapes.has(name) ? define(name, () => closed(name)) : plain(name)
    })
    return all.length > 1 ? { anyOf: all } : all[0]
  }
  /** The shapes that an `&` may bring, aliases opened. */
  const names = (source) =>
    source.split('|').flatMap((part) => (aliases.has(part) ? names(aliases.get(part)) : [part.split(':')[0]]))
  /** What the values of one key tell apart: all of them, for an editor, which else proposes those that ask for nothing more. */
  function tagged(alternatives) {
    const [tag, ...others] = new Set(alternatives.map((other) => shapes.get(other).tag))
    const sources = alternatives.map((other) => written.get(other).keys.get(tag))
    if (others.length || !sources.every((source) => source?.startsWith('('))) return {}
    const description = alternatives.map((other) => about(other, tag)).join(' ')
    return {
      properties: { [tag]: { description, enum: sources.flatMap((source) => source.split('|').flatMap(fixed)) } },
    }
  }
  function open(name) {
    const { keys, parts } = written.get(name)
    const { need } = shapes.get(name)
    const properties = Object.fromEntries(
      [...keys].map(([key, source]) => [key, { description: about(name, key), ...kind(source) }]),
    )
    const allOf = parts.map((part) => {
      const alternatives = names(part)
      if (alternatives.length === 1) return open(alternatives[0])
      const tags = alternatives.map((other) => shapes.get(other).tag)
      return {
        ...tagged(alternatives),
        oneOf: alternatives.map((other) => ({
          ...open(other),
          ...(!shapes.get(other).tag && { not: { anyOf: tags.filter(Boolean).map((tag) => ({ required: [tag] })) } }),
        })),
      }
    })
    return {
      description: about(name),
      type: 'object',
      ...(keys.size && { properties }),
      ...(need.length && { required: need }),
      ...(allOf.length && { allOf }),
    }
  }
  const closed = (name) => ({
    ...open(name),
    patternProperties: extension,
    ...(written.get(name).parts.length ? { unevaluatedProperties: false } : { additionalProperties: false }),
  })
  const { description, ...schema } = closed(root)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://parcours.example/schema/1/${id}.json`,
    title,
    description,
    ...schema,
    $defs: Object.fromEntries(Object.entries(defs).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

// ---- docs/format.md

const blockTitles = { each: 'une question du groupe', within: 'une précision de la même démarche' }
const frNames = {
  Safety: 'protections',
  Validity: 'période',
  Source: 'source',
  Param: 'réglage',
  Role: 'rôle',
  Organisme: 'organisme',
  RoleCase: 'cas',
  Link: 'lien',
  Named: 'partie, moment ou thème',
  Question: 'question',
  Field: 'question',
  Unsure: '« je ne sais pas »',
  Option: 'réponse proposée',
  Fact: 'fait',
  Condition: 'condition',
  Num: 'nombre',
  DateExpr: 'date',
  DateCase: 'cas',
  Step: 'pas',
  Unit: 'période du calendrier',
  Anchor: 'date repère',
  AnchorRef: 'date repère',
  OfAnswer: 'réponse',
  OfEach: 'réponse d’un membre',
  Table: 'tableau',
  TableRef: 'valeur d’un tableau',
  ParamRef: 'réglage',
  Row: 'ligne',
  Demarche: 'démarche',
  Detail: 'précision',
  About: 'de qui l’on parle',
  Timing: 'quand',
  TimingKind: 'd’où vient la date',
  Repeat: 'répétition',
  Times: 'nombre de fois',
  Late: 'après la date',
  Announced: 'délai annoncé',
  Channel: 'façon de faire',
  Jalon: 'jalon',
  Span: 'fourchette',
  Piece: 'pièce',
  RendezVous: 'rendez-vous',
  Alert: 'alerte',
  Exit: 'sortie',
  Handover: 'passage',
  End: 'fin',
  Extend: 'prolongation',
  Migration: 'migration',
  Audience: 'à qui',
  Provided: 'accès à une offre',
  Additions: 'ajouts',
  Translation: 'traduction',
}
function frKind(source) {
  const [inner, suffix] = split(source)
  if (suffix === '{}') return `un dictionnaire : nom → ${frKind(inner)}`
  if (suffix) return `une liste${suffix === '+' ? ' non vide' : ''} : ${frKind(inner)}`
  return source
    .split('|')
    .map((part) => {
      const [name, want] = part.split(':')
      if (name[0] === '(')
        return fixed(name)
          .map((v) => `\`${v}\``)
          .join(', ')
      if (name[0] === '@') {
        const blocks = name.slice(1).split(',')
        return (
          blockTitles[blocks[0]] ??
          `un nom de ${blocks.map((block) => `\`${block}\``).join(' ou ')}${want === 'group' ? ' (un groupe)' : want === 'date' ? ' (de type date)' : ''}`
        )
      }
      if (aliases.has(name) || shapes.has(name)) return `[${frNames[name]}](#${name.toLowerCase()})`
      return plainTitles[name]
    })
    .join(' ; ou ')
    .replace(/\|/g, '\\|')
}
function keysTable(names) {
  const anchors = names.map((name) => `<a id="${name.toLowerCase()}"></a>`).join('')
  const tags = names.map((name) => shapes.get(name).tag)
  const distinct = tags.every(Boolean) && new Set(tags).size === names.length
  const body = distinct
    ? tagTable(names)
    : names.length > 1
      ? names.map((name) => `${about(name)}\n\n${tableOf([name])}`).join('\n\n')
      : tableOf(names)
  return `${anchors}\n\n${body}\n`
}
/** Types told apart by one key each, in one table. */
function tagTable(names) {
  const rows = names.flatMap((name) => {
    const { tag, keys } = shapes.get(name)
    return [...written.get(name).keys].map(([key, source]) =>
      key === tag
        ? `| \`${key}\` | ${frKind(source)} | ${about(name)}${about(name, key).length > 24 ? ` ${about(name, key)}` : ''} |`
        : `| avec \`${tag}\`, ${keys.get(key).optional ? 'au besoin' : 'toujours'} : \`${key}\` | ${frKind(source)} | ${about(name, key)} |`,
    )
  })
  return ['| Clé | Valeur | Ce qu’elle veut dire |', '| --- | --- | --- |', ...rows].join('\n')
}
function tableOf(names) {
  const rows = names.flatMap((name) =>
    [...written.get(name).keys].map(
      ([key, source]) =>
        `| \`${key}\` | ${shapes.get(name).keys.get(key).optional ? '' : 'oui'} | ${frKind(source)} | ${about(name, key)} |`,
    ),
  )
  return ['| Clé | Obligatoire | Valeur | Ce qu’elle veut dire |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
const examples = 'examples/'
const { resolve } = await load(`export * from './addresses.ts'`)
/** Fills what stands between `<!-- clés:Type -->`, `<!-- exemple: address -->`, `<!-- faute: address=value -->` and `<!-- fin -->`. */
async function fill(text) {
  const parts = text.split(/(<!-- (?:clés:|exemple: |faute: ).*? -->\n)[^]*?(?=<!-- fin -->)/)
  for (let i = 1; i < parts.length; i += 2) {
    const [, what, arg] = /<!-- (clés|exemple|faute): ?(.*?) -->/.exec(parts[i])
    parts[i] += what === 'clés' ? keysTable(arg.split(',')) : what === 'exemple' ? await example(arg) : await fault(arg)
  }
  const filled = parts.join('')
  const ids = new Set([...filled.matchAll(/<a id="(.*?)">/g)].map(([, id]) => id))
  for (const [, id] of filled.matchAll(/\| .*?\]\(#(.*?)\)/g))
    if (!ids.has(id)) throw new Error(`docs/format.md: nothing is called #${id}`)
  return filled
}
const fence = (text, language) => `\n\`\`\`${language}\n${text.trim()}\n\`\`\`\n\n`
async function example(arg) {
  const [name, address] = arg.includes('#') ? arg.split('#') : ['example.json', arg]
  const root = JSON.parse(read(examples + name))
  const value = address ? resolve(root, address) : root
  if (value === undefined) throw new Error(`docs/format.md: ${name} has nothing at ${address}`)
  return fence(await format(JSON.stringify(value), { parser: 'json', printWidth: 110 }), 'json')
}
/** What an author reads when one value of the example is wrong. */
async function fault(arg) {
  const [address, value] = arg.split('=')
  const { validate } = await load(`export * from './validate.ts'`)
  const steps = address.split('.')
  // In the text of the file itself, so that lines and columns are those that an author would see.
  const text = read(`${examples}example.json`)
  const held = JSON.stringify(resolve(JSON.parse(text), address))
  const id = `"id": ${JSON.stringify(steps[1])}`
  const block = text.indexOf(id, text.indexOf(`"${steps[0]}"`))
  const at = text.indexOf(held, block + id.length)
  const broken = text.slice(0, at) + JSON.stringify(value) + text.slice(at + held.length)
  const lines = validate(broken).faults.map(
    ({ line, column, pointer, message }) => `example.json:${line}:${column}  ${pointer}\n    ${message}`,
  )
  if (!lines.length) throw new Error(`docs/format.md: ${arg} is no fault`)
  return fence(lines.join('\n'), 'text')
}

const doc = '../../docs/format.md'
const json = (value) => JSON.stringify(value, null, 2)
const files = {
  'src/types.ts': types,
  'parcours.schema.json': json(jsonSchema('Parcours', 'parcours', 'Parcours')),
  'overlay.schema.json': json(jsonSchema('Overlay', 'overlay', 'Réglage local d’un parcours')),
  'locale.schema.json': json(jsonSchema('Locale', 'locale', 'Traduction d’un parcours')),
}
for (const name of Object.keys(files)) {
  const config = await resolveConfig(here(name))
  files[name] = await format(files[name], { ...config, filepath: here(name) })
}
if (existsSync(here(doc))) files[doc] = await fill(read(doc))

const stale = Object.keys(files).filter((name) => !existsSync(here(name)) || read(name) !== files[name])
if (!process.argv.includes('--check')) for (const name of stale) writeFileSync(here(name), files[name])
else if (stale.length) {
  console.error(`Not up to date: ${stale.join(', ')}. Run: npm run generate`)
  process.exitCode = 1
}

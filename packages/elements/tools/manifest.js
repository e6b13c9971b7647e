/**
 * The custom-elements manifest: what the analyzer reads in our JSDoc, with types as the checker resolves them (the analyzer gives them as
 * they are written: `Settings['layout']` says nothing in an editor), the class of each event, and every colour of the token set.
 * Only what a host may use is in it: a difference in custom-elements.json is a change of the public API.
 */
import { create, ts as analyzerTs } from '@custom-elements-manifest/analyzer'
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js'
import { build } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The folder of @parcours/elements, with a slash at its end. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url))
const root = packageRoot
const read = (file) => readFileSync(root + file, 'utf8')

/** In the order in which they are registered. */
const ELEMENTS = [...read('src/define.ts').matchAll(/'\.\/([\w-]+)\/define\.js'/g)].map(([, name]) => name)
const FILES = [
  'src/core/element.ts',
  ...ELEMENTS.map((name) => `src/${name}/${name}.ts`),
  ...readdirSync(`${root}src/events`).map((file) => `src/events/${file}`),
]
const built = (file) => file.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js')

/** What each colour is for. */
const COLOR_ROLES = {
  ink: 'Text.',
  quiet: 'Secondary text.',
  paper: 'Background of cards and fields.',
  ground: 'Background of notes and of the page behind cards.',
  line: 'Separations.',
  edge: 'Borders of fields and of what can be pressed.',
  primary: 'Buttons, links, what is chosen.',
  'on-primary': 'Text on `primary`.',
  soft: 'Background of what is chosen or pointed at.',
  accent: 'What matters now: today, the next step.',
  'accent-soft': 'Background of what matters now.',
  positive: 'Done, in text and marks.',
  'positive-soft': 'Background of what is done.',
  caution: 'To watch: a near deadline, a warning.',
  'caution-soft': 'Background of a warning.',
  danger: 'Errors, urgency, what erases.',
  'danger-soft': 'Background of an error.',
  focus: 'Outline of what has the focus.',
}

async function colors() {
  const { outputFiles } = await build({
    entryPoints: [`${root}src/core/styles.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    logLevel: 'error',
  })
  const { COLORS } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
  return Object.entries(COLORS).flatMap(([name, sides]) => {
    if (!COLOR_ROLES[name]) throw new Error(`tools/manifest.js: the colour ${name} is not described`)
    return sides.map((value, dark) => ({
      name: `--parcours-${dark ? 'dark-' : ''}color-${name}`,
      description: COLOR_ROLES[name] + (dark ? ' With `tone="dark"`, or `auto` on a dark device.' : ''),
      default: value,
      syntax: '<color>',
    }))
  })
}

/** The public properties of each class, as the checker knows them. */
function checked() {
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const program = ts.createProgram(
    FILES.map((file) => root + file),
    { ...options, composite: false, incremental: false, noEmit: true },
  )
  const checker = program.getTypeChecker()
  const classes = new Map()
  for (const file of FILES)
    ts.forEachChild(program.getSourceFile(root + file), (node) => {
      if (ts.isClassDeclaration(node) && node.name)
        classes.set(node.name.text, {
          type: checker.getTypeAtLocation(node),
          constructor: checker.getTypeOfSymbol(checker.getSymbolAtLocation(node.name)),
          tags: Object.fromEntries(
            ts.getJSDocTags(node).map(({ tagName, comment }) => [tagName.text, ts.getTextOfJSDocComment(comment)]),
          ),
        })
    })
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType
  const own = (owner, name) => {
    const symbol = owner.getProperty(name)
    return symbol && checker.getTypeOfSymbol(symbol)
  }
  const text = (type) => checker.typeToString(type, undefined, flags)
  // The checker's own order of a union follows what it met first, anywhere.
  const either = (types) => types.map(text).sort().join(' | ')
  return {
    /** Text of a property's type, without `undefined`: its literals when it takes a few, its name otherwise. */
    property: (className, name) => {
      const whole = own(classes.get(className).type, name)
      if (whole.flags & ts.TypeFlags.Unknown) return 'unknown'
      const type = checker.getNonNullableType(whole)
      return type.isUnion() && type.types.every((part) => part.isStringLiteral()) ? either(type.types) : text(type)
    },
    /** What an event's `detail` holds, key by key. */
    detail: (className) => {
      const detail = own(classes.get(className).type, 'detail')
      const keys = detail
        .getProperties()
        .map((key) => {
          const type = checker.getTypeOfSymbol(key)
          const parts = type.isUnion() ? type.types : [type]
          return `${key.name}: ${type.flags & ts.TypeFlags.Boolean ? 'boolean' : either(parts)}`
        })
        .join('; ')
      return `{ ${keys} }`
    },
    status: (className) => classes.get(className).tags.status,
    /** `static readonly type` of an event's class. */
    eventName: (className) => own(classes.get(className).constructor, 'type')?.value,
  }
}

/**
 * @returns {Promise<object>} the manifest, schema 1.0.0 of custom-elements-manifest
 * @throws {Error} naming all that has no description or an unknown event
 */
export async function manifest() {
  const modules = FILES.map((file) =>
    analyzerTs.createSourceFile(file, read(file), analyzerTs.ScriptTarget.ES2022, true),
  )
  const { modules: found } = create({ modules, plugins: litPlugin(), context: { dev: false } })
  const types = checked()
  const wrong = []

  const eventClasses = new Map(
    found
      .filter(({ path }) => path.startsWith('src/events/'))
      .flatMap(({ declarations }) => declarations)
      .filter(({ kind }) => kind === 'class')
      .map(({ name }) => [types.eventName(name), name]),
  )
  const tokens = await colors()

  const out = []
  for (const { kind, path, declarations } of found) {
    const classes = declarations.filter((one) => one.kind === 'class').map((one) => tidy(one, path))
    out.push({
      kind,
      path: built(path),
      declarations: classes,
      exports: classes.map(({ name }) => ({
        kind: 'js',
        name,
        declaration: { name, module: built(path) },
      })),
    })
  }
  for (const name of ELEMENTS) {
    const path = `src/${name}/${name}.ts`
    const declared = out.find((one) => one.path === built(path)).declarations.find(({ tagName }) => tagName)
    out.push({
      kind: 'javascript-module',
      path: built(`src/${name}/define.ts`),
      declarations: [],
      exports: [
        {
          kind: 'custom-element-definition',
          name: declared.tagName,
          declaration: { name: declared.name, module: built(path) },
        },
      ],
    })
  }
  if (wrong.length) throw new Error(`The manifest is not complete:\n${wrong.join('\n')}`)
  return { schemaVersion: '1.0.0', readme: '', modules: out }

  function tidy(one, path) {
    const tagName = path.match(/^src\/([\w-]+)\/\1\.ts$/)?.[1]
    const described = (list, what) => {
      for (const { name, description } of list)
        if (!description) wrong.push(`${path}: ${what} « ${name} » of ${one.name} is not described`)
      return list
    }
    const isPublic = ({ privacy = 'public', static: isStatic, name }) =>
      privacy === 'public' && !isStatic && !name.startsWith('_')
    const typed = (item, field) => ({
      ...item,
      type: { text: types.property(one.name, field) },
    })
    const members = (one.members ?? []).filter(isPublic).map((member) => {
      if (member.kind !== 'field') return member
      const { default: value, ...rest } = typed(member, member.name)
      return value === undefined ? rest : { ...rest, default: defaultOf(path, value) }
    })
    const attributes = (one.attributes ?? [])
      .filter(isPublic)
      .map((attribute) => {
        const { fieldName } = attribute
        if (!fieldName) return { ...attribute, type: attribute.type ?? { text: 'string' } }
        const member = members.find(({ name }) => name === fieldName)
        return {
          ...typed(attribute, fieldName),
          ...(attribute.description || !member?.description ? {} : { description: member.description }),
          ...(member?.default === undefined ? {} : { default: member.default }),
        }
      })
      .sort((a, b) => Number(!a.fieldName) - Number(!b.fieldName))
    if (tagName)
      for (const tag of ['summary', 'status'])
        if (!(tag === 'summary' ? one.summary : types.status(one.name)))
          wrong.push(`${path}: ${one.name} has no @${tag}`)
    const tag = tagName && `parcours-${tagName}`
    const isEvent = path.startsWith('src/events/')
    const { summary, description, superclass, slots, cssParts, cssProperties } = one
    const status = types.status(one.name)
    // The analyzer also sees what is dispatched by its class, without a name; what is written in the JSDoc says more.
    const events = one.events?.filter(({ name }) => name)
    const ownProperties = cssProperties ?? []
    return {
      kind: 'class',
      name: one.name,
      description: description || summary || '',
      ...(summary ? { summary } : {}),
      ...(status ? { status } : {}),
      superclass:
        superclass.name === 'Event'
          ? { name: 'Event', package: 'global:' }
          : superclass.module
            ? { ...superclass, module: built(superclass.module.replace(/^\//, '').replace(/\.js$/, '.ts')) }
            : superclass,
      ...(tag ? { tagName: tag, customElement: true } : {}),
      members: isEvent
        ? [{ kind: 'field', name: 'detail', readonly: true, type: { text: types.detail(one.name) } }]
        : described(members, 'member').map(inherited),
      ...(isEvent ? {} : { attributes: described(attributes, 'attribute').map(inherited) }),
      ...(slots ? { slots } : {}),
      ...(events
        ? { events: described(events, 'event').map((event) => ({ ...event, type: { text: classOf(event) } })) }
        : {}),
      ...(cssParts ? { cssParts: described(cssParts, 'part') } : {}),
      ...(tagName === 'usager'
        ? {
            cssProperties: [
              ...described(ownProperties, 'property').filter(
                ({ name }) => !tokens.some((token) => token.name === name),
              ),
              ...tokens,
            ],
          }
        : ownProperties.length
          ? { cssProperties: described(ownProperties, 'property') }
          : {}),
    }
    function classOf({ name }) {
      const known = eventClasses.get(name)
      if (!known) wrong.push(`${path}: ${name} is no event of src/events`)
      return known
    }
  }
  function inherited(item) {
    const from = item.inheritedFrom
    return from ? { ...item, inheritedFrom: { ...from, module: built(from.module) } } : item
  }
}

/** A default that is a constant of its file, or of one that it imports from, is given by what the constant says. */
function defaultOf(path, value) {
  if (!/^[A-Z_]+$/.test(value)) return value
  const text = read(path)
  const [, from] = text.match(new RegExp(`import \\{[^}]*\\b${value}\\b[^}]*\\} from '([^']+)\\.js'`)) ?? []
  const found = (from ? read(join(dirname(path), `${from}.ts`)) : text).match(new RegExp(`const ${value} = (.+)`))
  if (!found) throw new Error(`${path}: ${value} is no constant of this file, nor of one that it imports from`)
  return found[1]
}

export const elementsOf = ({ modules }) =>
  modules.flatMap(({ declarations }) => declarations).filter(({ customElement }) => customElement)

/** `'steps' | 'none'` → steps, none; anything else takes what it takes. */
export const valuesOf = ({ text }) =>
  /^'[^']*'( \| '[^']*')*$/.test(text) ? text.split(' | ').map((value) => value.slice(1, -1)) : []

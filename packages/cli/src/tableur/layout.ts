import { kind, shapes, type Kind, type Shape, type TypeRef } from '@parcours/schema'
import { headerOf, parentHeader, sheetName } from './labels.js'

/** How a cell says a value. `words`: a condition, a date or a number in words, else JSON. `json`: JSON. */
export type How = 'text' | 'date' | 'number' | 'boolean' | 'list' | 'words' | 'json'

export interface Column {
  /** The way to the value in the element: ['timing', 'due']. */
  readonly keys: readonly string[]
  readonly header: string
  readonly how: How
  /** Plain kinds of the format that may stand here: 'id', 'text', 'number'… In a list: those of its elements. */
  readonly plain: ReadonlySet<string>
  /** An empty cell says `null`, or an empty list: the key is always there. */
  readonly empty?: null | []
}
/** One list of the parcours, or what is not in a list. */
export interface Sheet {
  readonly name: string
  /** 'questions.options'; '' for the parcours itself. */
  readonly path: string
  readonly key: string
  readonly parent?: Sheet
  readonly parentHeader?: string
  /** The list is always there, empty or not. */
  readonly required: boolean
  readonly columns: readonly Column[]
  readonly children: readonly Sheet[]
  /** Keys of an element in the order of the format. */
  readonly order: readonly string[]
  /** Its only element stands upright: one key a row. */
  readonly upright: boolean
  /** Names of the types that its rows may be. */
  readonly types: readonly string[]
}

/** What the types a kind is made of name. */
function* shapesIn(kind: Kind): Generator<Shape> {
  if (kind.of) yield* shapesIn(kind.of)
  for (const { shape } of kind.types) yield shape
}
function* below(shape: Shape): Generator<Shape> {
  for (const { kind } of shape.keys.values()) yield* shapesIn(kind)
  for (const part of shape.mix.flat()) yield part.shape
}
/** Whether such a thing may hold another of its own: a condition, a date. Those are said in one cell. */
function recursive(shape: Shape): boolean {
  const seen = new Set<Shape>()
  const walk = (of: Shape): boolean => {
    for (const next of below(of)) {
      if (next === shape) return true
      if (seen.has(next)) continue
      seen.add(next)
      if (walk(next)) return true
    }
    return false
  }
  return walk(shape)
}

interface Key {
  readonly kinds: Kind[]
  optional: boolean
}
/** Every key that one of these types may have, in the order of the format. */
function keysOf(types: readonly TypeRef[]): Map<string, Key> {
  const keys = new Map<string, Key>()
  const seen = new Set<Shape>()
  const visit = ({ shape }: TypeRef, alone: boolean): void => {
    if (seen.has(shape)) return
    seen.add(shape)
    for (const [key, entry] of shape.keys) {
      const known = keys.get(key)
      if (!known) keys.set(key, { kinds: [entry.kind], optional: entry.optional || !alone })
      else if (!known.kinds.includes(entry.kind)) known.kinds.push(entry.kind)
    }
    for (const part of shape.mix) for (const type of part) visit(type, alone && part.length === 1)
  }
  for (const type of types) visit(type, types.length === 1)
  return keys
}

const isList = (kind: Kind): boolean => kind.many === '[]' || kind.many === '+'
/** A list whose elements are rows of their own sheet. */
const isRows = ({ kinds }: Key): boolean =>
  kinds.every(
    (kind) =>
      isList(kind) &&
      kind.of!.types.length > 0 &&
      !kind.of!.plain.length &&
      !kind.of!.types.some((t) => recursive(t.shape)),
  )
/** An object whose keys are columns beside the others. */
const isFlat = ({ kinds }: Key): boolean =>
  kinds.length === 1 &&
  !kinds[0]!.many &&
  kinds[0]!.types.length === 1 &&
  !kinds[0]!.plain.length &&
  !kinds[0]!.values.length &&
  !recursive(kinds[0]!.types[0]!.shape)

function howOf(kinds: readonly Kind[]): How {
  const hows = new Set(kinds.map(howOfOne))
  return hows.size === 1 ? [...hows][0]! : 'words'
}
function howOfOne(kind: Kind): How {
  if (kind.many === '{}') return 'json'
  if (isList(kind)) return kind.of!.types.length || kind.of!.many ? 'words' : 'list'
  const all = [...kind.plain, ...kind.values.map((value) => typeof value)]
  const only = (...names: string[]): boolean => !kind.types.length && all.every((name) => names.includes(name))
  if (only('number', 'count')) return 'number'
  if (only('boolean')) return 'boolean'
  if (only('date', 'null')) return 'date'
  if (kind.types.length || kind.plain.includes('number')) return 'words'
  return 'text'
}

function columnOf(path: string, keys: readonly string[], { kinds, optional }: Key): Column {
  const how = howOf(kinds)
  const leaves = kinds.map((kind) => (how === 'list' ? kind.of! : kind))
  const plain = new Set(leaves.flatMap((kind) => [...kind.plain, ...kind.values.map((value) => typeof value)]))
  // What Num or DateExpr name stands one step further, and is none of ours.
  return {
    keys,
    header: headerOf(path, keys),
    how,
    plain,
    ...(!optional && plain.has('null') && { empty: null }),
    ...(!optional && how === 'list' && kinds.every(({ many }) => many === '[]') && { empty: [] as [] }),
  }
}

function sheetOf(path: string, key: string, types: readonly TypeRef[], required: boolean, parent?: Sheet): Sheet {
  const columns: Column[] = []
  const children: Sheet[] = []
  const sheet: Sheet = {
    name: sheetName(path),
    path,
    key,
    required,
    columns,
    children,
    order: [...keysOf(types).keys()],
    upright: path === '',
    types: types.map(({ shape }) => shape.name),
    ...(parent && parent.path !== '' && { parent, parentHeader: parentHeader(path) }),
  }
  const add = (prefix: readonly string[], among: readonly TypeRef[], inside: boolean): void => {
    const entries = keysOf(among)
    const id = entries.get('id')
    // An element is looked for by its short name: first on its row.
    for (const [key, entry] of id ? new Map([['id', id], ...entries]) : entries) {
      const keys = [...prefix, key]
      const whole = inside ? { ...entry, optional: true } : entry
      if (!prefix.length && isRows(entry))
        children.push(
          sheetOf(
            path ? `${path}.${key}` : key,
            key,
            entry.kinds.flatMap(({ of }) => of!.types),
            !entry.optional,
            sheet,
          ),
        )
      else if (isFlat(entry)) add(keys, entry.kinds[0]!.types, true)
      else columns.push(columnOf(path, keys, whole))
    }
  }
  add([], types, false)
  return sheet
}

/** The sheets of a type of the format, each before those of what it holds. Read from the format's own table: a new key is a new column. */
export function layout(type = 'Parcours'): Sheet[] {
  const shape = shapes.get(type)
  if (!shape) throw new Error(`${type} is no type of the format`)
  const all: Sheet[] = []
  const visit = (sheet: Sheet): void => {
    all.push(sheet)
    sheet.children.forEach(visit)
  }
  visit(sheetOf('', '', kind(type).types, true))
  return all
}

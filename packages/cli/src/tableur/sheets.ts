import { isObject, type Json } from '@parcours/schema'
import { isBlank, jsonCell, read, write, type Cell, type Medium } from './cells.js'
import { bare } from './labels.js'
import type { Column, Sheet } from './layout.js'

/** A sheet as a file has it: its rows, the first of which names the columns. */
export interface Grid {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

/** The header of the column for what has no column. */
export const OTHERS = 'Autres clés (JSON)'
/** Headers of a sheet that stands upright. */
export const UPRIGHT = ['Clé', 'Valeur'] as const

const plainObject = (value: unknown): value is Json => isObject(value)
/** Whether its children can name it: a short name, that no other of its list has. */
const nameOf = (element: unknown): string | undefined =>
  plainObject(element) && typeof element['id'] === 'string' && /^[a-z0-9-]+$/.test(element['id'])
    ? element['id']
    : undefined

function put(target: Json, keys: readonly string[], value: unknown): void {
  let node = target
  for (const key of keys.slice(0, -1)) {
    if (!Object.hasOwn(node, key) || !plainObject(node[key])) define(node, key, {})
    node = node[key] as Json
  }
  define(node, keys.at(-1)!, value)
}
/** `__proto__` is a key like another. */
export const define = (node: Json, key: string, value: unknown): void => {
  Object.defineProperty(node, key, { value, writable: true, enumerable: true, configurable: true })
}

/** The column of a key in x-. */
const freeColumn = (keys: readonly string[]): Column => ({
  keys,
  header: keys.join('.'),
  how: 'json',
  plain: new Set(),
})

interface Row {
  readonly parent?: string
  readonly cells: Map<string, Cell>
  readonly others: Json
}

/** Writes what a sheet describes, element by element, and hands the lists inside to their own sheets. */
class Writer {
  readonly rows = new Map<Sheet, Row[]>()
  readonly free = new Map<Sheet, Map<string, Column>>()

  constructor(
    sheets: readonly Sheet[],
    private readonly medium: Medium,
  ) {
    for (const sheet of sheets) {
      this.rows.set(sheet, [])
      this.free.set(sheet, new Map())
    }
  }

  element(sheet: Sheet, element: Json, parent: string | undefined): void {
    const row: Row = { ...(parent !== undefined && { parent }), cells: new Map(), others: {} }
    this.rows.get(sheet)!.push(row)
    const id = nameOf(element)
    const name = [parent, id].filter((part) => part !== undefined).join('.')
    this.#keys(sheet, element, [], row, (child, list) => {
      // An element that cannot be named keeps what it holds in its own row.
      const named = sheet.path === '' || id !== undefined
      if (!named || !list.every(plainObject) || (!list.length && !child.required)) return false
      if (child.children.length) {
        const names = list.map(nameOf)
        if (new Set(names).size !== names.length) return false
      }
      for (const item of list) this.element(child, item, sheet.path === '' ? undefined : name)
      return true
    })
  }

  #keys(
    sheet: Sheet,
    object: Json,
    prefix: readonly string[],
    row: Row,
    rows: (child: Sheet, list: unknown[]) => boolean,
  ): void {
    for (const [key, value] of Object.entries(object)) {
      const keys = [...prefix, key]
      const child = prefix.length ? undefined : sheet.children.find((one) => one.key === key)
      if (child) {
        if (!Array.isArray(value) || !rows(child, value)) put(row.others, keys, value)
        continue
      }
      const inside = sheet.columns.some((one) => one.keys.length > keys.length && startsWith(one.keys, keys))
      if (inside && plainObject(value) && Object.keys(value).length) {
        this.#keys(sheet, value, keys, row, rows)
        continue
      }
      let column = sheet.columns.find((one) => same(one.keys, keys))
      if (!column && /^x-[^\s.]+$/.test(key)) column = freeColumn(keys)
      const cell = column && write(value, column, this.medium)
      if (cell === undefined) put(row.others, keys, value)
      else {
        if (column!.header === keys.join('.') && !sheet.columns.includes(column!))
          this.free.get(sheet)!.set(column!.header, column!)
        row.cells.set(keys.join('.'), cell)
      }
    }
  }
}
const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && startsWith(a, b)
const startsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.every((key, i) => long[i] === key)

/** The sheets of an object. Every list has one, empty or not: that is where a person adds to it. */
export function gridsOf(object: Json, sheets: readonly Sheet[], medium: Medium): Grid[] {
  const writer = new Writer(sheets, medium)
  writer.element(sheets[0]!, object, undefined)
  return sheets.map((sheet) => {
    const rows = writer.rows.get(sheet)!
    const columns = [...sheet.columns, ...writer.free.get(sheet)!.values()]
    const others = rows.some((row) => Object.keys(row.others).length)
    const header = [
      ...(sheet.parentHeader === undefined ? [] : [sheet.parentHeader]),
      ...columns.map((column) => column.header),
      ...(others ? [OTHERS] : []),
    ]
    const lines = rows.map((row): Cell[] => [
      ...(sheet.parentHeader === undefined ? [] : [guard(row.parent!, medium)]),
      ...columns.map((column) => row.cells.get(column.keys.join('.')) ?? null),
      ...(others ? [Object.keys(row.others).length ? jsonCell(row.others) : null] : []),
    ])
    if (!sheet.upright) return { name: sheet.name, rows: [header, ...lines] }
    return {
      name: sheet.name,
      rows: [[...UPRIGHT], ...header.map((name, i): Cell[] => [name, lines[0]![i]!])],
    }
  })
}
/** A short name in the column of parents, which a CSV file must not turn into a number either. */
const PARENT: Column = { keys: [], header: '', how: 'text', plain: new Set(['id']) }
const guard = (name: string, medium: Medium): Cell => write(name, PARENT, medium)!

/** Where something stands in a workbook. Rows and columns from 1, as a spreadsheet counts. */
export interface At {
  readonly sheet: string
  readonly row?: number
  readonly column?: number
  /** The header of that column. */
  readonly header?: string
}
export interface SheetFault {
  readonly at: At
  /** The element that the row describes, and the way in it to what the cell says. */
  readonly element?: Json
  readonly keys?: readonly string[]
  readonly message: string
}

/** One element that was read, where from, and what its sheet could have said of it. */
export interface Origin {
  readonly sheet: Sheet
  readonly name: string
  readonly row: number
  readonly upright: boolean
  /** Columns from 1, by the way to their value: 'timing.due'. */
  readonly columns: ReadonlyMap<string, number>
  readonly headers: readonly string[]
  /** The sheet has a column for other keys. */
  readonly others: boolean
}
export interface ReadSheets {
  readonly object: Json
  readonly faults: SheetFault[]
  readonly origins: Map<Json, Origin>
  /** Those that are there. */
  readonly known: ReadonlySet<Sheet>
  /** Of each element, the keys that are there and could not be read: that they lack is no second fault. */
  readonly unread: ReadonlyMap<Json, readonly (readonly string[])[]>
}

interface Head {
  readonly columns: (Column | 'parent' | 'others' | undefined)[]
  readonly origin: Omit<Origin, 'row'>
}

/** What the headers of a sheet name, with their faults. */
function headOf(
  sheet: Sheet,
  grid: Grid,
  headers: readonly Cell[],
  used: (i: number) => boolean,
  fault: (i: number, message: string) => void,
  nearest: (word: string, candidates: readonly string[]) => string | undefined,
): Head {
  const known = new Map<string, Column | 'parent' | 'others'>()
  // What a header says comes before what a key is called: « parcours » is both.
  for (const column of sheet.columns)
    if (!known.has(bare(column.keys.join('.')))) known.set(bare(column.keys.join('.')), column)
  for (const column of sheet.columns) known.set(bare(column.header), column)
  if (sheet.parentHeader !== undefined) known.set(bare(sheet.parentHeader), 'parent')
  known.set(bare(OTHERS), 'others')
  const titles = [
    ...(sheet.parentHeader === undefined ? [] : [sheet.parentHeader]),
    ...sheet.columns.map(({ header }) => header),
  ]
  const columns: Head['columns'] = []
  const places = new Map<string, number>()
  headers.forEach((cell, i) => {
    columns.push(undefined)
    if (isBlank(cell)) {
      if (used(i))
        fault(i, 'Cette colonne a des cellules, et pas de titre. Donnez-lui un des titres de la feuille, ou videz-la.')
      return
    }
    const header = String(cell as string).trim()
    const free = /(?:^|\.)x-[^\s.]+$/.test(header)
    const column = known.get(bare(header)) ?? (free ? freeColumn(header.split('.')) : undefined)
    if (column === undefined) {
      const close = nearest(header, titles)
      fault(
        i,
        `La colonne « ${header} » n’est pas connue dans cette feuille.${close === undefined ? ` Possibles : ${titles.join(', ')}.` : ` Vouliez-vous dire « ${close} » ?`} Une colonne à vous a un titre qui commence par « x- ».`,
      )
      return
    }
    const name = typeof column === 'string' ? column : column.keys.join('.')
    if (places.has(name)) {
      fault(i, `La colonne « ${header} » est là deux fois. Retirez-en une.`)
      return
    }
    places.set(name, i + 1)
    columns[i] = column
  })
  return {
    columns,
    origin: {
      sheet,
      name: grid.name,
      upright: sheet.upright,
      columns: places,
      headers: headers.map((cell) => (isBlank(cell) ? '' : String(cell as string))),
      others: places.has('others'),
    },
  }
}

/** Columns of an upright sheet, as if it lay like the others. */
function laid(grid: Grid): Cell[][] {
  const rows = grid.rows.slice(1)
  return [rows.map((row) => row[0] ?? null), rows.map((row) => row[1] ?? null)]
}

/**
 * The object that sheets describe. Grids are found by name, columns by header; empty rows and columns are passed over. Goes on past every
 * fault.
 */
export function objectOf(
  grids: readonly Grid[],
  sheets: readonly Sheet[],
  nearest: (word: string, candidates: readonly string[]) => string | undefined,
): ReadSheets {
  const faults: SheetFault[] = []
  const origins = new Map<Json, Origin>()
  const known = new Set<Sheet>()
  const unread = new Map<Json, (readonly string[])[]>()
  const object: Json = {}
  /** Elements of each sheet by the path of their names. */
  const elements = new Map<Sheet, Map<string, Json>>(sheets.map((sheet) => [sheet, new Map()]))
  elements.get(sheets[0]!)!.set('', object)
  for (const sheet of sheets) {
    const grid = grids.find(({ name }) => bare(name) === bare(sheet.name))
    if (!grid) continue
    known.add(sheet)
    const rows = sheet.upright ? laid(grid) : grid.rows
    const place = (row: number, i?: number): At => {
      const title = rows[0]?.[i ?? -1]
      return {
        sheet: grid.name,
        row: sheet.upright ? (i ?? -1) + 2 : row + 1,
        ...(i !== undefined && { column: sheet.upright ? (row ? 2 : 1) : i + 1 }),
        ...(i !== undefined && !isBlank(title) && { header: String(title as string) }),
      }
    }
    const width = Math.max(0, ...rows.map((row) => row.length))
    const headers = Array.from({ length: width }, (_, i) => rows[0]?.[i] ?? null)
    const head = headOf(
      sheet,
      grid,
      headers,
      (i) => rows.slice(1).some((row) => !isBlank(row[i])),
      (i, message) => faults.push({ at: place(0, i), message }),
      nearest,
    )
    const parentAt = head.columns.indexOf('parent')
    if (sheet.parent && parentAt < 0 && rows.slice(1).some((row) => row.some((cell) => !isBlank(cell)))) {
      faults.push({
        at: place(0, 0),
        message: `Il manque la colonne « ${sheet.parentHeader} », qui dit à quoi chaque ligne appartient.`,
      })
      continue
    }
    rows.forEach((row, n) => {
      if (!n || (!sheet.upright && row.every(isBlank))) return
      let parent: Json | undefined = object
      let name = ''
      if (sheet.parent) {
        const cell = row[parentAt]
        const among = elements.get(sheet.parent)!
        try {
          name = isBlank(cell) ? '' : String(read(cell, PARENT))
          parent = among.get(name)
          if (!parent) {
            const close = name && nearest(name, [...among.keys()])
            const says = name
              ? `« ${name} » ne désigne rien dans la feuille « ${sheet.parent.name} ».${close ? ` Vouliez-vous dire « ${close} » ?` : ' Écrivez-y le nom court d’une de ses lignes.'}`
              : `Il manque ici le nom court d’une ligne de la feuille « ${sheet.parent.name} ».`
            faults.push({ at: place(n, parentAt), message: says })
          }
        } catch (error) {
          parent = undefined
          faults.push({ at: place(n, parentAt), message: (error as Error).message })
        }
      }
      const element = sheet.upright ? object : {}
      origins.set(element, { ...head.origin, row: n + 1 })
      const others = head.columns.indexOf('others')
      const cells = [others, ...head.columns.keys()].filter((i, at) => i >= 0 && (at === 0 || i !== others))
      for (const i of cells) {
        const column = head.columns[i]
        const cell = row[i]
        if (column === undefined || column === 'parent') continue
        try {
          if (column === 'others') {
            const extra = isBlank(cell) ? {} : read(cell, OTHER)
            if (!plainObject(extra))
              throw new Error('Il faut ici un objet JSON, entre accolades : { "clé": "valeur" }.')
            for (const [key, value] of Object.entries(extra)) define(element, key, value)
          } else if (!isBlank(cell)) put(element, column.keys, read(cell, column))
          else if (column.empty !== undefined && (!sheet.upright || head.origin.columns.has(column.keys.join('.'))))
            put(element, column.keys, Array.isArray(column.empty) ? [] : column.empty)
        } catch (error) {
          faults.push({
            at: place(n, i),
            element,
            keys: typeof column === 'string' ? [] : column.keys,
            message: (error as Error).message,
          })
          unread.set(element, [...(unread.get(element) ?? []), ...(typeof column === 'string' ? [] : [column.keys])])
        }
      }
      if (!parent) return
      if (!sheet.upright) {
        const list = parent[sheet.key]
        if (Array.isArray(list) && origins.has(list[0] as Json)) list.push(element)
        else define(parent, sheet.key, [element])
      }
      const id = element['id']
      if (typeof id === 'string' && sheet.path !== '') {
        const path = name ? `${name}.${id}` : id
        if (!elements.get(sheet)!.has(path)) elements.get(sheet)!.set(path, element)
      }
    })
    if (sheet.required && sheet.path !== '')
      for (const parent of sheet.parent ? elements.get(sheet.parent)!.values() : [object])
        if (parent[sheet.key] === undefined) define(parent, sheet.key, [])
  }
  for (const [element, { sheet }] of origins) arrange(element, [...sheet.order])
  return { object, faults, origins, known, unread }
}
/** The keys of an object in this order, then the others. */
function arrange(object: Json, order: readonly string[]): void {
  for (const key of [...order, ...Object.keys(object).filter((key) => !order.includes(key))]) {
    if (!Object.hasOwn(object, key)) continue
    const value = object[key]
    delete object[key]
    define(object, key, value)
  }
}
const OTHER: Column = { keys: [], header: OTHERS, how: 'json', plain: new Set() }

/** Where a pointer leads in the sheets: the nearest row and column, or the sheet of a list. */
export function placeOf(
  pointer: readonly string[],
  { object, origins }: ReadSheets,
  more: readonly string[] = [],
): At | undefined {
  let node: unknown = object
  let origin = origins.get(object)
  let rest: string[] = []
  for (const step of [...pointer, ...more]) {
    rest.push(step)
    node = plainObject(node) || Array.isArray(node) ? (node as Json)[step] : undefined
    const found = plainObject(node) ? origins.get(node) : undefined
    if (found) [origin, rest] = [found, []]
  }
  if (!origin) return undefined
  const child = origin.sheet.children.find(({ key }) => key === rest[0])
  if (child && origin.upright) return { sheet: child.name }
  let place: number | undefined
  for (let n = rest.length; n > 0 && place === undefined; n--) place = origin.columns.get(rest.slice(0, n).join('.'))
  // A key that stands among several columns: the first of them.
  if (place === undefined && rest.length)
    for (const [path, column] of origin.columns) if (path.startsWith(`${rest[0]!}.`)) place ??= column
  if (place === undefined && rest.length && !child) place = origin.columns.get('others')
  const header = place === undefined ? undefined : origin.headers[place - 1]
  if (origin.upright)
    return place === undefined
      ? { sheet: origin.name }
      : { sheet: origin.name, row: place + 1, column: 2, ...(header !== undefined && { header }) }
  return {
    sheet: origin.name,
    row: origin.row,
    ...(place !== undefined && { column: place, ...(header !== undefined && { header }) }),
  }
}

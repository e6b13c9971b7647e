import { validate, validateLocale, type Json, type Parcours, type ToldFault } from '@parcours/schema'
import { nearest } from '@parcours/schema/messages'
import { escaped, stepsOf } from '../lint/places.js'
import { isBlank, type Medium } from './cells.js'
import { bare } from './labels.js'
import { layout, type Sheet } from './layout.js'
import { langsOf, localeGrids, localeLayout, localeOf } from './locale.js'
import { keep, likeOld } from './merge.js'
import { README, readmeGrid } from './readme.js'
import { gridsOf, objectOf, placeOf, type At, type Grid, type ReadSheets } from './sheets.js'

export type { Cell, Medium } from './cells.js'
export { changes, printLike } from './merge.js'
export type { At, Grid } from './sheets.js'
export { csvOf, gridOfCsv, gridsOfWorkbook, readGrids, SheetFileError, workbookOf, writeGrids } from './files.js'

/** A fault of a spreadsheet: where it is in the sheets and in the parcours, what is wrong and what to do, in French. */
export interface TableurFault {
  readonly at: At | undefined
  /** JSON pointer, in the parcours or in the translation of `lang`. */
  readonly pointer: string
  readonly lang?: string
  readonly message: string
}
export interface ReadTableur {
  readonly faults: readonly TableurFault[]
  /** Without fault: the parcours. */
  readonly parcours?: Parcours
  /** Without fault: its translations, by language. */
  readonly locales: ReadonlyMap<string, Json>
  /** Without fault: by language, the addresses whose French has moved since they were translated. */
  readonly stale: ReadonlyMap<string, readonly string[]>
}

/** The names of the sheets of a workbook, its translations' too. */
export const sheetNames = (langs: readonly string[] = []): string[] => [
  README,
  ...layout().map(({ name }) => name),
  ...langs.flatMap((lang) => localeLayout(lang).map(({ name }) => name)),
]

/**
 * A parcours as sheets, the first of which explains.
 * @param locales translations by language
 */
export function toTableur(parcours: Parcours, locales: ReadonlyMap<string, Json>, medium: Medium): Grid[] {
  const sheets = layout()
  return [
    readmeGrid(parcours.title, sheets, [...locales.keys()], medium),
    ...gridsOf(parcours as unknown as Json, sheets, medium),
    ...[...locales].flatMap(([lang, locale]) => localeGrids(locale, parcours, lang, medium)),
  ]
}

/** Pointers of what was read, by the object itself. */
function pointersIn(root: unknown): Map<unknown, string> {
  const found = new Map<unknown, string>()
  const walk = (node: unknown, pointer: string): void => {
    if (Object(node) !== node) return
    found.set(node, pointer)
    for (const [key, value] of Object.entries(node as object)) walk(value, `${pointer}/${escaped(key)}`)
  }
  walk(root, '')
  return found
}

/** The faults of what was read and of what it describes, each where it stands. */
function placed(read: ReadSheets, told: readonly ToldFault[], lang?: string): TableurFault[] {
  const pointers = pointersIn(read.object)
  const own = read.faults.map(({ at, element, keys, message }): TableurFault => {
    const pointer = element === undefined ? '' : (pointers.get(element) ?? '')
    return { at, pointer: [pointer, ...(keys ?? [])].join('/'), ...(lang !== undefined && { lang }), message }
  })
  const unread = new Set(
    [...read.unread].flatMap(([element, all]) => all.map((keys) => [pointers.get(element) ?? '', ...keys].join('/'))),
  )
  const known = told.filter(
    ({ code, pointer, expected }) =>
      // It is there, and could not be read: that was said.
      !(code === 'missing' && [...unread].some((one) => one.startsWith(`${pointer}/${String(expected[0])}`))) &&
      !(code === 'tag' && [...unread].some((one) => one.startsWith(`${pointer}/`))),
  )
  return [
    ...own,
    ...known.map(({ pointer, code, expected, found, message }): TableurFault => {
      const more = code === 'missing' ? [String(expected[0])] : code === 'unknown' ? [String(found)] : []
      const steps = stepsOf(pointer)
      if (more[0] === steps.at(-1)) more.pop()
      return {
        at: placeOf(steps, read, more),
        pointer,
        ...(lang !== undefined && { lang }),
        message: simply(message),
      }
    }),
  ]
}
/** A sentence made for who writes JSON, for who fills in cells. */
const simply = (message: string): string =>
  message
    .replace('un texte entre guillemets', 'un texte')
    .replace(', sans guillemets', '')
    .replace('ou retirez la clé si elle est facultative', 'ou videz la cellule si elle est facultative')

/** Sheets that are there twice, or that nobody reads. */
function sheetFaults(grids: readonly Grid[], names: readonly string[]): TableurFault[] {
  const seen = new Set<string>()
  return grids.flatMap(({ name, rows }): TableurFault[] => {
    const at = { sheet: name }
    if (/^x-/i.test(name.trim()) || rows.every((row) => row.every(isBlank))) return []
    if (seen.has(bare(name)))
      return [{ at, pointer: '', message: 'Cette feuille est là deux fois. Retirez-en une, ou nommez-la « x-… ».' }]
    seen.add(bare(name))
    if (names.some((one) => bare(one) === bare(name))) return []
    const close = nearest(name, names)
    return [
      {
        at,
        pointer: '',
        message: `Cette feuille n’est pas connue.${close === undefined ? '' : ` Vouliez-vous dire « ${close} » ?`} Une feuille à vous a un nom qui commence par « x- » : elle n’est pas lue.`,
      },
    ]
  })
}

/**
 * The parcours and translations that sheets describe. Every fault comes at once: of the sheets, then of the parcours they make.
 * @param old what stands where it will be written: what the sheets have no column for is taken from there
 */
export function fromTableur(
  grids: readonly Grid[],
  old: { readonly parcours?: Json; readonly locales?: ReadonlyMap<string, Json> } = {},
): ReadTableur {
  const sheets = layout()
  const langs = langsOf(grids)
  const names = sheetNames(langs)
  const faults = sheetFaults(grids, names)
  if (!grids.some(({ name }) => sheets.some((sheet) => bare(sheet.name) === bare(name))))
    faults.push({
      at: undefined,
      pointer: '',
      message: `Il n’y a ici aucune feuille d’un parcours. Partez d’un export : parcours export tableur PARCOURS.json.`,
    })
  const read = objectOf(grids, sheets, nearest)
  const merge = (one: ReadSheets, before: Json | undefined, root: Sheet): Json => {
    if (before) keep(one, before, root)
    return one.object
  }
  const object = merge(read, old.parcours, sheets[0]!)
  const judged = validate(object)
  faults.push(...placed(read, judged.faults))
  const locales = new Map<string, Json>()
  const stale = new Map<string, string[]>()
  for (const lang of langs) {
    const before = old.locales?.get(lang)
    const one = localeOf(grids, judged.ok ? object : {}, lang, before, nearest)
    const locale = merge(one, before, localeLayout(lang)[0]!)
    // Against a parcours that has faults, every address would have one.
    const told = judged.ok ? validateLocale(locale, object).faults : []
    faults.push(
      ...placed(
        one,
        told.filter(({ code }) => code !== 'stale'),
        lang,
      ),
    )
    if (judged.ok && locale['locale'] !== lang && typeof locale['locale'] === 'string')
      faults.push({
        at: placeOf(['locale'], one),
        pointer: '/locale',
        lang,
        message: `Cette feuille est celle de « ${lang} », et dit « ${locale['locale']} ». Écrivez « ${lang} », ou renommez les deux feuilles.`,
      })
    locales.set(lang, before ? (likeOld(locale, before) as Json) : locale)
    const moved = told.filter(({ code }) => code === 'stale').map(({ pointer }) => stepsOf(pointer)[1]!)
    if (moved.length) stale.set(lang, moved)
  }
  if (faults.length) return { faults, locales: new Map(), stale: new Map() }
  const parcours = (old.parcours ? likeOld(object, old.parcours) : object) as unknown as Parcours
  return { faults, parcours, locales, stale }
}

/** A, B, …, Z, AA: as a spreadsheet names its columns. */
export function columnName(n: number): string {
  let name = ''
  for (let left = n; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name
  return name
}
/** « feuille « Démarches », ligne 12, colonne C (« Titre ») ». */
export function toldPlace(at: At | undefined): string {
  if (!at) return ''
  const column =
    at.column === undefined
      ? ''
      : `, colonne ${columnName(at.column)}${at.header === undefined ? '' : ` (« ${at.header} »)`}`
  return `feuille « ${at.sheet} »${at.row === undefined ? '' : `, ligne ${at.row}`}${column}`
}

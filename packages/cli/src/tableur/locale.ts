import { addresses, hashText, isObject, learnBeside, type Json } from '@parcours/schema'
import type { Medium } from './cells.js'
import { layout, type Column, type Sheet } from './layout.js'
import { define, gridsOf, objectOf, type Grid, type ReadSheets } from './sheets.js'

const text = (key: string, header: string, kind: string): Column => ({
  keys: [key],
  header,
  how: 'text',
  plain: new Set([kind]),
})
const HEADERS: Readonly<Record<string, string>> = { text: 'Traduction', source: 'Empreinte' }

/** Sheets of a translation: its header, upright, and its texts, one a row beside the French. */
export function localeLayout(lang: string): Sheet[] {
  learnBeside()
  const [head] = layout('Locale')
  const [entry] = layout('Translation')
  const texts: Sheet = {
    name: `Textes ${lang}`,
    path: 'texts',
    key: 'texts',
    required: true,
    columns: [
      text('address', 'Adresse du texte', 'address'),
      text('french', 'Français', 'text'),
      ...entry!.columns.map((column) => ({ ...column, header: HEADERS[column.keys[0]!] ?? column.header })),
    ],
    children: [],
    order: ['address', 'french', ...entry!.order],
    upright: false,
    types: ['Translation'],
  }
  const columns = head!.columns.filter(({ keys }) => keys[0] !== 'texts')
  return [{ ...head!, name: `Langue ${lang}`, columns, children: [texts] }, texts]
}
/** The languages that some sheets are of, by their names. */
export const langsOf = (grids: readonly Grid[]): string[] => [
  ...new Set(
    grids.flatMap(({ name }) => {
      const lang = /^(?:langue|textes)[\s-]+([a-z]{2,3}(?:-[a-z0-9]{1,8})*)$/i.exec(name.trim())?.[1]
      return lang === undefined ? [] : [lang]
    }),
  ),
]

/** A translation as sheets: every French text has its row, translated or not. */
export function localeGrids(locale: Json, parcours: unknown, lang: string, medium: Medium): Grid[] {
  const french = addresses(parcours)
  const entries = isObject(locale['texts']) ? locale['texts'] : {}
  // In the order of the translation, and what it lacks after what comes before it in the parcours.
  const order = Object.keys(entries)
  let before: string | undefined
  for (const address of french.keys()) {
    if (!Object.hasOwn(entries, address)) order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, address)
    before = address
  }
  const texts = order.map((address) => {
    const entry = Object.hasOwn(entries, address) ? entries[address] : {}
    const said = french.get(address)
    return { address, ...(said !== undefined && { french: said }), ...(isObject(entry) ? entry : {}) }
  })
  return gridsOf({ ...locale, texts }, localeLayout(lang), medium)
}

export interface ReadLocale extends ReadSheets {
  readonly locale: Json
}
/**
 * The translation that sheets describe. A text without mark takes that of the French it stands beside. `old`: the file that stands there; a text that
 * changed, and kept its old mark, was looked at again.
 */
export function localeOf(
  grids: readonly Grid[],
  parcours: unknown,
  lang: string,
  old: Json | undefined,
  nearest: (word: string, candidates: readonly string[]) => string | undefined,
): ReadLocale {
  const sheets = localeLayout(lang)
  const read = objectOf(grids, sheets, nearest)
  const french = addresses(parcours)
  const before = isObject(old?.['texts']) ? old['texts'] : {}
  const texts: Json = {}
  const rows = read.known.has(sheets[1]!) ? (read.object['texts'] as Json[]) : []
  for (const row of rows) {
    const { address, french: beside, text, source, ...rest } = row
    const origin = read.origins.get(row)!
    const column = origin.columns.get('address')
    const fault = (message: string): void => {
      read.faults.push({
        at: {
          sheet: origin.name,
          row: origin.row,
          ...(column !== undefined && { column, header: origin.headers[column - 1]! }),
        },
        message,
      })
    }
    if (text === undefined && !Object.keys(rest).length) continue
    if (typeof address !== 'string') {
      fault('Il manque l’adresse du texte traduit, comme « questions.statut.label ».')
      continue
    }
    if (Object.hasOwn(texts, address)) {
      fault(`L’adresse « ${address} » est là deux fois. Gardez une seule traduction.`)
      continue
    }
    const was = Object.hasOwn(before, address) ? before[address] : undefined
    const again = isObject(was) && was['text'] !== text && was['source'] === source
    const says = typeof beside === 'string' ? beside : french.get(address)
    const mark = source === undefined || again ? (says === undefined ? undefined : hashText(says)) : source
    const entry: Json = { ...(text !== undefined && { text }), ...(mark !== undefined && { source: mark }), ...rest }
    define(texts, address, entry)
    read.origins.set(entry, origin)
  }
  const { texts: _, ...head } = read.object
  const locale: Json = { ...head, texts: read.known.has(sheets[1]!) ? texts : (before as Json) }
  const top = read.origins.get(read.object)
  if (top) read.origins.set(locale, top)
  return { ...read, object: locale, locale }
}

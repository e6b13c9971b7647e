import { isDeepStrictEqual } from 'node:util'
import { parseJson, type JsonError } from '../json.js'
import type { Column } from './layout.js'
import { parseWords, printWords, WordsError } from './words.js'

/** What a cell holds, as a workbook gives it back: Excel turns what is typed into numbers, booleans and dates. */
export type Cell = string | number | boolean | Date | null
/** Where a cell will stand. A workbook keeps a text a text; opening a CSV file turns what looks like a number or a date into one. */
export type Medium = 'xlsx' | 'csv'

/** What stands in a cell cannot be read. The message is a French sentence that says what to do. */
export class CellError extends Error {}

/** An empty cell: nothing is said. */
export const isBlank = (cell: Cell | undefined): cell is null | undefined =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')

/** A spreadsheet runs what starts so (full-width forms too); a tabulation or a line break at the start hides it from who looks. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** What a spreadsheet that opens a CSV file takes for a number, a date or a boolean, and writes back otherwise. */
const TURNED =
  /^[(\d.,/%€$-][\d\s.,:/%€$()-]*$|^\d[\d.,]*e[+-]?\d+$|^\d{1,4}[\s./-]*[a-zéèû]{3,9}\.?([\s./-]*\d{2,4})?$|^[a-zéèû]{3,9}\.?[\s./-]*\d{1,4}$|^(vrai|faux|true|false)$/i
/** The reader of workbooks, like Excel, reads _x000D_ as a carriage return. */
const ESCAPED = /_x[0-9a-f]{4}_/i
/** What a cell, or who edits it, does not keep as it is. */
const FRAGILE = /[^\P{Cc}\n]|[^\P{Cs}]|\p{Noncharacter_Code_Point}/u

/** JSON of which nothing is lost in a cell. */
export const jsonCell = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]|\p{Noncharacter_Code_Point}|_(?=x)/giu,
    // Of a character beyond the first plane, both halves.
    (one) => one.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
const quoted = (text: string): string => `'${jsonCell(text)}`

/** A text as it goes into a cell. Starting with an apostrophe: the rest is text, whatever it looks like. */
function cellOf(text: string, medium: Medium, column: Column): string {
  if (FRAGILE.test(text) || ESCAPED.test(text) || text.trim() !== text || text === '') return quoted(text)
  const dangerous =
    FORMULA.test(text) || text.startsWith("'") || (medium === 'csv' && column.how !== 'number' && TURNED.test(text))
  return dangerous ? `'${text}` : text
}

const two = (n: number): string => String(n).padStart(2, '0')
/** 15/09/2026 as 2026-09-15; undefined when it is not so written. */
function frenchDate(text: string): string | undefined {
  const found = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text)
  return found ? `${found[3]}-${two(+found[2]!)}-${two(+found[1]!)}` : undefined
}
const NUMBER = /^-?(0|[1-9]\d*)([.,]\d+)?$/
const numberOf = (text: string): number | undefined => {
  const number = NUMBER.test(text) ? Number(text.replace(',', '.')) : NaN
  return Number.isFinite(number) ? number : undefined
}
const BOOLEANS = new Map([
  ...['oui', 'vrai', 'true', 'x'].map((word) => [word, true] as const),
  ...['non', 'faux', 'false'].map((word) => [word, false] as const),
])

const RETYPE = 'Mettez la cellule au format Texte, puis tapez-la de nouveau'

/** A cell as the text that a person would have typed there. */
function typed(cell: string | number | boolean | Date, column: Column): string {
  if (typeof cell === 'string') {
    if (/^#(N\/A|NOM ?\?|NAME\?|REF!|VALEUR ?!|VALUE!|DIV\/0!|NULL?!|NUL!|NOMBRE!|NUM!)$/i.test(cell.trim()))
      throw new CellError(
        `Le tableur a pris ce texte pour une formule (${cell.trim()}). ${RETYPE}, avec une apostrophe devant si elle commence par = + - ou @.`,
      )
    return cell
  }
  if (cell instanceof Date) {
    const day = cell.toISOString().slice(0, 10)
    if (Number.isNaN(cell.getTime()) || cell.getTime() % 86_400_000)
      throw new CellError(`Le tableur a lu ici une heure. ${RETYPE}.`)
    if (column.how !== 'date' && column.how !== 'words')
      throw new CellError(`Le tableur a changé ce texte en date (${day}). ${RETYPE}.`)
    return day
  }
  if (typeof cell === 'boolean') {
    if (column.how === 'boolean') return cell ? 'oui' : 'non'
    throw new CellError(`Le tableur a changé ce texte en ${cell ? 'VRAI' : 'FAUX'}. ${RETYPE}.`)
  }
  if (column.how === 'number' || column.how === 'words' || column.how === 'json') return String(cell)
  if (column.how === 'boolean') {
    if (cell === 0 || cell === 1) return cell ? 'oui' : 'non'
  } else if (column.how === 'date') {
    // A serial: days since 30 December 1899, which a cell without a date's format shows as a number.
    if (Number.isInteger(cell) && cell >= 20_000 && cell < 80_000)
      return new Date(Date.UTC(1899, 11, 30) + cell * 86_400_000).toISOString().slice(0, 10)
  } else if (column.plain.has('format') && cell === 1) return '1.0'
  else if (Number.isSafeInteger(cell) && cell >= 0) {
    const digits = String(cell)
    // 05 59… becomes 559…, « 01 » becomes 1, 2.0 becomes 2: what is lost cannot be guessed.
    const lost = column.plain.has('phone')
      ? digits.length > 6
      : column.plain.has('hash')
        ? digits.length !== 8
        : column.plain.has('version') || ((column.plain.has('id') || column.plain.has('string')) && cell < 10)
    if (!lost) return digits
  }
  throw new CellError(
    `Le tableur a lu ici le nombre ${String(cell).replace('.', ',')} : un zéro du début, ou de la fin, est peut-être perdu. ${RETYPE}.`,
  )
}

/** JSON, said wrong in French. */
export function jsonOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    throw new CellError(
      `Dans cette cellule, ${(error as JsonError).message} Vérifiez les guillemets droits, les virgules et les accolades, ou copiez la cellule d’une autre ligne.`,
    )
  }
}

/** What a cell that is not blank says. @throws {CellError} */
export function read(cell: string | number | boolean | Date, column: Column): unknown {
  // Excel ends a line in a cell with one character, other programs with two.
  let text = typed(cell, column).replace(/\r\n?/g, '\n')
  const literal = text.trimStart().startsWith("'")
  if (literal) {
    text = text.trimStart().slice(1)
    if (column.how === 'text' && text.startsWith('"')) return jsonOf(text)
  } else text = text.trim()
  switch (column.how) {
    case 'text':
      return text
    case 'date':
      return frenchDate(text) ?? text
    case 'number': {
      const number = numberOf(text)
      if (number === undefined) throw new CellError(`Il faut ici un nombre, en chiffres ; il y a « ${text} ».`)
      return number
    }
    case 'boolean': {
      const value = BOOLEANS.get(text.toLowerCase())
      if (value === undefined) throw new CellError(`Il faut ici « oui » ou « non » ; il y a « ${text} ».`)
      return value
    }
    case 'list':
      if (text.startsWith('[')) return jsonOf(text)
      return text
        .split(column.plain.has('text') ? '\n' : /[\n,;]/)
        .map((item) => item.trim())
        .filter(Boolean)
    case 'json':
      return anyOf(text, literal)
    case 'words': {
      if (/^[[{"]/.test(text)) return jsonOf(text)
      if (column.plain.has('number') || column.plain.has('count')) {
        const number = numberOf(text)
        if (number !== undefined) return number
      }
      if (column.plain.has('date')) {
        const date = frenchDate(text)
        if (date !== undefined) return date
      }
      try {
        return parseWords(text, column)
      } catch (error) {
        if (!(error instanceof WordsError)) throw error
        throw new CellError(error.message)
      }
    }
  }
}
/** A cell without a kind (a key in x-): JSON when it is so written, else the text itself. */
function anyOf(text: string, literal: boolean): unknown {
  if (!literal && /^[[{"]|^(true|false|null)$/.test(text)) return jsonOf(text)
  const number = literal ? undefined : numberOf(text)
  return number !== undefined && String(number) === text ? number : text
}

/**
 * The cell that says a value, as short as what reads it back the same allows; undefined when none does, and the value goes with the other keys of
 * its row.
 */
export function write(value: unknown, column: Column, medium: Medium): Cell | undefined {
  if (column.empty !== undefined && isDeepStrictEqual(value, column.empty)) return null
  for (const cell of candidates(value, column, medium)) {
    try {
      if (!isBlank(cell) && isDeepStrictEqual(read(cell as string, column), value)) return cell
    } catch (error) {
      if (!(error instanceof CellError)) throw error
    }
  }
  return undefined
}
function* candidates(value: unknown, column: Column, medium: Medium): Generator<Cell> {
  const safe = (text: string): string => cellOf(text, medium, column)
  switch (column.how) {
    case 'number':
      if (typeof value === 'number') yield medium === 'csv' ? String(value).replace('.', ',') : value
      return
    case 'boolean':
      if (typeof value === 'boolean') yield value ? 'oui' : 'non'
      return
    case 'date':
    case 'text':
      if (typeof value === 'string') yield safe(value)
      return
    case 'list':
      if (!Array.isArray(value)) return
      if (value.every((item) => typeof item === 'string' && item !== ''))
        yield safe(value.join(column.plain.has('text') ? '\n' : ', '))
      yield jsonCell(value)
      return
    case 'words': {
      if (typeof value === 'number') yield String(value).replace('.', ',')
      const words = printWords(value, column)
      if (words !== undefined) yield safe(words)
      if (typeof value === 'string') yield safe(value)
      yield jsonCell(value)
      return
    }
    case 'json':
      if (typeof value === 'string') yield safe(value)
      yield jsonCell(value)
  }
}

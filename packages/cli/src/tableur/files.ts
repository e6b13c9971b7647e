import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import readWorkbook from 'read-excel-file/universal'
import writeWorkbook from 'write-excel-file/universal'
import type { Cell, Medium } from './cells.js'
import { bare } from './labels.js'
import type { Grid, SheetFault } from './sheets.js'

/** Characters that a cell of a workbook takes. */
const CELL = 32_767
/** Empty rows that are text already, below the last one: what is typed there stays as it is typed. */
const SPARE = 40

/** A file cannot be read or written. The message is a French sentence that says what to do. */
export class SheetFileError extends Error {}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'erreur'
const reading = (path: string) => (error: unknown) => {
  throw new SheetFileError(`${path} : le fichier ne peut pas être lu (${codeOf(error)}).`)
}
const writing = (path: string) => (error: unknown) => {
  const code = codeOf(error)
  throw new SheetFileError(
    `${path} : le fichier ne peut pas être écrit (${code}).${code === 'EBUSY' || code === 'EPERM' ? ' Est-il ouvert dans un tableur ? Fermez-le.' : ''}`,
  )
}

/** Where what is written goes: a workbook, or a folder of CSV files. */
export const mediumOf = (path: string): Medium => (/\.xlsx$/i.test(path) ? 'xlsx' : 'csv')

/** Widths in characters, from what stands there. */
const widthOf = (rows: Grid['rows'], i: number): number => {
  const longest = Math.max(
    8,
    ...rows.map((row) =>
      Math.max(
        ...String(row[i] ?? '')
          .split('\n')
          .map((l) => l.length),
      ),
    ),
  )
  return Math.min(longest + 2, 60)
}

/** The bytes of a workbook. @throws {SheetFileError} when a cell is longer than a workbook takes. */
export async function workbookOf(grids: readonly Grid[]): Promise<Uint8Array> {
  for (const { name, rows } of grids)
    for (const [n, row] of rows.entries())
      for (const cell of row)
        if (typeof cell === 'string' && cell.length > CELL)
          throw new SheetFileError(
            `Feuille « ${name} », ligne ${n + 1} : ce texte a ${cell.length} caractères, et un classeur en accepte ${CELL} par cellule. Exportez plutôt un dossier de CSV (-o dossier).`,
          )
  const blob = await writeWorkbook(
    grids.map(({ name, rows }) => {
      const width = Math.max(1, ...rows.map((row) => row.length))
      const all = [...rows, ...Array.from({ length: SPARE }, (): Cell[] => [])]
      return {
        sheet: name,
        stickyRowsCount: 1,
        columns: Array.from({ length: width }, (_, i) => ({ width: widthOf(rows, i) })),
        data: all.map((row, n) =>
          Array.from({ length: width }, (_, i) => {
            const value = row[i] ?? null
            // The format of text, that a spreadsheet asks for before it leaves alone what is typed.
            const style = {
              wrap: true,
              alignVertical: 'top' as const,
              ...(n === 0 && { fontWeight: 'bold' as const, backgroundColor: '#E8EDF4' as const }),
            }
            if (typeof value === 'number') return { value, type: Number, ...style }
            return { ...(value !== null && { value: value as string }), type: String, format: '@', ...style }
          }),
        ),
      }
    }),
  ).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** The sheets of a workbook. @throws {SheetFileError} */
export async function gridsOfWorkbook(bytes: Uint8Array, path: string): Promise<Grid[]> {
  try {
    const buffer = new Uint8Array(bytes).buffer
    const sheets = await readWorkbook(buffer, { trim: false })
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as Cell[][] }))
  } catch (error) {
    throw new SheetFileError(
      `${path} : ce n’est pas un classeur .xlsx que l’on sait lire (${(error as Error).message}). Un fichier .xls ou .ods s’enregistre en .xlsx depuis le tableur ; un classeur protégé par un mot de passe doit être ouvert d’abord.`,
      { cause: error },
    )
  }
}

/** A sheet as French Excel opens it: UTF-8 with its mark, semicolons. */
export const csvOf = ({ rows }: Grid): string =>
  `\ufeff${Papa.unparse(
    rows.map((row) => row.map((cell) => cell ?? '')),
    { delimiter: ';', newline: '\r\n' },
  )}\r\n`

/** A CSV file, whatever separates its cells. @throws {SheetFileError} when it is not in UTF-8. */
export function gridOfCsv(bytes: Uint8Array, name: string, path: string): { grid: Grid; faults: SheetFault[] } {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new SheetFileError(
      `${path} : ce fichier n’est pas en UTF-8, et des caractères y sont perdus. Dans le tableur, choisissez « CSV UTF-8 (délimité par des virgules) », ou le jeu de caractères Unicode (UTF-8).`,
    )
  }
  // The titles of the columns say what separates them: none holds any of these.
  const [titles = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)
  const counts = [';', ',', '\t'].map((delimiter) => [titles.split(delimiter).length, delimiter] as const)
  const delimiter = counts.reduce((best, one) => (one[0] > best[0] ? one : best))[1]
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false })
  return {
    grid: { name, rows: data },
    faults: errors
      .filter(({ type }) => type === 'Quotes')
      .map(({ row }) => ({
        at: { sheet: name, ...(row !== undefined && { row: row + 1 }) },
        message:
          'Un guillemet droit (") n’est pas fermé, ou n’est pas doublé : tout ce qui suit serait lu dans une seule cellule. Enregistrez de nouveau ce fichier depuis un tableur.',
      })),
  }
}

/** 03-questions-options.csv */
export function csvName(name: string, i: number): string {
  return `${String(i).padStart(2, '0')}-${bare(name).replace(/[^a-z0-9]+/g, '-')}.csv`
}

/** @throws {SheetFileError} */
export async function writeGrids(path: string, grids: readonly Grid[]): Promise<void> {
  if (mediumOf(path) === 'xlsx') {
    const bytes = await workbookOf(grids)
    return writeFile(path, bytes).catch(writing(path))
  }
  await mkdir(path, { recursive: true }).catch(writing(path))
  for (const [i, grid] of grids.entries()) {
    const file = join(path, csvName(grid.name, i))
    await writeFile(file, csvOf(grid)).catch(writing(file))
  }
}

/** The sheets of a workbook or of a folder of CSV files. `names`: those that a sheet may have. @throws {SheetFileError} */
export async function readGrids(
  path: string,
  names: readonly string[],
): Promise<{ grids: Grid[]; faults: SheetFault[] }> {
  const folder = await stat(path).then((one) => one.isDirectory(), reading(path))
  if (!folder) {
    if (/\.csv$/i.test(path))
      throw new SheetFileError(`${path} : donnez le dossier qui contient tous les fichiers CSV, et non un seul.`)
    return { grids: await gridsOfWorkbook(await readFile(path).catch(reading(path)), path), faults: [] }
  }
  const files = (await readdir(path)).filter((name) => /\.csv$/i.test(name)).sort()
  if (!files.length) throw new SheetFileError(`${path} : ce dossier n’a aucun fichier .csv.`)
  const grids: Grid[] = []
  const faults: SheetFault[] = []
  for (const file of files) {
    const base = file.replace(/\.csv$/i, '').replace(/^\d+-/, '')
    const name = names.find((one) => bare(one.replace(/[^\p{L}\p{N}]+/gu, ' ')) === bare(base)) ?? base
    const one = gridOfCsv(await readFile(join(path, file)).catch(reading(file)), name, join(path, file))
    grids.push(one.grid)
    faults.push(...one.faults)
  }
  return { grids, faults }
}

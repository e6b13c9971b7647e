/** Lines of the two reports: how they are cited, what is kept of them in cited-lines.json, and whether a citation holds. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, filesUnder, ROOT } from './folders.js'
import { figuresOfLine } from './numbers.js'

/** What the name in a citation ("annexes L1924") stands for. */
export const REPORTS = {
  annexes: { title: 'Igas 2024-006R, annexes (octobre 2024)', file: 'igas-2024-006r-annexes.txt' },
  en3s: { title: 'EN3S, La coopération interbranche (2019)', file: 'en3s-2019-cooperation-interbranche.txt' },
}
export const CITED_LINES = join(CATALOGUE, 'cited-lines.json')

const CITE = /(annexes|en3s)\s+(L\d+(?:\s*[-–]\s*L?\d+)?(?:(?:\s*[,;]|\s+et)\s+L\d+(?:\s*[-–]\s*L?\d+)?)*)/g

/**
 * The citations of a text: "annexes L1969-1977, L1962" is two of the annexes.
 * @param {string} text
 * @returns {{ report: 'annexes' | 'en3s', from: number, to: number, cite: string }[]}
 */
export function citesOf(text) {
  return [...text.matchAll(CITE)].flatMap(([, report, lines]) =>
    [...lines.matchAll(/L(\d+)(?:\s*[-–]\s*L?(\d+))?/g)].map(([part, from, to = from]) => ({
      report,
      from: +from,
      to: +to,
      cite: `${report} ${part}`,
    })),
  )
}

/** The same text without them. */
export const withoutCites = (text) => text.replace(CITE, ' ')

/** Sixteen hexadecimal digits of the SHA-256 of a line without its end. Of an empty line: nothing. */
export const hashOf = (line) =>
  line.trim() === '' ? '' : createHash('sha256').update(line, 'utf8').digest('hex').slice(0, 16)

/**
 * The reports as they are, by their own lines.
 * @param {string} folder
 * @throws {TypeError} in French, when one cannot be read.
 */
export function readReports(folder) {
  return Object.fromEntries(
    Object.entries(REPORTS).map(([report, { file }]) => {
      try {
        const lines = readFileSync(join(folder, file), 'utf8').replace(/\n$/, '').split('\n')
        return [
          report,
          { length: lines.length, line: (n) => ({ hash: hashOf(lines[n - 1]), figures: figuresOfLine(lines[n - 1]) }) },
        ]
      } catch (error) {
        throw new TypeError(
          `${join(folder, file)} : le rapport ne peut pas être lu (${error.code ?? error.message}).`,
          { cause: error },
        )
      }
    }),
  )
}

/** What is committed of them, in the same form: a line that nobody cited is not there. */
export const keptLines = (kept) =>
  Object.fromEntries(
    Object.keys(REPORTS).map((report) => [report, { length: kept[report].length, line: (n) => kept[report].lines[n] }]),
  )

/**
 * What is wrong with a citation, in French, or undefined.
 * @param {{ report: string, from: number, to: number, cite: string }} cite
 */
export function citeFault({ report, from, to, cite }, reports) {
  const { length, line } = reports[report]
  if (from < 1 || to < from) return `« ${cite} » : écrivez la première ligne, puis la dernière.`
  if (to > length) return `« ${cite} » : ce rapport n’a que ${length} lignes.`
  const lines = Array.from({ length: to - from + 1 }, (_, i) => line(from + i))
  if (lines.some((of) => of === undefined))
    return `« ${cite} » : ligne pas encore relevée dans cited-lines.json. Lancez « node packages/catalogue/tools/cited-lines.js DOSSIER_DES_RAPPORTS ».`
  if (lines.every(({ hash }) => hash === ''))
    return `« ${cite} » : il n’y a rien à cette ligne. Donnez celle où le fait est écrit.`
  return undefined
}

/** Every file of the catalogue that may cite: all its data, and its pages in docs. Not translations, which say the same. */
export function citingFiles() {
  const data = filesUnder(CATALOGUE).filter(
    (path) =>
      path.endsWith('.json') &&
      path !== CITED_LINES &&
      !/\/(node_modules|fixture)\/|\/parcours\.[^/]+\.json$/.test(path.slice(CATALOGUE.length - 1)),
  )
  const pages = [join(ROOT, 'docs/catalogue.md'), ...filesUnder(join(ROOT, 'docs/catalogue'))].filter((path) =>
    path.endsWith('.md'),
  )
  return [...data, ...pages]
}

/** @returns {{ path: string, line: number, report: string, from: number, to: number, cite: string }[]} */
export const citesIn = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, i) => citesOf(text).map((cite) => ({ path, line: i + 1, ...cite })))

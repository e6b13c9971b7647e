import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kept, moved, type Kept } from '../tools/cited-lines.js'
import {
  citeFault,
  CITED_LINES,
  citesIn,
  citesOf,
  citingFiles,
  hashOf,
  keptLines,
  readReports,
  REPORTS,
  type Reports,
} from '../tools/cites.js'
import { checkFigures, checkFolder, type FigureFault } from '../tools/figures.js'
import { CATALOGUE, parcoursIds, shown } from '../tools/folders.js'
import { figuresOfLine, figuresOfText, figuresOfValue } from '../tools/numbers.js'

const reports: Reports = keptLines(JSON.parse(readFileSync(CITED_LINES, 'utf8')) as Parameters<typeof keptLines>[0])
const told = (faults: readonly FigureFault[]): string[] =>
  faults.map(({ file, line, pointer, message }) => `${file}:${line} ${pointer} ${message}`)

describe('the figures of a sentence', () => {
  it.each([
    ['Souvent dans les deux semaines.', ['2']],
    ['Un appel un à deux jours ouvrés après.', ['1', '2']],
    ['De 17 ans et 9 mois à dix-huit ans.', ['17', '9', '18']],
    ['Environ un an, quatre-vingt-dix-sept jours, 1 500 heures.', ['1', '97', '1500']],
    ['Avant le 1er avril 2027, dès la 4e semaine, au troisième mois.', ['1', '2027', '4', '3']],
    ['Appelez le 17 ou le 112, le 3230, le 0 800 112 212.', []],
    ['Le 17 mars ; à 17 ans.', ['17']],
    ['Articles 255 et 373-2-10, loi n° 2023-140, cerfa n° 14880*02 : 30 jours.', ['30']],
    ['La C2S, F33362, un logement neuf, un jour, les deux parents.', []],
    ['Ouvert [ici](https://exemple.fr/2024) jusqu’au {date:fin}, {param:suivi}.', []],
    ['Tous les jours, de 9 h à 20 h 30.', ['9', '20', '30']],
  ])('%s', (sentence, figures) => expect(figuresOfText(sentence, ['3230'])).toEqual(figures))

  it('of a value, as the format writes it', () => {
    expect(figuresOfValue('P17Y9M')).toEqual(['17', '9'])
    expect(figuresOfValue('PT45M')).toEqual(['45'])
    expect(figuresOfValue('--04-01')).toEqual(['4', '1'])
    expect(figuresOfValue('2026-05-21')).toEqual(['2026', '5', '21'])
    expect(figuresOfValue(60)).toEqual(['60'])
    expect(figuresOfValue('demander-asf')).toBeUndefined()
  })

  it('of a line of a report, in digits, in words, or as a period', () => {
    expect(figuresOfLine('dans un délai de quarante-cinq jours, soit 24 à 48 heures')).toEqual(['24', '45', '48'])
    expect(figuresOfLine('chaque trimestre, sous quinzaine, J+10')).toEqual(['3', '10', '15'])
    expect(figuresOfLine('un accueil, une écoute')).toEqual([])
  })
})

describe('citations', () => {
  it('are read one by one', () => {
    expect(
      citesOf('annexes L1969-1977, L1962 ; L7 ; en3s L12 et L14 (jamais retiré)').map(({ cite, from, to }) => [
        cite,
        from,
        to,
      ]),
    ).toEqual([
      ['annexes L1969-1977', 1969, 1977],
      ['annexes L1962', 1962, 1962],
      ['annexes L7', 7, 7],
      ['en3s L12', 12, 12],
      ['en3s L14', 14, 14],
    ])
  })

  it('of a line past the end, of an empty line, or of one that was not kept, are told', () => {
    const some: Reports = {
      annexes: {
        length: 3,
        line: (n) => (n === 3 ? undefined : { hash: n === 2 ? '' : hashOf('un fait'), figures: [] }),
      },
      en3s: { length: 0, line: () => undefined },
    }
    const of = (text: string): string | undefined => citeFault(citesOf(text)[0]!, some)
    expect(of('annexes L1')).toBeUndefined()
    expect(of('annexes L2')).toMatch(/il n’y a rien/)
    expect(of('annexes L3')).toMatch(/cited-lines\.js/)
    expect(of('annexes L4')).toMatch(/que 3 lignes/)
    expect(of('annexes L2-1')).toMatch(/la première ligne/)
  })

  it('of the whole catalogue hold: each line exists, is not empty, and was kept', () => {
    const files = citingFiles()
    expect(files.map((path) => path.slice(CATALOGUE.length))).toContain('separation/figures.json')
    const faults = files.flatMap((path) =>
      citesIn(path).flatMap((cite) => {
        const fault = citeFault(cite, reports)
        return fault ? [`${shown(path)}:${cite.line} ${fault}`] : []
      }),
    )
    expect(faults).toEqual([])
  })
})

/** The reports are in nobody's clone: what can be held here is that the command tells each kept line that is not theirs. */
describe('cited-lines.js --check', () => {
  const line = (text: string): { hash: string; figures: string[] } => ({
    hash: hashOf(text),
    figures: figuresOfLine(text),
  })
  const committed: Kept = JSON.parse(readFileSync(CITED_LINES, 'utf8')) as Kept

  it('a line that moved, and a report that has another length, are told; the same are not', () => {
    const reports = (...lines: string[]): Reports => {
      const of = { length: lines.length, line: (n: number) => line(lines[n - 1]!) }
      return { annexes: of, en3s: of }
    }
    const was: Kept = { annexes: { length: 2, lines: { 2: line('sous 15 jours') } } }
    expect(moved(was, reports('un titre', 'sous 15 jours'))).toEqual([])
    expect(moved(was, reports('un titre', 'sous 15 jours.'))).toEqual([expect.stringMatching(/annexes L2/)])
    expect(moved(was, reports('sous 15 jours', ''))).toEqual([expect.stringMatching(/annexes L2/)])
    expect(moved(was, reports('un titre', 'sous 15 jours', 'de plus'))).toEqual([expect.stringMatching(/2 lignes.*3/)])
  })

  it('a kept line has the figures of a line, and a hash unless it is empty', () => {
    for (const [report, { length, lines }] of Object.entries(committed))
      for (const [n, { hash, figures }] of Object.entries(lines)) {
        expect(+n > 0 && +n <= length, `${report} L${n}`).toBe(true)
        expect(hash, `${report} L${n}`).toMatch(hash === '' ? /^$/ : /^[0-9a-f]{16}$/)
        if (hash === '') expect(figures).toEqual([])
      }
  })

  it('keeps what is cited, all of it and nothing else', () => {
    const found = kept(reports)
    expect(found.faults).toEqual([])
    const numbers = (of: Kept): string[] =>
      Object.entries(of).flatMap(([report, { lines }]) => Object.keys(lines).map((n) => `${report} ${n}`))
    expect(numbers(found.kept)).toEqual(numbers(committed))
  })

  it('the command ends in a fault on other reports than those that were read, and says each line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapports-'))
    try {
      for (const [report, { file }] of Object.entries(REPORTS))
        writeFileSync(join(folder, file), `${'une autre ligne\n'.repeat(committed[report]!.length)}`)
      expect(readReports(folder).annexes.length).toBe(committed['annexes']!.length)
      const tool = fileURLToPath(new URL('../tools/cited-lines.js', import.meta.url))
      let said = ''
      try {
        execFileSync(process.execPath, [tool, folder, '--check'], { encoding: 'utf8', maxBuffer: 16_000_000 })
      } catch (error) {
        said = (error as { stdout: string }).stdout
      }
      const count = Object.values(committed).reduce((sum, { lines }) => sum + Object.keys(lines).length, 0)
      expect(said.match(/n’est plus celle qui avait été relevée/g)).toHaveLength(count)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the figures of a parcours', () => {
  it.each(parcoursIds())('%s: each has its source, and stands in the cited lines', (id) => {
    const { faults, sourced } = checkFolder(id, reports)
    expect(told(faults)).toEqual([])
    expect(sourced).toBeGreaterThan(0)
  })

  const parcours = readFileSync(join(CATALOGUE, 'separation/parcours.json'), 'utf8')
  const figures = readFileSync(join(CATALOGUE, 'separation/figures.json'), 'utf8')
  type Entry = Record<string, unknown> & { at: string }
  const changed = (change: (entries: Entry[]) => void): string[] => {
    const entries = JSON.parse(figures) as Entry[]
    change(entries)
    return told(checkFigures(parcours, JSON.stringify(entries, null, 1), reports).faults)
  }
  const entry = (entries: Entry[], at: string): Entry => entries.find((one) => one.at === at)!

  it('a delay that changed has no source any more, and is told with its line', () => {
    const faults = told(checkFigures(parcours.replace('"plus": "P4M"', '"plus": "P5M"'), figures, reports).faults)
    const line = parcours.slice(0, parcours.indexOf('"plus": "P4M"')).split('\n').length
    expect(faults).toContainEqual(
      expect.stringMatching(new RegExp(`^parcours\\.json:${line} /demarches/\\d+/timing.* « 5 » \\(P5M\\)`)),
    )
    expect(faults).toContainEqual(
      expect.stringMatching(/figures\.json:\d+ .*demarches\.saisir-juge\.timing n’a pas ce chiffre/),
    )
  })

  it('a sentence that says another age is told', () => {
    const faults = told(
      checkFigures(parcours.replace('moins de six ans', 'moins de sept ans'), figures, reports).faults,
    )
    expect(faults).toContainEqual(expect.stringMatching(/« 7 » .*ce chiffre n’a pas de source/))
  })

  it.each<[string, (entries: Entry[]) => void, RegExp]>([
    [
      'another line',
      (all) => (entry(all, 'jalons.bilan-social')['lines'] = 'annexes L7055'),
      /« 6 » n’est pas écrit à annexes L7055/,
    ],
    [
      'the other report',
      (all) => (entry(all, 'jalons.bilan-social')['lines'] = 'en3s L1924'),
      /est dans l’autre rapport/,
    ],
    ['no line', (all) => delete entry(all, 'jalons.bilan-social')['lines'], /ajoutez "lines"/],
    ['lines of a page', (all) => (entry(all, 'demarches.demander-asf')['lines'] = 'annexes L7055'), /enlevez "lines"/],
    [
      'a source that does not exist',
      (all) => (entry(all, 'demarches.demander-asf')['source'] = 'sp-f0'),
      /n’est pas dans les sources/,
    ],
    [
      'a whole block',
      (all) => (entry(all, 'demarches.demander-asf').at = 'demarches'),
      /n’est pas l’adresse d’un élément/,
    ],
    [
      'an address that does not exist',
      (all) => (entry(all, 'end.extend').at = 'demarches.rien'),
      /n’est pas l’adresse d’un élément/,
    ],
    ['no such figure', (all) => (entry(all, 'demarches.demander-asf')['figures'] = ['1', '8']), /n’a pas ce chiffre/],
    [
      'a sentence said to be a choice',
      (all) =>
        all.splice(all.indexOf(entry(all, 'demarches.contacter-pmi')), 1, {
          at: 'demarches.contacter-pmi',
          figures: ['6'],
          choice: 'parce que c’est ainsi',
        }),
      /ne peut pas être un choix/,
    ],
    [
      'a legal date said to be a choice',
      (all) =>
        all.splice(all.indexOf(entry(all, 'demarches.contester-decision')), 1, {
          at: 'demarches.contester-decision',
          figures: ['1', '15'],
          choice: 'parce que c’est ainsi',
        }),
      /une date légale ne peut pas être un choix/,
    ],
  ])('a wrong entry is told: %s', (_, change, message) =>
    expect(changed(change)).toContainEqual(expect.stringMatching(message)),
  )
})

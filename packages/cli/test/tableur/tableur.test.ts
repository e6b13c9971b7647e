import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapes, validate, validateLocale, type Json, type Kind, type Parcours } from '@parcours/schema'
import { parcours as random } from '../../../engine/test/arbitraries.js'
import {
  csvOf,
  fromTableur,
  gridOfCsv,
  gridsOfWorkbook,
  toTableur,
  workbookOf,
  type Grid,
} from '../../src/tableur/index.js'
import { read as readCell, write } from '../../src/tableur/cells.js'
import { named, namedSheet } from '../../src/tableur/labels.js'
import { layout } from '../../src/tableur/layout.js'
import { objectOf } from '../../src/tableur/sheets.js'

const catalogue = fileURLToPath(new URL('../../../catalogue/', import.meta.url))
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8')) as unknown
const none = new Map<string, Json>()

/** What a person's spreadsheet gives back for what we wrote. */
const byWay = {
  XLSX: async (parcours: Parcours, locales = none): Promise<Grid[]> =>
    gridsOfWorkbook(await workbookOf(toTableur(parcours, locales, 'xlsx')), 'x.xlsx'),
  CSV: (parcours: Parcours, locales = none): Promise<Grid[]> =>
    Promise.resolve(
      toTableur(parcours, locales, 'csv').map((grid) => {
        const { grid: back, faults } = gridOfCsv(new TextEncoder().encode(csvOf(grid)), grid.name, 'x.csv')
        expect(faults).toEqual([])
        return back
      }),
    ),
}
async function same(parcours: Parcours, locales = none): Promise<void> {
  for (const way of Object.values(byWay)) {
    const back = fromTableur(await way(parcours, locales))
    expect(back.faults).toEqual([])
    expect(back.parcours).toEqual(parcours)
    expect(back.locales).toEqual(locales)
  }
}

describe('a parcours through a spreadsheet', () => {
  const folders = readdirSync(catalogue, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const files = folders.flatMap(({ name }) => {
    const all = readdirSync(`${catalogue}${name}`)
    // Others of the catalogue may be in the making.
    const ready = all.includes('parcours.json') && validate(read(`${catalogue}${name}/parcours.json`)).ok
    return ready ? [{ name, all }] : []
  })
  it('has the catalogue to go by', () => {
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['fixture', 'separation']))
  })
  it.each(files)('$name comes back whole, with its translations', async ({ name, all }) => {
    const parcours = read(`${catalogue}${name}/parcours.json`) as Parcours
    const langs = all.flatMap((file) => /^parcours\.([a-z]{2}(?:-.*)?)\.json$/.exec(file)?.[1] ?? [])
    const locales = new Map(langs.map((lang) => [lang, read(`${catalogue}${name}/parcours.${lang}.json`) as Json]))
    for (const [lang, locale] of locales)
      if (validateLocale(locale, parcours).faults.some(({ code }) => code !== 'stale')) locales.delete(lang)
    await same(parcours, locales)
  })

  /** What spreadsheets turn, run, cut or hide. */
  const traps = [
    '', ' ', 'a ', '\ta', 'a\nb', 'a\r\nb', '\n', '1.0', '64', '01', '0559000000', '2026-01-05', '05/01/2026', '1e5', '2-1',
    '1 mars', 'mai 2026', 'VRAI', 'faux', 'null', '=1+1', '=HYPERLINK("http://x")', '+33', '-1', '- un\n- deux', '@SUM(A1)',
    "'", "''", "'=x", '"', '""', '"a"', "'\"a\"", '{"a":1}', '[1]', 'a;b', 'a,b', '_x000D_', '\u0000', '\u0007', '\ud800',
    '\ufffe',
    '\u{10fffe}', '\u00a0', '\u202f!', '\ufeff', '😀', 'الدعم', '<&>', '#REF!', '#N/A', 'x'.repeat(5000), '12,5', '１', '＝1',
  ] // prettier-ignore
  const text = fc.oneof(
    fc.constantFrom(...traps),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc
      .array(fc.constantFrom(...traps.filter((one) => one.length < 20), 'é', ' '), { maxLength: 4 })
      .map((all) => all.join('')),
  )
  const free = fc.dictionary(
    fc.constantFrom('x-note', 'x-a.b', 'x-É', 'x-1', 'x- ', 'x-=1', 'x-_a', 'x--a'),
    fc.oneof(text, fc.jsonValue({ maxDepth: 2 })),
    { maxKeys: 3 },
  )

  /** Puts free keys on some objects, and trap texts in the place of some texts. */
  function seasoned(parcours: Parcours, frees: readonly Json[], wild: readonly string[]): Parcours {
    // Braces would be placeholders, and those name things.
    const texts = wild.map((one) => one.replace(/[{}]/g, '('))
    const copy = structuredClone(parcours) as unknown as Json
    let n = 0
    const dress = (node: unknown): void => {
      if (Object(node) !== node) return
      for (const inner of Object.values(node as Json)) dress(inner)
      if (!Array.isArray(node) && n < frees.length && (n + Object.keys(node as Json).length) % 3 === 0)
        Object.assign(node as Json, frees[n++])
    }
    dress(copy)
    // The generator leaves out what a content author is asked for besides.
    const source = { id: 'source', title: 's', date: null, verifiedOn: '2026-01-05' }
    copy['sources'] = [source]
    const timings = (copy['demarches'] as Json[]).flatMap(({ timing }) => (timing ? [timing as Json] : []))
    for (const dated of [...timings, ...(copy['jalons'] as Json[])])
      if (dated['kind'] === 'legal') dated['source'] = source.id
    const said = (copy['alerts'] as Json[])[0]!
    const details = texts.map((one, i) => ({ id: `d${i}`, title: one || 'x', text: 'y' }))
    ;(copy['demarches'] as Json[])[0]!['details'] = details
    said['text'] = texts[0] || 'x'
    ;(copy['pieces'] as Json[])[0]!['aliases'] = texts.filter(Boolean)
    copy['owner'] = texts.at(-1) || 'x'
    return copy as unknown as Parcours
  }

  it('is itself, whatever the parcours, in a folder of CSV', async () => {
    let tried = 0
    await fc.assert(
      fc.asyncProperty(
        random,
        fc.array(free, { maxLength: 6 }),
        fc.array(text, { minLength: 1, maxLength: 4 }),
        async (parcours, frees, texts) => {
          const given = seasoned(parcours, frees, texts)
          if (!validate(given).ok) return
          tried++
          const back = fromTableur(await byWay.CSV(given))
          expect(back.faults).toEqual([])
          expect(back.parcours).toEqual(given)
        },
      ),
      { numRuns: 80 },
    )
    expect(tried).toBeGreaterThan(60)
  })
  it('is itself, whatever the parcours, in a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(
        random,
        fc.array(free, { maxLength: 6 }),
        fc.array(text, { minLength: 1, maxLength: 4 }),
        async (parcours, frees, texts) => {
          const given = seasoned(parcours, frees, texts)
          if (!validate(given).ok) return
          const back = fromTableur(await byWay.XLSX(given))
          expect(back.faults).toEqual([])
          expect(back.parcours).toEqual(given)
        },
      ),
      { numRuns: 20 },
    )
  })
  it('keeps every text that spreadsheets turn, run, cut or hide', async () => {
    const given = read(`${catalogue}fixture/parcours.json`) as Parcours
    traps.forEach((trap, i) => ((given as unknown as Json)[`x-${i}`] = trap))
    const [first] = given.demarches
    traps.forEach((trap, i) => ((first as unknown as Json)[`x-${i}`] = trap))
    given.pieces![0]!.aliases = traps.filter((trap) => trap && !trap.includes('{'))
    given.sources = traps
      .filter(Boolean)
      .map((title, i) => ({ id: `s${i}`, title, ref: title, date: null, verifiedOn: null }))
    given.sources.push(...(read(`${catalogue}fixture/parcours.json`) as Parcours).sources)
    expect(validate(given).faults).toEqual([])
    await same(given)
  })
  it('leaves nothing that a spreadsheet would run or turn', () => {
    const given = {
      ...(read(`${catalogue}fixture/parcours.json`) as Parcours),
      'x-trap': '=1+1',
      owner: '@SUM(A1)',
      title: '=cmd',
    } as Parcours
    for (const medium of ['csv', 'xlsx'] as const)
      for (const { rows } of toTableur(given, none, medium))
        for (const cell of rows.flat()) if (typeof cell === 'string') expect(cell).not.toMatch(/^[=+@\t\r]/)
    const cells = toTableur(given, none, 'csv').flatMap(({ rows }) => rows.flat())
    expect(cells).toContain("'1.0")
    expect(cells).not.toContain('1.0')
  })
})

describe('a condition or a date in a cell', () => {
  const column = (path: string, key: string) =>
    layout()
      .find((sheet) => sheet.path === path)!
      .columns.find(({ keys }) => keys.join('.') === key)!
  const when = column('demarches', 'when')
  const due = column('demarches', 'timing.due')
  it.each([
    ['statut = marie et non (fait separe)', { all: [{ answer: 'statut', is: 'marie' }, { not: { fact: 'separe' } }] }],
    [
      'a = b ou (fait c et d connue)',
      { any: [{ answer: 'a', is: 'b' }, { all: [{ fact: 'c' }, { answer: 'd', known: true }] }] },
    ],
    ['aides contient rsa', { answer: 'aides', includes: 'rsa' }],
    ['surface ≥ 12,5', { answer: 'surface', atLeast: 12.5 }],
    [
      'un de enfants où (âge (chaque naissance ; repère fin) ≤ tableau age-mineur)',
      {
        some: 'enfants',
        where: { age: { each: 'naissance' }, at: { anchor: 'fin' }, atMost: { table: 'age-mineur' } },
      },
    ],
    ['nombre de enfants ≥ 2', { count: 'enfants', atLeast: 2 }],
    [
      'date (aujourd’hui plus 1 mois, fin de mois) avant (repère fin)',
      {
        date: { today: true, then: [{ plus: 'P1M' }, { endOf: 'month' }] },
        before: { anchor: 'fin' },
      },
    ],
  ] as const)('%s', (words, value) => {
    expect(write(value, when, 'xlsx')).toBe(words)
    expect(readCell(words, when)).toEqual(value)
  })
  it.each([
    ['aujourd’hui', 'today'],
    [
      'réponse inscription plus 3 mois, jour ouvré suivant',
      { answer: 'inscription', then: [{ plus: 'P3M' }, { workingDay: 'onOrAfter' }] },
    ],
    [
      'selon (si fait a : 2026-01-05 ; sinon : plus tard (repère b ; faite c))',
      {
        cases: [{ when: { fact: 'a' }, date: '2026-01-05' }, { date: { latest: [{ anchor: 'b' }, { done: 'c' }] } }],
      },
    ],
    [
      'repère fin moins réglage suivi, premier du mois suivant, prochain 05-21',
      {
        anchor: 'fin',
        then: [{ minus: { param: 'suivi' } }, { firstOfMonth: 'after' }, { next: '--05-21' }],
      },
    ],
  ] as const)('%s', (words, value) => {
    expect(write(value, due, 'xlsx')).toBe(words)
    expect(readCell(words, due)).toEqual(value)
  })
  it('may be typed by hand: without accents or capitals, with other signs, or in JSON', () => {
    expect(readCell('Fait a ET b >= 3', when)).toEqual({ all: [{ fact: 'a' }, { answer: 'b', atLeast: 3 }] })
    expect(readCell('reponse a + 2 semaines', due)).toEqual({ answer: 'a', then: [{ plus: 'P2W' }] })
    expect(readCell('{"fact":"a"}', when)).toEqual({ fact: 'a' })
  })
  it('is left in JSON where words would not say the same', () => {
    for (const value of [
      { all: [] },
      { all: [{ fact: 'a' }] },
      { answer: 'a', is: '64' },
      { answer: 'fait', is: 'b' },
      { fact: 'a', 'x-note': 1 },
    ])
      expect(write(value, when, 'xlsx')).toBe(JSON.stringify(value))
  })
  it('says where it could not be read, and what to do', () => {
    expect(() => readCell('fait a et b = c ou fait d', when)).toThrow(/à partir de « ou ».*parenthèses/)
    expect(() => readCell('statut est marie', when)).toThrow(/à partir de « est »/)
    expect(() => readCell('fait', when)).toThrow(/la fin de « fait »/)
  })
  it('covers what the catalogue writes', () => {
    const cells = toTableur(read(`${catalogue}separation/parcours.json`) as Parcours, none, 'xlsx').flatMap(
      ({ rows }) => rows.flat(),
    )
    expect(
      cells.filter((cell) => typeof cell === 'string' && /^[{[]"?(answer|all|any|not|fact|anchor)/.test(cell)),
    ).toEqual([])
  })
})

describe('the layout', () => {
  /** Every way to a value that the format knows, as far as columns go. */
  function ways(): { path: string; keys: string[] }[] {
    return layout().flatMap((sheet) => sheet.columns.map(({ keys }) => ({ path: sheet.path, keys: [...keys] })))
  }
  const namesIn = (kind: Kind): string[] => (kind.of ? namesIn(kind.of) : kind.types.map(({ shape }) => shape.name))

  it('has a place for every key of the format', () => {
    const sheets = layout()
    // From the table itself, type by type: a key is a column, the beginning of several, or a sheet.
    const missing: string[] = []
    const visit = (name: string, sheet: (typeof sheets)[number], prefix: string[]): void => {
      const shape = shapes.get(name)!
      for (const part of shape.mix.flat()) visit(part.shape.name, sheet, prefix)
      for (const [key, { kind }] of shape.keys) {
        const keys = [...prefix, key]
        const path = keys.join('.')
        const child = prefix.length ? undefined : sheet.children.find((one) => one.key === key)
        if (child) for (const inner of namesIn(kind)) visit(inner, child, [])
        else if (sheet.columns.some((column) => column.keys.join('.') === path)) continue
        else if (sheet.columns.some((column) => column.keys.join('.').startsWith(`${path}.`)))
          for (const inner of namesIn(kind)) visit(inner, sheet, keys)
        else missing.push(`${sheet.path}: ${path}`)
      }
    }
    visit('Parcours', sheets[0]!, [])
    expect(missing).toEqual([])
    expect(sheets.length).toBeGreaterThan(25)
  })
  it('takes up a key that the format would have tomorrow, and its file keeps it', async () => {
    const keys = shapes.get('Demarche')!.keys
    keys.set('demain', { kind: shapes.get('Demarche')!.keys.get('summary')!.kind, optional: true })
    try {
      expect(ways()).toContainEqual({ path: 'demarches', keys: ['demain'] })
      const given = read(`${catalogue}fixture/parcours.json`) as Parcours
      ;(given.demarches[1] as unknown as Json)['demain'] = 'Peut-être'
      for (const way of Object.values(byWay)) {
        const back = objectOf(await way(given), layout(), () => undefined)
        expect(back.faults).toEqual([])
        expect(back.object).toEqual(given)
      }
    } finally {
      keys.delete('demain')
    }
  })
  it('names every sheet and column in French, each column once', () => {
    for (const sheet of layout()) {
      expect(namedSheet(sheet.path), sheet.path).toBe(true)
      expect(sheet.name.length).toBeLessThanOrEqual(31)
      for (const { keys } of sheet.columns) expect(named(keys), `${sheet.path}: ${keys.join('.')}`).toBe(true)
      const headers = [sheet.parentHeader ?? '', ...sheet.columns.map(({ header }) => header)].map((one) =>
        one.toLowerCase(),
      )
      expect(
        headers.filter((one, i) => headers.indexOf(one) !== i),
        sheet.path,
      ).toEqual([])
    }
  })
})

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Parcours } from '@parcours/schema'
import { run } from '../../src/index.js'
import { exportFile, importTableur } from '../../src/tableur/command.js'
import { fromTableur, toldPlace, toTableur, type Cell, type Grid } from '../../src/tableur/index.js'

const fixture = fileURLToPath(new URL('../../../catalogue/fixture/', import.meta.url))
const source = (): Parcours => JSON.parse(readFileSync(`${fixture}parcours.json`, 'utf8')) as Parcours

/** What a person does in a workbook. */
class Hand {
  readonly grids: { name: string; rows: Cell[][] }[]
  constructor(parcours = source()) {
    this.grids = toTableur(parcours, new Map(), 'xlsx').map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => [...row]),
    }))
  }
  sheet(name: string): Cell[][] {
    return this.grids.find((grid) => grid.name === name)!.rows
  }
  column(sheet: string, header: string): number {
    const i = this.sheet(sheet)[0]!.indexOf(header)
    expect(i, `${sheet}: ${header}`).toBeGreaterThanOrEqual(0)
    return i
  }
  row(sheet: string, id: string): number {
    return this.sheet(sheet).findIndex((row) => row.includes(id))
  }
  set(sheet: string, id: string, header: string, cell: Cell): this {
    this.sheet(sheet)[this.row(sheet, id)]![this.column(sheet, header)] = cell
    return this
  }
  add(sheet: string, cells: Record<string, Cell>, at = this.sheet(sheet).length): this {
    const row = this.sheet(sheet)[0]!.map((header) => cells[header as string] ?? null)
    this.sheet(sheet).splice(at, 0, row)
    return this
  }
  read(old?: Parcours) {
    return fromTableur(this.grids as Grid[], old ? { parcours: old as never } : {})
  }
  /** Its faults as the terminal tells them. */
  told(): string[] {
    return this.read().faults.map(({ at, pointer, message }) => `${toldPlace(at)} ${pointer} ${message}`)
  }
}

describe('a person in the workbook', () => {
  it('retitles a démarche, adds an option, moves a row: that and nothing else changes', () => {
    const hand = new Hand()
    hand.set('Démarches', 'payer-cotisation', 'Titre', 'Régler votre cotisation')
    hand.add(
      'Options',
      { Question: 'experience', 'Nom court': 'un-peu', Libellé: 'Un peu' },
      hand.row('Options', 'experience') + 1,
    )
    const [first] = hand.sheet('Pièces').splice(1, 1)
    hand.sheet('Pièces').push(first!)
    const expected = source()
    expected.demarches.find(({ id }) => id === 'payer-cotisation')!.title = 'Régler votre cotisation'
    const asked = expected.questions.find(({ id }) => id === 'experience')!
    if (asked.type === 'choice') asked.options.splice(1, 0, { id: 'un-peu', label: 'Un peu' })
    expected.pieces!.push(expected.pieces!.shift()!)
    expect(hand.read()).toMatchObject({ faults: [] })
    expect(hand.read().parcours).toEqual(expected)
  })

  it('gets every fault at once, where it is, with what to do', () => {
    const hand = new Hand()
    hand.sheet('Démarches')[0]!.push('Titres')
    hand.sheet('Démarches')[1]!.push('à moi')
    hand.set('Démarches', 'payer-cotisation', 'Organisme', 'jardn')
    hand.set('Démarches', 'planter-arbre', 'Souvent oubliée', 'peut-être')
    hand.set('Démarches', 'grande-parcelle', 'Condition', '{"answer":')
    hand.add('Options', { Question: 'experiense', 'Nom court': 'un-peu', Libellé: 'Un peu' })
    hand.add('Faits', { 'Nom court': 'Fait Nouveau', 'Parce que': 'x' })
    hand.grids.push({ name: 'Demarche', rows: [['a', 'b']] })
    const told = hand.told()
    const has = (...parts: string[]): void =>
      expect(
        told.some((line) => parts.every((part) => line.includes(part))),
        `${parts.join(' … ')}\n${told.join('\n')}`,
      ).toBe(true)
    const row = (id: string): string => `ligne ${hand.row('Démarches', id) + 1}`
    has('feuille « Démarches », ligne 1', '« Titres » n’est pas connue', 'Vouliez-vous dire « Titre »')
    has(
      '« Démarches »',
      row('payer-cotisation'),
      '(« Organisme »)',
      '/demarches/2/organisme',
      'Vouliez-vous dire « jardin »',
    )
    has(
      '« Démarches »',
      row('planter-arbre'),
      '(« Souvent oubliée »)',
      '/demarches/4/forgottenByMany',
      '« oui » ou « non »',
    )
    has('« Démarches »', row('grande-parcelle'), '(« Condition »)', '/demarches/6/when', 'JSON')
    has(
      '« Options »',
      `ligne ${hand.sheet('Options').length}, colonne A (« Question »)`,
      'Vouliez-vous dire « experience »',
    )
    has('« Faits »', 'colonne A (« Nom court »)', '/facts/', 'un nom court')
    has('« Faits »', '(« Condition »)', '/facts/', 'Il manque la clé « when »')
    has('feuille « Demarche »', 'Vouliez-vous dire « Démarches »')
    // What could not be read is not said to be missing too.
    expect(told.filter((line) => line.includes('/demarches/6'))).toHaveLength(1)
    expect(hand.read().parcours).toBeUndefined()
  })

  it('is given back numbers, booleans, serials, empty rows and columns, in another order', () => {
    const hand = new Hand()
    hand.set('Sources', 'reglement', 'Date', new Date(Date.UTC(2026, 0, 5)))
    hand.set('Sources', 'reglement', 'Lue le', 46174)
    hand.set('Sources', 'guide', 'Date', '01/03/2019')
    hand.set('Questions', 'avancement', 'Pré-remplie', true)
    hand.set('Questions', 'surface', 'Minimum', 1)
    hand.set('Démarches', 's-inscrire', 'Priorité', '1')
    hand.set('Démarches', 'planter-arbre', 'Souvent oubliée', 'VRAI')
    hand.sheet('Parcours').find((row) => row[0] === 'Version du format')![1] = 1
    for (const { rows } of hand.grids) {
      for (const row of rows) row.push(null, '', '  ')
      rows.push([], [null, ' '], [null])
      rows.splice(2, 0, [null, null])
    }
    hand.grids.reverse()
    for (const { rows, name } of hand.grids)
      if (name !== 'Parcours' && name !== 'Lisez-moi') for (const row of rows) row.reverse()
    const back = hand.read()
    expect(back.faults).toEqual([])
    expect(back.parcours).toEqual(source())
  })

  it('is told when a number, a date or a formula took the place of a text', () => {
    const parcours = source()
    const hand = new Hand(parcours)
    hand.sheet('Parcours').find((row) => row[0] === 'Version')![1] = 1
    hand.set('Organismes', 'mairie', 'Téléphone', 100000002)
    hand.set('Pièces', parcours.pieces![0]!.id, 'Nom', new Date(Date.UTC(2026, 0, 2)))
    hand.set('Démarches', 'arroser', 'Titre', '#NOM?')
    hand.set('Démarches', 'fete', 'Titre', true)
    const told = hand.told()
    expect(told).toHaveLength(5)
    expect(told.filter((line) => line.includes('un zéro du début, ou de la fin, est peut-être perdu'))).toHaveLength(2)
    expect(told.some((line) => line.includes('en date (2026-01-02)'))).toBe(true)
    expect(told.some((line) => line.includes('pour une formule (#NOM?)'))).toBe(true)
    for (const line of told) expect(line).toContain('format Texte')
  })

  it('may name columns by their key, keep columns and sheets of her own', () => {
    const hand = new Hand()
    hand.sheet('Démarches')[0]![hand.column('Démarches', 'Titre')] = 'title'
    hand.sheet('Démarches')[0]!.push('x-relecture')
    for (const [i, row] of hand.sheet('Démarches').entries()) if (i) row.push(i === 1 ? 'vu par Léa' : null)
    hand.grids.push({ name: 'x-notes', rows: [['n’importe quoi']] }, { name: 'Feuil1', rows: [] })
    const expected = source()
    Object.assign(expected.demarches[0]!, { 'x-relecture': 'vu par Léa' })
    expect(hand.read().parcours).toEqual(expected)
  })

  it('may take columns and sheets away: what they said stays in the file', () => {
    const hand = new Hand()
    const gone = ['Faits', 'Démarches - Détails', 'Parcours']
    hand.grids.splice(0, hand.grids.length, ...hand.grids.filter(({ name }) => !gone.includes(name)))
    for (const header of ['Condition', 'Calendrier · À faire avant le', 'x-lint']) {
      const i = hand.column('Démarches', header)
      for (const row of hand.sheet('Démarches')) row.splice(i, 1)
    }
    hand.set('Démarches', 'fete', 'Titre', 'Venir à la fête')
    const expected = source()
    expected.demarches.find(({ id }) => id === 'fete')!.title = 'Venir à la fête'
    expect(hand.read(source()).faults).toEqual([])
    expect(hand.read(source()).parcours).toEqual(expected)
    expect(hand.read().faults.length).toBeGreaterThan(0)
  })
})

describe('parcours import tableur, export tableur', () => {
  let folder: string
  let said: string
  const out = {
    stdout: { write: (text: string) => (said += text) },
    stderr: { write: (text: string) => (said += text) },
  }
  const at = (name: string): string => join(folder, name)
  const text = (name: string): string => readFileSync(at(name), 'utf8')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tableur-'))
    said = ''
    for (const name of readdirSync(fixture)) if (name.endsWith('.json')) cpSync(fixture + name, at(name))
  })
  const edit = (file: string, from: string, to: string): void => {
    const before = text(file)
    expect(before.split(from).length, `${from} is there once`).toBe(2)
    writeFileSync(
      at(file),
      before.replace(from, () => to),
    )
  }

  it('goes there and back by a folder of CSV, and touches nothing', async () => {
    expect(
      await run(
        ['export', 'tableur', at('parcours.json'), '-o', at('feuilles'), '--langue', 'en', '--langue', 'ar'],
        out,
      ),
    ).toBe(0)
    expect(readdirSync(at('feuilles'))).toContain('18-demarches.csv')
    expect(readFileSync(at('feuilles/18-demarches.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    said = ''
    expect(await run(['import', 'tableur', at('feuilles'), '-o', at('parcours.json')], out)).toBe(0)
    expect(said).toContain('parcours.json : rien ne change.')
    expect(said).toContain('parcours.ar.json : rien ne change.')
    expect(text('parcours.json')).toBe(readFileSync(`${fixture}parcours.json`, 'utf8'))
  })

  it('shows what changes and asks; a no changes nothing, a yes changes that line only', async () => {
    await exportFile(['tableur', at('parcours.json'), '-o', at('feuilles')], out)
    edit('feuilles/18-demarches.csv', ';Payer votre cotisation;', ';Régler votre cotisation;')
    const asked: string[] = []
    const args = [at('feuilles'), '-o', at('parcours.json')]
    const before = text('parcours.json')
    expect(await importTableur(args, out, (question) => (asked.push(question), Promise.resolve(false)))).toBe(1)
    expect(asked).toHaveLength(1)
    expect(said).toContain(
      '~ demarches.payer-cotisation.title : « Payer votre cotisation » → « Régler votre cotisation »',
    )
    expect(text('parcours.json')).toBe(before)
    expect(await importTableur(args, out, () => Promise.resolve(true))).toBe(0)
    const changed = text('parcours.json')
      .split('\n')
      .filter((line, i) => line !== before.split('\n')[i])
    expect(text('parcours.json').split('\n')).toHaveLength(before.split('\n').length)
    expect(changed).toHaveLength(1)
    expect(text('parcours.json')).toBe(before.replace('Payer votre cotisation', 'Régler votre cotisation'))
  })

  it('writes nothing when there is a fault', async () => {
    await exportFile(['tableur', at('parcours.json'), '-o', at('feuilles')], out)
    edit('feuilles/18-demarches.csv', ';Payer votre cotisation;', ';;')
    said = ''
    expect(await run(['import', 'tableur', at('feuilles'), '-o', at('neuf.json'), '--yes'], out)).toBe(1)
    expect(said).toMatch(
      /feuille « Démarches », ligne 4, colonne C \(« Titre »\) {2}\/demarches\/2\n {4}Il manque la clé « title »/,
    )
    expect(said).toContain('Rien n’a été écrit')
    expect(existsSync(at('neuf.json'))).toBe(false)
  })

  it('takes a translation along: a new text is marked with its French, a changed one too', async () => {
    await exportFile(['tableur', at('parcours.json'), '-o', at('feuilles'), '--langue', 'en'], out)
    const locale = JSON.parse(text('parcours.en.json')) as { texts: Record<string, { text: string; source: string }> }
    const [address, entry] = Object.entries(locale.texts)[0]!
    edit('feuilles/32-textes-en.csv', `;${entry.text};${entry.source}`, `;Something else;${entry.source}`)
    edit('feuilles/01-parcours.csv', 'Un parcours d’essai qui montre chaque forme de question et de date.', 'Un essai.')
    said = ''
    expect(await importTableur([at('feuilles'), '-o', at('parcours.json'), '--yes'], out)).toBe(0)
    const after = JSON.parse(text('parcours.en.json')) as typeof locale
    expect(after.texts[address]).toEqual({ text: 'Something else', source: entry.source })
    // The French summary has moved: its translation is to be read again, not refused.
    if (locale.texts['summary']) expect(said).toMatch(/« en » à relire[^]*summary/)
    expect(after.texts).toEqual({ ...locale.texts, [address]: after.texts[address] })
  })

  it('begins a language that nobody has begun', async () => {
    await exportFile(['tableur', at('parcours.json'), '-o', at('feuilles'), '--langue', 'es'], out)
    edit(
      'feuilles/32-textes-es.csv',
      'title;Je rejoins un jardin partagé;;',
      'title;Je rejoins un jardin partagé;Me uno a un huerto;',
    )
    expect(await importTableur([at('feuilles'), '-o', at('parcours.json'), '--yes'], out)).toBe(0)
    const { texts, ...head } = JSON.parse(text('parcours.es.json')) as { texts: Record<string, { text: string }> }
    expect(head).toEqual({ locale: 'es', of: 'jardin', version: source().version })
    expect(Object.keys(texts)).toEqual(['title'])
    expect(await run(['validate', at('parcours.json')], out)).toBe(0)
  })

  it('asks before it replaces a workbook, and says what it cannot read', async () => {
    expect(await exportFile(['tableur', at('parcours.json')], out)).toBe(0)
    expect(existsSync(at('parcours.xlsx'))).toBe(true)
    expect(await exportFile(['tableur', at('parcours.json')], out, () => Promise.resolve(false))).toBe(1)
    expect(said).toContain('--yes')
    writeFileSync(at('faux.xlsx'), 'pas un classeur')
    expect(await run(['import', 'tableur', at('faux.xlsx')], out)).toBe(1)
    expect(said).toContain('ce n’est pas un classeur .xlsx')
    await exportFile(['tableur', at('parcours.json'), '-o', at('ansi')], out)
    writeFileSync(at('ansi/18-demarches.csv'), Buffer.from(text('ansi/18-demarches.csv'), 'latin1'))
    expect(await run(['import', 'tableur', at('ansi')], out)).toBe(1)
    expect(said).toContain('n’est pas en UTF-8')
  })

  it('reads a workbook that another program wrote: inline texts, results of formulas, dates by style', async () => {
    const cell = (ref: string, xml: string): string => xml.replace('<c', `<c r="${ref}"`)
    const inline = (said: string): string =>
      `<c t="inlineStr"><is><r><t>${said.slice(0, 2)}</t></r><r><t xml:space="preserve">${said.slice(2)}</t></r></is></c>`
    const sheet = (rows: string[][]): string =>
      `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
        .map(
          (row, n) =>
            `<row r="${n + 1}">${row.map((xml, i) => cell(`${String.fromCharCode(65 + i)}${n + 1}`, xml)).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`
    const files = {
      '[Content_Types].xml':
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
      '_rels/.rels':
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      'xl/workbook.xml':
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sources" sheetId="1" r:id="s1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
      'xl/styles.xml':
        '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
      'xl/worksheets/sheet1.xml': sheet([
        ['Nom court', 'Titre', 'Adresse', 'Référence', 'Date', 'Lue le'].map(inline),
        [
          inline('reglement'),
          '<c t="str"><f>"Règ"&amp;"lement"</f><v>Règlement</v></c>',
          '<c/>',
          inline('article 3'),
          '<c s="1"><v>46027</v></c>',
          '<c s="1"><v>46174</v></c>',
        ],
        [inline('guide'), inline('Guide'), '<c/>', '<c/>', '<c s="1"><v>43525</v></c>', '<c/>'],
      ]),
    }
    writeFileSync(
      at('autre.xlsx'),
      zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))),
    )
    expect(await importTableur([at('autre.xlsx'), '-o', at('parcours.json'), '--yes'], out), said).toBe(0)
    expect((JSON.parse(text('parcours.json')) as Parcours).sources).toEqual([
      { id: 'reglement', title: 'Règlement', ref: 'article 3', date: '2026-01-05', verifiedOn: '2026-06-01' },
      { id: 'guide', title: 'Guide', date: '2019-03-01', verifiedOn: null },
    ])
  })
})

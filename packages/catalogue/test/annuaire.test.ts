import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { annuaireOverlay, caisseOf, caisses, type Annuaire } from '@parcours/engine/annuaire'
import { run } from '@parcours/cli'
import { applyOverlays, type Organisme, type Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'
import { CATALOGUE, parcoursIds } from '../tools/folders.js'

const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(CATALOGUE, ...path), 'utf8')) as T
const KINDS = ['caf', 'carsat', 'cgss', 'cpam', 'css-mayotte', 'departement', 'msa', 'urssaf']
const all = KINDS.map((kind) => json<Annuaire>('annuaire', `${kind}.json`))
const { departements, shared } = json<{
  departements: Record<string, string>
  shared: Record<string, string[]>
}>('annuaire', 'territoires.json')
const of = (kind: string): Annuaire => all.find((annuaire) => annuaire.kind === kind)!
const name = (kind: string, place: string): string | null => caisseOf(of(kind), place).name
const names = (kind: string, places = Object.keys(departements)): Set<string> =>
  new Set(places.map((place) => name(kind, place)).filter((found) => found !== null))
// Of Landes, the postcode of its chief town: alone, its number is not enough.
const METROPOLE = Object.keys(departements)
  .filter((code) => code.length === 2)
  .map((code) => (code === '40' ? '40000' : code))
const DROM = ['971', '972', '973', '974', '976']

it('has a file for each kind that a parcours names, and no other', () => {
  const files = readdirSync(join(CATALOGUE, 'annuaire')).filter((file) => file !== 'territoires.json')
  expect(files.sort()).toEqual(KINDS.map((kind) => `${kind}.json`))
  const named = parcoursIds().flatMap((id) =>
    json<Parcours>(id, 'parcours.json').organismes.map((one) => (one as Organisme).territory),
  )
  for (const kind of new Set(named.filter((one) => one !== undefined))) expect(KINDS).toContain(kind)
})

it.each(KINDS)('%s: a name or a reason in every département, each row with its source, each place once', (kind) => {
  const annuaire = of(kind)
  const ids = annuaire.sources.map(({ id }) => id)
  for (const { readOn, dated, url, lines, title } of annuaire.sources) {
    expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(dated ?? '2019').toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/)
    // A page or the lines of a report; of the one table that has no address, what it is.
    expect(url ?? lines ?? (title.includes('logiciel de paie') ? title : '')).not.toBe('')
  }
  for (const { source } of annuaire.caisses) expect(source.length).toBeGreaterThan(0)
  const used = [...annuaire.caisses, ...annuaire.aVerifier].flatMap(({ source }) => source ?? [])
  expect([...new Set(used)].sort()).toEqual([...ids].sort())
  const places = [...annuaire.caisses, ...annuaire.aVerifier].flatMap((row) => row.in)
  expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([])
  for (const code of Object.keys(departements)) {
    const { name: found, why, national } = caisseOf(annuaire, code)
    expect(found ?? why, code).toMatch(/\S/)
    expect(why, code).not.toBe('Aucune source lue ne le dit.')
    expect(national).toMatch(/^https:\/\//)
  }
})

it('has as many caisses as the Igas wrote to in 2024', () => {
  // annexes L349: 100 Caf, 16 Carsat, 102 Cpam, 35 MSA, 21 Urssaf, 4 CGSS.
  expect(names('caf', [...METROPOLE, '971', '972', '973', '974']).size).toBe(100)
  expect(names('carsat', METROPOLE).size).toBe(16)
  expect(names('msa').size).toBe(35)
  expect(
    names(
      'urssaf',
      METROPOLE.filter((code) => code !== '48'),
    ).size,
  ).toBe(21)
  expect(names('cgss').size).toBe(4)
  // Of the 102: one a département, two each in 64 and 76, and the six that the Cnam kept in 59 and 62. No other département has several.
  const [one, several] = [names('cpam', METROPOLE).size, METROPOLE.filter((code) => !name('cpam', code))]
  expect(several).toEqual(['59', '62', '64', '76'])
  expect(one + 6 + 2 + 2).toBe(102)
})

describe('the exceptions', () => {
  it('Lozère: one caisse for family, health and contributions; retirement with Languedoc-Roussillon', () => {
    for (const kind of ['caf', 'cpam', 'urssaf'])
      expect(name(kind, '48000')).toBe('Caisse commune de sécurité sociale (CCSS) de la Lozère')
    expect(name('carsat', '48000')).toBe('Carsat Languedoc-Roussillon')
    expect(caisseOf(of('caf'), '48').sources.map(({ lines }) => lines)).toEqual(['en3s L386', 'en3s L1145'])
  })
  it('Île-de-France: the Cnav for retirement', () => {
    for (const code of ['75011', '77000', '78000', '91000', '92000', '93000', '94000', '95000'])
      expect(name('carsat', code)).toMatch(/^Cnav/)
    expect(caisseOf(of('carsat'), '75011').sources.map(({ lines }) => lines)).toContain('en3s L1149')
  })
  it('overseas: a CGSS for health, retirement and contributions; Mayotte its own; the islands not known', () => {
    for (const kind of ['cpam', 'carsat', 'urssaf', 'cgss']) {
      expect(name(kind, '97110'), kind).toBe('CGSS de la Guadeloupe')
      expect(name(kind, '97400'), kind).toBe('CGSS de La Réunion')
    }
    expect(name('caf', '97200')).toBe('Caf de la Martinique')
    for (const kind of ['caf', 'cpam', 'carsat', 'css-mayotte'])
      expect(name(kind, '97600'), kind).toBe('Caisse de sécurité sociale de Mayotte')
    for (const { kind } of all)
      for (const code of ['97133', '97150', '97500', '98800']) expect(name(kind, code)).toBeNull()
    expect([...names('msa', DROM)]).toEqual([])
  })
  it('Corsica: two Caf, one Urssaf, one MSA', () => {
    expect(name('caf', '20000')).toBe('Caf de la Corse-du-Sud')
    expect(name('caf', '20200')).toBe('Caf de la Haute-Corse')
    expect(name('caf', '2b')).toBe('Caf de la Haute-Corse')
    expect(name('msa', '20200')).toBe(name('msa', '20000'))
  })
  it('several CPAM in one département: none is guessed', () => {
    for (const code of ['59000', '59140', '62000', '64100', '76600']) {
      const { name: found, why, national, sources } = caisseOf(of('cpam'), code)
      expect(found).toBeNull()
      expect(why).toMatch(/caisses/)
      expect(national).toBe('https://www.ameli.fr')
      expect(sources.length).toBeGreaterThan(0)
    }
    expect(name('caf', '59140')).toBe('Caf du Nord')
    expect(name('caf', '76600')).toBe('Caf de la Seine-Maritime')
  })
  it('the Seignanx, in Landes: not known, and the département alone is not enough', () => {
    for (const kind of ['caf', 'cpam']) {
      expect(name(kind, '40220')).toBeNull()
      expect(name(kind, '40')).toBeNull()
      expect(name(kind, '40000')).toMatch(/ des Landes$/)
    }
    expect(name('msa', '40220')).toBe('MSA Sud Aquitaine')
  })
  it('Lyon: the Métropole or the Rhône by postcode; one Caf for both', () => {
    expect(name('departement', '69003')).toBe('Métropole de Lyon')
    expect(name('departement', '69400')).toBe('Département du Rhône')
    expect(name('departement', '69390')).toBeNull()
    expect(name('departement', '69')).toBeNull()
    expect(name('caf', '69003')).toBe(name('caf', '69400'))
  })
})

it('a postcode of two départements has a name only when it is the same in both', () => {
  expect(Object.keys(shared).length).toBeGreaterThan(10)
  for (const [postcode, codes] of Object.entries(shared))
    for (const kind of KINDS) {
      const both = new Set(codes.map((code) => name(kind, code)))
      expect(name(kind, postcode), `${kind} ${postcode}`).toBe(both.size === 1 ? [...both][0] : null)
    }
  expect(name('carsat', '05700')).toBeNull()
  expect(name('carsat', '01410')).toBeNull()
  expect(name('carsat', '13780')).toBe('Carsat Sud-Est')
})

it('a postcode of another département than its digits: Paray-Vieille-Poste', () => {
  expect(name('caf', '94390')).toBe('Caf de l’Essonne')
})

it('says her caisses by regime', () => {
  const kinds = (place: string, regime?: string): string[] => caisses(all, place, regime).map(({ kind }) => kind)
  expect(kinds('30000')).toEqual(KINDS.filter((kind) => kind !== 'msa'))
  expect(kinds('30000', 'agricole')).toEqual(['cgss', 'css-mayotte', 'departement', 'msa'])
  expect(kinds('97110', 'agricole')).toEqual(KINDS.filter((kind) => kind !== 'msa'))
  expect(caisses(all, '99999').every((caisse) => caisse.name === null)).toBe(true)
})

it('is small: what one kind costs a page', () => {
  for (const kind of KINDS)
    expect(gzipSync(readFileSync(join(CATALOGUE, 'annuaire', `${kind}.json`))).length, kind).toBeLessThan(3_000)
})

it.each(parcoursIds())('%s takes local names as an overlay without fault', (id) => {
  const parcours = json<Parcours>(id, 'parcours.json')
  for (const place of ['30000', '48000', '75011', '59000', '97110', '97600', '20200', '40220', '98800']) {
    const overlay = annuaireOverlay(parcours, all, place)
    if (!overlay) continue
    const applied = applyOverlays(parcours, [overlay])
    expect(applied.faults).toEqual([])
    const caf = applied.parcours.organismes.find((one) => (one as Organisme).territory === 'caf') as
      Organisme | undefined
    if (caf && place === '30000') expect(caf.name).toBe('Caf du Gard')
    if (caf && place === '40220') expect(caf.name).toBe('Caf')
  }
})

it('names her caisses in « parcours plan » too, and says which file is not one of its own', async () => {
  const at = (...path: string[]): string => join(CATALOGUE, ...path)
  let text = ''
  const out = {
    stdout: { write: (part: string) => (text += part) },
    stderr: { write: (part: string) => (text += part) },
  }
  const plan = ['plan', at('demenagement', 'parcours.json'), '--today', '2026-11-21', '--territory', '30000']
  expect(await run([...plan, '--annuaire', at('annuaire')], out)).toBe(0)
  expect(text).toContain('Caf du Gard')
  text = ''
  expect(await run([...plan, '--annuaire', at('separation')], out)).toBe(2)
  expect(text).toMatch(/separation\/\w+\.json : le fichier ne peut pas être lu/)
})

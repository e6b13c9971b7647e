import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/config.js'
import { departementOf, readData } from '../../src/data.js'
import { DATA, START } from './example.js'

const text = readFileSync(DATA, 'utf8')
const data = readData(text, 'exemple.json')
const key = data.keys.find(({ cle }) => cle === 'pk_exemple_caf')!

/** The example with one thing changed. */
const faultsOf = (change: (json: Record<string, unknown>) => void): string => {
  const json = JSON.parse(text) as Record<string, unknown>
  change(json)
  try {
    readData(JSON.stringify(json), 'f.json')
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.join('\n')
    throw error
  }
  return ''
}

describe('the example data', () => {
  it('is four caisses, each said to be an example', () => {
    const json = JSON.parse(text) as { lieux: { name: string; address: string; phone?: string; zone: string }[] }
    for (const { name, phone } of json.lieux) {
      expect(name).toMatch(/exemple|inventé/)
      expect(phone).toBeUndefined()
    }
    for (const name of [
      'Caf, accueil de Pau',
      'CPAM, accueil de Bayonne',
      'CGSS, accueil de Saint-Denis',
      'France Services',
    ])
      expect(json.lieux.some((lieu) => lieu.name.startsWith(name))).toBe(true)
    expect(json.lieux.find(({ name }) => name.startsWith('CGSS'))!.zone).toBe('Indian/Reunion')
  })

  it('offers something for every motif of every key within three weeks', () => {
    for (const one of data.keys)
      for (const motif of data.agenda.describeMotifs(one)) {
        const slots = data.agenda.search(
          {
            motif: motif.id,
            lieux: one.lieux ?? [],
            modes: [],
            from: '2026-10-05',
            to: '2026-10-26',
            besoins: [],
            jointe: data.agenda.motif(motif.id)!.jointe,
          },
          [],
          START,
        )
        expect(slots.length, `${one.cle} ${motif.id}`).toBeGreaterThan(3)
      }
  })

  it('finds lieux by postcode, the same town first', () => {
    const lieux = data.agenda.describeLieux(data.keys.at(-1)!, { codePostal: '64100', besoins: [] })
    expect(lieux[0]!.id).toBe('exemple-bayonne')
    expect(lieux.every(({ departement }) => departement === '64')).toBe(true)
    expect(data.agenda.describeLieux(key, { codePostal: '75001', besoins: [] })).toEqual([])
    expect(
      data.agenda.describeLieux(data.keys.at(-1)!, { departement: '64', besoins: ['lsf'] }).map(({ id }) => id),
    ).toEqual(['exemple-pau', 'exemple-jardin'])
  })

  it.each([
    ['97400', '974'],
    ['98800', '988'],
    ['20000', '2A'],
    ['20200', '2B'],
    ['64000', '64'],
    ['01000', '01'],
  ])('%s is in %s', (code, departement) => expect(departementOf(code)).toBe(departement))
})

describe('a file that is wrong', () => {
  it('is told where and what to do', () => {
    expect(() => readData('{', 'f.json')).toThrow(/f\.json : ce n’est pas du JSON/)
    expect(() => readData('[]', 'f.json')).toThrow(/« cles », « lieux », « motifs » et « agendas »/)
    expect(faultsOf((json) => delete json['cles'])).toMatch(/f\.json#\/cles : donnez une liste/)
    expect(
      faultsOf((json) => ((json['cles'] as { origines: string[] }[])[0]!.origines = ['https://a.example/'])),
    ).toMatch(/sans chemin/)
    expect(faultsOf((json) => ((json['cles'] as { motifs: string[] }[])[0]!.motifs = ['rien']))).toMatch(
      /\/cles\/0\/motifs\/0/,
    )
    expect(faultsOf((json) => ((json['lieux'] as { zone: string }[])[1]!.zone = 'Paris'))).toMatch(
      /f\.json#\/lieux\/1\/zone/,
    )
    expect(faultsOf((json) => ((json['motifs'] as { contact: string }[])[1]!.contact = 'aucun'))).toMatch(
      /un code ne s’envoie pas sans contact/,
    )
    expect(
      faultsOf((json) => ((json['agendas'] as { openings: { from: string }[] }[])[0]!.openings[0]!.from = '9h')),
    ).toMatch(/f\.json#\/agendas\/0\/openings\/0\/from/)
  })
})

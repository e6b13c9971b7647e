import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  capabilitiesOf,
  contactsOf,
  levelOf,
  readCreneaux,
  RendezVousError,
  staticAdapter,
  type Contact,
} from '../src/index.js'

const window = { from: '2026-09-28', to: '2026-11-22' }
const lieu = { id: 'pau', name: 'Agence de Pau', zone: 'Europe/Paris' }
const creneau = {
  id: 'c1',
  motif: 'point-droits',
  lieu: 'pau',
  mode: 'on-site',
  start: '2026-10-06T09:30:00+02:00',
  url: 'https://caisse.example/c1',
}
const doc = (more: object = {}): object => ({
  contract: '1.0',
  capabilities: ['slots', 'link'],
  lieux: [lieu],
  creneaux: [creneau],
  ...more,
})

describe('ce qui est lu', () => {
  it('donne les créneaux triés, avec leur lieu, leur jour au lieu et leur lien', () => {
    const later = { ...creneau, id: 'c2', start: '2026-10-05T23:30:00+02:00' }
    const reunion = { id: 'stdenis', name: 'Saint-Denis', zone: 'Indian/Reunion' }
    const { level, places, skipped } = readCreneaux(
      doc({ lieux: [lieu, reunion], creneaux: [creneau, { ...later, lieu: 'stdenis' }] }),
      window,
    )
    expect(level).toBe(2)
    expect(places.map(({ id, day, at, href }) => [id, day, at.name, href])).toEqual([
      ['c2', '2026-10-06', 'Saint-Denis', 'https://caisse.example/c1'],
      ['c1', '2026-10-06', 'Agence de Pau', 'https://caisse.example/c1'],
    ])
    expect(skipped).toBe(0)
  })

  it('fait un lien du modèle commun, et dit s’il mène au créneau', () => {
    const bare = { ...creneau, url: undefined, id: 'a/b' }
    const carried = readCreneaux(
      doc({ creneaux: [bare], link: 'https://caisse.example/rdv?c={creneau}&m={motif}' }),
      window,
    ).places[0]!
    expect([carried.href, carried.carried]).toEqual(['https://caisse.example/rdv?c=a%2Fb&m=point-droits', true])
    const plain = readCreneaux(doc({ creneaux: [bare], link: 'https://caisse.example/rdv' }), window).places[0]!
    expect([plain.href, plain.carried]).toEqual(['https://caisse.example/rdv', false])
  })

  it.each([
    ['un lieu inconnu', { lieu: 'ailleurs' }],
    ['une heure sans décalage', { start: '2026-10-06T09:30:00' }],
    ['une façon inconnue', { mode: 'fax' }],
    ['un motif absent', { motif: undefined }],
    ['un id absent', { id: 7 }],
  ])('laisse de côté %s, sans perdre le reste', (_, change) => {
    const { places, skipped } = readCreneaux(doc({ creneaux: [creneau, { ...creneau, id: 'c9', ...change }] }), window)
    expect(places.map(({ id }) => id)).toEqual(['c1'])
    expect(skipped).toBe(1)
  })

  it('laisse de côté un lieu dont la zone n’existe pas, et ses créneaux', () => {
    const { places, skipped } = readCreneaux(doc({ lieux: [{ ...lieu, zone: 'Europe/Pau' }] }), window)
    expect(places).toEqual([])
    expect(skipped).toBe(2)
  })

  it('ne garde que les jours demandés, et un créneau une seule fois', () => {
    const far = { ...creneau, id: 'c3', start: '2026-12-25T09:30:00+01:00' }
    expect(readCreneaux(doc({ creneaux: [creneau, creneau, far] }), window).places.map(({ id }) => id)).toEqual(['c1'])
  })

  it.each([['javascript:alert(1)'], ['http://caisse.example/c1'], ['/c1'], ['data:text/html,x']])(
    'ne fait pas un lien de %s',
    (url) => {
      const { level, places } = readCreneaux(doc({ creneaux: [{ ...creneau, url }] }), window)
      expect(places).toEqual([])
      expect(level).toBe(0)
    },
  )

  it('sait quels motifs le service prend, ou qu’il les prend tous', () => {
    expect(readCreneaux(doc(), window).motifs).toBeNull()
    expect(readCreneaux(doc({ motifs: ['point-droits', 3, ''] }), window).motifs).toEqual(new Set(['point-droits']))
  })

  it.each([[null], [[]], ['texte'], [3]])('refuse %s', (json) => {
    expect(() => readCreneaux(json, window)).toThrow(RendezVousError)
  })

  it.each([['2.0'], [undefined], ['1'], [1]])('refuse le contrat %s et le dit', (contract) => {
    expect(() => readCreneaux(doc({ contract }), window)).toThrow(
      expect.objectContaining({ code: 'contract' }) as Error,
    )
  })

  it('lit un contrat plus récent de la même famille', () => {
    expect(
      readCreneaux(doc({ contract: '1.7', capabilities: ['slots', 'link', 'teleport'], nouveau: {} }), window).level,
    ).toBe(2)
  })

  it('ne jette rien d’autre que son erreur, quoi qu’on lui donne', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (lieux, creneaux, next) => {
        const { places } = readCreneaux(
          { contract: '1.0', capabilities: ['slots', 'link', 'next'], lieux, creneaux, next },
          window,
        )
        expect(Array.isArray(places)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        try {
          readCreneaux(json, window)
        } catch (error) {
          expect(error).toBeInstanceOf(RendezVousError)
        }
      }),
    )
  })
})

describe('le niveau', () => {
  const yes = { linked: true, next: true }
  it.each([
    [['slots', 'link'], yes, 2, 2],
    [['slots'], yes, 2, 0],
    [['slots', 'link'], { linked: false, next: false }, 2, 0],
    [['slots', 'link', 'next'], { linked: false, next: true }, 2, 1],
    [['next'], yes, 2, 1],
    [['next'], { linked: false, next: false }, 2, 0],
    [[], yes, 2, 0],
    [['slots', 'link', 'book', 'cancel'], yes, 2, 2],
    [['slots', 'book', 'cancel'], yes, 2, 0],
    [['slots', 'book', 'cancel'], yes, 4, 3],
    [['slots', 'book', 'cancel', 'hold', 'move'], yes, 4, 4],
    [['book'], yes, 4, 0],
  ] as const)('%j donne %j, jusqu’à %i : %i', (announced, has, upTo, level) => {
    expect(levelOf(capabilitiesOf(announced), has, upTo)).toBe(level)
  })

  it('ne dépasse jamais ce que le lecteur sait montrer', () => {
    const names = ['next', 'slots', 'link', 'book', 'cancel', 'hold', 'move', 'waitlist', 'joint', 'autre']
    fc.assert(
      fc.property(
        fc.subarray(names),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(0, 1, 2, 3, 4),
        (announced, linked, next, upTo) => {
          const level = levelOf(capabilitiesOf(announced), { linked, next }, upTo as 0)
          expect(level).toBeLessThanOrEqual(upTo)
          if (level === 2) expect(linked).toBe(true)
          if (level === 1) expect(next).toBe(true)
        },
      ),
    )
  })

  it('aucun créneau de libre reste une réponse de niveau 2', () => {
    expect(readCreneaux(doc({ creneaux: [] }), window)).toMatchObject({ level: 2, places: [] })
  })

  it('des créneaux sans lien deviennent de prochaines dates', () => {
    const answer = readCreneaux(
      doc({ capabilities: ['slots', 'link', 'next'], creneaux: [{ ...creneau, url: undefined }] }),
      window,
    )
    expect(answer).toMatchObject({ level: 1, places: [], next: [{ day: '2026-10-06' }] })
  })
})

describe('sans service', () => {
  it('une personne d’abord, et rien qui ne mène nulle part', () => {
    const channels: Contact[] = [
      { id: 'site', kind: 'online', url: 'https://caisse.example' },
      { id: 'vide', kind: 'phone' },
      { id: 'tel', kind: 'phone', number: '3230' },
      { id: 'fs', kind: 'france-services', url: 'https://www.france-services.gouv.fr' },
    ]
    expect(contactsOf(channels).map(({ id }) => id)).toEqual(['tel', 'fs', 'site'])
  })

  it('est de niveau 0 et ne demande rien', async () => {
    expect(await staticAdapter().availability(window)).toMatchObject({ level: 0, places: [], next: [] })
  })
})

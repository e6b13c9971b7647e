import { readFileSync } from 'node:fs'
import { sessionFrom } from '@parcours/cli'
import type { Scenario } from '@parcours/cli/scenarios'
import { answer, diff, mark, mergePlans, type MergedItem, type Session } from '@parcours/engine'
import type { Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'

const json = <T>(path: string): T => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as T
const arrivee = json<Parcours>('arrivee-enfant/parcours.json')
const maternite = json<Parcours>('maternite/parcours.json')
const separation = json<Parcours>('separation/parcours.json')

type Answers = Scenario['answers']
const play = (parcours: Parcours, answers: Answers, today = '2026-11-21'): Session =>
  sessionFrom(parcours, { today, answers } as Scenario)

/** One person, asked by both parcours: her common answers, and what only one of them asks. */
const HER = {
  situation: 'attend',
  'role-parent': 'non',
  'date-terme': '2027-06-10',
  territoire: '37000',
  regime: 'general',
  activite: ['salarie'],
} satisfies Answers
const CAF = {
  ...HER,
  statut: 'marie',
  'compte-caisse': 'moi',
  'declaration-caisse': 'non',
  'activite-reduite': 'non',
  'mode-garde': 'non',
  particularites: ['aucune'],
} satisfies Answers
const CPAM = { ...HER, 'declaration-faite': 'non' } satisfies Answers

const ids = (session: Session): string[] => session.plan.items.map(({ id }) => id)
const both = (a: Session, b: Session): MergedItem[] => mergePlans([a.plan, b.plan])
const shared = (cards: readonly MergedItem[]): string[] =>
  cards.filter(({ from }) => from.length === 2).map(({ item }) => item.id)

/** By the engine's own merge; what the page does of it is in tests/e2e/together.spec.ts. */
describe('« Arrivée de l’enfant » beside the health insurance’s « Maternité »: one item, once', () => {
  const caf = play(arrivee, CAF)
  const cpam = play(maternite, CPAM)
  const cards = both(caf, cpam)

  it('shows each common item on one card', () => {
    expect(shared(cards)).toEqual(
      expect.arrayContaining([
        'premier-rendez-vous-sante',
        'signaler-grossesse',
        'mettre-a-jour-vitale',
        'rendez-vous-dentiste',
        'choisir-maternite',
        'envoyer-papiers-conge',
        'declarer-naissance-maladie',
        'entretien-apres',
        'contacter-pmi',
        'rendez-vous-sante-2@2027-01-10',
        'rendez-vous-sante-3@2027-06-10',
        'message-maladie-mois-4',
        'debut-conge',
        'jour-prevu',
        'noter-nouvelles',
      ]),
    )
  })

  it('never shows the same title twice', () => {
    // An occurrence of a monthly rendez-vous is another day of the same title.
    const titles = cards.map(({ item }) => `${item.of.title} ${item.day ?? ''}`)
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  })

  it('loses nothing: every item of both is on a card, and what is only in one stays', () => {
    expect(cards.flatMap(({ from }) => from)).toHaveLength(ids(caf).length + ids(cpam).length)
    const shown = cards.map(({ item }) => item.id)
    expect(shown).toEqual(expect.arrayContaining(['demander-prime-naissance', 's-inscrire-atelier', 'atelier-sante']))
  })

  it('gives both the same dates, so that the card does not depend on which site shows it', () => {
    for (const { item, from } of cards)
      expect([item.id, ...from.map(({ item: { day } }) => day)]).toEqual([item.id, ...from.map(() => item.day)])
  })

  it('is done in both when it is done in one', () => {
    const done = mark(cpam, 'mettre-a-jour-vitale', 'fait', { by: 'usager', on: '2026-11-21' })
    const card = both(caf, done).find(({ item }) => item.id === 'mettre-a-jour-vitale')
    expect(card?.item.status).toBe('fait')
    expect(card?.from).toHaveLength(2)
  })

  it('has the same person ask once: the declaration to both funds is one card with a separation too', () => {
    const parting = play(separation, {
      avancement: 'separe',
      'date-separation': '2026-11-01',
      statut: 'marie',
      securite: 'oui',
      territoire: '37000',
      regime: 'general',
      'compte-caisse': 'moi',
      grossesse: 'oui',
    })
    expect(shared(both(caf, parting))).toEqual(
      expect.arrayContaining(['signaler-grossesse', 'rencontrer-conseiller', 'parler-travailleur-social']),
    )
  })
})

describe('a hard moment', () => {
  const about = /grossesse|naissance|enfant|maternité|sage-femme|bébé|mode de garde/i
  const titles = (session: Session): string[] => session.plan.items.map(({ of }) => of.title as string)

  it.each([
    [
      'said at once',
      play(arrivee, { situation: 'autre', territoire: '37000', regime: 'general', 'compte-caisse': 'moi' }),
    ],
    ['said later', play(arrivee, { ...CAF, nouvelles: 'autre' })],
    ['said later, to the health insurance', play(maternite, { ...CPAM, nouvelles: 'autre' })],
  ])('%s: no title speaks of the child any more, people and the way out are there', (_, session) => {
    expect(titles(session).filter((title) => about.test(title))).toEqual([])
    expect(ids(session)).toEqual(expect.arrayContaining(['trouver-soutien-psychologique', 'aller-france-services']))
    expect(session.exits.map(({ of }) => of.id)).toEqual(['autre-situation'])
    const ways = session.plan.handovers.map(({ of }) => of.id)
    expect(ways).toContain('perte-enfant')
    expect(ways).not.toContain('arrivee-enfant')
  })

  it('leaves no date of the birth or of the child’s birthdays behind', () => {
    const session = play(arrivee, { ...CAF, nouvelles: 'autre' })
    expect(session.plan.items.filter(({ day }) => day !== null).map(({ id, day }) => [id, day])).toEqual([])
  })

  it('is not read back to her: what goes away goes without a list', () => {
    const before = play(arrivee, CAF)
    const after = answer(before, 'nouvelles', 'autre')
    expect(ids(before)).toContain('declarer-naissance')
    expect(ids(after)).not.toContain('declarer-naissance')
    const told = diff(before, after)
    expect([told.added, told.removed, told.moved, told.because]).toEqual([[], [], [], []])
  })

  it('can be taken back: the card on which it was said stays', () => {
    const session = play(arrivee, { ...CAF, nouvelles: 'autre' })
    expect(ids(session)).toContain('noter-nouvelles')
    expect(ids(play(arrivee, { ...CAF, nouvelles: 'pas-encore' }))).toContain('demander-prime-naissance')
  })

  it('is a way out for everybody, and is pushed to nobody', () => {
    const session = play(arrivee, CAF)
    expect(session.exits).toEqual([])
    expect(session.plan.handovers.map(({ of }) => of.id)).toContain('perte-enfant')
    const text = arrivee.handovers?.find(({ id }) => id === 'perte-enfant')?.text
    expect(text).not.toMatch(/perte|perdu|décès|mort|deuil/i)
  })
})

describe('discretion', () => {
  it('keeps what a sensitive answer brings apart, under a neutral title', () => {
    const answers = { ...CAF, statut: 'seul', particularites: ['seul', 'moins-20', 'handicap', 'multiples'] }
    const brought = play(arrivee, answers).plan.items.filter(({ sensitive }) => sensitive)
    expect(brought.map(({ id }) => id)).toEqual(expect.arrayContaining(['accompagnement-adapte', 'verifier-rsa']))
    for (const { of } of brought) expect(of.title).not.toMatch(/seul|jeune|mineur|handicap|jumeau|isol/i)
  })

  it('has no title of a rendez-vous or of a message that names the pregnancy', () => {
    const titles = [
      ...(arrivee.jalons ?? []).map(({ title }) => title),
      ...(arrivee.rendezVous ?? []).map(({ motif }) => motif),
    ]
    expect(titles.filter((title) => /grossesse|enceinte|accouch|prénatal/i.test(title as string))).toEqual([])
  })

  it('leaves the health of the person who carries the child out of the other parent’s plan', () => {
    const other = play(arrivee, { ...CAF, 'role-parent': 'oui' })
    const health = new Set(
      arrivee.demarches.filter(({ organisme }) => organisme === 'professionnel-sante').map(({ id }) => id),
    )
    expect(ids(other).filter((id) => health.has(id))).toEqual(['rendez-vous-sante-enfant'])
  })
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { report, sessionFrom, Writer } from '@parcours/cli'
import { askedOf, play, scenarioFaults, shown, type Scenario } from '@parcours/cli/scenarios'
import { answer, diff, type Session } from '@parcours/engine'
import { addresses, validate, validateLocale, type Parcours } from '@parcours/schema'
import { describe, expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../etre-aide/${path}`, import.meta.url))
const text = (path: string): string => readFileSync(at(path), 'utf8')
const json = <T>(path: string): T => JSON.parse(text(path)) as T

const parcours = json<Parcours>('parcours.json')
const separation = JSON.parse(
  readFileSync(fileURLToPath(new URL('../separation/parcours.json', import.meta.url)), 'utf8'),
) as Parcours
const named = readdirSync(at('scenarios'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, json<Scenario>(`scenarios/${name}`)] as const)

const played = (scenario: Scenario, answers: Record<string, unknown> = {}): Session =>
  sessionFrom(parcours, { ...scenario, answers: { ...scenario.answers, ...answers } })
const idsOf = ({ plan }: Session): string[] => [...plan.items, ...plan.rendezVous].map(({ id }) => id).sort()

/** What a person in danger finds whatever she answers, or does not. */
const ALWAYS = [
  'parler-travailleur-social',
  'aller-france-services',
  'appeler-ecoute',
  'trouver-lieu-sur',
  'signaler-faits',
  'demander-protection-juge',
  'demander-aide-urgence',
  'demander-conseil-cidff',
  'voir-soignant',
  'demander-avis-appareils',
  'rencontrer-juriste',
  'etre-accompagne-justice',
]
/** The ways to a person that stand open on the screen: their titles are those of « Je me sépare », where everyone has them. */
const OPEN = ['parler-travailleur-social', 'aller-france-services']
/** Those that anyone may be offered; the others would tell by whom they are held. */
const OPEN_OFFERS = ['rdv-travailleur-social', 'rdv-france-services']
/** What the person she lives with would notice. */
const NOTICED = ['proteger-acces', 'ouvrir-compte-caisse', 'parler-bail']
const SECURITE = ['oui', 'doute', 'non', { skipped: true }]

/** Titles stand on a card, a calendar, a paper: someone may look over her shoulder. */
const TELLS = /violen|victim|conjoin|plainte|danger|agress|frapp|coups|protection|urgence|auteur/i
/** Code civil 255 and 373-2-10, design §8. */
const PROPOSES =
  /(?<!im)médiat|amiable|conseil(ler)? conjugal|espaces? de rencontre|thérapie|coparent|se mettre d’accord|accord (à|avec) l’autre|(parlez|dites|discutez|écrivez|prévenez|contactez)[^.]*l’autre (personne|parent)/i

describe('the file', () => {
  it('is a parcours without a fault', () => {
    expect(validate(text('parcours.json')).faults).toEqual([])
  })

  it('asks for the quick exit and a title that says nothing', () => {
    expect(parcours.safety).toEqual({ quickExit: true, neutralTitle: 'Mes démarches' })
  })

  it('uses every source it lists, and gives each item its source', () => {
    const used = new Set<unknown>()
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(walk)
      else if (value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) {
          if (/^(x-)?sources?$/.test(key)) for (const id of [inner].flat()) used.add(id)
          walk(inner)
        }
    }
    const { sources, ...rest } = parcours
    walk(rest)
    expect(sources.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
    expect(
      [...parcours.demarches, ...(parcours.jalons ?? [])].filter(({ source }) => !source).map(({ id }) => id),
    ).toEqual([])
  })

  for (const lang of ['fr-x-falc', 'en', 'es', 'ar'])
    it(`is whole in ${lang}, and says that nobody proofread it`, () => {
      const { faults, untranslated, value } = validateLocale(text(`parcours.${lang}.json`), parcours)
      expect(faults.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([])
      expect(untranslated).toEqual([])
      expect(value?.proofreadBy).toBeUndefined()
      expect(text(`glossary.${lang}.md`)).toMatch(/nobody has proofread|personne n’a relu/i)
    })

  it('keeps every phone number in every language', () => {
    const numbers = (of: string): string[] =>
      [...of.matchAll(/(?:\+33 1 80 52 33 76|116\s006|\b(?:3919|3114|3039|3230|3949|119|115|114|112)\b)/g)]
        .map(([number]) => number.replace(/\s/g, ''))
        .sort()
    for (const lang of ['fr-x-falc', 'en', 'es', 'ar']) {
      const { texts } = json<{ texts: Record<string, { text: string }> }>(`parcours.${lang}.json`)
      // Easy French may explain with fewer numbers only where the channels hold them: on an alert, never.
      const lost = [...addresses(parcours)].filter(
        ([address, french]) =>
          numbers(french).length > 0 &&
          (lang !== 'fr-x-falc' || address.startsWith('alerts.')) &&
          numbers(texts[address]!.text).join() !== numbers(french).join(),
      )
      expect(lost.map(([address]) => `${lang} ${address}`)).toEqual([])
    }
  })
})

it('names the closed list and the way out as the screens do, in every language that the screens speak', () => {
  for (const lang of ['fr', 'en', 'es', 'ar', 'fr-x-falc']) {
    const words = fileURLToPath(new URL(`../../elements/src/locales/${lang}/core.ts`, import.meta.url))
    if (!existsSync(words)) continue
    const [, list = ''] = /sensitiveTitle: '([^']+)'/.exec(readFileSync(words, 'utf8')) ?? []
    const said =
      lang === 'fr'
        ? parcours.alerts?.find(({ id }) => id === 'cet-appareil')?.text
        : json<{ texts: Record<string, { text: string }> }>(`parcours.${lang}.json`).texts['alerts.cet-appareil.text']
            ?.text
    expect(list, lang).not.toBe('')
    expect(said, lang).toContain(list)
  }
})

describe('the scenarios', () => {
  it('are at least eight', () => expect(named.length).toBeGreaterThanOrEqual(8))

  it.each(named)('%s', (name, scenario) => {
    expect(name).toBe(`${scenario.id}.json`)
    expect(scenarioFaults(json(`scenarios/${name}`))).toEqual([])
    const { session, differences } = play(parcours, scenario)
    expect(shown(differences, () => undefined)).toBe('')
    expect(session.progress.complete).toBe(true)
  })
})

describe('safety, in every situation', () => {
  it('says nothing where the list ends, which stands open and is printed', () => {
    const texts = ['fr', 'fr-x-falc', 'en', 'es', 'ar'].flatMap((lang) =>
      lang === 'fr'
        ? [parcours.end!.text, parcours.end!.next!]
        : Object.entries(json<{ texts: Record<string, { text: string }> }>(`parcours.${lang}.json`).texts)
            .filter(([address]) => address.startsWith('end.'))
            .map(([, { text }]) => text),
    )
    expect(texts.length).toBeGreaterThanOrEqual(10)
    expect(texts.filter((text) => TELLS.test(text) || /CIDFF|écoute|helpline|escucha|استماع/i.test(text))).toEqual([])
  })

  it('says nothing in a title', () => {
    const titles = [...addresses(parcours)].filter(([address]) =>
      /^(title|summary|safety\.|phases\.|lanes\.|sections\.|(demarches|jalons)\.[^.]+\.title$|rendezVous\.[^.]+\.motif$)/.test(
        address,
      ),
    )
    expect(titles.length).toBeGreaterThan(40)
    expect(titles.filter(([, said]) => TELLS.test(said))).toEqual([])
  })

  it('holds no word that proposes a mediation, an agreement or a contact', () => {
    expect([...addresses(parcours)].filter(([, said]) => PROPOSES.test(said))).toEqual([])
  })

  it('asks no question that one must answer, prefills none, and calls every one sensitive', () => {
    const late = parcours.questions.filter((question) => 'askedAt' in question)
    for (const question of parcours.questions) {
      expect(question.sensitive, question.id).toBe(true)
      expect(question.prefill, question.id).toBeUndefined()
      expect(question.skip ?? question.unknown, question.id).toBeDefined()
    }
    expect(late.map(({ id }) => id)).toEqual(['date-document', 'date-protection'])
  })

  it('has no démarche that tells a benefits office or a landlord of the other person to go and ask for money', () => {
    // Each of these makes an office write to the other parent.
    const asked = ['demander-asf', 'recouvrer-pension', 'declarer-separation', 'saisir-juge', 'changer-rib-caisse']
    expect(parcours.demarches.map(({ id }) => id).filter((id) => asked.includes(id))).toEqual([])
  })

  it.each(named)('%s: the alerts and a person come first, whatever the answer', (_, scenario) => {
    for (const securite of SECURITE) {
      const { plan } = played(scenario, { securite })
      expect(plan.alerts.slice(0, 3).map(({ of, sensitive }) => [of.id, sensitive])).toEqual([
        ['urgence', false],
        ['aide-violences', false],
        ['cet-appareil', false],
      ])
      const todo = plan.items.filter(({ kind }) => kind === 'demarche')
      // On the screens what is sensitive stands apart, closed: the list she sees first begins with a person.
      expect(todo.filter(({ sensitive }) => !sensitive).map(({ id }) => id)).toEqual(expect.arrayContaining(OPEN))
      expect(ALWAYS.filter((id) => !todo.some((item) => item.id === id))).toEqual([])
      for (const id of ['rdv-travailleur-social', 'rdv-france-services', 'rdv-cidff'])
        expect(plan.rendezVous.map((offer) => offer.id)).toContain(id)
    }
  })

  it.each(named)('%s: a doubt, a no, a yes and no answer bring the same things', (_, scenario) => {
    const [first, ...others] = SECURITE.map((securite) => idsOf(played(scenario, { securite })))
    for (const other of others) expect(other).toEqual(first)
  })

  it.each(named)('%s: everything is sensitive but the alerts and the two open ways to a person', (_, scenario) => {
    const { plan } = played(scenario)
    expect(plan.items.filter(({ sensitive }) => !sensitive).map(({ id }) => id)).toEqual(expect.arrayContaining(OPEN))
    expect(plan.items.filter(({ sensitive }) => !sensitive)).toHaveLength(OPEN.length)
    // Nothing that a calendar would hold by itself: what is open has no date.
    for (const { id, due } of plan.items.filter(({ sensitive }) => !sensitive)) expect(due, id).toBeNull()
    expect(plan.handovers.filter(({ sensitive }) => !sensitive)).toEqual([])
    expect(plan.rendezVous.filter(({ sensitive }) => !sensitive).map(({ id }) => id)).toEqual(OPEN_OFFERS)
    // What she is asked to bring to them says nothing either.
    expect(plan.pieces.filter(({ sensitive }) => !sensitive).map(({ of }) => of.id)).toEqual(['piece-identite'])
  })

  it.each(named)(
    '%s: nothing that is noticed, while she lives with the other person or does not say',
    (_, scenario) => {
      for (const logement of ['meme-toit', 'sans', { skipped: true }]) {
        const ids = idsOf(played(scenario, { logement }))
        expect(NOTICED.filter((id) => ids.includes(id))).toEqual([])
        expect(ids).toContain('preparer-depart')
      }
    },
  )

  it.each(named)(
    '%s: no way to « Je me sépare » unless her answer goes with her and stops médiation there',
    (_, scenario) => {
      for (const securite of SECURITE) {
        const { plan } = played(scenario, { securite })
        const offered = plan.handovers.map(({ of }) => of.id)
        expect(offered).toEqual(securite === 'doute' || securite === 'non' ? ['separation'] : [])
        for (const { of } of plan.handovers) {
          expect(of.carries).toContain('securite')
          const there = sessionFrom(separation, {
            today: scenario.today,
            answers: { securite, avancement: 'en-cours', statut: 'marie' },
          })
          expect([...there.plan.items, ...there.plan.rendezVous].map(({ id }) => id)).not.toContain(
            'rencontrer-mediateur',
          )
        }
      }
    },
  )

  it.each(named)('%s: « ce qui a changé » stays silent, whatever she answers', (_, scenario) => {
    const blank = sessionFrom(parcours, { today: scenario.today, answers: {} })
    for (const [question, value] of Object.entries(scenario.answers)) {
      if (!askedOf(blank).has(question) || Array.isArray(value) || typeof value !== 'string') continue
      const { added, removed, moved, because } = diff(blank, answer(blank, question, value))
      expect([added, removed, moved, because], question).toEqual([[], [], [], []])
    }
  })

  it.each(named)('%s: no reason under a card repeats a sensitive answer', (_, scenario) => {
    const session = played(scenario)
    const said = report(session, new Writer(session)).items.flatMap(({ because }) => because)
    expect(said.filter((reason) => TELLS.test(reason))).toEqual([])
  })

  it.each(named)('%s: a shared account, or not knowing, always warns before the caisse is used', (_, scenario) => {
    for (const account of ['joint', 'autre-parent', { unsure: true }, { skipped: true }])
      expect(played(scenario, { 'compte-caisse': account }).plan.alerts.map(({ of }) => of.id)).toContain(
        'compte-partage',
      )
    expect(played(scenario, { 'compte-caisse': 'moi' }).plan.alerts.map(({ of }) => of.id)).not.toContain(
      'compte-partage',
    )
  })
})

it('tells nobody to give an address, a number or a password that the other person can read', () => {
  const texts = [...addresses(parcours)]
  const address = texts.filter(([, said]) => /\b(votre|une) (nouvelle )?adresse\b/i.test(said))
  // Each time she is asked for an address it is a safe one, a secret one, an e-mail of her own, or that of an office.
  const safe =
    /sûre|secr|cacher|pas (écrit|votre nouvelle)|N’écrivez pas|e-mail|donne (une |l’)adresse|donner une adresse|vous n’avez pas à la donner|^Votre adresse$/i
  expect(address.filter(([, said]) => !safe.test(said))).toEqual([])
  expect(texts.filter(([, said]) => /adresse e-mail|numéro sûr|un numéro/i.test(said)).length).toBeGreaterThan(4)
  // Whoever takes an appointment gives a number: the way to take it says which one.
  for (const id of ['rdv-travailleur-social', 'rdv-des-droits'])
    expect(parcours.rendezVous?.find((offer) => offer.id === id)?.fallback.map(({ note }) => note)).toEqual(
      expect.arrayContaining([expect.stringMatching(/numéro sûr/), expect.stringMatching(/appareil sûr/)]),
    )
})

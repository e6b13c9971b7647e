import { ANSWERS, parcours, type State } from '../fixtures.js'

/** A year and a half of dates, generated: what a full parcours weighs on a frise. Invented, like its organismes. */
export const dense = denseParcours()

function denseParcours(): unknown {
  const organismes = ['La caisse', 'L’assurance maladie', 'Les impôts', 'La mairie', 'La banque', 'Le tribunal'].map(
    (name, i) => ({
      id: `org-${i}`,
      name,
      phone: `01 00 00 00 1${i}`,
    }),
  )
  const lanes = ['Logement', 'Droits', 'Enfants', 'Santé', 'Argent'].map((title, i) => ({ id: `lane-${i}`, title }))
  const verbs = [
    'Déclarer votre changement de situation',
    'Ouvrir un compte à votre nom',
    'Mettre à jour votre carte',
    'Demander une attestation',
    'Prévenir votre assureur du logement',
    'Choisir le taux de prélèvement qui vous convient',
    'Réunir les relevés',
    'Relire votre contrat',
  ]
  const kinds = ['recommended', 'legal', 'indicative', 'recommended', 'recommended']
  // Most happens in the first four months, and again when taxes are declared.
  const days = [
    3, 5, 8, 12, 14, 15, 18, 21, 22, 24, 26, 28, 30, 33, 35, 38, 41, 44, 49, 55, 58, 61, 67, 74, 83, 90, 97, 110, 131,
    150, 168, 190, 205, 214, 219, 222, 225, 228, 233, 241, 262, 290, 330, 365, 410, 440, 470,
  ]
  const demarches = days.map((after, i) => {
    const kind = kinds[i % kinds.length]
    return {
      id: `chose-${i}`,
      title:
        i % 11 === 4
          ? `${verbs[i % verbs.length]}, puis vérifier que tout a bien été pris en compte`
          : verbs[i % verbs.length],
      organisme: `org-${(i * 7) % 6}`,
      lane: `lane-${(i * 3) % 5}`,
      ...(i % 9 === 0 ? { priority: 1 } : {}),
      source: i % 4 ? 'relu' : 'ancien',
      ...(i % 13 === 5 ? { blockedBy: [`chose-${i - 2}`] } : {}),
      timing: {
        kind,
        source: 'relu',
        due: { today: true, then: [{ plus: `P${after}D` }] },
        ...(i % 10 === 7 ? { opens: { today: true, then: [{ plus: `P${Math.max(1, after - 40)}D` }] } } : {}),
        ...(kind === 'legal'
          ? { late: { means: 'still-possible', text: 'Vous pouvez encore le faire : appelez le **01 00 00 00 10**.' } }
          : {}),
      },
    }
  })
  const at = (days: number): unknown => ({
    today: true,
    then: [{ [days < 0 ? 'minus' : 'plus']: `P${Math.abs(days)}D` }],
  })
  return {
    formatVersion: '1.0',
    id: 'dense',
    version: '1.0.0',
    status: 'brouillon',
    title: 'Un parcours bien rempli',
    owner: 'equipe-contenu@example.org',
    pilot: 'org-0',
    sources: [
      { id: 'relu', title: 'Texte d’essai', ref: 'article 1', date: '2026-01-05', verifiedOn: '2026-06-01' },
      { id: 'ancien', title: 'Guide d’essai', date: '2019-03-01', verifiedOn: null },
    ],
    organismes,
    sections: [],
    questions: [],
    lanes,
    demarches,
    jalons: [
      { id: 'depart', title: 'Votre situation a changé', lane: 'lane-1', kind: 'observed', at: at(-38) },
      {
        id: 'ancien',
        title: 'Votre dernier avis d’impôt',
        organisme: 'org-2',
        lane: 'lane-4',
        kind: 'observed',
        at: at(-120),
      },
      {
        id: 'reponse',
        title: 'Vous recevez une première réponse',
        organisme: 'org-0',
        lane: 'lane-1',
        kind: 'observed',
        at: { from: at(9), to: at(45) },
      },
      {
        id: 'audience',
        title: 'Une date vous est proposée',
        organisme: 'org-5',
        lane: 'lane-2',
        kind: 'indicative',
        at: { from: at(95), to: at(230) },
      },
      {
        id: 'droits',
        title: 'Vos droits sont calculés à nouveau',
        organisme: 'org-0',
        lane: 'lane-1',
        kind: 'legal',
        at: at(87),
      },
    ],
    end: {
      at: at(480),
      text: 'Un point est fait avec vous, puis le parcours se termine.',
      next: 'Vos interlocuteurs restent joignables.',
    },
  }
}

const empty = (({ end: _, ...rest }) => ({ ...rest, demarches: [], jalons: [] }))(dense as Record<string, unknown>)

type Loose = Record<string, unknown>
const patched = (
  change: (find: (block: string, id: string) => Loose, copy: Record<string, Loose[]>) => void,
): unknown => {
  const copy = structuredClone(parcours) as unknown as Record<string, Loose[]>
  change((block, id) => copy[block]!.find((entry) => entry['id'] === id)!, copy)
  return copy
}

/**
 * What a "je ne sais pas" leaves open gathers under its own task; a sensitive démarche has a date, and comes before an ordinary one; every
 * way to do a thing; a case inside a case; what an organisme announced.
 */
const rich = patched((find, { demarches, jalons }) => {
  jalons!.push({
    id: 'visite',
    title: 'La personne de confiance vous écrit',
    lane: 'parcelle',
    kind: 'indicative',
    at: '2026-11-03',
    sensitive: true,
  })
  find('questions', 'surface')['unknown'] = { label: 'Je ne sais pas', demarche: 'mesurer' }
  demarches!.push({
    id: 'mesurer',
    title: 'Mesurer le terrain',
    organisme: 'jardin',
    lane: 'parcelle',
    when: { answer: 'surface', unsure: true },
    timing: { due: '2026-11-10', kind: 'indicative' },
  })
  find('demarches', 'grande-parcelle')['timing'] = { due: '2027-01-20', kind: 'recommended' }
  find('demarches', 'mediation-voisin')['timing'] = { due: '2026-10-30', kind: 'recommended' }
  Object.assign(find('demarches', 'assurance-enfants'), {
    blockedBy: ['mediation-voisin'],
    timing: {
      due: '2026-12-10',
      kind: 'recommended',
      announced: { delay: 'P10D', source: 'reglement' },
      late: { means: 'reduced', text: 'Vous pouvez encore les assurer : la protection commence plus tard.' },
    },
    details: [
      { id: 'petits', title: 'Les tout-petits', text: 'Avant trois ans, une personne reste avec l’enfant.' },
      { id: 'deux', within: 'petits', title: 'S’ils sont deux', text: 'Une personne suffit pour deux enfants.' },
    ],
    channels: [
      { id: 'ligne', kind: 'online', url: 'https://jardin.example/assurance' },
      { id: 'tel', kind: 'phone', number: '01 00 00 00 02', hours: 'Le matin' },
      { id: 'place', kind: 'on-site', note: 'Sans rendez-vous' },
      { id: 'fs', kind: 'france-services', url: 'https://www.france-services.gouv.fr' },
    ],
  })
})
/** Many things that want no date. */
const many = patched((_, { demarches }) => {
  for (let i = 1; i <= 12; i++)
    demarches!.push({
      id: `idee-${i}`,
      title: `Une idée pour le jardin, la ${i}e`,
      organisme: 'jardin',
      lane: 'parcelle',
      blockedBy: i === 1 ? ['idee-12'] : [],
    })
})
/** Every month for half a year. */
const monthly = patched((find) => {
  Object.assign((find('demarches', 'arroser')['timing'] as { repeat: Loose }).repeat, { interval: 'P1M' })
})

/** Every state that tests, stories and docs show. */
export const states = {
  /** The shared parcours, answered: every sort of date, a repetition, a knot, dates to come. */
  jardin: { answers: ANSWERS },
  /** Nothing answered. */
  vide: {},
  /** Every question answered, and nothing to show. */
  rien: { parcours: empty, translations: {}, usager: { langs: 'fr' } },
  /** Some are done, one is late, one is gone by. */
  avancee: {
    answers: ANSWERS,
    today: '2026-12-28',
    marks: { 'grande-parcelle': 'fait', 'assurance-enfants': 'en-cours' },
  },
  /** What a "je ne sais pas" leaves open, and what is sensitive. */
  incertaine: {
    parcours: rich,
    answers: { ...ANSWERS, 'date-inscription': { unsure: true }, surface: { unsure: true }, soucis: 'oui' },
  },
  /** The same, later: a date went by that was no legal one. */
  apres: { parcours: rich, answers: { ...ANSWERS, surface: { unsure: true } }, today: '2027-01-05' },
  nombreuse: { parcours: many, answers: ANSWERS },
  mensuelle: { parcours: monthly, answers: ANSWERS },
  dense: { parcours: dense, translations: {}, usager: { langs: 'fr' } },
  denseSombre: { parcours: dense, translations: {}, usager: { langs: 'fr', tone: 'dark' } },
  organisme: { parcours: dense, translations: {}, usager: { langs: 'fr' }, widget: { 'group-by': 'organisme' } },
  theme: { parcours: dense, translations: {}, usager: { langs: 'fr' }, widget: { 'group-by': 'theme' } },
  sombre: { answers: ANSWERS, usager: { tone: 'dark' } },
  anglais: { answers: ANSWERS, lang: 'en' },
  arabe: { answers: ANSWERS, lang: 'ar' },
} satisfies Record<string, State>

import { ANSWERS, type State } from '../fixtures.js'

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

/** Every state that tests, stories and docs show. */
export const states = {
  /** The shared parcours, answered: every sort of date, a repetition, a knot, dates to come. */
  jardin: { answers: ANSWERS },
  /** Nothing answered. */
  vide: {},
  /** Some are done, one is late, one is gone by. */
  avancee: {
    answers: ANSWERS,
    today: '2026-12-28',
    marks: { 'grande-parcelle': 'fait', 'assurance-enfants': 'en-cours' },
  },
  /** What a "je ne sais pas" leaves open, and what is sensitive. */
  incertaine: {
    answers: { ...ANSWERS, 'date-inscription': { unsure: true }, surface: { unsure: true }, soucis: 'oui' },
  },
  dense: { parcours: dense, translations: {}, usager: { langs: 'fr' } },
  denseSombre: { parcours: dense, translations: {}, usager: { langs: 'fr', tone: 'dark' } },
  organisme: { parcours: dense, translations: {}, usager: { langs: 'fr' }, widget: { 'group-by': 'organisme' } },
  theme: { parcours: dense, translations: {}, usager: { langs: 'fr' }, widget: { 'group-by': 'theme' } },
  anglais: { answers: ANSWERS, lang: 'en' },
  arabe: { answers: ANSWERS, lang: 'ar' },
} satisfies Record<string, State>

import { ANSWERS, parcours, type State } from '../fixtures.js'

type Loose = Record<string, unknown>
const patched = (change: (parcours: Record<string, Loose[]>) => void): unknown => {
  const copy = structuredClone(parcours) as unknown as Record<string, Loose[]>
  change(copy)
  return copy
}

/** "Je ne sais pas" gathers what hangs on it under a task of its own. */
const measured = patched(({ questions, demarches }) => {
  questions!.find(({ id }) => id === 'surface')!['unknown'] = { label: 'Je ne sais pas', demarche: 'mesurer' }
  demarches!.push({
    id: 'mesurer',
    title: 'Mesurer le terrain',
    organisme: 'jardin',
    phase: 'maintenant',
    lane: 'parcelle',
    when: { answer: 'surface', unsure: true },
  })
})
/** A plan that ordinary démarches and a sensitive one ask for, and a document that only the sensitive one does; a rendez-vous likewise. */
const quietPieces = patched(({ demarches, pieces, rendezVous }) => {
  Object.assign(
    demarches!.find(({ id }) => id === 'mediation-voisin')!,
    {
      pieces: ['plan', 'lettre'],
      rendezVous: ['ecoute'],
    },
  )
  demarches!.find(({ id }) => id === 'payer-cotisation')!['rendezVous'] = ['ecoute', 'premier-pas']
  rendezVous!.push({
    id: 'ecoute',
    motif: 'Un moment d’écoute',
    with: ['association'],
    channels: ['phone'],
    fallback: [],
    sensitive: true,
  })
  pieces!.push({ id: 'lettre', name: 'Lettre de votre main', heldBy: ['usager'] })
})
/** Some of it needs a paper of the court, some takes another. */
const court = patched(({ demarches }) => {
  demarches!.find(({ id }) => id === 'grande-parcelle')!['requiresCourtDocument'] = 'yes'
  demarches!.find(({ id }) => id === 'visite-faite')!['requiresCourtDocument'] = 'alternative'
})
const nothingToDo = patched((copy) => {
  copy['demarches'] = copy['demarches']!.filter(
    ({ id }) => id === 'retrouver-recu' || id === 's-inscrire' || id === 'choisir-arbre' || id === 'planter-arbre',
  )
  copy['anchors'] = []
  copy['jalons'] = []
  copy['rendezVous'] = []
  copy['questions'] = copy['questions']!.filter(({ id }) => id !== 'visite')
  delete copy['end']
})

/** Paying is the same thing in another parcours, where it has its own name. */
export const keyed = (title: string): unknown =>
  patched((copy) => {
    Object.assign(copy, { id: title.toLowerCase(), title })
    copy['demarches']!.find(({ id }) => id === 'payer-cotisation')!['key'] = 'jardin/cotisation'
  })
/** It leads elsewhere: openly, and because of what she said in confidence; and it asks what she thinks of it. */
const leading = patched((copy) => {
  copy['handovers'] = [
    { id: 'compost', parcours: 'compost', text: '[Composter](https://jardin.example/compost)' },
    { id: 'voisins', parcours: 'voisins', when: { answer: 'soucis', is: 'oui' }, text: 'Vivre avec ses voisins' },
  ]
  Object.assign(copy['end']!, { satisfaction: '[Donner votre avis](https://jardin.example/avis)' })
})

const { 'date-inscription': _, ...rest } = ANSWERS
/** Not registered yet: paying waits for it. */
const wishing = { ...rest, avancement: 'envie' }

/** Every state of the checklist. Its stories, its docs and its tests read them. */
export const states = {
  now: { answers: ANSWERS, widget: { view: 'now' } },
  short: { answers: ANSWERS },
  'short, with a court': { parcours: court, answers: ANSWERS },
  full: { answers: ANSWERS, widget: { view: 'full' } },
  'full, by organisme': { answers: ANSWERS, widget: { view: 'full', 'group-by': 'organisme' } },
  'every status': {
    answers: wishing,
    marks: {
      's-inscrire': 'en-cours',
      'visite-faite': 'fait',
      'preparer-terre': 'sans-objet',
      'assurance-enfants': 'conteste',
    },
    widget: { view: 'full' },
  },
  'date passed': { answers: ANSWERS, today: '2026-10-20', widget: { view: 'full' } },
  'to be checked': { parcours: measured, answers: { ...ANSWERS, surface: { unsure: true } }, widget: { view: 'full' } },
  sensitive: { parcours: quietPieces, answers: { ...ANSWERS, soucis: 'oui' }, widget: { view: 'full' } },
  'leads elsewhere': { parcours: leading, answers: { ...ANSWERS, soucis: 'oui' }, widget: { view: 'full' } },
  'not started': { widget: { view: 'full' } },
  'being answered': { answers: { avancement: 'envie' }, widget: { view: 'full' } },
  'nothing to do': { parcours: nothingToDo, answers: { ...ANSWERS, envies: ['rien'] }, widget: { view: 'full' } },
  'arabic, now': { answers: ANSWERS, lang: 'ar', widget: { view: 'now' } },
  'arabic, full': { answers: ANSWERS, lang: 'ar', widget: { view: 'full' } },
  english: { answers: ANSWERS, lang: 'en', widget: { view: 'full' } },
  dark: { answers: ANSWERS, usager: { tone: 'dark' }, marks: { 'visite-faite': 'fait' }, widget: { view: 'full' } },
} satisfies Record<string, State>

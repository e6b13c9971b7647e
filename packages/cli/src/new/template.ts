import { FORMAT_VERSION, type Parcours } from '@parcours/schema'
import type { Scenario } from '../scenarios/scenario.js'

/** What an author says to start a parcours. */
export interface Start {
  /** Short name, kebab-case. */
  readonly id: string
  readonly titre: string
  /** Address of the team that answers for it. */
  readonly equipe: string
  readonly organisme: string
  readonly telephone: string
  /** https: address of the organisme's page. */
  readonly lien: string
  /** A first question, answered by yes or no. */
  readonly question: string
  /** What to do for who answers yes. */
  readonly demarche: string
}

/** « Caf de l’Été » -> "caf-de-l-ete" */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')

/** Says what is wrong with an entry, in French; undefined: nothing. */
export const CHECKS: { readonly [key in keyof Start]: (value: string) => string | undefined } = {
  id: (value) =>
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)
      ? undefined
      : 'en minuscules, sans accent ni espace, comme « je-demenage »',
  titre: (value) => (value && value.length <= 80 ? undefined : 'un titre de 80 caractères au plus'),
  equipe: (value) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'une adresse, comme « contenus@caisse.fr »',
  organisme: (value) => (slug(value) && value.length <= 80 ? undefined : 'le nom de l’organisme, comme « Caf »'),
  telephone: (value) =>
    /^\+?[\d .()-]{2,20}$/.test(value) && /\d{2}/.test(value)
      ? undefined
      : 'un numéro, comme « 3230 » ou « 01 23 45 67 89 »',
  lien: (value) =>
    /^https:\/\/[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(value)
      ? undefined
      : 'une adresse qui commence par https://',
  question: (value) =>
    value && value.length <= 120
      ? undefined
      : 'une question de 120 caractères au plus, à laquelle on répond par oui ou non',
  demarche: (value) =>
    slug(value) && value.length <= 80 ? undefined : 'un titre de 80 caractères au plus, à l’infinitif',
}

/** A parcours that validates, lints clean and can be proven: one question, one démarche, one rendez-vous with somebody at the phone. `schema`: where an editor finds it, from the file. */
export function newParcours(start: Start, schema = './node_modules/@parcours/schema/parcours.schema.json'): Parcours {
  const organisme = slug(start.organisme)
  return {
    $schema: schema,
    formatVersion: FORMAT_VERSION,
    id: start.id,
    version: '0.1.0',
    status: 'brouillon',
    title: start.titre,
    owner: start.equipe,
    pilot: organisme,
    sources: [],
    organismes: [
      {
        id: organisme,
        name: start.organisme,
        phone: start.telephone,
        links: [{ id: 'site', label: `Le site : ${start.organisme}`, url: start.lien }],
      },
    ],
    sections: [{ id: 'situation', title: 'Votre situation' }],
    questions: [
      {
        id: 'premiere-question',
        section: 'situation',
        type: 'choice',
        label: start.question,
        options: [
          { id: 'oui', label: 'Oui' },
          { id: 'non', label: 'Non' },
        ],
      },
    ],
    demarches: [
      {
        id: slug(start.demarche),
        title: start.demarche,
        organisme,
        when: { answer: 'premiere-question', is: 'oui' },
        channels: [
          { id: 'en-ligne', kind: 'online', url: start.lien },
          { id: 'telephone', kind: 'phone', number: start.telephone },
        ],
      },
    ],
    rendezVous: [
      {
        id: 'parler-a-quelqu-un',
        motif: 'Parler à quelqu’un de ma situation',
        with: [organisme],
        channels: ['phone'],
        fallback: [{ id: 'telephone', kind: 'phone', number: start.telephone }],
      },
    ],
  }
}
/** Its first scenario. */
export function newScenario(start: Start, today: string): Scenario {
  return {
    id: 'oui',
    title: 'La personne répond oui',
    today,
    answers: { 'premiere-question': 'oui' },
    expect: {
      asked: ['premiere-question'],
      items: [{ id: slug(start.demarche) }],
      rendezVous: [{ id: 'parler-a-quelqu-un' }],
    },
  }
}

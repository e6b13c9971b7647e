import { ANSWERS, parcours, type State } from '../fixtures.js'

/** Every state of the one-tag layout: from waiting to failing. Its stories and its tests read them. */
export const states = {
  'first question': {},
  'plan ready': { answers: ANSWERS },
  'plan ready, Arabic': { answers: ANSWERS, lang: 'ar' },
  'plan ready, dark': { answers: ANSWERS, usager: { tone: 'dark' } },
  'sensitive answer': { answers: { ...ANSWERS, soucis: 'oui' } },
  'exit that is true': { answers: { avancement: 'renonce' } },
  'missing translation': { lang: 'en', translations: {} },
  'invalid parcours': { parcours: { ...parcours, questions: [{ id: 'x' }] } },
  'newer major version': { parcours: { ...parcours, formatVersion: '9.0' } },
  'newer minor version': { parcours: { ...parcours, formatVersion: '1.99', nouveau: true } },
  'no quick exit': { parcours: { ...parcours, safety: { quickExit: false } } },
} satisfies Record<string, State>

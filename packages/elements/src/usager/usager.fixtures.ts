import { ANSWERS, appears, parcours, whenContext, type State } from '../fixtures.js'
import { garden, links } from './onward.fixtures.js'
import type { ParcoursUsager } from './usager.js'

const FIVE = 'fr fr-x-falc en es ar'
const COUNTER = { mode: 'accompagnement', inactivity: '300' }
/** Counter mode comes with a file of its own. */
const counter = async (usager: HTMLElement): Promise<void> => void (await appears(usager, '#counter'))

/** The time without a gesture is over at once: what waits so long waits no time, from the next gesture on and until it returns. */
export function idle(usager: HTMLElement): void {
  const { setTimeout } = window
  window.setTimeout = ((run: () => void, ms = 0) => setTimeout(run, ms >= 60_000 ? 0 : ms)) as typeof setTimeout
  usager.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true }))
  window.setTimeout = setTimeout
}

/** « payer la cotisation » announces how long its answer takes. */
export const announcing = (() => {
  const copy = structuredClone(parcours) as unknown as {
    demarches: Record<string, unknown>[]
    sources: { id: string }[]
  }
  const task = copy.demarches.find(({ id }) => id === 'payer-cotisation')!
  const timing = (task['timing'] ?? { kind: 'indicative' }) as object
  task['timing'] = { ...timing, announced: { delay: 'P1M', source: copy.sources[0]!.id } }
  return copy
})()
/** The list once what the host says is known. */
const told = async (usager: HTMLElement): Promise<void> =>
  void (await whenContext(usager as ParcoursUsager, (value) => value?.told?.('payer-cotisation') !== undefined))

/** She asks to go on with the parcours that follows. */
const asksOnward = async (usager: HTMLElement): Promise<HTMLElement> => {
  const timeline = await appears(usager, 'parcours-timeline')
  ;(await appears(timeline, '[part=next] button')).click()
  return appears(usager, '[part=onward] form')
}
const onward = {
  parcours: garden,
  answers: { ...ANSWERS, soucis: 'oui' },
  usager: { 'parcours-links': links() },
  then: async (usager) => void (await asksOnward(usager)),
} satisfies State

/** Every state of the one-tag layout: from waiting to failing. Its stories and its tests read them. */
export const states = {
  'first question': {},
  'plan ready': { answers: ANSWERS },
  'plan ready, Arabic': { answers: ANSWERS, lang: 'ar' },
  'five languages, Spanish': { answers: ANSWERS, lang: 'es', translations: {}, usager: { langs: FIVE } },
  'five languages, simplified French': { lang: 'fr-x-falc', translations: {}, usager: { langs: FIVE } },
  'plan ready, dark': { answers: ANSWERS, usager: { tone: 'dark' } },
  'sensitive answer': { answers: { ...ANSWERS, soucis: 'oui' } },
  'exit that is true': { answers: { avancement: 'renonce' } },
  'missing translation': { lang: 'en', translations: {} },
  'invalid parcours': { parcours: { ...parcours, questions: [{ id: 'x' }] } },
  'newer major version': { parcours: { ...parcours, formatVersion: '9.0' } },
  'newer minor version': { parcours: { ...parcours, formatVersion: '1.99', nouveau: true } },
  'no quick exit': { parcours: { ...parcours, safety: { quickExit: false } } },
  'counter mode': { usager: COUNTER, then: counter },
  'counter mode, notes': {
    answers: ANSWERS,
    usager: COUNTER,
    then: async (usager) => {
      const notes = await appears<HTMLTextAreaElement>(usager, '#counter-notes')
      notes.closest('details')!.open = true
      notes.value = 'Apporter le reçu mardi.\nDemander la petite parcelle.'
      notes.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    },
  },
  'counter mode, finish and erase': {
    answers: ANSWERS,
    usager: COUNTER,
    then: async (usager) => (await appears(usager, '.counter .finish')).click(),
  },
  'counter mode, nobody is there': {
    answers: ANSWERS,
    usager: COUNTER,
    then: async (usager) => {
      await counter(usager)
      idle(usager)
      await appears(usager, '#counter-idle[open]')
    },
  },
  'counter mode, Arabic': { answers: ANSWERS, lang: 'ar', usager: COUNTER, then: counter },
  'counter mode, dark': { answers: ANSWERS, usager: { ...COUNTER, tone: 'dark' }, then: counter },
  'on to another parcours': onward,
  'on to another parcours, Arabic, dark': { ...onward, lang: 'ar', usager: { ...onward.usager, tone: 'dark' } },
  'on to another parcours, its page elsewhere': {
    answers: ANSWERS,
    usager: { 'parcours-links': JSON.stringify({ compost: { href: 'https://compost.example/' } }) },
  },
  'in another parcours, with what she took along': {
    ...onward,
    then: async (usager) => {
      ;(await asksOnward(usager)).querySelector<HTMLElement>('[type=submit]')!.click()
      await whenContext(
        usager as ParcoursUsager,
        (value) => value?.status === 'ready' && value.session?.parcours.id === 'compost',
      )
    },
  },
  'status from the host': {
    parcours: announcing,
    answers: ANSWERS,
    statuses: [
      {
        demarche: 'payer-cotisation',
        status: 'recu',
        on: '2026-08-20',
        by: 'la mairie',
        url: 'https://mairie.example/suivi',
      },
      { demarche: 'grande-parcelle', status: 'decide', on: '2026-10-01', by: 'l’association' },
      { demarche: 'preparer-terre', status: 'conteste', on: '2026-10-02' },
      { demarche: 'planter-arbre', status: 'en-cours', on: '2026-10-02', expected: '2026-11-15' },
    ],
    then: told,
  },
} satisfies Record<string, State>

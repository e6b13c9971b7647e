import { ANSWERS, answersBefore, type State } from '../fixtures.js'

const settled = (widget: HTMLElement): Promise<unknown> =>
  (widget as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete
const click =
  (...selectors: string[]) =>
  async (widget: HTMLElement): Promise<void> => {
    for (const selector of selectors) {
      widget.shadowRoot!.querySelector<HTMLElement>(selector)!.click()
      await settled(widget)
    }
  }
const open = async (widget: HTMLElement): Promise<void> => {
  const details = widget.shadowRoot!.querySelector('.recap > details')!
  const opened = new Promise((resolve) => details.addEventListener('toggle', resolve, { once: true }))
  details.querySelector('summary')!.click()
  await opened
  await settled(widget)
}

/** A parcours of one question, for what the shared one does not have. */
const one = (question: object, rest: object = {}): object => ({
  formatVersion: '1.0',
  id: 'essai',
  version: '1.0.0',
  status: 'brouillon',
  title: 'Un essai',
  owner: 'equipe-contenu@example.org',
  pilot: 'mairie',
  sources: [],
  organismes: [{ id: 'mairie', name: 'La mairie' }],
  sections: [{ id: 's', title: 'Une partie' }],
  questions: [question],
  demarches: [{ id: 'd', title: 'Une démarche', organisme: 'mairie' }],
  ...rest,
})

/** Every state of the questionnaire. Its stories, its docs and its tests read them. */
export const states = {
  'first question': {},
  'no answer given': { then: click('.go .btn') },
  'already known': { usager: { prefill: '{"avancement":"inscrit"}' } },
  date: { answers: answersBefore('date-inscription') },
  'date that does not exist': {
    answers: answersBefore('date-inscription'),
    then: (widget) => {
      const parts = widget.shadowRoot!.querySelectorAll<HTMLInputElement>('.parts input')
      for (const [i, text] of ['31', '2', '2026'].entries()) {
        parts[i]!.value = text
        parts[i]!.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
      }
      return click('.go .btn')(widget)
    },
  },
  month: { answers: answersBefore('mois-debut') },
  'several answers': { answers: answersBefore('envies') },
  number: { answers: answersBefore('surface') },
  postcode: {
    answers: answersBefore('code-postal'),
    then: (widget) => {
      const input = widget.shadowRoot!.querySelector<HTMLInputElement>('.in')!
      input.value = '64000'
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    },
  },
  'code of another list': {
    parcours: one({ id: 'pays', section: 's', type: 'reference', list: 'pays', label: 'Dans quel pays vivez-vous ?' }),
  },
  sensitive: { answers: answersBefore('soucis') },
  'group, nobody': { answers: answersBefore('enfants') },
  'group, two members and one removed': {
    answers: answersBefore('enfants'),
    then: click('.add', '.add', '.add', '.members li:last-child button'),
  },
  'member’s question': { answers: answersBefore('enfants.outil#a') },
  exit: { answers: { avancement: 'renonce' } },
  'erase, to confirm': { answers: answersBefore('envies'), then: click('#erase') },
  end: { answers: ANSWERS },
  'end, answers open': { answers: ANSWERS, then: open },
  'end, after an edit': {
    answers: ANSWERS,
    then: async (widget) => {
      await open(widget)
      await click(
        '.edit [aria-label*="cultiver"]',
        '.opt:nth-child(2) input',
        '.opt:nth-child(3) input',
        '.go .btn',
      )(widget)
    },
  },
  sections: { usager: { layout: 'sections' } },
  'sections, errors': { usager: { layout: 'sections' }, answers: { avancement: 'inscrit' }, then: click('.go .btn') },
  'sections, members': { usager: { layout: 'sections' }, answers: answersBefore('enfants.outil#a') },
  page: { usager: { layout: 'page' }, answers: answersBefore('enfants.outil#a') },
  arabic: { lang: 'ar', answers: answersBefore('envies') },
  'arabic, date': { lang: 'ar', answers: answersBefore('date-inscription') },
  'arabic, end': { lang: 'ar', answers: ANSWERS, then: open },
  english: { lang: 'en', answers: answersBefore('surface') },
  dark: { usager: { tone: 'dark' }, answers: answersBefore('envies') },
} satisfies Record<string, State>

export { one }

import type { Saved } from '@parcours/schema'
import { ANSWERS, contextOf, parcours, whenContext, type State } from '../fixtures.js'
import type { ParcoursUsager } from '../usager/usager.js'
import { QUESTIONS } from './internal/autonomy.js'

/** What the end of the shared parcours says, with a way to give one's opinion elsewhere. */
export const withOpinion = (() => {
  const copy = structuredClone(parcours)
  Object.assign(copy.end, {
    satisfaction: 'Cette liste vous a-t-elle été utile ? [Je donne mon avis](https://jardin.example/avis)',
  })
  return copy
})()

/** A host that evaluates, and does nothing of it. */
const evaluation = (): void => {}
const evaluated = async (widget: HTMLElement): Promise<ParcoursUsager> => {
  const usager = widget.closest('parcours-usager')!
  await whenContext(usager, (value) => value?.tell !== undefined)
  return usager
}
export const press = (widget: HTMLElement, selector: string): void =>
  widget.shadowRoot!.querySelector<HTMLElement>(selector)!.click()
/** The same level everywhere, 0 to 3. */
export function assess(widget: HTMLElement, level: number): void {
  widget.shadowRoot!.querySelector('details')!.open = true
  for (const id of QUESTIONS) widget.shadowRoot!.querySelectorAll<HTMLElement>(`[name="${id}"]`)[level]!.click()
  press(widget, '[part=autonomy] [type=submit]')
}

const autonomy = { autonomy: '' }

/** Every state of `<parcours-bilan>`: its stories and its tests read them. */
export const states = {
  'before any answer': {},
  'at the start, where she stands': {
    widget: autonomy,
    then: (widget) => {
      widget.shadowRoot!.querySelector('details')!.open = true
    },
  },
  'at the start, an answer is missing': {
    widget: autonomy,
    then: (widget) => {
      widget.shadowRoot!.querySelector('details')!.open = true
      press(widget, '[part=autonomy] [type=submit]')
    },
  },
  'the plan is ready': { answers: ANSWERS },
  'her opinion goes elsewhere': { parcours: withOpinion, answers: ANSWERS, widget: autonomy },
  'her opinion goes to the host': {
    answers: ANSWERS,
    evaluation,
    then: async (widget) => void (await evaluated(widget)),
  },
  'she comes back': {
    answers: ANSWERS,
    evaluation,
    then: async (widget) => {
      const ctx = contextOf(await evaluated(widget))
      ctx.resume!(ctx.saved!() satisfies Saved)
    },
  },
  'where she stands at the end': { answers: ANSWERS, widget: autonomy, then: (widget) => assess(widget, 2) },
  ended: { answers: ANSWERS, parcours: withOpinion, then: (widget) => press(widget, '#finish') },
  'ended, Arabic': { answers: ANSWERS, lang: 'ar', then: (widget) => press(widget, '#finish') },
  'ended, at a counter': {
    answers: ANSWERS,
    usager: { mode: 'accompagnement' },
    then: (widget) => press(widget, '#finish'),
  },
  english: { answers: ANSWERS, lang: 'en', widget: autonomy, then: (widget) => assess(widget, 1) },
  dark: { answers: ANSWERS, usager: { tone: 'dark' }, widget: autonomy, then: (widget) => assess(widget, 0) },
} satisfies Record<string, State>

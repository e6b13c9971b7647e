import type { Saved } from '@parcours/schema'
import { ANSWERS, parcours, type State } from '../fixtures.js'
import { ParcoursKit } from './kit.js'

/** What she presses, by the words on it. */
export function press(widget: HTMLElement, words: string): void {
  const found = [...widget.shadowRoot!.querySelectorAll<HTMLElement>('button, summary')].find((button) =>
    (button.textContent ?? '').trim().startsWith(words),
  )
  if (!found) throw new Error(`No « ${words} »`)
  found.click()
}
/** Waits until something stands in the widget: the link's own file comes, a code takes its time. */
export async function until(widget: HTMLElement, selector: string): Promise<HTMLElement> {
  const kit = widget as ParcoursKit
  for (;;) {
    await kit.updateComplete
    const found = kit.shadowRoot!.querySelector<HTMLElement>(selector)
    if (found) return found
    await new Promise((next) => requestAnimationFrame(next))
  }
}

/** A file that she brings. */
export async function bring(widget: HTMLElement, content: unknown): Promise<void> {
  const input = await until(widget, '#file')
  const files = new DataTransfer()
  files.items.add(
    new File([typeof content === 'string' ? content : JSON.stringify(content)], 'demarches.json', {
      type: 'application/json',
    }),
  )
  ;(input as HTMLInputElement).files = files.files
  input.dispatchEvent(new Event('change'))
  await until(widget, '#received')
}

/** A later version of the parcours: a question is asked otherwise, another is new, an answer of a third is gone. */
export const newer = (() => {
  const copy = structuredClone(parcours) as unknown as {
    version: string
    migrations?: unknown[]
    demarches: { id: string }[]
    questions: { id: string; label: string }[]
  }
  copy.version = '9.0.0'
  copy.migrations = [{ to: '9.0.0', askAgain: ['questions.surface', 'questions.experience'] }]
  return copy
})()

/** The same parcours on a site that has not followed. */
const older = { ...(structuredClone(parcours) as object), version: '0.9.0' }

const open = (words: string) => (widget: HTMLElement) => press(widget, words)
const saved: Saved = {
  parcours: parcours.id,
  version: parcours.version,
  today: '2026-09-20',
  answers: { avancement: 'inscrit', 'date-inscription': '2026-09-15', experience: 'premiere', surface: 60 },
  groups: {},
  items: {},
}
const made = async (widget: HTMLElement): Promise<void> => {
  press(widget, widget.shadowRoot!.querySelector('[lang=ar]') ? 'إنشاء الرابط' : 'Faire le lien')
  await until(widget, '#made')
}
/** A link of somebody, whole. */
const sealed = async (): Promise<string> => {
  const { seal } = await import('./internal/link.js')
  return seal(saved, 'K7QM2PXD')
}

/** Every state of the kit. Its stories, its docs and its tests read them. */
export const states = {
  'not started': {},
  'being answered': { answers: { avancement: 'envie' } },
  'being answered, kept for later': { answers: { avancement: 'envie' }, then: open('Continuer plus tard') },
  ready: { answers: ANSWERS },
  'ready, other sites': {
    answers: ANSWERS,
    widget: { sites: '[{ "name": "jardin.example", "url": "https://jardin.example/parcours" }]' },
  },
  'a link is ready': { answers: ANSWERS, then: made },
  'resume: a file or a link': { then: open('Reprendre') },
  'a file is brought': { then: (widget: HTMLElement) => bring(widget, saved) },
  'a file is brought, answers stand here': {
    answers: ANSWERS,
    then: (widget: HTMLElement) => bring(widget, saved),
  },
  'a file of another parcours': { then: (widget: HTMLElement) => bring(widget, { ...saved, parcours: 'compost' }) },
  'a file that is none of ours': { then: (widget: HTMLElement) => bring(widget, 'Bonjour') },
  'resumed, the parcours is newer': {
    parcours: newer,
    then: async (widget: HTMLElement) => {
      await bring(widget, saved)
      press(widget, 'Reprendre')
      await until(widget, '.receive ul')
    },
  },
  'resumed, this site’s parcours is older': {
    parcours: older,
    then: async (widget: HTMLElement) => {
      await bring(widget, saved)
      press(widget, 'Reprendre')
      await until(widget, '.receive .btn, .receive p')
    },
  },
  'the document does not come': {
    answers: ANSWERS,
    then: async (widget: HTMLElement) => {
      // For this one alone: its file is not there, and the next time it is.
      const { pdf } = ParcoursKit.load
      ParcoursKit.load.pdf = () => Promise.reject(new TypeError('Failed to fetch'))
      press(widget, 'Télécharger le PDF')
      await until(widget, '.pdf .said.wrong')
      if (pdf) ParcoursKit.load.pdf = pdf
    },
  },
  'a link is brought, its code is asked for': {
    widget: { view: 'receive' },
    then: async (widget: HTMLElement) => {
      ;(widget as ParcoursKit).link = await sealed()
      await until(widget, '#code')
    },
  },
  'a link is brought, its code is wrong': {
    widget: { view: 'receive' },
    then: async (widget: HTMLElement) => {
      ;(widget as ParcoursKit).link = await sealed()
      ;((await until(widget, '#code')) as HTMLInputElement).value = 'K7QM'
      press(widget, 'Reprendre')
      await until(widget, '#code-error')
    },
  },
  'a link that was cut': {
    widget: { view: 'receive' },
    then: async (widget: HTMLElement) => {
      ;(widget as ParcoursKit).link = (await sealed()).slice(0, -7)
      await until(widget, '#received')
    },
  },
  'arabic, ready': { answers: ANSWERS, lang: 'ar' },
  'arabic, a link is ready': { answers: ANSWERS, lang: 'ar', then: made },
  english: { answers: ANSWERS, lang: 'en' },
  dark: { answers: ANSWERS, usager: { tone: 'dark' } },
  'dark, a link is ready': { answers: ANSWERS, usager: { tone: 'dark' }, then: made },
} satisfies Record<string, State>

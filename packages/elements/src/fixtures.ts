/**
 * Named states for tests, stories and docs: a parcours, answers, a day, a language. Never part of a build.
 * The shared parcours (« Je rejoins un jardin partagé ») has every type of question and every kind of date.
 */
import { ContextEvent } from '@lit/context'
import type { Answer, Mark } from '@parcours/engine'
import arabic from '../../catalogue/fixture/parcours.ar.json' with { type: 'json' }
import english from '../../catalogue/fixture/parcours.en.json' with { type: 'json' }
import parcours from '../../catalogue/fixture/parcours.json' with { type: 'json' }
import { parcoursContext, type ParcoursContext } from './core/context.js'
import type { Evaluation } from './evaluation/contract.js'
import french from './locales/fr/core.js'
import './usager/define.js'
import type { HostStatuses } from './usager/internal/statuses.js'
import type { ParcoursUsager } from './usager/usager.js'

export { arabic, english, parcours }

/** The day every fixture is seen on, unless it says another. */
export const TODAY = '2026-10-06'

/** One state of a widget. Everything is optional: the shared parcours, unanswered, in French, on {@link TODAY}. */
export interface State {
  readonly parcours?: unknown
  readonly translations?: Readonly<Record<string, unknown>>
  readonly today?: string
  readonly lang?: string
  /** By ref, in order: 'avancement', 'enfants', 'enfants.naissance#a'. */
  readonly answers?: Readonly<Record<string, Answer>>
  /** By item id. */
  readonly marks?: Readonly<Record<string, Mark>>
  /** Attributes of the `<parcours-usager>`: layout, history, tone, prefill… */
  readonly usager?: Readonly<Record<string, string>>
  /** What the host says of her démarches. */
  readonly statuses?: HostStatuses
  /** What the host plugs to evaluate. */
  readonly evaluation?: Evaluation
  /** Attributes of the widget. */
  readonly widget?: Readonly<Record<string, string>>
  /** What she does next in the widget, once it is drawn: states that only a gesture reaches. */
  readonly then?: (widget: HTMLElement) => void | Promise<void>
}

/** Every question of the shared parcours answered. Two children: a toddler and a teenager. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  avancement: 'inscrit',
  'date-inscription': '2026-09-15',
  'mois-debut': '2027-03',
  experience: 'premiere',
  envies: ['legumes', 'arbres'],
  surface: 60,
  'code-postal': '64000',
  soucis: { skipped: true },
  enfants: ['a', 'b'],
  'enfants.naissance#a': '2024-03-12',
  'enfants.outil#a': 'oui',
  'enfants.naissance#b': '2010-06-30',
}
/** The first few of them, up to but not including a question. */
export function answersBefore(ref: string): Record<string, Answer> {
  const entries = Object.entries(ANSWERS)
  return Object.fromEntries(
    entries.slice(
      0,
      entries.findIndex(([id]) => id === ref),
    ),
  )
}

/** A provider does not answer itself: somebody else asks. */
const asker = (): HTMLElement => document.createElement('i')

/** What a usager gives to its widgets, now. */
export function contextOf(usager: ParcoursUsager): ParcoursContext {
  let found: ParcoursContext | undefined
  usager.dispatchEvent(
    new ContextEvent(parcoursContext, asker(), (value) => {
      found = value
    }),
  )
  return found!
}

/**
 * Calls back with every value until it returns true.
 * @returns a promise of the value it accepted
 */
export function whenContext(
  usager: ParcoursUsager,
  accept: (value: ParcoursContext | undefined) => boolean,
): Promise<ParcoursContext> {
  return new Promise((resolve) => {
    let done = false
    usager.dispatchEvent(
      new ContextEvent(
        parcoursContext,
        asker(),
        (value, unsubscribe) => {
          // Nothing yet, before the usager is in the page.
          if (done || !accept(value as ParcoursContext | undefined)) return
          done = true
          unsubscribe?.()
          resolve(value)
        },
        true,
      ),
    )
  })
}

/** Gives a state's answers and marks to a usager that is ready. */
export function fill(usager: ParcoursUsager, state: State): void {
  for (const [ref, answer] of Object.entries(state.answers ?? {})) {
    if (!contextOf(usager).answer(ref, answer)) throw new Error(`Fixture: ${ref} refuses ${JSON.stringify(answer)}`)
  }
  for (const [id, status] of Object.entries(state.marks ?? {})) contextOf(usager).mark(id, status)
}

/**
 * A usager in a state, with a widget inside; not in the page yet, for stories.
 * @param tag the widget, e.g. 'parcours-timeline'; none: the one-tag layout
 */
export function create(state: State = {}, tag?: string): { usager: ParcoursUsager; ready: Promise<ParcoursContext> } {
  const usager = document.createElement('parcours-usager')
  usager.parcours = state.parcours ?? parcours
  usager.translations = state.translations ?? { en: english, ar: arabic }
  usager.today = state.today ?? TODAY
  usager.langs = 'fr en ar'
  usager.lang = state.lang ?? 'fr'
  for (const [name, value] of Object.entries(state.usager ?? {})) usager.setAttribute(name, value)
  if (state.statuses) usager.statuses = state.statuses
  if (state.evaluation) usager.evaluation = state.evaluation
  if (tag) {
    const widget = document.createElement(tag)
    for (const [name, value] of Object.entries(state.widget ?? {})) widget.setAttribute(name, value)
    usager.append(widget)
  }
  // Before any widget draws: it starts on the state, as it would on answers that were kept.
  let filled = false
  const ready = new Promise<ParcoursContext>((resolve, reject) => {
    void whenContext(usager, (value) => {
      if (filled || !value || value.status === 'loading') return false
      filled = true
      try {
        if (value.status === 'ready') fill(usager, state)
      } catch (error) {
        reject(error as Error)
      }
      return true
    }).then(() => resolve(contextOf(usager)))
  })
  return { usager, ready }
}

/**
 * The same in the page, ready: the parcours read, the language there, the answers given, everything drawn.
 * @param parent where; removed by the caller
 */
export async function mount<T extends HTMLElement = HTMLElement>(
  state: State = {},
  tag?: string,
  parent: ParentNode & Node = document.body,
): Promise<{ usager: ParcoursUsager; widget: T; ctx: () => ParcoursContext }> {
  const { usager, ready } = create(state, tag)
  parent.appendChild(usager)
  await ready
  const lang = state.lang ?? 'fr'
  await translated(usager, lang)
  const widget = (tag ? usager.querySelector(tag) : usager) as T
  await drawn(usager)
  await state.then?.(widget)
  await drawn(usager)
  return { usager, widget, ctx: () => contextOf(usager) }
}

/** The language is there: its interface strings, and its content where the state brings one. */
export async function translated(usager: ParcoursUsager, lang: string): Promise<void> {
  if (lang === 'fr') return
  await whenContext(
    usager,
    (value) =>
      !!value &&
      // Simplified French has some words in common with French.
      value.locale.t('core', 'quickExitHelp') !== french['quickExitHelp'] &&
      (value.status === 'error' || !(lang in usager.translations) || value.locale.raw('title', '').lang === lang),
  )
}

/** Waits for something in a widget that comes with a file of its own. */
export async function appears<T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): Promise<T> {
  for (;;) {
    const found = widget.shadowRoot!.querySelector<T>(selector)
    if (found) return found
    await new Promise((next) => requestAnimationFrame(next))
  }
}

/** Everything under a root has drawn what it knows. */
export async function drawn(root: Element): Promise<void> {
  const all = (node: Element | ShadowRoot): Element[] => [
    ...(node instanceof Element ? [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])] : []),
    ...[...node.children].flatMap(all),
  ]
  const pending = (): boolean => all(root).some((node) => 'isUpdatePending' in node && node.isUpdatePending === true)
  // A widget that asks for one more update at each update would be waited for without end.
  for (let round = 0; round < 100; round++) {
    await Promise.all(all(root).map((node) => (node as { updateComplete?: Promise<unknown> }).updateComplete))
    if (!pending()) return
  }
  throw new Error(`Fixture: <${root.localName}> never stops drawing`)
}

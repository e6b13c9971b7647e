import type { StoryContext } from '@storybook/web-components-vite'
import {
  ANSWERS,
  contextOf,
  create,
  drawn,
  translated,
  whenContext,
  type State,
} from '../packages/elements/src/fixtures.js'
import type { ParcoursUsager } from '../packages/elements/src/usager/usager.js'
import { apiOf } from '../site/elements.js'

/** Before any stand-in takes its place. */
const realFetch = globalThis.fetch.bind(globalThis)

type Globals = StoryContext['globals']

/** The language that the toolbar wants; the state's own when it wants none. */
export const languageOf = (state: { readonly lang?: string | undefined }, globals: Globals): string =>
  globals['langue'] === 'etat' ? (state.lang ?? 'fr') : String(globals['langue'])

/**
 * The languages of a site that offers what the toolbar wants. A parcours that has no translation in it shows what somebody gets there: our
 * words in hers, the parcours' in French, said to be so.
 */
export function langsWith(globals: Globals, offered = 'fr en ar'): string {
  const wanted = String(globals['langue'])
  return wanted === 'etat' || offered.split(' ').includes(wanted) ? offered : `${offered} ${wanted}`
}

/** The day that the toolbar wants: she answered on the state's own, and comes back then. */
export async function comesBack(usager: ParcoursUsager, globals: Globals): Promise<void> {
  const day = String(globals['jour'])
  if (!day || contextOf(usager).status !== 'ready' || contextOf(usager).session!.today === day) return
  usager.today = day
  await whenContext(usager, (value) => value?.status === 'ready' && value.session?.today === day)
  await drawn(usager)
}

/** A fixture's state under the toolbar's choices: language, tone. What the fixture itself sets stands. */
function seen(state: State, globals: Globals): State {
  return {
    ...state,
    // A gesture is made in the language that it is written for; the one that is wanted comes after.
    lang: state.then ? (state.lang ?? 'fr') : languageOf(state, globals),
    usager: {
      ...state.usager,
      langs: langsWith(globals, state.usager?.['langs']),
      ...(globals['teinte'] === 'etat' ? {} : { tone: String(globals['teinte']) }),
    },
  }
}

/** The service has answered, or failed to; the one that never does is waited for by nobody. */
async function answered(widget: HTMLElement, reply: unknown): Promise<void> {
  while (reply !== 'pending' && widget.shadowRoot!.querySelector('.loading')) await new Promise(requestAnimationFrame)
}

/** One state as a story: the same element, fixtures and gestures as the tests'. */
export function story(
  state: State & { readonly reply?: unknown | undefined },
  tag: string,
  standIn?: (reply: () => never, real: typeof fetch) => typeof fetch,
) {
  return {
    render: (_: unknown, { globals }: StoryContext): HTMLElement => {
      const shown = seen(state, globals)
      if (standIn) window.fetch = standIn(() => state.reply as never, realFetch)
      // Whether there is a connection is the browser's own to say.
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => state.reply !== 'offline' })
      const { usager, ready } = create(shown, tag === 'parcours-usager' ? undefined : tag)
      const frame = document.createElement('div')
      frame.append(usager)
      frame.dataset['state'] = 'loading'
      void ready
        .then(async () => {
          await translated(usager, shown.lang ?? 'fr')
          await drawn(usager)
          await comesBack(usager, globals)
          const widget = tag === 'parcours-usager' ? usager : usager.querySelector<HTMLElement>(tag)!
          if (standIn) await answered(widget, state.reply)
          await shown.then?.(widget)
          await drawn(usager)
          const lang = languageOf(state, globals)
          if (lang === shown.lang) return
          contextOf(usager).setLang(lang)
          await translated(usager, lang)
          await drawn(usager)
        })
        .finally(() => (frame.dataset['state'] = 'ready'))
      return frame
    },
  }
}

/** Attributes that need somebody else: an address, a page of the host. The toolbar sets the day and the tone. */
const NOT_PLAYED = [
  'src',
  'first-src',
  'session',
  'api',
  'annuaire',
  'overlays',
  'sites',
  'parcours-links',
  'exit-url',
  'today',
  'tone',
  'langs',
]
const REPLIES = { rien: 'Aucune réponse', tout: 'Toutes les réponses' }

/** A control for each attribute that the page can set by itself. */
const played = (tag: string) => apiOf(tag).attributes.filter(({ name }) => !NOT_PLAYED.includes(name))
export const controls = (tag: string) =>
  Object.fromEntries(
    played(tag).map(({ name, description, values, type }) => [
      name,
      {
        description,
        ...(values.length
          ? { control: 'inline-radio', options: values }
          : { control: type === 'boolean' ? 'boolean' : type === 'number' ? { type: 'number', min: 1 } : 'text' }),
      },
    ]),
  )
/** What the controls say, as attributes. */
export const attributesOf = (tag: string, args: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    played(tag).flatMap(({ name, type }) => {
      const value = args[name]
      if (value === undefined || value === '' || value === false) return []
      return [[name, type === 'boolean' ? '' : String(value)]]
    }),
  )

/** One element, with a control for each attribute that the page can set by itself. Changing one starts anew. */
export function playground(tag: string) {
  return {
    parameters: { controls: { disable: false } },
    args: { reponses: tag === 'parcours-questionnaire' ? 'rien' : 'tout' } as Record<string, unknown>,
    argTypes: {
      reponses: {
        name: 'réponses',
        description: 'Ce que la personne a déjà répondu.',
        control: { type: 'inline-radio', labels: REPLIES },
        options: Object.keys(REPLIES),
      },
      ...controls(tag),
    },
    render: (args: Record<string, unknown>, { globals }: StoryContext): HTMLElement => {
      const set = attributesOf(tag, args)
      const state: State = {
        ...(args['reponses'] === 'tout' ? { answers: ANSWERS } : {}),
        ...(tag === 'parcours-usager' ? { usager: set } : { widget: set }),
      }
      return story(state, tag).render({}, { globals } as StoryContext)
    },
  }
}

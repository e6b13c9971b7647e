import type { StoryContext } from '@storybook/web-components-vite'
import { create, drawn, translated, type State } from '../packages/elements/src/fixtures.js'

/** Before any stand-in takes its place. */
const realFetch = globalThis.fetch.bind(globalThis)

type Globals = StoryContext['globals']

/** A fixture's state under the toolbar's choices: language, day, tone. What the fixture itself sets stands. */
function seen(state: State, globals: Globals): State {
  const wanted = String(globals['langue'])
  const offered = (state.usager?.['langs'] ?? 'fr en ar').split(' ')
  // A gesture is written for the language of its state, and a state may have one language only.
  const lang = offered.includes(wanted) && !state.then ? wanted : (state.lang ?? 'fr')
  return {
    ...state,
    lang,
    ...(globals['jour'] ? { today: String(globals['jour']) } : {}),
    usager: { ...state.usager, ...(globals['teinte'] === 'etat' ? {} : { tone: String(globals['teinte']) }) },
  }
}

/** One state as a story: the same element, fixtures and gestures as the tests'. */
export function story(
  name: string,
  state: State & { readonly reply?: unknown | undefined },
  tag: string,
  standIn?: (reply: () => never, real: typeof fetch) => typeof fetch,
) {
  return {
    name,
    render: (_: unknown, { globals }: StoryContext): HTMLElement => {
      const shown = seen(state, globals)
      if (standIn) window.fetch = standIn(() => state.reply as never, realFetch)
      const { usager, ready } = create(shown, tag === 'parcours-usager' ? undefined : tag)
      const frame = document.createElement('div')
      frame.append(usager)
      frame.dataset['state'] = 'loading'
      void ready
        .then(async () => {
          await translated(usager, shown.lang ?? 'fr')
          await drawn(usager)
          const widget = tag === 'parcours-usager' ? usager : usager.querySelector<HTMLElement>(tag)!
          await shown.then?.(widget)
          await drawn(usager)
        })
        .finally(() => (frame.dataset['state'] = 'ready'))
      return frame
    },
  }
}

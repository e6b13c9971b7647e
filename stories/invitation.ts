/** Stories of `<parcours-invitation>`: it stands on a page by itself, without a usager around it. */
import type { StoryContext } from '@storybook/web-components-vite'
import { drawn } from '../packages/elements/src/fixtures.js'
import { invite, open, short, type Invited } from '../packages/elements/src/invitation/invitation.fixtures.js'
import { STRINGS } from '../packages/elements/src/usager/usager.js'
import { attributesOf, controls, langsWith, languageOf } from './story.js'

/** One state as a story: the same element, fixtures and gestures as the tests'. */
export function story(state: Invited) {
  return {
    render: (_: unknown, { globals }: StoryContext): HTMLElement => {
      const lang = languageOf(state, globals)
      const invitation = invite({ ...state, lang })
      invitation.langs = langsWith(globals, invitation.langs)
      if (globals['teinte'] !== 'etat') invitation.setAttribute('tone', String(globals['teinte']))
      const frame = document.createElement('div')
      frame.append(invitation)
      frame.dataset['state'] = 'loading'
      // Its words come with a file of their own, that it asks for too.
      void Promise.all([invitation.updateComplete, STRINGS[lang]?.()])
        .then(() => state.then?.(invitation))
        .then(() => drawn(invitation))
        .finally(() => (frame.dataset['state'] = 'ready'))
      return frame
    },
  }
}

const TAG = 'parcours-invitation'
/** What the parcours itself changes in its card. */
const PARCOURS: Readonly<Record<string, readonly [label: string, state: Invited]>> = {
  protege: ['Protège quelqu’un', {}],
  ouvert: ['Ne protège personne', { parcours: open }],
  court: ['Autant de questions pour tout le monde', { parcours: short }],
}

/** One invitation, with a control for each attribute that the page can set by itself. Changing one starts anew. */
export const playground = () => ({
  parameters: { controls: { disable: false } },
  args: { parcours: 'court' } as Record<string, unknown>,
  argTypes: {
    parcours: {
      description: 'Ce que le parcours change à sa carte.',
      control: {
        type: 'inline-radio',
        labels: Object.fromEntries(Object.entries(PARCOURS).map(([key, [label]]) => [key, label])),
      },
      options: Object.keys(PARCOURS),
    },
    ...controls(TAG),
  },
  render: (args: Record<string, unknown>, context: StoryContext): HTMLElement =>
    story({ ...PARCOURS[String(args['parcours'])]?.[1], attributes: attributesOf(TAG, args) }).render({}, context),
})

import type { Answer } from '@parcours/engine'
import type { StoryContext } from '@storybook/web-components-vite'
import { create, drawn, translated, type State } from '../packages/elements/src/fixtures.js'
import { comesBack, langsWith } from './story.js'

interface Written {
  readonly questions: readonly { readonly id: string; readonly type: string; readonly askedAt?: string }[]
}
interface Scenario {
  readonly today: string
  readonly answers: Readonly<Record<string, Answer | readonly Readonly<Record<string, Answer>>[]>>
}

/** By path, each read when its language is wanted. */
const TRANSLATIONS = import.meta.glob<unknown>('../packages/catalogue/*/parcours.*.json', { import: 'default' })

const read = async (url: URL): Promise<unknown> => (await fetch(url)).json()

/** What somebody answers to the questionnaire, as the page takes it: members have keys, and their fields their own answers. */
function given({ questions }: Written, { answers }: Scenario): Record<string, Answer> {
  const all: Record<string, Answer> = {}
  for (const { id, type, askedAt } of questions) {
    const value = answers[id]
    if (value === undefined || askedAt !== undefined) continue
    if (type !== 'group' || !Array.isArray(value)) {
      all[id] = value as Answer
      continue
    }
    const members = value as readonly Readonly<Record<string, Answer>>[]
    all[id] = members.map((_, rank) => `m${rank + 1}`)
    for (const [rank, fields] of members.entries())
      for (const [field, one] of Object.entries(fields)) all[`${id}.${field}#m${rank + 1}`] = one
  }
  return all
}

/**
 * A parcours of the catalogue, as somebody who has answered sees it: her plan; or from its first question. The file is read when the story
 * is opened.
 */
export function journey(id: string, scenario: string, from: 'start' | 'plan' = 'plan') {
  return {
    render: (_: unknown, { globals }: StoryContext): HTMLElement => {
      const frame = document.createElement('div')
      frame.dataset['state'] = 'loading'
      void (async () => {
        const parcours = (await read(new URL(`../packages/catalogue/${id}/parcours.json`, import.meta.url))) as Written
        const lived = (await read(
          new URL(`../packages/catalogue/${id}/scenarios/${scenario}.json`, import.meta.url),
        )) as Scenario
        const lang = globals['langue'] === 'etat' ? 'fr' : String(globals['langue'])
        const translation = await TRANSLATIONS[`../packages/catalogue/${id}/parcours.${lang}.json`]?.()
        const state: State = {
          parcours,
          lang,
          translations: translation ? { [lang]: translation } : {},
          today: lived.today,
          answers: from === 'start' ? {} : given(parcours, lived),
          usager: {
            langs: langsWith(globals, 'fr'),
            ...(globals['teinte'] === 'etat' ? {} : { tone: String(globals['teinte']) }),
          },
        }
        const { usager, ready } = create(state)
        frame.append(usager)
        await ready
        await translated(usager, lang)
        await drawn(usager)
        await comesBack(usager, globals)
      })().finally(() => (frame.dataset['state'] = 'ready'))
      return frame
    },
  }
}

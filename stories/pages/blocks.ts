/** What the MDX pages show and that is computed: Storybook draws its pages with React. */
import { Markdown, Title } from '@storybook/addon-docs/blocks'
import { storyNameFromExport, toId } from 'storybook/internal/csf'
import { createElement as h, type ReactElement } from 'react'
import { apiText } from '../../site/elements.js'

export { Title }

/** In a story's page, a link to a file of docs/ would lead nowhere: its words stay, the docs site has the page. */
export const inStorybook = (markdown: string): string =>
  markdown.replace(/\[([^\]]+)\]\((?!https:)([^)]+)\)/g, (_, words: string, path: string) => {
    const element = /(?:^|elements\/)([a-z-]+)\.md$/.exec(path)?.[1]
    return element && PAGES[element] ? `[${words}](?path=/docs/${PAGES[element]}--fiche)` : words
  })
const PAGES: Record<string, string> = {
  questionnaire: 'éléments-questionnaire',
  timeline: 'éléments-frise',
  checklist: 'éléments-liste',
  'rendez-vous': 'éléments-rendez-vous',
  kit: 'éléments-à-emporter',
  bilan: 'éléments-pour-finir',
  usager: 'éléments-tout-en-une-balise',
  invitation: 'éléments-invitation',
}

/** A table for each kind of what an element makes public. */
export const Api = ({ tag }: { readonly tag: string }): ReactElement => h(Markdown, null, apiText(tag))

/** Every state of an element, by name: each opens its story. */
export function States({ of }: { readonly of: Stories }): ReactElement {
  const { title } = of['default'] as { readonly title: string }
  const states = Object.entries(of)
    .flatMap(([key, { name }]) =>
      name && key !== 'TerrainDeJeu' ? [{ name, id: toId(title, storyNameFromExport(key)) }] : [],
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
  return h(
    Markdown,
    null,
    `${states.length} états. Les tests passent sur tous.\n\n${states.map(({ name, id }) => `- [${name}](?path=/story/${id})`).join('\n')}`,
  )
}
/** A file of stories, as it is imported. */
type Stories = Readonly<Record<string, { readonly name?: string }>>

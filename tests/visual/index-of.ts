import type { Look, Picture } from './pictures.js'

const WORDS: Readonly<Record<string, string>> = { ar: 'en arabe', dark: 'sombre', '200': 'texte à 200 %' }

const words = (look: Look): string =>
  Object.entries({ largeur: '768px', ...look })
    .map(([key, value]) =>
      key === 'largeur'
        ? String(value).replace('px', ' px')
        : key === 'forcees'
          ? 'couleurs forcées'
          : key === 'theme'
            ? `thème ${String(value)}`
            : WORDS[String(value)],
    )
    .join(', ')

/**
 * The page that shows every picture with what it is of, in Markdown.
 * @param titles of stories, by id: the element's and the state's
 */
export function indexOf(
  pictures: readonly Picture[],
  titles: Readonly<Record<string, readonly [element: string, state: string]>>,
): string {
  const elements = [...new Set(pictures.map(({ story }) => titles[story]![0]))]
  return `# Images des histoires

Comparées à chaque \`npm test\` à ce que les histoires montrent. Écrites par \`npm run visual:write\` : ne pas modifier cette page.

${elements
  .map(
    (element) => `## ${element}

${pictures
  .filter(({ story }) => titles[story]![0] === element)
  .map(({ name, story, look }) => `### ${titles[story]![1]} · ${words(look)}\n\n![](${name}.png)\n`)
  .join('\n')}`,
  )
  .join('\n')}`
}

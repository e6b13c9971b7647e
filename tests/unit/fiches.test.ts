import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { apiText, untold } from '../../site/elements.js'

const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
  declarations.flatMap(({ tagName }) => tagName ?? []),
)

describe('what designers and web teams read of each element', () => {
  it('is in French for every attribute, event, part and token, and for nothing that is gone (docs/elements/fr.json)', () => {
    expect(untold()).toEqual([])
  })

  it.each(tags)('%s has its page in docs/elements', (tag) => {
    expect(existsSync(new URL(`../../docs/elements/${tag.replace('parcours-', '')}.md`, import.meta.url))).toBe(true)
  })

  it.each(tags)('%s says in Storybook all that a designer looks for, and lets her play with it', (tag) => {
    const name = tag.replace('parcours-', '')
    const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
    const page = read(`stories/${name}.mdx`)
    // As Storybook puts it together: the text, what is between, the tables.
    const shown = page
      .replace(/<Markdown>\{inStorybook\(text\)\}<\/Markdown>/, () => read(`docs/elements/${name}.md`))
      .replace(/<Api tag="([\w-]+)" \/>/, (_, of: string) => apiText(of))
    expect([...shown.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'À quoi il sert',
      'Quand ne pas l’utiliser',
      'Anatomie',
      'Règles de contenu',
      'Clavier et accessibilité',
      'États',
      'Terrain de jeu',
      'Attributs',
      'Propriétés et méthodes',
      'Événements',
      'Emplacements',
      'Parts CSS',
      'Jetons CSS',
    ])
    // None of them is a title over nothing.
    for (const part of shown.split(/^## .+$/m).slice(1)) expect(part.trim()).not.toBe('')
    expect(shown).toContain('<States of={Stories} />')
    expect(shown).toContain('<Controls of={Stories.TerrainDeJeu} />')
    expect(page).toContain(`<Api tag="${tag}" />`)
    const stories = read(`stories/${name}.stories.ts`)
    expect(stories).toContain(`component: '${tag}'`)
    expect(stories).toMatch(/^export const TerrainDeJeu = \{ \.\.\.playground\(/m)
  })

  it('has every state of the fixtures, named in French, as npm run generate writes it', { timeout: 120_000 }, () => {
    const generate = fileURLToPath(new URL('../../stories/generate.js', import.meta.url))
    expect(() => execFileSync(process.execPath, [generate, '--check'], { stdio: 'pipe' })).not.toThrow()
  })
})

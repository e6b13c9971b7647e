/** docs/frameworks.md says the versions that the samples install, and no other as tried; what it has copied is what they copy. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const samples = 'tests/hosts-frameworks/samples/'
const page = read('docs/frameworks.md')
const [, table] = /^## Ce qui est essayé[^]*?\n((?:\|.*\n)+)/m.exec(page)!
const tried = Object.fromEntries(
  [...table!.matchAll(/^\| ([^|]+) \| ([^|]+) \|/gm)].slice(1).map(([, tool, versions]) => [tool!, versions!]),
)
/** '^19.2.0' → '19'; '~5.9.0' → '5.9': what may be installed. */
const installed = (sample: string, name: string): string => {
  const { dependencies, devDependencies } = JSON.parse(read(`${samples}${sample}/package.json`)) as Record<
    string,
    Record<string, string> | undefined
  >
  const range = { ...dependencies, ...devDependencies }[name]!
  return (range.startsWith('^') ? /\d+/ : /\d+\.\d+/).exec(range)![0]
}

describe('what is said to be tried', () => {
  it.each([
    ['React', 'react', 'react'],
    ['Vue', 'vue', 'vue'],
    ['Svelte', 'svelte', 'svelte'],
    ['Angular', 'angular', '@angular/core'],
    ['TypeScript', 'react', 'typescript'],
    ['TypeScript', 'angular', 'typescript'],
    ['Vite', 'bundlers', 'vite'],
    ['webpack', 'bundlers', 'webpack'],
    ['Rollup', 'bundlers', 'rollup'],
    ['jQuery', 'drupal', 'jquery'],
    ['jQuery', 'wordpress', 'jquery'],
    ['Eleventy', 'eleventy', '@11ty/eleventy'],
  ])('%s: what the sample « %s » installs', (tool, sample, name) => {
    const version = installed(sample, name)
    const said = tried[tool]!.match(/\d+(\.\d+)?/g)!
    expect(
      said.some((one) => version === one || version.startsWith(`${one}.`)),
      `${tool} ${version}`,
    ).toBe(true)
  })

  it('is said the same in the titles of the page', () => {
    const titles = [...page.matchAll(/^## (React|Vue|Svelte|Eleventy)[^\n]*?(\d+)/gm)].map(([, tool, version]) => [
      tool!,
      version!,
    ])
    expect(titles.length).toBeGreaterThan(3)
    for (const [tool, version] of titles) expect(tried[tool!], tool).toBe(version)
    expect(page).toMatch(new RegExp(`^## Angular \\(essayé avec Angular ${tried['Angular']!}\\)$`, 'm'))
  })

  it.each(['react/src/Toutes.tsx', 'vue/src/Toutes.vue', 'svelte/src/Toutes.svelte', 'angular/src/toutes.ts'])(
    '%s has every public tag: its types are checked with the sample',
    (file) => {
      const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
        declarations.flatMap(({ tagName }) => tagName ?? []),
      )
      const source = read(samples + file)
      expect(tags.filter((tag) => !new RegExp(`<${tag}[\\s>]`).test(source))).toEqual([])
    },
  )
})

describe('what is copied of a parcours', () => {
  it('is said for Eleventy as its sample does it, with the parcours of the samples', () => {
    const [, recipe] = /^```js\n\/\/ eleventy\.config\.js\n([^]*?)^```/m.exec(page)!
    const sample = read(`${samples}eleventy/eleventy.config.js`).split('\n')
    expect(recipe).toContain('parcours/separation')
    const lines = recipe!.replaceAll('separation', 'fixture').split('\n')
    expect(lines.filter((line) => !sample.includes(line))).toEqual([])
  })
})

/** What editors, frameworks and the API check read follows from the classes as they are; a change of it is read in custom-elements.json. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const json = (file: string): unknown => JSON.parse(readFileSync(root + file, 'utf8'))

interface Named {
  readonly name: string
  readonly description?: string
}
interface Declaration extends Named {
  readonly tagName?: string
  readonly customElement?: boolean
  readonly attributes?: readonly Named[]
  readonly members?: readonly Named[]
  readonly events?: readonly (Named & { type: { text: string } })[]
}
const manifest = json('custom-elements.json') as {
  modules: { path: string; declarations: Declaration[]; exports: { kind: string; name: string }[] }[]
}
const declarations = manifest.modules.flatMap((module) => module.declarations)
const elements = declarations.filter(({ customElement }) => customElement)
const source = (folder: string): string => readFileSync(`${root}src/${folder}/${folder}.ts`, 'utf8')

/** The folders that register a tag: read from the disk, not from the generator's list. */
const folders = readdirSync(`${root}src`).filter(
  (name) => existsSync(`${root}src/${name}/define.ts`) && existsSync(`${root}src/${name}/${name}.ts`),
)

describe('custom-elements.json', () => {
  it('and all that follows from it are what npm run generate writes', () => {
    expect(() =>
      execFileSync(process.execPath, [`${root}tools/generate.js`, '--check'], { stdio: 'pipe' }),
    ).not.toThrow()
  })

  it.each(folders)('knows <parcours-%s>, where it is registered and every attribute it observes', (folder) => {
    const element = elements.find(({ tagName }) => tagName === `parcours-${folder}`)!
    const attributes = element.attributes!.map(({ name }) => name)
    // A line of `static properties` that is no state and no property alone.
    const [, declared] = source(folder).match(/static override properties[^=]*= \{\n([^]*?)\n {2}\}/) ?? [, '']
    for (const line of declared!.split('\n').filter((text) => text && !/state: true|attribute: false/.test(text)))
      expect(attributes).toContain(line.match(/attribute: '([\w-]+)'/)?.[1] ?? line.match(/\w+/)![0])
    const defined = manifest.modules.find(({ path }) => path === `dist/${folder}/define.js`)!
    expect(defined.exports.map(({ kind, name }) => [kind, name])).toEqual([
      ['custom-element-definition', `parcours-${folder}`],
    ])
  })

  it('has nothing that is not for a host', () => {
    const names = declarations.flatMap(({ members = [] }) => members.map(({ name }) => name))
    expect(names.filter((name) => /^_|Callback$|^(render|update|willUpdate|styles|properties)$/.test(name))).toEqual([])
  })

  it('gives each event the class that is exported for it', () => {
    const index = readFileSync(`${root}src/index.ts`, 'utf8')
    const events = elements.flatMap(({ events = [] }) => events)
    expect(events.length).toBeGreaterThan(8)
    for (const { type } of events) expect(index).toMatch(new RegExp(`export \\{ ${type.text} \\}`))
  })
})

describe('the package', () => {
  it('points at files that are there', () => {
    const about = json('package.json') as { exports: Record<string, unknown>; files: string[] } & Record<string, string>
    const written = Object.values(about['exports']).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target as object),
    ) as string[]
    for (const path of [about['customElements']!, about['web-types']!, ...written])
      // dist and cdn are made by the build.
      if (!/\*|^\.\/(dist|cdn)\//.test(path)) expect(existsSync(root + path), path).toBe(true)
  })
})

describe('what an editor proposes', () => {
  const html = json('ide/html-custom-data.json') as {
    tags: { name: string; attributes: { name: string; values?: { name: string }[] }[] }[]
  }
  it('holds each tag, and the words that an attribute takes', () => {
    expect(html.tags.map(({ name }) => name).sort()).toEqual(folders.map((name) => `parcours-${name}`).sort())
    const usager = html.tags.find(({ name }) => name === 'parcours-usager')!
    const words = (name: string) => usager.attributes.find((one) => one.name === name)?.values?.map((one) => one.name)
    expect(words('layout')).toEqual(['page', 'sections', 'steps'])
    expect(words('tone')).toEqual(['auto', 'dark', 'light'])
    expect(words('src')).toBeUndefined()
  })
  it('holds every colour that a theme may set', () => {
    const { properties } = json('ide/css-custom-data.json') as { properties: Named[] }
    const known = new Set(properties.map(({ name }) => name))
    for (const theme of readdirSync(`${root}themes`))
      for (const [, name] of readFileSync(`${root}themes/${theme}`, 'utf8').matchAll(/(--parcours-[\w-]+)\s*:/g))
        expect(known, `${theme}: ${name}`).toContain(name)
  })
})

/**
 * What editors, assistants and frameworks read says all of custom-elements.json, and in the form that they read: of the manifest, its published
 * schema; of the others, whose schemas no package holds, the keys that their documentation gives.
 */
import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const text = (file: string): string => readFileSync(new URL(file, root), 'utf8')
const json = <T>(file: string): T => JSON.parse(text(file)) as T

interface Named {
  readonly name: string
  readonly description?: string
}
interface Element extends Named {
  readonly tagName: string
  readonly attributes: readonly Named[]
  readonly members: readonly (Named & { kind: string })[]
  readonly events?: readonly Named[]
  readonly slots?: readonly Named[]
  readonly cssParts?: readonly Named[]
  readonly cssProperties?: readonly Named[]
}
const manifest = json<{ modules: { declarations: (Element & { customElement?: boolean })[] }[] }>(
  'custom-elements.json',
)
const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter((one) => one.customElement)
const tags = elements.map(({ tagName }) => tagName)
const about = json<{ name: string; version: string }>('package.json')
const names = (list: readonly { readonly name: string }[] = []): string[] => list.map(({ name }) => name).sort()
const keys = (one: object, allowed: string): void => {
  const known = allowed.split(' ')
  expect(Object.keys(one).filter((key) => !known.includes(key))).toEqual([])
}
/** Each is told: a list without words is no help. */
const told = (list: readonly { name: string; description?: string | { value: string } }[]): void => {
  for (const { name, description } of list)
    expect((typeof description === 'object' ? description.value : description)?.trim(), name).toBeTruthy()
}

it('custom-elements.json is what its published schema says', () => {
  const from = createRequire(createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer'))
  const schema = JSON.parse(readFileSync(from.resolve('custom-elements-manifest/schema.json'), 'utf8')) as object
  const valid = new Ajv({ strict: false, allErrors: true }).compile(schema)
  valid(manifest)
  expect(valid.errors ?? []).toEqual([])
})

describe('VS Code', () => {
  interface Told {
    readonly name: string
    readonly description: { readonly kind: string; readonly value: string }
  }
  const html = json<{ version: number; tags: (Told & { attributes: Told[] })[] }>('ide/html-custom-data.json')
  const css = json<{ version: number; properties: Told[]; pseudoElements: Told[] }>('ide/css-custom-data.json')

  it('reads both files', () => {
    for (const data of [html, css]) expect(data.version).toBe(1.1)
    keys(html, 'version tags')
    keys(css, 'version properties pseudoElements')
    expect(html.tags.map(({ name }) => name)).toEqual(tags)
  })

  it.each(elements)('$tagName: attributes, and its events, slots and parts where it is told', (element) => {
    const tag = html.tags.find(({ name }) => name === element.tagName)!
    keys(tag, 'name description attributes')
    expect(names(tag.attributes)).toEqual(names(element.attributes))
    for (const one of tag.attributes) keys(one, 'name description values valueSet')
    told([tag, ...tag.attributes])
    for (const list of [element.events, element.slots, element.cssParts])
      for (const name of names(list)) expect(tag.description.value).toContain(`\`${name || '(default)'}\``)
  })

  it('proposes each custom property, and ::part() of each', () => {
    const wanted = (list: (element: Element) => readonly Named[] | undefined): string[] =>
      [...new Set(elements.flatMap((element) => names(list(element))))].sort()
    expect(names(css.properties)).toEqual(wanted(({ cssProperties }) => cssProperties))
    expect(names(css.pseudoElements)).toEqual(wanted(({ cssParts }) => cssParts).map((name) => `::part(${name})`))
    told([...css.properties, ...css.pseudoElements])
    for (const { tagName, cssParts = [] } of elements)
      for (const { name } of cssParts)
        expect(css.pseudoElements.find((one) => one.name === `::part(${name})`)!.description.value).toContain(
          `<${tagName}>`,
        )
  })
})

describe('JetBrains', () => {
  interface Contributed extends Named {
    readonly attributes: (Named & { value: { kind?: string; type: string } })[]
    readonly slots?: Named[]
    readonly js: { properties: Named[]; events: Named[] }
    readonly css: { parts: Named[]; properties: Named[] }
  }
  const web = json<Record<string, unknown> & { contributions: { html: { elements: Contributed[] } } }>(
    'ide/web-types.json',
  )

  it('knows whose they are, and of which version', () => {
    keys(web, '$schema name version description-markup contributions')
    expect(web).toMatchObject({ name: about.name, version: about.version, 'description-markup': 'markdown' })
    expect(web.contributions.html.elements.map(({ name }) => name)).toEqual(tags)
  })

  it.each(elements)('$tagName: all that it makes public', (element) => {
    const one = web.contributions.html.elements.find(({ name }) => name === element.tagName)!
    keys(one, 'name description attributes slots js css')
    expect({
      attributes: names(one.attributes),
      properties: names(one.js.properties),
      events: names(one.js.events),
      slots: names(one.slots),
      parts: names(one.css.parts),
      css: names(one.css.properties),
    }).toEqual({
      attributes: names(element.attributes),
      properties: names(element.members.filter(({ kind }) => kind === 'field')),
      events: names(element.events),
      slots: names(element.slots),
      parts: names(element.cssParts),
      css: names(element.cssProperties),
    })
    for (const { value } of one.attributes) {
      keys(value, 'kind type')
      expect(value.type).toBeTruthy()
    }
    told([
      one,
      ...one.attributes,
      ...one.js.properties,
      ...one.js.events,
      ...(one.slots ?? []),
      ...one.css.parts,
      ...one.css.properties,
    ])
  })
})

describe('an assistant', () => {
  const llms = text('llms.txt')
  it('reads first what it is, and of which version', () => {
    expect(llms.split('\n')[0]).toBe(`# ${about.name} ${about.version}`)
    expect(llms).toMatch(/^> .+$/m)
  })
  it.each(elements)('$tagName: all that it makes public', (element) => {
    const [, part = ''] = new RegExp(`^### <${element.tagName}>[^\n]*\n([^]*?)(?=^##)`, 'm').exec(llms) ?? []
    const rows = [...part.matchAll(/^\| (?:`([^`]+)`|(\(default\))) \|/gm)].map(([, name, unnamed]) => name ?? unnamed)
    for (const list of [element.attributes, element.events, element.slots, element.cssParts, element.cssProperties])
      for (const name of names(list)) expect(rows).toContain(name || '(default)')
  })
})

describe('the types of frameworks', () => {
  const props = text('frameworks/props.d.ts')
  const angular = text('frameworks/angular.d.ts')
  it.each(elements)('$tagName: its properties, attributes and events', (element) => {
    const body = (name: string): string =>
      new RegExp(`^export (?:interface|type) ${element.name}${name}\\b([^]*?)(?=^export )`, 'm').exec(props)![1]!
    for (const name of [
      ...names(element.members.filter(({ kind }) => kind === 'field')),
      ...names(element.attributes),
    ]) {
      expect(body('Props')).toMatch(new RegExp(`^  '?${name}'?\\?:`, 'm'))
      expect(angular).toMatch(new RegExp(`^  '?${name}'?: ${element.name}Props`, 'm'))
    }
    for (const name of names(element.events)) expect(body('Events')).toContain(`'${name}':`)
    expect(props).toContain(`'${element.tagName}': [${element.name}, ${element.name}Props, ${element.name}Events]`)
    expect(angular).toContain(`'${element.tagName}'`)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every property that a schema declares, with what an editor shows on it. */
function properties(schema: unknown, pointer = ''): [pointer: string, shown: unknown][] {
  if (Array.isArray(schema)) return schema.flatMap((entry, i) => properties(entry, `${pointer}/${i}`))
  if (!isNode(schema)) return []
  const own = isNode(schema['properties']) ? schema['properties'] : {}
  return [
    ...Object.entries(own).map(([key, value]): [string, unknown] => [
      `${pointer}/properties/${key}`,
      isNode(value) ? (value['markdownDescription'] ?? value['description']) : undefined,
    ]),
    ...Object.entries(schema).flatMap(([key, value]) => properties(value, `${pointer}/${key}`)),
  ]
}
// Words that French text nearly always has, and English nearly never.
const FRENCH =
  /[éèêàçùôîû’«]|\b(le|la|les|un|une|des|du|de|au|aux|en|ou|et|est|sa|son|ses|il|elle|qui|que|quand|plus|pas)\b/i
const ENGLISH = /\b(the|of|and|is|are|which|when|that|from|with|must|should)\b/i

describe.each(['parcours', 'overlay', 'locale'])('what an editor shows of %s.schema.json', (name) => {
  const schema = JSON.parse(readFileSync(new URL(`../${name}.schema.json`, import.meta.url), 'utf8')) as Node
  const found = properties(schema)

  it('explains every property, in French', () => {
    expect(found.length).toBeGreaterThan(3)
    expect(found.filter(([, shown]) => typeof shown !== 'string' || shown.length < 5).map(([at]) => at)).toEqual([])
    const foreign = found.filter(([, shown]) => !FRENCH.test(String(shown)) || ENGLISH.test(String(shown)))
    expect(foreign.map(([at, shown]) => `${at}: ${String(shown)}`)).toEqual([])
  })
  it('accepts the line that names the schema', () => {
    expect(Object.keys(schema['properties'] as Node)).toContain('$schema')
  })
})

it('proposes every type of question and of field, whatever else is written yet', () => {
  const { $defs } = JSON.parse(readFileSync(new URL('../parcours.schema.json', import.meta.url), 'utf8')) as {
    $defs: Record<string, { allOf: { oneOf?: Node[]; properties?: Record<string, { enum?: string[] }> }[] }>
  }
  for (const [name, also] of [
    ['Question', ['group']],
    ['Field', []],
  ] as const) {
    const part = $defs[name]!.allOf.find(({ oneOf, properties }) => oneOf && properties?.['type'])
    expect(part?.properties!['type']!.enum, name).toEqual(['choice', 'choices', 'date', 'number', 'reference', ...also])
  }
})

describe('docs/auteurs/editeur.md', () => {
  const page = readFileSync(new URL('../../../docs/auteurs/editeur.md', import.meta.url), 'utf8')
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { exports: Node }

  it('names schemas that the package has', () => {
    const named = [...page.matchAll(/@parcours\/schema\/([\w.]+\.json)/g)].map(([, file]) => `./${file!}`)
    expect(new Set(named).size).toBe(3)
    expect(named.filter((file) => !(file in manifest.exports))).toEqual([])
  })
  it('gives settings that are JSON', () => {
    for (const [, json] of page.matchAll(/```json\n([^]*?)```/g))
      expect(() => JSON.parse(json!) as unknown).not.toThrow()
  })
})

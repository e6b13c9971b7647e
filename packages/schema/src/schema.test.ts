import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect, check, type Fault } from './check.js'
import { inspectBeside } from './shape.beside.js'
import { inspectOverlay } from './shape.overlay.js'
import type { Parcours } from './types.js'

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const alone = (type: 'Parcours' | 'Overlay' | 'Locale' | 'Saved', document: unknown): Fault[] =>
  type === 'Parcours'
    ? inspect(type, document, [], { alone: true })
    : type === 'Overlay'
      ? inspectOverlay(document, [], { alone: true })
      : inspectBeside(type, document, [], { alone: true })
const json = (path: string) => JSON.parse(file(path)) as Record<string, unknown>
const runs = Number(process.env['PARCOURS_RUNS'] ?? 300)

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: false })
formats.default(ajv)
const accepts = {
  Parcours: ajv.compile(json('parcours.schema.json')),
  Overlay: ajv.compile(json('overlay.schema.json')),
  Locale: ajv.compile(json('locale.schema.json')),
}

/** What a JSON Schema says too. */
const structural = new Set([
  'type',
  'format',
  'enum',
  'empty',
  'url',
  'missing',
  'unknown',
  'tag',
  'conflict',
  'version',
])
const shaped = (faults: Fault[]) => !faults.some(({ code }) => structural.has(code))

/** Every place in a document: who holds it, under what key. */
function placesIn(root: unknown): { holder: Record<string, unknown>; key: string }[] {
  const found: { holder: Record<string, unknown>; key: string }[] = []
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      const holder = node as Record<string, unknown>
      found.push({ holder, key })
      visit(holder[key])
    }
  }
  visit(root)
  return found
}
const strays = [
  null, true, false, 0, 1, 2.5, -1, 1001, '', 'x', 'Une phrase', 'marie', 'today', '2026-02-30', '2024-02-29', '2026-02-28', '--02-29', '--05-21', 'P1M', 'P0D', 'P', 'PT45M', '1.0', '1.1', '2.0', 'https://a.fr', 'javascript:alert(1)',
  'choice', 'date', 'group', 'number', 'legal', 'month', [], {}, ['a'], [[]], { id: 'a' }, { today: true }, { today: false }, { today: true, then: [] }, { answer: 'statut', is: 'marie' }, { answer: 'statut' }, { answer: 'statut', is: 'marie', in: ['pacse'] },
  { all: [] }, { all: [], any: [] }, { not: { fact: 'parent' } }, { fact: 'parent', is: 'x' }, { table: 'limite-fiscale' }, { param: 'suivi' }, { from: 'today', to: 'today' }, { from: 'today' }, { times: 3 }, { plus: 'P1D' }, { startOf: 'week' }, { is: 'a' }, { from: 3, is: 'a' }, { id: 'r', role: 'R', cases: [] },
] // prettier-ignore
// Neither `__proto__` nor `constructor`: ajv loses sight of those keys under unevaluatedProperties. check.test.ts holds ours to it.
const words = [
  'id',
  'is',
  'in',
  'answer',
  'each',
  'date',
  'at',
  'then',
  'where',
  'when',
  'section',
  'askedAt',
  'type',
  'options',
  'min',
  'max',
  'from',
  'to',
  'role',
  'name',
  'cases',
  'x-note',
  'inconnu',
  'drop',
  'map',
  'times',
  'table',
  'param',
  'source',
  'precision',
]

type Change = {
  kind: 'drop' | 'set' | 'add' | 'copy' | 'swap' | 'rename'
  at: number
  other: number
  value: number
  word: number
}
const nat = fc.nat({ max: 1_000_000 })
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('drop', 'set', 'add', 'copy', 'swap', 'rename'),
  at: nat,
  other: nat,
  value: nat,
  word: nat,
})
const own = (holder: Record<string, unknown>, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true })

function mutate(root: Record<string, unknown>, changes: Change[]) {
  for (const { kind, at, other, value, word } of changes) {
    const places = placesIn(root)
    if (!places.length) return
    const { holder, key } = places[at % places.length]!
    const second = places[other % places.length]!
    const name = words[word % words.length]!
    const stray = structuredClone(strays[value % strays.length])
    const list = Array.isArray(holder)
    if (kind === 'drop' && list) holder.splice(Number(key), 1)
    else if (kind === 'drop') delete holder[key]
    else if (kind === 'set') own(holder, key, stray)
    else if (kind === 'add' && list) holder.push(stray)
    else if (kind === 'add') own(holder, name, stray)
    else if (kind === 'copy') own(holder, key, structuredClone(second.holder[second.key]))
    else if (kind === 'swap') {
      const [a, b] = [structuredClone(holder[key]), structuredClone(second.holder[second.key])]
      own(holder, key, b)
      own(second.holder, second.key, a)
    } else if (!list) {
      const held = holder[key]
      delete holder[key]
      own(holder, name, held)
    }
  }
}

describe('the table and what is generated from it', () => {
  it('are up to date (npm run generate)', () => {
    const script = fileURLToPath(new URL('../tools/generate.js', import.meta.url))
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow()
  })
  it('give types that the example satisfies', () => {
    const parcours = json('examples/example.json') as unknown as Parcours
    const late = parcours.questions.filter((question) => question.askedAt).map(({ id }) => id)
    expect(late).toEqual(['prochaine-declaration', 'decision', 'date-decision'])
  })
})

describe('check() and the JSON Schema', () => {
  it.each([
    ['Parcours', 'example.json'],
    ['Overlay', 'example.overlay.json'],
    ['Locale', 'example.locale.en.json'],
  ] as const)('both accept the %s of the example', (type, name) => {
    expect(accepts[type](json(`examples/${name}`)), JSON.stringify(accepts[type].errors)).toBe(true)
    expect(shaped(alone(type, json(`examples/${name}`)))).toBe(true)
  })

  it.each([
    ['Parcours', 'example.json'],
    ['Overlay', 'example.overlay.json'],
    ['Locale', 'example.locale.en.json'],
  ] as const)('agree on any %s made by changing the example at random', (type, name) => {
    const verdicts = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const document = json(`examples/${name}`)
        mutate(document, changes)
        const faults = type === 'Parcours' ? check(document) : alone(type, document)
        const ours = shaped(faults)
        verdicts[ours ? 'accepted' : 'refused']++
        const theirs = accepts[type](document)
        if (ours !== theirs)
          throw new Error(
            JSON.stringify(
              { ours: faults.filter(({ code }) => structural.has(code)), theirs: accepts[type].errors },
              null,
              1,
            ),
          )
      }),
      { numRuns: runs * 5 },
    )
    // A change that is always refused, or never, would prove nothing.
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(runs / 10)
  })
})

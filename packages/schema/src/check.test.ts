import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check as bare, LIMITS, type CheckOptions, type Fault } from './check.js'
import { cases, sound } from './faults.fixtures.js'
import { authorRules } from './rules.js'
import { validate } from './validate.js'

const check = (json: unknown, options: CheckOptions = {}) => bare(json, { ...options, rules: authorRules })

const example = readFileSync(new URL('../examples/example.json', import.meta.url), 'utf8')
const codes = (faults: readonly Fault[]) => faults.map(({ code, pointer }) => `${code} ${pointer}`)

/** The small parcours with one thing replaced, as an author would have written it: two spaces, a line a key. */
function broken([from, to]: [string, string]): string {
  const text = JSON.stringify(sound())
  expect(text.split(from).length, `${from} stands once in the sound parcours`).toBe(2)
  const swapped = text.replace(from, () => to)
  // JSON.stringify would lose a key written twice, and __proto__.
  let depth = 0
  return swapped.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => {
    if (token === '{' || token === '[') return `${token}\n${'  '.repeat(++depth)}`
    if (token === '}' || token === ']') return `\n${'  '.repeat(--depth)}${token}`
    return token === ',' ? `,\n${'  '.repeat(depth)}` : token === ':' ? ': ' : token
  })
}

describe('validate()', () => {
  it('finds nothing in the example nor in the small parcours', () => {
    expect(validate(example)).toMatchObject({ ok: true, faults: [] })
    expect(validate(sound()).faults).toEqual([])
    expect(validate(example).value).toEqual(JSON.parse(example))
  })

  it.each(cases.map((one) => [`${one.code}: ${one.what}`, one] as const))(
    'says %s',
    (_, { code, swap, pointer, at, says }) => {
      const text = broken(swap)
      const { ok, faults, value } = validate(text)
      expect(ok).toBe(false)
      expect(value).toBeUndefined()
      const fault = faults.find((fault) => fault.code === code && fault.pointer === pointer)
      expect(
        fault,
        JSON.stringify(
          faults.map(({ code, pointer, message }) => ({ code, pointer, message })),
          null,
          1,
        ),
      ).toBeDefined()
      expect(text.split('\n')[fault!.line! - 1]!.slice(fault!.column! - 1)).toMatch(
        new RegExp(`^${at.replace(/[[{"().:]/g, '\\$&')}`),
      )
      expect(fault!.message).toContain(says)
    },
  )

  it.each(
    cases
      .filter(({ code }) => !['key', 'type'].includes(code))
      .map((one) => [`${one.code}: ${one.what}`, one] as const),
  )('says nothing else about %s', (_, { code, swap }) => {
    const others = validate(broken(swap)).faults.filter((fault) => fault.code !== code)
    // A thing whose kind is wrong is wrong for the few that name it too; nothing else may be said.
    expect(others.length, codes(others).join('\n')).toBeLessThan(3)
  })

  it('says every fault at once, in the order of the text', () => {
    const { faults } = validate(`{
  "formatVersion": "1.0", "id": "Essai", "version": "1", "status": "fini", "title": "Essai",
  "owner": "a", "pilot": "caf",
  "sources": [],
  "organismes": [],
  "sections": [{ "id": "a", "titre": "A" }],
  "questions": [], "demarches": []
}`)
    expect(faults.map(({ code, line, column, pointer }) => [code, line, column, pointer])).toEqual([
      ['format', 2, 33, '/id'],
      ['enum', 2, 68, '/status'],
      ['reference', 3, 26, '/pilot'],
      ['missing', 6, 16, '/sections/0'],
      ['unknown', 6, 29, '/sections/0/titre'],
    ])
  })

  it('counts lines and columns as an editor does, whatever ends the lines', () => {
    expect(validate('\ufeff{\r\n  "é": 1,\r\n  "x-a": tru\r\n}').faults[0]).toMatchObject({
      code: 'syntax',
      line: 3,
      column: 10,
    })
  })

  it('weighs the text', () => {
    const { faults } = validate(`{ "x-note": "${'é'.repeat(600_000)}" }`)
    expect(faults[0]).toMatchObject({ code: 'size', found: 1_200_016, expected: [LIMITS.parcours] })
  })
})

describe('check()', () => {
  it('has an example of every code', () => {
    const known =
      'type format enum empty url missing unknown tag conflict version reference kind duplicate order each operator overlap requires exclusive placeholder range address length depth rows'
    expect(known.split(' ').filter((code) => !cases.some((one) => one.code === code))).toEqual([])
  })

  it('reports in the order of the document', () => {
    const json = JSON.parse(example) as {
      questions: Record<string, unknown>[]
      title: unknown
      facts: Record<string, unknown>[]
    }
    json.facts[0]!['id'] = 'X'
    json.title = ''
    json.questions[1]!['when'] = { all: [{ fact: 'separe' }, { answer: 'statut', is: 'mari' }] }
    expect(codes(validate(json).faults)).toEqual([
      'empty /title',
      'reference /questions/1/when/all/0/fact',
      'order /questions/1/when/all/1/answer',
      'reference /questions/1/when/all/1/is',
      'format /facts/0/id',
      'reference /demarches/1/when/fact',
    ])
  })

  it('follows facts, anchors and tables to the questions behind them', () => {
    const json = sound() as ReturnType<typeof sound> & Record<string, unknown>
    json.facts.push(
      { id: 'a', when: { all: [{ fact: 'b' }] }, because: 'a' } as never,
      { id: 'b', when: { date: { anchor: 'plus-tard' }, before: 'today' }, because: 'b' } as never,
    )
    json.anchors.push({ id: 'plus-tard', label: 'Plus tard', date: { table: 'par-nombre' } } as never)
    json.tables.push({
      id: 'par-nombre',
      title: 'T',
      value: 'date',
      by: { answer: 'nombre' },
      rows: [{ from: 1, value: '2026-01-01' }],
    } as never)
    json.questions[1]!.when = { fact: 'a' } as never
    expect(codes(check(json))).toEqual(['order /questions/1/when/fact'])
    json.tables[1]!.by = { answer: 'statut' }
    json.tables[1]!.rows = [{ is: 'marie', value: '2026-01-01' }]
    expect(codes(check(json))).toEqual([])
  })

  it('leaves cycles among facts to the engine', () => {
    const json = sound()
    json.facts.push(
      { id: 'a', when: { fact: 'b' }, because: 'a' } as never,
      { id: 'b', when: { fact: 'a' }, because: 'b' } as never,
    )
    expect(check(json)).toEqual([])
  })

  it('lets a row follow another in time, and a table be read for a member', () => {
    const json = sound()
    json.tables[0]!.rows = [
      { is: 'marie', value: '2025-05-21', validity: { from: '2025-01-01', to: '2025-12-31' } },
      { is: 'marie', value: '2026-05-21', validity: { from: '2026-01-01', to: '2026-12-31' } },
    ]
    json.tables.push({
      id: 'age',
      title: 'Âge',
      value: 'duration',
      by: { each: 'naissance' },
      rows: [
        { to: '2019-12-31', value: 'P20Y' },
        { from: '2020-01-01', value: 'P21Y' },
      ],
    } as never)
    Object.assign(json.demarches[1]!, {
      timing: { kind: 'indicative', due: { each: 'naissance', then: [{ plus: { table: 'age' } }] } },
    })
    expect(check(json)).toEqual([])
    json.tables[0]!.rows[1]!.validity!.from = '2025-12-31'
    expect(codes(check(json))).toEqual(['overlap /tables/0/rows/1'])
    Object.assign(json.demarches[0]!, {
      timing: { kind: 'indicative', due: { anchor: 'debut', then: [{ plus: { table: 'age' } }] } },
    })
    expect(codes(check(json))).toContain('each /demarches/0/timing/due/then/0/plus/table')
  })

  it('takes two braces as text', () => {
    expect(check({ ...sound(), title: 'Dans {{ceci}} et $t(cela), rien ne change' })).toEqual([])
  })

  it('lets a migration go through a place that a later one moves on', () => {
    const json = sound()
    const migrations = [
      { to: '1.1.0', rename: { 'questions.a': 'questions.b' } },
      { to: '2.0.0', rename: { 'questions.b': 'questions.statut' } },
    ]
    expect(check({ ...json, migrations })).toEqual([])
  })
})

describe('a newer format', () => {
  const newer = (minor: string) => {
    const json = sound() as Record<string, unknown>
    json['formatVersion'] = minor
    json['surprise'] = { a: [1] }
    Object.assign((json['demarches'] as object[])[0]!, {
      nature: 'gift',
      timing: { kind: 'whispered', due: { anchor: 'debut', then: [{ toTheMoon: 'P1D' }] }, closes: 'tomorrow' },
    })
    json['facts'] = [
      { id: 'marie', when: { any: [{ answer: 'statut', resembles: 'marie' }, { moon: 'full' }] }, because: 'x' },
    ]
    return json
  }
  it('of the same major is read by a widget, its novelties let through', () => {
    expect(check(newer('1.7'), { lenient: true })).toEqual([])
    expect(check(newer('1.7')).length).toBeGreaterThan(5)
  })
  it('still has its known parts checked', () => {
    expect(codes(check({ ...newer('1.7'), title: 3, pilot: 'msa' }, { lenient: true }))).toEqual([
      'type /title',
      'reference /pilot',
    ])
  })
  it('gives no leave to a file of our own version', () => {
    expect(check(newer('1.0'), { lenient: true }).length).toBeGreaterThan(5)
  })
  it('of another major is one fault', () => {
    for (const version of ['2.0', '0.9', '10.1'])
      expect(codes(check(newer(version), { lenient: true }))).toEqual(['version /formatVersion'])
  })
})

describe('hostile documents', () => {
  const deep = (open: string, close: string, n: number) => JSON.parse(open.repeat(n) + '1' + close.repeat(n)) as unknown

  it('of great depth are faults, not crashes', () => {
    const list = deep('[', ']', 100_000)
    expect(check(list)).toHaveLength(1)
    expect(codes(check({ ...sound(), questions: list }))[0]).toBe('type /questions/0')
    const not = deep('{"not":', '}', 100_000)
    const faults = check({ ...sound(), facts: [{ id: 'marie', when: not, because: 'x' }] })
    expect(faults.map(({ code }) => code)).toEqual(['depth'])
    expect(
      check(
        { ...sound(), facts: [{ id: 'marie', when: not, because: 'x' }] },
        { depth: LIMITS.depth },
      )[0]!.pointer.split('/'),
    ).toHaveLength(LIMITS.depth + 2)
    expect(validate('['.repeat(100_000)).faults.map(({ code }) => code)).toEqual(['depth'])
  })

  it('with ten thousand chained facts and questions are read', () => {
    const json = sound() as unknown as { questions: unknown[]; facts: unknown[] }
    for (let i = 0; i < 10_000; i++) {
      json.questions.push({ id: `q${i}`, section: 'vous', type: 'number', label: 'n', when: { fact: `f${i}` } })
      json.facts.push({
        id: `f${i}`,
        because: 'x',
        when: i ? { any: [{ fact: `f${i - 1}` }, { answer: `q${i - 1}`, atLeast: 1 }] } : { fact: 'marie' },
      })
    }
    expect(check(json)).toEqual([])
  })

  it('with more faults than anyone reads stop there', () => {
    const faults = check({ ...sound(), questions: Array.from({ length: 200_000 }, () => 0) })
    expect(faults).toHaveLength(LIMITS.faults + 1)
    expect(faults.at(-1)!.code).toBe('more')
  })

  it('with keys of Object.prototype pollute nothing', () => {
    const json = JSON.parse(
      example.replace(
        '"owner"',
        '"__proto__": { "polluted": true }, "constructor": { "prototype": 1 }, "hasOwnProperty": 1, "owner"',
      ),
    ) as unknown
    expect(codes(check(json))).toEqual(['unknown /__proto__', 'unknown /constructor', 'unknown /hasOwnProperty'])
    expect(validate(JSON.stringify(json)).faults).toHaveLength(3)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    const names = JSON.parse('{"__proto__":null,"toString":"b"}') as unknown
    expect(codes(check({ ...sound(), migrations: [{ to: '1', map: 'questions.statut', values: names }] }))).toEqual([
      'format /migrations/0/values/__proto__',
      'reference /migrations/0/values/toString',
    ])
    expect(codes(check({ ...sound(), pilot: 'constructor' }))).toEqual(['reference /pilot'])
  })

  it('with endless braces in a text end', () => {
    expect(check({ ...sound(), title: '{'.repeat(1_000_000) })[0]!.code).toBe('length')
  })

  it('of any form are judged without a throw, parsed or not', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }).filter((json) => typeof json !== 'string'),
        (json) => {
          const text = JSON.stringify(json)
          expect(check(json).length).toBeGreaterThan(0)
          expect(codes(validate(text).faults).sort()).toEqual(codes(validate(JSON.parse(text)).faults).sort())
        },
      ),
    )
    for (const value of [undefined, null, 0, NaN, '', [], {}, Symbol.iterator, () => 1])
      expect(check(value).length).toBeGreaterThan(0)
  })
})

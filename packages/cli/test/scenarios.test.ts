import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lineDiff, said, scenarioFaults, updated, type Scenario } from '../src/scenarios/index.js'
import { testFiles } from '../src/scenarios/command.js'
import { run } from '../src/index.js'

const PARCOURS = readFileSync(new URL('./lint/propre.json', import.meta.url), 'utf8')
const PACSE = `{
  "id": "pacse",
  "title": "Pacsés, sans enfant",
  "x-note": "relu le 3 novembre",
  "today": "2026-11-21",
  "answers": {
    "avancement": "separe", "date-separation": "2026-11-01", "statut": "pacse", "regime": "general",
    "zone-fiscale": "zone-1", "ressources": [], "securite": "oui", "enfants": []
  },
  "expect": {
    "asked": ["statut"],
    "notAsked": ["date-decision"],
    "items": [
      { "id": "declarer-separation", "cite": "F33362" },
      {
        "id": "declarer-impots",
        "kind": "legal"
      }
    ],
    "absent": [{ "id": "demander-asf" }],
    "pieces": [],
    "alerts": [{ "id": "aide-violences" }],
    "exits": []
  }
}
`

/** The command in a new folder, with a person who gives these answers. */
function desk(...says: boolean[]): {
  folder: string
  write: (name: string, text: string) => string
  test: (...args: string[]) => Promise<{ code: number; out: string; asked: string[] }>
} {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-test-'))
  mkdirSync(join(folder, 'scenarios'))
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  write('parcours.json', PARCOURS)
  return {
    folder,
    write,
    async test(...args) {
      let out = ''
      const asked: string[] = []
      const stream = { write: (text: string) => (out += text) }
      const code = await testFiles(args, { stdout: stream, stderr: stream }, (question) => {
        asked.push(question)
        return Promise.resolve(says.shift() ?? false)
      })
      return { code, out, asked }
    },
  }
}

describe('parcours test', () => {
  it('plays a scenario, a folder, or the scenarios beside a parcours', async () => {
    const { folder, write, test } = desk()
    const path = write('scenarios/pacse.json', PACSE)
    // Beside the parcours, what is no scenario: its figures.
    write('figures.json', '[]')
    for (const given of [path, join(folder, 'scenarios'), folder, join(folder, 'parcours.json')]) {
      const { code, out } = await test(given)
      expect(out).toContain('Pacsés, sans enfant')
      expect(out).toContain('1 scénario, comme attendu.')
      expect(code).toBe(0)
    }
  })

  it('says in French what differs, where, with both values', async () => {
    const { write, test } = desk()
    const wrong = PACSE.replace('"legal"', '"recommended"')
      .replace('"F33362" }', '"F33362", "due": "2026-12-24" }')
      .replace('"demander-asf"', '"declarer-separation"')
      .replace('["statut"]', '["statut", "date-decision"]')
    const { code, out } = await test(write('scenarios/pacse.json', wrong))
    expect(code).toBe(1)
    expect(out).toContain('date-decision (ligne 11) : question attendue, pas posée')
    expect(out).toContain(
      'declarer-separation [F33362]\n    à faire avant le (ligne 14)\n      - attendu : 24 décembre 2026\n',
    )
    expect(out).toContain('sorte de date (ligne 17)\n      - attendu : recommended\n      + trouvé  : legal\n')
    expect(out).toMatch(/declarer-separation \(ligne 20\) : présent, attendu absent \(parce que .+\)/)
    expect(out).toContain('1 scénario, dont 1 à revoir.')
  })

  it('shows what an update would change, asks, and leaves the file when the answer is no', async () => {
    const { write, test } = desk(false)
    const wrong = PACSE.replace('"legal"', '"recommended"')
    const path = write('scenarios/pacse.json', wrong)
    const { code, out, asked } = await test(path, '--update')
    expect(asked).toHaveLength(1)
    expect(out).toContain('- "kind": "recommended"')
    expect(out).toContain('+ "kind": "legal"')
    expect(out).toContain('n’a pas changé.')
    expect(code).toBe(1)
    expect(readFileSync(path, 'utf8')).toBe(wrong)
  })

  it('writes when the answer is yes, or with --yes, and changes nothing but what differs', async () => {
    for (const [says, flags] of [
      [[true], ['--update']],
      [[], ['--update', '--yes']],
    ] as const) {
      const { write, test } = desk(...says)
      const path = write('scenarios/pacse.json', PACSE.replace('"legal"', '"recommended"'))
      const { code } = await test(path, ...flags)
      expect(code).toBe(0)
      expect(readFileSync(path, 'utf8')).toBe(PACSE)
      expect((await test(path)).code).toBe(0)
    }
  })

  it('refuses a scenario that nobody could check', async () => {
    const { write, test } = desk()
    const { code, out } = await test(
      write('scenarios/a.json', PACSE.replace('"absent"', '"absents"').replace('"today": "2026-11-21",', '')),
    )
    expect(code).toBe(1)
    expect(out).toContain('Il manque « today »')
    expect(out).toContain('/expect/absents\n    La clé « absents » n’est pas connue, et ne serait pas vérifiée.')
  })

  it('says when the answers do not fit the questions, which no update settles', async () => {
    const { write, test } = desk(true)
    const path = write('scenarios/a.json', PACSE.replace('"statut": "pacse", ', '"date-decision": "2026-10-01", '))
    const { code, out } = await test(path, '--update')
    expect(code).toBe(1)
    expect(out).toContain('date-decision (ligne 7) : le scénario répond à une question qui n’est pas posée')
    expect(out).toContain('statut (ligne 6) : question posée, sans réponse dans le scénario')
  })

  it('ends with 2, in French, for a command badly written', async () => {
    let err = ''
    const out = { stdout: { write: () => 0 }, stderr: { write: (text: string) => (err += text) } }
    expect(await run(['test'], out)).toBe(2)
    expect(await run(['test', '/nowhere/a.json'], out)).toBe(2)
    expect(err).toContain('Donnez au moins un scénario')
    expect(err).toContain('ne peut pas être lu')
  })

  it('gives everything as JSON', async () => {
    const { write, test } = desk()
    const { out } = await test(write('scenarios/a.json', PACSE.replace('"legal"', '"recommended"')), '--json')
    const { scenarios } = JSON.parse(out) as { scenarios: { ok: boolean; differences: unknown[] }[] }
    expect(scenarios).toMatchObject([
      {
        ok: false,
        differences: [
          { pointer: '/expect/items/1/kind', expected: 'recommended', found: 'legal', id: 'declarer-impots' },
        ],
      },
    ])
  })
})

describe('an update', () => {
  const parcours: unknown = JSON.parse(PARCOURS)
  it('moves what is gone to the list of what is absent, and back, as the lists are written', () => {
    const wrong = PACSE.replace(
      '"declarer-impots",\n        "kind": "legal"',
      '"demander-asf",\n        "cite": "F815"',
    )
      .replace('[{ "id": "demander-asf" }]', '[{ "id": "declarer-impots" }]')
      .replace('["statut"]', '["date-decision"]')
      .replace('["date-decision"],\n    "items', '["statut"],\n    "items')
    const { text, left } = updated(wrong, parcours)
    expect(left).toEqual([])
    const { expect: after } = JSON.parse(text) as Scenario
    expect(after).toMatchObject({
      asked: ['statut'],
      notAsked: ['date-decision'],
      items: [{ id: 'declarer-separation' }, { id: 'declarer-impots' }],
      absent: [{ id: 'demander-asf', cite: 'F815' }],
    })
    expect(text).toContain('"x-note": "relu le 3 novembre"')
    expect(text).toContain('"date-separation": "2026-11-01", "statut": "pacse"')
    expect(text).toContain(
      '    "items": [\n      { "id": "declarer-separation", "cite": "F33362" },\n      { "id": "declarer-impots" }\n    ],',
    )
  })
  it('of a scenario that is right changes nothing', () => {
    expect(updated(PACSE, parcours)).toEqual({ text: PACSE, left: [] })
  })
})

it('reads as French: dates, windows, yes and no', () => {
  expect(said('2026-12-20')).toBe('20 décembre 2026')
  expect(said({ notBefore: '2026-12-01', notAfter: '2026-12-20' })).toBe(
    'entre le 1er décembre 2026 et le 20 décembre 2026',
  )
  expect([said(true), said(null), said([]), said(['a', 'b'])]).toEqual(['oui', 'aucune date', 'rien', 'a, b'])
  expect(lineDiff('a\nb\nc\n', 'a\nd\nc\n')).toBe('  - b\n  + d\n')
})

it('knows how each expectation is written', () => {
  const faults = scenarioFaults({
    id: 'a',
    title: 'A',
    today: '2026-13-45',
    answers: {},
    expect: { items: [{ id: 'x', du: '2026-01-01' }, 'y'], asked: [{ id: 'x' }], pieces: {} },
  })
  expect(faults.map(({ pointer }) => pointer)).toEqual([
    '/today',
    '/expect/items/0/du',
    '/expect/items/1',
    '/expect/asked/0',
    '/expect/pieces',
  ])
})

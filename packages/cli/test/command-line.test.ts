import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../src/index.js'

const COMMANDS = [
  'validate',
  'plan',
  'lint',
  'test',
  'preview',
  'graph',
  'html',
  'new',
  'prove',
  'diff',
  'import',
  'export',
]

const folder = mkdtempSync(join(tmpdir(), 'parcours-commande-'))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
async function parcours(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const ran = { code: 0, out: '', err: '' }
  ran.code = await run(args, {
    stdout: { write: (text: string) => (ran.out += text) },
    stderr: { write: (text: string) => (ran.err += text) },
  })
  return ran
}

describe('help', () => {
  it('of everything names every command', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { code, out } = await parcours(...args)
      expect(code).toBe(0)
      for (const command of COMMANDS) expect(out).toContain(`\n  parcours ${command} `)
    }
  })
  it.each(COMMANDS)('of %s is its own, and fits in a terminal', async (command) => {
    const { code, out } = await parcours(command, '--help')
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^  parcours ${command} `))
    expect(out.split('\n').length).toBeLessThan(12)
    expect(await parcours('help', command)).toEqual({ code, out, err: '' })
  })
})

describe('a command that is badly written', () => {
  const FRENCH: [args: string[], told: string][] = [
    [['lnit', 'a.json'], 'Commande inconnue : lnit. Vouliez-vous dire « lint » ?'],
    [
      ['prove', '--scenario', 'x', 'a.json'],
      '--scenario n’est pas une option de cette commande. Vouliez-vous dire --scenarios ?',
    ],
    [['lint', '--zzzzzz', 'a.json'], '--zzzzzz n’est pas une option de cette commande.\n'],
    [['lint', '--fix=oui', 'a.json'], '--fix s’écrit seul, sans valeur.'],
    [['graph', 'a.json', '-o'], '--output : il faut une valeur après.'],
    [['graph', 'a.json', '--output', '--lang', 'fr'], '--output : il faut une valeur après.'],
    [['graph', 'a.json', '-o', '--lang', 'fr'], '--output : il faut une valeur après.'],
    [['import', 'service-public', '-x', 'a.json'], '-x n’est pas une option de cette commande.'],
    [['constructor'], 'Commande inconnue : constructor.'],
  ]
  it.each(FRENCH)('%j', async (args, told) => {
    const { code, out, err } = await parcours(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(told)
    // What is wrong stays in sight.
    expect(err.split('\n').length).toBeLessThan(6)
    expect(err).not.toMatch(/option '|argument|did you/i)
  })
})

describe('a file that is no JSON', () => {
  const broken = file('virgule.json', '{\n  "formatVersion": "1.0",\n  "id": "a",\n}\n')
  const READERS: string[][] = [
    ['plan', broken, '--today', '2026-11-21'],
    ['prove', broken],
    ['diff', broken, broken],
    ['graph', broken],
    ['html', broken],
    ['test', broken],
  ]
  it.each(READERS)('is told in French, where a terminal can be clicked (%s)', async (...args) => {
    const { code, err } = await parcours(...args)
    expect(code).toBe(2)
    expect(err).toContain('virgule.json:3:12  ce n’est pas du JSON. Cette virgule est de trop')
  })
  it('is read past the mark that some editors put before it', async () => {
    const path = join(folder, 'neuf')
    const given = [
      '--titre',
      'A',
      '--id',
      'a',
      '--organisme',
      'Caf',
      '--telephone',
      '3230',
      '--lien',
      'https://www.caf.fr',
    ]
    await parcours('new', path, ...given, '--equipe', 'a@b.fr', '--question', 'A ?', '--demarche', 'Faire')
    const text = readFileSync(join(path, 'parcours.json'), 'utf8')
    const marked = file('marque.json', `\ufeff${text}`)
    for (const command of ['validate', 'lint', 'prove', 'graph', 'html'])
      expect([command, (await parcours(command, marked)).code]).toEqual([command, 0])
  })
})

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

describe('answers that do not fit', () => {
  const separation = new URL('../../catalogue/separation/parcours.json', import.meta.url).pathname
  const planned = (json: unknown, ...more: string[]): ReturnType<typeof parcours> => {
    const answers = file('reponses.json', typeof json === 'string' ? json : JSON.stringify(json, null, 2))
    return parcours('plan', separation, '--today', '2026-11-21', '--answers', answers, ...more)
  }
  const WRONG: [answers: unknown, told: string][] = [
    [
      { avancment: 'separe' },
      'reponses.json:2:3  /avancment\n    « avancment » n’est pas une question de ce parcours. Vouliez-vous dire « avancement » ?',
    ],
    [
      { avancement: 'séparé' },
      'Il faut une seule de ces réponses : « projet », « en-cours », « separe », « reprise », « deces ».',
    ],
    [{ aides: 'rsa' }, 'Il faut une liste de réponses, entre crochets'],
    [{ aides: ['aucune', 'rsa'] }, '« aucune » ne va avec aucune autre réponse'],
    [{ avancement: { unsure: true } }, 'On ne peut pas répondre « je ne sais pas » à cette question'],
    [{ statut: { skipped: true } }, 'On ne peut pas passer cette question'],
    [
      { avancement: 'separe', 'date-separation': '2026-02-31' },
      'reponses.json:3:3  /date-separation\n    Il faut une date qui existe',
    ],
    [
      { avancement: 'separe', 'date-separation': '2027-01-01' },
      'C’est trop tard ou trop grand pour cette question : au plus 2026-11-21.',
    ],
    [{ territoire: '99999' }, 'Il faut un code postal français de cinq chiffres'],
    [{ enfants: 'oui' }, 'Il faut une liste d’objets, un par membre'],
    [{ enfants: [{ naissance: 'mars' }] }, '/enfants/0/naissance\n    Il faut une date qui existe'],
    [
      { enfants: [{ age: 3 }] },
      '/enfants/0/age\n    « age » ne se demande pas pour « enfants ». Possibles : « naissance »',
    ],
    [{ enfants: [null] }, '/enfants/0\n    Un membre s’écrit entre accolades'],
    ['{ "__proto__": { "unsure": true } }', '« __proto__ » n’est pas une question'],
    ['[1]', 'reponses.json:1:1  /\n    Il faut un objet entre accolades'],
    ['null', 'Il faut un objet entre accolades'],
    [{ answers: [] }, '/answers\n    Il faut un objet entre accolades'],
    [
      { answers: {}, marks: { 'trouver-case': { status: 'fait', on: '2026-11-21' } } },
      '/marks/trouver-case\n    « trouver-case » n’est pas une démarche de ce parcours. Vouliez-vous dire « trouver-caisse » ?',
    ],
    [{ answers: {}, marks: { 'trouver-caisse': 'fait' } }, 'et un jour qui existe'],
  ]
  it.each(WRONG)('%j', async (answers, told) => {
    const { code, out, err } = await planned(answers)
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain(told)
    expect(out).not.toMatch(/ne convient pas \(|undefined|\[object/)
  })
  it('are all told at once, and in a scenario too', async () => {
    const { out } = await planned({ avancement: 'x', statut: 'y' })
    expect(out).toContain('/avancement')
    expect(out).toContain('/statut')
    const scenario = { id: 'a', title: 'A', today: '2026-11-21', answers: { avancement: 'x' }, expect: {} }
    const tested = await parcours('test', file('scenario.json', JSON.stringify(scenario)), '--parcours', separation)
    expect(tested.code).toBe(1)
    expect(tested.out).toContain('scenario.json:1  /answers/avancement\n    Il faut une seule de ces réponses')
  })
  it('a day, a territory, a language that there is not are told as what was written', async () => {
    for (const command of ['plan', 'lint', 'prove', 'graph'])
      expect((await parcours(command, separation, '--today', '2026-02-31')).err).toContain(
        '--today 2026-02-31 : il faut une date qui existe, comme 2026-11-21.',
      )
    for (const command of ['plan', 'lint', 'prove'])
      expect((await parcours(command, separation, '--today', '2026-11-21', '--territory', '999')).err).toContain(
        '--territory 999 : il faut un numéro de département',
      )
    expect((await planned({}, '--lang', 'xx')).err).toContain('--lang xx : il n’y a pas de traduction')
    expect((await planned({}, '--lang', 'en', '--territory', '64000')).code).toBe(0)
  })
})

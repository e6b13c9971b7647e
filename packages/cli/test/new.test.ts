import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../src/index.js'
import { newFiles } from '../src/new/command.js'
import { slug } from '../src/new/template.js'

const GIVEN = [
  ...[
    '--titre',
    'Je déménage',
    '--id',
    'je-demenage',
    '--organisme',
    'La Poste',
    '--telephone',
    '3631',
    '--lien',
    'https://www.laposte.fr',
  ],
  ...[
    '--equipe',
    'contenus@example.org',
    '--question',
    'Changez-vous d’adresse ?',
    '--demarche',
    'Faire suivre votre courrier',
  ],
]
let out = ''
let err = ''
const output = {
  stdout: { write: (text: string) => (out += text) },
  stderr: { write: (text: string) => (err += text) },
}
let folder = ''
beforeEach(() => {
  ;[out, err] = ['', '']
  folder = mkdtempSync(join(tmpdir(), 'parcours-new-'))
})

describe('parcours new', () => {
  it('writes a parcours without fault, that lint leaves alone, that is proven, and a scenario that holds', async () => {
    const path = join(folder, 'parcours.json')
    expect(await run(['new', folder, ...GIVEN], output)).toBe(0)
    expect(await run(['validate', path], output)).toBe(0)
    out = ''
    expect(await run(['lint', path, '--strict'], output)).toBe(0)
    expect(out).toBe('Rien à signaler.\n')
    expect(await run(['prove', path], output)).toBe(0)
    expect(await run(['test', path], output)).toBe(0)
    expect(err).toBe('')
  })

  it('leads an editor to the schema, from the folder that it writes in', async () => {
    const installed = join(folder, 'node_modules', '@parcours', 'schema')
    mkdirSync(installed, { recursive: true })
    writeFileSync(join(installed, 'parcours.schema.json'), '{}')
    for (const [to, schema] of [
      [folder, './node_modules/@parcours/schema/parcours.schema.json'],
      [join(folder, 'parcours', 'demenager'), '../../node_modules/@parcours/schema/parcours.schema.json'],
    ] as const) {
      expect(await run(['new', to, ...GIVEN], output)).toBe(0)
      const { $schema } = JSON.parse(readFileSync(join(to, 'parcours.json'), 'utf8')) as { $schema: string }
      expect($schema).toBe(schema)
      expect(existsSync(join(to, $schema))).toBe(true)
    }
  })

  it('asks for what is not given, and again for what does not fit', async () => {
    const says = ['Je déménage', '', 'La Poste', 'le bureau', '3631', 'www.laposte.fr', 'https://www.laposte.fr']
    says.push('contenus@example.org', 'Changez-vous d’adresse ?', 'Faire suivre votre courrier')
    const proposals: string[] = []
    const code = await newFiles([folder], output, (_, proposed) => {
      proposals.push(proposed)
      return Promise.resolve(says.shift()! || proposed)
    })
    expect(code).toBe(0)
    expect(proposals[1]).toBe('je-demenage')
    expect(out).toContain('Il faut un numéro, comme')
    expect(out).toContain('Il faut une adresse qui commence par https://')
    const written = JSON.parse(readFileSync(join(folder, 'parcours.json'), 'utf8')) as { id: string; owner: string }
    expect(written).toMatchObject({ id: 'je-demenage', owner: 'contenus@example.org' })
  })

  it('says in French what is missing or does not fit, and never writes over a file', async () => {
    expect(await run(['new', folder, '--titre', 'A'], output)).toBe(2)
    expect(err).toContain('Il manque : --id, --organisme')
    expect(await run(['new', folder, ...GIVEN, '--telephone', 'bureau'], output)).toBe(2)
    expect(err).toContain('--telephone bureau : il faut un numéro')
    expect(await run(['new', folder, ...GIVEN], output)).toBe(0)
    expect(await run(['new', folder, ...GIVEN], output)).toBe(2)
    expect(err).toContain('existe déjà')
  })

  it('makes short names', () => {
    expect([slug('Je déménage, et après ?'), slug('Caisse d’Été'), slug('Œuvre')]).toEqual([
      'je-demenage-et-apres',
      'caisse-d-ete',
      'oeuvre',
    ])
  })
})

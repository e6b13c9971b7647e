import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { run } from './index.js'

const here = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const SOCLE = here('packages/catalogue/separation/parcours.json')
const PAYS = here('packages/catalogue/separation/overlays/pyrenees-atlantiques.json')
const MSA = here('packages/catalogue/separation/overlays/msa.json')
const PAU = here('packages/catalogue/separation/overlays/scenarios/pa-01-enceinte-a-pau.json')

const folder = mkdtempSync(join(tmpdir(), 'parcours-surcouches-'))
const file = (name: string, json: object): string => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(json, null, 2))
  return path
}
const overlay = (more: object): object => ({ overlay: 'ici', of: 'separation', version: '1', for: {}, ...more })

async function parcours(...args: string[]): Promise<{ code: number; text: string }> {
  let text = ''
  const stream = { write: (part: string) => (text += part) }
  return { code: await run(args, { stdout: stream, stderr: stream }), text }
}

describe('parcours validate --overlay', () => {
  it('finds nothing in the two of the catalogue and their translations', async () => {
    const { code, text } = await parcours('validate', SOCLE, '--overlay', PAYS, '--overlay', MSA)
    expect(text.match(/aucun défaut/g)).toHaveLength(3)
    expect(code).toBe(0)
  })
  it('says at which line a right is taken away, and an id leads nowhere', async () => {
    const path = file('faux.json', overlay({ withdraw: ['demander-asf'], set: { suivie: 'P12M' } }))
    const { code, text } = await parcours('validate', SOCLE, '--overlay', path)
    expect(code).toBe(1)
    expect(text).toContain(`${path}:7:5  /withdraw/0`)
    expect(text).toContain('n’est pas une offre')
    expect(text).toContain(`${path}:10:15  /set/suivie`)
    expect(text).toContain('Vouliez-vous dire « suivi »')
    expect(text).toContain('2 fautes.')
  })
  it('says what two of them change, unless no page has both', async () => {
    const one = { overlay: 'landes', reword: { 'organismes.caf.name': 'Caf des Landes' } }
    const other = { overlay: 'sud', reword: { 'organismes.caf.name': 'Caf du sud' } }
    const [a, b] = [file('a.json', overlay(one)), file('b.json', overlay(other))]
    const { text } = await parcours('validate', SOCLE, '--overlay', a, '--overlay', b)
    expect(text).toContain(`${a}:7:28  /reword/organismes.caf.name\n    La surcouche « sud » change aussi`)
    expect(text).toContain(`${b}:7:28  /reword/organismes.caf.name\n    La surcouche « landes » change aussi`)
    const [c, d] = [
      file('c.json', overlay({ ...one, for: { territory: ['40'] } })),
      file('d.json', overlay({ ...other, for: { territory: ['64'] } })),
    ]
    expect((await parcours('validate', SOCLE, '--overlay', c, '--overlay', d)).code).toBe(0)
  })
  it('holds a translation beside an overlay against its French', async () => {
    const path = file('la.json', overlay({ reword: { title: 'Se séparer ici' } }))
    file('la.en.json', {
      locale: 'en',
      of: 'ici',
      version: '1',
      texts: { title: { text: 'Here', source: '00000000' }, 'end.text': { text: 'End', source: '00000000' } },
    })
    const { text } = await parcours('validate', SOCLE, '--overlay', path)
    expect(text).toContain('/texts/title/source\n    Le texte français a changé')
    expect(text).toContain('/texts/end.text\n    L’adresse « end.text » ne mène à rien')
  })
})

describe('parcours plan --overlay', () => {
  it('shows what is for her postcode, in her language', async () => {
    const { text } = await parcours('plan', SOCLE, '--answers', PAU, '--overlay', PAYS, '--lang', 'en')
    expect(text).toContain('Birth interview with the Caf and the CPAM together')
    expect(text).toContain('Caf (family benefits office) of Pyrénées-Atlantiques')
    const json = await parcours('plan', SOCLE, '--answers', PAU, '--json')
    expect(json.text).not.toContain('rdv-naissance')
  })
})

describe('parcours lint --overlay', () => {
  it('says at its place what the overlay brings, and nothing of the socle twice', async () => {
    const long = 'Une phrase qui dit beaucoup de choses sans s’arrêter, '.repeat(12)
    const path = file(
      'long.json',
      overlay({
        add: {
          demarches: [{ id: 'un-cafe', title: 'Prendre un café', organisme: 'caf', nature: 'offer', summary: long }],
        },
      }),
    )
    const { text } = await parcours('lint', SOCLE, '--overlay', path, '--today', '2026-11-21', '--format', 'json')
    const { findings } = JSON.parse(text) as { findings: { file: string; pointer: string }[] }
    const own = findings.filter((one) => one.file === path)
    expect(own.map(({ pointer }) => pointer)).toContain('/add/demarches/0/summary')
    expect(own.every(({ pointer }) => pointer.startsWith('/add/demarches/0'))).toBe(true)
  })
})

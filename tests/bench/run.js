/**
 * npm run bench: one table, everything measured in this run, medians (p95 where it says so), the peer pinned.
 * --json prints only the rows. --quick takes fewer runs. --only=hotes,pdf measures these alone. Exits 1 when a row is over its limit.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bytes } from './bytes.js'
import { contention } from './contention.js'
import { browserRows, catalogueRows } from './browser.js'
import { engine } from './engine.js'
import { pdfBytes, pdfRows } from './pdf.js'
import { slots } from './slots.js'
import { table } from './stats.js'

const json = process.argv.includes('--json')
const quick = process.argv.includes('--quick')
const root = fileURLToPath(new URL('../..', import.meta.url))
const MEASURES = {
  octets: async () => [...(await bytes()), ...pdfBytes()],
  moteur: engine,
  creneaux: slots,
  contention,
  navigateur: browserRows,
  catalogue: catalogueRows,
  hotes: async (options) => (await import('./hosts.js')).hostRows(options),
  pdf: pdfRows,
}
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const unknown = only?.filter((name) => !MEASURES[name])
if (unknown?.length) {
  console.error(`--only : ${unknown.join(', ')} ? Les mesures sont ${Object.keys(MEASURES).join(', ')}.`)
  process.exit(1)
}
const built = spawnSync('npm', ['run', '--silent', 'build'], {
  cwd: root,
  stdio: ['ignore', json ? 'ignore' : 'inherit', 'inherit'],
})
if (built.status !== 0) process.exit(built.status ?? 1)

const rows = []
for (const [name, measure] of Object.entries(MEASURES))
  if (!only || only.includes(name)) rows.push(...(await measure({ quick })))
if (json) console.log(JSON.stringify(rows))
else {
  console.log(table(rows))
  console.log(
    '\nPair : survey-core et survey-js-ui 2.5.38 ; contention : vérifier puis insérer, sur la même base ; dans la même exécution. Navigateur : processeur ralenti 4 fois ; réseau 150 ms, 1,6 Mbit/s. Hôtes : les pages de démonstration, et Lighthouse (profil mobile).',
  )
}
process.exitCode = rows.every((row) => row.ok) ? 0 : 1

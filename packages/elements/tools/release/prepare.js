/**
 * npm run release:version: the next number, from the changesets, and all that says it. Publishes nothing; read what it changed, then commit it.
 * `-- --numbers` leaves what is generated and built from it as it was: seconds, not minutes, for whoever wants to see the number first.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { changelog, described, faults } from './previous.js'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const run = (program, ...args) => {
  const { status } = spawnSync(program, args, { cwd: repository, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
const tools = 'packages/elements/tools/release'
const { version } = JSON.parse(readFileSync(`${repository}packages/elements/package.json`, 'utf8'))

// What the sites that stay with the last one see of today's parcours is tested from now on.
for (const fault of faults(described(), changelog(), { next: true })) {
  console.error(`${fault} Voir docs/releases.md, « Publier ».`)
  process.exit(1)
}
// Refused before anything is changed: afterwards the changesets are gone.
run('node', `${tools}/api.js`)
run('npx', 'changeset', 'version')
run('node', `${tools}/version.js`, version)
const whole = !process.argv.includes('--numbers')
if (whole) {
  run('npm', 'run', 'generate')
  run('npm', 'run', 'build')
}
run('node', `${tools}/api.js`, '--accept', '--release')
if (whole) run('node', 'packages/elements/tools/sizes.js', '--write')

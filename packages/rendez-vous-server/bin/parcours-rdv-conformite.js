#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/conformite/cli.js', import.meta.url)
if (!existsSync(built)) {
  console.error(
    'parcours-rdv-conformite n’est pas encore construit : lancez « npm run prepare » à la racine du projet.',
  )
  process.exit(2)
}
const { run } = await import(built.href)
process.exitCode = await run(process.argv.slice(2), process.env)

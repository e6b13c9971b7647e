#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/index.js', import.meta.url)
if (!existsSync(built)) {
  console.error('parcours n’est pas encore construit : lancez « npm run prepare » à la racine du projet.')
  process.exit(2)
}
const { run } = await import(built.href)
process.exitCode = await run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr })

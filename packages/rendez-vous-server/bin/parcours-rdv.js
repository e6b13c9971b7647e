#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/main.js', import.meta.url)
if (!existsSync(built)) {
  console.error('parcours-rdv n’est pas encore construit : lancez « npm run prepare » à la racine du projet.')
  process.exit(2)
}
const { main } = await import(built.href)
await main(process.argv.slice(2), process.env)

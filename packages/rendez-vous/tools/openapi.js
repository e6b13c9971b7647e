/** Writes openapi.json from the contract's tables. `npm run build` first. */
import { writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { openapi } from '../dist/contract/index.js'

const file = new URL('../openapi.json', import.meta.url)
writeFileSync(file, await format(JSON.stringify(openapi()), { parser: 'json', printWidth: 120 }))

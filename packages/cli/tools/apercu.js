/**
 * The preview's page, packages/cli/dist/apercu: a folder that stands alone, for `parcours preview` and for any static site. After
 * `vite build`, whose embedder's bundle it takes with it.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const page = path('../src/preview/page/')
const out = path('../dist/apercu/')

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const common = { bundle: true, minify: true, target: 'es2022', conditions: ['source'], logLevel: 'warning' }
await build({ ...common, entryPoints: [`${page}page.ts`], outfile: `${out}page.js`, format: 'esm' })
await build({ ...common, entryPoints: [`${page}worker.ts`], outfile: `${out}worker.js`, format: 'iife' })
for (const name of ['index.html', 'page.css']) cpSync(`${page}${name}`, `${out}${name}`)
cpSync(path('../../elements/cdn/'), `${out}parcours/`, {
  recursive: true,
  filter: (source) => !source.endsWith('.map'),
})

/** Writes docs/auteurs/regles.md, from the rules of lint and from the faults that its tests make. A test says when it is not up to date. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { format, resolveConfig } from 'prettier'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const page = here('../../../docs/auteurs/regles.md')
const { outputFiles } = await build({
  entryPoints: [here('../test/lint/page.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  conditions: ['source'],
  write: false,
  logLevel: 'error',
})
const { rulesPage } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
writeFileSync(page, await format(rulesPage(), { ...(await resolveConfig(page)), filepath: page }))

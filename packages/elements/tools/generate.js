/**
 * Writes what follows from the elements' JSDoc: custom-elements.json, and from it what editors (ide/), frameworks (frameworks/) and assistants
 * (llms.txt) read. With --check, writes nothing and fails, naming the files that are not up to date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { angular, angularTypes, EMPTY, props, react, svelte, vue } from './frameworks.js'
import { cssData, htmlData, llms, webTypes } from './ide.js'
import { manifest as readManifest, packageRoot } from './manifest.js'

const manifest = await readManifest()
const about = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8'))
const json = (value) => JSON.stringify(value)

const FILES = {
  'custom-elements.json': json(manifest),
  'ide/html-custom-data.json': json(htmlData(manifest)),
  'ide/css-custom-data.json': json(cssData(manifest)),
  'ide/web-types.json': json(webTypes(manifest, about)),
  'frameworks/props.d.ts': props(manifest),
  'frameworks/react.d.ts': react,
  'frameworks/react.js': EMPTY,
  'frameworks/vue.d.ts': vue,
  'frameworks/vue.js': EMPTY,
  'frameworks/svelte.d.ts': svelte,
  'frameworks/svelte.js': EMPTY,
  'frameworks/angular.d.ts': angularTypes(manifest),
  'frameworks/angular.js': angular(manifest),
  'llms.txt': llms(manifest, about),
}

const check = process.argv.includes('--check')
const stale = []
for (const [name, text] of Object.entries(FILES)) {
  const file = packageRoot + name
  const pretty = name.endsWith('.txt') ? text : await format(text, { ...(await resolveConfig(file)), filepath: file })
  if (existsSync(file) && readFileSync(file, 'utf8') === pretty) continue
  stale.push(name)
  if (check) continue
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, pretty)
}
if (check && stale.length) {
  console.error(
    `Pas à jour : ${stale.join(', ')}. Lancez npm run generate, et lisez la différence : c’est l’API publique.`,
  )
  process.exit(1)
}

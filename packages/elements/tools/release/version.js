/**
 * node version.js OLD: after `changeset version`, writes the new number where it is said in code, in documentation and in the lock. OLD: the
 * number before. npm would write the lock as well, and with it whatever tools of others ask for as « latest »: a release changes its own.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const old = process.argv[2]
const { version } = JSON.parse(readFileSync(`${repository}packages/elements/package.json`, 'utf8'))
if (!/^\d+\.\d+\.\d+/.test(old ?? '')) throw new Error('Dites le numéro d’avant : node version.js 0.1.0')

const write = (file, from, to) => {
  const text = readFileSync(repository + file, 'utf8')
  if (text.includes(from)) writeFileSync(repository + file, text.replaceAll(from, to))
  return text.includes(from)
}
for (const file of ['packages/elements/src/core/version.ts', 'packages/cli/src/lint/command.ts'])
  if (!write(file, `VERSION = '${old}'`, `VERSION = '${version}'`)) throw new Error(`${file} ne dit pas ${old}.`)
const pages = ['docs', 'site/pages'].flatMap((folder) =>
  readdirSync(`${repository}${folder}`, { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => name.endsWith('.md')),
)
// It shows a release by its number, in its folder and its tag.
write('docs/releases.md', old, version)
for (const page of ['README.md', ...pages]) write(page, `parcours/${old}`, `parcours/${version}`)

const lock = JSON.parse(readFileSync(`${repository}package-lock.json`, 'utf8'))
for (const name of readdirSync(`${repository}packages`)) {
  const about = JSON.parse(readFileSync(`${repository}packages/${name}/package.json`, 'utf8'))
  const locked = lock.packages[`packages/${name}`]
  if (!locked) throw new Error(`package-lock.json ne connaît pas packages/${name} : lancez npm install.`)
  locked.version = about.version
  if (about.dependencies) locked.dependencies = about.dependencies
}
writeFileSync(`${repository}package-lock.json`, `${JSON.stringify(lock, null, 2)}\n`)

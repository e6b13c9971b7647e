/**
 * cdn/licences.txt: who made what our bundles contain, with their licences in full. They ask for it wherever their work is copied, and a
 * minified file has no room for it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lockFile, reach } from './sbom.js'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/** @throws {Error} when a package says no licence at all */
export function notices() {
  const parts = [...reach(lockFile(), 'packages/elements').keys()]
    // Ours have the licence of the whole.
    .filter((path) => path.startsWith('node_modules/'))
    .sort()
    .map((path) => {
      const folder = `${repository}${path}/`
      if (!existsSync(folder)) throw new Error(`${path} n’est pas installé : lancez npm ci.`)
      const {
        name,
        version,
        license,
        author,
        homepage,
        repository: from,
      } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
      const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      if (!license && !files.length) throw new Error(`${name} ne dit pas sa licence.`)
      const address = homepage ?? from?.url ?? from
      const head = [
        `${name} ${version}`,
        ...(license ? [`Licence : ${license}`] : []),
        ...((author?.name ?? author) ? [`Auteur : ${author.name ?? author}`] : []),
        ...(address ? [address] : []),
      ]
      const text = files.map((file) => readFileSync(folder + file, 'utf8').trim())
      // Some publish its name alone.
      return [...head, '', ...(text.length ? text : ['(Le paquet ne contient pas le texte de sa licence.)'])].join('\n')
    })
  const own = readFileSync(`${repository}LICENSE`, 'utf8').trim()
  return `${[`Parcours\n\n${own}`, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

/**
 * What a publication needs and that only whoever publishes knows: where the sources are, where a flaw is reported, who keeps the support policy.
 * docs/releases.md lists it (« Avant la première publication »); each package asks for it before `npm publish`, and release.yml before anything.
 *
 *   node ready.js [--tag v1.2.3]    exits 1 with one French sentence a fault. --tag: also that the number is the packages', and no change waits
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const WHERE = 'Voir docs/releases.md, « Avant la première publication ».'
/** What stands in a page for what nobody has said yet. */
export const TO_SAY = 'à compléter par l’organisme qui publie'

const json = (file) => JSON.parse(readFileSync(file, 'utf8'))
/** `git+https://forge/nous/parcours.git`, `https://forge/nous/parcours` → https://forge/nous/parcours */
const address = (url) => url.replace(/^git\+/, '').replace(/\.git$/, '')

/** Where a promise may stand. */
function pages(root) {
  const under = (folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      : []
  return [...readdirSync(root), ...under('docs')].filter((name) => name.endsWith('.md')).sort()
}

/**
 * @param {string} root the repository
 * @param {{ tag?: string, forge?: string }} [options] tag: `v1.2.3`. forge: where this run is, `https://github.com/nous/parcours`: npm takes no
 *   provenance from elsewhere than what the package names
 * @returns {string[]} what forbids to publish, in French; nothing when it may go
 */
export function faults(root, { tag, forge } = {}) {
  const said = []
  const names = readdirSync(join(root, 'packages')).filter((name) =>
    existsSync(join(root, 'packages', name, 'package.json')),
  )
  const numbers = new Set()
  for (const name of names) {
    const file = `packages/${name}/package.json`
    const { version, repository: from } = json(join(root, file))
    numbers.add(version)
    if (!/^git\+https:\/\/\S+\.git$/.test(from?.url ?? ''))
      said.push(
        `${file} ne dit pas où sont ses sources : ajoutez "repository": { "type": "git", "url": "git+https://….git", "directory": "packages/${name}" }. Sans lui, npm refuse la provenance.`,
      )
    else {
      if (from.directory !== `packages/${name}`)
        said.push(`${file} : "repository.directory" doit être "packages/${name}", et non "${from.directory ?? ''}".`)
      if (forge && address(from.url).toLowerCase() !== forge.toLowerCase())
        said.push(`${file} nomme ${address(from.url)}, et cette publication vient de ${forge} : npm la refuserait.`)
    }
  }
  for (const page of pages(root))
    if (readFileSync(join(root, page), 'utf8').replace(/\s+/g, ' ').includes(TO_SAY))
      said.push(`${page} dit encore « ${TO_SAY} » : écrivez ce qu’il en est.`)
  if (numbers.size > 1) said.push(`Les paquets n’ont pas le même numéro : ${[...numbers].join(', ')}.`)
  if (tag !== undefined) {
    const [version] = numbers
    if (tag !== `v${version}`)
      said.push(`L’étiquette ${tag} n’est pas le numéro des paquets, ${version} : npm run release:version.`)
    const waiting = readdirSync(join(root, '.changeset')).filter((one) => one.endsWith('.md') && one !== 'README.md')
    if (waiting.length)
      said.push(`Des changements attendent encore un numéro (${waiting.length}) : lancez npm run release:version.`)
  }
  return said
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { tag: { type: 'string' } } })
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: path } = process.env
  const wrong = faults(repository, {
    ...(values.tag === undefined ? {} : { tag: values.tag }),
    ...(server && path ? { forge: `${server}/${path}` } : {}),
  })
  for (const fault of wrong) console.error(fault)
  if (wrong.length) {
    console.error(`Rien n’est publié. ${WHERE}`)
    process.exitCode = 1
  }
}

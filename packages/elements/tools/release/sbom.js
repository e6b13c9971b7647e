/**
 * npm run sbom -- DIR: what each published package brings, as CycloneDX 1.5 JSON, one file a package, from the lock alone: without network,
 * the same bytes for the same lock. `npm sbom` was tried: it leaves out lit and fflate, which our own development tools ask for as well.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * What is copied into files that we publish, though no site installs it: icons and fonts are written into the source. By package of ours.
 */
const COPIED = {
  '@parcours/elements': ['lucide', '@fontsource/noto-sans', '@fontsource/noto-sans-arabic'],
}

const nameOf = (packages, path) =>
  packages[path].name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/**
 * @param {object} lock package-lock.json, version 3
 * @param {string} folder 'packages/elements'
 * @returns {Map<string, string[]>} each path of the lock that the package needs, itself first → those that it asks for
 * @throws {Error} when the lock does not hold something that is asked for
 */
export function reach(lock, folder) {
  const { packages } = lock
  /** As Node looks for it: beside who asks, then above. */
  const find = (from, name) => {
    const parts = from.split('/')
    for (let i = parts.length; i >= 0; i--) {
      if (parts[i - 1] === 'node_modules') continue
      const path = [...parts.slice(0, i), 'node_modules', name].join('/')
      if (packages[path]) return packages[path].link ? packages[path].resolved : path
    }
    return null
  }
  const links = new Map()
  const walk = (path) => {
    if (links.has(path)) return
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = packages[path]
    const wanted = [
      ...Object.keys(dependencies),
      ...Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional),
      ...(COPIED[nameOf(packages, path)] ?? []),
    ]
    const found = wanted.map((name) => {
      const at = find(path, name)
      if (!at)
        throw new Error(
          `package-lock.json n’a pas ${name}, que demande ${nameOf(packages, path)} : lancez npm install.`,
        )
      return at
    })
    const optional = Object.keys(optionalDependencies)
      .map((name) => find(path, name))
      .filter(Boolean)
    links.set(path, [...new Set([...found, ...optional])])
    for (const next of links.get(path)) walk(next)
  }
  walk(folder)
  return links
}

/**
 * @param {object} lock package-lock.json, version 3
 * @param {string} folder 'packages/elements'
 * @returns {object} the document
 * @throws {Error} when the lock does not hold something that is asked for
 */
export function sbom(lock, folder) {
  const { packages } = lock
  const links = reach(lock, folder)
  const named = (path) => nameOf(packages, path)
  const ref = (path) => `${named(path)}@${packages[path].version}`
  const purl = (path) => `pkg:npm/${named(path).replace('@', '%40')}@${packages[path].version}`

  const component = (path) => {
    const { version, license, integrity } = packages[path]
    const [, base64] = integrity?.match(/\bsha512-(\S+)/) ?? []
    return {
      type: 'library',
      'bom-ref': ref(path),
      ...(named(path).startsWith('@')
        ? { group: named(path).split('/')[0], name: named(path).split('/')[1] }
        : { name: named(path) }),
      version,
      ...(base64 ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] } : {}),
      ...(license
        ? { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }
        : {}),
      purl: purl(path),
    }
  }
  const byRef = (a, b) => (ref(a) < ref(b) ? -1 : 1)
  const all = [...links.keys()].sort(byRef)
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: component(folder) },
    components: all.filter((path) => path !== folder).map(component),
    dependencies: all.map((path) => ({ ref: ref(path), dependsOn: links.get(path).sort(byRef).map(ref) })),
  }
}

export const lockFile = () => JSON.parse(readFileSync(`${repository}package-lock.json`, 'utf8'))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2]
  if (!out) throw new Error('Dites où écrire : npm run sbom -- DOSSIER')
  mkdirSync(out, { recursive: true })
  for (const name of readdirSync(`${repository}packages`)) {
    const document = sbom(lockFile(), `packages/${name}`)
    writeFileSync(join(out, `parcours-${name}.cdx.json`), `${JSON.stringify(document, null, 2)}\n`)
    console.log(`parcours-${name}.cdx.json : ${document.components.length} composants`)
  }
}

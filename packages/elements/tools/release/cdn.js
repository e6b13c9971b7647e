/**
 * npm run release:cdn -- --to DIR [--tarball FILE]: the folder to serve, made from the tarball that npm publishes and from nothing else. Without
 * --tarball, the package as it is built here is packed first.
 *
 *   DIR/0.1.0/parcours.js …   never changes; refused when it is there already with another content
 *   DIR/0.1.0/themes/*.css
 *   DIR/0.1.0/release.json    the tarball's hash, and each file's: sha384 and bytes
 *   DIR/latest.json           the newest release: for tools and people, never for a <script>
 *
 * Every hash is computed again, those that the files hold for one another as well.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const packageRoot = fileURLToPath(new URL('../../', import.meta.url))
const hash = (content, name = 'sha384') => `${name}-${createHash(name).update(content).digest('base64')}`
const json = (file) => JSON.parse(readFileSync(file, 'utf8'))

function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} : ${error?.message ?? stderr}`)
  return stdout
}

/** @returns {string} the tarball of the package as it is built here, in `folder` */
export function pack(folder) {
  if (!existsSync(`${packageRoot}cdn/parcours.js`))
    throw new Error('packages/elements/cdn manque : lancez npm run build.')
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], packageRoot)
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  )
}

/** Names of all files under a folder, '/' between. */
const filesOf = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesOf(join(folder, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
    )
    .sort()

/** `parcoursLoad("./parcours-rest-….js","sha256-…")`: what a file of ours tells the browser of another. */
const TOLD = /"\.\/(parcours-[^"]+\.js)"\s*,\s*"(sha\d+)-([^"]+)"/g

/**
 * @param {string} cdn a cdn folder
 * @returns {string[]} what does not hold, in French
 */
export function check(cdn) {
  const said = []
  const published = json(join(cdn, 'integrity.json'))
  const scripts = readdirSync(cdn).filter((name) => name.endsWith('.js'))
  for (const name of scripts) if (!published[name]) said.push(`${name} n’est pas dans integrity.json.`)
  for (const [name, written] of Object.entries(published))
    if (!scripts.includes(name)) said.push(`integrity.json nomme ${name}, qui n’est pas là.`)
    else if (hash(readFileSync(join(cdn, name))) !== written)
      said.push(`${name} n’a pas l’empreinte qu’écrit integrity.json.`)
  let told = 0
  for (const name of scripts)
    for (const [, other, algorithm, value] of readFileSync(join(cdn, name), 'utf8').matchAll(TOLD)) {
      told++
      if (!scripts.includes(other)) said.push(`${name} charge ${other}, qui n’est pas là.`)
      else if (hash(readFileSync(join(cdn, other)), algorithm) !== `${algorithm}-${value}`)
        said.push(`${name} charge ${other} avec une autre empreinte que la sienne.`)
    }
  // A build that writes them otherwise must not pass for one that has none.
  if (!told) said.push('Aucun fichier ne dit l’empreinte de ceux qu’il charge.')
  return said
}

/** 1.2.0 > 1.2.0-beta > 1.1.9 */
function newer(a, b) {
  const read = (version) => {
    const [numbers, before] = version.split(/-(.*)/)
    return [...numbers.split('.').map(Number), before === undefined ? 1 : 0]
  }
  const [one, other] = [read(a), read(b)]
  const at = one.findIndex((value, i) => value !== other[i])
  return at >= 0 && one[at] > other[at]
}

/**
 * @param {string} tarball
 * @param {string} to the folder of all versions
 * @returns {{ version: string, folder: string, added: boolean }} added: false when this very release was there
 * @throws {Error} in French, when a hash does not hold or another content has this version already; nothing is then written
 */
export function makeCdn(tarball, to) {
  mkdirSync(to, { recursive: true })
  // Beside its place: the last step is a rename, so that nobody is ever served half of it.
  const work = mkdtempSync(join(resolve(to), '.en-cours-'))
  try {
    run('tar', ['-xzf', resolve(tarball), '-C', work])
    const root = join(work, 'package')
    const { name, version } = json(join(root, 'package.json'))
    const wrong = check(join(root, 'cdn'))
    if (wrong.length) throw new Error(`${tarball} :\n${wrong.join('\n')}`)
    const made = join(work, version)
    cpSync(join(root, 'cdn'), made, { recursive: true })
    cpSync(join(root, 'themes'), join(made, 'themes'), { recursive: true })
    const files = Object.fromEntries(
      filesOf(made).map((file) => {
        const content = readFileSync(join(made, file))
        return [file, { integrity: hash(content), bytes: content.length }]
      }),
    )
    const release = { name, version, tarball: hash(readFileSync(tarball), 'sha512'), files }
    writeFileSync(join(made, 'release.json'), `${JSON.stringify(release, null, 2)}\n`)

    const folder = join(resolve(to), version)
    const added = !existsSync(folder)
    if (added) renameSync(made, folder)
    else {
      const changed = filesOf(folder)
        .filter((file) => !files[file] || hash(readFileSync(join(folder, file))) !== files[file].integrity)
        .concat(Object.keys(files).filter((file) => !existsSync(join(folder, file))))
        .filter((file) => file !== 'release.json')
      if (changed.length)
        throw new Error(
          `${folder} est déjà publié et ne change plus. Différent : ${changed.join(', ')}. Publiez sous un autre numéro.`,
        )
    }
    const pointer = join(to, 'latest.json')
    const known = existsSync(pointer) ? json(pointer).version : null
    if (!version.includes('-') && (known === null || newer(version, known)))
      writeFileSync(
        pointer,
        `${JSON.stringify({ name, version, path: `${version}/`, integrity: { 'parcours.js': files['parcours.js'].integrity } }, null, 2)}\n`,
      )
    return { version, folder, added }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { to: { type: 'string' }, tarball: { type: 'string' } } })
  if (!values.to) throw new Error('Dites où écrire : npm run release:cdn -- --to DOSSIER')
  const temporary = mkdtempSync(join(tmpdir(), 'parcours-release-'))
  try {
    const { version, folder, added } = makeCdn(values.tarball ?? pack(temporary), values.to)
    console.log(added ? `${version} : ${folder}` : `${version} était déjà là, identique.`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/**
 * The release before the one that is being made, as previous.json describes it. Sites pin a version for years while the parcours move on:
 * tests/e2e/previous.spec.ts opens today's catalogue with it.
 *
 *   node previous.js --to DIR              its CDN folder, made from its tarball
 *   node previous.js --record FILE.tgz     once a release is published: its tarball is the previous one from now on
 *
 * Until something is published, `commit` stands in for it: that commit of this repository, built and packed, with the dependencies that are
 * installed here.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeCdn } from './cdn.js'

const packageRoot = fileURLToPath(new URL('../../', import.meta.url))
const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const FILE = `${packageRoot}previous.json`
const NAME = '@parcours/elements'
const sha512 = (file) => `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`

/** @returns {{ version: string | null, tarball: string | null, integrity: string | null, commit: string | null }} */
export const described = () => JSON.parse(readFileSync(FILE, 'utf8'))

function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} : ${error?.message ?? `${stdout}\n${stderr}`}`)
  return stdout
}

/**
 * @param {ReturnType<typeof described>} [previous]
 * @returns {string | null} why it cannot be had here, in French; null when it can
 */
export function missing(previous = described()) {
  if (previous.version) return null
  if (!previous.commit) return 'Rien n’est publié, et previous.json ne nomme aucun commit à sa place.'
  const { status } = spawnSync('git', ['cat-file', '-e', `${previous.commit}^{commit}`], { cwd: repository })
  return status === 0
    ? null
    : `Rien n’est publié, et le commit ${previous.commit.slice(0, 7)}, qui en tient lieu, n’est pas dans cette copie : git fetch --unshallow.`
}

/** @returns {string} the tarball that npm serves, in `folder`; PARCOURS_PRECEDENTE names one that is here already */
function published({ version, tarball, integrity }, folder) {
  const here = process.env.PARCOURS_PRECEDENTE
  if (!here) run('npm', ['pack', `${NAME}@${version}`, '--pack-destination', folder], folder)
  const file = here ?? join(folder, tarball)
  if (sha512(file) !== integrity) throw new Error(`${file} n’a pas l’empreinte qu’écrit previous.json pour ${version}.`)
  return file
}

/** @returns {string} the tarball of that commit's package, built apart from this tree */
function built(commit, folder) {
  const tree = join(folder, 'arbre')
  mkdirSync(tree)
  run('git', ['archive', '--format=tar', '-o', join(folder, 'arbre.tar'), commit], repository)
  run('tar', ['-xf', join(folder, 'arbre.tar'), '-C', tree])
  // What others made is ours of today; what we made is that commit's own.
  const modules = join(repository, 'node_modules')
  mkdirSync(join(tree, 'node_modules/@parcours'), { recursive: true })
  for (const name of readdirSync(modules))
    if (name !== '@parcours' && name !== '.vite') symlinkSync(join(modules, name), join(tree, 'node_modules', name))
  for (const name of readdirSync(join(modules, '@parcours')))
    symlinkSync(readlinkSync(join(modules, '@parcours', name)), join(tree, 'node_modules/@parcours', name))
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.build.json'], tree)
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], tree)
  const elements = join(tree, 'packages/elements')
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], elements)
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  )
}

/** In French, what it is made of. */
export const named = ({ version, commit } = described()) =>
  version ? `la version ${version}` : `le commit ${commit?.slice(0, 7)}, rien n’étant publié`

/**
 * @param {string} to the folder of all versions. What was made there before is taken as it is: neither a release nor a commit changes
 * @returns {string} its CDN folder
 * @throws {Error} in French: it cannot be had here, or is not what previous.json says
 */
export function makePrevious(to, previous = described()) {
  const why = missing(previous)
  if (why) throw new Error(why)
  const place = join(to, previous.version ?? previous.commit)
  const [made] = existsSync(place)
    ? readdirSync(place).filter((name) => existsSync(join(place, name, 'release.json')))
    : []
  if (made) return join(place, made)
  const work = mkdtempSync(join(tmpdir(), 'parcours-precedente-'))
  try {
    const { version, folder } = makeCdn(
      previous.version ? published(previous, work) : built(previous.commit, work),
      place,
    )
    if (previous.version && version !== previous.version) {
      rmSync(place, { recursive: true })
      throw new Error(`${previous.tarball} contient ${version}, et previous.json dit ${previous.version}.`)
    }
    return folder
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} file the tarball that was published */
export function record(file) {
  const { name, version } = JSON.parse(run('tar', ['-xzOf', file, 'package/package.json']))
  if (name !== NAME) throw new Error(`${file} est ${name}, et non ${NAME}.`)
  return { version, tarball: basename(file), integrity: sha512(file), commit: null }
}

/**
 * @param {string} changelog of @parcours/elements; '' before the first version
 * @param {{ next?: boolean }} [options] next: another version is about to be made, the last one is the previous one
 * @returns {string[]} what previous.json lacks, in French
 */
export function faults(previous, changelog, { next = false } = {}) {
  const versions = [...changelog.matchAll(/^## (\d\S*)$/gm)].map(([, version]) => version)
  // Between its commit and its publication, a version is written and the one before is still the previous one.
  const taken = next ? versions.slice(0, 1) : [...versions.slice(0, 2), ...(versions.length < 2 ? [null] : [])]
  if (taken.length === 0) taken.push(null)
  if (!taken.includes(previous.version))
    return [
      `previous.json décrit ${previous.version ?? 'un commit'}, et non ${taken.map((version) => version ?? 'un commit').join(' ou ')} : ` +
        'node packages/elements/tools/release/previous.js --record le paquet publié.',
    ]
  if (previous.version === null)
    return /^[0-9a-f]{40}$/.test(previous.commit ?? '')
      ? []
      : ['Rien n’est publié : previous.json doit nommer un commit entier.']
  return /^sha512-[\w+/]{86}==$/.test(previous.integrity ?? '') && previous.tarball?.endsWith('.tgz')
    ? []
    : ['previous.json ne dit pas le nom du paquet publié, ou pas son empreinte sha512.']
}

export const changelog = () => {
  const file = `${packageRoot}CHANGELOG.md`
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { to: { type: 'string' }, record: { type: 'string' } } })
  try {
    if (values.record) writeFileSync(FILE, `${JSON.stringify(record(values.record), null, 2)}\n`)
    else if (values.to) console.log(`${makePrevious(values.to)} : ${named()}`)
    else throw new Error('Dites où l’écrire (--to DOSSIER), ou quel paquet vient d’être publié (--record FICHIER).')
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}

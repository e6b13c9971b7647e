/** Where the parcours are: every folder of this package with a parcours.json, apart from the invented one. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const CATALOGUE = fileURLToPath(new URL('..', import.meta.url))
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const INVENTED = ['fixture']

/** @returns {string[]} the folders' names, sorted: each is the id of its parcours. */
export const parcoursIds = (catalogue = CATALOGUE) =>
  readdirSync(catalogue)
    .filter((name) => !INVENTED.includes(name) && existsSync(join(catalogue, name, 'parcours.json')))
    .sort()

export const readJson = (path) => {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TypeError(`${shown(path)} : ce n’est pas du JSON (${error.message}).`, { cause: error })
  }
}

/** As a person at the root of the repository would write it. */
export const shown = (path) => relative(process.cwd(), path) || '.'

/** Every file under a folder, sorted. */
export function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? filesUnder(path) : [path]
    })
}

/** [« en », path] of each translation beside a parcours. */
export const localeFiles = (id, catalogue = CATALOGUE) =>
  filesUnder(join(catalogue, id)).flatMap((path) => {
    const [, lang] = /\/parcours\.([A-Za-z0-9-]+)\.json$/.exec(path.slice(join(catalogue, id).length)) ?? []
    return lang ? [[lang, path]] : []
  })

/** The written scenarios of a parcours; those that « parcours prove » wrote are in a folder of their own. */
export const scenarioFiles = (id, catalogue = CATALOGUE) =>
  filesUnder(join(catalogue, id, 'scenarios')).filter((path) => /\/scenarios\/[^/]+\.json$/.test(path))

/** Whether this module is what `node` was given. */
export const isMain = (url) =>
  process.argv[1] !== undefined && dirname(fileURLToPath(url)) !== '' && fileURLToPath(url) === process.argv[1]

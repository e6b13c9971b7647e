/**
 * node packages/catalogue/tools/first.js [--write]
 *
 * premiere-question.json of each parcours whose first question may be shown before the whole is there (« parcours first »): what has
 * changed since, or is missing; --write writes it. Exit code 1 when something is to be written.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstOf, firstQuestion } from '@parcours/engine/first'
import { CATALOGUE, isMain, parcoursIds, readJson, shown } from './folders.js'

const pathOf = (id, catalogue) => join(catalogue, id, 'premiere-question.json')

/** @returns {string | null} null: its first question waits for the engine, and has no file. */
export function firstText(id, catalogue = CATALOGUE) {
  const source = readJson(join(catalogue, id, 'parcours.json'))
  return firstQuestion(source) ? `${JSON.stringify(firstOf(source))}\n` : null
}

/** @returns {boolean} whether the file says what the parcours says, or is rightly absent. */
export function firstIsUpToDate(id, catalogue = CATALOGUE) {
  const path = pathOf(id, catalogue)
  return firstText(id, catalogue) === (existsSync(path) ? readFileSync(path, 'utf8') : null)
}

if (isMain(import.meta.url))
  for (const id of parcoursIds().filter((id) => !firstIsUpToDate(id))) {
    const text = firstText(id)
    if (!process.argv.includes('--write')) {
      console.log(`${shown(pathOf(id, CATALOGUE))} : à écrire de nouveau`)
      process.exitCode = 1
    } else if (text === null) rmSync(pathOf(id, CATALOGUE))
    else writeFileSync(pathOf(id, CATALOGUE), text)
  }

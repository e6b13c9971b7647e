/**
 * node packages/catalogue/tools/typography.js [--write]
 *
 * French puts a space before « : ; ? ! » and inside « guillemets ». On a narrow screen an ordinary one leaves the mark alone at the start
 * of a line: these spaces must not break. Without --write, prints each text to mend; with it, mends them, and the prints of the French
 * that translations keep. Exit codes: 0 nothing to mend, 1 something.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashText } from '@parcours/schema'
import { CATALOGUE, filesUnder, isMain, parcoursIds, shown } from './folders.js'

const NO_BREAK = '\u00a0'
const NARROW = '\u202f'

/** The same text, with the spaces that French typography wants: narrow before ; ? !, whole before : and inside « ». */
export const unbroken = (text) =>
  text
    .replace(/[ \u00a0\u202f]+(?=[;?!])/g, NARROW)
    .replace(/[ \u00a0\u202f]+(?=[:»])/g, NO_BREAK)
    .replace(/«[ \u00a0\u202f]+/g, `«${NO_BREAK}`)

/** Files of a parcours that hold French: its own, its overlays, and their simplified French. */
export const frenchFiles = (id, catalogue = CATALOGUE) => {
  const folder = join(catalogue, id)
  return filesUnder(folder).filter((path) =>
    /^\/(parcours(\.fr-x-[a-z]+)?|overlays\/[a-z-]+(\.fr-x-[a-z]+)?)\.json$/.test(path.slice(folder.length)),
  )
}
const translations = (id, catalogue) =>
  filesUnder(join(catalogue, id)).filter((path) => /\.[a-z-]+\.json$/.test(path) && !path.includes('/scenarios/'))

/** JSON strings, keys included: no key has such a space. */
const STRING = /"(?:[^"\\]|\\.)*"/g

/** [{ line, text }] of each text whose spaces may break. */
export function brokenTexts(json) {
  const found = []
  for (const match of json.matchAll(STRING)) {
    const text = JSON.parse(match[0])
    if (unbroken(text) !== text) found.push({ line: json.slice(0, match.index).split('\n').length, text })
  }
  return found
}

function mend(id, catalogue = CATALOGUE) {
  const prints = new Map()
  let count = 0
  for (const path of frenchFiles(id, catalogue)) {
    const json = readFileSync(path, 'utf8')
    const mended = json.replace(STRING, (written) => {
      const text = JSON.parse(written)
      const better = unbroken(text)
      if (better === text) return written
      count++
      prints.set(hashText(text), hashText(better))
      return JSON.stringify(better)
    })
    if (mended !== json) writeFileSync(path, mended)
  }
  for (const path of [...frenchFiles(id, catalogue), ...translations(id, catalogue)]) {
    const json = readFileSync(path, 'utf8')
    const mended = json.replace(/("source": )"([^"\\]*)"/g, (all, key, print) =>
      prints.has(print) ? `${key}"${prints.get(print)}"` : all,
    )
    if (mended !== json) writeFileSync(path, mended)
  }
  return count
}

if (isMain(import.meta.url)) {
  const write = process.argv.includes('--write')
  for (const id of parcoursIds()) {
    if (write) console.log(`${id} : ${mend(id)} texte(s) corrigé(s)`)
    else
      for (const path of frenchFiles(id))
        for (const { line, text } of brokenTexts(readFileSync(path, 'utf8'))) {
          console.log(`${shown(path)}:${line} ${text}`)
          process.exitCode = 1
        }
  }
}

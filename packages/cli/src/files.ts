import { access, readFile } from 'node:fs/promises'
import { compile, type Compiled } from '@parcours/engine'
import { departementOf } from '@parcours/engine/annuaire'
import type { Parcours } from '@parcours/schema'
import { isDay } from './day.js'
import { parseJson, type JsonError } from './json.js'

/** @throws {TypeError} in French, when the file cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new TypeError(
      `${path} : le fichier ne peut pas être lu (${(error as NodeJS.ErrnoException).code ?? 'erreur'}).`,
      { cause: error },
    )
  }
}
/** @throws {TypeError} in French, when the file cannot be read or is no JSON. */
export async function readJson(path: string): Promise<unknown> {
  return jsonOf(await readText(path), path)
}
/** A file's text as JSON. @throws {TypeError} in French, with « FILE:line:column ». */
export function jsonOf(text: string, path: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    const { line, column, why } = error as JsonError
    throw new TypeError(`${path}:${line}:${column}  ce n’est pas du JSON. ${why}`, { cause: error })
  }
}
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
/** Where the translation of a file stands: « separation.en.json » beside « separation.json ». */
export const besideOf = (path: string, lang: string): string => path.replace(/\.json$/, `.${lang}.json`)
/**
 * The author's texts in `lang`, by address: none for French, that the parcours itself holds.
 * @throws {TypeError} in French, when the translation cannot be read or is no JSON.
 */
export async function textsIn(path: string, lang: string): Promise<Readonly<Record<string, { text: string }>>> {
  if (lang === 'fr') return {}
  if (!(await exists(besideOf(path, lang))))
    throw new TypeError(
      `--lang ${lang} : il n’y a pas de traduction ${besideOf(path, lang)}. Écrivez-la, ou demandez une autre langue.`,
    )
  return ((await readJson(besideOf(path, lang))) as { texts?: Record<string, { text: string }> }).texts ?? {}
}
/** @throws {ParcoursError} when it has faults. */
export async function readParcours(path: string): Promise<Parcours> {
  const compiled: Compiled = compile(await readJson(path))
  return compiled.source
}

/** The machine's own day, 'AAAA-MM-JJ'. */
export function localDay(): string {
  const now = new Date()
  const pad = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}
/** The day that --today gives. @throws {TypeError} in French. */
export function dayGiven(text: string): string {
  if (isDay(text)) return text
  throw new TypeError(`--today ${text} : il faut une date qui existe, comme 2026-11-21.`)
}
/** The territory that --territory gives: a département, or a postcode. @throws {TypeError} in French. */
export function territoryGiven(text: string): string {
  if (departementOf(text) !== undefined) return text
  throw new TypeError(
    `--territory ${text} : il faut un numéro de département, comme 64, 2A ou 974, ou un code postal, comme 64000.`,
  )
}
/** @throws {TypeError} in French. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const n = Number(text)
  if (!Number.isInteger(n) || n < least)
    throw new TypeError(`--${name} ${text} : il faut un nombre entier, ${least} ou plus.`)
  return n
}
/** 88121066596992000 -> "88 121 066 596 992 000" */
export const grouped = (n: bigint): string => String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f')

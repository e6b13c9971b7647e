import type { Answer } from '@parcours/engine'
import type { Saved } from '@parcours/schema'
import { parseJson, type JsonError } from '../../json.js'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)

/** A session's answers as authors write them: by question id; a group is a list of its members' answers. */
export function writtenFrom({ answers, groups }: Saved): Json {
  return {
    ...answers,
    ...Object.fromEntries(Object.entries(groups).map(([id, members]) => [id, members.map((one) => one.answers)])),
  }
}

/**
 * The same, back: what a session takes up again. Marks are those of `now`.
 * @throws {TypeError} in French, for the author
 */
export function savedFrom(text: string, now: Saved): Saved {
  let written: unknown
  try {
    written = parseJson(text.trim() ? text : '{}')
  } catch (error) {
    const { line, column, why } = error as JsonError
    throw new TypeError(`Ce n’est pas du JSON, ligne ${line}, colonne ${column}. ${why}`, { cause: error })
  }
  if (!isObject(written)) throw new TypeError('Écrivez un objet : { "question": "réponse" }.')
  const answers: Record<string, Answer> = {}
  const groups: Record<string, { member: string; answers: Json }[]> = {}
  for (const [id, value] of Object.entries(written)) {
    if (Array.isArray(value) && value.length && value.every(isObject))
      // Members keep their keys where they were, so that what is on screen stays where it is.
      groups[id] = value.map((one, i) => ({ member: now.groups[id]?.[i]?.member ?? `m${i + 1}`, answers: one }))
    else answers[id] = value as Answer
  }
  return { ...now, answers, groups } as Saved
}

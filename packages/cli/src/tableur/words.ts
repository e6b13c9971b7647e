import type { Column } from './layout.js'

/** Words that say nothing of the format. The message is a French sentence. */
export class WordsError extends Error {}

export function printWords(value: unknown, _column: Column): string | undefined {
  return value === 'today' ? 'aujourd’hui' : undefined
}
export function parseWords(text: string, _column: Column): unknown {
  return /^aujourd['’]hui$/i.test(text) ? 'today' : text
}

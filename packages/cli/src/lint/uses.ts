import { isObject, type Json } from '@parcours/schema'
import { escaped } from './places.js'

type Visit = (key: string, value: unknown, pointer: string, holder: Json) => void

/** Every key of every object, but those an author keeps for herself (x-…), with its JSON pointer. */
export function walk(root: unknown, visit: Visit, pointer = ''): void {
  if (Array.isArray(root)) root.forEach((entry, i) => walk(entry, visit, `${pointer}/${i}`))
  else if (isObject(root))
    for (const [key, value] of Object.entries(root)) {
      if (key.startsWith('x-')) continue
      const at = `${pointer}/${escaped(key)}`
      visit(key, value, at, root)
      walk(value, visit, at)
    }
}

/** The block that the id under a key names something of. `answer` and its like name questions and are read apart. */
const NAMES: Readonly<Record<string, string>> = {
  fact: 'facts',
  anchor: 'anchors',
  table: 'tables',
  param: 'params',
  source: 'sources',
  organisme: 'organismes',
  issuedBy: 'organismes',
  heldBy: 'organismes',
  with: 'organismes',
  pilot: 'organismes',
  partners: 'organismes',
  section: 'sections',
  phase: 'phases',
  lane: 'lanes',
  pieces: 'pieces',
  bring: 'pieces',
}
const PLACEHOLDERS: Readonly<Record<string, string>> = { date: 'anchors', param: 'params' }

export interface Uses {
  /** "sources.guide", "facts.inscrit": what something names. */
  readonly named: ReadonlySet<string>
  /** Questions and fields that something reads: a condition, a date, a table, a text, another parcours. */
  readonly read: ReadonlySet<string>
  /** Options that something tests, by question or field; 'all' when the answer itself is shown, or handed on. */
  readonly tested: ReadonlyMap<string, ReadonlySet<string> | 'all'>
}

const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === 'string')

/** All that a parcours names, outside of its own definitions. */
export function usesOf(parcours: Json): Uses {
  const named = new Set<string>()
  const read = new Set<string>()
  const tested = new Map<string, Set<string> | 'all'>()
  const test = (question: string, values: readonly string[]): void => {
    const known = tested.get(question) ?? new Set<string>()
    if (known !== 'all') for (const value of values) known.add(value)
    tested.set(question, known)
  }
  const tables = new Map<string, Json>()
  walk(parcours, (key, value, pointer, holder) => {
    const block = NAMES[key]
    // A list at the top defines objects: only names are strings.
    if (block) for (const id of strings(value)) named.add(`${block}.${id}`)
    if (typeof value === 'string') {
      if (value.includes('{'))
        for (const [, name, id] of value.matchAll(/(?<!\{)\{(date|param|answer):([^{}]*)\}/g)) {
          if (name === 'answer') {
            read.add(id!)
            tested.set(id!, 'all')
          } else named.add(`${PLACEHOLDERS[name!]}.${id}`)
        }
      if (key === 'some' || key === 'every' || key === 'count' || key === 'forEach' || pointer.endsWith('/about/group'))
        read.add(value)
      if (key === 'answer' || key === 'each') {
        read.add(value)
        test(value, [...strings(holder['is']), ...strings(holder['in']), ...strings(holder['includes'])])
      }
    }
    if (key === 'carries')
      for (const id of strings(value)) {
        named.add(`facts.${id}`)
        read.add(id)
        tested.set(id, 'all')
      }
    // A table by an answer tests the values of its rows.
    if (key === 'by' && isObject(value) && Array.isArray(holder['rows'])) tables.set(pointer, holder)
  })
  for (const { by, rows } of tables.values())
    for (const id of strings((by as Json)['answer'] ?? (by as Json)['each']))
      test(
        id,
        (rows as Json[]).flatMap((row) => strings(row['is'])),
      )
  // `x-sources`: the second sources of something, for which the format has no key.
  const second = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(second)
    else if (isObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if (/^x-sources?$/.test(key)) for (const id of strings(inner)) named.add(`sources.${id}`)
        second(inner)
      }
  }
  second(parcours)
  return { named, read, tested }
}

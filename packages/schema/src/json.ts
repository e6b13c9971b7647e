import { LIMITS, type Fault } from './check.js'
import type { Json } from './shape.js'

/** The keys and places that a JSON pointer goes through. */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))

/** A text read as JSON, with where everything stands in it. Offsets are in UTF-16 units, from 0. */
export interface Read {
  value: unknown
  /** Syntax faults and keys written twice. Their pointer is the place that was being read. */
  faults: (Fault & { offset: number })[]
  /** Whether `value` is the whole document: false after an error that reading could not go past. */
  complete: boolean
  /** Where the thing at a pointer starts; where its key starts when `key`. The nearest ancestor when there is no such thing. */
  offsetOf(pointer: string, key?: boolean): number
}

class Stop extends Error {}

/**
 * Reads JSON and says what is wrong with it, as JSON.parse() cannot: it goes on past a missing or extra comma, and sees keys written twice.
 * Never throws. Nesting beyond LIMITS.deepest is a fault and stops the reading.
 */
export function readJson(text: string): Read {
  const faults: Read['faults'] = []
  const path: (string | number)[] = []
  /** For each object or array: where each key and each value starts. */
  const marks = new Map<unknown, { start: number; keys: Map<string, [key: number, value: number]> }>()
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0

  const note = (code: Fault['code'], expected: string, found: string | undefined, offset = at) =>
    faults.push({
      pointer: path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
      code,
      expected: [expected],
      ...(found !== undefined && { found }),
      offset,
    })
  const stop = (expected: string, offset = at): never => {
    note('syntax', expected, text.slice(offset, offset + 1) || 'fin du texte', offset)
    throw new Stop()
  }
  const blank = () => {
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === 32 || code === 10 || code === 13 || code === 9) at++
      else if (code === 47) stop('commentaire')
      else return
    }
  }

  const string = (): string => {
    const start = at++
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === 34) {
        at++
        try {
          return JSON.parse(text.slice(start, at)) as string
        } catch {
          const bad = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(start, at).replace(/\\\\/g, '__'))
          return stop('échappement', start + (bad?.index ?? 0))
        }
      }
      if (Number.isNaN(code)) stop('fin de texte', start)
      if (code === 10 || code === 13) stop('guillemet fermant', at)
      if (code < 32) stop('caractère', at)
      at += code === 92 ? 2 : 1
    }
  }
  const literal = (): unknown => {
    const word = /^[^\s,:[\]{}"]*/.exec(text.slice(at, at + 40))![0]
    const value = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(word)
      ? (JSON.parse(word) as unknown)
      : stop(/^[«“”‘’']/.test(word) ? 'guillemets droits' : 'valeur')
    at += word.length
    return value
  }
  /** After an element: true when another follows. */
  const more = (close: string, starts: RegExp): boolean => {
    blank()
    if (text[at] === ',') {
      const comma = at++
      blank()
      if (text[at] === close) note('syntax', 'virgule en trop', ',', comma)
    } else if (text[at] !== close) {
      if (!starts.test(text[at] ?? '')) stop(`, ou ${close}`)
      note('syntax', 'virgule', text[at])
    }
    if (text[at] !== close) return true
    at++
    return false
  }
  const value = (): unknown => {
    blank()
    const start = at
    const open = text[at]
    if (open === '"') return string()
    if (open !== '{' && open !== '[') return literal()
    if (path.length >= LIMITS.deepest) {
      note('depth', String(LIMITS.deepest), undefined)
      throw new Stop()
    }
    at++
    blank()
    const keys = new Map<string, [number, number]>()
    if (open === '[') {
      const list: unknown[] = []
      marks.set(list, { start, keys })
      if (text[at] === ']') return (at++, list)
      do {
        blank()
        keys.set(String(list.length), [at, at])
        path.push(list.length)
        list.push(value())
        path.pop()
      } while (more(']', /["{[\d\-tfn]/))
      return list
    }
    const object: Json = {}
    marks.set(object, { start, keys })
    if (text[at] === '}') return (at++, object)
    do {
      blank()
      if (text[at] !== '"') stop(/[«“”‘’']/.test(text[at] ?? '') ? 'guillemets droits' : 'clé')
      const offset = at
      const key = string()
      path.push(key)
      if (keys.has(key)) note('key', key, undefined, offset)
      blank()
      if (text[at] !== ':') stop(':')
      at++
      blank()
      keys.set(key, [offset, at])
      // As JSON.parse() does: `__proto__` is a key like another.
      Object.defineProperty(object, key, { value: undefined, writable: true, enumerable: true, configurable: true })
      const place = Object.getOwnPropertyDescriptor(object, key)!
      Object.defineProperty(object, key, { ...place, value: value() })
      path.pop()
    } while (more('}', /"/))
    return object
  }

  let result: unknown
  let complete = true
  try {
    result = value()
    blank()
    if (at < text.length) stop('fin du texte')
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    complete = false
  }
  return {
    value: result,
    faults,
    complete,
    offsetOf(pointer, key = false) {
      let node = result
      let offset = marks.get(node)?.start ?? 0
      for (const step of stepsOf(pointer)) {
        const mark = marks.get(node)?.keys.get(step)
        if (!mark) break
        offset = mark[key ? 0 : 1]
        node = (node as Json)[step]
      }
      return offset
    },
  }
}

/** Where a value stands in a JSON text. Offsets are in UTF-16 units, from 0; `end` is past the last one. */
export interface Place {
  /** Where the value starts. */
  readonly start: number
  readonly end: number
  /** Where its key starts; where the value does, in a list. */
  readonly key: number
}
/** A replacement in a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export const escaped = (step: string | number): string => String(step).replace(/~/g, '~0').replace(/\//g, '~1')
/** "/questions/3/label" -> ['questions', '3', 'label'] */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))

/**
 * Where everything stands in a JSON text, and the edits that change one thing and leave the rest as its author wrote it.
 * For a text that JSON.parse() takes: validate() tells what is wrong with others, and goes on past it.
 */
export class Places {
  readonly #places = new Map<string, Place>()
  /** For each object or list: the pointers of what it holds, in the order of the text. */
  readonly #children = new Map<string, string[]>()
  readonly #lines: number[] = [0]

  constructor(readonly text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.#lines.push(i + 1)
    const token = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/y
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
    const next = (): { word: string; start: number } => {
      while (/\s/.test(text[at] ?? '')) at++
      token.lastIndex = at
      const word = token.exec(text)?.[0]
      if (word === undefined) throw new SyntaxError(`JSON, ${at}`)
      const start = at
      at += word.length
      return { word, start }
    }
    const value = (pointer: string, first = next(), key = first.start): void => {
      if (first.word === '{' || first.word === '[') {
        const children: string[] = []
        const list = first.word === '['
        for (let token = next(); token.word !== '}' && token.word !== ']'; token = next()) {
          if (token.word === ',') token = next()
          const name = list ? String(children.length) : (JSON.parse(token.word) as string)
          const child = `${pointer}/${escaped(name)}`
          children.push(child)
          if (list) value(child, token)
          else {
            next()
            value(child, next(), token.start)
          }
        }
        this.#children.set(pointer, children)
      }
      this.#places.set(pointer, { start: first.start, end: at, key })
    }
    value('')
  }

  /** Of the nearest thing that stands at this pointer or above it. */
  at(pointer: string): Place {
    for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
      const place = this.#places.get(path)
      if (place) return place
      if (!path.includes('/')) return { start: 0, end: 0, key: 0 }
    }
  }
  has(pointer: string): boolean {
    return this.#places.has(pointer)
  }
  /** Line and column, both from 1; columns in UTF-16 units. */
  position(offset: number): { line: number; column: number } {
    let low = 0
    for (let high = this.#lines.length; high - low > 1;) {
      const middle = (low + high) >> 1
      if (this.#lines[middle]! <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - this.#lines[low]! + 1 }
  }

  replace(pointer: string, text: string): Edit {
    const { start, end } = this.at(pointer)
    return { start, end, text }
  }
  /** Takes an element of a list or a key of an object away, with the comma that is then too many. */
  remove(pointer: string): Edit {
    const { key: start, end } = this.at(pointer)
    const siblings = this.#children.get(pointer.slice(0, pointer.lastIndexOf('/')))!
    const i = siblings.indexOf(pointer)
    const after = siblings[i + 1]
    if (after !== undefined) return { start, end: this.at(after).key, text: '' }
    const before = siblings[i - 1]
    return { start: before === undefined ? start : this.at(before).end, end, text: '' }
  }
  /** Adds a JSON text at the end of a list. */
  append(pointer: string, json: string): Edit {
    const last = this.#children.get(pointer)!.at(-1)
    const { start } = this.at(pointer)
    const at = last === undefined ? start + 1 : this.at(last).end
    return { start: at, end: at, text: last === undefined ? json : `, ${json}` }
  }
  /** The same, written as the list is: one line, or one entry a line with its indentation. */
  appendValue(pointer: string, value: unknown): Edit {
    const children = this.#children.get(pointer)!
    const { start, end } = this.at(pointer)
    const first = children[0]
    const before = first === undefined ? '' : this.text.slice(start + 1, this.at(first).key)
    if (!before.includes('\n')) {
      if (first !== undefined) return this.append(pointer, inline(value))
      return { start: start + 1, end: end - 1, text: inline(value) }
    }
    const margin = before.slice(before.lastIndexOf('\n') + 1)
    // As the entry before: on one line, or a key a line.
    const last = this.at(children.at(-1)!)
    const spread = this.text.slice(last.start, last.end).includes('\n')
    const text = spread ? indented(value, margin) : inline(value)
    return { start: last.end, end: last.end, text: `,\n${margin}${text}` }
  }
  /** Another value in the place of one, on one line or spread as that one was. */
  replaceWith(pointer: string, value: unknown): Edit {
    const { start, end, key } = this.at(pointer)
    if (!this.text.slice(start, end).includes('\n')) return { start, end, text: inline(value) }
    const margin = /[ \t]*$/.exec(this.text.slice(this.text.lastIndexOf('\n', key) + 1, key))![0]
    return { start, end, text: indented(value, margin) }
  }
  /** Adds a key after another one of the same object. */
  addKey(after: string, key: string, json: string): Edit {
    const { end } = this.at(after)
    return { start: end, end, text: `, ${JSON.stringify(key)}: ${json}` }
  }
}

/** { "id": "a", "list": [1, 2] }, as an author writes it by hand. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${inline(inner)}`)
  return entries.length ? `{ ${entries.join(', ')} }` : '{}'
}
const indented = (value: unknown, margin: string): string =>
  JSON.stringify(value, null, 2).replace(/\n/g, `\n${margin}`)

/** Applies what does not overlap, the first of those that do: the others need another look at the new text. */
export function applied(text: string, edits: readonly (readonly Edit[])[]): { text: string; done: number } {
  const taken: Edit[] = []
  const free = (edit: Edit): boolean =>
    taken.every(
      (other) => edit.end <= other.start || edit.start >= other.end || (edit.start === edit.end && edit === other),
    ) && !taken.some((other) => other.start === edit.start && other.end === edit.end)
  let done = 0
  for (const group of edits) {
    if (!group.every(free)) continue
    taken.push(...group)
    done++
  }
  taken.sort((a, b) => b.start - a.start || b.end - a.end)
  let result = text
  for (const edit of taken) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end)
  return { text: result, done }
}

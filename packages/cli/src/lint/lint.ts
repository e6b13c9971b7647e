import { isObject, validate, validateLocale, type Json, type Parcours } from '@parcours/schema'
import {
  links,
  logic,
  pieces,
  reached,
  sharedKeys,
  sources,
  texts,
  translation,
  uses,
  ways,
  type Fix,
  type Tell,
  type Told,
} from './checks.js'
import { applied, Places, stepsOf } from './places.js'
import { OF_FORMAT, severityOf, type Severity } from './rules.js'

export interface Finding {
  readonly file: string
  /** Stable: one of RULES, or `format-<code>`. */
  readonly rule: string
  readonly severity: Severity
  /** JSON pointer. */
  readonly pointer: string
  /** From 1; columns in UTF-16 units. The end is past the last character. */
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** In French: what is wrong, and what to do. */
  readonly message: string
  readonly fix?: Fix
}
export interface LintFile {
  /** As it is to be named in findings. */
  readonly name: string
  readonly text: string
  /** Translations that stand beside it. */
  readonly locales?: readonly { readonly name: string; readonly text: string }[]
}
export interface LintOptions {
  /** 'YYYY-MM-DD': sources grow old, a parcours expires. */
  readonly today: string
  /** Département, where no postcode is asked. */
  readonly territory?: string
  /** False: without the proofs, which take a second on a big parcours. */
  readonly proofs?: boolean
}

/** A reader of one file: its places, and a list that findings go to. */
function reader(
  file: string,
  text: string,
  found: Finding[],
): { places: Places; json: unknown; tell: Tell } | undefined {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
  const places = new Places(text)
  const tell = (rule: string, pointer: string, message: string, fix?: Fix): void => {
    if (ignored(json, pointer).has(rule)) return
    const { key, end } = places.at(pointer)
    const [from, to] = [places.position(key), places.position(end)]
    found.push({
      file,
      rule,
      severity: severityOf(rule),
      pointer,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      message,
      ...(fix && { fix }),
    })
  }
  return { places, json, tell }
}
/** Rules that the author has put aside, with `"x-lint": ["rule", …]` on what the pointer leads to or on something around it. */
function ignored(json: unknown, pointer: string): Set<string> {
  const rules = new Set<string>()
  let node = json
  for (const step of [undefined, ...stepsOf(pointer)]) {
    if (step !== undefined) node = isObject(node) || Array.isArray(node) ? (node as Json)[step] : undefined
    if (isObject(node) && Array.isArray(node['x-lint'])) for (const rule of node['x-lint']) rules.add(String(rule))
  }
  return rules
}
const formatRule = (code: string): string => OF_FORMAT[code] ?? `format-${code}`

/** A file's own faults of format, as findings. They stand at a place even where the text cannot be read. */
function faults(file: string, told: ReturnType<typeof validate>['faults'], found: Finding[]): void {
  for (const { pointer, code, message, line = 1, column = 1 } of told)
    found.push({
      file,
      rule: formatRule(code),
      severity: severityOf(formatRule(code)),
      pointer,
      line,
      column,
      endLine: line,
      endColumn: column + 1,
      message,
    })
}

/**
 * Everything that can be said against these parcours and their translations, in the order of the texts. Pure: reads no file, asks no clock.
 * A file that has faults of format is judged for those alone: the rest is told once they are mended.
 */
export function lint(files: readonly LintFile[], options: LintOptions): Finding[] {
  const found: Finding[] = []
  const shared: { name: string; json: Json; tell: Tell }[] = []
  for (const { name, text, locales = [] } of files) {
    const { ok, faults: told } = validate(text)
    const read = reader(name, text, found)
    const json = ok && read && isObject(read.json) ? read.json : undefined
    if (!json || !read) {
      faults(name, told, found)
      continue
    }
    // A translation or an overlay that is given alone has nothing else to be held against.
    if (json['formatVersion'] === undefined) continue
    const { places, tell } = read
    const about: Told = { parcours: json as unknown as Parcours, json, places, today: options.today, tell }
    for (const check of [logic, uses, pieces, ways, sources, links, texts]) check(about)
    const { today, territory } = options
    if (options.proofs !== false) reached(about, { today, ...(territory === undefined ? {} : { territory }) })
    shared.push({ name, json, tell })
    for (const locale of locales) {
      const whole = reader(locale.name, locale.text, found)
      // What translation() tells better is left to it.
      const structure = validateLocale(locale.text, json).faults.filter(
        ({ code }) => code !== 'address' && code !== 'placeholders' && code !== 'stale',
      )
      if (structure.length || !whole || !isObject(whole.json)) faults(locale.name, structure, found)
      else translation(whole.json, json, whole.places, whole.tell)
    }
  }
  sharedKeys(shared)
  const order = [...new Set(files.flatMap(({ name, locales = [] }) => [name, ...locales.map((of) => of.name)]))]
  return found.sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line || a.column - b.column)
}

export interface LintOneOptions extends LintOptions {
  /** By language; each as its text or as JSON. */
  readonly translations?: Readonly<Record<string, unknown>>
}
/** The same of one parcours and its translations, as texts or as JSON (then placed as if it were written with two spaces): for a preview, or an editor. */
export function lintOne(parcours: unknown, { translations = {}, ...options }: LintOneOptions): Finding[] {
  const text = (of: unknown): string => (typeof of === 'string' ? of : JSON.stringify(of, null, 2))
  const locales = Object.entries(translations).map(([lang, of]) => ({ name: `parcours.${lang}.json`, text: text(of) }))
  return lint([{ name: 'parcours.json', text: text(parcours), locales }], options)
}

/**
 * The texts with every mechanical fix applied, and how many there were. What an edit brings to light (a fact that only a removed fact named) is
 * mended too. A fix that would leave a file with faults of format is not taken.
 */
export function fixed(files: readonly LintFile[], options: LintOptions): { files: LintFile[]; done: number } {
  let current = files.map((file) => ({ ...file, locales: [...(file.locales ?? [])] }))
  let done = 0
  for (let round = 0; round < 20; round++) {
    const found = lint(current, { ...options, proofs: false })
    let moved = false
    const mend = <T extends { name: string; text: string }>(file: T): T => {
      const fixes = found.flatMap(({ file: of, fix }) => (of === file.name && fix ? [fix.edits] : []))
      if (!fixes.length) return file
      const result = applied(file.text, fixes)
      if (!result.done || !validate(result.text).ok) return file
      done += result.done
      moved = true
      return { ...file, text: result.text }
    }
    current = current.map((file) => ({ ...mend(file), locales: file.locales.map(mend) }))
    if (!moved) break
  }
  return { files: current, done }
}

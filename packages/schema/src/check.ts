import {
  DICTIONARY_KEY,
  FORMAT_VERSION,
  PATTERNS,
  isObject,
  kind,
  pick,
  present,
  wholeOf,
  type Json,
  type Kind,
  type TypeRef,
} from './shape.js'

/** What a file may weigh and hold. Sizes are in bytes of UTF-8; `text` is in UTF-16 units. */
export const LIMITS = {
  parcours: 1_000_000,
  locale: 512_000,
  /** Nesting that a widget accepts from the network. */
  depth: 64,
  /** Nesting at which check() stops, whatever the caller asked for: it must never exhaust the stack. */
  deepest: 400,
  text: 5_000,
  /** Rows of one table: each is compared with the others. */
  rows: 2_000,
  /** Faults reported at once. */
  faults: 1_000,
} as const

/**
 * What is wrong. `expected` and `found` depend on the code; describe() of './messages' makes a French sentence of them.
 *
 * Structure (the JSON Schema says the same): type, format, enum, empty, url, missing, unknown, tag (none of the keys that would say
 * which type is meant), conflict (a key that belongs to another of them), version.
 * Meaning: reference (names nothing), kind (names something of another kind), duplicate, order (names what comes later), each (no
 * group here), operator (test that this question has not), overlap, requires, exclusive, placeholder, range, address.
 * Size: length, depth, rows, more (there are more faults than LIMITS.faults).
 */
export type FaultCode =
  | 'type'
  | 'format'
  | 'enum'
  | 'empty'
  | 'url'
  | 'missing'
  | 'unknown'
  | 'tag'
  | 'conflict'
  | 'version'
  | 'reference'
  | 'kind'
  | 'duplicate'
  | 'order'
  | 'each'
  | 'operator'
  | 'overlap'
  | 'requires'
  | 'exclusive'
  | 'placeholder'
  | 'range'
  | 'address'
  | 'length'
  | 'depth'
  | 'rows'
  | 'more'
  // Of compile(): facts, anchors or conditions that wait for each other.
  | 'cycle'
  // Of texts, overlays and locales: ./json.ts, ./overlay.ts, ./locale.ts.
  | 'syntax'
  | 'key'
  | 'size'
  | 'of'
  | 'offer'
  | 'taken'
  | 'stale'
  | 'placeholders'

export interface Fault {
  /** JSON pointer (RFC 6901); '' is the whole document. A missing key is reported on the object that lacks it. */
  pointer: string
  code: FaultCode
  expected: readonly (string | number | boolean)[]
  found?: unknown
}
export interface CheckOptions {
  /** Read a file of a newer minor version as far as it can be: unknown keys, operators and fixed values are let through. Without effect on a file of our own version. */
  lenient?: boolean
  /** Deepest nesting accepted; at most LIMITS.deepest, which is the default. */
  depth?: number
  /** Judge what only an author needs to hear, too: validate() does. */
  rules?: Rules
}
/** What an author must mend, and a widget can live with: ./rules.ts. */
export type Rules = (tools: {
  home: Json
  path: (string | number)[]
  fault: (code: FaultCode, expected?: Fault['expected'], found?: unknown) => void
  under: (key: string | number, run: () => void) => void
  find: (block: string, id: unknown) => Json | undefined
  place: (list: unknown, id: unknown) => number
  inList: (list: unknown, id: unknown) => Json | undefined
}) => {
  text(value: string, scope: Scope): void
  meaning(type: string, value: Json, scope: Scope): void
}
export interface InspectOptions extends CheckOptions {
  /** There is nothing to hold references against: only their form is judged. */
  alone?: boolean
}

const typeName = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const regexes = new Map(Object.entries(PATTERNS).map(([name, source]) => [name, new RegExp(`^(?:${source})$`)]))
const dictionaryKey = new RegExp(`^${DICTIONARY_KEY}$`)
/** Whether a scalar is of a plain kind. */
export function isPlain(name: string, value: unknown): boolean {
  if (name === 'any') return true
  if (name === 'boolean' || name === 'null') return typeName(value) === name
  if (name === 'number') return Number.isFinite(value)
  if (name === 'count') return Number.isInteger(value) && (value as number) > 0 && (value as number) <= 1000
  if (typeof value !== 'string' || !value) return false
  const regex = regexes.get(name)
  return !regex || (regex.test(value) && (name !== 'date' || !!new Date(value).toJSON()?.startsWith(value)))
}

/** What a thing is, for the references that ask for one kind: a question's type, what a table or a param holds, role or organisme. */
export function kindOf(item: Json): unknown {
  const { type, value, rows } = item
  if (type !== undefined || rows) return type ?? value
  if (value !== undefined)
    return typeof value === 'number' ? 'number' : isPlain('duration', value) ? 'duration' : 'date'
  return present(item, 'role') ? 'role' : 'organisme'
}
/** Which comparisons go with which type of question. */
const tests = new Map([
  ['choice', ['is', 'in']],
  ['choices', ['includes']],
  ['date', ['before', 'after']],
  ['number', ['is', 'atLeast', 'atMost']],
  ['reference', ['is', 'in', 'atLeast', 'atMost']],
  ['group', []],
])
const comparisons = new Set([...tests.values()].flat())

const tagsOf = ({ shape }: TypeRef): string[] => (shape.tag ? [shape.tag] : (shape.mix[0]?.flatMap(tagsOf) ?? []))

/** Where a value stands. */
export interface Scope {
  /** The group whose member `each` speaks of; null: one was named that does not exist (said once, where it is named). */
  group?: Json | null
  /** In a group's own field: the fields before this one may be named. */
  fields?: number
  /** In a question: its rank. Only what comes before may be named. */
  rank?: number
  /** In a fact, an anchor or a table: itself. */
  owner?: Json
  /** In an item with `about`: {list} has a meaning. */
  list?: boolean
  details?: unknown
}

/**
 * Every fault that would keep an engine from running a parcours, nearly in the order of the document (validate() puts them in it): structure, references,
 * order. What only an author must mend is left to `rules` (authorRules), which validate() gives. Never throws; at most LIMITS.faults + 1 faults.
 */
export const check = (json: unknown, options?: InspectOptions): Fault[] => atOnce(checking(json, options))

/** The same, an item of the document at a time: who has other things to do can do them between two. */
export function* checking(json: unknown, options: InspectOptions = {}): Generator<void, Fault[]> {
  let lenient = false
  if (isObject(json) && typeof json['formatVersion'] === 'string') {
    const [major, minor] = json['formatVersion'].split('.').map(Number)
    const [ourMajor, ourMinor] = FORMAT_VERSION.split('.').map(Number)
    if (major! >= 0 && major !== ourMajor)
      return [{ pointer: '/formatVersion', code: 'version', expected: [FORMAT_VERSION], found: json['formatVersion'] }]
    lenient = !!options.lenient && minor! > ourMinor!
  }
  return yield* inspecting('Parcours', json, [json], { ...options, lenient })
}

/** What a generator returns, without a stop on the way. */
export function atOnce<T>(turns: Generator<void, T>): T {
  for (let turn; ;) if ((turn = turns.next()).done) return turn.value
}

/** Every fault of a value of the given type, whose references name things in `homes`. `lenient` is taken as it is. */
export const inspect = (...args: Parameters<typeof inspecting>): Fault[] => atOnce(inspecting(...args))

function* inspecting(
  type: string,
  json: unknown,
  homes: readonly unknown[],
  options: InspectOptions,
): Generator<void, Fault[]> {
  const { lenient, alone } = options
  const home = isObject(homes[0]) ? homes[0] : {}
  const deepest = Math.min(options.depth ?? LIMITS.deepest, LIMITS.deepest)
  const faults: Fault[] = []
  const path: (string | number)[] = []
  /** What can only be judged once everything is read: a question that names a fact, an anchor or a table. */
  const later: { path: (string | number)[]; target: Json; rank: number; found: string }[] = []
  /** The lists of the whole document: judged after the rest, an item at a time. */
  const lists: [key: string | number, ...of: [kind: Kind, list: unknown[], arg: string, scope: Scope]][] = []
  /** Who reads a question, a fact, an anchor or a table. */
  const readers = new Map<Json, Json[]>()

  const fault = (code: FaultCode, expected: Fault['expected'] = [], found?: unknown) => {
    if (faults.length > LIMITS.faults) return
    const pointer = path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')
    faults.push(
      faults.length < LIMITS.faults
        ? { pointer, code, expected, ...(found !== undefined && { found }) }
        : { pointer: '', code: 'more', expected: [] },
    )
  }
  const under = (key: string | number, run: () => void) => {
    path.push(key)
    run()
    path.pop()
  }

  const indexes = new Map<unknown, Map<unknown, number>>()
  /** The first place of an id in a list, or -1. An index is made for long lists only: most are a few options. */
  const place = (list: unknown, id: unknown): number => {
    if (!Array.isArray(list)) return -1
    if (list.length < 16) {
      for (let i = 0; i < list.length; i++) if (isObject(list[i]) && (list[i] as Json)['id'] === id) return i
      return -1
    }
    let index = indexes.get(list)
    if (!index) {
      indexes.set(list, (index = new Map()))
      for (let i = list.length; i--;) if (isObject(list[i])) index.set((list[i] as Json)['id'], i)
    }
    return index.get(id) ?? -1
  }
  const inList = (list: unknown, id: unknown) => (list as Json[])?.[place(list, id)]
  const find = (block: string, id: unknown): Json | undefined => {
    let item: Json | undefined
    for (const home of homes) if (isObject(home)) item ??= inList(home[block], id)
    return item
  }
  const groupNamed = (id: unknown) => {
    const group = find('questions', id)
    return group?.['type'] === 'group' ? group : null
  }
  let anyGroup: Json | undefined
  /** The fields of all groups: a table may be read for the members of any that has the field. */
  const everyGroup = () => {
    const all = home['questions']
    return (anyGroup ??= {
      fields: Array.isArray(all) ? all.flatMap((question: Json | null) => question?.['fields'] ?? []) : [],
    })
  }

  /** The id of something, in `blocks`, of kind `want`. */
  const reference = (blocks: string[], want: string, id: string, scope: Scope) => {
    const [block] = blocks as [string]
    let item: Json | undefined
    if (block === 'each') {
      if (scope.group === undefined) return fault('each', [], id)
      if (!scope.group) return
      item = inList(scope.group['fields'], id)
      if (item && scope.fields !== undefined && place(scope.group['fields'], id) >= scope.fields) fault('order', [], id)
    } else if (block === 'within') {
      item = inList(scope.details, id)
      if (item && place(scope.details, id) >= (path.at(-2) as number)) fault('order', [], id)
    } else for (const name of blocks) item ??= find(name, id)
    if (!item) return fault('reference', blocks, id)
    const kind = kindOf(item)
    if (want && kind !== want) fault('kind', [want], kind)
    const by = block === 'tables' && (item['by'] as Json | undefined)?.['each']
    if (by && scope.group !== null && !inList(scope.group?.['fields'], by)) fault('each', [], by)

    if (scope.rank !== undefined) {
      if (block === 'questions') {
        if (place(home['questions'], id) >= scope.rank) fault('order', [], id)
      } else if (block === 'facts' || block === 'anchors' || block === 'tables')
        later.push({ path: path.slice(), target: item, rank: scope.rank, found: id })
    } else if (scope.owner) {
      const list = readers.get(item)
      if (list) list.push(scope.owner)
      else readers.set(item, [scope.owner])
    }
  }

  const walk = (kind: Kind, value: unknown, arg: string, scope: Scope): void => {
    const { many, types, plain, values, blocks } = kind
    if (faults.length > LIMITS.faults) return
    if (path.length > deepest) return fault('depth', [deepest])
    if (many === '{}') {
      if (!isObject(value)) return fault('type', ['object'], typeName(value))
      for (const key of Object.keys(value))
        under(key, () =>
          dictionaryKey.test(key) ? walk(kind.of!, value[key], arg, scope) : fault('format', ['key'], key),
        )
    } else if (many) {
      if (!Array.isArray(value)) return fault('type', ['array'], typeName(value))
      if (many === '+' && !value.length) return fault('empty', ['array'])
      if (path.length === 1) lists.push([path[0]!, kind, value, arg, scope])
      else for (let i = 0; i < value.length; i++) one(kind, value, i, arg, scope)
    } else if (isObject(value) && types.length) {
      const found = pick(types, value)
      if (found) object(found, value, scope)
      else untold(types, value)
    } else {
      let name: string | undefined
      for (const one of plain) if (isPlain(one, value)) name ??= one
      if (values.includes(value as string)) return
      if (name) {
        if (name === 'text') judge?.text(value as string, scope)
        if (blocks && name === 'id' && !alone)
          reference(blocks, kind.want === '$' ? arg : kind.want!, value as string, scope)
        return
      }
      const string = typeof value === 'string'
      if (lenient && string && (values.length || plain[0] === 'format')) return
      const patterns = plain.filter((name) => regexes.has(name))
      if (values.length && !plain.length && typeof value !== 'object') fault('enum', values, value)
      else if (value === '' && plain.length) fault('empty', ['string'])
      else if (string && patterns.length)
        fault(
          plain[0] === 'url' ? 'url' : plain[0] === 'format' ? 'version' : 'format',
          [...values, ...patterns],
          value,
        )
      else fault('type', [...values, ...plain, ...types.map(({ shape }) => shape.name)], typeName(value))
    }
  }

  /** One item of a list. */
  const one = (kind: Kind, list: unknown[], i: number, arg: string, scope: Scope): void => {
    const item = list[i]
    path.push(i)
    if (isObject(item) && typeof item['id'] === 'string' && place(list, item['id']) !== i)
      under('id', () => fault('duplicate', [], item['id']))
    walk(kind.of!, item, arg, scope)
    path.pop()
  }

  /** None of the possible types fits. */
  const untold = (types: TypeRef[], value: Json) => {
    const { tag } = types[0]!.shape
    // Told apart by the value of one key (a question's `type`), or by which key is there.
    if (tag && types[1]?.shape.tag === tag) {
      if (!present(value, tag)) fault('missing', [tag])
      else if (!lenient || typeof value[tag] !== 'string')
        under(tag, () =>
          fault(
            'enum',
            types.flatMap(({ shape }) => shape.keys.get(tag)!.kind.values),
            value[tag],
          ),
        )
    } else if (!lenient) fault('tag', types.flatMap(tagsOf), Object.keys(value).slice(0, 9).join(', '))
  }

  const object = (type: TypeRef, value: Json, scope: Scope) => {
    const { name } = type.shape
    let told = lenient
    const { parts, keys } = wholeOf(type, value, (types) => {
      told = true
      untold(types, value)
    })
    for (const { shape } of parts) for (const key of shape.need) if (value[key] === undefined) fault('missing', [key])
    const inner = enter(name, value, scope)
    for (const key of Object.keys(value)) {
      const entry = keys.get(key)
      if (!entry && key.startsWith('x-')) continue
      path.push(key)
      if (entry) walk(entry.kind, value[key], entry.arg, enterKey(key, value, inner))
      else if (!told) {
        const rivals = parts
          .flatMap(({ shape }) => shape.mix)
          .find((types) => types.some(({ shape }) => shape.keys.has(key)))
        const chosen = parts.find((part) => rivals?.includes(part))?.shape.tag
        if (rivals) fault('conflict', chosen ? [chosen] : [], key)
        else fault('unknown', [...keys.keys()], key)
      }
      path.pop()
    }
    if (alone) return
    if (name === 'Comparison') comparison(value, inner)
    else if (name === 'Table') table(value)
    judge?.meaning(name, value, inner)
  }

  const enter = (name: string, value: Json, scope: Scope): Scope => {
    if (name === 'Question') return { rank: path[1] as number }
    if (name === 'Field') return { ...scope, fields: path.at(-1) as number }
    if (name === 'Fact' || name === 'Anchor' || name === 'Table') return { owner: value }
    if (name === 'Demarche' || name === 'Jalon')
      return {
        list: present(value, 'about'),
        details: value['details'],
        ...(present(value, 'forEach') && { group: groupNamed(value['forEach']) }),
      }
    return scope
  }
  const enterKey = (key: string, value: Json, scope: Scope): Scope => {
    if (key === 'where') {
      const { fields: _, ...rest } = scope
      return { ...rest, group: groupNamed(value['some'] ?? value['every'] ?? value['count'] ?? value['group']) }
    }
    if (key === 'fields') return { ...scope, group: value }
    if (key === 'by' && scope.owner) return { ...scope, group: everyGroup() }
    return scope
  }

  const comparison = (value: Json, scope: Scope) => {
    const { answer, each } = value
    const item = present(value, 'answer') ? find('questions', answer) : inList(scope.group?.['fields'], each)
    const type = present(value, 'date')
      ? 'date'
      : present(value, 'age') || present(value, 'count')
        ? 'number'
        : item?.['type']
    const allowed = tests.get(type as string)
    if (!allowed) return
    for (const test of Object.keys(value))
      if (comparisons.has(test))
        under(test, () => {
          const operand = value[test]
          const options = item?.['options']
          if (!allowed.includes(test)) fault('operator', [...allowed, 'known', 'unsure'], type)
          else if (type === 'number' && typeof operand === 'string') fault('kind', ['number'], operand)
          else if (Array.isArray(options)) {
            const one = (id: unknown) => {
              if (place(options, id) < 0) fault('reference', ['options'], id)
            }
            if (Array.isArray(operand)) operand.forEach((id, i) => under(i, () => one(id)))
            else one(operand)
          }
        })
  }
  const table = ({ by, value: holds, rows }: Json) => {
    const key = isObject(by) ? by : {}
    const read = present(key, 'answer') ? find('questions', key['answer']) : inList(everyGroup()['fields'], key['each'])
    const kind = present(key, 'anchor') ? 'date' : read?.['type']
    if (kind === 'choices' || kind === 'group')
      under('by', () => fault('kind', ['choice', 'date', 'number', 'reference'], kind))
    const ranged = kind === 'date' || kind === 'number'
    if (Array.isArray(rows))
      rows.forEach((row: unknown, i) => {
        if (!isObject(row)) return
        path.push('rows', i)
        const { value } = row
        const is = kindOf({ value })
        if (value !== undefined && is !== holds) under('value', () => fault('kind', [holds as string], value))
        for (const bound of ['is', 'from', 'to'])
          if (present(row, bound))
            under(bound, () => {
              if (!by || (ranged && bound === 'is') || (kind === 'choice' && bound !== 'is'))
                fault('operator', !by ? [] : ranged ? ['from', 'to'] : ['is'], kind)
              else if (kind === 'choice' && place(read!['options'], row[bound]) < 0)
                fault('reference', ['options'], row[bound])
              else if (bound !== 'is' && kind && (kind === 'date') !== (typeof row[bound] === 'string'))
                fault('kind', [kind === 'date' ? 'date' : 'number'], row[bound])
            })
        path.length -= 2
      })
  }
  const judge = alone ? undefined : options.rules?.({ home, path, fault, under, find, place, inList })

  walk(kind(type), json, '', {})
  for (const [key, of, list, arg, scope] of lists) {
    path[0] = key
    for (let i = 0; i < list.length; i++) yield one(of, list, i, arg, scope)
  }

  // The latest question that each fact, anchor and table depends on. From the last question to the first, so that each is met once.
  const latest = new Map<Json, number>()
  const questions = later.length && home['questions']
  if (Array.isArray(questions))
    for (let rank = questions.length; rank--;) {
      const stack = [questions[rank] as Json]
      for (let item; (item = stack.pop());)
        for (const reader of readers.get(item) ?? [])
          if (!latest.has(reader)) {
            latest.set(reader, rank)
            stack.push(reader)
          }
    }
  for (const { path: where, target, rank, found } of later)
    if ((latest.get(target) ?? -1) >= rank) {
      path.splice(0, path.length, ...where)
      fault('order', [], found)
    }
  return faults
}

import { resolve } from './addresses.js'
import {
  DICTIONARY_KEY,
  FORMAT_VERSION,
  PATTERNS,
  isObject,
  kind,
  partsOf,
  pick,
  present,
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
  // Of texts, overlays and locales: ./json.ts, ./overlay.ts, ./locale.ts.
  | 'syntax'
  | 'key'
  | 'size'
  | 'of'
  | 'offer'
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
}
export interface InspectOptions extends CheckOptions {
  /** There is nothing to hold references against: only their form is judged. */
  alone?: boolean
}

const typeName = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const regexes = new Map(Object.entries(PATTERNS).map(([name, source]) => [name, new RegExp(`^(?:${source})$`)]))
const dictionaryKey = new RegExp(`^${DICTIONARY_KEY}$`)
/** Whether a scalar is of a plain kind. */
function isPlain(name: string, value: unknown): boolean {
  if (name === 'any') return true
  if (name === 'boolean') return typeof value === name
  if (name === 'null') return value === null
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
const ordered = 'atLeast atMost'
const tests: Record<string, string> = {
  choice: 'is in',
  choices: 'includes',
  date: 'before after',
  number: `is ${ordered}`,
  reference: `is in ${ordered}`,
  group: '',
}

const tagsOf = ({ shape }: TypeRef): string[] => (shape.tag ? [shape.tag] : (shape.mix[0]?.flatMap(tagsOf) ?? []))

const placeholders = new Map([
  ['date', 'anchors'],
  ['answer', 'questions'],
  ['param', 'params'],
])

/** Whether two spans of days or numbers, ends included and possibly open, have something in common. */
const meet = (a: Json, b: Json) => {
  const ends = (to: unknown, from: unknown) =>
    to !== undefined && from !== undefined && (to as string) < (from as string)
  return !ends(a['to'], b['from']) && !ends(b['to'], a['from'])
}

/** Where a value stands. */
interface Scope {
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

/** The keys and places that a JSON pointer goes through. */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))

/** Every fault of a parcours, in the order of the document (keys as JavaScript keeps them). Never throws; at most LIMITS.faults + 1 faults. */
export function check(json: unknown, options: CheckOptions = {}): Fault[] {
  let lenient = false
  if (isObject(json) && typeof json['formatVersion'] === 'string') {
    const [major, minor] = json['formatVersion'].split('.').map(Number)
    const [ourMajor, ourMinor] = FORMAT_VERSION.split('.').map(Number)
    if (major! >= 0 && major !== ourMajor)
      return [{ pointer: '/formatVersion', code: 'version', expected: [FORMAT_VERSION], found: json['formatVersion'] }]
    lenient = !!options.lenient && minor! > ourMinor!
  }
  return inspect('Parcours', json, [json], { ...options, lenient })
}

/** In the order of the document, as JavaScript keeps its keys. */
function sorted(json: unknown, faults: Fault[]): Fault[] {
  if (faults.length < 2) return faults
  const keys = new Map<unknown, Map<string, number>>()
  const places = new Map(
    faults.map((fault) => {
      let node = json
      const steps = stepsOf(fault.pointer).map((step) => {
        let index = keys.get(node)
        if (!index) keys.set(node, (index = new Map(Object.keys(Object(node)).map((key, i) => [key, i]))))
        node = (Object(node) as Json)[step]
        return index.get(step) ?? -1
      })
      return [fault, steps] as const
    }),
  )
  return faults.sort((a, b) => {
    if (a.code === 'more' || b.code === 'more') return a.code === 'more' ? 1 : -1
    const [left, right] = [places.get(a)!, places.get(b)!]
    let i = 0
    while (i < left.length && left[i] === right[i]) i++
    return (left[i] ?? -1) - (right[i] ?? -1)
  })
}

/** Every fault of a value of the given type, whose references name things in `homes`. `lenient` is taken as it is. */
export function inspect(type: string, json: unknown, homes: readonly unknown[], options: InspectOptions): Fault[] {
  const { lenient, alone } = options
  const home = isObject(homes[0]) ? homes[0] : {}
  const deepest = Math.min(options.depth ?? LIMITS.deepest, LIMITS.deepest)
  const faults: Fault[] = []
  const path: (string | number)[] = []
  /** What can only be judged once everything is read: a question that names a fact, an anchor or a table. */
  const later: { path: (string | number)[]; target: Json; rank: number; found: string }[] = []
  /** Who reads a question, a fact, an anchor or a table. */
  const readers = new Map<Json, Json[]>()

  const fault = (code: FaultCode, expected: Fault['expected'] = [], found?: unknown) => {
    const full = faults.length === LIMITS.faults
    if (faults.length > LIMITS.faults) return
    faults.push({
      pointer: full ? '' : path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
      code: full ? 'more' : code,
      expected: full ? [] : expected,
      ...(!full && found !== undefined && { found }),
    })
  }
  const under = (key: string | number, run: () => void) => {
    path.push(key)
    run()
    path.pop()
  }

  const indexes = new Map<unknown, Map<unknown, number>>()
  /** The first place of each id in a list. */
  const places = (list: unknown): Map<unknown, number> => {
    let index = indexes.get(list)
    if (!index) {
      indexes.set(list, (index = new Map()))
      if (Array.isArray(list))
        for (let i = list.length; i--;) if (isObject(list[i])) index.set((list[i] as Json)['id'], i)
    }
    return index
  }
  const inList = (list: unknown, id: unknown) => (list as Json[])?.[places(list).get(id) ?? -1]
  const find = (block: string, id: unknown): Json | undefined => {
    for (const home of homes) {
      const item = isObject(home) && inList(home[block], id)
      if (item) return item
    }
    return
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
      if (item && scope.fields !== undefined && places(scope.group['fields']).get(id)! >= scope.fields)
        fault('order', [], id)
    } else if (block === 'within') {
      item = inList(scope.details, id)
      if (item && places(scope.details).get(id)! >= (path.at(-2) as number)) fault('order', [], id)
    } else for (const name of blocks) item ??= find(name, id)
    if (!item) return fault('reference', blocks, id)
    const kind = kindOf(item)
    if (want && kind !== want) fault('kind', [want], kind)
    const by = block === 'tables' && (item['by'] as Json | undefined)?.['each']
    if (by && scope.group !== null && !inList(scope.group?.['fields'], by)) fault('each', [], by)

    if (scope.rank !== undefined) {
      if (block === 'questions') {
        if (places(home['questions']).get(id)! >= scope.rank) fault('order', [], id)
      } else if (block === 'facts' || block === 'anchors' || block === 'tables')
        later.push({ path: path.slice(), target: item, rank: scope.rank, found: id })
    } else if (scope.owner) {
      const list = readers.get(item)
      if (list) list.push(scope.owner)
      else readers.set(item, [scope.owner])
    }
  }

  const text = (value: string, scope: Scope) => {
    if (value.length > LIMITS.text) fault('length', [LIMITS.text], value.length)
    if (value.includes(']('))
      for (const [, url] of value.matchAll(/\]\(([^()\s]*)/g)) if (!isPlain('url', url)) fault('url', [], url)
    if (value.includes('{'))
      for (const { 0: whole, index } of value.matchAll(/\{[^{}]*\}/g)) {
        // "{{" is text, for the reader and for i18next.
        if (value[index - 1] === '{') continue
        const [name, id] = whole.slice(1, -1).split(':') as [string, string?]
        const block = placeholders.get(name)
        const known = block
          ? find(block, id)
          : id === undefined && (name === 'each' ? scope.group !== undefined : name === 'list' && scope.list)
        if (!known) fault('placeholder', block ? [block] : [], whole)
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
      value.forEach((item, i) =>
        under(i, () => {
          const id = isObject(item) && item['id']
          if (typeof id === 'string' && places(value).get(id) !== i) under('id', () => fault('duplicate', [], id))
          walk(kind.of!, item, arg, scope)
        }),
      )
    } else if (isObject(value) && types.length) {
      const found = pick(types, value)
      if (found) object(found, value, scope)
      else untold(types, value)
    } else {
      const name = plain.find((name) => isPlain(name, value))
      if (values.includes(value as string)) return
      if (name) {
        if (name === 'text' && !alone) text(value as string, scope)
        if (blocks && name === 'id' && !alone)
          reference(blocks, kind.want === '$' ? arg : kind.want!, value as string, scope)
        return
      }
      const string = typeof value === 'string'
      if (lenient && string && values.length) return
      if (lenient && string && plain[0] === 'format') return
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
    let whole = true
    const parts = partsOf(type, value, (types) => {
      whole = false
      untold(types, value)
    })
    for (const part of parts) for (const key of part.shape.need) if (!present(value, key)) fault('missing', [key])
    const inner = enter(name, value, scope)
    for (const key of Object.keys(value)) {
      if (key.startsWith('x-')) continue
      path.push(key)
      const part = parts.find(({ shape }) => shape.keys.has(key))
      if (part) walk(part.shape.keys.get(key)!.kind, value[key], part.arg, enterKey(key, value, inner))
      else if (whole && !lenient) {
        const rivals = parts
          .flatMap(({ shape }) => shape.mix)
          .find((types) => types.some(({ shape }) => shape.keys.has(key)))
        const chosen = rivals && parts.find((part) => rivals.includes(part))!.shape.tag
        if (rivals) fault('conflict', chosen ? [chosen] : [], key)
        else
          fault(
            'unknown',
            parts.flatMap(({ shape }) => [...shape.keys.keys()]),
            key,
          )
      }
      path.pop()
    }
    if (!alone) meaning(name, value, inner)
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

  /** What no shape can say. */
  const meaning = (name: string, value: Json, scope: Scope) => {
    if (name === 'Comparison') comparison(value, scope)
    if ((name === 'Timing' || name === 'Jalon') && value['kind'] === 'legal' && !present(value, 'source'))
      fault('requires', ['source'], 'kind: legal')
    if (name === 'Timing' && present(value, 'repeat') && !present(value, 'due')) fault('requires', ['due'], 'repeat')
    if (name === 'Demarche' && present(value, 'about') && present(value, 'forEach'))
      fault('exclusive', ['about', 'forEach'])
    if (name === 'Validity' || name === 'Row') range(value)
    if (name === 'Table' && Array.isArray(value['rows'])) table(value, value['rows'])
    if (name === 'Migration') migration(value)
  }
  const range = ({ from, to }: Json) => {
    if (typeof from === typeof to && (from as string) > (to as string)) fault('range', [from as string], to)
  }
  const comparison = (value: Json, scope: Scope) => {
    const { answer, each } = value
    const item = present(value, 'answer') ? find('questions', answer) : inList(scope.group?.['fields'], each)
    const type = present(value, 'date')
      ? 'date'
      : present(value, 'age') || present(value, 'count')
        ? 'number'
        : item?.['type']
    const allowed = tests[type as string]?.split(' ')
    if (!allowed) return
    for (const test of ['is', 'in', 'includes', 'atLeast', 'atMost', 'before', 'after'])
      if (present(value, test))
        under(test, () => {
          if (!allowed.includes(test)) return fault('operator', [...allowed.filter(Boolean), 'known', 'unsure'], type)
          const operand = value[test]
          if (test === 'is' && type === 'number' && typeof operand === 'string') fault('kind', ['number'], operand)
          if (Array.isArray(item?.['options'])) {
            const { options } = item
            const one = (id: unknown) => {
              if (!places(options).has(id)) fault('reference', ['options'], id)
            }
            if (Array.isArray(operand)) operand.forEach((id, i) => under(i, () => one(id)))
            else one(operand)
          }
        })
  }
  const table = ({ by, value: holds }: Json, rows: unknown[]) => {
    const key = isObject(by) ? by : {}
    const read = present(key, 'answer') ? find('questions', key['answer']) : inList(everyGroup()['fields'], key['each'])
    const kind = present(key, 'anchor') ? 'date' : read?.['type']
    if (kind === 'choices' || kind === 'group')
      under('by', () => fault('kind', ['choice', 'date', 'number', 'reference'], kind))
    const ranged = kind === 'date' || kind === 'number'
    if (rows.length > LIMITS.rows) return under('rows', () => fault('rows', [LIMITS.rows], rows.length))
    const seen: [Json, number][] = []
    rows.forEach((row, i) => {
      if (!isObject(row)) return
      path.push('rows', i)
      const { value } = row
      if (
        typeof value === 'number'
          ? holds !== 'number'
          : isPlain('date', value)
            ? holds !== 'date'
            : isPlain('duration', value) && holds !== 'duration'
      )
        under('value', () => fault('kind', [holds as string], value))
      for (const bound of ['is', 'from', 'to'])
        if (present(row, bound))
          under(bound, () => {
            if (!by || (ranged && bound === 'is') || (kind === 'choice' && bound !== 'is'))
              fault('operator', !by ? [] : ranged ? ['from', 'to'] : ['is'], kind)
            else if (kind === 'choice' && !places(read!['options']).has(row[bound]))
              fault('reference', ['options'], row[bound])
            else if (bound !== 'is' && kind && (kind === 'date') !== (typeof row[bound] === 'string'))
              fault('kind', [kind === 'date' ? 'date' : 'number'], row[bound])
          })
      const period = (row: Json) => (isObject(row['validity']) ? row['validity'] : {})
      const rival = seen.find(
        ([other]) => row['is'] === other['is'] && meet(row, other) && meet(period(row), period(other)),
      )
      if (rival) fault('overlap', [rival[1]])
      seen.push([row, i])
      path.length -= 2
    })
  }
  let released: Set<string> | undefined
  const migration = ({ rename, map, values, askAgain }: Json) => {
    const all = Array.isArray(home['migrations']) ? (home['migrations'] as unknown[]) : []
    // A place that another migration moves on or drops need not exist any more.
    released ??= new Set(
      all.flatMap((other) =>
        isObject(other)
          ? [...Object.keys(other['rename'] ?? {}), ...(Array.isArray(other['drop']) ? other['drop'] : [])]
          : [],
      ),
    )
    const at = (address: unknown) => (typeof address === 'string' ? resolve(home, address, inList) : undefined)
    const claim = (address: unknown, ...where: (string | number)[]) => {
      if (typeof address !== 'string' || at(address) !== undefined || released!.has(address)) return
      path.push(...where)
      fault('address', [], address)
      path.length -= where.length
    }
    if (isObject(rename)) for (const key of Object.keys(rename)) claim(rename[key], 'rename', key)
    if (Array.isArray(askAgain)) askAgain.forEach((address, i) => claim(address, 'askAgain', i))
    claim(map, 'map')
    const question = at(map)
    if (isObject(question) && isObject(values))
      for (const key of Object.keys(values))
        if (values[key] !== null && !places(question['options']).has(values[key]))
          under('values', () => under(key, () => fault('reference', ['options'], values[key])))
  }

  walk(kind(type), json, '', {})

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
  return sorted(json, faults)
}

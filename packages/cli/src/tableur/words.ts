import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json } from '@parcours/schema'
import type { Column } from './layout.js'

/**
 * Conditions and dates as a content team writes them in a cell: « statut = marie et non (fait separe) », « repère fin moins 2 mois ». What
 * cannot be said so, and read back the same, is left in JSON by who calls.
 */

/** Words that say nothing of the format. The message is a French sentence. */
export class WordsError extends Error {}
/** Not sayable in words. */
class Unsaid extends Error {}

const ISO_DATE = /^\d{4}-\d\d-\d\d$/
const ISO_DURATION = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/
const UNITS = [
  ['Y', 'an', 'ans', 'année', 'années'],
  ['M', 'mois'],
  ['W', 'semaine', 'semaines'],
  ['D', 'jour', 'jours'],
] as const
const PERIODS = [
  ['month', 'mois'],
  ['quarter', 'trimestre'],
  ['year', 'année'],
] as const
/** Steps that are one phrase. */
const PHRASES: readonly (readonly [phrase: string, step: Json])[] = [
  ...PERIODS.map(([value, name]) => [`début de ${name}`, { startOf: value }] as const),
  ...PERIODS.map(([value, name]) => [`fin de ${name}`, { endOf: value }] as const),
  ['premier du mois', { firstOfMonth: 'onOrAfter' }],
  ['premier du mois suivant', { firstOfMonth: 'after' }],
  ['jour ouvré suivant', { workingDay: 'onOrAfter' }],
  ['jour ouvré précédent', { workingDay: 'onOrBefore' }],
]
const LISTS = [
  ['firstKnown', 'première connue'],
  ['earliest', 'plus tôt'],
  ['latest', 'plus tard'],
] as const
const SOURCES = [
  ['answer', 'réponse'],
  ['each', 'chaque'],
  ['anchor', 'repère'],
  ['done', 'faite'],
] as const
const STATES: readonly (readonly [word: string, test: Json])[] = [
  ['connue', { known: true }],
  ['inconnue', { known: false }],
  ['incertaine', { unsure: true }],
  ['certaine', { unsure: false }],
]

// Saying.

const has = (value: Json, key: string): boolean => value[key] !== undefined
const list = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) throw new Unsaid()
  return value as unknown[]
}
const object = (value: unknown): Json => {
  if (!isObject(value)) throw new Unsaid()
  return value
}
const word = (value: unknown): string => {
  if (typeof value !== 'string' || !/^[a-z0-9-]+$/.test(value)) throw new Unsaid()
  return value
}

function sayDuration(iso: unknown): string {
  const parts = typeof iso === 'string' ? ISO_DURATION.exec(iso)?.slice(1) : undefined
  if (!parts) throw new Unsaid()
  return UNITS.flatMap(([, one, many = one], i) => {
    const n = parts[i]
    return n === undefined ? [] : [`${n} ${Number(n) > 1 ? many : one}`]
  }).join(' ')
}
/** A number or a duration: itself, or where it is found. */
function sayAmount(value: unknown): string {
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (typeof value === 'string') return sayDuration(value)
  const of = object(value)
  if (has(of, 'param')) return `réglage ${word(of['param'])}`
  return sayTable(of)
}
const sayTable = (of: Json): string => `tableau ${word(of['table'])}${has(of, 'at') ? ` (${sayDate(of['at'])})` : ''}`
function sayStep(value: unknown): string {
  const step = object(value)
  if (has(step, 'plus')) return ` plus ${sayAmount(step['plus'])}`
  if (has(step, 'minus')) return ` moins ${sayAmount(step['minus'])}`
  if (typeof step['next'] === 'string') return `, prochain ${step['next'].slice(2)}`
  const phrase = PHRASES.find(([, of]) => JSON.stringify(of) === JSON.stringify(step))
  if (!phrase) throw new Unsaid()
  return `, ${phrase[0]}`
}
function sayDate(value: unknown): string {
  if (value === 'today') return 'aujourd’hui'
  if (typeof value === 'string') {
    if (!ISO_DATE.test(value)) throw new Unsaid()
    return value
  }
  const of = object(value)
  const steps = has(of, 'then') ? list(of['then']).map(sayStep).join('') : ''
  const source = SOURCES.find(([key]) => has(of, key))
  const among = LISTS.find(([key]) => has(of, key))
  if (has(of, 'today')) return `aujourd’hui${steps}`
  if (source) return `${source[1]} ${word(of[source[0]])}${steps}`
  if (has(of, 'table')) return `${sayTable(of)}${steps}`
  if (among) return `${among[1]} (${list(of[among[0]]).map(sayDate).join(' ; ')})${steps}`
  const cases = list(of['cases']).map((one) => {
    const { when, date } = object(one)
    return `${when === undefined ? 'sinon' : `si ${sayCondition(when)}`} : ${sayDate(date)}`
  })
  return `selon (${cases.join(' ; ')})${steps}`
}
function sayCondition(value: unknown): string {
  const of = object(value)
  const where = (): string => (has(of, 'where') ? ` où (${sayCondition(of['where'])})` : '')
  for (const [key, joint] of [
    ['all', ' et '],
    ['any', ' ou '],
  ] as const) {
    if (!has(of, key)) continue
    const parts = list(of[key])
    if (parts.length < 2) throw new Unsaid()
    return parts
      .map((part) => {
        const inner = object(part)
        const text = sayCondition(part)
        return has(inner, 'all') || has(inner, 'any') ? `(${text})` : text
      })
      .join(joint)
  }
  if (has(of, 'not')) return `non (${sayCondition(of['not'])})`
  if (has(of, 'fact')) return `fait ${word(of['fact'])}`
  if (has(of, 'some')) return `un de ${word(of['some'])}${where()}`
  if (has(of, 'every')) return `tous de ${word(of['every'])}${where()}`
  return `${saySubject(of, where)} ${sayTest(of)}`
}
function saySubject(of: Json, where: () => string): string {
  if (has(of, 'answer')) return word(of['answer'])
  if (has(of, 'each')) return `chaque ${word(of['each'])}`
  if (has(of, 'count')) return `nombre de ${word(of['count'])}${where()}`
  if (has(of, 'age')) return `âge (${sayDate(of['age'])}${has(of, 'at') ? ` ; ${sayDate(of['at'])}` : ''})`
  return `date (${sayDate(of['date'])})`
}
function sayTest(of: Json): string {
  if (has(of, 'is')) return `= ${typeof of['is'] === 'number' ? sayAmount(of['is']) : word(of['is'])}`
  if (has(of, 'in')) return `parmi (${list(of['in']).map(word).join(', ')})`
  if (has(of, 'includes')) return `contient ${word(of['includes'])}`
  if (has(of, 'atLeast')) return `≥ ${sayAmount(of['atLeast'])}`
  if (has(of, 'atMost')) return `≤ ${sayAmount(of['atMost'])}`
  if (has(of, 'before')) return `avant (${sayDate(of['before'])})`
  if (has(of, 'after')) return `après (${sayDate(of['after'])})`
  const state = STATES.find(([, test]) => Object.entries(test).every(([key, value]) => of[key] === value))
  if (!state) throw new Unsaid()
  return state[0]
}

/** A value in words that say all of it; undefined when it has none. */
export function printWords(value: unknown, column: Column): string | undefined {
  const ways = [
    () => sayDate(value),
    () => sayCondition(value),
    ...(column.plain.has('duration') ? [() => sayDuration(value)] : []),
    () => `${String(object(value)['times'])} fois`,
    () => `de (${sayDate(object(value)['from'])}) à (${sayDate(object(value)['to'])})`,
    () => `puis${list(value).map(sayStep).join('')}`,
  ]
  for (const say of ways) {
    try {
      const text = say()
      if (isDeepStrictEqual(parseWords(text, column), value)) return text
    } catch (error) {
      if (!(error instanceof Unsaid || error instanceof WordsError)) throw error
    }
  }
  return undefined
}

// Reading.

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’`]/g, "'")
    .toLowerCase()

class Reader {
  readonly #tokens: readonly string[]
  /** The furthest that was read. */
  furthest = 0
  #at = 0

  constructor(text: string) {
    this.#tokens = text.match(/[()=;:≥≤]|>=|<=|,(?!\d)|\+|[^\s()=;:≥≤<>,+]+(?:,\d+)?|[^\s]/g) ?? []
  }
  get end(): boolean {
    return this.#at >= this.#tokens.length
  }
  restart(): void {
    this.#at = 0
  }
  /** What stands where nothing could be read. */
  get stuck(): string {
    return this.#tokens[this.furthest] ?? ''
  }
  #step(n: number): void {
    this.#at += n
    this.furthest = Math.max(this.furthest, this.#at)
  }
  /** Reads these words when they are there. */
  take(words: string): boolean {
    const wanted = words.split(' ').map(plain)
    if (!wanted.every((one, i) => plain(this.#tokens[this.#at + i] ?? '') === one)) return false
    this.#step(wanted.length)
    return true
  }
  need(words: string): void {
    if (!this.take(words)) throw new WordsError()
  }
  match(pattern: RegExp): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || !pattern.test(token)) return undefined
    this.#step(1)
    return token
  }
  name(): string {
    const name = this.match(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    if (name === undefined) throw new WordsError()
    return name
  }
  /** What is between brackets. */
  inside<T>(read: () => T): T {
    this.need('(')
    const value = read()
    this.need(')')
    return value
  }
  number(): number | undefined {
    const text = this.match(/^-?\d+([.,]\d+)?$/)
    return text === undefined ? undefined : Number(text.replace(',', '.'))
  }

  duration(): string | undefined {
    const iso = this.match(ISO_DURATION)
    if (iso !== undefined) return iso
    let text = ''
    for (const [letter, ...names] of UNITS) {
      const [at, furthest] = [this.#at, this.furthest]
      const n = this.match(/^\d+$/)
      if (n !== undefined && names.some((name) => this.take(name))) text += n + letter
      else [this.#at, this.furthest] = [at, furthest]
    }
    return text ? `P${text}` : undefined
  }
  amount(): unknown {
    if (this.take('réglage')) return { param: this.name() }
    if (this.take('tableau')) return this.table()
    const value = this.duration() ?? this.number()
    if (value === undefined) throw new WordsError()
    return value
  }
  table(): Json {
    const table = this.name()
    return this.take('(') ? { table, at: this.#closed(() => this.date()) } : { table }
  }
  #closed<T>(read: () => T): T {
    const value = read()
    this.need(')')
    return value
  }
  steps(): Json[] {
    const steps: Json[] = []
    for (;;) {
      if (this.take('plus') || this.take('+')) steps.push({ plus: this.amount() })
      else if (this.take('moins') || this.take('-')) steps.push({ minus: this.amount() })
      else if (this.take(', prochain')) {
        const day = this.match(/^\d\d-\d\d$/)
        if (day === undefined) throw new WordsError()
        steps.push({ next: `--${day}` })
      } else {
        // The longest first: « premier du mois suivant » begins as « premier du mois ».
        const phrase = [...PHRASES].sort(([a], [b]) => b.length - a.length).find(([words]) => this.take(`, ${words}`))
        if (!phrase) return steps
        steps.push({ ...phrase[1] })
      }
    }
  }
  date(): unknown {
    const fixed = this.match(ISO_DATE)
    if (fixed !== undefined) return fixed
    const source = this.#source()
    const then = this.steps()
    if (source === 'today') return then.length ? { today: true, then } : 'today'
    return then.length ? { ...source, then } : source
  }
  #source(): Json | 'today' {
    if (this.take('aujourd’hui')) return 'today'
    for (const [key, name] of SOURCES) if (this.take(name)) return { [key]: this.name() }
    if (this.take('tableau')) return this.table()
    for (const [key, name] of LISTS)
      if (this.take(name))
        return {
          [key]: this.inside(() => {
            const dates = [this.date()]
            while (this.take(';')) dates.push(this.date())
            return dates
          }),
        }
    this.need('selon')
    return {
      cases: this.inside(() => {
        const cases: Json[] = []
        do {
          const when = this.take('sinon') ? undefined : (this.need('si'), this.condition())
          this.need(':')
          cases.push({ ...(when && { when }), date: this.date() })
        } while (this.take(';'))
        return cases
      }),
    }
  }

  condition(): Json {
    const parts = [this.#term()]
    const joint = this.take('et') ? 'et' : this.take('ou') ? 'ou' : undefined
    if (!joint) return parts[0]!
    do parts.push(this.#term())
    while (this.take(joint))
    return { [joint === 'et' ? 'all' : 'any']: parts }
  }
  #where(): Json {
    return this.take('où') ? { where: this.inside(() => this.condition()) } : {}
  }
  #term(): Json {
    if (this.take('(')) return this.#closed(() => this.condition())
    if (this.take('non')) return { not: this.inside(() => this.condition()) }
    if (this.take('fait')) return { fact: this.name() }
    if (this.take('un de')) return { some: this.name(), ...this.#where() }
    if (this.take('tous de')) return { every: this.name(), ...this.#where() }
    return { ...this.#subject(), ...this.#test() }
  }
  #subject(): Json {
    if (this.take('chaque')) return { each: this.name() }
    if (this.take('nombre de')) return { count: this.name(), ...this.#where() }
    if (this.take('date (')) return { date: this.#closed(() => this.date()) }
    if (this.take('âge ('))
      return this.#closed(() => {
        const age = this.date()
        return this.take(';') ? { age, at: this.date() } : { age }
      })
    return { answer: this.name() }
  }
  #test(): Json {
    if (this.take('=')) return { is: this.number() ?? this.name() }
    if (this.take('parmi'))
      return {
        in: this.inside(() => {
          const names = this.take(')') ? [] : [this.name()]
          if (!names.length) throw new WordsError()
          while (this.take(',')) names.push(this.name())
          return names
        }),
      }
    if (this.take('contient')) return { includes: this.name() }
    if (this.take('≥') || this.take('>=')) return { atLeast: this.amount() }
    if (this.take('≤') || this.take('<=')) return { atMost: this.amount() }
    if (this.take('avant')) return { before: this.inside(() => this.date()) }
    if (this.take('après')) return { after: this.inside(() => this.date()) }
    for (const [state, test] of STATES) if (this.take(state)) return { ...test }
    throw new WordsError()
  }
}

/** What words say. @throws {WordsError} */
export function parseWords(text: string, column: Column): unknown {
  const reader = new Reader(text)
  const ways: (() => unknown)[] = [
    () => reader.date(),
    ...(column.plain.has('duration') ? [() => reader.duration() ?? reader.need('durée')] : []),
    () => {
      const times = reader.number()
      reader.need('fois')
      return { times }
    },
    () => {
      reader.need('de')
      const from = reader.inside(() => reader.date())
      reader.need('à')
      return { from, to: reader.inside(() => reader.date()) }
    },
    () => {
      reader.need('puis')
      return reader.steps()
    },
    () => reader.condition(),
  ]
  for (const read of ways) {
    reader.restart()
    try {
      const value = read()
      if (reader.end) return value
    } catch (error) {
      if (!(error instanceof WordsError)) throw error
    }
  }
  const stuck = reader.stuck
  throw new WordsError(
    `On ne comprend pas ${stuck ? `« ${text} » à partir de « ${stuck} »` : `la fin de « ${text} »`}. Copiez la forme d’une autre ligne, ou voyez le guide des auteurs, « Écrire dans un tableur ». Les « et » et les « ou » ne se mêlent qu’avec des parenthèses.`,
  )
}

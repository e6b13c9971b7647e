import type { Parcours } from '@parcours/schema'
import { formatDate } from '../dates/index.js'
import { ALWAYS, BoundError, NEVER, type Bdd } from './bdd.js'
import { between, FIRST, NONE, SKIPPED, UNSURE, type Variable } from './domains.js'
import { allRead, enough, partAt } from './members.js'
import { boundMessage, boundsOf, nameOf, open, presences } from './prove.js'
import { DEFAULTS, type Space, type StaticOptions, type Witness } from './space.js'

/** Answers for which something is there in one version and not in the other. */
export interface Difference {
  readonly address: string
  readonly change: 'apparait' | 'disparait'
  /** How many ways to answer both versions, exactly; null: a bound was hit; 0: it takes a larger group than those counted. */
  readonly count: bigint | null
  /** In French, each a set of answers: « statut : marie ou pacse ; aides : avec rsa ». Together they are all of them, unless `more`. */
  readonly when: readonly string[]
  /** Some are not described. */
  readonly more: boolean
  readonly witness: Witness
}
export interface Differences {
  readonly before: string
  readonly after: string
  /** What one version has and the other has not, in French: questions, options, items. */
  readonly structure: readonly string[]
  readonly differences: readonly Difference[]
  /** Addresses that are there for the same answers, but say something else (texts, dates, channels). */
  readonly content: readonly string[]
  /** Ways to answer both versions; null: a bound was hit. */
  readonly answers: bigint | null
  readonly bounds: readonly string[]
}

const MOST_CUBES = 6

/**
 * For which answers two versions of a parcours differ. An answer that only one of them takes (an option it adds) is told by the
 * structure; the rest is about the answers that both take.
 * @throws {TypeError} in French, when a question changed type under the same id.
 * @throws {BoundError} when the diagrams need more nodes than they may have.
 */
export function differences(before: Parcours, after: Parcours, options: StaticOptions): Differences {
  for (const of of before.questions) {
    const other = after.questions.find(({ id }) => id === of.id)
    if (other && other.type !== of.type)
      throw new TypeError(
        `La question « ${of.id} » était « ${of.type} », elle est « ${other.type} » : ses réponses ne se comparent pas. Donnez-lui un autre identifiant.`,
      )
  }
  const [old, now] = open([before, after], options) as [Space, Space]
  const { diagrams, domains } = old
  const bounds = [...new Set([...boundsOf(old), ...boundsOf(now)])]
  let all: Bdd | undefined
  try {
    all = diagrams.all([...domains.variables.keys()].map((key) => together(old, now, key)))
  } catch (error) {
    if (!(error instanceof BoundError)) throw error
    bounds.push(`Le nombre de réponses : ${boundMessage(error)}`)
  }
  const found: Difference[] = []
  const add = ([one, two]: readonly [Space, Space], address: string, counted: boolean): void => {
    const there = [one, two].map((space) => presencesOf(space).get(address) ?? NEVER) as [Bdd, Bdd]
    for (const change of ['disparait', 'apparait'] as const) {
      const where = change === 'apparait' ? minus(one, there[1], there[0]) : minus(one, there[0], there[1])
      // Both take these answers.
      const around = one.diagrams.and(one.around(where, true), two.around(where, true))
      const differs = one.diagrams.and(where, around)
      if (differs === NEVER) continue
      let count: bigint | null = counted ? null : 0n
      try {
        if (counted && all !== undefined) count = diagrams.count(diagrams.and(all, where), domains.levels)
      } catch (error) {
        if (!(error instanceof BoundError)) throw error
        bounds.push(`${nameOf(address)} : ${boundMessage(error)}`)
      }
      const { cubes, more } = cubesOf(one, differs, one.diagrams.and(around, one.diagrams.not(where)))
      const shows = change === 'apparait' ? two : one
      found.push({ address, change, count, when: cubes, more, witness: shows.written(shows.pick(differs), true) })
    }
  }
  const views = new Map<Space, Map<string, Bdd>>()
  const presencesOf = (space: Space): Map<string, Bdd> => {
    let view = views.get(space)
    if (!view) views.set(space, (view = presences(space)))
    return view
  }
  const members = options.limits?.members ?? DEFAULTS.members
  const wider = new Map<number, readonly [Space, Space]>()
  for (const address of new Set([...presencesOf(old).keys(), ...presencesOf(now).keys()])) {
    const parts = [partAt(before, address), partAt(after, address)] as const
    // They read the same: nothing can differ.
    if (parts[0] && parts[1] && allRead(before, [parts[0]]) === allRead(after, [parts[1]])) continue
    const already = found.length
    add([old, now], address, true)
    if (found.length > already) continue
    // It may differ for larger groups only.
    const size = enough(after, [parts[1]], enough(before, [parts[0]], members))
    if (size === members) continue
    let pair = wider.get(size)
    if (!pair) {
      pair = open([before, after], { ...options, limits: { ...options.limits, members: size } }) as [Space, Space]
      wider.set(size, pair)
    }
    add(pair, address, false)
  }
  const moved = new Set(found.map(({ address }) => address))
  return {
    before: before.version,
    after: after.version,
    structure: structure(before, after),
    differences: found,
    content: content(before, after).filter((address) => !moved.has(address)),
    answers: all === undefined ? null : diagrams.count(all, domains.levels),
    bounds,
  }
}
const minus = ({ diagrams }: Space, a: Bdd, b: Bdd): Bdd => diagrams.and(a, diagrams.not(b))

/** What may be answered to one question in both versions at once: nothing where neither asks it. */
function together(old: Space, now: Space, key: string): Bdd {
  const { diagrams, domains } = old
  const none = domains.code(key, NONE)
  const rules = [old, now].flatMap((space) => {
    const slot = space.slots.find((one) => one.key === key)
    const known = slot !== undefined || space.marks.has(key)
    return known ? [{ rule: space.own(key), slot }] : []
  })
  if (!rules.length) return none
  const asked = rules.reduce<Bdd>((any, { slot }) => diagrams.or(any, slot ? slot.asked : ALWAYS), NEVER)
  const late = rules.every(({ slot }) => !slot || slot.late)
  return diagrams.all([
    ...rules.map(({ rule }) => rule),
    diagrams.or(asked, none),
    ...(late ? [] : [diagrams.or(diagrams.not(asked), diagrams.not(none))]),
  ])
}

interface Face {
  readonly variable: Variable
  /** The values that it may have; or an option, chosen or not. */
  readonly codes?: ReadonlySet<number>
  readonly option?: { readonly id: string; readonly on: boolean }
}

/** A set of answers as a few products of values, each as large as it can be. */
function cubesOf(space: Space, set: Bdd, outside: Bdd): { cubes: string[]; more: boolean } {
  const { diagrams, domains } = space
  const cubes: string[] = []
  let left = set
  const variables = [...domains.variables.values()]
  const bdd = ({ variable, codes, option }: Face): Bdd => {
    if (option) {
      const bit = domains.bit(variable.key, option.id)
      return option.on ? bit : diagrams.not(bit)
    }
    return diagrams.any([...codes!].map((code) => domains.code(variable.key, code)))
  }
  const within = (faces: readonly Face[]): boolean => diagrams.and(diagrams.all(faces.map(bdd)), outside) === NEVER
  while (left !== NEVER && cubes.length < MOST_CUBES) {
    const values = space.pick(left)
    const support = diagrams.support(left)
    let faces: Face[] = variables.flatMap((variable): Face[] => {
      const { many, options } = variable
      const levels = Array.from({ length: many.bits }, (_, bit) => many.first + bit)
      const own: Face[] = levels.some((level) => support.has(level))
        ? [{ variable, codes: new Set([space.codeOf(variable, values)]) }]
        : []
      for (const [id, level] of options)
        if (support.has(level)) own.push({ variable, option: { id, on: values[level] === 1 } })
      return own
    })
    // What it does not need to say is left out; then each value is widened.
    for (const face of [...faces].reverse()) {
      const rest = faces.filter((other) => other !== face)
      if (within(rest)) faces = rest
    }
    faces = faces.map((face, i) => {
      if (!face.codes) return face
      let wide = face
      for (let code = 0; code < face.variable.many.size && face.variable.many.size < 60; code++) {
        if (wide.codes!.has(code)) continue
        const wider = { ...wide, codes: new Set([...wide.codes!, code]) }
        if (diagrams.and(left, domains.code(face.variable.key, code)) === NEVER) continue
        if (within(faces.map((other, j) => (i === j ? wider : other)))) wide = wider
      }
      faces = faces.map((other, j) => (i === j ? wide : other))
      return wide
    })
    cubes.push(inWords(faces))
    left = minus(space, left, diagrams.all(faces.map(bdd)))
  }
  return { cubes, more: left !== NEVER }
}

function inWords(faces: readonly Face[]): string {
  const said = new Map<string, string[]>()
  for (const { variable, codes, option } of faces) {
    const name = variableName(variable)
    const words = said.get(name) ?? []
    said.set(name, words)
    if (option) words.push(`${option.on ? 'avec' : 'sans'} ${option.id}`)
    else
      words.push(
        valuesOf(
          variable,
          [...codes!].sort((a, b) => a - b),
        ).join(' ou '),
      )
  }
  return [...said].map(([name, words]) => `${name} : ${words.join(', ')}`).join(' ; ') || 'toutes les réponses'
}
function variableName({ key }: Variable): string {
  const [name, slot] = key.split('#') as [string, string?]
  const member = slot === undefined ? '' : ` (membre ${Number(slot) + 1})`
  return name.startsWith('done:') ? `« ${name.slice(5)} »${member}` : `${name}${member}`
}
/** Regions that follow each other are one. */
function valuesOf(variable: Variable, codes: readonly number[]): string[] {
  const out: string[] = []
  for (let i = 0; i < codes.length; i++) {
    const ends = variable.of && variable.regions[codes[i]! - FIRST]?.ends
    if (!ends) {
      out.push(codeName(variable, codes[i]!))
      continue
    }
    while (codes[i + 1] === codes[i]! + 1) i++
    out.push(between([ends[0], variable.regions[codes[i]! - FIRST]!.ends![1]]))
  }
  return out
}
function codeName({ of, regions, days }: Variable, code: number): string {
  if (!of)
    return code === NONE
      ? 'pas encore faite'
      : code < FIRST
        ? 'sans objet'
        : `faite le ${formatDate(days[code - FIRST]!)}`
  if (code === NONE) return 'pas de réponse'
  if (code === UNSURE) return '« je ne sais pas »'
  if (code === SKIPPED) return 'passée'
  const { value, label } = regions[code - FIRST] ?? { value: 'répondu', label: 'répondu' }
  return of.type === 'choices' ? 'répondu' : of.type === 'choice' || of.type === 'group' ? String(value) : label
}

type Entry = { readonly id: string }
const BLOCKS = ['questions', 'demarches', 'jalons', 'rendezVous', 'alerts', 'exits', 'handovers'] as const
const listOf = (source: Parcours, block: (typeof BLOCKS)[number]): readonly Entry[] => source[block] ?? []

function structure(before: Parcours, after: Parcours): string[] {
  const out: string[] = []
  const compare = (one: readonly Entry[], two: readonly Entry[], name: (id: string) => string): void => {
    for (const { id } of one) if (!two.some((other) => other.id === id)) out.push(`− ${name(id)}`)
    for (const { id } of two) if (!one.some((other) => other.id === id)) out.push(`+ ${name(id)}`)
  }
  for (const block of BLOCKS) compare(listOf(before, block), listOf(after, block), (id) => nameOf(`${block}.${id}`))
  for (const of of before.questions) {
    const other = after.questions.find(({ id }) => id === of.id)
    if (!other) continue
    if ('options' in of && 'options' in other)
      compare(of.options, other.options, (id) => nameOf(`questions.${of.id}.options.${id}`))
    if (of.type === 'group' && other.type === 'group')
      compare(of.fields, other.fields, (id) => nameOf(`questions.${of.id}.fields.${id}`))
  }
  return out
}
/** Entries of both that are not the same, conditions apart. */
function content(before: Parcours, after: Parcours): string[] {
  const bare = (entry: Entry): string => JSON.stringify({ ...entry, when: undefined })
  return BLOCKS.flatMap((block) =>
    listOf(before, block).flatMap((entry) => {
      const other = listOf(after, block).find(({ id }) => id === entry.id)
      return other && bare(entry) !== bare(other) ? [`${block}.${entry.id}`] : []
    }),
  )
}

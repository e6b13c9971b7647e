import type * as Format from '@parcours/schema'
import { ALWAYS, BoundError, NEVER, type Bdd } from './bdd.js'
import { boundMessage, boundsOf, choices, open, reached } from './prove.js'
import { enough, partAt } from './members.js'
import type { Reading, Who } from './reading.js'
import { DEFAULTS, type Space, type StaticOptions } from './space.js'

/**
 * What is wrong with one condition, whatever is answered and whenever.
 * - never-true, never-false: as a whole;
 * - contradiction, tautology: each of its parts can be true (false), but not these together.
 */
export interface ConstantCondition {
  /** JSON pointer to the condition. */
  readonly pointer: string
  readonly kind: 'never-true' | 'never-false' | 'contradiction' | 'tautology'
  /** Places, in `all` or `any`, of the parts that cannot hold together: without any of them, they could. */
  readonly parts?: readonly number[]
}
export interface Reachability {
  /** "questions.accord": never asked. */
  readonly questions: readonly string[]
  /** Never to be chosen; those of a question that is never asked are not told. */
  readonly options: readonly string[]
  /** Démarches, jalons, rendez-vous, alerts, exits, handovers that are never there. Offers without channels wait for an overlay. */
  readonly items: readonly string[]
  /** Asked, and without a possible answer. */
  readonly deadEnds: readonly string[]
  /** `value`: what it can never be. */
  readonly facts: readonly { readonly id: string; readonly pointer: string; readonly value: boolean }[]
  readonly conditions: readonly ConstantCondition[]
  /** What holds within bounds only, in French. */
  readonly bounds: readonly string[]
  /** A bound was hit: what is not told above is not known. In French. */
  readonly limit?: string
}

/**
 * What no answer reaches, and the conditions that answers do not change: for all states, whether or not all is answered.
 * @param source valid: what `compile` takes.
 * @throws {TypeError} in French, for a day that is none.
 */
export function reachability(source: Format.Parcours, options: StaticOptions): Reachability {
  const none = (): Found => ({ questions: [], options: [], items: [], deadEnds: [], facts: [], conditions: [] })
  const look = (size: number): { found: Found; bounds: string[] } => {
    const space = open([source], { ...options, limits: { ...options.limits, members: size } }, (reading) => {
      visit(reading, () => undefined)
    })[0]!
    const found = none()
    find(space, found)
    return { found, bounds: boundsOf(space) }
  }
  const members = options.limits?.members ?? DEFAULTS.members
  try {
    const { found, bounds } = look(members)
    // With more members some may be reached after all: as many as these parts need.
    const parts = [
      ...[...found.questions, ...found.options, ...found.items].map((address) => partAt(source, address)),
      ...found.facts.map(({ id }) => source.facts?.find((of) => of.id === id)),
      ...found.conditions.map(({ pointer }) => at(source, pointer)),
    ]
    const size = enough(source, parts, members)
    return size === members ? { ...found, bounds } : { ...look(size).found, bounds }
  } catch (error) {
    if (!(error instanceof BoundError)) throw error
    return { ...none(), bounds: [], limit: boundMessage(error) }
  }
}
/** The top entry that a pointer is in. */
function at(source: Format.Parcours, pointer: string): unknown {
  const [, block, i] = pointer.split('/')
  const part = (source as unknown as Record<string, unknown>)[block!]
  return Array.isArray(part) ? (part as unknown[])[Number(i)] : part
}

type Found = {
  -readonly [K in Exclude<keyof Reachability, 'bounds' | 'limit'>]: Reachability[K] extends readonly (infer T)[]
    ? T[]
    : never
}

function find(space: Space, found: Found): void {
  const { reading } = space
  const { source } = reading
  const can = (where: Bdd): boolean => space.where(where, false) !== NEVER
  for (const [address, where] of reached(space)) {
    if (can(where)) continue
    if (address.startsWith('questions.')) found.questions.push(address)
    else {
      const of = address.startsWith('demarches.') && source.demarches.find(({ id }) => `demarches.${id}` === address)
      if (!(of && of.nature === 'offer' && !of.channels?.length)) found.items.push(address)
    }
  }
  for (const [address, where] of choices(space))
    if (!found.questions.some((question) => address.startsWith(`${question}.`)) && !can(where))
      found.options.push(address)
  for (const { key } of space.deadEnds) {
    const address = `questions.${key.replace(/#.*/s, '').replace('.', '.fields.')}`
    if (!found.deadEnds.includes(address)) found.deadEnds.push(address)
  }
  source.facts?.forEach(({ id }, i) => {
    const { t, f } = reading.fact(id)
    if (!can(t)) found.facts.push({ id, pointer: `/facts/${i}`, value: true })
    else if (!can(f)) found.facts.push({ id, pointer: `/facts/${i}`, value: false })
  })
  visit(reading, (when, pointer, all) => {
    const { all: parts, any } = when as { all?: readonly Format.Condition[]; any?: readonly Format.Condition[] }
    // A fact is told where it is defined.
    if ('fact' in when) return
    const holds = (parts_: readonly Format.Condition[], value: boolean): Bdd =>
      space.diagrams.any(
        all.map(({ who, here }) => {
          const read = parts_.map((part) => reading.condition(part, who))
          const whole = any ? reading.any(read) : reading.all(read)
          return reading.and(here, value ? whole.t : whole.f)
        }),
      )
    for (const value of [true, false]) {
      if (can(holds([when], value))) continue
      const list = parts ?? any
      if (!list) found.conditions.push({ pointer, kind: value ? 'never-true' : 'never-false' })
      else if (!list.length) found.conditions.push({ pointer, kind: any ? 'never-true' : 'never-false' })
      else if (value === Boolean(any)) continue
      // One part alone tells it all: it is told there.
      else if (list.every((part) => can(holds([part], value)))) {
        let kept = list.map((_, i) => i)
        for (const i of [...kept].reverse()) {
          const fewer = kept.filter((other) => other !== i)
          if (
            fewer.length &&
            !can(
              holds(
                fewer.map((at) => list[at]!),
                value,
              ),
            )
          )
            kept = fewer
        }
        found.conditions.push({ pointer, kind: value ? 'contradiction' : 'tautology', parts: kept })
      }
    }
  })
}

interface At {
  readonly who: Who | undefined
  /** Where this member is there. */
  readonly here: Bdd
}
const NOBODY: readonly At[] = [{ who: undefined, here: ALWAYS }]

/** Every condition of a parcours, with its parts, those inside dates too, and the members it speaks of. */
function visit(
  reading: Reading,
  each: (when: Format.Condition, pointer: string, members: readonly At[]) => void,
): void {
  const { source } = reading
  const group = (id: string): readonly At[] => reading.members(id)
  const inside = (value: unknown, pointer: string, members: readonly At[]): void => {
    if (Array.isArray(value)) value.forEach((entry, i) => inside(entry, `${pointer}/${i}`, members))
    else if (value !== null && typeof value === 'object')
      for (const [key, held] of Object.entries(value)) {
        const at = `${pointer}/${key}`
        if (key.startsWith('x-')) continue
        if (key === 'when') condition(held as Format.Condition, at, members)
        else if (key === 'where') condition(held as Format.Condition, at, group((value as { group: string }).group))
        else if (key === 'fields') inside(held, at, group((value as { id: string }).id))
        else inside(held, at, members)
      }
  }
  const condition = (when: Format.Condition, pointer: string, members: readonly At[]): void => {
    // All of it is read, so that all that it compares is noted.
    for (const { who } of members) reading.condition(when, who)
    each(when, pointer, members)
    if ('all' in when || 'any' in when) {
      const [key, parts] = 'all' in when ? (['all', when.all] as const) : (['any', when.any] as const)
      parts.forEach((part, i) => condition(part, `${pointer}/${key}/${i}`, members))
    } else if ('not' in when) condition(when.not, `${pointer}/not`, members)
    else if ('some' in when || 'every' in when || 'count' in when) {
      const id = 'some' in when ? when.some : 'every' in when ? when.every : when.count
      if (when.where) condition(when.where, `${pointer}/where`, group(id))
    } else
      for (const key of ['date', 'age', 'at', 'before', 'after'] as const)
        if (key in when) inside((when as unknown as Record<string, unknown>)[key], `${pointer}/${key}`, members)
  }
  for (const [block, list] of Object.entries(source)) {
    if (!Array.isArray(list)) continue
    list.forEach((entry: unknown, i) => {
      const each_ = (entry as { forEach?: string } | null)?.forEach
      inside(entry, `/${block}/${i}`, each_ === undefined ? NOBODY : group(each_))
    })
  }
  inside(source.end, '/end', NOBODY)
}

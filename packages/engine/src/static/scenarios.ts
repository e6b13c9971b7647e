import type { Parcours } from '@parcours/schema'
import { ALWAYS, NEVER, type Bdd } from './bdd.js'
import { open, presences } from './prove.js'
import type { Space, StaticOptions, Witness } from './space.js'

/** From a question asked to the next one asked; null: the start, or the end. A group's members go with it. */
export interface Transition {
  readonly from: string | null
  readonly to: string | null
}
export interface CoveringScenario {
  readonly witness: Witness
  /** The questions asked, in order. */
  readonly asked: readonly string[]
  /** Addresses of what the plan, the exits and the alerts hold. */
  readonly there: readonly string[]
}
export interface Coverage {
  readonly transitions: readonly Transition[]
  /** Together they take every transition; without any of them, one would be missed. */
  readonly scenarios: readonly CoveringScenario[]
  /** No fewer scenarios can take every transition: these transitions can never be two in one way of answering. */
  readonly least: number
  readonly apart: readonly Transition[]
}

interface Step extends Transition {
  readonly where: Bdd
}

/** Every transition that some answers take. */
function stepsOf(space: Space): Step[] {
  const { diagrams } = space
  const questions = space.slots.filter(({ late, who }) => !late && !who)
  const steps: Step[] = []
  const from = (i: number): void => {
    const start = questions[i]
    let rest: Bdd = start ? start.asked : ALWAYS
    const name = start?.key ?? null
    for (const { key, asked } of questions.slice(i + 1)) {
      const here = diagrams.and(rest, asked)
      if (space.where(here, true) !== NEVER) steps.push({ from: name, to: key, where: here })
      rest = diagrams.and(rest, diagrams.not(asked))
      if (space.where(rest, true) === NEVER) return
    }
    steps.push({ from: name, to: null, where: rest })
  }
  for (let i = -1; i < questions.length; i++) if (i < 0 || space.where(questions[i]!.asked, true) !== NEVER) from(i)
  return steps
}

/**
 * Scenarios that together take every transition of the questionnaire.
 * @throws {BoundError} when the diagrams need more nodes than they may have.
 */
export function coverage(source: Parcours, options: StaticOptions): Coverage {
  return coverageIn(open([source], options)[0]!)
}
export function coverageIn(space: Space): Coverage {
  const { diagrams } = space
  const steps = stepsOf(space)
  const apart = farApart(space, steps)
  const there = presences(space)
  const orders: ((a: Step, b: Step) => number)[] = [
    () => 0,
    (a, b) => steps.indexOf(b) - steps.indexOf(a),
    // Those that no other goes with first.
    (a, b) => Number(apart.includes(b)) - Number(apart.includes(a)),
  ]
  let best: { values: Uint8Array; taken: Set<Step> }[] | undefined
  for (const order of orders) {
    const sorted = [...steps].sort(order)
    const left = new Set(sorted)
    const found: { values: Uint8Array; taken: Set<Step> }[] = []
    while (left.size) {
      let where: Bdd = ALWAYS
      for (const step of sorted) {
        if (!left.has(step)) continue
        const more = diagrams.and(where, step.where)
        if (space.where(more, true) !== NEVER) where = more
      }
      const values = space.pick(space.where(where, true))
      space.written(values, true)
      const taken = new Set(steps.filter((step) => space.holds(step.where, values)))
      for (const step of taken) left.delete(step)
      found.push({ values, taken })
    }
    // One that the others make needless goes.
    for (let i = found.length - 1; i >= 0; i--) {
      const others = found.filter((_, j) => j !== i)
      if ([...found[i]!.taken].every((step) => others.some(({ taken }) => taken.has(step)))) found.splice(i, 1)
    }
    if (!best || found.length < best.length) best = found
  }
  const bare = ({ from, to }: Step): Transition => ({ from, to })
  return {
    transitions: steps.map(bare),
    scenarios: (best ?? []).map(({ values }) => ({
      witness: space.written(values, true),
      asked: space.slots.flatMap(({ key, asked, late, who }) =>
        !late && !who && space.holds(asked, values) ? [key] : [],
      ),
      there: [...there].flatMap(([address, where]) => (space.holds(where, values) ? [address] : [])),
    })),
    least: apart.length,
    apart: apart.map(bare),
  }
}

/** Transitions of which no two can be in one way of answering: as many as found within some work. Any such set is a bound. */
function farApart(space: Space, steps: readonly Step[]): Step[] {
  const { diagrams } = space
  const never = steps.map((a) =>
    steps.map((b) => a !== b && space.where(diagrams.and(a.where, b.where), true) === NEVER),
  )
  let best: number[] = []
  let work = 200_000
  const walk = (chosen: readonly number[], left: readonly number[]): void => {
    if (chosen.length > best.length) best = [...chosen]
    for (let i = 0; i < left.length; i++) {
      if (chosen.length + left.length - i <= best.length || --work < 0) return
      const next = left[i]!
      walk(
        [...chosen, next],
        left.slice(i + 1).filter((other) => never[next]![other]),
      )
    }
  }
  const degree = never.map((row) => row.filter(Boolean).length)
  walk(
    [],
    steps.map((_, i) => i).sort((a, b) => degree[b]! - degree[a]!),
  )
  return best.map((i) => steps[i]!)
}

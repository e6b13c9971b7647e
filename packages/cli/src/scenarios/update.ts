import { Places, stepsOf, type Edit } from '../lint/places.js'
import { play, type Change, type Difference } from './play.js'
import type { Scenario } from './scenario.js'

const at = (json: unknown, pointer: string): unknown =>
  stepsOf(pointer).reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], json)

/** The edits that make a scenario agree on one difference. */
function edits(places: Places, scenario: Scenario, { pointer, id, cite }: Difference, change: Change): Edit[] {
  if ('set' in change) return [places.replaceWith(pointer, change.set)]
  const taken = places.remove(pointer)
  const to = change.to && `/expect/${change.to}`
  if (!to || at(scenario, to) === undefined) return [taken]
  const entry = change.to === 'asked' || change.to === 'notAsked' ? id : { id, ...(cite === undefined ? {} : { cite }) }
  const known = at(scenario, to) as readonly (string | { id: string })[]
  if (known.some((other) => (typeof other === 'string' ? other : other.id) === id)) return [taken]
  return [taken, places.appendValue(to, entry)]
}

/**
 * The scenario's text made to agree with the plan: values that differ take the plan's, what is gone moves to the list of what is absent, and the
 * other way round. What a person wrote besides (keys, order, spaces) stays. `left` is what only a person can settle: its answers.
 */
export function updated(text: string, parcours: unknown): { text: string; left: readonly Difference[] } {
  let current = text
  // One difference at a time: a place is known in one text only.
  for (;;) {
    const scenario = JSON.parse(current) as Scenario
    const { differences } = play(parcours, scenario)
    const next = differences.find(({ change }) => change)
    if (!next?.change) return { text: current, left: differences }
    const places = new Places(current)
    for (const { start, end, text: by } of edits(places, scenario, next, next.change).sort((a, b) => b.start - a.start))
      current = current.slice(0, start) + by + current.slice(end)
  }
}

/** What changes between two texts, line by line, as a reader expects it: "- before", "+ after". */
export function lineDiff(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')]
  // The longest lines in common (a scenario has a few hundred lines).
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const lines: string[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++
      j++
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push(`  - ${a[i++]!.trim()}`)
    else lines.push(`  + ${b[j++]!.trim()}`)
  }
  return lines.map((line) => `${line}\n`).join('')
}

import type { Session } from '@parcours/engine'
import { report, sessionFrom } from '../plan.js'
import { Writer } from '../texts.js'
import type { Day, ExpectedItem, Scenario } from './scenario.js'

/** How a scenario would be made to agree with the plan; absent: only a person can. */
export type Change =
  | { readonly set: unknown }
  | {
      readonly remove: true
      readonly to?:
        'items' | 'absent' | 'absentRendezVous' | 'rendezVous' | 'alerts' | 'absentAlerts' | 'asked' | 'notAsked'
    }

/** One thing in which the plan is not what the scenario says. */
export interface Difference {
  /** Where in the scenario: JSON pointer. */
  readonly pointer: string
  /** The question, démarche, pièce… that it is about. */
  readonly id: string
  /** In French: what differs; with `found` and `expected` when it is a value. */
  readonly message: string
  readonly expected?: unknown
  readonly found?: unknown
  readonly cite?: string
  readonly change?: Change
}
export interface Played {
  readonly session: Session
  readonly differences: readonly Difference[]
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
/** "declarer-ressources@2026-12-31" and "x#m1" -> the démarche's or jalon's own id. */
const own = (id: string): string => id.replace(/[#@].*$/, '')
const escaped = (step: string): string => step.replace(/~/g, '~0').replace(/\//g, '~1')

/** Questions asked now, late ones on their cards included, without the members' fields. */
export const askedOf = (session: Session): Set<string> =>
  new Set(
    [...session.questions, ...session.plan.items.flatMap((item) => item.questions)]
      .map(({ ref }) => ref)
      .filter((ref) => !ref.includes('#')),
  )

const EDGES = { opens: 'possible à partir du', due: 'à faire avant le', closes: 'possible jusqu’au' } as const
const FLAGS = { status: 'état', sure: 'sûr', sensitive: 'sensible', aVerifier: 'à vérifier' } as const

/**
 * A scenario's session, and everything in which its plan is not what the scenario expects, in the order of its keys. The day is the scenario's own.
 * @throws what `compile`, `start` and `mark` throw.
 */
export function play(parcours: unknown, scenario: Scenario): Played {
  const session = sessionFrom(parcours, scenario)
  const plan = report(session, new Writer(session))
  const { expect } = scenario
  const differences: Difference[] = []
  const tell = (difference: Difference): unknown => differences.push(difference)

  const asked = askedOf(session)
  for (const id of Object.keys(scenario.answers))
    if (!asked.has(id))
      tell({ pointer: `/answers/${escaped(id)}`, id, message: 'le scénario répond à une question qui n’est pas posée' })
  for (const { ref, answer } of session.questions)
    if (answer === undefined)
      tell({ pointer: '/answers', id: ref, message: 'question posée, sans réponse dans le scénario' })
  expect.asked?.forEach((id, i) => {
    if (!asked.has(id))
      tell({
        pointer: `/expect/asked/${i}`,
        id,
        message: 'question attendue, pas posée',
        change: { remove: true, to: 'notAsked' },
      })
  })
  expect.notAsked?.forEach((id, i) => {
    if (asked.has(id))
      tell({
        pointer: `/expect/notAsked/${i}`,
        id,
        message: 'question posée, attendue absente',
        change: { remove: true, to: 'asked' },
      })
  })

  expect.items?.forEach((wanted, i) => item(wanted, `/expect/items/${i}`))
  function item(wanted: ExpectedItem, pointer: string): void {
    const { id, cite } = wanted
    const about = { id, ...(cite === undefined ? {} : { cite }) }
    const found =
      plan.items.find((candidate) => candidate.id === id) ??
      (own(id) === id ? plan.items.find((candidate) => own(candidate.id) === id) : undefined)
    if (!found) {
      tell({ ...about, pointer, message: 'attendu, absent du plan', change: { remove: true, to: 'absent' } })
      return
    }
    const value = (key: string, message: string, is: unknown, expected: unknown): void => {
      if (!same(is, expected))
        tell({ ...about, pointer: `${pointer}/${key}`, message, expected, found: is, change: { set: is } })
    }
    const day = (key: string, message: string, is: string | null, expected: Day | undefined): void => {
      if (expected === undefined) return
      if (expected === null || typeof expected === 'string') value(key, message, is, expected)
      else if (is === null || is < expected.notBefore || is > expected.notAfter)
        tell({ ...about, pointer: `${pointer}/${key}`, message, expected, found: is, change: { set: is } })
    }
    const list = (key: 'blockedBy' | 'knot' | 'organismes', message: string, is: readonly string[]): void => {
      if (wanted[key]) value(key, message, [...is].sort(), [...wanted[key]].sort())
    }
    // A deadline is shown at its `from`.
    for (const edge of ['opens', 'due', 'closes'] as const)
      day(edge, EDGES[edge], found[edge]?.from ?? null, wanted[edge])
    day('day', 'placé au', found.day, wanted.day)
    const { at } = wanted
    if (at && 'notBefore' in at) {
      const outside = [found.at?.from ?? null, found.at?.to ?? null].some(
        (edge) => edge === null || edge < at.notBefore || edge > at.notAfter,
      )
      if (outside) {
        const is = { from: found.at?.from ?? null, to: found.at?.to ?? null }
        tell({ ...about, pointer: `${pointer}/at`, message: 'arrive', expected: at, found: is, change: { set: is } })
      }
    } else if (at) {
      if (at.from !== undefined) value('at/from', 'arrive à partir du', found.at?.from ?? null, at.from)
      if (at.to !== undefined) value('at/to', 'arrive jusqu’au', found.at?.to ?? null, at.to)
    }
    if (wanted.kind !== undefined) value('kind', 'sorte de date', found.timing, wanted.kind)
    for (const flag of ['status', 'sure', 'sensitive', 'aVerifier'] as const)
      if (wanted[flag] !== undefined) value(flag, FLAGS[flag], found[flag], wanted[flag])
    list('blockedBy', 'attend que soient faites', found.blockedBy)
    list('knot', 'se tient avec', session.plan.item(found.id)?.knot ?? [])
    list('organismes', 'organismes', session.plan.item(found.id)?.organismes.map(({ of }) => of.id) ?? [])
  }
  expect.absent?.forEach((wanted, i) => {
    const there = plan.items.find((candidate) => own(candidate.id) === wanted.id)
    if (there)
      tell({
        ...wanted,
        pointer: `/expect/absent/${i}`,
        message: `présent, attendu absent (parce que ${there.because.join(' ; ') || 'toujours'})`,
        change: { remove: true, to: 'items' },
      })
  })

  const lists = [
    ['pièce', 'e', plan.pieces, 'pieces', undefined],
    ['rendez-vous', '', plan.rendezVous, 'rendezVous', 'absentRendezVous'],
    ['alerte', 'e', plan.alerts, 'alerts', 'absentAlerts'],
    ['passage', '', plan.handovers, 'handovers', undefined],
  ] as const
  for (const [what, e, found, key, absent] of lists) {
    const ids = new Set(found.map(({ id }) => id))
    expect[key]?.forEach(({ id, cite }, i) => {
      if (!ids.has(id))
        tell({
          id,
          ...(cite === undefined ? {} : { cite }),
          pointer: `/expect/${key}/${i}`,
          message: `${what} attendu${e}, absent${e} du plan`,
          change: { remove: true, ...(absent && { to: absent }) },
        })
    })
    if (absent)
      expect[absent]?.forEach(({ id, cite }, i) => {
        if (ids.has(id))
          tell({
            id,
            ...(cite === undefined ? {} : { cite }),
            pointer: `/expect/${absent}/${i}`,
            message: `${what} présent${e}, attendu${e} absent${e}`,
            change: { remove: true, to: key as 'rendezVous' | 'alerts' },
          })
      })
  }
  for (const key of ['rendezVous', 'alerts'] as const)
    expect[key]?.forEach(({ id, sensitive, cite }, i) => {
      const found = plan[key].find((candidate) => candidate.id === id)
      if (found && sensitive !== undefined && found.sensitive !== sensitive)
        tell({
          id,
          ...(cite === undefined ? {} : { cite }),
          pointer: `/expect/${key}/${i}/sensitive`,
          message: FLAGS.sensitive,
          expected: sensitive,
          found: found.sensitive,
          change: { set: found.sensitive },
        })
    })
  if (expect.exits) {
    const exits = plan.exits.map(({ id }) => id).sort()
    const wanted = expect.exits.map(({ id }) => id).sort()
    const kept = expect.exits.filter(({ id }) => exits.includes(id))
    const added = exits.filter((id) => !wanted.includes(id)).map((id) => ({ id }))
    if (!same(exits, wanted))
      tell({
        pointer: '/expect/exits',
        id: 'sorties',
        message: 'sorties',
        expected: wanted,
        found: exits,
        change: { set: [...kept, ...added] },
      })
  }
  return { session, differences }
}

import { report, sessionFrom, Writer, type ItemReport, type PlanInput } from '@parcours/cli'
import type { Session } from '@parcours/engine'

/** A bound or an exact day: '2026-12-20', null (no date), or a window when the source gives a season or two delays. */
type Day = string | null | { notBefore: string; notAfter: string }

export interface Expected {
  /** A démarche, a jalon, one member's ("x#m1") or one occurrence ("x@2026-12-31"). */
  id: string
  /** Where the source demands it: "annexes L1402", "F33362 …", "facts-C §5 …"; never empty. */
  cite: string
}
export interface ExpectedItem extends Expected {
  opens?: Day
  due?: Day
  closes?: Day
  /** The day it is placed at: due, closes, at, opens, in this order. */
  day?: Day
  at?: { from?: string | null; to?: string | null } | { notBefore: string; notAfter: string }
  kind?: ItemReport['timing']
  status?: string
  sure?: boolean
  sensitive?: boolean
  aVerifier?: boolean
  /** Exactly these, in any order. */
  blockedBy?: string[]
  /** The ring of démarches that hold each other, this one included: « ces démarches se tiennent ». */
  knot?: string[]
  /** Exactly these organismes (ids): how a role resolves. */
  organismes?: string[]
}
export interface ExpectedAlert extends Expected {
  sensitive?: boolean
}
/** A life situation, and what the sources demand for it. Written before the rules, by someone who had not read them. */
export interface Scenario extends PlanInput {
  id: string
  title: string
  story: string
  answers: Record<string, unknown>
  expect: {
    asked?: string[]
    notAsked?: string[]
    items: ExpectedItem[]
    absent: Expected[]
    pieces: Expected[]
    rendezVous: Expected[]
    absentRendezVous: Expected[]
    alerts: ExpectedAlert[]
    absentAlerts?: Expected[]
    handovers?: Expected[]
    exits: Expected[]
  }
}

const show = (value: unknown): string => JSON.stringify(value)
/** "declarer-ressources@2026-12-31" and "x#m1" -> the démarche's or jalon's own id. */
const own = (id: string): string => id.replace(/[#@].*$/, '')

/** Questions asked now, late ones on their cards included, without the members' fields. */
export const askedOf = (session: Session): Set<string> =>
  new Set(
    [...session.questions, ...session.plan.items.flatMap((item) => item.questions)]
      .map(({ ref }) => ref)
      .filter((ref) => !ref.includes('#')),
  )

/** A scenario's session, and everything in which its plan is not what the scenario expects: one French line each, with the cite. */
export function play(parcours: unknown, scenario: Scenario): { session: Session; faults: string[] } {
  const session = sessionFrom(parcours, scenario)
  const plan = report(session, new Writer(session))
  const { expect } = scenario
  const faults: string[] = []
  const fault = (id: string, message: string, cite = ''): void => {
    faults.push(`${scenario.id} · ${id} : ${message}${cite && ` [${cite}]`}`)
  }

  const asked = askedOf(session)
  for (const id of expect.asked ?? []) if (!asked.has(id)) fault(id, 'question attendue, pas posée')
  for (const id of expect.notAsked ?? []) if (asked.has(id)) fault(id, 'question posée, non attendue')
  for (const id of Object.keys(scenario.answers))
    if (!asked.has(id)) fault(id, 'le scénario répond à une question qui n’est pas posée')
  for (const question of session.questions)
    if (question.answer === undefined) fault(question.ref, 'question posée, sans réponse dans le scénario')

  for (const wanted of expect.items) {
    const item =
      plan.items.find(({ id }) => id === wanted.id) ??
      (own(wanted.id) === wanted.id ? plan.items.find(({ id }) => own(id) === wanted.id) : undefined)
    if (!item) {
      fault(wanted.id, 'attendu, absent du plan', wanted.cite)
      continue
    }
    const differs = (what: string, found: unknown, expected: unknown): void => {
      if (show(found) !== show(expected))
        fault(wanted.id, `${what} : ${show(found)}, attendu ${show(expected)}`, wanted.cite)
    }
    const day = (what: string, found: string | null, expected: Day | undefined): void => {
      if (expected === undefined) return
      if (expected === null || typeof expected === 'string') differs(what, found, expected)
      else if (found === null || found < expected.notBefore || found > expected.notAfter)
        fault(
          wanted.id,
          `${what} : ${show(found)}, attendu entre ${expected.notBefore} et ${expected.notAfter}`,
          wanted.cite,
        )
    }
    // A deadline is shown at its `from`.
    for (const edge of ['opens', 'due', 'closes'] as const) day(edge, item[edge]?.from ?? null, wanted[edge])
    day('day', item.day, wanted.day)
    if (wanted.at && 'notBefore' in wanted.at) {
      day('at.from', item.at?.from ?? null, wanted.at)
      day('at.to', item.at?.to ?? null, wanted.at)
    } else {
      day('at.from', item.at?.from ?? null, wanted.at?.from)
      day('at.to', item.at?.to ?? null, wanted.at?.to)
    }
    if (wanted.kind !== undefined) differs('kind', item.timing, wanted.kind)
    for (const flag of ['status', 'sure', 'sensitive', 'aVerifier'] as const)
      if (wanted[flag] !== undefined) differs(flag, item[flag], wanted[flag])
    if (wanted.blockedBy) differs('blockedBy', [...item.blockedBy].sort(), [...wanted.blockedBy].sort())
    if (wanted.knot) differs('knot', [...(session.plan.item(item.id)?.knot ?? [])].sort(), [...wanted.knot].sort())
    if (wanted.organismes) {
      const found = session.plan.item(item.id)?.organismes.map(({ of }) => of.id) ?? []
      differs('organismes', [...found].sort(), [...wanted.organismes].sort())
    }
  }
  for (const { id, cite } of expect.absent) {
    const there = plan.items.find((item) => own(item.id) === id)
    if (there) fault(id, `présent, attendu absent (parce que ${there.because.join(' ; ') || 'toujours'})`, cite)
  }

  const lists = [
    ['pièce', plan.pieces, expect.pieces, []],
    ['rendez-vous', plan.rendezVous, expect.rendezVous, expect.absentRendezVous],
    ['alerte', plan.alerts, expect.alerts, expect.absentAlerts ?? []],
    ['passage', plan.handovers, expect.handovers ?? [], []],
  ] as const
  for (const [what, found, wanted, unwanted] of lists) {
    const ids = new Set(found.map(({ id }) => id))
    for (const { id, cite } of wanted) if (!ids.has(id)) fault(id, `${what} attendue, absente du plan`, cite)
    for (const { id, cite } of unwanted) if (ids.has(id)) fault(id, `${what} présente, attendue absente`, cite)
  }
  for (const { id, sensitive, cite } of expect.alerts) {
    const alert = plan.alerts.find((candidate) => candidate.id === id)
    if (alert && sensitive !== undefined && alert.sensitive !== sensitive)
      fault(id, `sensitive : ${alert.sensitive}, attendu ${sensitive}`, cite)
  }
  const exits = plan.exits.map(({ id }) => id).sort()
  const wanted = expect.exits.map(({ id }) => id).sort()
  if (show(exits) !== show(wanted)) fault('sorties', `${show(exits)}, attendu ${show(wanted)}`, expect.exits[0]?.cite)
  return { session, faults }
}

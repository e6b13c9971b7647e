import type { Parcours } from '@parcours/schema'
import { alerts, answer, AnswerError, compile, mark, start, type Answer, type Session } from '../src/index.js'
import type { Space } from '../src/static/space.js'
import { TODAY } from './arbitraries.js'

/** The values tried: the same for the diagrams and for the engine. */
export const ONLY = {
  dates: ['2024-02-29', '2026-03-15', '2027-08-20'],
  numbers: [0, 2],
  codes: ['64000', '97400'],
}

const base = (id: string): string => id.replace(/[#@].*/s, '')

/** What the engine shows, by address. */
export function shown(session: Session): Set<string> {
  const { plan } = session
  const asked = [...session.questions, ...plan.items.flatMap(({ questions }) => questions)]
  return new Set([
    ...asked.map(({ address }) => address),
    ...plan.items.map(({ kind, id }) => `${kind}s.${base(id)}`),
    ...plan.rendezVous.map(({ address }) => address),
    ...alerts(session).map(({ address }) => address),
    ...session.exits.map(({ address }) => address),
    ...plan.handovers.map(({ address }) => address),
  ])
}

/** One way to answer, each once. */
export interface Point {
  readonly session: Session
  /** Every question asked in the questionnaire is answered. */
  readonly complete: boolean
  /** Something is answered on a card, or marked. */
  readonly later: boolean
}

type Group = Parcours['questions'][number] & { type: 'group' }
interface Ask {
  readonly ref: string
  readonly of: Parcours['questions'][number] | Group['fields'][number]
  readonly late: boolean
}

/**
 * Every way to answer a parcours, by trying: no diagram, no condition read, only the engine's own answers.
 * @param members of a group at most.
 * @param most gives up beyond this many.
 * @returns null when there are more.
 */
export function enumerate(json: Parcours, space: Space, members: number, most: number): Point[] | null {
  const compiled = compile(json)
  const points: Point[] = []
  let steps = 0
  const asked = (session: Session, ref: string): boolean =>
    [...session.questions, ...session.plan.items.flatMap(({ questions }) => questions)].some((one) => one.ref === ref)
  const answerTo = (session: Session, ref: string): Answer | undefined =>
    [...session.questions, ...session.plan.items.flatMap(({ questions }) => questions)].find((one) => one.ref === ref)
      ?.answer

  /** Questions in the order of the file, a group's members after it. */
  const walk = (
    rest: readonly Ask[],
    session: Session,
    bare: Session,
    marked: readonly string[],
    later: boolean,
  ): boolean => {
    if (++steps > most * 20 || points.length > most) return false
    const [next, ...others] = rest
    if (!next) {
      // Only what is in the plan can be marked.
      if (marked.every((item) => session.plan.items.some(({ id }) => id.replace(/@.*/s, '') === item)))
        points.push({ session, complete: session.progress.complete, later })
      return true
    }
    if (!walk(others, session, bare, marked, later)) return false
    if (!asked(session, next.ref)) return true
    const { of } = next
    const subsets = (ids: readonly string[]): string[][] =>
      ids.reduce<string[][]>((all, id) => [...all, ...all.map((some) => [...some, id])], [[]])
    const values: Answer[] = [
      ...(of.unknown ? [{ unsure: true } as const] : []),
      ...(of.skip ? [{ skipped: true } as const] : []),
      ...(of.type === 'choice'
        ? of.options.map(({ id }) => id)
        : of.type === 'choices'
          ? subsets(of.options.map(({ id }) => id))
          : of.type === 'date'
            ? [...new Set(ONLY.dates.map((date) => (of.precision === 'month' ? date.slice(0, 7) : date)))]
            : of.type === 'number'
              ? ONLY.numbers
              : of.type === 'reference'
                ? ONLY.codes
                : [[], ['m1'], ['m1', 'm2'], ['m1', 'm2', 'm3']].slice(0, Math.min((of as Group).max, members) + 1)),
    ]
    for (const value of values) {
      let [now, then] = [session, bare]
      try {
        // What is answered is judged before anything is marked, as a file of answers is.
        then = answer(bare, next.ref, value)
        // Its bounds were held to then.
        now = start(compiled, { today: TODAY, answers: then.stored })
        for (const [item, on] of marksOf(marked)) now = put(now, item, on)
      } catch (error) {
        if (error instanceof AnswerError) continue
        throw error
      }
      // An option that is withdrawn is no answer.
      if (JSON.stringify(answerTo(now, next.ref)) !== JSON.stringify(value)) continue
      const keys = of.type === 'group' && Array.isArray(value) ? (value as string[]) : []
      const own = keys.flatMap((key) =>
        (of as Group).fields.map((field): Ask => ({ ref: `${of.id}.${field.id}#${key}`, of: field, late: next.late })),
      )
      if (!walk([...own, ...others], now, then, marked, later || next.late)) return false
    }
    return true
  }
  const marksOf = (marked: readonly string[]): [string, string | null][] =>
    marked.map((item) => [item, days.get(item)!])
  const days = new Map<string, string | null>()
  const put = (session: Session, item: string, on: string | null): Session =>
    mark(session, item, on === null ? 'sans-objet' : 'fait', { by: 'usager', on: on ?? TODAY })

  const items = [...space.marks.values()].map(({ id, who }) => (who ? `${id}#m${(who.slot as number) + 1}` : id))
  const marks = (at: number, session: Session, marked: readonly string[]): boolean => {
    const item = items[at]
    if (item === undefined) {
      const order = json.questions.map((of): Ask => ({ ref: of.id, of, late: of.askedAt !== undefined }))
      return walk(order, session, start(compiled, { today: TODAY }), marked, marked.length > 0)
    }
    if (!marks(at + 1, session, marked)) return false
    for (const on of [null, ...ONLY.dates]) {
      days.set(item, on)
      if (!marks(at + 1, put(session, item, on), [...marked, item])) return false
    }
    return true
  }
  return marks(0, start(compiled, { today: TODAY }), []) ? points : null
}

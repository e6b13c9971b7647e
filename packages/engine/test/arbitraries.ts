import fc from 'fast-check'
import type { Parcours } from '@parcours/schema'
import { AnswerError, alerts, answer, mark, type Answer, type Compiled, type Mark, type Session } from '../src/index.js'

export const TODAY = '2026-03-15'

/** A small generator of our own: what fast-check draws is the seed and the sizes, so that a failure shrinks to a small parcours. */
export class Dice {
  constructor(private state: number) {}
  next(): number {
    let t = (this.state += 0x6d2b79f5)
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  below = (n: number): number => Math.floor(this.next() * n)
  chance = (p: number): boolean => this.next() < p
  pick = <T>(list: readonly T[]): T => list[this.below(list.length)]!
  some = <T>(list: readonly T[], p = 0.5): T[] => list.filter(() => this.chance(p))
}

type Json = Record<string, unknown>
interface Ask extends Json {
  id: string
  type: string
}
/** What an expression may name: only what comes before, so that the parcours is valid. */
interface Pool {
  questions: Ask[]
  facts: string[]
  anchors: string[]
  tables: { id: string; value: string }[]
  done: string[]
  /** Fields of the member at hand. */
  fields: Ask[]
}

const DATES = ['2024-02-29', '2025-12-31', '2026-01-31', '2026-03-15', '2026-03-31', '2026-05-01', '2027-08-20']
const DURATIONS = ['P0D', 'P1D', 'P2W', 'P1M', 'P3M', 'P1Y', 'P1Y2M10D']
const OPTIONS = ['a', 'b', 'c']

function condition(dice: Dice, pool: Pool, depth: number): Json {
  const kinds = ['date', 'age']
  if (pool.questions.length) kinds.push('answer', 'answer', 'answer', 'answer', 'count', 'some')
  if (pool.fields.length) kinds.push('each', 'each', 'each')
  if (pool.facts.length) kinds.push('fact', 'fact')
  if (depth > 0) kinds.push('all', 'any', 'not', 'all', 'any', 'not')
  const kind = dice.pick(kinds)
  const parts = (): Json[] => Array.from({ length: dice.below(4) }, () => condition(dice, pool, depth - 1))
  if (kind === 'all' || kind === 'any') return { [kind]: parts() }
  if (kind === 'not') return { not: condition(dice, pool, depth - 1) }
  if (kind === 'fact') return { fact: dice.pick(pool.facts) }
  const groups = pool.questions.filter(({ type }) => type === 'group')
  if ((kind === 'some' || kind === 'count') && groups.length) {
    const group = dice.pick(groups)
    const inside = { ...pool, fields: group['fields'] as Ask[] }
    const where = condition(dice, inside, depth - 1)
    if (kind === 'count')
      return { count: group.id, ...(dice.chance(0.6) ? { where } : {}), ...numberTest(dice, pool, depth) }
    return dice.chance(0.5) ? { some: group.id, ...(dice.chance(0.6) ? { where } : {}) } : { every: group.id, where }
  }
  if (kind === 'age') return { age: date(dice, pool, depth - 1), ...numberTest(dice, pool, depth) }
  const [subject, of] =
    kind === 'each'
      ? ((field: Ask) => [{ each: field.id }, field] as const)(dice.pick(pool.fields))
      : kind === 'answer' || kind === 'some' || kind === 'count'
        ? ((question: Ask) => [{ answer: question.id }, question] as const)(dice.pick(pool.questions))
        : ([{ date: date(dice, pool, depth - 1) }, { id: '', type: 'date' }] as const)
  if (dice.chance(0.2)) return { ...subject, [dice.pick(['known', 'unsure'])]: dice.chance(0.5) }
  switch (of.type) {
    case 'choice':
      return { ...subject, ...(dice.chance(0.5) ? { is: dice.pick(OPTIONS) } : { in: dice.some(OPTIONS) }) }
    case 'choices':
      return { ...subject, includes: dice.pick(OPTIONS) }
    case 'date':
      return { ...subject, [dice.pick(['before', 'after'])]: date(dice, pool, depth - 1) }
    case 'number':
      return { ...subject, ...numberTest(dice, pool, depth) }
    case 'reference':
      return { ...subject, ...(dice.chance(0.5) ? { atLeast: 64000 } : { in: ['64000'] }) }
    default:
      return { ...subject, known: dice.chance(0.5) }
  }
}
function numberTest(dice: Dice, pool: Pool, depth: number): Json {
  if (dice.chance(0.15)) return { [dice.pick(['known', 'unsure'])]: dice.chance(0.5) }
  const test = dice.pick(['is', 'atLeast', 'atMost'])
  const tables = pool.tables.filter(({ value }) => value === 'number')
  return { [test]: test !== 'is' && tables.length && dice.chance(0.4) ? ref(dice, pool, tables, depth) : dice.below(4) }
}
const ref = (dice: Dice, pool: Pool, tables: Pool['tables'], depth: number): Json => ({
  table: dice.pick(tables).id,
  ...(depth > 0 && dice.chance(0.3) ? { at: date(dice, pool, depth - 1) } : {}),
})

function date(dice: Dice, pool: Pool, depth: number): unknown {
  const kinds = ['fixed', 'today']
  const answers = pool.questions.filter(({ type }) => type === 'date')
  const fields = pool.fields.filter(({ type }) => type === 'date')
  const tables = pool.tables.filter(({ value }) => value === 'date')
  if (answers.length) kinds.push('answer', 'answer', 'answer')
  if (fields.length) kinds.push('each', 'each')
  if (tables.length) kinds.push('table')
  if (pool.anchors.length) kinds.push('anchor', 'anchor')
  if (pool.done.length) kinds.push('done')
  if (depth > 0) kinds.push('firstKnown', 'earliest', 'latest', 'cases')
  const kind = dice.pick(kinds)
  if (kind === 'fixed') return dice.pick(DATES)
  if (kind === 'today' && dice.chance(0.5)) return 'today'
  const list = (): unknown[] => Array.from({ length: 1 + dice.below(3) }, () => date(dice, pool, depth - 1))
  const source: Json =
    kind === 'today'
      ? { today: true }
      : kind === 'answer'
        ? { answer: dice.pick(answers).id }
        : kind === 'each'
          ? { each: dice.pick(fields).id }
          : kind === 'table'
            ? ref(dice, pool, tables, depth)
            : kind === 'anchor'
              ? { anchor: dice.pick(pool.anchors) }
              : kind === 'done'
                ? { done: dice.pick(pool.done) }
                : kind === 'cases'
                  ? {
                      cases: list().map((entry) => ({
                        ...(dice.chance(0.8) ? { when: condition(dice, pool, depth - 1) } : {}),
                        date: entry,
                      })),
                    }
                  : { [kind]: list() }
  return dice.chance(0.5) ? { ...source, then: steps(dice, pool) } : source
}
function steps(dice: Dice, pool: Pool): Json[] {
  const tables = pool.tables.filter(({ value }) => value === 'duration')
  return Array.from({ length: 1 + dice.below(2) }, (): Json => {
    const step = dice.pick(['plus', 'minus', 'startOf', 'endOf', 'firstOfMonth', 'workingDay', 'next'])
    if (step === 'plus' || step === 'minus') {
      if (tables.length && dice.chance(0.4)) return { [step]: { table: dice.pick(tables).id } }
      return { [step]: dice.chance(0.2) ? { param: 'suivi' } : dice.pick(DURATIONS) }
    }
    if (step === 'startOf' || step === 'endOf') return { [step]: dice.pick(['month', 'quarter', 'year']) }
    if (step === 'firstOfMonth') return { [step]: dice.pick(['onOrAfter', 'after']) }
    if (step === 'workingDay') return { [step]: dice.pick(['onOrAfter', 'onOrBefore']) }
    return { next: dice.pick(['--05-21', '--01-01', '--12-31']) }
  })
}

function question(dice: Dice, id: string, pool: Pool, inGroup: boolean): Ask {
  const type = dice.pick(
    inGroup ? ['choice', 'choices', 'date', 'number'] : ['choice', 'choice', 'choices', 'date', 'number', 'group'],
  )
  const of: Ask = { id, type, label: id }
  if (dice.chance(0.5) && (pool.questions.length || pool.fields.length)) of['when'] = condition(dice, pool, 2)
  if (dice.chance(0.2)) of['sensitive'] = true
  if (dice.chance(0.4)) of['unknown'] = { label: 'Je ne sais pas', ...(dice.chance(0.5) ? { demarche: 'd0' } : {}) }
  if (dice.chance(0.3)) of['skip'] = dice.pick(['unknown', 'not-concerned'])
  if (type === 'choice' || type === 'choices')
    of['options'] = OPTIONS.map((option) => ({
      id: option,
      label: option,
      ...(dice.chance(0.3) ? { said: `dit ${option}` } : {}),
      ...(dice.chance(0.15) && pool.questions.length ? { when: condition(dice, pool, 1) } : {}),
      ...(option === 'c' && dice.chance(0.3) ? { exclusive: true } : {}),
    }))
  if (type === 'date') {
    if (dice.chance(0.2)) of['precision'] = 'month'
    if (dice.chance(0.2)) of['max'] = date(dice, pool, 1)
  }
  if (type === 'number' && dice.chance(0.2)) of['max'] = 3
  if (type === 'group') {
    const fields: Ask[] = []
    const size = 1 + dice.below(3)
    for (let i = 0; i < size; i++) fields.push(question(dice, `${id}f${i}`, { ...pool, fields: [...fields] }, true))
    Object.assign(of, { max: 3, member: 'enfant', fields })
  }
  return of
}

function table(dice: Dice, id: string, pool: Pool): Json {
  const value = dice.pick(['date', 'duration', 'number'])
  const values = { date: DATES, duration: DURATIONS, number: [0, 1, 2] }[value]!
  const choices = pool.questions.filter(({ type }) => type === 'choice')
  const dates = pool.questions.filter(({ type }) => type === 'date')
  const validity = (): Json => (dice.chance(0.3) ? { validity: { from: '2026-01-01', to: '2026-12-31' } } : {})
  const kind = dice.pick(['none', 'choice', 'date', 'anchor'])
  if (kind === 'choice' && choices.length)
    return {
      id,
      title: id,
      value,
      by: { answer: dice.pick(choices).id },
      rows: dice.some(OPTIONS, 0.8).map((is) => ({ is, value: dice.pick<unknown>(values), ...validity() })),
    }
  const by =
    kind === 'date' && dates.length
      ? { answer: dice.pick(dates).id }
      : kind === 'anchor' && pool.anchors.length
        ? { anchor: dice.pick(pool.anchors) }
        : null
  return by
    ? {
        id,
        title: id,
        value,
        by,
        rows: [
          { to: '2025-12-31', value: dice.pick<unknown>(values) },
          { from: '2026-01-01', to: '2026-12-31', value: dice.pick<unknown>(values), ...validity() },
        ],
      }
    : { id, title: id, value, rows: dice.chance(0.8) ? [{ value: dice.pick<unknown>(values), ...validity() }] : [] }
}

function item(dice: Dice, id: string, pool: Pool, demarche: boolean): Json {
  const groups = pool.questions.filter(({ type }) => type === 'group')
  const of: Json = { id, title: id }
  let inside = pool
  if (groups.length && dice.chance(0.4)) {
    const group = dice.pick(groups)
    const each = { ...pool, fields: group['fields'] as Ask[] }
    if (!demarche || dice.chance(0.5)) {
      of['forEach'] = group.id
      inside = each
    } else of['about'] = { group: group.id, ...(dice.chance(0.8) ? { where: condition(dice, each, 1) } : {}) }
  }
  if (dice.chance(0.7)) of['when'] = condition(dice, inside, 2)
  if (!demarche) {
    of['kind'] = dice.pick(['legal', 'observed'])
    of['at'] = dice.chance(0.5) ? date(dice, inside, 2) : { from: date(dice, inside, 1), to: date(dice, inside, 1) }
    return of
  }
  of['organisme'] = dice.pick(['caf', 'famille'])
  if (dice.chance(0.15)) of['sensitive'] = true
  if (dice.chance(0.2))
    Object.assign(of, {
      nature: 'offer',
      ...(dice.chance(0.5) ? { channels: [{ id: 'tel', kind: 'phone', number: '3230' }] } : {}),
    })
  if (dice.chance(0.7)) {
    const timing: Json = { kind: dice.pick(['legal', 'recommended']) }
    for (const name of ['opens', 'due', 'closes']) if (dice.chance(0.5)) timing[name] = date(dice, inside, 2)
    if (timing['due'] && dice.chance(0.4))
      timing['repeat'] = {
        interval: dice.pick(['P1M', 'P3M', 'P1Y']),
        ...(dice.chance(0.4) ? { then: steps(dice, inside) } : {}),
        until: dice.chance(0.4) ? { times: 1 + dice.below(3) } : date(dice, inside, 1),
      }
    of['timing'] = timing
  }
  if (dice.chance(0.3)) of['details'] = [{ id: 'plus', title: 't', text: 't', when: condition(dice, inside, 1) }]
  of['pieces'] = dice.some(['rib', 'acte'], 0.3)
  of['rendezVous'] = dice.some(['rdv'], 0.3)
  return of
}

export interface Sizes {
  seed: number
  questions: number
  demarches: number
  others: number
}
export function build({ seed, questions: count, demarches: most, others }: Sizes): Parcours {
  const dice = new Dice(seed)
  const pool: Pool = { questions: [], facts: [], anchors: [], tables: [], done: [], fields: [] }
  const questions: Ask[] = []
  const facts: Json[] = []
  const anchors: Json[] = []
  const tables: Json[] = []
  const demarches: Json[] = []
  const jalons: Json[] = []
  if (dice.chance(0.3)) {
    // Where she lives is asked first: working days wait for it.
    const of = { id: 'cp', type: 'reference', label: 'cp', list: 'codes-postaux', section: 's' }
    questions.push(of)
    pool.questions = [of]
  }
  for (let i = 0; i < count; i++) {
    const of = question(dice, `q${i}`, pool, false)
    // Its card is one that comes from what was asked before.
    const cards = [...demarches, ...jalons].map(({ id }) => id)
    if (cards.length && dice.chance(0.25)) of['askedAt'] = dice.pick(cards)
    else of['section'] = 's'
    questions.push(of)
    pool.questions = [...pool.questions, of]
    for (let extra = 0; extra < others; extra++) {
      const kind = dice.pick(['fact', 'anchor', 'table', 'demarche', 'jalon', 'none'])
      const id = `${kind[0]}${i}${extra}`
      if (kind === 'fact') {
        facts.push({ id, when: condition(dice, pool, 2), because: id, ...(dice.chance(0.5) ? { otherwise: id } : {}) })
        pool.facts = [...pool.facts, id]
      } else if (kind === 'anchor') {
        anchors.push({ id, label: id, date: date(dice, pool, 2), ...(dice.chance(0.2) ? { estimate: true } : {}) })
        pool.anchors = [...pool.anchors, id]
      } else if (kind === 'table') {
        const made = table(dice, id, pool)
        tables.push(made)
        pool.tables = [...pool.tables, { id, value: made['value'] as string }]
      } else if (kind === 'demarche') {
        demarches.push(item(dice, id, pool, true))
        pool.done = [...pool.done, id]
      } else if (kind === 'jalon') jalons.push(item(dice, id, pool, false))
    }
  }
  demarches.push(item(dice, 'd0', pool, true))
  for (let i = 1; i < most; i++) demarches.push(item(dice, `d${i}`, pool, true))
  for (const of of demarches)
    of['blockedBy'] = dice.some(
      demarches.map(({ id }) => id),
      0.15,
    )
  const when = (): Json => (dice.chance(0.7) ? { when: condition(dice, pool, 2) } : {})
  return {
    formatVersion: '1.0',
    id: 'au-hasard',
    version: '1.0.0',
    status: 'brouillon',
    title: 'Au hasard',
    owner: 'x',
    pilot: 'caf',
    sources: [],
    params: [{ id: 'suivi', value: 'P12M', why: 'x' }],
    organismes: [
      { id: 'caf', name: 'Caf' },
      { id: 'msa', name: 'MSA' },
      { id: 'famille', role: 'Votre caisse', cases: [{ ...when(), organisme: 'msa' }, { organisme: 'caf' }] },
    ],
    sections: [{ id: 's', title: 's' }],
    questions,
    facts,
    anchors,
    tables,
    demarches,
    jalons,
    pieces: [
      { id: 'rib', key: 'rib', name: 'RIB' },
      { id: 'acte', name: 'Acte' },
    ],
    rendezVous: [
      {
        id: 'rdv',
        motif: 'x',
        with: ['famille'],
        channels: ['phone'],
        ...when(),
        opens: date(dice, pool, 1),
        bring: ['rib'],
        fallback: [],
      },
    ],
    alerts: [{ id: 'alerte', title: 'x', text: 'x', ...when() }],
    exits: [{ id: 'sortie', when: condition(dice, pool, 2), text: 'x' }],
    handovers: [{ id: 'suite', parcours: 'autre', ...when(), text: 'x' }],
    end: { at: date(dice, pool, 2), text: 'x' },
  } as unknown as Parcours
}
export const parcours: fc.Arbitrary<Parcours> = fc
  .record({
    seed: fc.integer(),
    questions: fc.integer({ min: 1, max: 7 }),
    demarches: fc.integer({ min: 1, max: 5 }),
    others: fc.integer({ min: 0, max: 3 }),
  })
  .map(build)

/** What she does, whatever the parcours: numbers that `play` reads. */
export type Move = readonly [what: number, value: number]
export const moves: fc.Arbitrary<Move[]> = fc.array(fc.tuple(fc.nat(9999), fc.nat(9999)), { maxLength: 25 })

/** Every ref that may be answered, for three possible members. */
export function refs({ source }: Compiled): { ref: string; of: Ask; sensitive: boolean }[] {
  return (source.questions as unknown as Ask[]).flatMap((of) => [
    { ref: of.id, of, sensitive: of['sensitive'] === true },
    ...((of['fields'] as Ask[] | undefined) ?? []).flatMap((field) =>
      ['k1', 'k2', 'k3'].map((key) => ({
        ref: `${of.id}.${field.id}#${key}`,
        of: field,
        sensitive: of['sensitive'] === true || field['sensitive'] === true,
      })),
    ),
  ])
}
export function valueFor(of: Ask, n: number): Answer | undefined {
  const dice = new Dice(n)
  if (of['unknown'] && dice.chance(0.2)) return { unsure: true }
  if (of['skip'] && dice.chance(0.2)) return { skipped: true }
  if (dice.chance(0.1)) return undefined
  switch (of.type) {
    case 'choice':
      return dice.pick(OPTIONS)
    case 'choices':
      return dice.some(OPTIONS, 0.4)
    case 'date':
      return of['precision'] === 'month' ? dice.pick(DATES).slice(0, 7) : dice.pick(DATES)
    case 'number':
      return dice.below(4)
    case 'reference':
      return dice.pick(['64000', '67000', '97400'])
    default:
      return dice.some(['k1', 'k2', 'k3'])
  }
}
const MARKS: readonly Mark[] = ['a-faire', 'en-cours', 'fait', 'fait', 'fait', 'sans-objet', 'conteste']

/** One move. An answer out of its bounds is refused, and changes nothing. */
export function play(
  session: Session,
  [what, value]: Move,
  skip?: (ref: string, sensitive: boolean) => boolean,
): Session {
  try {
    const all = refs(session.parcours)
    const dice = new Dice(what)
    if (dice.chance(0.15)) {
      const of = dice.pick(session.parcours.source.demarches)
      const id = of.forEach ? `${of.id}#${dice.pick(['k1', 'k2'])}` : of.id
      return mark(session, id, MARKS[value % MARKS.length]!, { by: 'usager', on: DATES[value % DATES.length]! })
    }
    const { ref, of, sensitive } = dice.pick(all)
    if (skip?.(ref, sensitive)) return session
    return answer(session, ref, valueFor(of, value))
  } catch (error) {
    if (error instanceof AnswerError) return session
    throw error
  }
}

/** All that a session shows, as data to compare: what comes from the parcours itself is named by its address. */
export function view(session: Session, without: readonly string[] = []): unknown {
  const { plan } = session
  return JSON.parse(
    JSON.stringify(
      {
        question: session.question,
        questions: session.questions,
        progress: session.progress,
        territory: session.territory ?? null,
        exits: session.exits,
        alerts: alerts(session),
        plan: { ...plan },
      },
      (key, value: unknown) => (key === 'of' || without.includes(key) ? undefined : value),
    ),
  ) as unknown
}

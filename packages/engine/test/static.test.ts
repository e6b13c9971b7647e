import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Parcours } from '@parcours/schema'
import { answer, AnswerError, compile, mark, save, start, type Answer, type Session } from '../src/index.js'
import { BoundError, Diagrams, NEVER, onceBySize } from '../src/static/bdd.js'
import { differences } from '../src/static/differences.js'
import { open, presences, prove } from '../src/static/prove.js'
import type { Witness } from '../src/static/space.js'
import { coverage } from '../src/static/scenarios.js'
import { build, moves, parcours, play, TODAY } from './arbitraries.js'
import { enumerate, ONLY, shown, type Point } from './enumeration.fixtures.js'

/** `npm run test:complet` takes thousands. */
// A draw is a whole proof beside a whole enumeration: a worker of 5,000 ended before its tests did.
const RUNS = Math.min(2000, Number(process.env['PARCOURS_RUNS'] ?? 300))

/** Where days are cut by what they are compared to, which takes longer. */
const FEWER = Math.ceil(RUNS / 10)
const unlessBound = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof BoundError) return undefined
    throw error
  }
}

/** What the generator answers: the same values for the diagrams and for the engine. */
const DATES = ['2024-02-29', '2025-12-31', '2026-01-31', '2026-03-15', '2026-03-31', '2026-05-01', '2027-08-20']
const only = { dates: DATES, numbers: [0, 1, 2, 3], codes: ['64000', '67000', '97400'] }

/** Marks as a space takes them: by démarche and member, the day it was done, null when it is put aside. */
function marksOf(session: Session): Map<string, Map<string, string | null>> {
  const out = new Map<string, Map<string, string | null>>()
  for (const [item, { status, done }] of Object.entries(save(session).items)) {
    const [id, member = ''] = item.split('#') as [string, string?]
    if (!out.has(id)) out.set(id, new Map())
    if (done !== undefined || status === 'sans-objet') out.get(id)!.set(member, done ?? null)
  }
  return out
}

it('sees at every point what the engine shows', () => {
  let compared = 0
  fc.assert(
    fc.property(parcours, moves, (json, played) => {
      const compiled = compile(json)
      const read = unlessBound(() => {
        const space = open([json], { today: TODAY, limits: { members: 3, only, nodes: 300_000 } })[0]!
        return { space, found: presences(space) }
      })
      if (!read) return
      compared++
      const { space, found } = read
      let session = start(compiled, { today: TODAY })
      for (const move of played) session = play(session, move)
      const values = space.assign(session.stored, marksOf(session))
      const seen = shown(session)
      for (const [address, where] of found)
        expect([address, space.holds(where, values)]).toEqual([address, seen.has(address)])
    }),
    { numRuns: 2 * RUNS },
  )
  // Hardly any has so many cases that it is given up.
  expect(compared).toBeGreaterThan(1.9 * RUNS)
}, 900_000)

it('agrees with the enumeration of all answers', () => {
  const small = fc
    .record({
      seed: fc.integer(),
      questions: fc.integer({ min: 1, max: 3 }),
      demarches: fc.integer({ min: 1, max: 3 }),
      others: fc.integer({ min: 0, max: 2 }),
    })
    .map(build)
  let compared = 0
  fc.assert(
    fc.property(small, (json) => {
      const space = open([json], { today: TODAY, limits: { members: 1, only: ONLY } })[0]!
      const all = enumerate(json, space, 1, 120)
      if (!all) return
      compared++
      const { diagrams, domains } = space
      const count = (complete: boolean, later: boolean): number =>
        Number(diagrams.count(space.valid(complete, later), domains.levels))
      expect(count(false, true)).toBe(all.length)
      expect(count(true, true)).toBe(all.filter(({ complete }) => complete).length)
      expect(count(true, false)).toBe(all.filter(({ complete, later }) => complete && !later).length)
      const views = all.map(({ session, complete }) => ({ complete, there: shown(session) }))
      for (const [address, where] of presences(space))
        for (const complete of [false, true]) {
          const some = views.filter((view) => view.complete || !complete)
          const can = (what: number): boolean => space.where(what, complete) !== NEVER
          const seen = some.filter(({ there }) => there.has(address)).length
          expect([address, complete, can(where), can(diagrams.not(where))]).toEqual([
            address,
            complete,
            seen > 0,
            seen < some.length,
          ])
        }
    }),
    { numRuns: Math.ceil(RUNS / 2) },
  )
  // Small enough to be gone through: most of them.
  expect(compared).toBeGreaterThan(RUNS / 4)
}, 900_000)

it('gives up what has too many cases, instead of going through them for hours', () => {
  const earliest = (anchor: string) => ({
    earliest: [
      { anchor },
      { anchor, then: [{ plus: 'P1M' }] },
      { latest: [{ anchor, then: [{ plus: 'P1Y' }] }, { done: 'rdv' }] },
    ],
  })
  const tangle = {
    formatVersion: '1.0',
    id: 'noeud',
    version: '1.0.0',
    status: 'brouillon',
    title: 'x',
    owner: 'x',
    pilot: 'caf',
    sources: [],
    params: [{ id: 'suivi', value: 'P12M', why: 'x' }],
    organismes: [{ id: 'caf', name: 'Caf' }],
    sections: [{ id: 's', title: 's' }],
    questions: [
      {
        id: 'g',
        type: 'group',
        label: 'g',
        max: 3,
        member: 'enfant',
        section: 's',
        fields: [{ id: 'n', type: 'date', label: 'n' }],
      },
    ],
    demarches: [{ id: 'rdv', title: 'rdv', forEach: 'g', organisme: 'caf' }],
    anchors: [
      { id: 'a0', label: 'a0', date: { earliest: [{ done: 'rdv' }, { latest: [{ done: 'rdv' }, '2026-05-01'] }] } },
      { id: 'a1', label: 'a1', date: earliest('a0') },
      { id: 'a2', label: 'a2', date: earliest('a1') },
      { id: 'a3', label: 'a3', date: earliest('a2') },
    ],
    facts: [{ id: 'f', because: 'f', when: { date: { anchor: 'a3' }, before: '2026-06-01' } }],
  } as unknown as Parcours
  expect(() => compile(tangle)).not.toThrow()
  expect(() => open([tangle], { today: TODAY, limits: { members: 3, nodes: 300_000 } })).toThrow(BoundError)
})

/** What is proven of a parcours without groups, from every way to answer it: '✓', '✓ incomplete' (only while something is left), '✗'. */
function verdictsOf(json: Parcours, points: readonly Point[]): Map<string, string> {
  const views = points.map(({ session, complete }) => ({ session, complete, there: shown(session) }))
  const found = new Map<string, string>()
  const reachable = (property: string, address: string, there: (view: (typeof views)[number]) => boolean): void => {
    const some = views.filter(there)
    found.set(
      `${property} ${address}`,
      some.some(({ complete }) => complete) ? '✓' : some.length ? '✓ incomplete' : '✗',
    )
  }
  const ids = (block: string, list: readonly { id: string }[] = []): string[] => list.map(({ id }) => `${block}.${id}`)
  for (const address of ids('questions', json.questions))
    reachable('question-accessible', address, ({ there }) => there.has(address))
  const items = [
    ...ids('demarches', json.demarches),
    ...ids('jalons', json.jalons),
    ...ids('rendezVous', json.rendezVous),
  ]
  const waits = new Set(
    json.demarches.filter((of) => of.nature === 'offer' && !of.channels?.length).map(({ id }) => `demarches.${id}`),
  )
  for (const address of [...items, ...ids('exits', json.exits), ...ids('handovers', json.handovers)])
    if (!waits.has(address)) reachable('element-accessible', address, ({ there }) => there.has(address))
  for (const of of json.questions)
    if (of.type === 'choice' || of.type === 'choices')
      for (const { id } of of.options)
        reachable('option-accessible', `questions.${of.id}.options.${id}`, ({ session }) =>
          [...session.questions, ...session.plan.items.flatMap(({ questions }) => questions)].some(
            ({ ref, answer }) => ref === of.id && [answer].flat().includes(id as never),
          ),
        )
  const oneOf = (property: string, list: readonly string[]): void => {
    const without = views.filter(({ there }) => !list.some((address) => there.has(address)))
    found.set(`${property} `, without.length ? '✗' : '✓')
  }
  oneOf('plan-non-vide', items)
  if (json.alerts?.length) oneOf('alerte-toujours', ids('alerts', json.alerts))
  const human = json.demarches.filter(({ channels }) =>
    channels?.some(({ kind }) => ['phone', 'on-site', 'france-services'].includes(kind)),
  )
  oneOf('voie-humaine', [...ids('demarches', human), ...ids('rendezVous', json.rendezVous)])
  return found
}
/** From a question to the next one, '' for the start and the end. */
const stepsIn = ({ questions }: Session): string[] =>
  [...questions.map(({ ref }) => ref), ''].map((ref, i) => `${questions[i - 1]?.ref ?? ''}>${ref}`)

it('proves what the enumeration of all answers shows, and covers each of its transitions', () => {
  const small = fc
    .record({
      seed: fc.integer(),
      questions: fc.integer({ min: 1, max: 4 }),
      demarches: fc.integer({ min: 1, max: 3 }),
      others: fc.integer({ min: 0, max: 2 }),
    })
    .map(build)
  const seen = new Set<string>()
  let covered = 0
  fc.assert(
    fc.property(small, (json) => {
      // With groups, a proof is about larger ones than are gone through.
      if (json.questions.some(({ type }) => type === 'group')) return
      const options = { today: TODAY, limits: { members: 1, only: ONLY } }
      const points = enumerate(json, open([json], options)[0]!, 1, 120)
      if (!points) return
      const { proofs } = prove(json, options)
      const wanted = verdictsOf(json, points)
      for (const { property, address, verdict, incomplete } of proofs) {
        const expected = wanted.get(`${property} ${address}`)
        // An alert that is shown while nothing is known, and a dead end, are judged by their witnesses.
        if (expected === undefined) continue
        const told = verdict === 'refute' ? '✗' : incomplete ? '✓ incomplete' : '✓'
        expect([property, address, told]).toEqual([property, address, expected])
        seen.add(`${property} ${told[0]}`)
        wanted.delete(`${property} ${address}`)
      }
      expect([...wanted.keys()]).toEqual([])

      const complete = points.filter((point) => point.complete).map(({ session }) => stepsIn(session))
      if (!complete.length) return
      const { transitions, scenarios, apart, least } = coverage(json, options)
      const name = (step: { from: string | null; to: string | null }): string => `${step.from ?? ''}>${step.to ?? ''}`
      const all = transitions.map(name)
      expect(all.sort()).toEqual([...new Set(complete.flat())].sort())
      const taken = scenarios.map(({ witness }) => stepsIn(replay(json, witness)))
      expect([...new Set(taken.flat())].sort()).toEqual(all)
      taken.forEach((own, i) => {
        const others = new Set(taken.filter((_, j) => j !== i).flat())
        expect(own.some((step) => !others.has(step))).toBe(true)
      })
      // No way of answering takes two of these: as many scenarios are needed.
      const far = apart.map(name)
      for (const way of complete) expect(way.filter((step) => far.includes(step)).length).toBeLessThan(2)
      expect([least, scenarios.length >= least]).toEqual([far.length, true])
      covered++
    }),
    { numRuns: RUNS },
  )
  expect(covered).toBeGreaterThan(RUNS / 6)
  // Each property was seen to hold, and seen to fail.
  const both = ['question-accessible', 'element-accessible', 'option-accessible', 'plan-non-vide', 'voie-humaine']
  expect(both.filter((property) => !seen.has(`${property} ✓`) || !seen.has(`${property} ✗`))).toEqual([])
}, 900_000)

/** A witness, replayed by the engine: answers in order, then marks. */
function replay(json: Parcours, { today, answers, marks = {} }: Witness): Session {
  let session = start(compile(json), { today })
  for (const [id, value] of Object.entries(answers)) {
    const members = json.questions.find((of) => of.id === id)?.type === 'group' && Array.isArray(value) ? value : null
    if (!members) {
      session = answer(session, id, value as Answer)
      continue
    }
    session = answer(
      session,
      id,
      members.map((_, i) => `m${i + 1}`),
    )
    members.forEach((fields: Record<string, Answer>, i) => {
      for (const [field, given] of Object.entries(fields)) session = answer(session, `${id}.${field}#m${i + 1}`, given)
    })
  }
  for (const [item, { status, on }] of Object.entries(marks))
    session = mark(session, item, status, { by: 'usager', on })
  return session
}

it('shows with each witness what it says, for days that it chose itself', () => {
  let [seen, whole] = [0, 0]
  fc.assert(
    fc.property(parcours, (json) => {
      const report = unlessBound(() => prove(json, { today: TODAY, limits: { members: 2, nodes: 300_000 } }))
      if (!report) return
      for (const { property, address, verdict, witness, incomplete } of report.proofs) {
        if (!witness || property === 'option-accessible') continue
        const session = replay(json, witness)
        if (!incomplete) expect([address, session.progress.complete]).toEqual([address, true])
        if (property === 'question-accessible' || property === 'element-accessible')
          expect([address, shown(session).has(address)]).toEqual([address, true])
        if (property === 'plan-non-vide' && verdict === 'refute')
          expect([session.plan.items.length, session.plan.rendezVous.length]).toEqual([0, 0])
        seen++
        if (!incomplete) whole++
      }
    }),
    { numRuns: FEWER },
  )
  // Some ten a draw, when the draw is not too large: enough of them were looked at.
  expect(seen).toBeGreaterThan(RUNS / 3)
  expect(whole).toBeGreaterThan(RUNS / 3)
}, 900_000)

it('cuts dates and numbers where something changes, and nowhere else matters', () => {
  let compared = 0
  fc.assert(
    fc.property(
      parcours,
      fc.array(fc.tuple(fc.nat(9999), fc.nat(9999)), { minLength: 5, maxLength: 25 }),
      (json, played) => {
        const space = unlessBound(() => open([json], { today: TODAY, limits: { members: 3, nodes: 300_000 } })[0]!)
        // Two answers compared with each other are gone through day by day, within some years only.
        if (!space || space.domains.fine.length) return
        compared++
        let session = start(compile(json), { today: TODAY })
        for (const move of played) {
          session = play(session, move)
          // Any day, any number: not only those that the generator compares with.
          const question = session.question
          const n = move[1]
          const value: Answer | undefined =
            question?.of.type === 'date'
              ? new Date(Date.UTC(2018 + (n % 12), n % 12, 1 + (n % 31)))
                  .toISOString()
                  .slice(0, question.of.precision ? 7 : 10)
              : question?.of.type === 'number'
                ? (n % 50) / 10
                : question?.of.type === 'reference'
                  ? ['01000', '64000', '97133', '20200', '98800'][n % 5]!
                  : undefined
          if (!question || value === undefined) continue
          try {
            session = answer(session, question.ref, value)
          } catch (error) {
            if (!(error instanceof AnswerError)) throw error
          }
        }
        const values = space.assign(session.stored, marksOf(session))
        const there = shown(session)
        for (const [address, where] of presences(space))
          expect([address, space.holds(where, values)]).toEqual([address, there.has(address)])
      },
    ),
    { numRuns: FEWER },
  )
  expect(compared).toBeGreaterThan(FEWER / 3)
}, 900_000)

it('counts exactly the answers for which two versions differ', () => {
  const small = fc
    .record({
      seed: fc.integer(),
      questions: fc.integer({ min: 1, max: 3 }),
      demarches: fc.constant(1),
      others: fc.integer({ min: 0, max: 1 }),
    })
    .map(build)
  let differing = 0
  fc.assert(
    fc.property(small, (before) => {
      // Conditions of things that nothing else reads change places.
      const after = structuredClone(before)
      const [alert, exit, handover, offer] = [
        after.alerts![0]!,
        after.exits![0]!,
        after.handovers![0]!,
        after.rendezVous![0]!,
      ]
      const [one, two] = [exit.when, offer.when]
      if (one) Object.assign(alert, { when: one })
      if (two) Object.assign(exit, { when: two })
      Object.assign(handover, { when: { not: exit.when } })
      delete offer.when
      const options = { today: TODAY, limits: { members: 1, only: ONLY } }
      const space = open([before, after], options)[0]!
      const points = enumerate(before, space, 1, 120)?.filter(({ complete }) => complete)
      if (!points) return
      const found = differences(before, after, options)
      const other = compile(after)
      const pairs = points.map(({ session }) => {
        let now = start(other, { today: TODAY, answers: session.stored })
        for (const [item, { status, done }] of Object.entries(save(session).items))
          now = mark(now, item, status as 'fait', { by: 'usager', on: done ?? TODAY })
        return [shown(session), shown(now)] as const
      })
      expect(found.answers).toBe(BigInt(points.length))
      const expected = ['alerts.alerte', 'exits.sortie', 'handovers.suite', 'rendezVous.rdv'].flatMap((address) =>
        (
          [
            ['disparait', 0, 1],
            ['apparait', 1, 0],
          ] as const
        ).flatMap(([change, has, lacks]) => {
          const count = pairs.filter((pair) => pair[has].has(address) && !pair[lacks].has(address)).length
          return count ? [[address, change, BigInt(count)]] : []
        }),
      )
      // 0: only for groups larger than those that are gone through.
      const told = found.differences.flatMap(({ address, change, count }) => (count ? [[address, change, count]] : []))
      expect(told.sort()).toEqual(expected.sort())
      differing += expected.length
    }),
    { numRuns: RUNS },
  )
  expect(differing).toBeGreaterThan(RUNS / 10)
}, 900_000)

it('proves for groups of any size what it looked at with a few members', () => {
  let grouped = 0
  fc.assert(
    fc.property(parcours, (json) => {
      // Three is all that the generator's groups admit.
      const whole = unlessBound(() => prove(json, { today: TODAY, limits: { members: 3, only: ONLY, nodes: 300_000 } }))
      const few = unlessBound(() => prove(json, { today: TODAY, limits: { members: 1, only: ONLY, nodes: 300_000 } }))
      if (!whole || !few) return
      const verdicts = ({ proofs }: typeof few): unknown =>
        proofs.map(({ property, address, verdict, incomplete }) => [property, address, verdict, incomplete === true])
      expect(verdicts(few)).toEqual(verdicts(whole))
      if (json.questions.some(({ type }) => type === 'group')) grouped++
    }),
    { numRuns: Math.ceil(RUNS / 2) },
  )
  expect(grouped).toBeGreaterThan(RUNS / 20)
}, 900_000)

it('does not try again what went over its bound', () => {
  const tried: number[] = []
  const of = onceBySize((size) => {
    tried.push(size)
    const diagrams = new Diagrams(10)
    return diagrams.all(Array.from({ length: size }, (_, level) => diagrams.variable(level)))
  })
  for (let times = 0; times < 3; times++) {
    expect(of(2)).toBeGreaterThan(NEVER)
    expect(() => of(20)).toThrow(BoundError)
  }
  expect(tried).toEqual([2, 20])
})

it('is imported by nothing that a widget loads', () => {
  const folder = new URL('../src/', import.meta.url)
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts')))
    expect([name, readFileSync(new URL(name, folder), 'utf8').includes('static/')]).toEqual([name, false])
})

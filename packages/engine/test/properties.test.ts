import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  alerts,
  answer,
  AnswerError,
  carry,
  compile,
  diff,
  explain,
  fill,
  mergePlans,
  ParcoursError,
  restore,
  save,
  start,
  type Answer,
  type Item,
  type Session,
} from '../src/index.js'
import { firstAlerts, firstQuestion, judgeFirst } from '../src/first.js'
import { build, Dice, moves, parcours, play, refs, TODAY, valueFor, view, type Move } from './arbitraries.js'

const numRuns = Number(process.env['PARCOURS_RUNS'] ?? 300)
vi.setConfig({ testTimeout: 60_000 + numRuns * 200 })
const holds = <T extends unknown[]>(property: fc.IProperty<T>): void =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns })
const run = (session: Session, list: readonly Move[]): Session => list.reduce((at, move) => play(at, move), session)

/** A question, or a field of a group, whosoever's. */
const nameOf = (ref: string): string => ref.replace(/#.*/, '')

describe('over random parcours and answers', () => {
  it('every parcours drawn is valid', () => {
    holds(fc.property(parcours, (json) => void compile(json)))
  })

  it('what is known before compile is what the session says', () => {
    holds(
      fc.property(parcours, (json) => {
        expect(judgeFirst(json)).toEqual([])
        const session = start(compile(json), { today: TODAY })
        const first = firstQuestion(session.parcours.source)
        if (first) expect(first.asked).toEqual(session.question)
        expect(alerts(session)).toEqual(expect.arrayContaining(firstAlerts(session.parcours.source)))
      }),
    )
  })

  it('incremental = from scratch', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        const compiled = compile(json)
        const session = run(start(compiled, { today: TODAY }), list)
        const { session: fresh } = restore(compile(json), save(session), { today: TODAY })
        expect(view(fresh)).toEqual(view(session))
      }),
    )
  })

  it('the order of answers does not matter, where none has bounds', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        const bare = JSON.parse(
          JSON.stringify(json, (key, value: unknown) => (key === 'max' && value !== 3 ? undefined : value)),
        ) as typeof json
        const free = JSON.parse(JSON.stringify(bare)) as typeof json
        for (const of of free.questions) if (of.type === 'number') delete of.max
        const compiled = compile(free)
        const session = run(
          start(compiled, { today: TODAY }),
          list.filter(([what]) => !new Dice(what).chance(0.15)),
        )
        const answers = Object.fromEntries(Object.entries(session.stored).reverse())
        expect(view(start(compiled, { today: TODAY, answers }))).toEqual(view(session))
      }),
    )
  })

  it('answer, change, change back = the same session', () => {
    holds(
      fc.property(parcours, moves, fc.nat(), fc.nat(), (json, list, which, value) => {
        const session = run(start(compile(json), { today: TODAY }), list)
        const before = view(session)
        const all = refs(session.parcours)
        const { ref, of } = all[which % all.length]!
        try {
          const changed = answer(session, ref, valueFor(of, value))
          const back = answer(changed, ref, session.stored[ref])
          expect(view(back)).toEqual(before)
          expect(view(session)).toEqual(before)
        } catch (error) {
          if (!(error instanceof AnswerError)) throw error
        }
      }),
    )
  })

  it('what is carried to another parcours is accepted there, and is nothing sensitive', () => {
    holds(
      fc.property(parcours, parcours, moves, (json, other, list) => {
        const session = run(start(compile(json), { today: TODAY }), list)
        const target = compile(other)
        const names = [...json.questions, ...(json.facts ?? [])].map(({ id }) => id)
        const { answers } = carry(session, names, target)
        const all = carry(session, names, target, {
          sensitive: [...refs(session.parcours)].map(({ ref }) => nameOf(ref)),
        })
        for (const carried of [answers, all.answers]) {
          let there = start(target, { today: TODAY, ...(session.territory ? { territory: session.territory } : {}) })
          for (const [ref, value] of Object.entries(carried)) {
            expect(session.stored[ref], ref).toBeDefined()
            there = answer(there, ref, value)
            expect(there.stored[ref]).toEqual(value)
          }
        }
        const secret = new Set(
          refs(session.parcours)
            .filter((one) => one.sensitive)
            .map(({ ref }) => nameOf(ref)),
        )
        expect(Object.keys(answers).filter((ref) => secret.has(nameOf(ref)))).toEqual([])
        const shown = [...session.questions, ...session.plan.items.flatMap((item) => item.questions)]
        for (const { ref, sensitive } of shown) if (sensitive) expect(answers, ref).not.toHaveProperty([ref])
        expect(Object.keys(all.answers)).toEqual(expect.arrayContaining(Object.keys(answers)))
      }),
    )
  })

  it('an answer to a question that is not asked changes nothing, and is in force again when the question comes back', () => {
    holds(
      fc.property(parcours, moves, fc.nat(), (json, list, value) => {
        const session = run(start(compile(json), { today: TODAY }), list)
        // Whether a sensitive answer brought something is asked of a world in which more may be asked: `sensitive` is not compared.
        const before = view(session, ['sensitive', 'askedBy'])
        const late = session.plan.items.flatMap((item) => item.questions)
        const asked = new Set([...session.questions, ...late].map(({ ref }) => ref))
        const cards = new Set(session.plan.items.map((item) => item.of.id))
        for (const { ref, of } of refs(session.parcours)) {
          const card = session.parcours.source.questions.find((one) => one.id === ref.split('.')[0])!.askedAt
          // A late question is seen on its card.
          if (asked.has(ref) || (card !== undefined && cards.has(card))) continue
          const removed = answer(session, ref, undefined)
          expect(view(removed, ['sensitive', 'askedBy']), ref).toEqual(before)
          try {
            const given = answer(removed, ref, valueFor(of, value))
            expect(view(given, ['sensitive', 'askedBy']), ref).toEqual(before)
          } catch (error) {
            if (!(error instanceof AnswerError)) throw error
          }
        }
      }),
    )
  })

  it('save and restore: the same session, nothing to ask again, nothing dropped', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        const compiled = compile(json)
        const session = run(start(compiled, { today: TODAY }), list)
        const saved = JSON.parse(JSON.stringify(save(session))) as ReturnType<typeof save>
        const back = restore(compiled, saved, { today: TODAY })
        expect([back.askAgain, back.dropped]).toEqual([[], []])
        expect(save(back.session)).toEqual(saved)
      }),
    )
  })

  it('a session reads the same whatever came after it, in any order', () => {
    holds(
      fc.property(parcours, moves, fc.integer(), (json, list, seed) => {
        const compiled = compile(json)
        const dice = new Dice(seed)
        const sessions = [start(compiled, { today: TODAY })]
        // Each move goes on from any session so far: a tree.
        const from = list.map(() => dice.next())
        list.forEach((move, i) => sessions.push(play(sessions[Math.floor(from[i]! * sessions.length)]!, move)))
        const alone = [start(compiled, { today: TODAY })]
        const scratch = (i: number): Session => {
          const path: Move[] = []
          for (let at = i; at > 0;) {
            path.unshift(list[at - 1]!)
            at = Math.floor(from[at - 1]! * at)
          }
          return run(alone[0]!, path)
        }
        for (let reads = 0; reads < 8; reads++) {
          const i = dice.below(sessions.length)
          expect(view(sessions[i]!)).toEqual(view(scratch(i)))
        }
      }),
    )
  })

  it('`changes` names every item whose entry in the plan is not the same', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        let session = start(compile(json), { today: TODAY })
        const entries = (one: Session): Map<string, string> => {
          const map = new Map<string, string>()
          for (const item of one.plan.items)
            map.set(
              item.id,
              JSON.stringify(item, (key, value: unknown) => (key === 'of' ? undefined : value)),
            )
          return map
        }
        for (const move of list) {
          const before = entries(session)
          const next = play(session, move)
          if (next === session) continue
          session = next
          const after = entries(session)
          const base = (id: string): string => id.replace(/[#@].*/, '')
          for (const id of new Set([...before.keys(), ...after.keys()]))
            if (before.get(id) !== after.get(id))
              expect(session.changes, `${before.get(id)}\n${after.get(id)}`).toContain(base(id))
        }
      }),
    )
  })

  it('what differs by sensitive answers alone has an empty diff', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        const compiled = compile(json)
        const marked = (move: Move): boolean => new Dice(move[0]).chance(0.15)
        const kept = list.filter((move) => !marked(move))
        const told = run(start(compiled, { today: TODAY }), kept)
        const silent = kept.reduce(
          (at, move) => play(at, move, (_, sensitive) => sensitive),
          start(compiled, { today: TODAY }),
        )
        // An answer may be refused in one only, by bounds that a sensitive answer moved.
        const bare = (one: Session): unknown => {
          const open = new Set(refs(one.parcours).flatMap(({ ref, sensitive }) => (sensitive ? [] : [ref])))
          return Object.entries(one.stored)
            .filter(([ref]) => open.has(ref))
            .sort()
        }
        fc.pre(JSON.stringify(bare(told)) === JSON.stringify(bare(silent)))
        expect(diff(told, silent)).toEqual({ added: [], removed: [], moved: [], because: [] })
        expect(diff(silent, told)).toEqual({ added: [], removed: [], moved: [], because: [] })
      }),
    )
  })

  it('an item is sensitive when it says so, or when it is not in the plan of a parcours that never asks what is sensitive', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        const session = run(start(compile(json), { today: TODAY }), list)
        const never = JSON.parse(JSON.stringify(json)) as typeof json
        for (const of of never.questions)
          for (const one of [of, ...(of.type === 'group' ? of.fields : [])]) if (one.sensitive) one.when = { any: [] }
        const bare = restore(compile(never), save(session), { today: TODAY }).session
        // Of a démarche that repeats, as many as it would have.
        const card = (item: Item): string => `${item.kind} ${item.of.id} ${item.member?.key}`
        const count = new Map<string, number>()
        for (const item of bare.plan.items) count.set(card(item), (count.get(card(item)) ?? 0) + 1)
        for (const item of session.plan.items) {
          const declared = 'sensitive' in item.of && item.of.sensitive === true
          expect(item.sensitive, item.id).toBe(declared || (item.occurrence ?? 0) >= (count.get(card(item)) ?? 0))
        }
      }),
    )
  })

  it('nothing that is shown as not sensitive needs a sensitive answer', () => {
    holds(
      fc.property(parcours, moves, (json, list) => {
        const compiled = compile(json)
        const session = run(start(compiled, { today: TODAY }), list)
        for (const item of session.plan.items)
          for (const reason of explain(session, item.id)) {
            const ref = reason.question?.replace(/#.*/, '')
            const found = refs(compiled).find((one) => one.ref.replace(/#.*/, '') === ref)
            expect(found?.sensitive ?? false, JSON.stringify(reason)).toBe(false)
          }
      }),
    )
  })

  it('the total, once given, is right at the end if no answer is changed', () => {
    holds(
      fc.property(parcours, moves, fc.integer(), (json, list, seed) => {
        const dice = new Dice(seed)
        let session = run(start(compile(json), { today: TODAY }), list)
        const { total } = session.progress
        fc.pre(total !== null)
        for (let left = 60; session.question && left > 0; left--) {
          const { ref, of } = session.question
          let value: Answer | undefined
          while (value === undefined) value = valueFor(of as never, dice.below(1e6))
          try {
            session = answer(session, ref, value)
          } catch (error) {
            if (!(error instanceof AnswerError)) throw error
          }
        }
        fc.pre(session.progress.complete)
        expect(session.progress.asked).toBe(total)
      }),
    )
  })
})

/** Whatever happens, it is one of ours. */
function ours(what: () => unknown): void {
  try {
    what()
  } catch (error) {
    if (!(error instanceof ParcoursError)) throw error
  }
}
function exercise(json: unknown, lenient: boolean, more: (session: Session) => void = () => undefined): void {
  ours(() => {
    const compiled = compile(json, { lenient })
    let session = start(compiled, { today: TODAY, territory: '64' })
    for (const { ref, of } of refs(compiled).slice(0, 40)) ours(() => (session = answer(session, ref, valueFor(of, 7))))
    view(session)
    for (const item of session.plan.items.slice(0, 20)) {
      explain(session, item.id)
      fill(session, '{each} {list} {date:a} {answer:q0} {param:suivi} {constructor}', item)
    }
    mergePlans([session.plan, session.plan])
    ours(() => restore(compiled, save(session), { today: TODAY }))
    more(session)
  })
}
const NASTY = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'q0', 'q0#k1', 'd0@2026-01-31', '']
const hostile = fc.anything({
  key: fc.oneof(fc.constantFrom(...NASTY), fc.string()),
  withNullPrototype: true,
  withBigInt: false,
})

describe('whatever comes in', () => {
  it('any value compiles or is refused with a ParcoursError', () => {
    holds(fc.property(hostile, fc.boolean(), (json, lenient) => exercise(json, lenient)))
  })

  it('a parcours with a part replaced by anything', () => {
    holds(
      fc.property(parcours, fc.integer(), fc.jsonValue(), fc.boolean(), (json, seed, junk, newer) => {
        const dice = new Dice(seed)
        const copy = JSON.parse(JSON.stringify(json)) as Record<string, unknown>
        for (let times = 1 + dice.below(3); times--;) {
          let at = copy as Record<string, unknown>
          for (let depth = dice.below(8); depth--;) {
            const keys = Object.keys(at).filter((key) => at[key] && typeof at[key] === 'object')
            if (!keys.length) break
            at = at[dice.pick(keys)] as Record<string, unknown>
          }
          const keys = Object.keys(at)
          if (Array.isArray(at) && !keys.length) continue
          const key = Array.isArray(at) || (keys.length && dice.chance(0.8)) ? dice.pick(keys) : dice.pick(NASTY)
          if (dice.chance(0.3)) delete at[key]
          else
            Object.defineProperty(at, key, {
              value: dice.chance(0.5) ? junk : dice.pick(Object.values(json)),
              enumerable: true,
              configurable: true,
              writable: true,
            })
        }
        if (newer) copy['formatVersion'] = '1.9'
        exercise(copy, newer)
      }),
    )
  })

  it('any saved file is restored, what it cannot take said', () => {
    holds(
      fc.property(
        parcours,
        hostile,
        fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', ...NASTY), fc.jsonValue()),
        (json, junk, some) => {
          const compiled = compile(json)
          const base = { parcours: 'au-hasard', version: '1.0.0', today: TODAY }
          for (const saved of [
            junk,
            { ...base, answers: some, groups: some, items: some },
            { ...base, answers: junk, groups: junk, items: junk },
          ])
            view(restore(compiled, saved as never, { today: TODAY }).session)
        },
      ),
    )
  })

  it('any answer is taken or refused with a ParcoursError', () => {
    holds(
      fc.property(parcours, fc.constantFrom(...NASTY, 'q1', 'q2'), hostile, (json, ref, value) => {
        const session = start(compile(json), { today: TODAY })
        ours(() => view(answer(session, ref, value as Answer)))
        ours(() => start(session.parcours, { today: value as string }))
        ours(() => start(session.parcours, { today: TODAY, territory: value as string }))
      }),
    )
  })

  const base = () => build({ seed: 5, questions: 3, demarches: 2, others: 0 }) as unknown as Record<string, unknown[]>
  const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

  it('ten thousand facts, anchors and démarches in a row', () => {
    const json = base()
    json['questions'] = [
      {
        id: 'q',
        section: 's',
        type: 'choice',
        label: 'q',
        unknown: { label: '?' },
        options: [{ id: 'a', label: 'a' }],
      },
    ]
    json['facts'] = many(10_000, (i) => ({
      id: `f${i}`,
      when: i ? { any: [{ fact: `f${i - 1}` }, { fact: `f${i - 1}` }] } : { answer: 'q', is: 'a' },
      because: 'x',
    }))
    json['anchors'] = many(10_000, (i) => ({ id: `a${i}`, label: 'x', date: i ? { anchor: `a${i - 1}` } : 'today' }))
    json['demarches'] = many(10_000, (i) => ({
      id: `d${i}`,
      title: 'x',
      organisme: 'caf',
      when: i ? { any: [{ date: { done: `d${i - 1}` }, known: true }, { fact: 'f9999' }] } : { fact: 'f9999' },
      ...(i ? { blockedBy: [`d${i - 1}`] } : {}),
    }))
    for (const key of ['tables', 'jalons', 'rendezVous', 'alerts', 'exits', 'handovers']) json[key] = []
    json['organismes'] = [{ id: 'caf', name: 'Caf' }]
    delete (json as Record<string, unknown>)['end']
    const session = start(compile(json), { today: TODAY })
    const sure = answer(session, 'q', 'a')
    expect(sure.plan.items).toHaveLength(10_000)
    expect(explain(sure, 'd9999')[0]).toMatchObject({ address: 'facts.f9999.because' })
    expect(answer(session, 'q', { unsure: true }).plan.items[0]).toMatchObject({ sure: false })
  })

  it('facts that wait for each other are refused', () => {
    const json = base()
    json['facts'] = [
      { id: 'f', when: { fact: 'g' }, because: 'x' },
      { id: 'g', when: { fact: 'f' }, because: 'x' },
    ]
    expect(() => compile(json)).toThrow(ParcoursError)
    json['facts'] = []
    json['anchors'] = [{ id: 'a', label: 'x', date: { anchor: 'a' } }]
    expect(() => compile(json)).toThrow(ParcoursError)
  })

  it('five megabytes, of dates in one list and of nested conditions', () => {
    const json = base()
    const dates = [...many(380_000, () => '2026-03-02'), '2026-03-01']
    json['anchors'] = [{ id: 'a', label: 'x', date: { earliest: dates } }]
    json['jalons'] = [{ id: 'le-premier', title: 'x', at: { anchor: 'a' }, kind: 'indicative' }]
    expect(JSON.stringify(json).length).toBeGreaterThan(4_900_000)
    // Long, and nothing wrong: it is taken, and read to its last date.
    let told: unknown
    exercise(json, true, ({ plan }) => (told = plan.item('le-premier')?.at))
    expect(told).toMatchObject({ from: '2026-03-01', to: '2026-03-01' })
    let deep: unknown = { answer: 'q0', known: true }
    for (let i = 0; i < 100_000; i++) deep = { not: deep }
    json['anchors'] = []
    json['facts'] = [{ id: 'f', when: deep, because: 'x' }]
    expect(() => compile(json)).toThrow(ParcoursError)
  })
})

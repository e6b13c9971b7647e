import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile, save, start, type Session } from '../src/index.js'
import { NEVER } from '../src/static/bdd.js'
import { open, presences } from '../src/static/prove.js'
import { build, moves, parcours, play, TODAY } from './arbitraries.js'
import { enumerate, ONLY, shown } from './enumeration.fixtures.js'

/** `npm run test:complet` takes thousands. */
const RUNS = Number(process.env['PARCOURS_RUNS'] ?? 300)

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
  fc.assert(
    fc.property(parcours, moves, (json, played) => {
      const compiled = compile(json)
      const space = open([json], { today: TODAY, limits: { members: 3, only } })[0]!
      const found = presences(space)
      let session = start(compiled, { today: TODAY })
      for (const move of played) session = play(session, move)
      const values = space.assign(session.stored, marksOf(session))
      const seen = shown(session)
      for (const [address, where] of found)
        expect([address, space.holds(where, values)]).toEqual([address, seen.has(address)])
    }),
    { numRuns: 3 * RUNS },
  )
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
    { numRuns: RUNS },
  )
  // Small enough to be gone through: most of them.
  expect(compared).toBeGreaterThan(RUNS / 2)
}, 900_000)

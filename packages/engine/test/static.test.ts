import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alerts, compile, save, start, type Session } from '../src/index.js'
import { open, presences } from '../src/static/prove.js'
import { moves, parcours, play, TODAY } from './arbitraries.js'

/** What the generator answers: the same values for the diagrams and for the engine. */
const DATES = ['2024-02-29', '2025-12-31', '2026-01-31', '2026-03-15', '2026-03-31', '2026-05-01', '2027-08-20']
const only = { dates: DATES, numbers: [0, 1, 2, 3], codes: ['64000', '67000', '97400'] }

/** What the engine shows, by address. */
function shown(session: Session): Set<string> {
  const { plan } = session
  const base = (id: string): string => id.replace(/[#@].*/s, '')
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
    { numRuns: 3000 },
  )
})

/** Our own client against our own service, over a network that loses one answer in five. */
import { createClient } from '@parcours/rendez-vous'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databases } from './databases.js'
import { CODED, KEY, ORIGIN, PLAIN, running, START, uuid, type Running } from './instance.js'

const DAY = 86_400_000
const day = (days: number): string => new Date(START + days * DAY).toISOString().slice(0, 10)

describe.each(databases())('the client and the service on $name', ({ open }) => {
  let service: Running
  let database: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    service = await running({ database: await database.fresh() })
  })
  afterEach(() => service.stop())

  /** Loses every fifth answer after the service gave it, and every seventh request before it came. */
  const lossy = () => {
    let count = 0
    const lost = { answers: 0 }
    const client = createClient({
      api: `${service.url}/v1?cle=${KEY}`,
      pauses: [0, 0, 0, 0, 0],
      fetch: async (input, init) => {
        count++
        if (count % 7 === 3) throw new TypeError('perdue')
        const response = await fetch(input, { ...init, headers: { ...(init?.headers as object), origin: ORIGIN } })
        if (count % 5 === 0) {
          await response.body?.cancel()
          lost.answers++
          throw new TypeError('perdue')
        }
        return response
      },
    })
    return { client, lost }
  }

  it('books, moves and cancels exactly once each', async () => {
    const { client, lost } = lossy()
    const kept: string[] = []
    for (let n = 0; n < 12; n++) {
      const { creneaux } = await client.creneaux({ motif: PLAIN, from: day(3), to: day(20) })
      const first = creneaux[0]!
      const id = uuid()
      const hold = uuid()
      await client.hold(hold, first.jeton)
      const booked = await client.book(id, {
        jeton: first.jeton,
        retenue: hold,
        contact: { courriel: `p${n}@courriel.example` },
      })
      expect([booked.etat, booked.version, booked.creneau.start]).toEqual(['confirme', 1, first.start])
      const acces = booked.acces!
      if (n % 3 === 0) {
        kept.push(id)
        continue
      }
      const later = (await client.creneaux({ motif: PLAIN, from: day(3), to: day(20) })).creneaux.at(-1)!
      const moved = await client.move({ id, acces, version: 1 }, { jeton: later.jeton, start: later.start })
      expect([moved.version, moved.creneau.start]).toEqual([2, later.start])
      const gone = await client.cancel({ id, acces, version: 2 })
      expect([gone.version, gone.etat]).toEqual([3, 'annule'])
    }
    expect(lost.answers).toBeGreaterThan(10)
    const counts = await service.store.counts()
    expect([counts.rendezVous, counts.holds]).toEqual([kept.length, 0])
    await service.turn()
    const told = service.letters.map(({ to, text }) => `${to} ${text.split(/[:.]/)[0]}`)
    expect(new Set(told).size).toBe(told.length)
    expect(service.events).toHaveLength(12 + 8 + 8)
  })

  it('does the work that is asked of it, and takes a code', async () => {
    await service.stop()
    service = await running({
      database: await database.fresh(),
      env: { RDV_LIMITE_ECRITURES: '1/60', RDV_PREUVE_BITS: '8' },
    })
    const { client } = lossy()
    const { creneaux } = await client.creneaux({ motif: CODED, from: day(3), to: day(20) })
    const id = uuid()
    const asked = await client.book(id, { jeton: creneaux[0]!.jeton, contact: { telephone: '0612345678' } })
    expect([asked.etat, asked.confirmation?.canal]).toEqual(['a-confirmer', 'sms'])
    await service.turn()
    const code = /\d{6}/.exec(service.letters.at(-1)!.text)![0]
    expect((await client.confirm(id, code)).etat).toBe('confirme')
    expect(await client.ics(id, asked.acces!)).toContain('BEGIN:VEVENT')
  })
})

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, StoreUnavailable, type Letter, type Store, type Wish } from '../../src/store/index.js'
import {
  bench,
  booking,
  DAY,
  execute,
  holding,
  HOUR,
  KEY,
  MINUTE,
  NINE,
  slot,
  START,
  type Bench,
  type Driven,
} from './open.js'

const everything = (store: Store, agendas = ['pau', 'bayonne']) => store.busy(agendas, NINE - DAY, NINE + 30 * DAY)
const hash = (code: string): string => createHash('sha256').update(code).digest('hex')
const typed = (code: string) => ({ matches: (kept: string) => kept === hash(code), tries: 5 })
const wish = (more: Partial<Wish> = {}): Wish => ({
  motif: 'separation',
  lieux: ['pau'],
  modes: [],
  from: NINE,
  to: NINE + DAY,
  lasts: 30 * MINUTE,
  places: 1,
  ...more,
})
const waiting = (id: string, more: Partial<Wish> = {}) => ({
  id,
  body: `wait ${id}`,
  key: 'pk_test',
  wish: wish(more),
  detail: {},
})

describe.each(['SQLite', 'PostgreSQL'])('store (%s)', (dialect) => {
  let all: Bench
  let on: Driven
  beforeAll(async () => {
    all = await bench(dialect)
  })
  // A database server takes its time to stop.
  afterAll(() => all.close(), 60_000)
  const fresh = async (options = {}): Promise<Store> => {
    on = await all.fresh(options)
    return on.store
  }

  describe('holds', () => {
    it('keeps the slot from others, says until when, and lets go at that time without anybody sweeping', async () => {
      const store = await fresh()
      expect(await store.hold(holding('h1', slot(0)))).toMatchObject({ ok: true, fresh: true })
      const until = START + 10 * MINUTE
      expect(await store.book(booking('r1', slot(0)))).toEqual({ ok: false, code: 'creneau_retenu', until })
      on.clock.now = until
      expect(await store.book(booking('r1', slot(0)))).toMatchObject({ ok: true, fresh: true })
    })
    it('a slow person still books with a hold that lapsed, when nobody took the slot', async () => {
      const store = await fresh()
      await store.hold(holding('h1', slot(0)))
      on.clock.now += HOUR
      await store.advance()
      expect(await store.book({ ...booking('r1', slot(0)), hold: 'h1' })).toMatchObject({ ok: true })
      expect(await everything(store)).toEqual([{ agenda: 'pau', start: slot(0).start, end: slot(0).end, taken: 1 }])
    })
    it('is extended by asking again, never over its bound, and never shortened', async () => {
      const store = await fresh()
      await store.hold(holding('h1', slot(0)))
      for (const [minutes, end] of [
        [5, 15],
        [14, 24],
        [23, 33],
        [32, 40],
        [39, 40],
      ] as const) {
        on.clock.now = START + minutes * MINUTE
        expect(await store.hold(holding('h1', slot(0)))).toMatchObject({
          ok: true,
          fresh: false,
          hold: { expires: START + end * MINUTE },
        })
      }
    })
    it('an id holds one slot: another one, or one that was let go, is refused', async () => {
      const store = await fresh()
      await store.hold(holding('h1', slot(0)))
      expect(await store.hold(holding('h1', slot(1)))).toEqual({ ok: false, code: 'cle_reutilisee' })
      await store.release('h1')
      expect(await store.hold(holding('h1', slot(0)))).toEqual({ ok: false, code: 'cle_reutilisee' })
      expect(await everything(store)).toEqual([])
    })
    it('a DELETE that overtakes its PUT wins', async () => {
      const store = await fresh()
      await store.release('h1')
      expect(await store.hold(holding('h1', slot(0)))).toMatchObject({ ok: false })
      expect(await everything(store)).toEqual([])
    })
    it('its PUT that comes after the booking leaves nothing held', async () => {
      const store = await fresh()
      const wide = slot(0, { capacity: 2 })
      await store.book({ ...booking('r1', wide), hold: 'h1' })
      expect(await store.hold(holding('h1', wide))).toMatchObject({ ok: false })
      expect((await everything(store)).map(({ taken }) => taken)).toEqual([1])
    })
    it('another slot than the held one gives the held one back', async () => {
      const store = await fresh()
      await store.hold(holding('h1', slot(0)))
      await store.book({ ...booking('r1', slot(3)), hold: 'h1' })
      expect((await everything(store)).map(({ start }) => start)).toEqual([slot(3).start])
    })
  })

  describe('bookings', () => {
    it('the same PUT again answers the same; another body under the id is refused', async () => {
      const store = await fresh()
      const first = await store.book(booking('r1', slot(0)))
      const again = await store.book(booking('r1', slot(0)))
      expect(first).toMatchObject({ ok: true, fresh: true })
      expect(again).toEqual({ ...first, fresh: false })
      expect(await store.book({ ...booking('r1', slot(1)), body: 'other' })).toEqual({
        ok: false,
        code: 'cle_reutilisee',
      })
    })
    it('a refused booking writes nothing: its id is still free', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      expect(await store.book({ ...booking('r2', slot(0)), personal: { mel: 'x' } })).toEqual({
        ok: false,
        code: 'creneau_pris',
      })
      expect(await store.read('r2')).toBeNull()
      expect(await store.personal('r2')).toBeNull()
      expect(await store.book(booking('r2', slot(1)))).toMatchObject({ ok: true })
    })
    it.each([
      ['starts in it', 15, 30],
      ['ends in it', -15, 30],
      ['contains it', -30, 90],
      ['stands in it', 5, 10],
    ])('a time that %s cannot be booked beside it', async (_, shift, minutes) => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      const start = slot(0).start + shift * MINUTE
      const other = { ...slot(0), start, end: start + minutes * MINUTE }
      expect(await store.book(booking('r2', other))).toEqual({ ok: false, code: 'creneau_pris' })
      expect(await store.book(booking('r3', slot(1)))).toMatchObject({ ok: true })
    })
    it('a diary of three receives three at once, whatever their order and length', async () => {
      const store = await fresh()
      const long = (i: number) => slot(i, { capacity: 3, minutes: 60 })
      // 0-60, 30-90, 60-120, 0-30 … as long as never more than three meet.
      for (const [id, at] of [
        ['a', long(0)],
        ['b', long(1)],
        ['c', long(2)],
        ['d', slot(0, { capacity: 3 })],
        ['e', slot(0, { capacity: 3 })],
        ['f', slot(1, { capacity: 3 })],
      ] as const)
        expect(await store.book(booking(id, at))).toMatchObject({ ok: true })
      expect(await store.book(booking('g', slot(1, { capacity: 3 })))).toEqual({ ok: false, code: 'creneau_pris' })
      expect((await everything(store)).map(({ taken }) => taken)).toEqual([3, 2, 1])
    })
    it('a joint one takes both diaries or none', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0, { agendas: ['bayonne'] })))
      const before = await everything(store)
      expect(await store.book(booking('r2', slot(0, { agendas: ['pau', 'bayonne'] })))).toMatchObject({ ok: false })
      expect(await everything(store)).toEqual(before)
      expect(await store.book(booking('r3', slot(1, { agendas: ['pau', 'bayonne'] })))).toMatchObject({ ok: true })
      for (const agenda of ['pau', 'bayonne'])
        expect(await store.book(booking(randomUUID(), slot(1, { agendas: [agenda] })))).toMatchObject({ ok: false })
    })
    it('of 40 who book at once as many are told yes as there are places', async () => {
      const store = await fresh()
      const other = await on.again()
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, i) => (i % 2 ? store : other).book(booking(`r${i}`, slot(0, { capacity: 3 })))),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
      expect((await everything(store)).map(({ taken }) => taken)).toEqual([3])
    })
    it('the same PUT ten times at once books once', async () => {
      const store = await fresh()
      const other = await on.again()
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? store : other).book(booking('r1', slot(0, { capacity: 5 })))),
      )
      expect(answers.filter((one) => one.ok && one.fresh)).toHaveLength(1)
      expect(answers.every(({ ok }) => ok)).toBe(true)
      expect((await everything(store)).map(({ taken }) => taken)).toEqual([1])
    })
    it('joint bookings that cross never wait for each other for good', async () => {
      const store = await fresh()
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          store.book(booking(`r${i}`, slot(i % 3, { agendas: i % 2 ? ['pau', 'bayonne'] : ['bayonne', 'pau'] }))),
        ),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
    })
  })

  describe('codes', () => {
    const asked = (id: string, at = slot(0), code = '123456') => ({
      ...booking(id, at),
      personal: { mel: 'claire@exemple.fr' },
      contact: 'mel:claire@exemple.fr',
      confirmation: { code, hash: hash(code), expires: on.clock.now + 15 * MINUTE },
    })
    it('the slot is kept while the code is awaited, and is hers once typed', async () => {
      const store = await fresh()
      await store.book(asked('r1'))
      expect(await store.book(booking('r2', slot(0)))).toMatchObject({ code: 'creneau_retenu' })
      expect(await store.confirm({ id: 'r1', ...typed('000000') })).toEqual({ ok: false, code: 'code_faux', left: 4 })
      expect(await store.confirm({ id: 'r1', ...typed('123456') })).toMatchObject({ rdv: { state: 'confirme' } })
      expect(await store.confirm({ id: 'r1', ...typed('123456') })).toMatchObject({ ok: true, fresh: false })
      on.clock.now += HOUR
      expect(await store.book(booking('r2', slot(0)))).toMatchObject({ code: 'creneau_pris' })
      expect(on.changes.map(({ type }) => type)).toEqual(['rdv.code', 'rdv.confirme'])
    })
    it('after five tries the right one no longer works', async () => {
      const store = await fresh()
      await store.book(asked('r1'))
      for (let i = 0; i < 5; i++) await store.confirm({ id: 'r1', ...typed('000000') })
      expect(await store.confirm({ id: 'r1', ...typed('123456') })).toMatchObject({ ok: false, code: 'code_perime' })
    })
    it('tries made at once all count', async () => {
      const store = await fresh()
      await store.book(asked('r1'))
      const wrong = await Promise.all(Array.from({ length: 12 }, () => store.confirm({ id: 'r1', ...typed('000000') })))
      expect(wrong.filter((one) => !one.ok && one.code === 'code_faux')).toHaveLength(4)
      expect(await store.confirm({ id: 'r1', ...typed('123456') })).toMatchObject({ code: 'code_perime' })
    })
    it('never typed: slot free, contact erased; the same PUT sends another code', async () => {
      const store = await fresh()
      await store.book(asked('r1'))
      on.clock.now += 15 * MINUTE
      expect(await store.advance()).toBe(1)
      expect(await everything(store)).toEqual([])
      expect(await store.personal('r1')).toBeNull()
      expect(await store.book(asked('r1', slot(0), '654321'))).toMatchObject({
        ok: true,
        rdv: { state: 'a-confirmer' },
      })
      expect(await store.confirm({ id: 'r1', ...typed('123456') })).toMatchObject({ code: 'code_faux' })
      expect(await store.confirm({ id: 'r1', ...typed('654321') })).toMatchObject({ ok: true })
      expect(await store.personal('r1')).toEqual({ mel: 'claire@exemple.fr' })
    })
    it('says that she has one already only once the code is right, and keeps nothing of the second', async () => {
      const store = await fresh()
      await store.book(asked('r1'))
      await store.confirm({ id: 'r1', ...typed('123456') })
      const second = await store.book(asked('r2', slot(2)))
      expect(second).toMatchObject({ ok: true, rdv: { state: 'a-confirmer' } })
      expect(await store.confirm({ id: 'r2', ...typed('000000') })).toMatchObject({ code: 'code_faux' })
      expect(await store.confirm({ id: 'r2', ...typed('123456') })).toEqual({
        ok: false,
        code: 'deja_reserve',
        id: 'r1',
      })
      expect((await everything(store)).map(({ start }) => start)).toEqual([slot(0).start])
      expect(await store.personal('r2')).toBeNull()
    })
    it('another motif, a cancelled one or a past one does not stand in the way', async () => {
      const store = await fresh()
      const book = async (id: string, at = slot(0)) => {
        await store.book(asked(id, at))
        return store.confirm({ id, ...typed('123456') })
      }
      await book('r1')
      expect(await book('r2', slot(1, { motif: 'retraite' }))).toMatchObject({ ok: true })
      await store.cancel({ id: 'r1', version: 1 })
      expect(await book('r3')).toMatchObject({ ok: true })
      on.clock.now = slot(0).end
      expect(await book('r4', slot(20))).toMatchObject({ ok: true })
    })
    it('confirmed twice at once for the same motif: one is kept', async () => {
      const store = await fresh()
      const other = await on.again()
      await store.book(asked('r1', slot(0)))
      await store.book(asked('r2', slot(1)))
      const answers = await Promise.all([
        store.confirm({ id: 'r1', ...typed('123456') }),
        other.confirm({ id: 'r2', ...typed('123456') }),
      ])
      expect(answers.map((one) => (one.ok ? 'ok' : one.code)).sort()).toEqual(['deja_reserve', 'ok'])
      expect(await everything(store)).toHaveLength(1)
    })
  })

  describe('move and cancel', () => {
    it('moves in one go, grows the version, and asks for the one that she knows', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      expect(await store.move({ id: 'r1', version: 1, slot: slot(4) })).toMatchObject({ ok: true, rdv: { version: 2 } })
      expect((await everything(store)).map(({ start }) => start)).toEqual([slot(4).start])
      expect(await store.move({ id: 'r1', version: 1, slot: slot(5) })).toEqual({
        ok: false,
        code: 'version_perimee',
        version: 2,
      })
      // The answer was lost, she asks again.
      expect(await store.move({ id: 'r1', version: 1, slot: slot(4) })).toMatchObject({ ok: true, fresh: false })
    })
    it('to a slot that is taken: she keeps hers', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      await store.book(booking('r2', slot(4)))
      const before = await everything(store)
      expect(await store.move({ id: 'r1', version: 1, slot: slot(4) })).toMatchObject({ code: 'creneau_pris' })
      expect(await everything(store)).toEqual(before)
      expect(await store.read('r1')).toMatchObject({ version: 1, slot: slot(0) })
    })
    it('by a quarter of an hour: her own time does not stand in her way', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      const start = slot(0).start + 15 * MINUTE
      const later = { ...slot(0), start, end: start + 30 * MINUTE }
      expect(await store.move({ id: 'r1', version: 1, slot: later })).toMatchObject({ ok: true })
      expect(await everything(store)).toEqual([{ agenda: 'pau', start, end: later.end, taken: 1 }])
    })
    it('through a hold, which becomes the rendez-vous', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      await store.hold(holding('h1', slot(4)))
      expect(await store.move({ id: 'r1', version: 1, slot: slot(4), hold: 'h1' })).toMatchObject({ ok: true })
      on.clock.now += DAY
      await store.advance()
      expect((await everything(store)).map(({ start }) => start)).toEqual([slot(4).start])
      expect(await store.book(booking('r2', slot(4)))).toMatchObject({ code: 'creneau_pris' })
    })
    it('two who swap at once: each has one slot, whoever came first', async () => {
      const store = await fresh()
      const other = await on.again()
      await store.book(booking('r1', slot(0)))
      await store.book(booking('r2', slot(4)))
      await Promise.all([
        store.move({ id: 'r1', version: 1, slot: slot(4) }),
        other.move({ id: 'r2', version: 1, slot: slot(0) }),
      ])
      expect((await everything(store)).map(({ taken }) => taken)).toEqual([1, 1])
    })
    it('cancelling restores exactly, and once', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(2, { agendas: ['pau', 'bayonne'], capacity: 2 })))
      const before = await everything(store)
      await store.book(booking('r2', slot(2, { agendas: ['pau', 'bayonne'], capacity: 2 })))
      expect(await store.cancel({ id: 'r2', version: 1 })).toMatchObject({
        ok: true,
        rdv: { state: 'annule', version: 2 },
      })
      expect(await everything(store)).toEqual(before)
      expect(await store.cancel({ id: 'r2', version: 1 })).toMatchObject({ ok: true, fresh: false })
      expect(on.changes.filter(({ type }) => type === 'rdv.annule')).toHaveLength(1)
      expect(await store.cancel({ id: 'r1', version: 7 })).toMatchObject({ code: 'version_perimee' })
      expect(await store.cancel({ id: 'nobody', version: 1 })).toEqual({ ok: false, code: 'inconnu' })
    })
    it('too late is said with the time until which it could be', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      on.clock.now = slot(0).start - 2 * HOUR
      const late = { ok: false, code: 'annulation_tardive', until: slot(0).start - 24 * HOUR }
      expect(await store.cancel({ id: 'r1', version: 1, notice: 24 * HOUR })).toEqual(late)
      expect(await store.move({ id: 'r1', version: 1, slot: slot(9), notice: 24 * HOUR })).toEqual(late)
      expect(await store.cancel({ id: 'r1', version: 1, notice: HOUR })).toMatchObject({ ok: true })
    })
  })

  describe('waitlist', () => {
    it('a freed slot goes to the first who waits, kept for her alone, then to the next, then to everybody', async () => {
      const store = await fresh({ offerLasts: 30 * MINUTE })
      await store.book(booking('r1', slot(0)))
      for (const id of ['w1', 'w2']) await store.wait(waiting(id))
      await store.wait(waiting('elsewhere', { lieux: ['bayonne'] }))
      await store.cancel({ id: 'r1', version: 1 })
      expect(await store.readWait('w1')).toMatchObject({ state: 'offre', offer: { slot: slot(0) } })
      expect(await store.readWait('w2')).toMatchObject({ state: 'attend', offer: null })
      expect(await store.book(booking('r2', slot(0)))).toMatchObject({ code: 'creneau_retenu' })
      on.clock.now += 30 * MINUTE
      await store.advance()
      expect(await store.readWait('w1')).toMatchObject({ state: 'attend', offer: null })
      expect(await store.readWait('w2')).toMatchObject({ state: 'offre' })
      on.clock.now += 30 * MINUTE
      await store.advance()
      expect(await everything(store)).toEqual([])
      expect(on.changes.map(({ type }) => type).filter((type) => type.startsWith('attente'))).toEqual([
        'attente.offre',
        'attente.passee',
        'attente.offre',
        'attente.passee',
      ])
      expect(await store.readWait('elsewhere')).toMatchObject({ state: 'attend' })
    })
    it('she takes it: she is served and off the list, her needs erased there', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      await store.wait({ ...waiting('w1'), personal: { mel: 'claire@exemple.fr' }, contact: 'mel:claire@exemple.fr' })
      await store.cancel({ id: 'r1', version: 1 })
      expect(await store.book({ ...booking('r2', slot(0)), wait: 'w1' })).toMatchObject({ ok: true })
      expect(await store.readWait('w1')).toMatchObject({ state: 'servie', offer: null })
      expect(await store.personal('w1')).toBeNull()
      expect((await everything(store)).map(({ taken }) => taken)).toEqual([1])
    })
    it('she leaves: what was kept for her goes to the next', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      for (const id of ['w1', 'w2']) await store.wait(waiting(id))
      await store.move({ id: 'r1', version: 1, slot: slot(5) })
      await store.leave('w1')
      expect(await store.readWait('w1')).toMatchObject({ state: 'retiree' })
      expect(await store.readWait('w2')).toMatchObject({ state: 'offre' })
    })
    it('the same person twice on the list is asked once', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      for (const [id, contact] of [
        ['w1', 'tel:+33600000001'],
        ['w2', 'tel:+33600000001'],
        ['w3', 'tel:+33600000002'],
      ] as const)
        await store.wait({ ...waiting(id), contact })
      await store.cancel({ id: 'r1', version: 1 })
      on.clock.now += HOUR
      await store.advance()
      expect(await store.readWait('w2')).toMatchObject({ state: 'attend' })
      expect(await store.readWait('w3')).toMatchObject({ state: 'offre' })
    })
    it('two slots freed at once go to two people', async () => {
      const store = await fresh()
      const other = await on.again()
      for (const i of [0, 1]) await store.book(booking(`r${i}`, slot(i)))
      for (const id of ['w1', 'w2', 'w3']) await store.wait(waiting(id))
      await Promise.all([store.cancel({ id: 'r0', version: 1 }), other.cancel({ id: 'r1', version: 1 })])
      const states = await Promise.all(['w1', 'w2', 'w3'].map(async (id) => (await store.readWait(id))?.state))
      expect(states).toEqual(['offre', 'offre', 'attend'])
    })
    it('a slot that opened is offered too; one that is taken is not; a wait ends with its window', async () => {
      const store = await fresh()
      await store.wait(waiting('w1'))
      await store.book(booking('r1', slot(0)))
      expect(await store.wishes(10)).toEqual([wish()])
      expect(await store.offer(slot(0))).toBe(false)
      expect(await store.offer(slot(1))).toBe(true)
      expect(await store.wishes(10)).toEqual([])
      await store.wait(waiting('w2', { to: NINE + HOUR }))
      on.clock.now = NINE + HOUR
      while ((await store.advance()) > 0);
      expect(await store.readWait('w2')).toMatchObject({ state: 'finie' })
    })
  })

  describe('waitlist, two organismes at once', () => {
    const both = { agendas: ['pau/caf', 'pau/cpam'] }
    const all = ['pau/caf', 'pau/cpam']
    const caf = (index: number) => slot(index, { agendas: ['pau/caf'], motif: 'caf' })
    const cpam = (index: number) => slot(index, { agendas: ['pau/cpam'], motif: 'cpam' })
    const offers = () => on.changes.filter(({ type }) => type === 'attente.offre').length

    it('is offered only when both are free, and one freed alone is left to its own list', async () => {
      const store = await fresh()
      await store.book(booking('caf', caf(0)))
      await store.book(booking('cpam', cpam(0)))
      await store.wait(waiting('w1', { places: 2 }))
      expect(await store.offer(slot(0, both))).toBe(false)
      await store.cancel({ id: 'caf', version: 1 })
      expect(await store.offer(slot(0, both))).toBe(false)
      expect(await store.readWait('w1')).toMatchObject({ state: 'attend', offer: null })
      // What was looked at in vain keeps nobody out.
      expect((await everything(store, all)).map(({ agenda }) => agenda)).toEqual(['pau/cpam'])
      await store.cancel({ id: 'cpam', version: 1 })
      expect(await store.offer(slot(0, both))).toBe(true)
      expect(await store.readWait('w1')).toMatchObject({ state: 'offre', offer: { slot: slot(0, both) } })
      expect((await everything(store, all)).map(({ agenda, taken }) => [agenda, taken])).toEqual([
        ['pau/caf', 1],
        ['pau/cpam', 1],
      ])
      for (const alone of [caf(0), cpam(0)])
        expect(await store.book(booking(`r${alone.motif}`, alone))).toMatchObject({ code: 'creneau_retenu' })
    })
    it('in the other order of diaries, one held keeps the other from being taken', async () => {
      const store = await fresh()
      await store.wait(waiting('w1', { places: 2 }))
      await store.hold(holding('h1', caf(0)))
      expect(await store.offer(slot(0, { agendas: ['pau/cpam', 'pau/caf'] }))).toBe(false)
      expect((await everything(store, all)).map(({ agenda }) => agenda)).toEqual(['pau/caf'])
      expect(await store.book(booking('cpam', cpam(0)))).toMatchObject({ ok: true })
    })
    it('who waits for one organisme is not offered two, nor the other way round', async () => {
      const store = await fresh()
      await store.wait(waiting('alone'))
      await store.wait(waiting('joint', { places: 2 }))
      expect(await store.offer(slot(0, both))).toBe(true)
      expect(await store.readWait('alone')).toMatchObject({ state: 'attend' })
      expect(await store.readWait('joint')).toMatchObject({ state: 'offre' })
      expect(await store.offer(slot(1))).toBe(true)
      expect(await store.readWait('alone')).toMatchObject({ state: 'offre' })
    })
    it('one person at a time, from two instances at once', async () => {
      const store = await fresh()
      const other = await on.again()
      for (const id of ['w1', 'w2', 'w3']) await store.wait(waiting(id, { places: 2 }))
      const crossed = slot(0, { agendas: ['pau/cpam', 'pau/caf'] })
      await Promise.all([
        store.offer(slot(0, both)),
        other.offer(crossed),
        store.offer(crossed),
        other.offer(slot(0, both)),
      ])
      const states = await Promise.all(['w1', 'w2', 'w3'].map(async (id) => (await store.readWait(id))?.state))
      expect(states).toEqual(['offre', 'attend', 'attend'])
      expect((await everything(store, all)).map(({ taken }) => taken)).toEqual([1, 1])
    })
    it('refused, it goes to the next; expired, to the one after; then both diaries are free', async () => {
      const store = await fresh({ offerLasts: 30 * MINUTE })
      await store.book(booking('r1', slot(0, both)))
      for (const id of ['w1', 'w2', 'w3']) await store.wait(waiting(id, { places: 2 }))
      await store.cancel({ id: 'r1', version: 1 })
      expect(await store.readWait('w1')).toMatchObject({ state: 'offre' })
      await store.leave('w1')
      expect(await store.readWait('w2')).toMatchObject({ state: 'offre' })
      on.clock.now += 30 * MINUTE
      await store.advance()
      expect(await store.readWait('w2')).toMatchObject({ state: 'attend' })
      expect(await store.readWait('w3')).toMatchObject({ state: 'offre' })
      expect((await everything(store, all)).map(({ taken }) => taken)).toEqual([1, 1])
      on.clock.now += 30 * MINUTE
      while ((await store.advance()) > 0);
      expect(await everything(store, all)).toEqual([])
      expect(offers()).toBe(3)
      // Nobody is asked again.
      expect(await store.offer(slot(0, both))).toBe(false)
      expect(await store.book(booking('caf', caf(0)))).toMatchObject({ ok: true })
      expect(await store.book(booking('cpam', cpam(0)))).toMatchObject({ ok: true })
    })
    it('she takes it: both diaries, once, and both are free when she cancels', async () => {
      const store = await fresh()
      await store.wait(waiting('w1', { places: 2 }))
      await store.offer(slot(0, both))
      expect(await store.book({ ...booking('r1', slot(0, both)), wait: 'w1' })).toMatchObject({ ok: true })
      expect(await store.readWait('w1')).toMatchObject({ state: 'servie' })
      on.clock.now += DAY
      while ((await store.advance()) > 0);
      expect((await everything(store, all)).map(({ taken }) => taken)).toEqual([1, 1])
      await store.cancel({ id: 'r1', version: 1 })
      expect(await everything(store, all)).toEqual([])
    })
    it('of a longer time, what she does not need stays free in both; the same time is not offered to her again', async () => {
      const store = await fresh({ offerLasts: 30 * MINUTE })
      await store.wait(waiting('w1', { places: 2 }))
      const long = slot(0, { ...both, minutes: 60 })
      expect(await store.offer(long)).toBe(true)
      expect(await store.book(booking('caf', caf(1)))).toMatchObject({ ok: true })
      on.clock.now += 30 * MINUTE
      while ((await store.advance()) > 0);
      expect(await store.readWait('w1')).toMatchObject({ state: 'attend' })
      expect(offers()).toBe(1)
      expect((await everything(store, all)).map(({ agenda, start }) => [agenda, start])).toEqual([
        ['pau/caf', caf(1).start],
      ])
    })
  })

  describe('until when a place on the list is useful', () => {
    it('an offer of a time that is near ends when the time begins', async () => {
      const store = await fresh({ offerLasts: 30 * MINUTE })
      on.clock.now = NINE - 10 * MINUTE
      await store.wait(waiting('w1'))
      expect(await store.offer(slot(0))).toBe(true)
      expect(await store.readWait('w1')).toMatchObject({ offer: { expires: NINE } })
    })
    it('a time that starts at her bound or after is never offered, even when it is the only one', async () => {
      const store = await fresh()
      await store.wait(waiting('w1', { to: slot(1).start }))
      expect(await store.offer(slot(1))).toBe(false)
      expect(await store.offer(slot(2))).toBe(false)
      expect(await store.offer(slot(0))).toBe(true)
    })
    it('a time freed after her bound goes to somebody for whom it is still useful', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(4)))
      await store.wait(waiting('w1', { to: slot(4).start }))
      await store.wait(waiting('w2', { to: slot(5).start }))
      await store.cancel({ id: 'r1', version: 1 })
      expect(await store.readWait('w1')).toMatchObject({ state: 'attend' })
      expect(await store.readWait('w2')).toMatchObject({ state: 'offre' })
    })
    it('once it is over she is off the list, her contact erased, before anybody sweeps no longer offered', async () => {
      const store = await fresh()
      await store.wait({ ...waiting('w1', { to: NINE }), personal: { mel: 'claire@exemple.fr' } })
      on.clock.now = NINE
      expect(await store.offer(slot(2))).toBe(false)
      expect(await store.wishes(10)).toEqual([])
      while ((await store.advance()) > 0);
      expect(await store.readWait('w1')).toMatchObject({ state: 'finie' })
      expect(await store.personal('w1')).toBeNull()
    })
  })

  describe('occupancy', () => {
    it('leaves out what is hers, so that she sees it as free when she moves', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      await store.hold(holding('h1', slot(2)))
      const starts = async (except?: string) =>
        (await store.busy(['pau'], NINE, NINE + DAY, except)).map(({ start }) => start)
      expect(await starts()).toEqual([slot(0).start, slot(2).start])
      expect(await starts('r1')).toEqual([slot(2).start])
      expect(await starts('h1')).toEqual([slot(0).start])
    })
    it('what is not on the grid of cells is rounded outwards, as the constraint does', async () => {
      const store = await fresh()
      const odd = { ...slot(0), start: NINE + 2 * MINUTE, end: NINE + 17 * MINUTE }
      await store.book(booking('r1', odd))
      expect(await everything(store)).toEqual([{ agenda: 'pau', start: NINE, end: NINE + 20 * MINUTE, taken: 1 }])
    })
  })

  describe('outbox', () => {
    const letters = (type: string): Letter[] => [
      { channel: 'webhook', kind: type, due: 0, payload: { type }, stream: 'webhook/r1' },
      { channel: 'mail', kind: type, due: 0, payload: { to: 'claire@exemple.fr' } },
      ...(type === 'rdv.annule'
        ? []
        : [{ channel: 'mail', kind: 'rappel', due: NINE - DAY, payload: {}, whileUnchanged: true }]),
    ]
    const withOutbox = () => fresh({ outbox: ({ type }: { type: string }) => letters(type) })
    const kinds = (rows: readonly { channel: string; kind: string }[]) =>
      rows.map((row) => `${row.channel} ${row.kind}`)

    it('writes with the change, gives each to one, and a stream in the order of versions', async () => {
      const store = await withOutbox()
      const other = await on.again()
      await store.book(booking('r1', slot(0)))
      await store.move({ id: 'r1', version: 1, slot: slot(4) })
      const [mine, theirs] = await Promise.all([store.claim(10, MINUTE), other.claim(10, MINUTE)])
      expect(kinds([...mine, ...theirs]).sort()).toEqual([
        'mail rdv.confirme',
        'mail rdv.deplace',
        'webhook rdv.confirme',
      ])
      const first = [...mine, ...theirs].find(({ channel }) => channel === 'webhook')!
      expect(first).toMatchObject({ subject: 'r1', version: 1, tries: 1, payload: { type: 'rdv.confirme' } })
      await store.failed(first, on.clock.now + MINUTE)
      expect(await store.claim(10, MINUTE)).toEqual([])
      on.clock.now += MINUTE
      // The other claims lapsed, and the webhook is due again.
      const again = await store.claim(10, MINUTE)
      const webhook = again.find(({ channel }) => channel === 'webhook')!
      expect(webhook).toMatchObject({ id: first.id, tries: 2, version: 1 })
      await store.sent(first)
      expect(await store.counts()).toMatchObject({ outbox: 5 })
      await store.sent(webhook)
      expect(kinds(await store.claim(10, MINUTE))).toEqual(['webhook rdv.deplace'])
    })
    it('a letter given up no longer stops its stream, and is counted', async () => {
      const store = await withOutbox()
      await store.book(booking('r1', slot(0)))
      await store.cancel({ id: 'r1', version: 1 })
      const rows = await store.claim(10, MINUTE)
      await store.failed(
        rows.find(({ channel }) => channel === 'webhook')!,
        null,
      )
      expect(kinds(await store.claim(10, MINUTE))).toEqual(['webhook rdv.annule'])
      expect(await store.counts()).toMatchObject({ dead: 1 })
    })
    it('a reminder of a time that was left is never sent', async () => {
      const store = await withOutbox()
      await store.book(booking('r1', slot(0)))
      await store.cancel({ id: 'r1', version: 1 })
      on.clock.now = NINE
      expect(kinds(await store.claim(10, MINUTE))).not.toContain('mail rappel')
    })
    it('of a change that is refused nothing is sent', async () => {
      const store = await withOutbox()
      await store.book(booking('r1', slot(0)))
      const before = (await store.counts()).outbox
      await store.book(booking('r2', slot(0)))
      expect((await store.counts()).outbox).toBe(before)
    })
  })

  describe('persons', () => {
    const claire = {
      mel: 'claire.durand@exemple.fr',
      tel: '+33612345678',
      besoins: ['interprete-lsf'],
    }
    const kept = (id: string, at = slot(0)) => ({
      ...booking(id, at),
      personal: claire,
      contact: 'tel:+33612345678',
      verified: true,
    })

    it('no byte of the database tells who it is or what she needs', async () => {
      const store = await fresh({
        outbox: () => [{ channel: 'sms', kind: 'x', due: 0, payload: { to: claire.tel, mel: claire.mel } }],
      })
      await store.book(kept('r1'))
      await store.wait({ ...waiting('w1'), personal: claire, contact: 'tel:+33612345678' })
      await store.move({ id: 'r1', version: 1, slot: slot(3) })
      const bytes = await dump(on.database)
      // So that a dump that reads nothing cannot pass.
      expect(bytes.includes('r1')).toBe(true)
      // Three letters alone may be met by chance in what is encrypted: with the quote that JSON puts after them, they may not.
      for (const secret of ['claire', 'durand', '612345678', 'interprete', 'lsf"', 'lsf\\"'])
        expect(bytes.toLowerCase().includes(secret), secret).toBe(false)
      for (const text of [claire.mel, claire.tel, 'tel:+33612345678'])
        for (const plain of [
          Buffer.from(text).toString('base64').slice(0, -4),
          createHash('sha256').update(text).digest('base64'),
        ])
          expect(bytes.includes(plain)).toBe(false)
      expect(await store.personal('r1')).toEqual(claire)
    })
    it('contact and needs go when the delay is over, the rendez-vous without person stays', async () => {
      const store = await fresh({ retentionDays: 30 })
      await store.book(kept('r1'))
      on.clock.now = slot(0).end + 30 * DAY - 1
      expect(await store.purge()).toBe(0)
      expect(await store.personal('r1')).toEqual(claire)
      on.clock.now += 1
      expect(await store.purge()).toBe(1)
      expect(await store.personal('r1')).toBeNull()
      expect(await store.read('r1')).toMatchObject({ state: 'confirme' })
      on.clock.now += 400 * DAY
      await store.purge()
      expect(await store.read('r1')).toBeNull()
      expect(await everything(store)).toEqual([])
    })
    it('of a cancelled one the delay runs from the cancelling', async () => {
      const store = await fresh({ retentionDays: 2 })
      await store.book(kept('r1'))
      await store.cancel({ id: 'r1', version: 1 })
      on.clock.now = START + 2 * DAY
      expect(await store.purge()).toBe(1)
    })
    it('a key is changed without losing anybody, and the old one can then be thrown away', async () => {
      const store = await fresh()
      await store.book(kept('r1'))
      const next = { id: 'b', secret: Buffer.alloc(32, 8) }
      const both = await on.again({ encryption: [next, KEY] })
      expect(await both.personal('r1')).toEqual(claire)
      expect(await both.rotate()).toBe(0)
      const only = await on.again({ encryption: [next] })
      expect(await only.personal('r1')).toEqual(claire)
      await expect(store.personal('r1')).rejects.toThrow('La clé de chiffrement « b » manque')
    })
    it('without a key nothing personal is taken, and rendez-vous are', async () => {
      const store = await fresh({ encryption: [] })
      await expect(store.book(kept('r1'))).rejects.toThrow('Aucune clé de chiffrement')
      expect(await store.book(booking('r1', slot(0)))).toMatchObject({ ok: true })
    })
    it('what the host confirmed itself is one per motif at once', async () => {
      const store = await fresh()
      await store.book(kept('r1'))
      expect(await store.book(kept('r2', slot(1)))).toEqual({ ok: false, code: 'deja_reserve', id: 'r1' })
      expect(await everything(store)).toHaveLength(1)
    })
    it('one per motif follows a rendez-vous that moves, later and sooner', async () => {
      const store = await fresh()
      await store.book(kept('r1', slot(0)))
      expect(await store.move({ id: 'r1', version: 1, slot: slot(20) })).toMatchObject({ ok: true })
      on.clock.now = slot(0).end
      expect(await store.book(kept('r2', slot(25)))).toEqual({ ok: false, code: 'deja_reserve', id: 'r1' })
      expect(await store.move({ id: 'r1', version: 2, slot: slot(4) })).toMatchObject({ ok: true })
      on.clock.now = slot(4).end
      expect(await store.book(kept('r3', slot(25)))).toMatchObject({ ok: true })
    })
  })

  describe('the database itself', () => {
    it('opens again with all it had, by several at once', async () => {
      const store = await fresh()
      await store.book(booking('r1', slot(0)))
      const others = await Promise.all([on.again(), on.again(), on.again()])
      for (const other of others) expect(await other.read('r1')).toMatchObject({ id: 'r1' })
    })
    it('refuses a database that a newer release has changed', async () => {
      const store = await fresh()
      await store.ping()
      await execute(on.database, 'INSERT INTO migration (number) VALUES (9999)')
      await expect(on.again()).rejects.toThrow(/version plus récente/)
    })
    it('forbids two owners of a unit by itself, whatever the program does', async () => {
      await fresh()
      const insert = "INSERT INTO occupation VALUES ('pau', 1, 1, 'r:x', 1)"
      await execute(on.database, insert)
      await expect(execute(on.database, insert)).rejects.toThrow(/unique/i)
    })
    it('closed, it says that it cannot', async () => {
      const store = await fresh()
      const other = await on.again()
      await other.book(booking('r1', slot(0)))
      await store.close()
      await expect(store.book(booking('r2', slot(1)))).rejects.toThrow()
    })
  })
})

describe('a database that is not there', () => {
  const options = { encryption: [KEY], fingerprint: Buffer.alloc(32), now: () => START }
  it('is told in French, with what to look at', async () => {
    await expect(openStore({ ...options, database: '/nowhere/rdv.sqlite' })).rejects.toThrow(/dossier existe/)
    await expect(openStore({ ...options, database: 'postgres://x@127.0.0.1:1/x' })).rejects.toThrow(StoreUnavailable)
  })
})

/** Everything that is on the disk (SQLite: the log too) or that PostgreSQL would give to a backup. */
async function dump(database: string): Promise<string> {
  if (!database.startsWith('postgres'))
    return readdirSync(dirname(database))
      .filter((name) => name.startsWith(basename(database)))
      .map((name) => readFileSync(join(dirname(database), name), 'latin1'))
      .join('\n')
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  try {
    const tables = await client.query<{ tablename: string }>(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    )
    const parts: string[] = []
    for (const { tablename } of tables.rows)
      parts.push(JSON.stringify((await client.query(`SELECT * FROM ${tablename}`)).rows))
    return parts.join('\n')
  } finally {
    await client.end()
  }
}

/**
 * The store against the model, on both databases, in any order of events. One answer in five is lost: the person asks again with the
 * same id, and everything must be as if she had asked once: units, letters, versions.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Slot, Store } from '../../src/store/index.js'
import { CODE, LASTS, Model, MOST, nameOf, NEEDS, OFFER, unitsOf, type Said } from './model.js'
import { bench, DAY, execute, HOUR, MINUTE, NINE, slot, START, type Bench, type Driven } from './open.js'

const RUNS = Math.max(20, Math.round(Number(process.env['PARCOURS_RUNS'] ?? 300) / 5))
const TABLES = ['occupation', 'retenue', 'rdv', 'personne', 'actif', 'attente', 'proposition', 'envoi']
const CLOSES = NINE + DAY

/** Two people at once in Pau, one in Bayonne, half hours and hours that overlap, and two together. */
const SLOTS: readonly Slot[] = [
  slot(0, { capacity: 2 }),
  slot(1, { capacity: 2 }),
  slot(0, { capacity: 2, minutes: 60 }),
  slot(0, { agendas: ['bayonne'] }),
  slot(1, { agendas: ['bayonne'] }),
  slot(0, { agendas: ['bayonne'], minutes: 60 }),
  {
    ...slot(1),
    places: [
      { agenda: 'pau', capacity: 2 },
      { agenda: 'bayonne', capacity: 1 },
    ],
  },
]

interface Real {
  readonly store: Store
  readonly clock: { now: number }
}

/** The two sides of one thing that somebody does. */
interface Act {
  readonly name: string
  expected(): Said
  done(store: Store): Promise<Said>
}

/** Drawn before it is known what there will be: whom and what it is about is picked when its turn comes. */
class Step implements fc.AsyncCommand<Model, Real> {
  #name = ''
  constructor(
    private readonly lost: boolean,
    private readonly act: (model: Model) => Act,
  ) {}
  check(): boolean {
    return true
  }
  async run(model: Model, { store }: Real): Promise<void> {
    const { name, expected, done } = this.act(model)
    this.#name = name
    let said = await done(store)
    const right = expected()
    expect(brief(said)).toEqual(brief(right))
    if (this.lost) {
      said = await done(store)
      expect(brief(said)).toEqual(brief(right))
      if (said.ok) expect(said).toMatchObject({ fresh: false })
    }
    await compare(model, store)
  }
  toString(): string {
    return this.lost ? `${this.#name} (réponse perdue, redemandé)` : this.#name
  }
}

class Later implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly minutes: number,
    private readonly sweep: boolean,
  ) {}
  check(): boolean {
    return true
  }
  async run(model: Model, { store, clock }: Real): Promise<void> {
    clock.now += this.minutes * MINUTE
    model.now = clock.now
    if (this.sweep) {
      while ((await store.advance()) > 0);
      model.advance()
    }
    await compare(model, store)
  }
  toString(): string {
    return `+${this.minutes} min${this.sweep ? ', ménage' : ''}`
  }
}

const brief = ({ ok, code, until, id }: Said): Said => ({
  ok,
  ...(ok || code === undefined ? {} : { code }),
  ...(ok || until === undefined ? {} : { until }),
  ...(code === 'deja_reserve' && id !== undefined ? { id } : {}),
})

async function compare(model: Model, store: Store): Promise<void> {
  const busy = await store.busy(['pau', 'bayonne'], NINE - DAY, NINE + DAY)
  expect(Object.fromEntries(unitsOf(busy))).toEqual(Object.fromEntries(model.units()))
  for (const [id, { state, version, slot: at }] of model.state.rdvs)
    expect(await store.read(id)).toMatchObject({ state, version, slot: { start: at.start, end: at.end } })
  for (const [id, { state }] of model.state.waits) expect(await store.readWait(id)).toMatchObject({ state })
  // Letters too are written once, whatever was lost.
  const rows = await store.claim(100, MINUTE)
  for (const row of rows) await store.sent(row)
  expect(rows.map(({ kind }) => kind).sort()).toEqual(model.state.events.splice(0).sort())
}

const lost = fc.integer({ min: 0, max: 4 }).map((n) => n === 0)
const at = fc.nat({ max: SLOTS.length - 1 }).map((i) => SLOTS[i]!)
/** Which one; high numbers are ids that nobody has yet. */
const which = fc.nat({ max: 99 })
const maybe = fc.option(which, { nil: undefined, freq: 2 })
/** Mostly the version that it has, at times one that she no longer has, or could not have. */
const shift = fc.constantFrom(0, 0, 0, 0, 0, -1, 1)

function pick(prefix: string, known: ReadonlyMap<string, unknown>, n: number, fresh = 92): string {
  const ids = [...known.keys()]
  return n >= fresh || ids.length === 0 ? `${prefix}${ids.length}` : ids[n % ids.length]!
}
const heldBy = (model: Model, n: number | undefined): string | undefined =>
  n === undefined ? undefined : pick('h', model.state.holds, n)

const hold = fc.tuple(lost, which, at).map(
  ([drop, n, slot]) =>
    new Step(drop, (model) => {
      const id = pick('h', model.state.holds, n, 30)
      // To extend it, its own slot is asked for.
      const where = n % 3 ? (model.state.holds.get(id)?.slot ?? slot) : slot
      return {
        name: `retenir ${id} ${nameOf(where)}`,
        expected: () => model.hold(id, where),
        done: (store) => store.hold({ id, slot: where, lasts: LASTS, most: MOST }),
      }
    }),
)
const release = which.map(
  (n) =>
    new Step(false, (model) => {
      const id = pick('h', model.state.holds, n)
      return {
        name: `lever ${id}`,
        expected: () => model.release(id),
        done: async (store) => {
          // Twice, as if the answer had been lost.
          for (let i = 0; i < 2; i++) await store.release(id)
          return { ok: true }
        },
      }
    }),
)
const book = fc.tuple(lost, which, at, fc.boolean(), maybe, maybe).map(
  ([drop, n, slot, code, h, w]) =>
    new Step(drop, (model) => {
      const id = pick('r', model.state.rdvs, n, 25)
      const known = model.state.rdvs.get(id)
      const holdId = heldBy(model, h)
      const waitId = w === undefined ? undefined : pick('w', model.state.waits, w)
      // What she held, or was offered, is mostly what she books; asked again, the same as before but for one in ten.
      const kept = model.state.waits.get(waitId ?? '')?.offer?.slot ?? model.state.holds.get(holdId ?? '')?.slot ?? slot
      const where = known && n % 10 ? known.slot : kept
      const body = known && n % 10 ? known.body : `${nameOf(where)} ${code}`
      const contact = known?.contact ?? `tel:+3360000000${n % 3}`
      const withCode = body.endsWith('true')
      return {
        name: `réserver ${id} ${nameOf(where)}${withCode ? ' avec code' : ''} ${holdId ?? ''} ${waitId ?? ''}`,
        expected: () => model.book(id, where, body, contact, withCode, holdId, waitId),
        done: (store) =>
          store.book({
            id,
            slot: where,
            body,
            key: 'pk_test',
            detail: {},
            personal: { contact },
            contact,
            ...(holdId ? { hold: holdId } : {}),
            ...(waitId ? { wait: waitId } : {}),
            ...(withCode ? { confirmation: { code: '123456', hash: 'right', expires: model.now + CODE } } : {}),
          }),
      }
    }),
)
const confirm = fc.tuple(lost, which).map(
  ([drop, n]) =>
    new Step(drop, (model) => {
      const awaited = new Map([...model.state.rdvs].filter(([, { state }]) => state === 'a-confirmer'))
      const id = n % 4 && awaited.size ? [...awaited.keys()][n % awaited.size]! : pick('r', model.state.rdvs, n)
      return {
        name: `confirmer ${id}`,
        expected: () => model.confirm(id),
        done: (store) => store.confirm({ id, tries: 5, matches: (hash) => hash === 'right' }),
      }
    }),
)
const move = fc.tuple(lost, which, shift, at, maybe).map(
  ([drop, n, by, slot, h]) =>
    new Step(drop, (model) => {
      const id = pick('r', model.state.rdvs, n)
      const version = (model.state.rdvs.get(id)?.version ?? 1) + by
      const holdId = heldBy(model, h)
      const where = model.state.holds.get(holdId ?? '')?.slot ?? slot
      return {
        name: `déplacer ${id} v${version} ${nameOf(where)} ${holdId ?? ''}`,
        expected: () => model.move(id, version, where, holdId),
        done: (store) => store.move({ id, version, slot: where, ...(holdId ? { hold: holdId } : {}) }),
      }
    }),
)
const cancel = fc.tuple(lost, which, shift).map(
  ([drop, n, by]) =>
    new Step(drop, (model) => {
      const id = pick('r', model.state.rdvs, n)
      const version = (model.state.rdvs.get(id)?.version ?? 1) + by
      return {
        name: `annuler ${id} v${version}`,
        expected: () => model.cancel(id, version),
        done: (store) => store.cancel({ id, version }),
      }
    }),
)
const wait = fc.tuple(lost, which).map(
  ([drop, n]) =>
    new Step(drop, (model) => {
      const id = pick('w', model.state.waits, n, 30)
      const wish = { motif: 'separation', lieux: ['pau'], modes: [], from: NINE, to: CLOSES, lasts: NEEDS, places: 1 }
      return {
        name: `attendre ${id}`,
        expected: () => model.wait(id, CLOSES),
        done: (store) => store.wait({ id, body: id, key: 'pk_test', detail: {}, wish }),
      }
    }),
)
const leave = fc.tuple(lost, which).map(
  ([drop, n]) =>
    new Step(drop, (model) => {
      const id = pick('w', model.state.waits, n)
      return { name: `quitter ${id}`, expected: () => model.leave(id), done: (store) => store.leave(id) }
    }),
)
const later = fc
  .tuple(fc.constantFrom(1, 4, 10, 15, 30, 60), fc.boolean())
  .map(([minutes, sweep]) => new Later(minutes, sweep))
// To the eve, or past the first hour: too late to move, to cancel, to offer.
const days = fc
  .tuple(fc.constantFrom((5 * DAY - 10 * MINUTE) / MINUTE, (5 * DAY + HOUR) / MINUTE), fc.boolean())
  .map(([minutes, sweep]) => new Later(minutes, sweep))

const commands = fc.array(
  fc.oneof(
    { weight: 15, arbitrary: hold },
    { weight: 1, arbitrary: release },
    { weight: 24, arbitrary: book },
    { weight: 12, arbitrary: confirm },
    { weight: 15, arbitrary: move },
    { weight: 15, arbitrary: cancel },
    { weight: 9, arbitrary: wait },
    { weight: 1, arbitrary: leave },
    { weight: 18, arbitrary: later },
    { weight: 1, arbitrary: days },
  ),
  { minLength: 20, maxLength: 80, size: 'max' },
)

describe.each(['SQLite', 'PostgreSQL'])('any order of events (%s)', (dialect) => {
  let all: Bench
  let on: Driven
  beforeAll(async () => {
    all = await bench(dialect)
    on = await all.fresh({
      offerLasts: OFFER,
      outbox: ({ type }) => [{ channel: 'webhook', kind: type, due: 0, payload: {} }],
    })
  })
  afterAll(() => all.close())

  it(
    'is what one person after the other would have seen, each thing done exactly once',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(commands, async (list) => {
          await execute(on.database, TABLES.map((table) => `DELETE FROM ${table}`).join(';'))
          on.clock.now = START
          await fc.asyncModelRun(() => ({ model: new Model(START), real: on }), list)
        }),
        { numRuns: RUNS },
      )
    },
  )
})

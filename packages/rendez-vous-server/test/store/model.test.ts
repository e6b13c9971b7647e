/**
 * The store against the model, on both databases, in any order of events. One answer in five is lost: the person asks again with the
 * same id, and everything must be as if she had asked once: units, letters, versions.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Slot, Store } from '../../src/store/index.js'
import { CODE, LASTS, Model, MOST, NEEDS, OFFER, unitsOf, type Said } from './model.js'
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

/** One thing that somebody does, to the model and to the store. */
class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly name: string,
    private readonly lost: boolean,
    private readonly expected: (model: Model) => Said,
    private readonly done: (store: Store, now: number) => Promise<Said>,
  ) {}
  check(): boolean {
    return true
  }
  async run(model: Model, { store, clock }: Real): Promise<void> {
    let said = await this.done(store, clock.now)
    const expected = this.expected(model)
    expect(brief(said)).toEqual(brief(expected))
    if (this.lost) {
      said = await this.done(store, clock.now)
      expect(brief(said)).toEqual(brief(expected))
      if (said.ok) expect(said).toMatchObject({ fresh: false })
    }
    await compare(model, store)
  }
  toString(): string {
    return this.lost ? `${this.name} (réponse perdue, redemandé)` : this.name
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
const oneOf = <T>(list: readonly T[]) => fc.constantFrom(...list)
const at = fc.nat({ max: SLOTS.length - 1 })
const holdId = oneOf(['h0', 'h1', 'h2'])
const rdvId = oneOf(['r0', 'r1', 'r2', 'r3', 'r4'])
const waitId = oneOf(['w0', 'w1', 'w2'])
const version = fc.integer({ min: 1, max: 3 })
/** r0 and r1 are asked for by the same person. */
const contactOf = (id: string): string => (id < 'r2' ? 'tel:+33600000001' : `tel:${id}`)

const commands = fc.commands(
  [
    fc.tuple(lost, holdId, at).map(([drop, id, i]) => {
      const where = SLOTS[i]!
      return new Step(
        `retenir ${id} ${i}`,
        drop,
        (model) => model.hold(id, where),
        (store) => store.hold({ id, slot: where, lasts: LASTS, most: MOST }),
      )
    }),
    fc.tuple(holdId).map(
      ([id]) =>
        new Step(
          `lever ${id}`,
          false,
          (model) => model.release(id),
          async (store) => {
            await store.release(id)
            // Twice, as if the answer had been lost.
            await store.release(id)
            return { ok: true }
          },
        ),
    ),
    ...[false, true].map((code) =>
      fc
        .tuple(lost, rdvId, at, fc.option(holdId, { nil: undefined }), fc.option(waitId, { nil: undefined, freq: 2 }))
        .map(([drop, id, i, hold, wait]) => {
          const where = SLOTS[i]!
          const body = `${i} ${code}`
          const contact = contactOf(id)
          return new Step(
            `réserver ${id} ${i}${code ? ' avec code' : ''} ${hold ?? ''} ${wait ?? ''}`,
            drop,
            (model) => model.book(id, where, body, contact, code, hold, wait),
            (store, now) =>
              store.book({
                id,
                slot: where,
                body,
                key: 'pk_test',
                detail: {},
                personal: { contact },
                contact,
                ...(hold ? { hold } : {}),
                ...(wait ? { wait } : {}),
                ...(code ? { confirmation: { code: '123456', hash: 'right', expires: now + CODE } } : {}),
              }),
          )
        }),
    ),
    fc.tuple(lost, rdvId).map(
      ([drop, id]) =>
        new Step(
          `confirmer ${id}`,
          drop,
          (model) => model.confirm(id),
          (store) => store.confirm({ id, tries: 5, matches: (hash) => hash === 'right' }),
        ),
    ),
    fc.tuple(lost, rdvId, version, at, fc.option(holdId, { nil: undefined })).map(([drop, id, v, i, hold]) => {
      const where = SLOTS[i]!
      return new Step(
        `déplacer ${id} v${v} ${i} ${hold ?? ''}`,
        drop,
        (model) => model.move(id, v, where, hold),
        (store) => store.move({ id, version: v, slot: where, ...(hold ? { hold } : {}) }),
      )
    }),
    fc.tuple(lost, rdvId, version).map(
      ([drop, id, v]) =>
        new Step(
          `annuler ${id} v${v}`,
          drop,
          (model) => model.cancel(id, v),
          (store) => store.cancel({ id, version: v }),
        ),
    ),
    fc.tuple(lost, waitId).map(
      ([drop, id]) =>
        new Step(
          `attendre ${id}`,
          drop,
          (model) => model.wait(id, CLOSES),
          (store) =>
            store.wait({
              id,
              body: id,
              key: 'pk_test',
              detail: {},
              wish: {
                motif: 'separation',
                lieux: ['pau'],
                modes: [],
                from: NINE,
                to: CLOSES,
                lasts: NEEDS,
                places: 1,
              },
            }),
        ),
    ),
    fc.tuple(lost, waitId).map(
      ([drop, id]) =>
        new Step(
          `quitter ${id}`,
          drop,
          (model) => model.leave(id),
          (store) => store.leave(id),
        ),
    ),
    fc.tuple(oneOf([1, 4, 10, 15, 30, 60]), fc.boolean()).map(([minutes, sweep]) => new Later(minutes, sweep)),
    // To the eve, and past the first hour: too late to move, to cancel, to offer.
    fc
      .tuple(oneOf([(5 * DAY - 10 * MINUTE) / MINUTE, (5 * DAY + HOUR) / MINUTE]), fc.boolean())
      .map(([minutes, sweep]) => new Later(minutes, sweep)),
  ],
  { maxCommands: 40, size: 'large' },
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

  it('is what one person after the other would have seen, each thing done exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        await execute(on.database, TABLES.map((table) => `DELETE FROM ${table}`).join(';'))
        on.clock.now = START
        await fc.asyncModelRun(() => ({ model: new Model(START), real: on }), list)
      }),
      { numRuns: RUNS },
    )
  })
})

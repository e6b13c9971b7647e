/** One process of the contention run: a store of ours, or the check-then-insert that booking services usually do, on the same driver. */
import { openStore, type BookRequest, type HoldRequest, type Slot } from '../../src/store/index.js'
import { postgresDriver } from '../../src/store/postgres.js'
import { sql, type Driver } from '../../src/store/sql.js'
import { sqliteDriver } from '../../src/store/sqlite.js'

export type Ask =
  | { readonly op: 'book'; readonly request: BookRequest }
  | { readonly op: 'hold'; readonly request: HoldRequest }
  | { readonly op: 'cancel'; readonly id: string; readonly version: number }
  | { readonly op: 'move'; readonly id: string; readonly version: number; readonly slot: Slot }
  /** Time passes by so many milliseconds, and what it changes is done. */
  | { readonly op: 'later'; readonly ms: number }

interface Party {
  answer(ask: Ask): Promise<{ readonly ok: boolean; readonly code?: string }>
}

async function ours(database: string): Promise<Party> {
  let ahead = 0
  const store = await openStore({
    database,
    encryption: [{ id: 'a', secret: Buffer.alloc(32, 1) }],
    fingerprint: Buffer.alloc(32, 2),
    now: () => Date.now() + ahead,
    connections: 16,
    outbox: ({ type }) => [{ channel: 'webhook', kind: type, due: 0, payload: { type } }],
  })
  return {
    async answer(ask) {
      switch (ask.op) {
        case 'book':
          return store.book(ask.request)
        case 'hold':
          return store.hold(ask.request)
        case 'cancel':
          return store.cancel(ask)
        case 'move':
          return store.move(ask)
        case 'later':
          ahead += ask.ms
          while ((await store.advance()) > 0);
          return { ok: true }
      }
    },
  }
}

async function plain(database: string): Promise<Party> {
  const driver: Driver = database.startsWith('postgres') ? postgresDriver(database, 16) : sqliteDriver(database)
  await driver.write(async (tx) => {
    if (tx.dialect.name === 'postgres') await tx.run(sql`SELECT pg_advisory_xact_lock(1)`)
    await tx.script(
      'CREATE TABLE IF NOT EXISTS plain (id TEXT, slot TEXT); CREATE INDEX IF NOT EXISTS plain_slot ON plain (slot)',
    )
  })
  const keyOf = ({ places, start }: Slot): string => `${places[0]!.agenda}/${start}`
  return {
    async answer(ask) {
      if (ask.op === 'cancel') {
        await driver.write((tx) => tx.run(sql`DELETE FROM plain WHERE id = ${ask.id}`))
        return { ok: true }
      }
      if (ask.op !== 'book') return { ok: true }
      const { id, slot } = ask.request
      const key = keyOf(slot)
      const taken = await driver.read((tx) => tx.all(sql`SELECT id FROM plain WHERE slot = ${key}`))
      if (taken.length) return { ok: false, code: 'creneau_pris' }
      await driver.write((tx) => tx.run(sql`INSERT INTO plain (id, slot) VALUES (${id}, ${key})`))
      return { ok: true }
    },
  }
}

const [kind, database] = process.argv.slice(2) as ['ours' | 'plain', string]
const party = await (kind === 'ours' ? ours(database) : plain(database))
process.on('message', ({ n, ask }: { n: number; ask: Ask }) => {
  party.answer(ask).then(
    ({ ok, code }) => process.send?.({ n, ok, code }),
    (error: unknown) => process.send?.({ n, error: String(error) }),
  )
})
// Whoever started us is gone.
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })

/** A store on each database, with a clock that the test drives. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { openStore, type Change, type Slot, type Store, type StoreOptions } from '../../src/store/index.js'
import { startPostgres } from '../http/postgres.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** 5 October 2026, 9 h in Paris. */
export const NINE = Date.UTC(2026, 9, 5, 7)
export const START = NINE - 5 * DAY

export const KEY = { id: 'a', secret: Buffer.alloc(32, 7) }

export interface Bench {
  /** A new database, and a store on it. */
  fresh(options?: Partial<StoreOptions>): Promise<Driven>
  close(): Promise<void>
}

export interface Driven {
  readonly store: Store
  readonly database: string
  readonly clock: { now: number }
  readonly changes: Change[]
  /** Another instance on the same database and clock. */
  again(options?: Partial<StoreOptions>): Promise<Store>
}

export async function bench(dialect: string): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'rdv-store-'))
  const postgres = dialect === 'PostgreSQL' ? await startPostgres() : null
  const opened: Store[] = []
  let count = 0
  return {
    async fresh(options = {}) {
      const database = postgres ? await postgres.fresh() : join(folder, `${++count}.sqlite`)
      const clock = { now: START }
      const changes: Change[] = []
      const again = async (more: Partial<StoreOptions> = {}): Promise<Store> => {
        const store = await openStore({
          database,
          encryption: [KEY],
          fingerprint: Buffer.alloc(32, 9),
          now: () => clock.now,
          connections: 4,
          outbox: (change) => {
            changes.push(change)
            return []
          },
          ...options,
          ...more,
        })
        opened.push(store)
        return store
      }
      return { store: await again(), database, clock, changes, again }
    },
    async close() {
      await Promise.all(opened.map((store) => store.close()))
      await postgres?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** `index`th half hour after nine, in the diary of `agendas`. */
export function slot(
  index: number,
  { agendas = ['pau'], capacity = 1, minutes = 30, motif = 'separation' } = {},
): Slot {
  const start = NINE + index * 30 * MINUTE
  return {
    motif,
    lieu: 'pau',
    mode: 'on-site',
    start,
    end: start + minutes * MINUTE,
    places: agendas.map((agenda) => ({ agenda, capacity })),
  }
}

export const booking = (id: string, at: Slot) => ({ id, slot: at, body: `body of ${id}`, key: 'pk_test', detail: {} })
export const holding = (id: string, at: Slot) => ({ id, slot: at, lasts: 10 * MINUTE, most: 40 * MINUTE })

/** Past the store: by the database's own client. */
export async function execute(database: string, text: string): Promise<void> {
  if (database.startsWith('postgres')) {
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
    return
  }
  const db = new Database(database)
  try {
    db.exec(text)
  } finally {
    db.close()
  }
}

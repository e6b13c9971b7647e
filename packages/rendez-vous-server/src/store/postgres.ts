import pg from 'pg'
import { StoreUnavailable } from './store.js'
import { sql, type Dialect, type Driver, type Sql, type Tx } from './sql.js'

const dialect: Dialect = {
  name: 'postgres',
  forUpdate: sql`FOR UPDATE`,
  pairs: (json) => sql`SELECT (e ->> 0)::int AS a, (e ->> 1)::int AS b FROM json_array_elements(${json}::json) AS e`,
  texts: (json) => sql`SELECT json_array_elements_text(${json}::json)`,
  serial: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
}

/** Serialization failure, deadlock, lock not had in time: nothing was done, and it may well work now. */
const AGAIN = new Set(['40001', '40P01', '55P03'])
const TRIES = 12
/** bigint: instants are far below 2^53. */
const INT8 = 20

/**
 * READ COMMITTED, and the constraint decides: who loses a cell sees it in the next statement. Conflicts that PostgreSQL cannot settle by
 * waiting are tried again.
 */
export function postgresDriver(url: string, connections: number): Driver {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5000,
    statement_timeout: 10_000,
    lock_timeout: 3000,
    // An instance that froze in the middle does not keep its locks.
    idle_in_transaction_session_timeout: 10_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
    } as pg.CustomTypesConfig,
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  let ending: Promise<void> | undefined

  const on = (client: pg.PoolClient | pg.Pool): Tx => ({
    dialect,
    all: async <Row>(query: Sql) => (await ask(client, query)).rows as Row[],
    run: async (query) => (await ask(client, query)).rowCount ?? 0,
    script: async (text) => void (await client.query(text)),
  })

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    // A listener of its own: a connection that is cut between two statements must not end the process.
    const cut = (error: Error): void => {
      broken = error
    }
    client.on('error', cut)
    try {
      await client.query('BEGIN')
      const value = await work(on(client))
      await client.query('COMMIT')
      return value
    } catch (error) {
      await client.query('ROLLBACK').catch((fault: Error) => (broken = fault))
      throw error
    } finally {
      client.off('error', cut)
      client.release(broken)
    }
  }

  return {
    dialect,
    async write(work) {
      for (let tried = 1; ; tried++)
        try {
          return await once(work)
        } catch (error) {
          if (!AGAIN.has(codeOf(error)) || tried === TRIES) throw wrap(error)
          // Apart from each other, so that the same ones do not meet again.
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 8 * tried))
        }
    },
    async read(work) {
      try {
        return await work(on(pool))
      } catch (error) {
        throw wrap(error)
      }
    },
    close: () => (ending ??= pool.end()),
  }
}

const ask = (client: pg.PoolClient | pg.Pool, query: Sql): Promise<pg.QueryResult> =>
  client.query({ text: query.text((i) => `$${i}`), values: [...query.values] })

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/** A fault in our own SQL or data (classes 22, 23, 42) is shown as it is; anything else of the database is "not now". */
function wrap(error: unknown): unknown {
  const ours = error instanceof pg.DatabaseError && /^(22|23|42)/.test(codeOf(error))
  const theirs =
    error instanceof pg.DatabaseError ||
    /^E[A-Z]+$/.test(codeOf(error)) ||
    (error instanceof Error && /connection|timeout|terminated/i.test(error.message))
  if (ours || !theirs) return error
  return new StoreUnavailable(`PostgreSQL ne peut pas répondre maintenant (${codeOf(error) || 'connexion'}).`, {
    cause: error,
  })
}

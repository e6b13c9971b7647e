import Database from 'better-sqlite3'
import { StoreUnavailable } from './store.js'
import { sql, type Dialect, type Driver, type Sql, type Tx } from './sql.js'

const dialect: Dialect = {
  name: 'sqlite',
  forUpdate: sql``,
  pairs: (json) => sql`SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(${json})`,
  texts: (json) => sql`SELECT value FROM json_each(${json})`,
  serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
}

/** Milliseconds to wait for another process that writes. */
const BUSY = 5000
/** Transactions that share one write to the disk, at most. */
const BATCH = 64

interface Job {
  run(tx: Tx): Promise<unknown>
  resolve(value: never): void
  reject(error: unknown): void
}

/**
 * One connection writes, one reads. A full sync costs milliseconds whatever it holds: transactions that wait together are committed
 * together, each in a savepoint of its own, and none is answered before the disk has them.
 *
 * @throws {StoreUnavailable} when the file cannot be opened
 */
export function sqliteDriver(path: string): Driver {
  const memory = path === ':memory:'
  const writer = open(path, false)
  const reader = memory ? null : open(path, true)
  const queue: Job[] = []
  let working: Promise<void> | null = null
  let closed = false

  const writeTx = txOf(writer)

  async function drain(): Promise<void> {
    // Requests that came in the same turn of the loop share the sync.
    await new Promise(setImmediate)
    while (queue.length) {
      const batch = queue.splice(0, BATCH)
      const done: (() => void)[] = []
      try {
        writer.exec('BEGIN IMMEDIATE')
        for (const job of batch) {
          writer.exec('SAVEPOINT one')
          try {
            const value = await job.run(writeTx)
            done.push(() => job.resolve(value as never))
          } catch (error) {
            if (!writer.inTransaction) throw error
            writer.exec('ROLLBACK TO one')
            done.push(() => job.reject(wrap(error)))
          }
          writer.exec('RELEASE one')
        }
        writer.exec('COMMIT')
        for (const answer of done) answer()
      } catch (error) {
        if (writer.inTransaction) writer.exec('ROLLBACK')
        for (const job of batch) job.reject(wrap(error))
      }
    }
    working = null
  }

  function write<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new StoreUnavailable('La base est fermée.'))
    return new Promise<T>((resolve, reject) => {
      queue.push({ run, resolve, reject })
      working ??= drain()
    })
  }

  return {
    dialect,
    write,
    // A memory database has one connection: its reads wait for their turn.
    read: reader
      ? async (work) => {
          if (closed) throw new StoreUnavailable('La base est fermée.')
          try {
            return await work(txOf(reader))
          } catch (error) {
            throw wrap(error)
          }
        }
      : write,
    async close() {
      while (working) await working
      if (closed) return
      closed = true
      reader?.close()
      writer.close()
    },
  }
}

function open(path: string, readonly: boolean): Database.Database {
  try {
    const db = new Database(path, { timeout: BUSY, readonly })
    if (!readonly) {
      walOf(db)
      // Also after a power cut: NORMAL could lose what was answered.
      db.pragma('synchronous = FULL')
      db.pragma('secure_delete = ON')
    }
    return db
  } catch (error) {
    throw new StoreUnavailable(
      `La base SQLite « ${path} » ne s’ouvre pas : vérifiez que son dossier existe et que le service peut y écrire (${(error as Error).message}).`,
      { cause: error },
    )
  }
}

/** Changing the journal does not wait for others as a write does: of two processes that open a new file at once, one would fail. */
function walOf(db: Database.Database): void {
  for (const until = performance.now() + BUSY; ;)
    try {
      return void db.pragma('journal_mode = WAL')
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
}

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>()

function txOf(db: Database.Database): Tx {
  const statements = prepared.get(db) ?? new Map<string, Database.Statement>()
  prepared.set(db, statements)
  const prepare = (query: Sql): Database.Statement => {
    const text = query.text(() => '?')
    let statement = statements.get(text)
    if (!statement) {
      statement = db.prepare(text)
      statements.set(text, statement)
    }
    return statement
  }
  return {
    dialect,
    // async, so that what SQLite throws rejects as on the other database.
    all: async <Row>(query: Sql) => prepare(query).all(...query.values) as Row[],
    run: async (query) => prepare(query).run(...query.values).changes,
    script: async (text) => void db.exec(text),
  }
}

function wrap(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  return new StoreUnavailable(`La base SQLite ne peut pas répondre maintenant (${error.code}).`, { cause: error })
}

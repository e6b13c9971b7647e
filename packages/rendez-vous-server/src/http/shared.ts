/** Counters shared by several instances, in their PostgreSQL. Unlogged: losing them in a crash costs nothing but a fresh count. */
import pg from 'pg'
import type { Counters } from './limits.js'

export class SharedCounters implements Counters {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => number,
  ) {}

  static async open(url: string, now: () => number): Promise<SharedCounters> {
    const pool = new pg.Pool({
      connectionString: url,
      max: 4,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 5_000,
    })
    // A connection that breaks while idle is replaced at the next use.
    pool.on('error', () => undefined)
    // Two instances that start at once must not both create it.
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock(7231004)')
      await client.query(
        `create unlogged table if not exists compteurs (
           sujet text not null, fenetre bigint not null, nombre integer not null, fin bigint not null,
           primary key (sujet, fenetre))`,
      )
      await client.query('create index if not exists compteurs_fin on compteurs (fin)')
      await client.query('select pg_advisory_unlock(7231004)')
    } finally {
      client.release()
    }
    return new SharedCounters(pool, now)
  }

  async add(subject: string, window: number, step: number, end: number): Promise<{ here: number; before: number }> {
    const { rows } = await this.pool.query<{ here: number; before: number | null }>({
      name: 'compter',
      text: `with ici as (
               insert into compteurs (sujet, fenetre, nombre, fin) values ($1, $2, $3, $4)
               on conflict (sujet, fenetre) do update set nombre = compteurs.nombre + excluded.nombre
               returning nombre)
             select ici.nombre as here, (select nombre from compteurs where sujet = $1 and fenetre = $2::bigint - 1) as before from ici`,
      values: [subject, window, step, end],
    })
    return { here: rows[0]!.here, before: rows[0]!.before ?? 0 }
  }

  async sweep(): Promise<void> {
    await this.pool.query('delete from compteurs where fin < $1', [this.now()])
  }

  close(): Promise<void> {
    return this.pool.end()
  }
}

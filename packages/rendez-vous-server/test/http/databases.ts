/** The databases that the same tests run on. */
import { startPostgres } from './postgres.js'

export interface OpenDatabase {
  /** An empty one, as RDV_BASE is set to it; undefined: a SQLite file of the test's own. */
  fresh(): Promise<string | undefined>
  close(): Promise<void>
}
export interface Database {
  readonly name: string
  open(): Promise<OpenDatabase>
}

export function databases(): Database[] {
  return [
    {
      name: 'SQLite',
      open: () => Promise.resolve({ fresh: () => Promise.resolve(undefined), close: () => Promise.resolve() }),
    },
    { name: 'PostgreSQL', open: () => startPostgres() },
  ]
}

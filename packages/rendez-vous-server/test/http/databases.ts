/** The databases that the same tests run on. */
export interface OpenDatabase {
  /** What RDV_BASE is set to; undefined: a file of the test's own. */
  readonly url: string | undefined
  /** An empty one. */
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
      open: () =>
        Promise.resolve({ url: undefined, fresh: () => Promise.resolve(undefined), close: () => Promise.resolve() }),
    },
  ]
}

/** What the command tells the page: the files as texts. */
export interface Shown {
  readonly name: string
  /** Null while the file cannot be read. */
  readonly text: string | null
  /** By language. */
  readonly translations: Readonly<Record<string, string>>
  /** The author's own proofs, `PARCOURS-preuves.json`, when there are some. */
  readonly proofs: string | null
}

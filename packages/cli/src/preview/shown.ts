/** What the command tells the page: the files as texts. */
export interface Shown {
  readonly name: string
  /** Null while the file cannot be read. */
  readonly text: string | null
  /** By language. */
  readonly translations: Readonly<Record<string, string>>
  /** The author's own proofs, `PARCOURS-preuves.json`, when there are some. */
  readonly proofs: string | null
  /** Overlays, in the order that they are given. */
  readonly overlays?: readonly ShownOverlay[]
}
export interface ShownOverlay {
  readonly name: string
  /** Where the page finds it; its translations stand beside, as for a host. */
  readonly url: string
  /** Null while the file cannot be read. */
  readonly text: string | null
  /** By language: what makes the page read it again. */
  readonly translations: Readonly<Record<string, string>>
}

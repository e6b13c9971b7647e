import type { ProofReport } from '@parcours/engine/static'
import type { View } from '../../graph/index.js'
import type { Finding } from '../../lint/index.js'

/** What the page asks of its worker, and what comes back: the long work, away from what is on screen. */
export interface Asked {
  /** The last one asked is the only one that counts. */
  readonly run: number
  readonly text: string
  readonly translations: Readonly<Record<string, string>>
  readonly proofs: string | null
  /** Those that have no fault. */
  readonly overlays: readonly { readonly name: string; readonly text: string }[]
  readonly today: string
  readonly territory?: string
}
/** A picture, and what it is called and says to who does not see it. */
export interface Picture {
  readonly svg: string
  readonly title: string
  readonly description: string
}
export type Told =
  | { readonly run: number; readonly lint: readonly Finding[] }
  | { readonly run: number; readonly proof: ProofReport }
  | { readonly run: number; readonly graph: Readonly<Record<View, Picture>> }
  /** A sentence for the author. */
  | { readonly run: number; readonly failed: 'lint' | 'proof' | 'graph'; readonly why: string }

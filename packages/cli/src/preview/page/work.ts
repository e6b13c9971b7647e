import type { ProofReport } from '@parcours/engine/static'
import type { Finding } from '../../lint/index.js'

/** What the page asks of its worker, and what comes back: the long work, away from what is on screen. */
export interface Asked {
  /** The last one asked is the only one that counts. */
  readonly run: number
  readonly text: string
  readonly translations: Readonly<Record<string, string>>
  readonly proofs: string | null
  readonly today: string
  readonly territory?: string
}
export type Told =
  | { readonly run: number; readonly lint: readonly Finding[] }
  | { readonly run: number; readonly proof: ProofReport }
  /** A sentence for the author. */
  | { readonly run: number; readonly failed: 'lint' | 'proof'; readonly why: string }

import type { Code } from './contract/codes.js'
import type { Creneau, Fault, Problem } from './contract/schemas.js'

/**
 * Why it did not work. Before any answer was read: `network`, `timeout`, `too-big`, `json`, `contract` (a major version, or a shape, that
 * we do not know), `refused` (4xx without a code: asking again changes nothing), `unavailable` (5xx or 429 without a code). Or the code
 * that a server of the contract /v1 gave.
 */
export type RendezVousErrorCode =
  'network' | 'timeout' | 'too-big' | 'json' | 'contract' | 'refused' | 'unavailable' | Code

/** The only error of this package. `message` is for a log, in French; the widget has its own words for each code. */
export class RendezVousError extends Error {
  override readonly name = 'RendezVousError'
  constructor(
    readonly code: RendezVousErrorCode,
    message: string,
    /** HTTP status, when there was an answer. */
    readonly status?: number,
    /** What the server said, when it said it in the contract's way. Only `code` is sure to be there. */
    readonly problem?: Partial<Problem>,
    /** Seconds before it is of any use to ask again. */
    readonly after?: number,
  ) {
    super(message)
  }

  /** Times that are still free, when the one that was asked for is not. */
  get alternatives(): readonly Creneau[] {
    const { alternatives } = this.problem ?? {}
    return Array.isArray(alternatives) ? (alternatives as readonly Creneau[]) : []
  }

  /** What is wrong in the request, field by field. */
  get faults(): readonly Fault[] {
    const { fautes } = this.problem ?? {}
    return Array.isArray(fautes) ? (fautes as readonly Fault[]) : []
  }

  /** Nothing is known of what was asked: it may have been done. Asking again with the same UUID is safe. */
  get unsure(): boolean {
    return ['network', 'timeout', 'unavailable', 'indisponible', 'too-big', 'json'].includes(this.code)
  }
}

/** Why there are no creneaux to show. `refused`: 4xx, asking again changes nothing. `unavailable`: 5xx or 429. `contract`: a major version we do not know. */
export type RendezVousErrorCode = 'network' | 'timeout' | 'too-big' | 'json' | 'contract' | 'refused' | 'unavailable'

/** The only error of this package. `message` is for a log, in French; the widget has its own words for each code. */
export class RendezVousError extends Error {
  override readonly name = 'RendezVousError'
  constructor(
    readonly code: RendezVousErrorCode,
    message: string,
    /** HTTP status, when there was an answer. */
    readonly status?: number,
  ) {
    super(message)
  }
}

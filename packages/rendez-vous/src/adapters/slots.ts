import { RendezVousError } from '../error.js'
import { parse, request, tried, type Tries } from '../fetch.js'
import { readCreneaux } from '../read.js'
import type { Adapter, Availability, Window } from '../types.js'

export interface SlotsOptions extends Tries {
  /** Address of the caisse's service; its own query is kept ("…/rdv?caisse=641"). */
  readonly api: string
  readonly parcours: string
  /** Version of the parcours' content. */
  readonly version: string
  /** Bytes. Default 512 000. */
  readonly limit?: number
  readonly fetch?: typeof globalThis.fetch
}

/**
 * The address asked for: the parcours and fixed days, nothing else. No motif: which offers stand in a plan depends on answers.
 * @throws {TypeError} when `api` is not an absolute address
 */
export function creneauxUrl({ api, parcours, version }: SlotsOptions, { from, to }: Window): string {
  const url = new URL(api)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/creneaux`
  for (const [key, value] of Object.entries({ parcours, version, from, to })) url.searchParams.set(key, value)
  return url.href
}

/** Level 2: reads the caisse's creneaux; each is confirmed by a link, on the caisse's own site. No cookie is sent. */
export function slotsAdapter(options: SlotsOptions): Adapter {
  const { timeout = 10_000, limit = 512_000 } = options

  const once = async (window: Window, signal: AbortSignal | undefined): Promise<Availability> => {
    const { status, text } = await request(
      creneauxUrl(options, window),
      { headers: { accept: 'application/json' } },
      { timeout, limit, fetch: options.fetch },
      signal,
    )
    if (status < 200 || status > 299)
      throw new RendezVousError(
        status >= 500 || status === 429 ? 'unavailable' : 'refused',
        `Le service des rendez-vous a répondu ${status}.`,
        status,
      )
    return readCreneaux(parse(text, status), window)
  }

  return { availability: (window, signal) => tried(() => once(window, signal), options, signal) }
}

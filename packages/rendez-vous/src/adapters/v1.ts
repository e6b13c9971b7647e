/** Levels 3 and 4: a service of the contract /v1, read as the other adapters are. Booking itself goes through the client. */
import { createClient, type Client, type ClientOptions } from '../client/client.js'
import { LIMITS } from '../contract/names.js'
import { readCreneaux } from '../read.js'
import type { Adapter, Creneau, CreneauxDocument, Level, Next, Window } from '../types.js'

export interface V1Options extends ClientOptions {
  readonly parcours: string
  /** Version of the parcours' content. */
  readonly version: string
  /** The highest level that the reader can show. Default 4. */
  readonly upTo?: Level
}

const DAY = 86_400_000
const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** A window in calls of as many days as the contract allows. */
export function callsOf({ from, to }: Window): Window[] {
  const calls: Window[] = []
  for (let first = from; first <= to; first = shift(first, LIMITS.days)) {
    const last = shift(first, LIMITS.days - 1)
    calls.push({ from: first, to: last < to ? last : to })
  }
  return calls
}

/**
 * What a service of the contract has for a parcours: every motif that it takes, the same days for everybody, whatever she answered.
 * @throws {TypeError} when `api` is not an absolute address
 */
export function v1Adapter(options: V1Options): Adapter & { readonly client: Client } {
  const { parcours, version, upTo = 4 } = options
  const client = createClient(options)
  return {
    client,
    async availability(window, signal) {
      const [{ contract, capabilities }, motifs, lieux] = await Promise.all([
        client.capacites(signal),
        client.motifs({ parcours, version }, signal),
        client.lieux({}, signal),
      ])
      const creneaux: Creneau[] = []
      const next: Next[] = []
      // One motif after the other: a phone on a slow line would rather have the first list than all of them late.
      for (const motif of motifs)
        for (const [rank, call] of callsOf(window).entries()) {
          const found = await client.creneaux({ motif: motif.id, ...call }, signal)
          for (const one of found.creneaux)
            creneaux.push({ ...one, id: [one.motif, one.lieu, one.mode, one.start].join(' ') })
          if (rank === 0 && found.next) next.push(found.next)
        }
      const document: CreneauxDocument = {
        contract,
        capabilities,
        lieux,
        motifs: motifs.map(({ id }) => id),
        creneaux,
        next,
      }
      return readCreneaux(document, window, upTo)
    },
  }
}

/**
 * Level 2, for a caisse whose software already answers France Titres' search of town halls: two addresses of the editor,
 * `getManagedMeetingPoints` and `availableTimeSlots`, where each time has the link that confirms it. Shapes as the agency's own open
 * source has them (gitlab.com/france-titres/rendez-vous-mairie, routes of the editors, read in November 2026).
 *
 * Two things to know. Editors ask for a secret token: the page must go through an address of the caisse that adds it, never hold it. And
 * the "Z" of their times is not UTC: the hour to show is the one that is written, on the clock of the lieu.
 */
import { parse, request, tried, type Tries } from '../fetch.js'
import { RendezVousError } from '../error.js'
import { readCreneaux } from '../read.js'
import { dayNumber, MINUTE } from '../slots/days.js'
import { zoneClock, type ZoneClock } from '../slots/zone.js'
import type { Adapter, Creneau, Lieu, Mode, Window } from '../types.js'

export interface EditeurOptions extends Tries {
  /** Address that holds both; its own query is kept. */
  readonly api: string
  /** The editor's `reason` for each motif of the parcours: `{ 'caf/separation': 'SEPARATION' }`. */
  readonly motifs: Readonly<Record<string, string>>
  /** How they meet there. Default 'on-site'. */
  readonly mode?: Mode
  /** The lieu's IANA zone, when its postcode does not tell. */
  readonly zoneOf?: (point: { readonly id: string; readonly codePostal: string }) => string | undefined
  /** Bytes of one answer. Default 512 000. */
  readonly limit?: number
  readonly fetch?: typeof globalThis.fetch
}

const OVERSEAS: Readonly<Record<string, string>> = {
  971: 'America/Guadeloupe',
  972: 'America/Martinique',
  973: 'America/Cayenne',
  974: 'Indian/Reunion',
  975: 'America/Miquelon',
  976: 'Indian/Mayotte',
  977: 'America/St_Barthelemy',
  978: 'America/Marigot',
  986: 'Pacific/Wallis',
  987: 'Pacific/Tahiti',
  988: 'Pacific/Noumea',
}

/** '97400' → 'Indian/Reunion', '64000' → 'Europe/Paris'. Two islands kept Guadeloupe's postcodes, and her clock. */
export const zoneOfCodePostal = (codePostal: string): string => OVERSEAS[codePostal.slice(0, 3)] ?? 'Europe/Paris'

type Loose = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const pad = (value: number): string => String(value).padStart(2, '0')

/** '2026-11-23T09:00Z' as they write it → '2026-11-23T09:00:00+04:00' in La Réunion; null when it is no such time. */
function stampOf(datetime: unknown, clock: ZoneClock): string | null {
  const match = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(
    text(datetime),
  )
  const day = match ? dayNumber(match[1]!) : NaN
  if (!match || Number.isNaN(day)) return null
  const instant = clock.instantOf(day, Number(match[2]) * 60 + Number(match[3]))
  const offset = clock.offsetAt(instant)
  const minutes = Math.abs(Math.round(offset / MINUTE))
  const wall = new Date(instant + offset).toISOString().slice(0, 19)
  return `${wall}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** @throws {TypeError} when `api` is not an absolute address */
export function editeurAdapter(options: EditeurOptions): Adapter {
  const { motifs, mode = 'on-site', timeout = 10_000, limit = 512_000 } = options
  const addressOf = (name: string, query: readonly (readonly [string, string])[] = []): string => {
    const url = new URL(options.api)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}`
    for (const [key, value] of query) url.searchParams.append(key, value)
    return url.href
  }
  addressOf('')

  async function read(url: string, signal: AbortSignal | undefined): Promise<unknown> {
    const { status, text: body } = await request(
      url,
      { headers: { accept: 'application/json' } },
      { timeout, limit, fetch: options.fetch },
      signal,
    )
    if (status >= 200 && status <= 299) return parse(body, status)
    throw new RendezVousError(
      status >= 500 || status === 429 ? 'unavailable' : 'refused',
      `Le logiciel de rendez-vous a répondu ${status}.`,
      status,
    )
  }

  function lieuOf(value: unknown): Lieu | null {
    if (!isObject(value)) return null
    const id = String(value['id'] ?? '')
    const name = text(value['name'])
    if (!id || !name) return null
    const codePostal = text(value['zip_code'])
    const town = [codePostal, text(value['city_name'])].filter(Boolean).join(' ')
    const address = [text(value['public_entry_address']), town].filter(Boolean).join(', ')
    const phone = text(value['phone_number'])
    return {
      id,
      name,
      zone: options.zoneOf?.({ id, codePostal }) ?? zoneOfCodePostal(codePostal),
      ...(address ? { address } : {}),
      ...(phone ? { phone } : {}),
    }
  }

  async function once(window: Window, signal: AbortSignal | undefined): ReturnType<Adapter['availability']> {
    const points = await read(addressOf('getManagedMeetingPoints'), signal)
    if (!Array.isArray(points))
      throw new RendezVousError('contract', 'La réponse de « getManagedMeetingPoints » n’est pas une liste de lieux.')
    const lieux = points.map(lieuOf).filter((lieu): lieu is Lieu => lieu !== null)
    const creneaux: (Creneau | null)[] = []
    if (lieux.length)
      for (const [motif, reason] of Object.entries(motifs)) {
        const query = [
          ...lieux.map(({ id }) => ['meeting_point_ids', id] as const),
          ['start_date', window.from] as const,
          ['end_date', window.to] as const,
          ['reason', reason] as const,
          ['documents_number', '1'] as const,
        ]
        const slots = await read(addressOf('availableTimeSlots', query), signal)
        if (!isObject(slots))
          throw new RendezVousError('contract', 'La réponse de « availableTimeSlots » n’est pas un objet par lieu.')
        for (const { id, zone } of lieux) {
          const all = slots[id]
          if (!Array.isArray(all)) continue
          const clock = zoneClock(zone)
          for (const slot of all as unknown[]) {
            const start = isObject(slot) ? stampOf(slot['datetime'], clock) : null
            const url = isObject(slot) ? text(slot['callback_url']) : ''
            // null is counted as an entry that could not be read.
            creneaux.push(start ? { id: [motif, id, start].join(' '), motif, lieu: id, mode, start, url } : null)
          }
        }
      }
    return readCreneaux(
      { contract: '1.0', capabilities: ['next', 'slots', 'link'], lieux, motifs: Object.keys(motifs), creneaux },
      window,
    )
  }

  return { availability: (window, signal) => tried(() => once(window, signal), options, signal) }
}

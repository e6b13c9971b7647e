/**
 * The opaque text that stands for an offered creneau. It is signed, so that nobody books what was never offered, and says all that the
 * service needs to book it: no list of what was offered to whom is kept.
 */
import type { Besoin } from '@parcours/rendez-vous/contract'
import type { Keyring } from './keyring.js'
import type { Slot } from '../store/store.js'

export interface Offered {
  readonly slot: Slot
  readonly besoins: readonly Besoin[]
}

export type Opened =
  | { readonly ok: true; readonly offered: Offered; readonly expires: number }
  | { readonly ok: false; readonly why: 'faux' }
  /** It was ours: what it was for is told, so that alternatives can be found. */
  | { readonly ok: false; readonly why: 'expire'; readonly offered: Offered }

const HOUR = 3_600_000
/** A slow reader has at least this long; expiry is on the hour, so that the same list has the same ETag for an hour. */
const LASTS = 4
const MINUTE = 60_000

type Packed = [
  version: 1,
  motif: string,
  lieu: string,
  mode: string,
  start: number,
  minutes: number,
  places: readonly (readonly [string, number])[],
  besoins: readonly Besoin[],
  expires: number,
]

export class Tokens {
  constructor(
    private readonly keyring: Keyring,
    private readonly now: () => number,
  ) {}

  write({ slot, besoins }: Offered): string {
    const expires = Math.ceil(this.now() / HOUR) + LASTS
    return this.keyring.sign('creneau', [
      1,
      slot.motif,
      slot.lieu,
      slot.mode,
      slot.start / MINUTE,
      (slot.end - slot.start) / MINUTE,
      slot.places.map(({ agenda, capacity }) => [agenda, capacity]),
      [...besoins].sort(),
      expires,
    ] satisfies Packed)
  }

  read(token: string): Opened {
    const data = token.length <= 2000 ? this.keyring.open('creneau', token) : undefined
    if (!Array.isArray(data) || data[0] !== 1) return { ok: false, why: 'faux' }
    const [, motif, lieu, mode, start, minutes, places, besoins, hours] = data as Packed
    const offered: Offered = {
      slot: {
        motif,
        lieu,
        mode,
        start: start * MINUTE,
        end: (start + minutes) * MINUTE,
        places: places.map(([agenda, capacity]) => ({ agenda, capacity })),
      },
      besoins,
    }
    const expires = hours * HOUR
    return expires > this.now() ? { ok: true, offered, expires } : { ok: false, why: 'expire', offered }
  }
}

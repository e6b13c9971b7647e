/** What the routes ask of the slot engine and of the operator's data: who receives where, for what, when. */
import type { Besoin, Lieu, Mode, Motif } from '@parcours/rendez-vous/contract'
import type { Busy, Slot } from '../store/store.js'
import type { PublishableKey } from './keys.js'

export type { Besoin, Mode }

export interface MotifInfo {
  /** As in the parcours: 'caf/separation'. */
  readonly id: string
  readonly name: string
  readonly modes: readonly Mode[]
  /** Milliseconds before the start under which it can no longer be changed on line. */
  readonly notice: number
  /** A six-digit code confirms the contact. */
  readonly confirmation: boolean
  readonly contact: 'aucun' | 'facultatif' | 'obligatoire'
  readonly attente: boolean
  /** Always with two organismes at once. */
  readonly jointe: boolean
}

export interface LieuInfo {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly address?: string
}

export interface Search {
  readonly motif: string
  /** All of the motif's when empty. */
  readonly lieux: readonly string[]
  /** Any when empty. */
  readonly modes: readonly Mode[]
  /** Days at the lieu, both included. */
  readonly from: string
  readonly to: string
  readonly besoins: readonly Besoin[]
  readonly jointe: boolean
}

export interface LieuFilter {
  readonly motif?: string
  readonly codePostal?: string
  readonly departement?: string
  readonly besoins: readonly Besoin[]
}

export interface Agenda {
  motif(id: string): MotifInfo | undefined
  lieu(id: string): LieuInfo | undefined
  /** What this key sees of the motifs. */
  describeMotifs(key: PublishableKey, parcours?: string): readonly Motif[]
  describeLieux(key: PublishableKey, filter: LieuFilter): readonly Lieu[]
  /** Needs that a motif can take into account. */
  readonly besoins: readonly Besoin[]
  /** Diaries that a search looks into: what `busy` must be asked for. */
  agendasOf(search: Search): readonly string[]
  /** Free creneaux, sorted by start. */
  search(search: Search, busy: readonly Busy[], now: number): readonly Slot[]
  /** The first free creneau from `from` on, within the motif's horizon. */
  next(search: Omit<Search, 'to'>, busy: readonly Busy[], now: number): Slot | null
  /** Days ahead that any motif may be booked. */
  readonly horizonDays: number
  /** True when these openings still offer this very creneau. */
  offers(slot: Slot, besoins: readonly Besoin[], now: number): boolean
  /** Modes in which the motif can meet these needs. */
  modesFor(motif: string, besoins: readonly Besoin[]): readonly Mode[]
  /** True when the lieu can receive somebody with these needs. */
  receives(lieu: string, besoins: readonly Besoin[]): boolean
  /** Milliseconds that the motif takes with these needs. */
  lasts(motif: string, besoins: readonly Besoin[], mode?: Mode, jointe?: boolean): number
}

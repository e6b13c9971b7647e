/** What the routes ask of the slot engine and of the operator's data: who receives where, for what, when. */
import type { Busy, Slot } from '../store/store.js'

export type Mode = 'phone' | 'on-site' | 'video'

export interface MotifInfo {
  /** As in the parcours: 'caf/separation'. */
  readonly id: string
  readonly nom: string
  readonly modes: readonly Mode[]
  /** Milliseconds before the start under which it can no longer be changed on line. */
  readonly notice: number
  /** A six-digit code confirms the contact. */
  readonly confirmation: boolean
  readonly contact: 'aucun' | 'facultatif' | 'obligatoire'
  readonly attente: boolean
  /** Two organismes at once. */
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
  readonly besoins: readonly string[]
  readonly jointe: boolean
}

export interface Agenda {
  motif(id: string): MotifInfo | undefined
  lieu(id: string): LieuInfo | undefined
  /** What the contract shows of the motifs, restricted to these ids when given. */
  describeMotifs(parcours: string | undefined, only: readonly string[] | undefined): readonly unknown[]
  describeLieux(filter: {
    readonly motif?: string
    readonly codePostal?: string
    readonly departement?: string
    readonly besoins: readonly string[]
    readonly only: readonly string[] | undefined
  }): readonly unknown[]
  /** Needs that the contract knows. */
  readonly besoins: readonly string[]
  /** Diaries that a search looks into: what `busy` must be asked for. */
  agendasOf(search: Search): readonly string[]
  /** Free creneaux, sorted by start. */
  search(search: Search, busy: readonly Busy[], now: number): readonly Slot[]
  /** The first free creneau from `from` on, within the motif's horizon. */
  next(search: Omit<Search, 'to'>, busy: readonly Busy[], now: number): Slot | null
  /** Days ahead that any motif may be booked. */
  readonly horizonDays: number
  /** True when these openings still offer this very creneau. */
  offers(slot: Slot, besoins: readonly string[], now: number): boolean
  /** Milliseconds that the motif takes with these needs. */
  lasts(motif: string, besoins: readonly string[]): number
}

/**
 * What a caisse writes of its openings, and what the engine answers. Clock times are those of the lieu's own wall, days its own calendar;
 * instants are milliseconds since the epoch.
 */
import type { Besoin, Mode } from '../contract/names.js'
import type { HolidayZone } from './holidays.data.js'

export type { Besoin, Mode, HolidayZone }

/** 'YYYY-MM-DD'. */
export type Day = string
/** 'HH:MM', from '00:00' to '24:00', on a multiple of five minutes. */
export type Clock = string
export type Weekday = 'lun' | 'mar' | 'mer' | 'jeu' | 'ven' | 'sam' | 'dim'

/** On which days. `since` and `until` are both included; `every` counts weeks or months from the one that holds `since`, 1 by default. */
export type Repeat =
  | { readonly on: Day }
  | {
      readonly weekly: readonly Weekday[]
      readonly every?: number
      readonly since?: Day
      readonly until?: Day
    }
  | {
      /** The first to fifth of its kind in the month; -1 is the last. A month without a fifth has none. */
      readonly monthly: { readonly nth: 1 | 2 | 3 | 4 | 5 | -1; readonly weekday: Weekday }
      readonly every?: number
      readonly since?: Day
      readonly until?: Day
    }
  | {
      /** 1 to 31; -1 is the last day. A month without a 31st has none. */
      readonly monthly: { readonly day: number }
      readonly every?: number
      readonly since?: Day
      readonly until?: Day
    }

/**
 * When somebody is there. It opens at the first instant that the clock shows `from` or later, and closes at the first that it shows `to` or
 * later: an hour that the clock skips is not open, one that it shows twice is open twice.
 */
export interface Opening {
  readonly from: Clock
  readonly to: Clock
  readonly repeat: Repeat
  /** Days left out. */
  readonly except?: readonly Day[]
  /** Open on public holidays too. Default false. */
  readonly holidays?: boolean
  /** Minutes from one start to the next, counted from `from`. Default: the diary's, else the motif's duration. */
  readonly grid?: number
  /** People received at once. Default: the diary's. */
  readonly capacity?: number
  /** Only these of the diary's. */
  readonly motifs?: readonly string[]
  readonly modes?: readonly Mode[]
}

/** From a day, or 'YYYY-MM-DDTHH:MM', to a day (included) or to a time (excluded). */
export interface Closure {
  readonly from: string
  readonly to: string
}

export interface PlanLieu {
  readonly id: string
  /** IANA zone. */
  readonly zone: string
  /** Whose public holidays it keeps; null: none. */
  readonly holidays: HolidayZone | null
  /** Needs that it can receive. */
  readonly besoins?: readonly Besoin[]
  readonly closures?: readonly Closure[]
}

/** What a need changes. */
export interface PlanBesoin {
  /** Minutes more. Default 0. */
  readonly minutes?: number
  /** Minutes of notice, when it takes longer to arrange. */
  readonly notice?: number
  /** Where it can be met. Default: everywhere. */
  readonly modes?: readonly Mode[]
}

export interface PlanMotif {
  readonly id: string
  readonly minutes: number
  readonly modes: readonly Mode[]
  /** Minutes before the start under which it can no longer be booked. */
  readonly notice: number
  /** Days ahead that can be booked, on the lieu's calendar: 0 is today. */
  readonly horizon: number
  /** Needs that it can take into account. */
  readonly besoins?: Readonly<Partial<Record<Besoin, PlanBesoin>>>
  /** With another organisme's motif, in the same lieu and at the same time. `minutes`: default, the longer of the two. */
  readonly jointe?: { readonly motif: string; readonly minutes?: number }
}

/** A diary: so many people, in one lieu, for some motifs. Diaries that share people must be one. */
export interface PlanAgenda {
  readonly id: string
  readonly lieu: string
  readonly motifs: readonly string[]
  readonly modes: readonly Mode[]
  readonly capacity: number
  readonly grid?: number
  readonly openings: readonly Opening[]
  readonly closures?: readonly Closure[]
}

export interface Plan {
  readonly lieux: readonly PlanLieu[]
  readonly motifs: readonly PlanMotif[]
  readonly agendas: readonly PlanAgenda[]
}

export interface Query {
  readonly motif: string
  /** Every lieu of the motif when absent or empty. */
  readonly lieux?: readonly string[]
  /** Any when absent or empty. */
  readonly modes?: readonly Mode[]
  /** Days at each lieu's own calendar, both included. */
  readonly from: Day
  readonly to: Day
  readonly besoins?: readonly Besoin[]
  /** With the motif's other organisme. Default false. */
  readonly jointe?: boolean
}

/** Units of a diary taken during a span. Spans of one diary do not overlap. */
export interface Busy {
  readonly agenda: string
  readonly start: number
  /** Excluded. */
  readonly end: number
  readonly taken: number
}

/** A diary that has so many people to receive at once. */
export interface Place {
  readonly agenda: string
  readonly capacity: number
}

/** A time that can be taken. `places` has one diary, or two when it is joint, the asked motif's first. */
export interface Slot {
  readonly motif: string
  readonly lieu: string
  readonly mode: Mode
  readonly start: number
  /** Excluded. */
  readonly end: number
  readonly places: readonly Place[]
}

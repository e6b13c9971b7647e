/**
 * The contract between the rendez-vous widget and a caisse. Vocabulary: motif (what it is for), lieu (where, and whose clock), creneau
 * (a time that can be taken), rendez-vous (a creneau that was taken). Levels 0 to 2 are read here; levels 3 and 4 are the contract /v1.
 */
import type { Capability, Mode } from './contract/names.js'

export type { Besoin, Capability, Mode } from './contract/names.js'

/**
 * What the other side offers: 0 a phone number, a link, hours · 1 the next availability · 2 creneaux, and a link to confirm elsewhere ·
 * 3 book and cancel · 4 hold, move, waitlist, joint creneaux.
 */
export type Level = 0 | 1 | 2 | 3 | 4

/** A plain date, 'YYYY-MM-DD', in the lieu's own calendar. */
export type Day = string

/** Days asked for, both included. Fixed on the calendar: what is asked never depends on what the usager answered. */
export interface Window {
  readonly from: Day
  readonly to: Day
}

/** Where it takes place; for a call, who calls. Its zone is the clock that its creneaux are read on. */
export interface Lieu {
  readonly id: string
  readonly name: string
  /** Street and town, one line. */
  readonly address?: string
  /** IANA zone: 'Europe/Paris', 'Indian/Reunion'. */
  readonly zone: string
  readonly phone?: string
  /** What the lieu says of its access, in words ("entrée de plain-pied"). */
  readonly access?: string
}

/** A time that can be taken. */
export interface Creneau {
  readonly id: string
  /** The id or the key of the parcours' rendez-vous. */
  readonly motif: string
  /** Id of its lieu. */
  readonly lieu: string
  readonly mode: Mode
  /** RFC 3339 with an offset: '2026-10-06T09:30:00+02:00'. The instant is what counts, the lieu's zone says how it is read. */
  readonly start: string
  readonly end?: string
  /** Where it is confirmed: https. */
  readonly url?: string
  /** What books it, at levels 3 and 4: opaque, signed by the service. */
  readonly jeton?: string
}

/** Level 1: nothing to choose from yet, but when to hope for. */
export interface Next {
  readonly motif: string
  readonly lieu: string
  readonly mode: Mode
  readonly start: string
}

/** What `GET {api}/creneaux` answers, before it is checked. Keys that are not named here are ignored. */
export interface CreneauxDocument {
  /** 'major.minor'; this reader knows major 1. */
  readonly contract: string
  readonly capabilities: readonly string[]
  readonly lieux: readonly Lieu[]
  /** Motifs that this service takes, by id or key: any other is shown with its phone and links. Absent: all of them. */
  readonly motifs?: readonly string[]
  readonly creneaux?: readonly Creneau[]
  readonly next?: readonly Next[]
  /** Confirms any creneau that has no `url` of its own; `{creneau}` and `{motif}` in it are replaced by ids. https. */
  readonly link?: string
}

/** A creneau that was checked: its lieu exists, its day and its link are known. */
export interface Place extends Creneau {
  readonly at: Lieu
  /** The day at the lieu. */
  readonly day: Day
  /** Milliseconds since the epoch, to sort and compare. */
  readonly instant: number
  /** https; null when it is not confirmed by a link. */
  readonly href: string | null
  /** The link opens on this very creneau; else she chooses again there, and is told so. */
  readonly carried: boolean
}

/** What can be shown for a window. */
export interface Availability {
  /** What can be done with it, by what is really in it: never by what was announced alone. */
  readonly level: Level
  readonly capabilities: ReadonlySet<Capability>
  readonly window: Window
  /** Motifs that the service takes; null: all of them. */
  readonly motifs: ReadonlySet<string> | null
  /** Sorted by instant. */
  readonly places: readonly Place[]
  /** Level 1's dates, and level 2's first ones: sorted by instant. */
  readonly next: readonly (Next & { readonly at: Lieu; readonly day: Day; readonly instant: number })[]
  /** Entries left out because they could not be read; for the host's monitoring. */
  readonly skipped: number
}

/** A way to ask a caisse. Adapters differ by level, the widget reads what comes back. */
export interface Adapter {
  /** @throws {RendezVousError} and nothing else, but for an aborted `signal`, whose reason is thrown. */
  availability(window: Window, signal?: AbortSignal): Promise<Availability>
}

/** A way to reach someone without any service: level 0. The shape of a parcours' channel. */
export interface Contact {
  readonly id: string
  readonly kind: 'online' | 'phone' | 'on-site' | 'post' | 'france-services'
  readonly url?: string
  readonly number?: string
  readonly hours?: string
  readonly note?: string
}

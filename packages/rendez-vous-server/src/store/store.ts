/**
 * What the service keeps, and the only way to change it. Every method is one transaction: what it says was done is on the disk,
 * what it refuses left nothing behind. Instants are milliseconds since the epoch; the clock is the one given to `openStore`.
 *
 * Safe to retry: a method called again with the same id and the same body answers as the first time and changes nothing more.
 */

/** Minutes of one cell of the occupancy table. Spans are rounded outwards to it, in `busy` too: what is offered can be booked. */
export const CELL_MINUTES = 5

/** A diary that has so many people to receive at once: usually lieu × family of motifs × organisme. */
export interface Place {
  readonly agenda: string
  /** How many rendez-vous at once, 1 or more. */
  readonly capacity: number
}

/** A time that can be taken. `places` has one diary, or one for each organisme when it is joint: all are taken, or none. */
export interface Slot {
  readonly motif: string
  readonly lieu: string
  readonly mode: string
  readonly start: number
  /** Excluded. */
  readonly end: number
  readonly places: readonly Place[]
}

/** What can be known of a person (contact, needs, reminders, who else reads): encrypted, apart, erased at the end of the delay. */
export type Personal = Readonly<Record<string, unknown>>

/** Said of the rendez-vous and never of the person: parcours, step, zone. Kept in clear. */
export type Detail = Readonly<Record<string, unknown>>

export type HoldState = 'tenue' | 'levee' | 'utilisee'

export interface Hold {
  readonly id: string
  readonly slot: Slot
  readonly state: HoldState
  readonly created: number
  /** When anybody may take the slot. The hold may still be confirmed after it if nobody did. */
  readonly expires: number
}

export type RendezVousState = 'a-confirmer' | 'confirme' | 'annule' | 'abandonne'

export interface RendezVous {
  readonly id: string
  readonly slot: Slot
  readonly state: RendezVousState
  /** 1, then one more for each change: the ETag, and the SEQUENCE of the calendar file. */
  readonly version: number
  readonly created: number
  readonly updated: number
  /** Fingerprint of what was asked at first. Another one under the same id is `cle_reutilisee`. */
  readonly body: string
  /** Publishable key that it came by. */
  readonly key: string
  readonly detail: Detail
  /** When the code stops being good; null when none is awaited. */
  readonly codeExpires: number | null
}

export type WaitState = 'attend' | 'offre' | 'servie' | 'retiree' | 'finie'

export interface Wait {
  readonly id: string
  readonly state: WaitState
  readonly created: number
  readonly updated: number
  readonly version: number
  readonly body: string
  readonly key: string
  readonly wish: Wish
  readonly detail: Detail
  /** The slot kept for her, and until when. */
  readonly offer: { readonly slot: Slot; readonly expires: number } | null
}

/** What a person on the list would take. */
export interface Wish {
  readonly motif: string
  readonly lieux: readonly string[]
  /** Any when empty. */
  readonly modes: readonly string[]
  /** The slot starts at or after `from`, before `to`. The wait ends at `to`. */
  readonly from: number
  readonly to: number
  /** Milliseconds that she needs: a longer slot is cut to it, a shorter one is not offered. */
  readonly lasts: number
  /** Only slots of so many diaries: 1, or 2 for a joint one. */
  readonly places: number
}

/** Why nothing was written. `inconnu`: no such id. */
export type Refusal =
  /** Booked by somebody. */
  | { readonly ok: false; readonly code: 'creneau_pris' }
  /** Held by somebody, at least until then. */
  | { readonly ok: false; readonly code: 'creneau_retenu'; readonly until: number }
  /** The id was used for something else, or what it named is over. */
  | { readonly ok: false; readonly code: 'cle_reutilisee' }
  | { readonly ok: false; readonly code: 'inconnu' }
  | { readonly ok: false; readonly code: 'version_perimee'; readonly version: number }
  | { readonly ok: false; readonly code: 'annulation_tardive'; readonly until: number }
  /** Only ever said of a contact that was confirmed: `id` is the rendez-vous that she already has. */
  | { readonly ok: false; readonly code: 'deja_reserve'; readonly id: string }
  | { readonly ok: false; readonly code: 'code_faux'; readonly left: number }
  /** Too late, or too many tries: the same PUT asks for a new one, once this one is over. */
  | { readonly ok: false; readonly code: 'code_perime'; readonly until: number }

export type RefusalCode = Refusal['code']
export type Done<T> = { readonly ok: true; readonly fresh: boolean } & T
export type Outcome<T> = Done<T> | Refusal

export interface HoldRequest {
  readonly id: string
  readonly slot: Slot
  /** Milliseconds from now. Asking again for the same hold extends it by as much… */
  readonly lasts: number
  /** …but never over so many milliseconds from its beginning. */
  readonly most: number
}

export interface BookRequest {
  readonly id: string
  readonly slot: Slot
  readonly body: string
  readonly key: string
  readonly detail: Detail
  /** A hold of hers: its slot is kept while it becomes the rendez-vous. Unknown, over, or of another slot: done without. */
  readonly hold?: string
  /** A wait of hers whose offer she takes. */
  readonly wait?: string
  /** Absent when the host keeps identity. */
  readonly personal?: Personal
  /** The contact in its one normal form ('tel:+33612345678', 'mel:a@b.fr'): only a keyed hash of it is kept. */
  readonly contact?: string
  /** A code is awaited; the slot is kept until it expires. `code` is only handed to `outbox`; `hash` is kept. */
  readonly confirmation?: { readonly code: string; readonly hash: string; readonly expires: number }
  /** The contact was confirmed by the host itself: one active per motif and contact is enforced at once. Default false. */
  readonly verified?: boolean
}

export interface ConfirmRequest {
  readonly id: string
  /** Compares what she typed with the hash that was kept, in constant time. */
  readonly matches: (hash: string) => boolean
  /** Tries before a code is dead. */
  readonly tries: number
  /** One active rendez-vous per motif and contact. Default true. */
  readonly unique?: boolean
}

export interface MoveRequest {
  readonly id: string
  readonly version: number
  readonly slot: Slot
  readonly hold?: string
  readonly wait?: string
  /** Milliseconds before the start under which it can no longer be changed. Default 0. */
  readonly notice?: number
  readonly detail?: Detail
}

export interface CancelRequest {
  readonly id: string
  readonly version: number
  readonly notice?: number
}

export interface WaitRequest {
  readonly id: string
  readonly body: string
  readonly key: string
  readonly wish: Wish
  readonly detail: Detail
  readonly personal?: Personal
  readonly contact?: string
}

/** What has just changed, given to `outbox` inside its transaction. `personal` is null when none is kept. */
export type Change =
  | { readonly type: 'rdv.code'; readonly rdv: RendezVous; readonly code: string; readonly personal: Personal | null }
  | { readonly type: 'rdv.confirme'; readonly rdv: RendezVous; readonly personal: Personal | null }
  | {
      readonly type: 'rdv.deplace'
      readonly rdv: RendezVous
      readonly before: RendezVous
      readonly personal: Personal | null
    }
  | { readonly type: 'rdv.annule'; readonly rdv: RendezVous; readonly personal: Personal | null }
  | { readonly type: 'attente.offre'; readonly wait: Wait; readonly personal: Personal | null }
  | { readonly type: 'attente.passee'; readonly wait: Wait; readonly personal: Personal | null }

/** Something to send, written with the change that causes it: both are kept, or none. */
export interface Letter {
  /** 'mail', 'sms', 'webhook'. */
  readonly channel: string
  readonly kind: string
  /** When to send, ms; now or before: at once. */
  readonly due: number
  /** Anything that JSON holds; encrypted in the database. */
  readonly payload: unknown
  /** Letters of one stream (webhooks of one rendez-vous) leave one after the other, by version. Absent: on its own. */
  readonly stream?: string
  /** True for a reminder: forgotten as soon as the rendez-vous changes. Default false. */
  readonly whileUnchanged?: boolean
}

export interface OutboxRow extends Letter {
  /** The same at every try: what a receiver drops doubles by. */
  readonly id: string
  /** Id of the rendez-vous or of the wait. */
  readonly subject: string
  readonly version: number
  /** Tries so far, this one included. */
  readonly tries: number
  /** Given back to `sent` and `failed`: a claim that lapsed and was given to another is not believed. */
  readonly claim: string
}

/** Units of a diary taken during a span. Spans of one diary do not overlap, and are sorted. */
export interface Busy {
  readonly agenda: string
  readonly start: number
  readonly end: number
  readonly taken: number
}

export interface Counts {
  readonly holds: number
  readonly rendezVous: number
  readonly waiting: number
  /** Letters to send, of which `late` should have left. */
  readonly outbox: number
  readonly late: number
  /** Letters that were given up. */
  readonly dead: number
}

export interface Store {
  /** Which database it is. */
  readonly dialect: 'sqlite' | 'postgres'

  hold(request: HoldRequest): Promise<Outcome<{ readonly hold: Hold }>>
  readHold(id: string): Promise<Hold | null>
  /** Gives the slot back. Of an unknown hold: remembered as over, so that a late PUT does not bring it. */
  release(id: string): Promise<void>

  /** `fresh` is false when it was there already: answer 200 with it. */
  book(request: BookRequest): Promise<Outcome<{ readonly rdv: RendezVous }>>
  confirm(request: ConfirmRequest): Promise<Outcome<{ readonly rdv: RendezVous }>>
  read(id: string): Promise<RendezVous | null>
  /** Contact and needs of a rendez-vous or of a wait; null once erased. */
  personal(id: string): Promise<Personal | null>
  move(request: MoveRequest): Promise<Outcome<{ readonly rdv: RendezVous }>>
  cancel(request: CancelRequest): Promise<Outcome<{ readonly rdv: RendezVous }>>

  wait(request: WaitRequest): Promise<Outcome<{ readonly wait: Wait }>>
  readWait(id: string): Promise<Wait | null>
  /** Off the list; what was kept for her goes to the next. */
  leave(id: string): Promise<Outcome<{ readonly wait: Wait }>>
  /** Wishes of those who wait and have no offer, oldest first: for whoever looks for slots that opened. */
  wishes(limit: number): Promise<readonly Wish[]>
  /** Offers a free slot to the first person who waits for it. False when nobody does or it is not free. */
  offer(slot: Slot): Promise<boolean>
  /**
   * What time does: lapsed holds and unconfirmed rendez-vous free their slots, a lapsed offer goes to the next person, waits end. Call it
   * every few seconds; several instances may at once. Returns how many things changed; call again at once while it is not 0.
   */
  advance(): Promise<number>

  /**
   * Taken units of these diaries between two instants, holds that have not expired included.
   * @param except a hold, wait or rendez-vous whose own units do not count (hers, when she moves)
   */
  busy(agendas: readonly string[], from: number, to: number, except?: string): Promise<readonly Busy[]>

  /** Letters that are due, for this process alone until `lease` milliseconds have passed. */
  claim(limit: number, lease: number): Promise<readonly OutboxRow[]>
  /** It was handed over. */
  sent(row: OutboxRow): Promise<void>
  /** It was not. Try again at `retry`; null gives it up (kept, counted, and no longer in the way of its stream). */
  failed(row: OutboxRow, retry: number | null): Promise<void>

  /** Erases contacts and needs whose delay is over, then old rows. Returns how many contacts were erased. */
  purge(): Promise<number>
  /** Encrypts again, with the first key, what another key encrypted. Returns how many are left to do. */
  rotate(limit?: number): Promise<number>

  counts(): Promise<Counts>
  /** @throws when the database does not answer */
  ping(): Promise<void>
  /** Waits for what is under way, then lets go. */
  close(): Promise<void>
}

export interface StoreOptions {
  /** Path of a SQLite file, ':memory:', or 'postgres://…'. */
  readonly database: string
  /** AES-256 keys: the first encrypts, all decrypt. Empty: nothing personal is taken, and `book` with `personal` throws. */
  readonly encryption: readonly { readonly id: string; readonly secret: Buffer }[]
  /** Key of the keyed hash of a contact. */
  readonly fingerprint: Buffer
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Days after the rendez-vous (or its cancelling) when contact and needs are erased. Default 30. */
  readonly retentionDays?: number
  /** Days after which what is left of a rendez-vous, without person, is forgotten. Default 400. */
  readonly forgetDays?: number
  /** Milliseconds that an offer of the waitlist is kept for one person. Default 30 minutes. */
  readonly offerLasts?: number
  /** What to send for a change; called inside the transaction, and again if it is retried: no side effect. */
  readonly outbox?: (change: Change) => readonly Letter[]
  /** PostgreSQL connections of this instance. Default 10. */
  readonly connections?: number
}

/** The database could not do it now (busy, restarting, unreachable). Nothing is sure: retry with the same id. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

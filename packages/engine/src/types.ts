/**
 * What the engine gives to whoever shows it. Plain data, frozen in meaning: no DOM, no locale, no clock. Texts are never in here:
 * an object of the parcours is given by reference (`of`) with its `address`, the path of ids under which locales keep its texts.
 */
import type {
  Alert,
  Channel,
  Demarche,
  End,
  Exit,
  Field,
  Handover,
  Id,
  Jalon,
  Key,
  Option,
  Organisme,
  Parcours,
  Piece,
  PlainDate,
  Question,
  RendezVous,
  Saved,
} from '@parcours/schema'

/** Why something is unknown. While any cause is pending, it is pending. */
export type Cause = 'pending' | 'unsure'
/** Kleene's three values; an unknown says why. */
export type Tri = boolean | Cause

/** A date as the interval of days it may be, ends included; `null` is an open end. One day when `from === to`. */
export interface Span {
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}
export type Certainty = 'given' | 'computed' | 'indicative'
/** An evaluated date. `null` in its place: the date does not exist (it comes from something sans objet). */
export interface DateValue extends Span {
  readonly certainty: Certainty
  /** Why it is not one day: not answered yet, or not known. Absent when nothing is unknown. */
  readonly cause?: Cause
  /** A table has no row for it: "pas encore publié". */
  readonly unpublished?: true
}

/** A stored answer. choice: option id · choices: option ids · date: '2026-03-02' or '2026-03' (precision month) · number ·
 *  reference: the code in its list (codes-postaux: '64000') · group: the member keys, in order. */
export type Value = string | number | readonly string[]
export type Answer = Value | { readonly unsure: true } | { readonly skipped: true }

/** One member of a group: a random slug, and its rank from 1 ("enfant 1") for display. */
export interface Member {
  readonly group: Id
  readonly key: string
  readonly rank: number
}

/** A question as it is asked now. `ref` names it in answer(): "avancement", or "enfants.naissance#k3f" for a member's field. */
export interface AskedQuestion {
  readonly ref: string
  readonly of: Question | Field
  /** "questions.avancement", "questions.enfants.fields.naissance". */
  readonly address: string
  readonly member?: Member
  /** Options whose `when` is not false, in order. choice and choices only. */
  readonly options?: readonly Option[]
  /** Bounds in force, evaluated. date: '2026-03-02' · number. A bound that is unknown is absent. */
  readonly min?: PlainDate | number
  readonly max?: PlainDate | number
  /** The effective answer, absent while pending. */
  readonly answer?: Answer
  /** Itself sensitive, or asked only because of a sensitive answer. */
  readonly sensitive: boolean
}

export interface Progress {
  /** Asked questions of the questionnaire that are answered (late questions do not count). */
  readonly answered: number
  /** Asked questions so far, answered or not. */
  readonly asked: number
  /** How many there will be in all; null while an answer to come may still change it. */
  readonly total: number | null
  readonly complete: boolean
}

export type Status = 'a-faire' | 'en-cours' | 'fait' | 'sans-objet' | 'bloque' | 'en-retard' | 'conteste'
/** What may be marked. `bloque` and `en-retard` are computed. */
export type Mark = Exclude<Status, 'bloque' | 'en-retard'>
/** By today: past (over or done), now (open, due within 30 days, or nothing to wait for), next (within 3 months), later, undated. */
export type Moment = 'past' | 'now' | 'next' | 'later' | 'undated'

export interface OrganismeRef {
  readonly of: Organisme
  readonly address: string
}

/** One thing of the plan: a démarche or a jalon, one member's, one occurrence. */
export interface Item {
  /** "demander-asf", "rattacher-enfant#k3f", "declarer-ressources@2026-01-31", "x#k3f@2026-01-31". */
  readonly id: string
  readonly kind: 'demarche' | 'jalon'
  readonly of: Demarche | Jalon
  /** "demarches.demander-asf". */
  readonly address: string
  readonly key?: Key
  /** false: "à vérifier", its condition hangs on a "je ne sais pas". */
  readonly sure: boolean
  /** Unsure items fold under this démarche of the unknown question, when there is one and it is in the plan. */
  readonly foldedUnder?: string
  readonly member?: Member
  /** `about`: the members it is for ({list}). */
  readonly members?: readonly Member[]
  /** Whoever acts; a role whose case is not settled gives every candidate. */
  readonly organismes: readonly OrganismeRef[]
  readonly opens: DateValue | null
  readonly due: DateValue | null
  readonly closes: DateValue | null
  /** jalon: when it happens. */
  readonly at: DateValue | null
  /** The day it is placed and sorted by: due, closes, at, opens, at its `from` (deadline shown at its from). null: no date. */
  readonly day: PlainDate | null
  readonly moment: Moment
  readonly timingKind: 'legal' | 'recommended' | 'indicative' | 'observed' | null
  readonly status: Status
  readonly statusBy?: 'usager' | 'host'
  readonly done?: PlainDate
  /** Ids of items of this plan that come first and are not done. */
  readonly blockedBy: readonly string[]
  /** Items that block each other in a ring, this one included: "ces démarches se tiennent". */
  readonly knot?: readonly string[]
  readonly pieces: readonly Id[]
  readonly rendezVous: readonly Id[]
  readonly channels: readonly Channel[]
  /** Declared sensitive, or here only because of a sensitive answer: shown closed, under a neutral title, absent from diff, print and exports. */
  readonly sensitive: boolean
  /** Its source was never read, is older than two years at `today`, or is absent. */
  readonly aVerifier: boolean
  /** Details whose `when` is not false. */
  readonly details: readonly { readonly id: Id; readonly address: string; readonly within?: Id }[]
  /** Late questions (`askedAt`) of this card that are asked now. */
  readonly questions: readonly AskedQuestion[]
  /** Occurrence number from 0 when it repeats. */
  readonly occurrence?: number
}

export interface PieceNeed {
  readonly of: Piece
  readonly address: string
  /** Item and rendez-vous ids that ask for it. */
  readonly for: readonly string[]
  /** Organismes that will ask for it, each once. */
  readonly askedBy: readonly OrganismeRef[]
  /** Every item that asks for it is sensitive. */
  readonly sensitive: boolean
}
export interface Offer {
  readonly id: string
  readonly of: RendezVous
  readonly address: string
  readonly key?: Key
  readonly sure: boolean
  readonly with: readonly OrganismeRef[]
  readonly opens: DateValue | null
  readonly closes: DateValue | null
  readonly bring: readonly Id[]
  /** Items that lead to it (their `rendezVous`). */
  readonly for: readonly string[]
  /** As an item's. */
  readonly sensitive: boolean
}
export interface AlertItem {
  readonly of: Alert
  readonly address: string
  readonly sensitive: boolean
}
export interface ExitItem {
  readonly of: Exit
  readonly address: string
  /** Only a sensitive answer opens it. */
  readonly sensitive: boolean
}
export interface HandoverItem {
  readonly of: Handover
  readonly address: string
  /** Only a sensitive answer brings it. */
  readonly sensitive: boolean
}
export interface EndItem {
  readonly of: End
  readonly address: 'end'
  readonly at: DateValue | null
  /** The last day when she asks for more time so many times; null when it cannot be extended. */
  extended(times: number): PlainDate | null
}
export interface Plan {
  readonly today: PlainDate
  /** Sorted: by day, undated by priority then document order. */
  readonly items: readonly Item[]
  readonly pieces: readonly PieceNeed[]
  readonly rendezVous: readonly Offer[]
  readonly alerts: readonly AlertItem[]
  readonly handovers: readonly HandoverItem[]
  readonly end: EndItem | null
  item(id: string): Item | undefined
}

/** Why something is there, outermost first. `sensitive` reasons are left out by explain() unless asked for. */
export interface Reason {
  readonly kind: 'fact' | 'answer' | 'unsure'
  /** fact: its `because` or `otherwise` · answer: the option's `said`, else the question's label · unsure: the question. */
  readonly address: string
  readonly negated: boolean
  readonly question?: string
  readonly value?: Answer
  readonly sensitive: boolean
}

export interface Diff {
  readonly added: readonly Item[]
  readonly removed: readonly Item[]
  readonly moved: readonly { readonly item: Item; readonly from: PlainDate | null; readonly to: PlainDate | null }[]
  /** The questions (refs) whose effective answer changed. Sensitive ones, and all that they alone brought or took away, are not in here. */
  readonly because: readonly string[]
}

/** A text cut at its placeholders, for a locale to render. */
export type Part =
  | string
  | { readonly date: DateValue | null }
  | { readonly answer: string; readonly value: Answer | undefined }
  | { readonly param: string | number }
  | { readonly member: Member }
  | { readonly list: readonly Member[] }

export interface StartOptions {
  /** The usager's own day, 'YYYY-MM-DD'. The engine has no clock. */
  readonly today: PlainDate
  /** Département ('64', '2A', '974') or postcode. A `codes-postaux` answer prevails. */
  readonly territory?: string
  readonly audience?: Id
  /** Answers known beforehand, by ref. */
  readonly answers?: Readonly<Record<string, Answer>>
}

/** Immutable: every change gives a new session and leaves this one as it was. */
export interface Session {
  readonly parcours: Compiled
  readonly today: PlainDate
  /** Département code in force, or undefined. */
  readonly territory: string | undefined
  /** The next question to answer, or null: the questionnaire is complete. */
  readonly question: AskedQuestion | null
  readonly progress: Progress
  /** Every question of the questionnaire asked now, in order, answered or not (late ones are on their cards). */
  readonly questions: readonly AskedQuestion[]
  readonly plan: Plan
  /** Exits that are true. */
  readonly exits: readonly ExitItem[]
  /** Ids of démarches, jalons, rendez-vous and alerts whose state the last change touched. */
  readonly changes: readonly string[]
  /** What was given, kept even where it is no longer asked: stored answers are not effective answers. */
  readonly stored: Readonly<Record<string, Answer>>
}

/** A parcours ready to run: validated, indexed. Shared by any number of sessions. */
export interface Compiled {
  readonly source: Parcours
  readonly id: Id
  readonly version: string
}

export type { PlainDate, Saved }
/** What restore() could not take as it was. */
export interface Restored {
  readonly session: Session
  /** Question refs to ask again (migrated, gone, or no longer valid). */
  readonly askAgain: readonly string[]
  /** Addresses of saved things that this version no longer has. */
  readonly dropped: readonly string[]
}

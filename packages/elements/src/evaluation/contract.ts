/**
 * The events for evaluation. They carry ids of the parcours and words of a fixed list, nothing else: never an answer, never the label of
 * one, never a text she wrote, never the id of anything sensitive. docs/evaluation.md says which indicator each one feeds.
 */
import type { Status } from '@parcours/engine'
import type { Id } from '@parcours/schema'

/** On every event. */
export interface EvaluationBase {
  /** Of the parcours. */
  readonly parcours: Id
  readonly version: string
  /** Language of the interface, BCP 47. */
  readonly locale: string
  /** How it is used: by herself, or with an adviser at a counter. */
  readonly channel: 'seul' | 'accompagnement'
  /** When, ISO 8601 in UTC, to the minute. */
  readonly at: string
  /** Random, for this page only; never written anywhere. Only when the host asked for it: `{ send, session: true }`. */
  readonly session?: string
}

/** In low, middle and high thirds of the score; never the score. */
export type AutonomyBand = 'a-accompagner' | 'en-chemin' | 'a-l-aise'
/** From 1 (not at all) to 4 (quite). */
export type Satisfaction = 1 | 2 | 3 | 4
export type RdvMode = 'phone' | 'on-site' | 'video'
export type KitWay = 'pdf' | 'print' | 'calendar' | 'device' | 'file' | 'link'
export type LinkKind = 'online' | 'phone' | 'on-site' | 'post' | 'france-services' | 'organisme' | 'source' | 'mail'

/** What each event carries beside {@link EvaluationBase}. Ids are the parcours' own, without the part that names a person. */
export interface EvaluationDetails {
  /** The tag is on the page, and ready. */
  'parcours-proposed': object
  /** At least half of it was on screen. */
  'parcours-seen': object
  /** A first answer. */
  'parcours-started': object
  'parcours-question-answered': { readonly question: Id }
  /** She left before the end. The question on screen; none when it is sensitive. Never on a quick exit. */
  'parcours-abandoned': { readonly question?: Id }
  /** First commitment: a démarche marked, the plan taken along, or a rendez-vous taken. */
  'parcours-accepted': { readonly by: 'mark' | 'kit' | 'rendez-vous' }
  /** Every question is answered. Counts only. */
  'parcours-plan-generated': { readonly demarches: number; readonly rendezVous: number }
  'parcours-step-status': { readonly step: Id; readonly status: Status; readonly source: 'usager' | 'host' }
  /** The plan is on screen, and a date is near: within so many days. */
  'parcours-deadline-approaching': { readonly step: Id; readonly within: 7 | 14 | 30 }
  'parcours-document-ready': { readonly piece: Id; readonly ready: boolean }
  'parcours-rdv-offered': { readonly motif: Id }
  'parcours-rdv-slots-viewed': { readonly motif: Id }
  /** She asks for it here, or goes to confirm it on the caisse's own site. */
  'parcours-rdv-requested': { readonly motif: Id; readonly mode?: RdvMode }
  /** `within`: in so many days at most; absent beyond. `joint`: with two organismes at once. */
  'parcours-rdv-booked': {
    readonly motif: Id
    readonly mode?: RdvMode
    readonly joint?: boolean
    readonly within?: 7 | 14 | 30 | 90
  }
  'parcours-rdv-cancelled': { readonly motif: Id }
  /** A way out towards an organisme; `step` when it stands on one démarche only. */
  'parcours-link-out': { readonly kind: LinkKind; readonly step?: Id; readonly organisme?: Id }
  /** She calls, or opens the help that is always there. Which line is not said. */
  'parcours-help-requested': object
  'parcours-kit-taken': { readonly way: KitWay }
  /** She goes on with what she began before, or elsewhere. */
  'parcours-resumed': { readonly way: 'device' | 'file' | 'link' }
  'parcours-autonomy-assessed': { readonly moment: 'start' | 'end'; readonly band: AutonomyBand }
  'parcours-satisfaction-given': { readonly moment: 'end' | 'return'; readonly score: Satisfaction }
  /** She went to give her opinion elsewhere. */
  'parcours-satisfaction-link': { readonly moment: 'end' | 'return' }
  'parcours-ended': object
  'parcours-extended': object
}
export type EvaluationName = keyof EvaluationDetails

/** One event, told apart by `name`. */
export type EvaluationEvent = {
  [Name in EvaluationName]: EvaluationBase & { readonly name: Name } & EvaluationDetails[Name]
}[EvaluationName]

export type Send = (event: EvaluationEvent) => void
/** What a host plugs: a function, or one with its options. An error that it throws is its own: reported, and nothing else changes. */
export type Evaluation =
  | Send
  | {
      readonly send: Send
      /** Adds a random id to the events of one visit, to count journeys rather than events. Yours to declare to her. */
      readonly session?: boolean
      /** Offers the two-minute self-assessment at the start and at the end; it is always hers to ignore. */
      readonly autonomy?: boolean
    }

/** How a widget tells what only it sees. */
export type Tell = <Name extends EvaluationName>(name: Name, detail: EvaluationDetails[Name]) => void

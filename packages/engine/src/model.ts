import type {
  Alert,
  Demarche,
  End,
  Exit,
  Field,
  Handover,
  Jalon,
  Organisme,
  Parcours,
  Piece,
  Question,
  RendezVous,
  Source,
} from '@parcours/schema'
import type { Bits } from './bits.js'
import type { Day, Period, Zone } from './dates/index.js'
import type { Scope } from './expressions.js'
import type { Answer, Cause, Compiled, Mark, Tri } from './types.js'
import type { Effective } from './values.js'

/** One cell of the sheet: `eval` reads other cells, `out` are those that read it. `i` is its rank: a cell comes after all it reads. */
export interface Node {
  i: number
  readonly name: string
  /** Cells it reads, perhaps more than once. */
  readonly deps: Node[]
  out: Node[]
  eval(world: World): unknown
  /** It depends on a sensitive question: the blank world may see something else. */
  tainted: boolean
  /** It may come to another mind with answers to come: seen from ahead, it may wait where it is settled now. */
  wary: boolean
  /** Flow questions only: their place in the questionnaire. */
  slot?: number
  /** What `session.changes` calls it: démarches, jalons, rendez-vous, alerts. */
  readonly item?: string
}

/**
 * Where conditions are evaluated. There are three.
 * - what is;
 * - blank: what would be had no sensitive question been asked. An item that stands in the first and not here was brought by a sensitive
 *   answer;
 * - ahead: what is already sure, whichever answers are still to come. `known` and `unsure` are settled at any time, and may settle
 *   otherwise later: here they wait for the answer. A total is told when nothing waits here.
 * Cells that see the same in all (most do) are evaluated once.
 */
export interface World {
  readonly store: Store
  readonly values: unknown[]
  readonly blank: boolean
  readonly ahead: boolean
}

export interface QuestionState {
  readonly asked: Tri
  readonly value: Effective
  /** Said "je ne sais pas", or skipped (not where skipping reads as sans objet). */
  readonly unsure: boolean
}
export interface MemberState {
  readonly key: string
  readonly fields: Readonly<Record<string, QuestionState>>
}
export interface GroupState extends QuestionState {
  readonly members: readonly MemberState[]
}

/** A date inside the engine: days, ±Infinity for open ends; null: it does not exist. */
export interface Dated {
  readonly from: Day
  readonly to: Day
  /** 0 given, 1 computed, 2 indicative. */
  readonly rank: 0 | 1 | 2
  readonly cause: Cause | undefined
  readonly unpublished: boolean
}

/** A condition or a date, ready to run. `member` is there inside a group. */
export type Condition = (world: World, member?: MemberState) => Tri
export type DateOf = (world: World, member?: MemberState) => Dated | null
/** Steps, ready to run. null: they name something sans objet. */
export type Stepper = (world: World, member: MemberState | undefined, start: Dated) => Dated | null

/** Whether a démarche or a jalon is there, and for whom: once, or once a member. */
export interface Presence {
  /** null: one for all, or (of a group that is not known yet) one for whoever there may be. */
  readonly member: string | null
  readonly on: Tri
  /** `about`: the members that match. */
  readonly members?: readonly string[]
}
/** What an item's cell holds: its presence, and what it shows. */
export interface Instance extends Presence {
  readonly opens?: Dated | null
  readonly due?: Dated | null
  readonly closes?: Dated | null
  readonly at?: Dated | null
  readonly until?: Dated | null
  /** Ids of those who act. */
  readonly who?: readonly string[]
  /** Which details are shown, in their order. */
  readonly details?: readonly boolean[]
}
export type ItemState = readonly Instance[]

export type ItemKind = 'demarches' | 'jalons' | 'rendezVous' | 'alerts' | 'exits' | 'handovers' | 'end'
export interface ItemNode extends Node {
  readonly kind: ItemKind
  readonly of: Demarche | Jalon | RendezVous | Alert | Exit | Handover | End
  readonly repeat?: {
    readonly interval: Period
    readonly then: Stepper | undefined
    readonly times: number | undefined
  }
}
export interface QuestionNode extends Node {
  readonly of: Question
  /** Options' conditions, bounds and fields', compiled. */
  readonly options: Map<string, Condition>
  readonly bounds: Bounds
  readonly fields: FieldModel[]
}
/** A bound that is not known holds nobody. */
export interface Bounds {
  min?: (world: World, member?: MemberState) => number | undefined
  max?: (world: World, member?: MemberState) => number | undefined
}
export interface FieldModel {
  readonly of: Field
  readonly when: Condition
  readonly options: Map<string, Condition>
  readonly bounds: Bounds
}

/** `source`, indexed. Everything that does not depend on answers. */
export interface Model extends Compiled {
  readonly source: Parcours
  readonly scope: Scope
  readonly nodes: readonly Node[]
  readonly questions: ReadonlyMap<string, QuestionNode>
  /** Questionnaire questions, in order. */
  readonly flow: readonly QuestionNode[]
  /** Late questions, by the name of their card's cell: "jalons.jugement" is `jalons:jugement`. */
  readonly late: ReadonlyMap<string, readonly QuestionNode[]>
  readonly items: Readonly<Record<ItemKind, readonly ItemNode[]>>
  /** Marks by démarche id: what `{ done }` reads. */
  readonly marks: ReadonlyMap<string, Node>
  readonly anchors: ReadonlyMap<string, Node>
  readonly territory: Node
  readonly organismes: ReadonlyMap<string, Organisme>
  readonly sources: ReadonlyMap<string, Source>
  readonly pieces: ReadonlyMap<string, Piece>
  /** Démarches that a démarche blocks. */
  readonly blocks: ReadonlyMap<string, readonly string[]>
}

export interface MarkRecord {
  readonly status: Mark
  readonly by: 'usager' | 'host'
  readonly done?: string
}
/** What a mark's cell holds. */
export interface MarkState {
  readonly records: readonly (readonly [item: string, record: MarkRecord])[]
  readonly presence: readonly Presence[]
}

/** The live sheet that all sessions of one start() share; `live` is the version it holds. */
export interface Store {
  readonly model: Model
  readonly today: Day
  readonly territory: string | undefined
  readonly answers: Map<string, Answer>
  readonly marks: Map<string, MarkRecord>
  readonly actual: World
  readonly blank: World
  readonly ahead: World
  /** Slots of the questions that wait for an answer, and ranks of the cells that wait to be evaluated. */
  readonly open: Bits
  readonly dirty: Bits
  asked: number
  answered: number
  /** Questions that may still be asked, or not. */
  undecided: number
  live: Version
}
/** One session's state. The live one has no log; another holds the writes that lead to it from `next`. */
export interface Version {
  log: Write[] | null
  next: Version | null
}
export type Write =
  | { node: Node; actual: unknown; blank: unknown; ahead: unknown }
  | { ref: string; answer: Answer | undefined }
  | { mark: string; record: MarkRecord | undefined }

export interface Place {
  readonly departement: string | undefined
  readonly zone: Zone | undefined
}

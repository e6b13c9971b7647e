import type { Alert, Demarche, Exit, Field, Handover, Jalon, Parcours, Question, RendezVous } from '@parcours/schema'
import type { Day, Zone } from './dates/index.js'
import type { Answer, Compiled, Mark, Tri } from './types.js'
import type { Bits } from './bits.js'
import type { Effective } from './values.js'

/** One cell of the sheet: `eval` reads other cells, `out` are those that read it. `i` is its rank: a cell comes after all it reads. */
export interface Node {
  i: number
  readonly name: string
  /** Cells it reads, perhaps more than once. */
  readonly deps: Node[]
  out: Node[]
  eval(world: World): unknown
  /** Flow questions only: their place in the questionnaire. */
  slot?: number
  /** What `session.changes` calls it: démarches, jalons, rendez-vous, alerts. */
  readonly item?: string
}

/**
 * Where conditions are evaluated. There are two: what is, and what would be had no sensitive question been asked. An item that
 * stands in the first and not in the second was brought by a sensitive answer.
 */
export interface World {
  readonly store: Store
  readonly values: unknown[]
  readonly blank: boolean
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
  readonly cause?: 'pending' | 'unsure' | undefined
  readonly unpublished?: true
}

/** A condition or a date, ready to run. `member` is there inside a group. */
export type Condition = (world: World, member?: MemberState) => Tri
export type DateOf = (world: World, member?: MemberState) => Dated | null

/** What an item node holds: whether it is there, for whom, when. */
export interface Instance {
  readonly member: string | null
  readonly on: Tri
  readonly members?: readonly string[]
  readonly opens?: Dated | null
  readonly due?: Dated | null
  readonly closes?: Dated | null
  readonly at?: Dated | null
  readonly until?: Dated | null
}
export type ItemState = readonly Instance[]

export type ItemKind = 'demarches' | 'jalons' | 'rendezVous' | 'alerts' | 'exits' | 'handovers' | 'end'
export interface ItemNode extends Node {
  readonly kind: ItemKind
  readonly of: Demarche | Jalon | RendezVous | Alert | Exit | Handover | object
}
export interface QuestionNode extends Node {
  readonly of: Question
  /** Options' conditions, bounds and fields', compiled. */
  readonly options: Map<string, Condition>
  readonly bounds: Bounds
  readonly fields: FieldModel[]
  /** The démarche or jalon whose card asks it. */
  readonly late: boolean
}
export interface Bounds {
  readonly min?: (world: World, member?: MemberState) => number | undefined
  readonly max?: (world: World, member?: MemberState) => number | undefined
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
  readonly nodes: readonly Node[]
  readonly questions: ReadonlyMap<string, QuestionNode>
  /** Questionnaire questions, in order. */
  readonly flow: readonly QuestionNode[]
  readonly items: Readonly<Record<ItemKind, readonly ItemNode[]>>
  /** Marks by démarche id: what `{ done }` reads. */
  readonly marks: ReadonlyMap<string, Node>
  readonly anchors: ReadonlyMap<string, Node>
  readonly territory: Node
  /** Conditions inside items that the plan evaluates when it is read: roles' cases, details. */
  readonly roles: ReadonlyMap<string, readonly Condition[]>
  readonly details: ReadonlyMap<string, readonly Condition[]>
  readonly hasSensitive: boolean
}

export interface MarkRecord {
  readonly status: Mark
  readonly by: 'usager' | 'host'
  readonly done?: string
}

/** The live sheet that all sessions of one start() share; `live` is the version it holds. */
export interface Store {
  readonly model: Model
  readonly today: Day
  readonly territory: string | undefined
  readonly actual: World
  readonly blank: World
  readonly answers: Map<string, Answer>
  readonly marks: Map<string, MarkRecord>
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
  | { node: Node; actual: unknown; blank: unknown }
  | { ref: string; answer: Answer | undefined }
  | { mark: string; record: MarkRecord | undefined }

export interface Place {
  readonly departement: string | undefined
  readonly zone: Zone | undefined
}

import type {
  Alert,
  Demarche,
  End,
  Exit,
  Field,
  Handover,
  Jalon,
  Parcours,
  Question,
  RendezVous,
} from '@parcours/schema'
import type { Bits } from './bits.js'
import type { Day, Zone } from './dates/index.js'
import type { Scope } from './expressions.js'
import type { Answer, Cause, Compiled, Mark, Member, Plan, Tri } from './types.js'
import type { Effective } from './values.js'

/** One cell of the sheet: `eval` reads other cells, `out` are those that read it. */
export interface Node {
  /** Its rank: a cell comes after all it reads. */
  i: number
  /** Where it is said, for a fault: its block, and its place there. */
  readonly block: string
  readonly at: number
  readonly of: object
  /** Cells it reads, perhaps more than once. */
  deps: readonly Node[]
  out: Node[]
  eval: (world: World) => unknown
  /** It depends on a sensitive question: the blank world may see something else. */
  tainted: boolean
  /** Answers to come may overturn it: seen from ahead, it may wait where it is settled now. */
  wary: boolean
  /** Questionnaire questions: their place in it; -1 elsewhere. */
  slot: number
  /** What `session.changes` calls it: démarches, jalons, rendez-vous, alerts. */
  item: string
}

/**
 * Where conditions are evaluated. There are three.
 * - what is;
 * - blank: what would be had no sensitive question been asked. What stands in the first and not here, a sensitive answer brought;
 * - ahead: what is sure whatever the answers still to come. `known` is false until she answers, then true: here it waits. The number
 *   of questions to come is told when none waits here.
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
export interface MemberState extends Member {
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
  /** Why it is not one day; a month that she gave has none. */
  readonly cause: Cause | undefined
  readonly unpublished: boolean
}

/** A condition or a date, ready to run. `member` is there inside a group. */
export type Of<T> = (world: World, member?: MemberState) => T
export type Condition = Of<Tri>
export type DateOf = Of<Dated | null>
/** Steps, ready to run. null: they name something sans objet. */
export type Stepper = (world: World, member: MemberState | undefined, start: Dated) => Dated | null

/** Whether a démarche or a jalon is there, and for whom: once, or once a member. */
export interface Presence {
  /** undefined: one for all, or (of a group that is not known yet) one for whoever there may be. */
  readonly member: Member | undefined
  readonly on: Tri
  /** `about`: the members that match. */
  readonly members: readonly Member[] | undefined
}
export interface Run {
  readonly opens: Dated | null
  readonly due: Dated | null
  readonly closes: Dated | null
  /** From 0 when it repeats. */
  readonly n: number | undefined
}
/** What the cell of a démarche, a jalon or a rendez-vous holds: its presence, and what it shows. */
export interface Instance extends Presence {
  /** One, or one an occurrence. */
  readonly runs: readonly Run[]
  readonly at: Dated | null
  /** Ids of those who act. */
  readonly who: readonly string[]
  /** Ids of the details shown. */
  readonly details: readonly string[]
}

export type ItemKind = 'demarches' | 'jalons' | 'rendezVous' | 'handovers' | 'end'
/** An exit, an alert, a handover holds a Tri, the end a date, the others their instances. */
export interface ItemNode extends Node {
  readonly of: Demarche | Jalon | RendezVous | Alert | Exit | Handover | End
}
export interface QuestionNode extends Node {
  readonly of: Question
  /** Options' conditions, bounds and fields', compiled. */
  options: ReadonlyMap<string, Condition> | undefined
  bounds: Bounds
  fields: readonly FieldModel[]
}
/** A bound that is not known holds nobody. `reads`: the cells they come from. */
export interface Bounds {
  readonly min?: Of<number | undefined>
  readonly max?: Of<number | undefined>
  readonly reads?: readonly Node[]
}
export interface FieldModel {
  readonly of: Field
  readonly when: Condition
  readonly options: ReadonlyMap<string, Condition> | undefined
  readonly bounds: Bounds
}

/** What the plan adds to the flow, in a bundle of its own: cells that nothing else reads. */
export interface Planner {
  /** Compiles the plan's own cells, once a parcours. */
  index(model: Model): void
  plan(store: Store): Plan
  /** Ids of the items whose entry depends on cells and marks that changed. */
  changes(store: Store, touched: readonly (Node | string)[]): string[]
}

/** `source`, indexed. Everything that does not depend on answers. */
export interface Model extends Compiled {
  readonly source: Parcours
  readonly scope: Scope
  readonly nodes: Node[]
  readonly questions: ReadonlyMap<string, QuestionNode>
  /** Questionnaire questions, in order. */
  readonly flow: readonly QuestionNode[]
  readonly exits: readonly ItemNode[]
  readonly alerts: readonly ItemNode[]
  readonly territory: Node
  /** Some cell is tainted, or wary. */
  tainted: boolean
  wary: boolean
  planner: Planner | undefined
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
  dirty: Bits
  /** Cells evaluated: attach() may have added some since. */
  cells: number
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
  /** How many cells the log tells of. */
  cells: number
}
export type Write =
  | { node: Node; actual: unknown; blank: unknown; ahead: unknown }
  | { ref: string; answer: Answer | undefined }
  | { mark: string; record: MarkRecord | undefined }

export interface Place {
  readonly departement: string | undefined
  readonly zone: Zone | undefined
  /** From ahead: she has still to say where she lives. */
  readonly waits: boolean
}

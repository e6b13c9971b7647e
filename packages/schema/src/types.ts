// Generated from shape.ts by `npm run generate`: do not edit.

/** A stable slug, kebab-case, never a label. */
export type Id = string
/** "dgfip/declarer-changement": the same thing in every parcours (merging, shared status). */
export type Key = string
/** French source; Markdown subset; placeholders {date:anchorId} {answer:id} {param:id} {each} {list}. */
export type Text = string
/** 2026-05-21 */
export type PlainDate = string
/** --05-21 */
export type MonthDay = string
/** P1Y2M10D, never negative. A rendez-vous lasts PT45M. */
export type Duration = string

/** A whole parcours: one JSON file. Every collection is an ordered array of objects with an `id`, unique within its block. A text's address is the path of ids: `questions.statut.options.marie.label`. */
export interface Parcours {
  $schema?: string
  formatVersion: string
  id: Id
  version: string
  status: 'brouillon' | 'relu' | 'valide'
  title: Text
  summary?: Text
  safety?: Safety
  owner: string
  pilot: Id
  partners?: Id[]
  validity?: Validity
  sources: Source[]
  params?: Param[]
  organismes: (Role | Organisme)[]
  sections: Named[]
  questions: Question[]
  facts?: Fact[]
  anchors?: Anchor[]
  tables?: Table[]
  phases?: Named[]
  lanes?: Named[]
  demarches: Demarche[]
  jalons?: Jalon[]
  pieces?: Piece[]
  rendezVous?: RendezVous[]
  alerts?: Alert[]
  exits?: Exit[]
  handovers?: Handover[]
  end?: End
  migrations?: Migration[]
  /** Kept as it is, and read by nobody here. */
  [x: `x-${string}`]: unknown
}

export interface Safety {
  quickExit?: boolean
  neutralTitle?: Text
}

export interface Named {
  id: Id
  title: Text
}

/** A period of days, both ends included; an absent end is open. */
export interface Validity {
  from?: PlainDate
  to?: PlainDate
}

/** `date`: the document's own. `verifiedOn`: the day its current official page was read, else null (shown as "à vérifier"). `ref`: page, line, article. */
export interface Source {
  id: Id
  title: string
  url?: string
  ref?: string
  date: PlainDate | null
  verifiedOn: PlainDate | null
}

/** A value that an overlay may set. Nothing else of the rules can be changed from outside. */
export interface Param {
  id: Id
  value: Duration | number | PlainDate
  why: Text
  min?: Duration | number
  max?: Duration | number
}

export interface ParamRef {
  param: Id
}

/** Who acts. */
export interface Organisme {
  id: Id
  key?: Key
  name: Text
  purpose?: Text
  phone?: string
  links?: Link[]
  territory?: string
}

/** Names whoever it turns out to be. Unknown case: all the candidates are shown. */
export interface Role {
  id: Id
  role: Text
  cases: RoleCase[]
}

export interface RoleCase {
  when?: Condition
  organisme: Id
}

export interface Link {
  id: Id
  label: Text
  url: string
}

/** What every question has. */
export interface QuestionBase {
  id: Id
  key?: Key
  label: Text
  why?: Text
  help?: Text
  when?: Condition
  sensitive?: boolean
  unknown?: Unsure
  skip?: 'unknown' | 'not-concerned'
  prefill?: boolean
}

/** "Je ne sais pas". The demarche gathers everything that depends on the answer. */
export interface Unsure {
  label: Text
  demarche?: Id
}

export interface InSection {
  section: Id
  askedAt?: never
}

export interface AskedAt {
  askedAt: Id
  section?: never
}

export interface ChoiceKind {
  type: 'choice' | 'choices'
  options: Option[]
}

/** `precision: 'month'`: answered '2026-03', a span of that month. */
export interface DateKind {
  type: 'date'
  precision?: 'month'
  min?: DateExpr
  max?: DateExpr
}

export interface NumberKind {
  type: 'number'
  min?: Num
  max?: Num
}

/** `list` names a list outside the file. 'codes-postaux' compares as a number and gives the territory. */
export interface ReferenceKind {
  type: 'reference'
  list: Id
}

/** `member`: what one is called ("enfant"). Answered with none: []. */
export interface GroupKind {
  type: 'group'
  max: number
  member: Text
  fields: Field[]
}

/** Asked when its `when` is true; `when` names earlier questions only. Exactly one of `section` (in the questionnaire) and `askedAt` (later, on this jalon's or demarche's card). */
export type Question = QuestionBase &
  (InSection | AskedAt) &
  (ChoiceKind | DateKind | NumberKind | ReferenceKind | GroupKind)

/** A question asked for each member of a group. Groups do not nest. */
export type Field = QuestionBase & (ChoiceKind | DateKind | NumberKind | ReferenceKind)

/** `said`: the answer as a sentence, for recaps and for "parce que …". `exclusive`: none of the others ("aucune"). */
export interface Option {
  id: Id
  label: Text
  group?: Text
  said?: Text
  when?: Condition
  exclusive?: boolean
}

/** Logic, or a subject and a test. Kleene's three values. */
export type Condition = All | Any | Not | OfFact | Some | Every | Comparison

export interface All {
  all: Condition[]
}

export interface Any {
  any: Condition[]
}

export interface Not {
  not: Condition
}

export interface OfFact {
  fact: Id
}

export interface Some {
  some: Id
  where?: Condition
}

export interface Every {
  every: Id
  where: Condition
}

export type Comparison = Subject & Test

export type Subject = OfAnswer | OfEach | OfDate | OfAge | OfCount

export interface OfAnswer {
  answer: Id
}

export interface OfEach {
  each: Id
}

export interface OfDate {
  date: DateExpr
}

export interface OfAge {
  age: DateExpr
  at?: DateExpr
}

export interface OfCount {
  count: Id
  where?: Condition
}

export type Test = Is | In | Includes | AtLeast | AtMost | Before | After | Known | IsUnsure

export interface Is {
  is: Id | number
}

export interface In {
  in: Id[]
}

export interface Includes {
  includes: Id
}

export interface AtLeast {
  atLeast: Num
}

export interface AtMost {
  atMost: Num
}

/** Strict. */
export interface Before {
  before: DateExpr
}

/** Strict. */
export interface After {
  after: DateExpr
}

/** Has a value. Never unknown itself. */
export interface Known {
  known: boolean
}

/** Was answered "je ne sais pas", or skipped. Never unknown itself. */
export interface IsUnsure {
  unsure: boolean
}

export interface Fact {
  id: Id
  when: Condition
  because: Text
  otherwise?: Text
}

export type Num = number | TableRef | ParamRef

/** A source, then steps applied in order. Evaluates to a span [from, to], either end of which may be open. 'today' is { today: true } without steps. */
export type DateExpr = PlainDate | 'today' | Moment

export type Moment = { then?: Step[] } & DateSource

export type DateSource =
  Today | DateAnswer | DateEach | AnchorRef | TableRef | Done | FirstKnown | Earliest | Latest | DateCases

export interface Today {
  today: true
}

export interface DateAnswer {
  answer: Id
}

export interface DateEach {
  each: Id
}

export interface AnchorRef {
  anchor: Id
}

/** The day the usager did this demarche. */
export interface Done {
  done: Id
}

/** The first that is one day; none: the hull of all. */
export interface FirstKnown {
  firstKnown: DateExpr[]
}

export interface Earliest {
  earliest: DateExpr[]
}

export interface Latest {
  latest: DateExpr[]
}

/** The first true case; undecided: the hull of what remains possible. */
export interface DateCases {
  cases: DateCase[]
}

export interface DateCase {
  when?: Condition
  date: DateExpr
}

/** Steps are monotone, so they apply to the two ends of a span. */
export type Step = Plus | Minus | StartOf | EndOf | FirstOfMonth | WorkingDay | Next

export interface Plus {
  plus: Duration | TableRef | ParamRef
}

export interface Minus {
  minus: Duration | TableRef | ParamRef
}

export type Unit = 'month' | 'quarter' | 'year'

export interface StartOf {
  startOf: Unit
}

export interface EndOf {
  endOf: Unit
}

export interface FirstOfMonth {
  firstOfMonth: 'onOrAfter' | 'after'
}

export interface WorkingDay {
  workingDay: 'onOrAfter' | 'onOrBefore'
}

/** On or after. */
export interface Next {
  next: MonthDay
}

/** A date that others count from. Certainty is computed, never written; an author only marks `estimate`. */
export interface Anchor {
  id: Id
  label: Text
  date: DateExpr
  estimate?: boolean
  source?: Id
}

/** A look-up. No row, or no valid row: unknown ("pas encore publié"), never the nearest. Rows may not overlap. */
export interface Table {
  id: Id
  title: Text
  value: 'date' | 'duration' | 'number'
  by?: OfAnswer | OfEach | AnchorRef
  rows: Row[]
}

export type Row = { value: PlainDate | Duration | number; validity?: Validity; source?: Id } & (RowIs | RowRange)

export interface RowIs {
  is: Id
}

export interface RowRange {
  from?: PlainDate | number
  to?: PlainDate | number
}

/** `at` picks the validity; today when absent. */
export interface TableRef {
  table: Id
  at?: DateExpr
}

/** What to do. `when` absent: always. In a `forEach`, `when`, dates and {each} speak of one member, one item a member; with `about`, one item for all the members that match, {list} names them. `offer`: absent without channels; an overlay may provide them, or withdraw it. */
export interface Demarche {
  id: Id
  key?: Key
  title: Text
  summary?: Text
  body?: Text
  details?: Detail[]
  why?: Text
  organisme: Id
  phase?: Id
  lane?: Id
  when?: Condition
  forEach?: Id
  about?: About
  nature?: 'right' | 'duty' | 'offer'
  timing?: Timing
  channels?: Channel[]
  pieces?: Id[]
  blockedBy?: Id[]
  requiresCourtDocument?: 'no' | 'yes' | 'alternative'
  priority?: 1 | 2 | 3
  forgottenByMany?: boolean
  rendezVous?: Id[]
  prestations?: Id[]
  source?: Id
  sensitive?: boolean
}

/** `within`: an earlier detail, for a case inside a case. */
export interface Detail {
  id: Id
  title: Text
  text: Text
  when?: Condition
  within?: Id
  source?: Id
}

export interface About {
  group: Id
  where?: Condition
}

/** `opens`: possible from; `due`: should be done by; `closes`: no longer possible after. `legal`: the source is an article of law. `announced`: what the organisme promised for its answer. */
export interface Timing {
  opens?: DateExpr
  due?: DateExpr
  closes?: DateExpr
  repeat?: Repeat
  kind: TimingKind
  late?: Late
  source?: Id
  announced?: Announced
}

export type TimingKind = 'legal' | 'recommended' | 'indicative' | 'observed'

/** nth = first + n × interval, then the steps; n starts at 0. opens and closes move with due, without the steps. */
export interface Repeat {
  interval: Duration
  then?: Step[]
  until: Times | DateExpr
}

export interface Times {
  times: number
}

export interface Late {
  means: 'still-possible' | 'reduced' | 'lost'
  text: Text
}

export interface Announced {
  delay: Duration
  source: Id
}

export interface Channel {
  id: Id
  kind: 'online' | 'phone' | 'on-site' | 'post' | 'france-services'
  url?: string
  number?: string
  hours?: Text
  note?: Text
}

/** What happens to the usager. `at` may be a span: "entre 9 et 31 jours". */
export interface Jalon {
  id: Id
  key?: Key
  title: Text
  body?: Text
  organisme?: Id
  phase?: Id
  lane?: Id
  when?: Condition
  forEach?: Id
  at: Span | DateExpr
  kind: TimingKind
  source?: Id
  sensitive?: boolean
}

export interface Span {
  from: DateExpr
  to: DateExpr
}

export interface Piece {
  id: Id
  key?: Key
  name: Text
  issuedBy?: Id
  heldBy?: ('usager' | Id)[]
  aliases?: Text[]
  notToBeConfusedWith?: Id[]
  help?: Text
  source?: Id
}

export interface RendezVous {
  id: Id
  key?: Key
  motif: Text
  before?: Text
  with: Id[]
  channels: ('phone' | 'on-site' | 'video')[]
  duration?: Duration
  when?: Condition
  opens?: DateExpr
  closes?: DateExpr
  bring?: Id[]
  fallback: Channel[]
  nature?: 'right' | 'offer'
  source?: Id
  sensitive?: boolean
}

export interface Alert {
  id: Id
  title: Text
  text: Text
  when?: Condition
  sensitive?: boolean
  channels?: Channel[]
  source?: Id
}

/** True only; unknown never exits. */
export interface Exit {
  id: Id
  when: Condition
  text: Text
  parcours?: Id
  channels?: Channel[]
}

/** `carries`: questions and facts handed on. */
export interface Handover {
  id: Id
  parcours: Id
  when?: Condition
  text: Text
  carries?: Id[]
}

export interface End {
  at: DateExpr
  text: Text
  next?: Text
  extend?: Extend
  satisfaction?: Text
}

export interface Extend {
  by: Duration
  text: Text
}

/** What becomes of saved answers and marks. */
export type Migration = { to: string } & (Rename | MapValues | AskAgain | Drop)

/** Addresses: questions.a -> questions.b, demarches.c -> demarches.d (statuses follow). */
export interface Rename {
  rename: Record<string, string>
}

/** One question's options; null: ask again. */
export interface MapValues {
  map: string
  values: Record<string, Id | null>
}

export interface AskAgain {
  askAgain: string[]
}

export interface Drop {
  drop: string[]
}

/** `set`: params; `provide` and `withdraw`: offers; `reword`: address -> text; `after`: added id -> the id it follows. */
export interface Overlay {
  $schema?: string
  overlay: Id
  of: Id
  version: string
  for: Audience
  set?: Record<string, Duration | number | PlainDate>
  provide?: Record<string, Provided>
  withdraw?: Id[]
  add?: Additions
  after?: Record<string, Id>
  reword?: Record<string, string>
}

export interface Audience {
  territory?: string[]
  organisme?: Id[]
  audience?: Id[]
}

export interface Provided {
  channels: Channel[]
}

export interface Additions {
  demarches?: Demarche[]
  jalons?: Jalon[]
  pieces?: Piece[]
  rendezVous?: RendezVous[]
  alerts?: Alert[]
  organismes?: (Role | Organisme)[]
  sources?: Source[]
}

/** Beside the parcours, one file a language: address -> translation. */
export interface Locale {
  $schema?: string
  locale: string
  of: Id
  version: string
  proofreadBy?: string
  texts: Record<string, Translation>
}

/** `source`: hashText() of the French. */
export interface Translation {
  text: string
  source: string
}

/** What a session keeps. Member keys are random slugs, never positions. An answer is a value, { unsure: true } or { skipped: true }. Items: "asf", "vitale#k3f", "declaration@2026-01-31". */
export interface Saved {
  parcours: Id
  version: string
  today: PlainDate
  answers: Record<string, unknown>
  groups: Record<string, SavedMember[]>
  items: Record<string, SavedItem>
  kit?: SavedKit
}

export interface SavedMember {
  member: Id
  answers: Record<string, unknown>
}

export interface SavedItem {
  status: string
  by: 'usager' | 'host'
  done?: PlainDate
}

export interface SavedKit {
  id: string
  events?: Record<string, PlainDate>
}

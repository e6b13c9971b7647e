// The parcours format, 1.0: the shape to follow. One reading per construct; every collection is an ordered
// array of objects with an `id`, unique within its block. A text's address is the path of ids:
// `questions.statut.options.marie.label`. That address is what translations, overlays and migrations use.

export type Id = string          // stable slug, kebab-case, never a label
export type Key = string         // "dgfip/declarer-changement": the same thing in every parcours (merging, shared status)
export type Text = string        // French source; Markdown subset; placeholders {date:anchorId} {answer:id} {param:id} {each} {list}
export type PlainDate = string   // 2026-05-21
export type MonthDay = string    // --05-21
export type Duration = string    // P1Y2M10D, never negative
export type Num = number | TableRef | ParamRef

export interface Parcours {
  $schema?: string; formatVersion: string; id: Id; version: string; status: 'brouillon' | 'relu' | 'valide'   // formatVersion: 'major.minor'
  title: Text; summary?: Text; safety?: { quickExit?: boolean; neutralTitle?: Text }; owner: string; pilot: Id; partners?: Id[]; validity?: Validity
  sources: Source[]; params?: Param[]; organismes: (Organisme | Role)[]
  sections: Named[]; questions: Question[]; facts?: Fact[]; anchors?: Anchor[]; tables?: Table[]
  phases?: Named[]; lanes?: Named[]; demarches: Demarche[]; jalons?: Jalon[]; pieces?: Piece[]
  rendezVous?: RendezVous[]; alerts?: Alert[]; exits?: Exit[]; handovers?: Handover[]; end?: End; migrations?: Migration[]
  [x: `x-${string}`]: unknown
}
export interface Named { id: Id; title: Text }
export interface Validity { from?: PlainDate; to?: PlainDate }                       // both ends included
/** `date`: the document's own; `verifiedOn`: the day its current official page was read, else null (shown as "à vérifier"). `ref`: page, line, article. */
export interface Source { id: Id; title: string; url?: string; ref?: string; date: PlainDate | null; verifiedOn: PlainDate | null }
/** A value that an overlay may set. Nothing else of the rules can be changed from outside. */
export interface Param { id: Id; value: Duration | number | PlainDate; why: Text; min?: Duration | number; max?: Duration | number }
export interface ParamRef { param: Id }

// Who acts. A role names whoever it turns out to be; unknown case: all the candidates are shown.
export interface Organisme { id: Id; key?: Key; name: Text; purpose?: Text; phone?: string; links?: Link[]; territory?: string }
export interface Role { id: Id; role: Text; cases: { when?: Condition; organisme: Id }[] }
export interface Link { id: Id; label: Text; url: string }

// Questions. `when` may name earlier questions only; a question is asked when it is true. When it is false the question is
// "sans objet" and every comparison on its answer is false. Otherwise a comparison is true or false once answered, and until
// then unknown, for one of two causes: "pending" (not answered yet) or "unsure" (je ne sais pas, or skipped).
interface QuestionBase {
  id: Id; key?: Key; label: Text; why?: Text; help?: Text; when?: Condition; sensitive?: boolean
  section?: Id; askedAt?: Id            // exactly one: in the questionnaire, or later on this jalon's or demarche's card
  unknown?: { label: Text; demarche?: Id }   // "je ne sais pas"; the demarche gathers everything that depends on it
  skip?: 'unknown' | 'not-concerned'    // absent: cannot be skipped
  prefill?: true                        // a host may give the answer it knows, shown to be confirmed
}
export type Question = QuestionBase & (
  | { type: 'choice' | 'choices'; options: Option[] }
  | { type: 'date'; precision?: 'month'; min?: DateExpr; max?: DateExpr }   // month: answered '2026-03', a span of that month
  | { type: 'number'; min?: Num; max?: Num }
  | { type: 'reference'; list: Id }     // communes, countries: a named list outside the file; 'codes-postaux' compares as a number and gives the territory
  | { type: 'group'; max: number; member: Text; fields: Field[] })   // `member`: what one is called ("enfant"); answered with none: []
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type Field = Without<Question, 'section' | 'askedAt'>
/** `said`: the answer as a sentence, for recaps and for "parce que …". `exclusive`: none of the others ("aucune"). */
export interface Option { id: Id; label: Text; group?: Text; said?: Text; when?: Condition; exclusive?: boolean }

// Conditions: logic, or a subject and a test. Kleene's three values.
export type Condition =
  | { all: Condition[] } | { any: Condition[] } | { not: Condition } | { fact: Id }
  | { some: Id; where?: Condition } | { every: Id; where: Condition }          // over a group
  | (Subject & Test)
export type Subject = { answer: Id } | { each: Id } | { date: DateExpr } | { age: DateExpr; at?: DateExpr } | { count: Id; where?: Condition }
export type Test = { is: Id | number } | { in: Id[] } | { includes: Id } | { atLeast: Num } | { atMost: Num }
  | { before: DateExpr } | { after: DateExpr }                                   // both strict
  | { known: boolean } | { unsure: boolean }   // never unknown themselves: has a value; was answered "je ne sais pas" or skipped
export interface Fact { id: Id; when: Condition; because: Text; otherwise?: Text }

// Dates: a source, then steps applied in order. A date evaluates to a span [from, to], either end of which may be open: a
// known date is a span of one day, an unknown one is open at both ends, an undecided case is the hull of what remains
// possible. Steps are monotone, so they apply to the two ends (an unknown table row opens both). A deadline is shown at its `from`.
export type DateExpr = PlainDate | 'today' | (DateSource & { then?: Step[] })   // 'today' = { today: true } without steps
export type DateSource = { today: true } | { answer: Id } | { each: Id } | { anchor: Id } | TableRef
  | { done: Id }                                                               // the day the usager did this demarche
  | { firstKnown: DateExpr[] } | { earliest: DateExpr[] } | { latest: DateExpr[] }
  | { cases: { when?: Condition; date: DateExpr }[] }                          // first true case; undecided: the hull
export type Step = { plus: Duration | TableRef | ParamRef } | { minus: Duration | TableRef | ParamRef }
  | { startOf: Unit } | { endOf: Unit } | { firstOfMonth: 'onOrAfter' | 'after' }
  | { workingDay: 'onOrAfter' | 'onOrBefore' } | { next: MonthDay }            // on or after
export type Unit = 'month' | 'quarter' | 'year'
/** Certainty is computed, never written: given (an answer) > computed > indicative (anything `estimate`, or an open case). */
export interface Anchor { id: Id; label: Text; date: DateExpr; estimate?: boolean; source?: Id }

/** A look-up. No row, or no valid row: unknown ("pas encore publié"), never the nearest. Rows may not overlap. */
export interface Table { id: Id; title: Text; value: 'date' | 'duration' | 'number'; by?: { answer: Id } | { each: Id } | { anchor: Id }; rows: Row[] }
export type Row = { value: PlainDate | Duration | number; validity?: Validity; source?: Id } & ({ is?: Id } | { from?: PlainDate | number; to?: PlainDate | number })
export interface TableRef { table: Id; at?: DateExpr }                         // `at` picks the validity; default today

// What to do. `when` absent: always. In a `forEach`, `when`, dates and {each} speak of one member, one item a member;
// with `about`, one item for all the members that match, {list} names them.
export interface Demarche {
  id: Id; key?: Key; title: Text; summary?: Text; body?: Text; details?: { id: Id; title: Text; text: Text; when?: Condition; within?: Id }[]   // within: another detail, for a case inside a case
 
  why?: Text; organisme: Id; phase?: Id; lane?: Id; when?: Condition; forEach?: Id; about?: { group: Id; where?: Condition }
  nature?: 'right' | 'duty' | 'offer'   // offer: absent without channels; an overlay may provide them, or withdraw it
  timing?: Timing; channels?: Channel[]; pieces?: Id[]; blockedBy?: Id[]; requiresCourtDocument?: 'no' | 'yes' | 'alternative'
  priority?: 1 | 2 | 3; forgottenByMany?: boolean; rendezVous?: Id[]; prestations?: Id[]; source?: Id; sensitive?: boolean
}
export interface Timing {
  opens?: DateExpr; due?: DateExpr; closes?: DateExpr    // possible from; should be done by; no longer possible after
  repeat?: { interval: Duration; then?: Step[]; until: DateExpr | { times: number } }  // nth = first + n × interval, then steps; opens and closes move with due
  kind: 'legal' | 'recommended' | 'indicative' | 'observed'
  late?: { means: 'still-possible' | 'reduced' | 'lost'; text: Text }; source?: Id   // legal: the source is an article of law
  announced?: { delay: Duration; source: Id }            // what the organisme promised for its answer
}
export interface Channel { id: Id; kind: 'online' | 'phone' | 'on-site' | 'post' | 'france-services'; url?: string; number?: string; hours?: Text; note?: Text }
/** What happens to you. `at` may be a span: "entre 9 et 31 jours". */
export interface Jalon { id: Id; key?: Key; title: Text; body?: Text; organisme?: Id; phase?: Id; lane?: Id; when?: Condition; forEach?: Id
  at: DateExpr | { from: DateExpr; to: DateExpr }; kind: Timing['kind']; source?: Id }
export interface Piece { id: Id; key?: Key; name: Text; issuedBy?: Id; heldBy?: Id[]; aliases?: Text[]; notToBeConfusedWith?: Id[]; help?: Text }
export interface RendezVous { id: Id; key?: Key; motif: Text; with: Id[]; channels: ('phone' | 'on-site' | 'video')[]; duration?: Duration; when?: Condition
  opens?: DateExpr; closes?: DateExpr; bring?: Id[]; fallback: Channel[]; nature?: 'right' | 'offer' }
export interface Alert { id: Id; title: Text; text: Text; when?: Condition; sensitive?: boolean; channels?: Channel[]; source?: Id }
export interface Exit { id: Id; when: Condition; text: Text; parcours?: Id; channels?: Channel[] }       // true only; unknown never exits
export interface Handover { id: Id; parcours: Id; when?: Condition; text: Text; carries?: Id[] }         // questions and facts handed on
export interface End { at: DateExpr; text: Text; next?: Text; extend?: { by: Duration; text: Text }; satisfaction?: Text }

// Beside the parcours.
export type Migration = { to: string } & (
  | { rename: Record<string, string> }                       // addresses: questions.a -> questions.b, demarches.c -> demarches.d (statuses follow)
  | { map: string; values: Record<string, string | null> }   // one question's options; null: ask again
  | { askAgain: string[] } | { drop: string[] })
export interface Overlay { overlay: Id; of: Id; version: string; for: { territory?: string[]; organisme?: Id[]; audience?: Id[] }
  set?: Record<Id, Param['value']>; provide?: Record<Id, { channels: Channel[] }>; withdraw?: Id[]       // params; offers; offers
  add?: Partial<Pick<Parcours, 'demarches' | 'jalons' | 'pieces' | 'rendezVous' | 'alerts' | 'organismes'>>; after?: Record<Id, Id>
  reword?: Record<string, Text> }                            // address -> text
export interface Locale { locale: string; of: Id; version: string; texts: Record<string, { text: string; source: string }> }  // source: hash of the French
/** What a session keeps. Member keys are random slugs, never positions. */
export interface Saved { parcours: Id; version: string; today: PlainDate
  answers: Record<Id, unknown>   // a value, { unsure: true } or { skipped: true }
  groups: Record<Id, { member: Id; answers: Record<Id, unknown> }[]>
  items: Record<string, { status: string; by: 'usager' | 'host'; done?: PlainDate }> }  // "asf", "vitale#k3f", "declaration@2026-01-31"

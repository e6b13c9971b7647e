/**
 * The format, once. Everything else about its structure is read from this table: check() walks it, the JSON Schemas, the
 * TypeScript types and the tables of docs/format.md are generated from it (`npm run generate`). It is a string because it ships
 * inside the widget, to old phones: it compresses to little more than the list of the format's own keys.
 *
 *   Name key:kind key?:kind key*:kind &Part|Part    one type a line; `?` optional; `*` the key that tells this type from its rivals
 *   Alias = kind                                    a name for a kind
 *   &A|B                                            the keys of A or of B stand in the object too (`&A`: always)
 *   kind: A|b|(one,two)|@block                      a type, a plain value (PATTERNS), one of fixed values, the id of something in a block
 *         kind[]  kind+  kind{}                     a list, a list that is not empty, a dictionary
 *         @questions:date  Type:date                only one of that kind (kindOf in check.ts); `$` stands for what was written after Type:
 *
 * When several types are possible, the first whose `*` key fits is meant; one without `*` key fits always.
 */
export const TABLE = `
Parcours $schema?:string formatVersion:format id:id version:version status:(brouillon,relu,valide) title:text summary?:text safety?:Safety owner:string pilot:@organismes partners?:@organismes[] validity?:Validity sources:Source[] params?:Param[] organismes:Role|Organisme[] sections:Named[] questions:Question[] facts?:Fact[] anchors?:Anchor[] tables?:Table[] phases?:Named[] lanes?:Named[] demarches:Demarche[] jalons?:Jalon[] pieces?:Piece[] rendezVous?:RendezVous[] alerts?:Alert[] exits?:Exit[] handovers?:Handover[] end?:End migrations?:Migration[]
Safety quickExit?:boolean neutralTitle?:text
Named id:id title:text
Validity from?:date to?:date
Source id:id title:string url?:url ref?:string date:date|null verifiedOn:date|null
Param id:id value:duration|number|date why:text min?:duration|number max?:duration|number
ParamRef param*:@params:$
Organisme id:id key?:key name:text purpose?:text phone?:phone links?:Link[] territory?:string
Role id:id role*:text cases:RoleCase+
RoleCase when?:Condition organisme:@organismes:organisme
Link id:id label:text url:url
QuestionBase id:id key?:key label:text why?:text help?:text when?:Condition sensitive?:boolean unknown?:Unsure skip?:(unknown,not-concerned) prefill?:boolean
Unsure label:text demarche?:@demarches
InSection section*:@sections
AskedAt askedAt*:@jalons,demarches
ChoiceKind type*:(choice,choices) options:Option+
DateKind type*:(date) precision?:(month) min?:DateExpr max?:DateExpr
NumberKind type*:(number) min?:Num max?:Num
ReferenceKind type*:(reference) list:id
GroupKind type*:(group) max:count member:text fields:Field+
Question &QuestionBase &InSection|AskedAt &ChoiceKind|DateKind|NumberKind|ReferenceKind|GroupKind
Field &QuestionBase &ChoiceKind|DateKind|NumberKind|ReferenceKind
Option id:id label:text group?:text said?:text when?:Condition exclusive?:boolean
Condition = All|Any|Not|OfFact|Some|Every|Comparison
All all*:Condition[]
Any any*:Condition[]
Not not*:Condition
OfFact fact*:@facts
Some some*:@questions:group where?:Condition
Every every*:@questions:group where:Condition
Comparison &Subject &Test
Subject = OfAnswer|OfEach|OfDate|OfAge|OfCount
OfAnswer answer*:@questions
OfEach each*:@each
OfDate date*:DateExpr
OfAge age*:DateExpr at?:DateExpr
OfCount count*:@questions:group where?:Condition
Test = Is|In|Includes|AtLeast|AtMost|Before|After|Known|IsUnsure
Is is*:id|number
In in*:id[]
Includes includes*:id
AtLeast atLeast*:Num
AtMost atMost*:Num
Before before*:DateExpr
After after*:DateExpr
Known known*:boolean
IsUnsure unsure*:boolean
Fact id:id when:Condition because:text otherwise?:text
Num = number|TableRef:number|ParamRef:number
DateExpr = date|(today)|Moment
Moment then?:Step[] &DateSource
DateSource = Today|DateAnswer|DateEach|AnchorRef|TableRef:date|Done|FirstKnown|Earliest|Latest|DateCases
Today today*:(true)
DateAnswer answer*:@questions:date
DateEach each*:@each:date
AnchorRef anchor*:@anchors
Done done*:@demarches
FirstKnown firstKnown*:DateExpr+
Earliest earliest*:DateExpr+
Latest latest*:DateExpr+
DateCases cases*:DateCase+
DateCase when?:Condition date:DateExpr
Step = Plus|Minus|StartOf|EndOf|FirstOfMonth|WorkingDay|Next
Plus plus*:duration|TableRef:duration|ParamRef:duration
Minus minus*:duration|TableRef:duration|ParamRef:duration
Unit = (month,quarter,year)
StartOf startOf*:Unit
EndOf endOf*:Unit
FirstOfMonth firstOfMonth*:(onOrAfter,after)
WorkingDay workingDay*:(onOrAfter,onOrBefore)
Next next*:monthDay
Anchor id:id label:text date:DateExpr estimate?:boolean source?:@sources
Table id:id title:text value:(date,duration,number) by?:OfAnswer|OfEach|AnchorRef rows:Row[]
Row value:date|duration|number validity?:Validity source?:@sources &RowIs|RowRange
RowIs is*:id
RowRange from?:date|number to?:date|number
TableRef table*:@tables:$ at?:DateExpr
Demarche id:id key?:key title:text summary?:text body?:text details?:Detail[] why?:text organisme:@organismes phase?:@phases lane?:@lanes when?:Condition forEach?:@questions:group about?:About nature?:(right,duty,offer) timing?:Timing channels?:Channel[] pieces?:@pieces[] blockedBy?:@demarches[] requiresCourtDocument?:(no,yes,alternative) priority?:(1,2,3) forgottenByMany?:boolean rendezVous?:@rendezVous[] prestations?:id[] source?:@sources sensitive?:boolean
Detail id:id title:text text:text when?:Condition within?:@within source?:@sources
About group:@questions:group where?:Condition
Timing opens?:DateExpr due?:DateExpr closes?:DateExpr repeat?:Repeat kind:TimingKind late?:Late source?:@sources announced?:Announced
TimingKind = (legal,recommended,indicative,observed)
Repeat interval:interval then?:Step[] until:Times|DateExpr
Times times*:count
Late means:(still-possible,reduced,lost) text:text
Announced delay:duration source:@sources
Channel id:id kind:(online,phone,on-site,post,france-services) url?:url number?:phone hours?:text note?:text
Jalon id:id key?:key title:text body?:text organisme?:@organismes phase?:@phases lane?:@lanes when?:Condition forEach?:@questions:group at:Span|DateExpr kind:TimingKind source?:@sources sensitive?:boolean
Span from*:DateExpr to:DateExpr
Piece id:id key?:key name:text issuedBy?:@organismes heldBy?:(usager)|@organismes[] aliases?:text[] notToBeConfusedWith?:@pieces[] help?:text source?:@sources
RendezVous id:id key?:key motif:text before?:text with:@organismes+ channels:(phone,on-site,video)+ duration?:length when?:Condition opens?:DateExpr closes?:DateExpr bring?:@pieces[] fallback:Channel[] nature?:(right,offer) source?:@sources sensitive?:boolean
Alert id:id title:text text:text when?:Condition sensitive?:boolean channels?:Channel[] source?:@sources
Exit id:id when:Condition text:text parcours?:id channels?:Channel[]
Handover id:id parcours:id when?:Condition text:text carries?:@questions,facts[]
End at:DateExpr text:text next?:text extend?:Extend satisfaction?:text
Extend by:interval text:text
Migration to:version &Rename|MapValues|AskAgain|Drop
Rename rename*:address{}
MapValues map*:address values:id|null{}
AskAgain askAgain*:address[]
Drop drop*:address[]`

/** The format this code knows. A file of the same major and a newer minor is read leniently by the widget. */
export const FORMAT_VERSION = '1.0'

const duration = '(?=\\d)(\\d{1,4}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?'
/** Plain values that are strings, as regular expressions without their anchors. Dates are also looked up in the calendar. */
export const PATTERNS: Record<string, string> = {
  id: '[a-z0-9]+(-[a-z0-9]+)*',
  key: '[a-z0-9]+([/-][a-z0-9]+)*',
  version: '\\d{1,6}(\\.\\d{1,6}){0,2}',
  format: '1\\.0',
  date: '\\d{4}-\\d\\d-\\d\\d',
  monthDay: '--(?!02-(29|3)|(0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])',
  duration: `P${duration}`,
  interval: `P(?=.*[1-9])${duration}`,
  length: 'PT(?=\\d)(\\d{1,3}H)?(\\d{1,3}M)?',
  url: '(https://|mailto:|tel:)[^\\s<>"]+',
  phone: '\\+?\\d[\\d .]{0,23}',
  address: '[A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)*',
  language: '[a-z]{2,3}(-[A-Za-z0-9]{1,8})*',
  hash: '[0-9a-f]{8}',
}
/** Keys of dictionaries: ids, addresses, and the names of a session's items ("vitale#k3f", "declaration@2026-01-31"). */
export const DICTIONARY_KEY = '[A-Za-z0-9][\\w#@./-]*'

/** One type. It reads its line of the table when it is first met: a page's first question needs few of them. */
export class Shape {
  #parts: string[]
  #read: Pick<Shape, 'keys' | 'need' | 'tag' | 'mix'> | undefined

  constructor(
    readonly name: string,
    parts: string[],
  ) {
    this.#parts = parts
  }

  get #own() {
    if (!this.#read) {
      const keys = new Map<string, Entry>()
      const need: string[] = []
      const mix: string[] = []
      let tag: string | undefined
      for (const part of this.#parts) {
        if (part[0] === '&') mix.push(part.slice(1))
        else {
          const [, key, mark, source] = /^(.+?)([?*]?):(.+)$/.exec(part) as unknown as [string, string, string, string]
          keys.set(key, { kind: kind(source), optional: mark === '?' })
          if (mark !== '?') need.push(key)
          if (mark === '*') tag = key
        }
      }
      this.#read = { keys, need, tag, mix: mix.map((source) => kind(source).types) }
    }
    return this.#read
  }
  get keys(): Map<string, Entry> {
    return this.#own.keys
  }
  get need(): string[] {
    return this.#own.need
  }
  /** The key that tells it from others. */
  get tag(): string | undefined {
    return this.#own.tag
  }
  /** For each `&`, the types of which one gives its keys too. */
  get mix(): TypeRef[][] {
    return this.#own.mix
  }
}
interface Entry {
  kind: Kind
  optional: boolean
}
export interface TypeRef {
  shape: Shape
  /** What stands for `$` inside it. */
  arg: string
}
/** What a value may be. With `many`, only `of` counts. */
export interface Kind {
  many?: '[]' | '+' | '{}'
  of?: Kind
  types: TypeRef[]
  plain: string[]
  values: (string | number | boolean)[]
  /** Blocks in which the id must stand, and which kind it must be there. */
  blocks?: string[]
  want?: string
}

export const shapes = new Map<string, Shape>()
export const aliases = new Map<string, string>()
const kinds = new Map<string, Kind>()

/** Reads a kind as it is written in the table. */
export function kind(source: string): Kind {
  let result = kinds.get(source)
  if (result) return result
  kinds.set(source, (result = { types: [], plain: [], values: [] }))
  const many = /(\[\]|\+|\{\})$/.exec(source)
  if (many) {
    result.many = many[0] as '[]'
    result.of = kind(source.slice(0, many.index))
  } else
    for (const part of (aliases.get(source) ?? source).split('|')) {
      const [name, arg = ''] = part.split(':') as [string, string?]
      const shape = shapes.get(name)
      const other = aliases.has(name) && kind(name)
      if (shape) result.types.push({ shape, arg })
      else if (other) {
        result.types.push(...other.types)
        result.plain.push(...other.plain)
        result.values.push(...other.values)
      } else if (name[0] === '(')
        for (const value of name.slice(1, -1).split(','))
          result.values.push(value === 'true' || (+value ? +value : value))
      else if (name[0] === '@') {
        result.plain.push('id')
        result.blocks = name.slice(1).split(',')
        result.want = arg
      } else result.plain.push(name)
    }
  return result
}

/** Adds a table's types to those known. */
export function learn(table: string): void {
  for (const line of table.split('\n')) {
    const [name, ...parts] = line.split(' ') as [string, ...string[]]
    if (parts[0] === '=') aliases.set(name, parts[1]!)
    else shapes.set(name, new Shape(name, parts))
  }
}
learn(TABLE.trim())

export type Json = Record<string, unknown>
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const present = (value: Json, key: string) => value[key] !== undefined

/** Whether an object can be of this type: by its distinctive key, by the first of its parts, or always. */
const fits = ({ shape: { tag, mix, keys } }: TypeRef, value: Json): boolean => {
  if (!tag) return !mix[0] || mix[0].some((part) => fits(part, value))
  const { values, plain } = keys.get(tag)!.kind
  return present(value, tag) && (!values.length || plain.length > 0 || values.includes(value[tag] as string))
}
export const pick = (types: TypeRef[], value: Json) => types.find((type) => fits(type, value))

/** The types that together make an object, and all their keys: made once for each combination, since a file has thousands of the same. */
export interface Whole {
  parts: TypeRef[]
  keys: Map<string, { kind: Kind; arg: string }>
  then: Map<TypeRef, Whole>
}
const whole = (parts: TypeRef[]): Whole => ({
  parts,
  keys: new Map(parts.flatMap(({ shape, arg }) => [...shape.keys].map(([key, entry]) => [key, { ...entry, arg }]))),
  then: new Map(),
})

const nothing = whole([])
/** `lost` hears of each `&` of which no part fits. */
export function wholeOf(type: TypeRef, value: Json, lost?: (types: TypeRef[]) => void, before = nothing): Whole {
  let found = before.then.get(type) ?? whole([...before.parts, type])
  before.then.set(type, found)
  for (const types of type.shape.mix) {
    const part = pick(types, value)
    if (part) found = wholeOf(part, value, lost, found)
    else lost?.(types)
  }
  return found
}

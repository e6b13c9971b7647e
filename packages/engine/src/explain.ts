import type * as Format from '@parcours/schema'
import { condition } from './expressions.js'
import type {
  Condition,
  GroupState,
  MemberState,
  Model,
  Presence,
  QuestionNode,
  QuestionState,
  Store,
  World,
} from './model.js'
import { indexOf } from './items.js'
import { live } from './session.js'
import type { Answer, Reason, Session } from './types.js'

/** Conditions compiled again for the explanation, part by part: the plan's own keep no trace of their parts. */
const compiled = new WeakMap<Model, Map<object, Condition>>()

function evaluate(model: Model, when: Format.Condition): Condition {
  let parts = compiled.get(model)
  if (!parts) compiled.set(model, (parts = new Map()))
  let found = parts.get(when)
  if (!found) {
    parts.set(when, (found = condition({ ...model.scope, reads: [] }, when)))
  }
  return found
}

/** Facts name facts: what a person reads stops long before this. */
const DEEPEST = 64

interface Walk {
  readonly store: Store
  /** The group that `each` speaks of, and its member at hand; the same member with sensitive fields left out. */
  readonly group: QuestionNode | undefined
  readonly member: MemberState | undefined
  readonly shadow: MemberState | undefined
  /** What is unknown is looked for too: why something is "à vérifier". */
  readonly unsure: boolean
  readonly depth: number
  readonly out: Map<string, Reason>
  /** Facts and questions already followed: they may be named a thousand times. */
  readonly seen: Set<unknown>
}

const tell = ({ out }: Walk, reason: Reason): void => {
  const key = `${reason.address} ${reason.negated} ${reason.question}`
  if (!out.has(key)) out.set(key, reason)
}

/** Follows the parts that make a condition what it is: `want`ed true or false, or not known when that is looked for. */
function visit(walk: Walk, when: Format.Condition | undefined, want: boolean): void {
  if (!when || walk.depth > DEEPEST) return
  const { store, member, shadow } = walk
  const { model } = store
  const holds = evaluate(model, when)
  const value = holds(store.actual, member)
  if (typeof value === 'boolean' ? value !== want : !walk.unsure) return
  if ('all' in when) return when.all.forEach((part) => visit(walk, part, want))
  if ('any' in when) return when.any.forEach((part) => visit(walk, part, want))
  if ('not' in when) return visit(walk, when.not, !want)
  if ('fact' in when) {
    const node = model.scope.facts.get(when.fact)
    const fact = node?.of as Format.Fact
    if (!node || walk.seen.has(`${fact.id} ${want}`)) return
    walk.seen.add(`${fact.id} ${want}`)
    if (typeof value === 'string' || (!want && fact.otherwise === undefined))
      return visit({ ...walk, depth: walk.depth + 1 }, fact.when, want)
    tell(walk, {
      kind: 'fact',
      address: `facts.${fact.id}.${want ? 'because' : 'otherwise'}`,
      negated: !want,
      // True for a sensitive answer only.
      sensitive: store.blank.values[node.i] !== value,
    })
    return
  }
  const of = 'some' in when ? when.some : 'every' in when ? when.every : 'count' in when ? when.count : undefined
  const group = of === undefined ? undefined : model.questions.get(of)
  if (group && typeof value === 'string' && 'where' in when)
    // Known who they are, not what each said.
    for (const one of membersIn(store.actual, group))
      visit({ ...walk, group, ...at(store, group, one.key) }, when.where, true)
  // True of a date or a number for a sensitive answer only.
  const told = holds(store.blank, shadow) === value
  if ('answer' in when || 'each' in when) return answered(walk, when, when, want, told)
  for (const subject of subjectsOf(model, when)) answered(walk, subject, undefined, want, told)
}

type Named = { readonly answer: string } | { readonly each: string }

/** The answers that a condition on a group, a date or an age is about, anchors followed. */
function subjectsOf(model: Model, when: Format.Condition): Named[] {
  const found: Named[] = []
  const { anchors, tables } = model.scope
  const seen = new Set<unknown>()
  const follow = (expr: unknown): void => {
    if (!expr || typeof expr !== 'object' || seen.has(expr) || seen.size > 1000) return
    seen.add(expr)
    if (Array.isArray(expr)) return expr.forEach(follow)
    const { answer, each, anchor, table, some, every, count } = expr as Record<string, unknown>
    const group = some ?? every ?? count
    if (typeof answer === 'string') found.push({ answer })
    else if (typeof each === 'string') found.push({ each })
    else if (typeof group === 'string') found.push({ answer: group })
    else {
      if (typeof anchor === 'string') follow((anchors.get(anchor)?.of as Format.Anchor | undefined)?.date)
      if (typeof table === 'string') follow(tables.get(table)?.by)
      Object.values(expr).forEach(follow)
    }
  }
  follow(when)
  return found
}

function answered(walk: Walk, subject: Named, test: object | undefined, want: boolean, told: boolean): void {
  const { store, group, member, shadow, unsure } = walk
  const field = 'each' in subject ? group?.fields.find((one) => one.of.id === subject.each) : undefined
  const node = 'each' in subject ? group : store.model.questions.get(subject.answer)
  if (!node || ('each' in subject && !field)) return
  const of: Format.Question | Format.Field = field?.of ?? node.of
  const read = (world: World, one: MemberState | undefined): QuestionState | undefined =>
    field ? one?.fields[field.of.id] : (world.values[node.i] as QuestionState)
  const state = read(store.actual, member)
  const address = `questions.${node.of.id}${field ? `.fields.${of.id}` : ''}`
  const question = field && member ? `${node.of.id}.${of.id}#${member.key}` : node.of.id
  const sensitive = !told || of.sensitive === true || read(store.blank, shadow)?.asked !== true
  if (!state || state.asked !== true || typeof state.value === 'symbol') {
    if (state?.unsure) tell(walk, { kind: 'unsure', address: `${address}.label`, negated: false, question, sensitive })
    // Not asked for want of another answer: that one is the reason.
    else if (unsure && state?.asked !== true && !walk.seen.has(question)) {
      walk.seen.add(question)
      const deeper = { ...walk, depth: walk.depth + 1 }
      visit(deeper, of.when, true)
      // Nothing is known of a member while the group is not.
      if (field && !member) answered(deeper, { answer: node.of.id }, undefined, true, told)
    }
    return
  }
  const value = state.value as Answer
  const chosen = [state.value].flat()
  const options = of.type === 'choice' || of.type === 'choices' ? of.options : []
  const said = options.filter(
    ({ id, said }) =>
      said !== undefined && chosen.includes(id) && (!test || !('includes' in test) || test.includes === id),
  )
  if (want && said.length)
    for (const { id } of said)
      tell(walk, {
        kind: 'answer',
        address: `${address}.options.${id}.said`,
        negated: false,
        question,
        value,
        sensitive,
      })
  else tell(walk, { kind: 'answer', address: `${address}.label`, negated: !want, question, value, sensitive })
}

const membersIn = (world: World, group: QuestionNode | undefined): readonly MemberState[] =>
  group ? ((world.values[group.i] as GroupState).members ?? []) : []

const at = (
  { actual, blank }: Store,
  group: QuestionNode | undefined,
  key: string | undefined,
): Pick<Walk, 'member' | 'shadow'> => {
  const find = (world: World): MemberState | undefined => membersIn(world, group).find((one) => one.key === key)
  return { member: find(actual), shadow: find(blank) }
}

/** Why something is there: facts and answers, outermost first, each once. */
export function reasonsFor(
  store: Store,
  of: Pick<Format.Demarche, 'when' | 'forEach' | 'about'>,
  group: QuestionNode | undefined,
  key: string | undefined,
  unsure: boolean,
): Reason[] {
  const walk: Walk = { store, group, ...at(store, group, key), unsure, depth: 0, out: new Map(), seen: new Set() }
  visit(walk, of.when, true)
  if (of.about?.where)
    for (const member of membersIn(store.actual, group))
      visit({ ...walk, ...at(store, group, member.key) }, of.about.where, true)
  // A group that is not known, or whose being there is the reason.
  if (group && (of.about ? !of.about.where || !walk.out.size : of.forEach && (key === undefined || !walk.out.size)))
    answered(walk, { answer: group.of.id }, undefined, true, true)
  return [...walk.out.values()]
}
export const groupOf = (store: Store, of: Pick<Format.Demarche, 'forEach' | 'about'>): QuestionNode | undefined =>
  store.model.questions.get(of.forEach ?? of.about?.group ?? '')

/**
 * The facts and answers that brought an item (or a question) in, outermost first. What comes from a sensitive answer is left out, unless
 * asked for: a reason must never say it.
 * @param id an item's id ("rattacher-enfant#k3f"), a rendez-vous', an alert's, or a question's ref ("enfants.pension#k3f")
 */
export function explain(session: Session, id: string, { sensitive = false }: { sensitive?: boolean } = {}): Reason[] {
  const store = live(session)
  const { model } = store
  const { items } = indexOf(model)
  const [, base, fieldId, key] = /^([^.#@]*)(?:\.([^.#@]*))?(?:#([^@]+))?/.exec(String(id))!
  const node = [items.demarches, items.jalons, items.rendezVous, model.alerts, model.exits, items.handovers]
    .flat()
    .find(({ of }) => (of as Format.Demarche).id === base)
  const asked = model.questions.get(base!)
  let reasons: Reason[] = []
  if (node) {
    const of = node.of as Format.Demarche
    const unsure = [store.actual.values[node.i]]
      .flat()
      .some((one) => (one as Partial<Presence>).on === 'unsure' || one === 'unsure')
    reasons = reasonsFor(store, of, groupOf(store, of), key, unsure)
  } else if (asked) {
    const field = asked.fields.find((one) => one.of.id === fieldId)
    reasons = reasonsFor(
      store,
      { when: field ? field.of.when : asked.of.when } as Format.Demarche,
      field && asked,
      key,
      false,
    )
  }
  return sensitive ? reasons : reasons.filter((reason) => !reason.sensitive)
}

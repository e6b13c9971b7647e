import type * as Format from '@parcours/schema'
import { condition, type Scope } from './expressions.js'
import type {
  Condition,
  GroupState,
  ItemNode,
  MemberState,
  Model,
  QuestionNode,
  QuestionState,
  Store,
} from './model.js'
import { stateOfSession } from './session.js'
import type { Answer, Reason, Session, Tri } from './types.js'

/** Conditions compiled again for the explanation, once a parcours: the plan's own keep no trace of their parts. */
const scopes = new WeakMap<Model, (when: Format.Condition) => Condition>()

function evaluator(model: Model): (when: Format.Condition) => Condition {
  let evaluate = scopes.get(model)
  if (!evaluate) {
    const byName = new Map(model.nodes.map((node) => [node.name, node]))
    const scope: Scope = {
      node: (kind, id) => byName.get(`${kind}:${id}`),
      place: model.territory,
      tables: new Map(model.source.tables?.map((table) => [table.id, table])),
      params: new Map(model.source.params?.map((param) => [param.id, param])),
      reads: [],
    }
    const compiled = new WeakMap<object, Condition>()
    evaluate = (when) => {
      let found = compiled.get(when)
      if (!found) compiled.set(when, (found = condition(scope, when)))
      return found
    }
    scopes.set(model, evaluate)
  }
  return evaluate
}

interface Walk {
  readonly store: Store
  readonly evaluate: (when: Format.Condition) => Condition
  readonly out: Reason[]
  readonly member: MemberState | undefined
  readonly group: string | undefined
}

/** Why an item or a question is there: facts and answers, outermost first, each once. */
export function reasonsFor(
  store: Store,
  node: ItemNode | QuestionNode,
  member: string | null,
  unsure: boolean,
): Reason[] {
  const of = node.of as Format.Demarche
  const out: Reason[] = []
  const group = of.forEach ?? of.about?.group
  const state =
    group === undefined ? undefined : (store.actual.values[store.model.questions.get(group)!.i] as GroupState)
  const current = member === null ? undefined : state?.members?.find((candidate) => candidate.key === member)
  const walk: Walk = { store, evaluate: evaluator(store.model), out, member: current, group }
  if (of.when) visit(walk, of.when, true, unsure)
  if (of.about?.where && state?.members)
    for (const candidate of state.members) visit({ ...walk, member: candidate }, of.about.where, true, unsure)
  if (group !== undefined && state && typeof state.value === 'symbol')
    answered(walk, { answer: group }, undefined, true, unsure)
  const seen = new Set<string>()
  return out.filter((reason) => {
    const key = `${reason.address} ${reason.negated}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Follows the parts that make a condition what it is: `want`ed true or false, or unknown when the unsure ones are looked for. */
function visit(walk: Walk, when: Format.Condition, want: boolean, unsure: boolean): void {
  const value: Tri = walk.evaluate(when)(walk.store.actual, walk.member)
  if (typeof value === 'boolean' ? value !== want : !unsure) return
  if ('all' in when) return when.all.forEach((part) => visit(walk, part, want, unsure))
  if ('any' in when) return when.any.forEach((part) => visit(walk, part, want, unsure))
  if ('not' in when) return visit(walk, when.not, !want, unsure)
  if ('fact' in when) {
    const fact = walk.store.model.source.facts?.find((candidate) => candidate.id === when.fact)
    if (!fact) return
    if (typeof value === 'string') return visit(walk, fact.when, want, unsure)
    if (!want && fact.otherwise === undefined) return visit(walk, fact.when, want, unsure)
    const start = walk.out.length
    visit(walk, fact.when, want, unsure)
    const sensitive = walk.out.splice(start).some((reason) => reason.sensitive)
    walk.out.push({
      kind: 'fact',
      address: `facts.${fact.id}.${want ? 'because' : 'otherwise'}`,
      negated: !want,
      sensitive,
    })
    return
  }
  if ('some' in when || 'every' in when)
    return answered(walk, { answer: 'some' in when ? when.some : when.every }, undefined, want, unsure)
  if ('answer' in when || 'each' in when) return answered(walk, when, when as Format.Test, want, unsure)
  if ('count' in when) return answered(walk, { answer: when.count }, undefined, want, unsure)
  for (const subject of answersIn(walk.store.model, 'age' in when ? when.age : 'date' in when ? when.date : undefined))
    answered(walk, subject, undefined, want, unsure)
}

/** The answers that a date comes from, anchors followed. */
function answersIn(model: Model, expr: unknown, depth = 0): ({ answer: string } | { each: string })[] {
  if (!expr || typeof expr !== 'object' || depth > 12) return []
  if (Array.isArray(expr)) return expr.flatMap((part) => answersIn(model, part, depth + 1))
  const of = expr as Record<string, unknown>
  if (typeof of['answer'] === 'string') return [{ answer: of['answer'] }]
  if (typeof of['each'] === 'string') return [{ each: of['each'] }]
  if (typeof of['anchor'] === 'string')
    return answersIn(model, model.source.anchors?.find((anchor) => anchor.id === of['anchor'])?.date, depth + 1)
  return [of['firstKnown'], of['earliest'], of['latest'], of['cases'], of['date']].flatMap((part) =>
    answersIn(model, part, depth + 1),
  )
}

function answered(
  walk: Walk,
  subject: { answer: string } | { each: string },
  test: Format.Test | undefined,
  want: boolean,
  unsure: boolean,
): void {
  const { store, group } = walk
  const inGroup = 'each' in subject
  const node = store.model.questions.get(inGroup ? (group ?? '') : subject.answer)
  if (!node) return
  const field = inGroup ? node.fields.find((candidate) => candidate.of.id === subject.each) : undefined
  const of = field?.of ?? (node.of as Format.Question | Format.Field)
  const state = inGroup ? walk.member?.fields[subject.each] : (store.actual.values[node.i] as QuestionState)
  const shadow = store.blank.values[node.i] as QuestionState
  const address = field ? `questions.${node.of.id}.fields.${field.of.id}` : `questions.${node.of.id}`
  const ref = field && walk.member ? `${node.of.id}.${field.of.id}#${walk.member.key}` : node.of.id
  const sensitive = of.sensitive === true || node.of.sensitive === true || shadow.asked !== true
  if (state && typeof state.value === 'symbol') {
    if (state.unsure || (unsure && state.asked === true))
      walk.out.push({ kind: 'unsure', address: `${address}.label`, negated: false, question: ref, sensitive })
    // Not asked for want of another answer: that one is the reason.
    else if (unsure && node.of.when) visit(walk, node.of.when, true, unsure)
    return
  }
  const chosen = state?.value
  const options = of.type === 'choice' || of.type === 'choices' ? of.options : []
  const told = [chosen].flat().filter((id) => !test || !('includes' in test) || test.includes === id)
  const said = options.filter((option) => told.includes(option.id) && option.said !== undefined)
  if (want && said.length)
    for (const option of said)
      walk.out.push({
        kind: 'answer',
        address: `${address}.options.${option.id}.said`,
        negated: false,
        question: ref,
        value: chosen as Answer,
        sensitive,
      })
  else
    walk.out.push({
      kind: 'answer',
      address: `${address}.label`,
      negated: !want,
      question: ref,
      value: chosen as Answer,
      sensitive,
    })
}

/**
 * The facts and answers that brought an item (or a question) in, outermost first. What comes from a sensitive answer is left out, unless
 * asked for: a reason must never say it.
 * @param id an item's id ("rattacher-enfant#k3f"), a rendez-vous', an alert's, or a question's ref
 */
export function explain(session: Session, id: string, { sensitive = false }: { sensitive?: boolean } = {}): Reason[] {
  const { store } = stateOfSession(session)
  const [, base, member] = /^([^#@]*)(?:#([^@]+))?/.exec(id)!
  const { items, questions } = store.model
  const node =
    [
      ...items.demarches,
      ...items.jalons,
      ...items.rendezVous,
      ...items.alerts,
      ...items.exits,
      ...items.handovers,
    ].find((candidate) => candidate.item === base || candidate.name.endsWith(`:${base}`)) ??
    questions.get(base!.split('.')[0]!)
  if (!node) return []
  const item = session.plan.item(id)
  const reasons = reasonsFor(store, node, member ?? null, item ? !item.sure : false)
  return sensitive ? reasons : reasons.filter((reason) => !reason.sensitive)
}

import { check, type Fault } from '@parcours/schema'
import type * as Format from '@parcours/schema'
import { departementOf, zoneOf } from './dates/index.js'
import { ParcoursError } from './error.js'
import { ALWAYS, condition, date, number, stateOf, type Scope } from './expressions.js'
import type {
  Bounds,
  Condition,
  Dated,
  DateOf,
  FieldModel,
  GroupState,
  Instance,
  ItemKind,
  ItemNode,
  ItemState,
  MarkRecord,
  MemberState,
  Model,
  Node,
  QuestionNode,
  QuestionState,
  World,
} from './model.js'
import type { Answer, Compiled, Tri } from './types.js'
import { isValue, PENDING, SANS_OBJET, settle, UNSURE, type Effective } from './values.js'

export interface CompileOptions {
  /** The widget: a newer minor version's unknown keys are ignored, its unknown operators are unknown. */
  readonly lenient?: boolean
}

const KINDS = ['demarches', 'jalons', 'rendezVous', 'alerts', 'exits', 'handovers'] as const
/** Shared until somebody reads the cell. */
const NOBODY: Node[] = []

/**
 * Checks and indexes a parcours. Costs once; sessions share it.
 * @throws {ParcoursError} with every fault and its JSON pointer.
 */
export function compile(json: unknown, { lenient = false }: CompileOptions = {}): Compiled {
  // A link that may not be followed is shown as text: in a widget it takes nothing else down.
  const faults = check(json, { lenient }).filter((fault) => !(lenient && fault.code === 'url'))
  if (faults.length) throw new ParcoursError(faults)
  return index(json as Format.Parcours)
}

function index(source: Format.Parcours): Model {
  const byName = new Map<string, Node>()
  const nodes: Node[] = []
  const pointers = new Map<Node, string>()
  const add = <T extends Node>(node: T, pointer: string): T => {
    byName.set(node.name, node)
    nodes.push(node)
    pointers.set(node, pointer)
    return node
  }
  const cell = (name: string): Node => ({ i: -1, name, deps: [], out: NOBODY, eval: () => undefined })
  const territory = add(cell('place'), '')
  const scope: Scope = {
    node: (kind, id) => byName.get(`${kind}:${id}`),
    place: territory,
    tables: new Map(source.tables?.map((table) => [table.id, table])),
    params: new Map(source.params?.map((param) => [param.id, param])),
    reads: [],
  }
  /** What `build` compiles is read by `node`. */
  const wire = (node: Node, build: () => void): void => {
    scope.reads = node.deps
    build()
  }

  // Cells first, so that any expression finds those it names; then what they compute.
  const questions = new Map<string, QuestionNode>()
  source.questions.forEach((of, i) =>
    questions.set(
      of.id,
      add(
        {
          ...cell(`q:${of.id}`),
          of,
          options: new Map(),
          bounds: {},
          fields: [],
          late: of.askedAt !== undefined,
        } as QuestionNode,
        `/questions/${i}`,
      ),
    ),
  )
  source.facts?.forEach((fact, i) => add(cell(`f:${fact.id}`), `/facts/${i}`))
  source.anchors?.forEach((anchor, i) => add(cell(`a:${anchor.id}`), `/anchors/${i}`))
  const marks = new Map(source.demarches.map((of, i) => [of.id, add(cell(`m:${of.id}`), `/demarches/${i}`)]))
  for (const node of marks.values()) {
    const id = node.name.slice(2)
    node.eval = ({ store }) => {
      const found: Record<string, MarkRecord> = {}
      for (const [item, record] of store.marks)
        if (item === id || item.startsWith(`${id}#`) || item.startsWith(`${id}@`)) found[item] = record
      return found
    }
  }

  const cards = new Map<string, Format.Condition | undefined>(
    [...source.demarches, ...(source.jalons ?? [])].map((item) => [
      item.id,
      item.forEach === undefined ? item.when : undefined,
    ]),
  )
  for (const node of questions.values()) wire(node, () => question(scope, node, cards))
  source.facts?.forEach((fact) => {
    const node = byName.get(`f:${fact.id}`)!
    wire(node, () => {
      const when = condition(scope, fact.when)
      node.eval = (world) => when(world)
    })
  })
  source.anchors?.forEach((anchor) => {
    const node = byName.get(`a:${anchor.id}`)!
    wire(node, () => {
      const of = date(scope, anchor.date)
      node.eval = (world) => {
        const value = of(world)
        return value && anchor.estimate ? { ...value, rank: 2 } : value
      }
    })
  })
  wire(territory, () => {
    const asked = source.questions
      .filter((of) => of.type === 'reference' && of.list === 'codes-postaux')
      .map((of) => questions.get(of.id)!)
    scope.reads.push(...asked)
    territory.eval = (world) => {
      let departement = world.store.territory
      for (const node of asked) {
        const { value } = stateOf(world, node)
        if (typeof value === 'string') departement = departementOf(value) ?? departement
      }
      return { departement, zone: departement === undefined ? undefined : zoneOf(departement) }
    }
  })

  const items = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      (source[kind] ?? []).map((of, i) =>
        add(itemNode(scope, kind, of, wire, cell(`${kind}:${of.id}`)), `/${kind}/${i}`),
      ),
    ]),
  ) as Record<ItemKind, ItemNode[]>
  items.end = source.end ? [add(itemNode(scope, 'end', source.end, wire, cell('end')), '/end')] : []

  // What the plan evaluates when it is read depends on nothing that must be propagated.
  scope.reads = []
  const roles = new Map(
    source.organismes.flatMap((of) =>
      'role' in of ? [[of.id, of.cases.map((entry) => condition(scope, entry.when))] as const] : [],
    ),
  )
  const details = new Map(
    source.demarches.flatMap((of) =>
      of.details ? [[of.id, of.details.map((entry) => condition(scope, entry.when))] as const] : [],
    ),
  )

  const sorted = rank(nodes, pointers)
  const flow = [...questions.values()].filter((node) => !node.late)
  flow.forEach((node, slot) => (node.slot = slot))
  return {
    source,
    id: source.id,
    version: source.version,
    nodes: sorted,
    questions,
    flow,
    items,
    marks,
    anchors: new Map((source.anchors ?? []).map((anchor) => [anchor.id, byName.get(`a:${anchor.id}`)!])),
    territory,
    roles,
    details,
    hasSensitive: source.questions.some(
      (of) => of.sensitive || (of.type === 'group' && of.fields.some((field) => field.sensitive)),
    ),
  }
}

/**
 * Cells in an order in which each comes after all it reads; its place is its rank.
 * @throws {ParcoursError} `cycle`, for facts, anchors and conditions that wait for each other.
 */
function rank(nodes: readonly Node[], pointers: ReadonlyMap<Node, string>): Node[] {
  const sorted: Node[] = []
  const faults: Fault[] = []
  const OPEN = -2
  // Its own stack: ten thousand facts in a row are no reason to exhaust ours.
  const stack: Node[] = []
  const next: number[] = []
  for (const root of nodes) {
    if (root.i !== -1) continue
    stack.push(root)
    next.push(0)
    root.i = OPEN
    while (stack.length) {
      const node = stack[stack.length - 1]!
      const dep = node.deps[next[next.length - 1]!++]
      if (!dep) {
        stack.pop()
        next.pop()
        node.i = sorted.push(node) - 1
      } else if (dep.i === -1) {
        stack.push(dep)
        next.push(0)
        dep.i = OPEN
      } else if (dep.i === OPEN)
        faults.push({ pointer: pointers.get(dep) ?? '', code: 'cycle', expected: [], found: dep.name.slice(2) })
    }
  }
  if (faults.length) throw new ParcoursError(faults)
  for (const node of sorted) {
    for (const dep of node.deps) {
      if (dep.out === NOBODY) dep.out = [node]
      else if (dep.out[dep.out.length - 1] !== node) dep.out.push(node)
    }
  }
  return sorted
}

/** The states that carry no answer are shared: most cells hold one of them, and comparing two is comparing two references. */
const NOT_ASKED: QuestionState = { asked: false, value: SANS_OBJET, unsure: false }
const NOT_YET: QuestionState = { asked: 'pending', value: PENDING, unsure: false }
const NOT_KNOWN: QuestionState = { asked: 'unsure', value: UNSURE, unsure: false }
const WAITING: QuestionState = { asked: true, value: PENDING, unsure: false }
const SILENT: QuestionState = { asked: true, value: SANS_OBJET, unsure: false }
const DOES_NOT_KNOW: QuestionState = { asked: true, value: UNSURE, unsure: true }

function question(scope: Scope, node: QuestionNode, cards: ReadonlyMap<string, Format.Condition | undefined>): void {
  const { of } = node
  const own = condition(scope, of.when)
  // A card that is sans objet asks nothing.
  const card = of.askedAt === undefined ? undefined : cards.get(of.askedAt)
  const cardWhen = card === undefined ? ALWAYS : condition(scope, card)
  const when: Condition = cardWhen === ALWAYS ? own : (world) => settle([cardWhen, own], (part) => part(world), false)
  optionsOf(scope, of, node.options)
  Object.assign(node.bounds, boundsOf(scope, of))
  if (of.type === 'group') {
    for (const field of of.fields) {
      const options = new Map<string, Condition>()
      optionsOf(scope, field, options)
      node.fields.push({ of: field, when: condition(scope, field.when), options, bounds: boundsOf(scope, field) })
    }
  }
  node.eval = (world) => {
    if (world.blank && of.sensitive) return NOT_ASKED
    const asked = when(world)
    const state = stateFor(world, of, asked, world.store.answers.get(of.id), node.options)
    if (of.type !== 'group') return state
    const keys = Array.isArray(state.value) ? (state.value as readonly string[]) : []
    return { ...state, members: keys.map((key) => member(world, of.id, key, node.fields)) } satisfies GroupState
  }
}

/** A member's fields, in order: a field's condition may read those before it. */
function member(world: World, group: string, key: string, fields: readonly FieldModel[]): MemberState {
  const states: Record<string, QuestionState> = Object.create(null) as Record<string, QuestionState>
  const current: MemberState = { key, fields: states }
  for (const field of fields) {
    states[field.of.id] =
      world.blank && field.of.sensitive
        ? NOT_ASKED
        : stateFor(
            world,
            field.of,
            field.when(world, current),
            world.store.answers.get(`${group}.${field.of.id}#${key}`),
            field.options,
            current,
          )
  }
  return current
}

/** A stored answer is in force only while its question is asked. */
function stateFor(
  world: World,
  of: Format.Question | Format.Field,
  asked: Tri,
  stored: Answer | undefined,
  options: ReadonlyMap<string, Condition>,
  current?: MemberState,
): QuestionState {
  if (asked === false) return NOT_ASKED
  if (asked !== true) return asked === 'pending' ? NOT_YET : NOT_KNOWN
  if (stored === undefined) return WAITING
  if (typeof stored === 'object' && !Array.isArray(stored))
    return 'skipped' in stored && of.skip === 'not-concerned' ? SILENT : DOES_NOT_KNOW
  let value = stored as Effective
  if (options.size) {
    // An option that is no longer proposed is no longer an answer.
    const stands = (id: string): boolean => (options.get(id) ?? ALWAYS)(world, current) !== false
    if (typeof value === 'string' && !stands(value)) value = PENDING
    else if (Array.isArray(value) && !value.every(stands)) {
      const left = value.filter(stands)
      value = left.length ? left : PENDING
    }
  }
  return value === PENDING ? WAITING : { asked, value, unsure: false }
}

/** Only options with a condition: the others always stand. */
function optionsOf(scope: Scope, of: Format.Question | Format.Field, into: Map<string, Condition>): void {
  if (of.type !== 'choice' && of.type !== 'choices') return
  for (const option of of.options) if (option.when) into.set(option.id, condition(scope, option.when))
}

/** Bounds are read when the question is shown or answered: they make no other cell wait. */
function boundsOf(scope: Scope, of: Format.Question | Format.Field): Bounds {
  const reads = scope.reads
  scope.reads = []
  const bounds: { -readonly [K in keyof Bounds]: Bounds[K] } = {}
  if (of.type === 'number') {
    if (of.min !== undefined) bounds.min = number(scope, of.min)
    if (of.max !== undefined) bounds.max = number(scope, of.max)
  } else if (of.type === 'date') {
    const day = (expr: Format.DateExpr, end: 'from' | 'to') => {
      const at = date(scope, expr)
      return (world: World, current?: MemberState): number | undefined => {
        const value = at(world, current)
        return value && !value.cause && Number.isFinite(value[end]) ? value[end] : undefined
      }
    }
    if (of.min !== undefined) bounds.min = day(of.min, 'from')
    if (of.max !== undefined) bounds.max = day(of.max, 'to')
  }
  scope.reads = reads
  return bounds
}

type Wire = (node: Node, build: () => void) => void

/** Whether an item is there, for whom, and its dates: one cell, whatever the number of members. */
function itemNode(scope: Scope, kind: ItemKind, of: object, wire: Wire, node: Node): ItemNode {
  const item = of as Format.Demarche & Format.Jalon & Format.RendezVous & Format.End
  const named: ItemNode = {
    ...node,
    kind,
    of,
    ...(kind === 'demarches' || kind === 'jalons' || kind === 'rendezVous' || kind === 'alerts'
      ? { item: item.id }
      : {}),
  }
  wire(named, () => {
    const when = condition(scope, item.when)
    const at = (expr: Format.DateExpr | undefined): DateOf | undefined =>
      expr === undefined ? undefined : date(scope, expr)
    const { timing } = item
    const dates: [keyof Instance, DateOf][] = []
    const put = (name: keyof Instance, of: DateOf | undefined): void => void (of && dates.push([name, of]))
    put('opens', at(timing?.opens ?? item.opens))
    put('due', at(timing?.due))
    put('closes', at(timing?.closes ?? item.closes))
    put('at', kind === 'jalons' || kind === 'end' ? spanOf(scope, item.at) : undefined)
    const until = timing?.repeat?.until
    put('until', until && !(typeof until === 'object' && 'times' in until) ? at(until) : undefined)
    const instance = (
      world: World,
      on: Tri,
      member: MemberState | undefined,
      members?: readonly string[],
    ): Instance => {
      const made: Record<string, unknown> = { member: member?.key ?? null, on }
      if (members) made['members'] = members
      if (on !== false) for (const [name, value] of dates) made[name] = value(world, member)
      return made as unknown as Instance
    }
    const groupId = item.forEach ?? item.about?.group
    const group = groupId === undefined ? undefined : scope.node('q', groupId)
    if (group) scope.reads.push(group)
    const where = item.about ? condition(scope, item.about.where) : ALWAYS
    named.eval = (world): ItemState => {
      if (!group) return [instance(world, when(world), undefined)]
      const state = stateOf(world, group) as GroupState
      if (state.value === SANS_OBJET) return []
      const known = isValue(state.value)
      if (item.forEach) {
        if (known) return state.members.map((member) => instance(world, when(world, member), member))
        const cause = state.value === PENDING ? 'pending' : 'unsure'
        return [
          instance(
            world,
            settle([cause, when(world)] as Tri[], (part) => part, false),
            undefined,
          ),
        ]
      }
      const cause = state.value === PENDING ? 'pending' : 'unsure'
      const some: Tri = known ? settle(state.members, (member) => where(world, member), true) : cause
      const matching = known
        ? state.members
            .filter((member) => (some === true ? where(world, member) === true : where(world, member) !== false))
            .map((member) => member.key)
        : []
      return [
        instance(
          world,
          settle([some, when(world)] as Tri[], (part) => part, false),
          undefined,
          matching,
        ),
      ]
    }
  })
  return named
}

/** A jalon's `at`: a date, or from … to. */
function spanOf(scope: Scope, at: Format.Jalon['at'] | undefined): DateOf | undefined {
  if (at === undefined) return undefined
  if (typeof at !== 'object' || !('from' in at)) return date(scope, at as Format.DateExpr)
  const from = date(scope, at.from)
  const to = date(scope, at.to)
  return (world, member) => {
    const [start, end] = [from(world, member), to(world, member)]
    if (!start || !end) return start ?? end
    const cause =
      start.cause === 'pending' || end.cause === 'pending' ? ('pending' as const) : (start.cause ?? end.cause)
    return {
      from: start.from,
      to: Math.max(start.from, end.to),
      rank: Math.max(start.rank, end.rank) as Dated['rank'],
      ...(cause ? { cause } : {}),
    }
  }
}

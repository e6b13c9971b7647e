import type * as Format from '@parcours/schema'
import { check, type Fault } from '@parcours/schema'
import { departementOf, parseDuration, zoneOf } from './dates/index.js'
import { ParcoursError } from './error.js'
import { ALWAYS, condition, date, number, stateOf, stepper, type Scope } from './expressions.js'
import type {
  Bounds,
  Condition,
  Dated,
  DateOf,
  GroupState,
  Instance,
  ItemKind,
  ItemNode,
  ItemState,
  MarkState,
  MemberState,
  Model,
  Node,
  Presence,
  QuestionNode,
  QuestionState,
  Stepper,
  World,
} from './model.js'
import type { Answer, Compiled, Tri } from './types.js'
import { both, isValue, PENDING, SANS_OBJET, settle, UNSURE, worst, type Effective } from './values.js'

export interface CompileOptions {
  /** The widget: a newer minor version's unknown keys are ignored, its unknown operators are unknown. */
  readonly lenient?: boolean
}

/** Shared by the cells that nothing reads yet; replaced, never written to. */
const NOBODY: Node[] = []
const byId = <T extends { readonly id: string }>(list: readonly T[] | undefined): Map<string, T> =>
  new Map(list?.map((entry) => [entry.id, entry]))

/**
 * Checks and indexes a parcours. Costs once; sessions share it.
 * @throws {ParcoursError} with every fault and its JSON pointer.
 */
export function compile(json: unknown, { lenient = false }: CompileOptions = {}): Compiled {
  const faults = check(json, { lenient })
  if (faults.length) throw new ParcoursError(faults)
  return index(json as Format.Parcours)
}

function index(source: Format.Parcours): Model {
  const { questions: asked, demarches, jalons = [], facts = [], anchors = [], organismes } = source
  const byName = new Map<string, Node>()
  const nodes: Node[] = []
  const pointers = new Map<Node, string>()
  const add = <T extends Node>(node: T, pointer: string): T => {
    byName.set(node.name, node)
    nodes.push(node)
    pointers.set(node, pointer)
    return node
  }
  const cell = (name: string, item?: string): Node => ({
    i: -1,
    name,
    deps: [],
    out: NOBODY,
    eval: () => undefined,
    tainted: false,
    wary: false,
    ...(item === undefined ? {} : { item }),
  })
  const territory = add(cell('place'), '')
  const scope: Scope = {
    node: (kind, id) => byName.get(`${kind}:${id}`),
    place: territory,
    tables: byId(source.tables),
    params: byId(source.params),
    reads: [],
    wary: false,
  }
  /** What `build` compiles is read by `node`. */
  const wire = (node: Node, build: () => void): void => {
    scope.reads = node.deps
    scope.wary = false
    build()
    node.wary = scope.wary
  }

  // Cells first, so that any expression finds those it names; then what they compute.
  const questions = new Map<string, QuestionNode>()
  const late = new Map<string, QuestionNode[]>()
  asked.forEach((of, i) => {
    const parts = { of, options: new Map(), bounds: {}, fields: [] }
    const node: QuestionNode = add(Object.assign(cell(`q:${of.id}`, of.askedAt), parts), `/questions/${i}`)
    questions.set(of.id, node)
  })
  facts.forEach((fact, i) => add(cell(`f:${fact.id}`), `/facts/${i}`))
  anchors.forEach((anchor, i) => add(cell(`a:${anchor.id}`), `/anchors/${i}`))
  organismes.forEach((of, i) => 'role' in of && add(cell(`r:${of.id}`), `/organismes/${i}`))
  const cards = [...demarches.map((of) => ['demarches', of] as const), ...jalons.map((of) => ['jalons', of] as const)]
  // Whether a card is there is a cell of its own: its late questions, and the day it is done, come between that and its dates.
  const presences = new Map(
    cards.map(([kind, of], i) => {
      const at = kind === 'demarches' ? i : i - demarches.length
      return [of, add(cell(`p:${kind}:${of.id}`), `/${kind}/${at}`)]
    }),
  )
  const marks = new Map(demarches.map((of, i) => [of.id, add(cell(`m:${of.id}`, of.id), `/demarches/${i}`)]))

  for (const node of questions.values()) {
    const { askedAt } = node.of
    const card =
      askedAt === undefined ? '' : byName.has(`p:jalons:${askedAt}`) ? `jalons:${askedAt}` : `demarches:${askedAt}`
    if (card) late.set(card, [...(late.get(card) ?? []), node])
    wire(node, () => question(scope, node, byName.get(`p:${card}`)))
  }
  for (const fact of facts) {
    const node = byName.get(`f:${fact.id}`)!
    wire(node, () => (node.eval = condition(scope, fact.when)))
  }
  for (const { id, date: expr, estimate } of anchors) {
    const node = byName.get(`a:${id}`)!
    wire(node, () => {
      const at = date(scope, expr)
      node.eval = (world) => {
        const value = at(world)
        return value && estimate ? { ...value, rank: 2 } : value
      }
    })
  }
  for (const of of organismes) {
    if (!('role' in of)) continue
    const node = byName.get(`r:${of.id}`)!
    wire(node, () => (node.eval = role(scope, of)))
  }
  wire(territory, () => {
    const postcodes = asked.flatMap((of) =>
      of.type === 'reference' && of.list === 'codes-postaux' ? [questions.get(of.id)!] : [],
    )
    scope.reads.push(...postcodes)
    territory.eval = (world) => {
      let departement = world.store.territory
      for (const node of postcodes) {
        const { value } = stateOf(world, node)
        if (typeof value === 'string') departement = departementOf(value) ?? departement
      }
      return { departement, zone: departement === undefined ? undefined : zoneOf(departement) }
    }
  })
  for (const [of, node] of presences) wire(node, () => (node.eval = presence(scope, of)))
  for (const [id, node] of marks) {
    const there = byName.get(`p:demarches:${id}`)!
    node.deps.push(there)
    node.eval = (world): MarkState => ({
      records: [...world.store.marks].filter(([item]) => item.replace(/[#@].*$/s, '') === id),
      presence: world.values[there.i] as readonly Presence[],
    })
  }

  const itemNode = (kind: ItemKind, of: ItemNode['of'], at: number | string): ItemNode => {
    const { id = kind } = of as { id?: string }
    const named = kind === 'exits' || kind === 'handovers' || kind === 'end' ? undefined : id
    const node = Object.assign(cell(`${kind}:${id}`, named), { kind, of })
    const there = presences.get(of as Format.Demarche)
    wire(node, () => item(scope, node, there, byName))
    // What is shown is never waited for.
    node.wary = false
    return add(node, `/${kind}${at === '' ? '' : `/${at}`}`)
  }
  const list = (kind: Exclude<ItemKind, 'end'>): ItemNode[] =>
    (source[kind] ?? []).map((of, i) => itemNode(kind, of, i))
  const items: Record<ItemKind, ItemNode[]> = {
    demarches: list('demarches'),
    jalons: list('jalons'),
    rendezVous: list('rendezVous'),
    alerts: list('alerts'),
    exits: list('exits'),
    handovers: list('handovers'),
    end: source.end ? [itemNode('end', source.end, '')] : [],
  }

  const sorted = rank(nodes, pointers)
  const flow = [...questions.values()].filter((node) => node.of.askedAt === undefined)
  flow.forEach((node, slot) => (node.slot = slot))
  const blocks = new Map<string, string[]>()
  for (const { id, blockedBy = [] } of demarches)
    for (const first of blockedBy) blocks.set(first, [...(blocks.get(first) ?? []), id])
  return {
    source,
    id: source.id,
    version: source.version,
    scope,
    nodes: sorted,
    questions,
    flow,
    late,
    items,
    marks,
    anchors: new Map(anchors.map(({ id }) => [id, byName.get(`a:${id}`)!])),
    territory,
    organismes: byId(organismes.filter((of): of is Format.Organisme => !('role' in of))),
    sources: byId(source.sources),
    pieces: byId(source.pieces),
    blocks,
  }
}

/**
 * Cells in an order in which each comes after all it reads; its place is its rank.
 * @throws {ParcoursError} `cycle`, for facts, anchors and conditions that wait for each other.
 */
function rank(nodes: readonly Node[], pointers: ReadonlyMap<Node, string>): Node[] {
  const sorted: Node[] = []
  const rings = new Set<Node>()
  const OPEN = -2
  // Its own stack: ten thousand facts in a row are no reason to exhaust ours.
  const stack: Node[] = []
  const next: number[] = []
  const enter = (node: Node): void => {
    stack.push(node)
    next.push(0)
    node.i = OPEN
  }
  for (const root of nodes) {
    if (root.i !== -1) continue
    enter(root)
    while (stack.length) {
      const node = stack[stack.length - 1]!
      const dep = node.deps[next[next.length - 1]!++]
      if (!dep) {
        stack.pop()
        next.pop()
        node.i = sorted.push(node) - 1
      } else if (dep.i === -1) enter(dep)
      else if (dep.i === OPEN) rings.add(dep)
    }
  }
  if (rings.size)
    throw new ParcoursError(
      [...rings].map((node): Fault => ({
        pointer: pointers.get(node)!,
        code: 'cycle',
        expected: [],
        found: node.name.slice(node.name.lastIndexOf(':') + 1),
      })),
    )
  for (const node of sorted) {
    for (const dep of node.deps) {
      if (dep.out === NOBODY) dep.out = [node]
      else if (dep.out[dep.out.length - 1] !== node) dep.out.push(node)
      node.tainted ||= dep.tainted
      node.wary ||= dep.wary && (node as Partial<ItemNode>).kind === undefined
    }
  }
  return sorted
}

// Questions.

/** The states that carry no answer are shared: most cells hold one of them, and comparing two is comparing two references. */
const NOT_ASKED: QuestionState = { asked: false, value: SANS_OBJET, unsure: false }
const NOT_YET: QuestionState = { asked: 'pending', value: PENDING, unsure: false }
const NOT_KNOWN: QuestionState = { asked: 'unsure', value: UNSURE, unsure: false }
const WAITING: QuestionState = { asked: true, value: PENDING, unsure: false }
const SILENT: QuestionState = { asked: true, value: SANS_OBJET, unsure: false }
const DOES_NOT_KNOW: QuestionState = { asked: true, value: UNSURE, unsure: true }
const TYPES = ['choice', 'choices', 'date', 'number', 'reference', 'group']

function question(scope: Scope, node: QuestionNode, card: Node | undefined): void {
  const { of } = node
  // A type of question of a newer minor version: nobody can ask it.
  const own = TYPES.includes(of.type) ? condition(scope, of.when) : (): Tri => 'unsure'
  let when = own
  if (card) {
    scope.reads.push(card)
    // A card that is not there asks nothing; one that is "à vérifier" does.
    when = (world) => {
      const there = settle(world.values[card.i] as readonly Presence[], (one) => one.on, true)
      return there === 'unsure' ? own(world) : both(there, own(world))
    }
  }
  optionsOf(scope, of, node.options)
  boundsOf(scope, of, node.bounds)
  node.tainted = of.sensitive === true
  if (of.type === 'group')
    for (const field of of.fields) {
      const model = { of: field, when: condition(scope, field.when), options: new Map(), bounds: {} }
      optionsOf(scope, field, model.options)
      boundsOf(scope, field, model.bounds)
      node.fields.push(model)
      node.tainted ||= field.sensitive === true
    }
  node.eval = (world) => {
    const state = stateFor(world, of, when, world.store.answers.get(of.id), node.options)
    if (of.type !== 'group') return state
    const keys = isValue(state.value) ? (state.value as readonly string[]) : []
    return { ...state, members: keys.map((key) => member(world, node, key)) } satisfies GroupState
  }
}

/** A member's fields, in order: a field's condition may read those before it. */
function member(world: World, { of, fields }: QuestionNode, key: string): MemberState {
  const states: Record<string, QuestionState> = Object.create(null) as Record<string, QuestionState>
  const current: MemberState = { key, fields: states }
  for (const field of fields) {
    const stored = world.store.answers.get(`${of.id}.${field.of.id}#${key}`)
    states[field.of.id] = stateFor(world, field.of, field.when, stored, field.options, current)
  }
  return current
}

/** A stored answer is in force only while its question is asked. */
function stateFor(
  world: World,
  of: Format.Question | Format.Field,
  when: Condition,
  stored: Answer | undefined,
  options: ReadonlyMap<string, Condition>,
  current?: MemberState,
): QuestionState {
  const asked = !(world.blank && of.sensitive) && when(world, current)
  if (asked === false) return NOT_ASKED
  if (asked !== true) return asked === 'pending' ? NOT_YET : NOT_KNOWN
  if (stored === undefined) return WAITING
  if (typeof stored === 'object' && !Array.isArray(stored))
    return 'skipped' in stored && of.skip === 'not-concerned' ? SILENT : DOES_NOT_KNOW
  let value = stored as Effective
  if (options.size) {
    // An option that is no longer proposed is no longer an answer; from ahead, one that may go is none yet.
    const stands = (id: string): boolean => {
      const holds = options.get(id)?.(world, current)
      return holds !== false && !(world.ahead && holds === 'pending')
    }
    if (typeof value === 'string' ? !stands(value) : world.ahead && !(value as readonly string[]).every(stands))
      return WAITING
    if (Array.isArray(value) && !value.every(stands)) {
      value = value.filter(stands)
      if (!value.length) return WAITING
    }
  }
  return { asked, value, unsure: false }
}

/** Only options with a condition: the others always stand. */
function optionsOf(scope: Scope, of: Format.Question | Format.Field, into: Map<string, Condition>): void {
  if (of.type !== 'choice' && of.type !== 'choices') return
  for (const option of of.options)
    if (option.when) {
      into.set(option.id, condition(scope, option.when))
      scope.wary = true
    }
}

/** Bounds are read when the question is shown or answered: they make no other cell wait. */
function boundsOf(scope: Scope, of: Format.Question | Format.Field, into: Bounds): void {
  const { reads, wary } = scope
  scope.reads = []
  for (const side of ['min', 'max'] as const) {
    if (of.type === 'number' && of[side] !== undefined) {
      const bound = number(scope, of[side])
      into[side] = (world, current) => {
        const value = bound(world, current)
        return typeof value === 'number' ? value : undefined
      }
    } else if (of.type === 'date' && of[side] !== undefined) {
      const at = date(scope, of[side])
      into[side] = (world, current) => {
        const value = at(world, current)
        return value && !value.cause ? value[side === 'min' ? 'from' : 'to'] : undefined
      }
    }
  }
  scope.reads = reads
  scope.wary = wary
}

// Items.

/** Who a role turns out to be: one, or all those it may still be. */
function role(scope: Scope, of: Format.Role): (world: World) => readonly string[] {
  const cases = of.cases.map((entry) => [condition(scope, entry.when), entry.organisme] as const)
  return (world) => {
    const found: string[] = []
    for (const [when, id] of cases) {
      const holds = when(world)
      if (holds !== false && !found.includes(id)) found.push(id)
      if (holds === true) break
    }
    return found
  }
}

/** A member of whom nothing is known, of a group that is not known either. */
const nobody = (of: Format.Question, state: QuestionState): MemberState => ({
  key: '',
  fields: Object.fromEntries(of.type === 'group' ? of.fields.map((field) => [field.id, state]) : []),
})

function presence(scope: Scope, of: Format.Demarche | Format.Jalon): (world: World) => readonly Presence[] {
  const { forEach, when: expr, about, nature, channels } = of as Format.Demarche
  // An offer nobody provides is no offer.
  if (nature === 'offer' && !channels?.length) return () => []
  const when = condition(scope, expr)
  const id = forEach ?? about?.group
  const group = (id === undefined ? undefined : scope.node('q', id)) as QuestionNode | undefined
  if (!group) return (world) => [{ member: null, on: when(world) }]
  scope.reads.push(group)
  const where = condition(scope, about?.where)
  const [pending, unsure] = [nobody(group.of, NOT_YET), nobody(group.of, NOT_KNOWN)]
  return (world): readonly Presence[] => {
    const { value, members } = stateOf(world, group) as GroupState
    if (value === SANS_OBJET) return []
    const known = isValue(value)
    const cause = value === PENDING ? 'pending' : 'unsure'
    if (forEach !== undefined)
      return known
        ? members.map((current) => ({ member: current.key, on: when(world, current) }))
        : [{ member: null, on: both(cause, when(world, value === PENDING ? pending : unsure)) }]
    const some = known ? settle(members, (current) => where(world, current), true) : cause
    // Those of whom it is sure; while it is sure of none, those who may match.
    const matching = known ? members.filter((current) => where(world, current) === some) : []
    return [{ member: null, on: both(some, when(world)), members: matching.map(({ key }) => key) }]
  }
}

/** What an item shows: one cell, whatever the number of members. */
function item(scope: Scope, node: ItemNode, there: Node | undefined, cells: ReadonlyMap<string, Node>): void {
  const { kind } = node
  const of = node.of as Format.Demarche & Format.Jalon & Format.RendezVous & Format.End
  const { timing } = of
  const dates: [name: keyof Instance, at: DateOf][] = []
  const put = (name: keyof Instance, expr: Format.DateExpr | undefined): void => {
    if (expr !== undefined) dates.push([name, date(scope, expr)])
  }
  put('opens', timing?.opens ?? of.opens)
  put('due', timing?.due)
  put('closes', timing?.closes ?? of.closes)
  if (of.at !== undefined) dates.push(['at', spanOf(scope, of.at)])
  const { repeat } = timing ?? {}
  if (repeat) {
    const { interval, until, then } = repeat
    const times = typeof until === 'object' && 'times' in until ? until.times : undefined
    if (times === undefined) put('until', until as Format.DateExpr)
    const steps: Stepper | undefined = stepper(scope, then)
    Object.assign(node, { repeat: { interval: parseDuration(interval)!, then: steps, times } })
  }
  const details = of.details?.map((entry) => condition(scope, entry.when))
  const actors = (of.with ?? (of.organisme === undefined ? [] : [of.organisme])).map((id) => {
    const acting = cells.get(`r:${id}`)
    if (acting) scope.reads.push(acting)
    return acting ?? [id]
  })
  const group = of.forEach === undefined ? undefined : scope.node('q', of.forEach)
  if (there) scope.reads.push(there)
  if (group) scope.reads.push(group)
  const when = there ? ALWAYS : condition(scope, of.when)
  node.eval = (world): ItemState => {
    const presences = there
      ? (world.values[there.i] as readonly Presence[])
      : [
          {
            member: null,
            on: kind === 'rendezVous' && of.nature === 'offer' && !of.fallback.length ? false : when(world),
          },
        ]
    const members = group && (stateOf(world, group) as GroupState).members
    return presences.map((present, i): Instance => {
      if (present.on === false) return present
      const current = present.member === null ? undefined : members?.[i]
      const made: Record<string, unknown> = { ...present }
      for (const [name, at] of dates) made[name] = at(world, current)
      if (actors.length)
        made['who'] = [
          ...new Set(actors.flatMap((actor) => ('i' in actor ? (world.values[actor.i] as readonly string[]) : actor))),
        ]
      if (details) made['details'] = details.map((shown) => shown(world, current) !== false)
      return made as unknown as Instance
    })
  }
}

/** A jalon's `at`: a date, or from … to. */
function spanOf(scope: Scope, at: Format.Jalon['at']): DateOf {
  if (typeof at !== 'object' || !('from' in at)) return date(scope, at)
  const [from, to] = [date(scope, at.from), date(scope, at.to)]
  return (world, current) => {
    const [start, end] = [from(world, current), to(world, current)]
    if (!start || !end) return start ?? end
    return {
      from: start.from,
      to: Math.max(start.from, end.to),
      rank: Math.max(start.rank, end.rank) as Dated['rank'],
      cause: worst(start.cause, end.cause),
      unpublished: start.unpublished || end.unpublished,
    }
  }
}

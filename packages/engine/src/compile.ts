import type { Fault } from '@parcours/schema'
import type * as Format from '@parcours/schema'
import { departementOf, zoneOf } from './dates/index.js'
import { ParcoursError } from './error.js'
import { ALWAYS, condition, date, number, stateOf, type Scope } from './expressions.js'
import { judge, type JudgeOptions } from './first.js'
import type {
  Bounds,
  Condition,
  GroupState,
  ItemNode,
  MarkState,
  MemberState,
  Model,
  Node,
  Of,
  Planner,
  Presence,
  QuestionNode,
  QuestionState,
  World,
} from './model.js'
import type { Answer, Compiled, Member, Tri } from './types.js'
import { both, isValue, PENDING, SANS_OBJET, settle, UNSURE, type Effective } from './values.js'

export interface CompileOptions extends JudgeOptions {
  /** judge() found it without fault, as it stands: it is not asked again. */
  readonly judged?: boolean
}

type Asking = Pick<QuestionNode, 'options' | 'bounds' | 'fields'>

/** Shared until somebody reads the cell. */
const NOBODY: Node[] = []
const NOTHING = (): undefined => undefined
const OPEN = -2

const FREE: Bounds = {}
const NO_FIELDS: QuestionNode['fields'] = []
/** What only a question's has is in every cell: an object that is added to is slower to read, ten thousand times. */
export const cell = (of: object, block = '', at = -1, item = ''): Node & Asking => ({
  i: -1,
  block,
  at,
  of,
  deps: NOBODY,
  out: NOBODY,
  eval: NOTHING,
  tainted: false,
  wary: false,
  slot: -1,
  item,
  options: undefined,
  bounds: FREE,
  fields: NO_FIELDS,
})

/** Compiles what `node` computes: whatever is read meanwhile, it depends on. */
export function wire(scope: Scope, node: Node, build: () => Of<unknown>): void {
  const { reads, wary } = scope
  scope.reads = []
  scope.wary = false
  node.eval = build()
  // A list that grew has room for many more: thousands of cells keep what they need.
  node.deps = scope.reads.length ? scope.reads.slice() : NOBODY
  node.wary = scope.wary
  scope.reads = reads
  scope.wary = wary
}

/**
 * Checks and indexes a parcours. Costs once; sessions share it.
 * @throws {ParcoursError} with every fault and its JSON pointer.
 */
export function compile(json: unknown, options: CompileOptions = {}): Compiled {
  const faults = options.judged ? [] : judge(json, options)
  if (faults.length) throw new ParcoursError(faults)
  return index(json as Format.Parcours)
}

/** Gives a compiled parcours what the plan needs; its sessions, old and new, have a plan from then on. */
export function attach(compiled: Compiled, planner: Planner): void {
  const model = compiled as Model
  if (model.planner) return
  planner.index(model)
  model.planner = planner
}

const byId = <T extends { id: string }>(list: readonly T[] | undefined): Map<string, T> =>
  new Map(list?.map((entry) => [entry.id, entry]))

function index(source: Format.Parcours): Model {
  const added: Node[] = []
  const block = (name: string, list: readonly { id: string }[] | undefined): Map<string, Node> => {
    const made = new Map<string, Node>()
    list?.forEach((of, i) => {
      const node = cell(of, name, i)
      made.set(of.id, node)
      added.push(node)
    })
    return made
  }
  const territory = cell({})
  added.push(territory)
  const questions = block('questions', source.questions) as Map<string, QuestionNode>
  const cards = byId<Format.Demarche | Format.Jalon>([...source.demarches, ...(source.jalons ?? [])])
  const marks = new Map<string, Node>()
  const scope: Scope = {
    questions,
    facts: block('facts', source.facts),
    anchors: block('anchors', source.anchors),
    mark(id) {
      const of = cards.get(id)
      let node = marks.get(id)
      if (of && !node) {
        marks.set(id, (node = cell(of, 'demarches')))
        added.push(node)
      }
      return node
    },
    marks,
    added,
    place: territory,
    tables: byId(source.tables),
    params: byId(source.params),
    reads: [],
    wary: false,
  }

  // Cells first, so that any expression finds those it names; then what they compute.
  wire(scope, territory, () => {
    const asked: Node[] = []
    for (const of of source.questions)
      if (of.type === 'reference' && of.list === 'codes-postaux') asked.push(questions.get(of.id)!)
    for (const node of asked) scope.reads.push(node)
    scope.wary = asked.length > 0
    return (world) => {
      let departement = world.store.territory
      let waits = false
      for (const node of asked) {
        const { value } = stateOf(world, node)
        if (typeof value === 'string') departement = departementOf(value) ?? departement
        waits ||= world.ahead && value === PENDING
      }
      return { departement, zone: departement === undefined ? undefined : zoneOf(departement), waits }
    }
  })
  for (const node of questions.values()) wire(scope, node, () => question(scope, node, cards))
  for (const node of scope.facts.values()) wire(scope, node, () => condition(scope, (node.of as Format.Fact).when))
  for (const node of scope.anchors.values())
    wire(scope, node, () => {
      const { date: expr, estimate } = node.of as Format.Anchor
      const of = date(scope, expr)
      if (!estimate) return of
      return (world) => {
        const value = of(world)
        return value && { ...value, rank: 2 }
      }
    })
  const conditions = (name: string, list: readonly (Format.Exit | Format.Alert)[] = [], changes = false) =>
    list.map((of, i): ItemNode => {
      const node = cell(of, name, i, changes ? of.id : '') as ItemNode
      wire(scope, node, () => condition(scope, of.when))
      added.push(node)
      return node
    })
  const exits = conditions('exits', source.exits)
  const alerts = conditions('alerts', source.alerts, true)

  const model: Model = {
    source,
    id: source.id,
    version: source.version,
    scope,
    nodes: [],
    questions,
    flow: [...questions.values()].filter((node) => node.of.askedAt === undefined),
    exits,
    alerts,
    territory,
    tainted: false,
    wary: false,
    planner: undefined,
  }
  model.flow.forEach((node, slot) => (node.slot = slot))
  extend(model)
  return model
}

/**
 * Puts new cells in an order in which each comes after all it reads; its place is its rank.
 * @throws {ParcoursError} `cycle`, for facts, anchors and conditions that wait for each other.
 */
export function extend(model: Model): void {
  const { scope, nodes: sorted } = model
  // Compiling one may ask for others: a list that grows, not a recursion.
  for (const node of scope.marks.values())
    if (node.eval === NOTHING)
      wire(scope, node, () => marked((node.of as Format.Demarche).id, presence(scope, node.of)))
  const added = scope.added.splice(0)
  const start = sorted.length
  const faults: Fault[] = []
  // Its own stack: ten thousand facts in a row are no reason to exhaust ours.
  const stack: Node[] = []
  const next: number[] = []
  const enter = (node: Node): void => {
    node.i = OPEN
    stack.push(node)
    next.push(0)
  }
  for (const root of added) {
    if (root.i !== -1) continue
    enter(root)
    while (stack.length) {
      const top = stack.length - 1
      const node = stack[top]!
      const dep = node.deps[next[top]!++]
      if (!dep) {
        stack.pop()
        next.pop()
        node.i = sorted.push(node) - 1
      } else if (dep.i === -1) enter(dep)
      else if (dep.i === OPEN)
        faults.push({
          pointer: dep.at < 0 ? `/${dep.block}` : `/${dep.block}/${dep.at}`,
          code: 'cycle',
          expected: [],
          found: (dep.of as { id?: string }).id,
        })
    }
  }
  if (faults.length) throw new ParcoursError(faults)
  for (let i = start; i < sorted.length; i++) {
    const node = sorted[i]!
    for (const dep of node.deps) {
      if (dep.out === NOBODY) dep.out = [node]
      else if (dep.out[dep.out.length - 1] !== node) dep.out.push(node)
      node.tainted ||= dep.tainted
      node.wary ||= dep.wary
    }
    // What the plan adds asks nothing.
    node.wary &&= start === 0
    model.tainted ||= node.tainted
    model.wary ||= node.wary
  }
}

// Questions.

/** The states that carry no answer are shared: most cells hold one of them, and comparing two is comparing two references. */
const state = (asked: Tri, value: Effective, unsure = false): QuestionState => ({ asked, value, unsure })
const NOT_ASKED = state(false, SANS_OBJET)
const NOT_YET = state('pending', PENDING)
const NOT_KNOWN = state('unsure', UNSURE)
const WAITING = state(true, PENDING)
const SILENT = state(true, SANS_OBJET)
const DOES_NOT_KNOW = state(true, UNSURE, true)

const TYPES = ['choice', 'choices', 'date', 'number', 'reference', 'group']

function question(
  scope: Scope,
  node: QuestionNode,
  cards: ReadonlyMap<string, Format.Demarche | Format.Jalon>,
): Of<QuestionState> {
  const { of } = node
  const own = condition(scope, of.when)
  const card = cards.get(of.askedAt!)
  const when = card ? onceThere(standing(scope, card), own) : own
  Object.assign(node, asking(scope, of))
  if (of.type === 'group')
    node.fields = of.fields.map((field) => ({ of: field, when: condition(scope, field.when), ...asking(scope, field) }))
  node.tainted = of.sensitive === true || node.fields.some((field) => field.of.sensitive)
  const value = valueOf(node, when)
  return of.type === 'group' ? groupOf(of, node.fields, value) : value
}

/** A card that is not there asks nothing; one that is there "à vérifier" does. */
const onceThere = (shown: Condition, own: Condition): Condition =>
  shown === ALWAYS
    ? own
    : (world) => {
        const on = shown(world)
        return both(on === 'unsure' ? true : on, own(world))
      }

// Each of a thousand questions keeps its own: apart, they hold what they read and nothing of what made them.
const valueOf =
  (node: QuestionNode, when: Condition): Of<QuestionState> =>
  (world) =>
    stateFor(world, node.of, when(world), world.store.answers.get(node.of.id), node.options)

const groupOf =
  (of: Format.Question, fields: QuestionNode['fields'], value: Of<QuestionState>): Of<GroupState> =>
  (world) => {
    const group = value(world)
    const keys = isValue(group.value) ? (group.value as readonly string[]) : []
    const members = keys.map((key, i): MemberState => {
      // In order: a field's condition may read those before it.
      const states = Object.create(null) as Record<string, QuestionState>
      const member = { group: of.id, key, rank: i + 1, fields: states }
      for (const field of fields) {
        const stored = world.store.answers.get(`${of.id}.${field.of.id}#${key}`)
        states[field.of.id] = stateFor(world, field.of, field.when(world, member), stored, field.options, member)
      }
      return member
    })
    return { ...group, members }
  }

/** Only options with a condition: the others always stand. Bounds are read when the question is shown or answered: they make no cell wait. */
function asking(scope: Scope, of: Format.Question | Format.Field): Pick<QuestionNode, 'options' | 'bounds'> {
  let options: Map<string, Condition> | undefined
  if (of.type === 'choice' || of.type === 'choices')
    for (const option of of.options)
      if (option.when) {
        scope.wary = true
        ;(options ??= new Map()).set(option.id, condition(scope, option.when))
      }
  return { options, bounds: boundsOf(scope, of) }
}

function boundsOf(scope: Scope, of: Format.Question | Format.Field): Bounds {
  if ((of.type !== 'number' && of.type !== 'date') || (of.min === undefined && of.max === undefined)) return FREE
  const { reads } = scope
  scope.reads = []
  const bound = (
    expr: Format.Num | Format.DateExpr | undefined,
    end: 'from' | 'to',
  ): Of<number | undefined> | undefined => {
    if (expr === undefined) return undefined
    if (of.type === 'number') {
      const at = number(scope, expr as Format.Num)
      return (world, member) => {
        const value = at(world, member)
        return typeof value === 'number' ? value : undefined
      }
    }
    const at = date(scope, expr as Format.DateExpr)
    return (world, member) => {
      const value = at(world, member)
      return value && !value.cause ? value[end] : undefined
    }
  }
  const bounds = { min: bound(of.min, 'from'), max: bound(of.max, 'to'), reads: scope.reads } as Bounds
  scope.reads = reads
  return bounds
}

/** A stored answer is in force only while its question is asked. */
function stateFor(
  world: World,
  of: Format.Question | Format.Field,
  asked: Tri,
  stored: Answer | undefined,
  options: ReadonlyMap<string, Condition> | undefined,
  member?: MemberState,
): QuestionState {
  if (asked === false || (world.blank && of.sensitive)) return NOT_ASKED
  // A type of a newer minor version cannot be asked here.
  if (asked === 'unsure' || !TYPES.includes(of.type)) return NOT_KNOWN
  if (asked !== true) return NOT_YET
  if (stored === undefined) return WAITING
  if (typeof stored === 'object' && !Array.isArray(stored))
    return 'skipped' in stored && of.skip === 'not-concerned' ? SILENT : DOES_NOT_KNOW
  let value = stored as Effective
  if (options) {
    // An option that is no longer proposed is no longer an answer. From ahead, one that may be withdrawn is not one yet.
    const stands = (id: string): boolean => {
      const on = (options.get(id) ?? ALWAYS)(world, member)
      return on !== false && !(world.ahead && on === 'pending')
    }
    if (!Array.isArray(value)) value = stands(value as string) ? value : PENDING
    else if (!value.every(stands)) {
      const left = value.filter(stands)
      value = left.length && !world.ahead ? left : PENDING
    }
  }
  return value === PENDING ? WAITING : state(true, value)
}

// Who is there.

/** A member of a group that is not known: whatever is asked of each is not known for the same cause. */
function ghost(group: QuestionNode, cause: Effective): MemberState {
  const fields = Object.create(null) as Record<string, QuestionState>
  for (const field of group.fields) fields[field.of.id] = cause === PENDING ? NOT_YET : NOT_KNOWN
  return { group: group.of.id, key: '', rank: 0, fields }
}

const bare = ({ group, key, rank }: Member): Member => ({ group, key, rank })

type Standing = Pick<Format.Demarche, 'when' | 'forEach' | 'about'>

/** Whether an item is there, and for whom: once, or once a member. `each` is told every time, with the member at hand. */
export function presence(
  scope: Scope,
  item: Standing,
): <T>(world: World, each: (presence: Presence, member: MemberState | undefined) => T) => T[] {
  const when = condition(scope, item.when)
  const group = scope.questions.get(item.forEach ?? item.about?.group ?? '') as QuestionNode | undefined
  if (!group) return (world, each) => [each({ member: undefined, on: when(world), members: undefined }, undefined)]
  scope.reads.push(group)
  const where = condition(scope, item.about?.where)
  return (world, each) => {
    const { value, members } = stateOf(world, group) as GroupState
    if (value === SANS_OBJET) return []
    if (!isValue(value)) {
      const unknown = ghost(group, value)
      const on = both(value === PENDING ? 'pending' : 'unsure', when(world, unknown))
      return [each({ member: undefined, on, members: item.about && [] }, unknown)]
    }
    if (!item.about)
      return members.map((member) =>
        each({ member: bare(member), on: when(world, member), members: undefined }, member),
      )
    const matches = members.map((member) => where(world, member))
    const some = settle(matches, (match) => match, true)
    const matching = members.filter((_, i) => (some === true ? matches[i] === true : matches[i] !== false)).map(bare)
    return [each({ member: undefined, on: both(some, when(world)), members: matching }, undefined)]
  }
}

/** Whether an item is there for anybody. */
function standing(scope: Scope, item: Standing & { nature?: string; channels?: readonly unknown[] }): Condition {
  if (unprovided(item)) return () => false
  if (!item.when && !item.forEach && !item.about) return ALWAYS
  const found = presence(scope, item)
  return (world) =>
    settle(
      found(world, (one) => one.on),
      (on) => on,
      true,
    )
}
/** An offer nobody provides is no offer. */
export const unprovided = (item: { nature?: string; channels?: readonly unknown[] }): boolean =>
  item.nature === 'offer' && !item.channels?.length

/** The marks of one démarche, its members' and its occurrences'. */
function marked(id: string, found: ReturnType<typeof presence>): Of<MarkState> {
  const own = new RegExp(`^${id}(?=[#@]|$)`)
  return (world) => ({
    records: [...world.store.marks].filter(([item]) => own.test(item)),
    presence: found(world, (one) => one),
  })
}

import type { Alert, Demarche, End, Exit, Handover, Jalon, RendezVous } from '@parcours/schema'
import { addPeriod, formatDate, parseDate, type Day, type Period } from './dates/index.js'
import { reasonsFor } from './explain.js'
import type {
  Dated,
  GroupState,
  Instance,
  ItemNode,
  ItemState,
  MarkRecord,
  MemberState,
  Model,
  Store,
  World,
} from './model.js'
import { askedOf } from './session.js'
import type {
  AlertItem,
  DateValue,
  EndItem,
  ExitItem,
  HandoverItem,
  Item,
  Member,
  Moment,
  Offer,
  OrganismeRef,
  PieceNeed,
  Plan,
  Status,
} from './types.js'

/** Occurrences of one démarche that a plan holds at most. */
const MOST = 200
const SOON = 30
const NEXT: Period = { months: 3, days: 0 }
const STALE: Period = { months: 24, days: 0 }

export const publicDate = (value: Dated | null | undefined): DateValue | null => {
  if (!value) return null
  const { from, to, rank, cause, unpublished } = value
  return {
    from: from === -Infinity ? null : formatDate(from),
    to: to === Infinity ? null : formatDate(to),
    certainty: rank === 2 ? 'indicative' : rank ? 'computed' : 'given',
    ...(cause ? { cause } : {}),
    ...(unpublished ? { unpublished } : {}),
  }
}

const finite = (day: number | undefined): day is Day => day !== undefined && Number.isFinite(day)
/** A deadline is shown at its `from`, so that an unknown never makes it later; open at its start, at its end. */
const dayOf = (value: Dated | null | undefined): Day | null =>
  value ? (finite(value.from) ? value.from : finite(value.to) ? value.to : null) : null

export function membersOf(world: World, group: string): Member[] {
  const node = world.store.model.questions.get(group)!
  const { members = [] } = world.values[node.i] as Partial<GroupState>
  return members.map(({ key }, i) => ({ group, key, rank: i + 1 }))
}

const stateOfItem = (world: World, node: ItemNode): ItemState => world.values[node.i] as ItemState
/** A démarche, a jalon or a rendez-vous shows when it is sure, or "à vérifier" when that hangs on a "je ne sais pas". */
const shown = (instance: Instance | undefined): instance is Instance =>
  instance !== undefined && instance.on !== false && instance.on !== 'pending'

/** The whole plan in one world. Read whole, it costs what it holds; the cells it reads are up to date. */
export function planOf(store: Store, world: World): Plan {
  const { items: nodes, source } = store.model
  const drafts = [...nodes.demarches, ...nodes.jalons].flatMap((node) => draftsOf(store, world, node))
  const byBase = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const list = byBase.get(draft.of.id)
    if (list) list.push(draft)
    else byBase.set(draft.of.id, [draft])
  }
  const blockers = new Map(drafts.map((draft) => [draft, blockersOf(draft, byBase)]))
  const knots = ringsOf(blockers)
  // Of equal days and priorities, the document's order: sorting is stable.
  const priority = (draft: Draft): number => (draft.of as Demarche).priority ?? 2
  drafts.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || priority(a) - priority(b))

  // The late questions of a card that repeats are asked once, on the first that is not done.
  const asking = new Map<string, Draft>()
  for (const draft of drafts) {
    const other = asking.get(draft.node.name)
    if (!other || (settled(other) && !settled(draft))) asking.set(draft.node.name, draft)
  }
  const items = drafts.map((draft): Item => {
    const { node, instance, record, day } = draft
    const of = draft.of as Demarche & Jalon
    const knot = knots.get(draft)
    const waits = blockers.get(draft)!.filter((other) => !knot?.includes(other))
    const asks = asking.get(node.name) === draft ? (store.model.late.get(node.name) ?? []) : []
    return {
      id: draft.id,
      kind: draft.kind,
      of: draft.of,
      address: node.name.replace(':', '.'),
      ...(of.key === undefined ? {} : { key: of.key }),
      sure: instance.on === true,
      ...folded(store, draft, byBase),
      ...(draft.member ? { member: draft.member } : {}),
      ...(instance.members
        ? { members: membersOf(world, of.about!.group).filter(({ key }) => instance.members!.includes(key)) }
        : {}),
      organismes: organismes(store.model, instance),
      opens: publicDate(draft.opens),
      due: publicDate(draft.due),
      closes: publicDate(draft.closes),
      at: publicDate(instance.at),
      day: day === null ? null : formatDate(day),
      moment: momentOf(store, draft, source.phases?.[0]?.id),
      timingKind: of.timing?.kind ?? of.kind ?? null,
      status: statusOf(store, draft, waits.length > 0),
      ...(record ? { statusBy: record.by, ...(record.done ? { done: record.done } : {}) } : {}),
      blockedBy: waits.map((other) => other.id),
      ...(knot ? { knot: drafts.filter((other) => knot.includes(other)).map((other) => other.id) } : {}),
      pieces: of.pieces ?? [],
      rendezVous: of.rendezVous ?? [],
      channels: of.channels ?? [],
      sensitive: draft.sensitive,
      aVerifier: toVerify(store, of),
      details: (of.details ?? []).flatMap(({ id, within }, i) =>
        instance.details![i]
          ? [{ id, address: `demarches.${of.id}.details.${id}`, ...(within === undefined ? {} : { within }) }]
          : [],
      ),
      questions: asks.flatMap((question) => askedOf(store, question)),
      ...(draft.occurrence === undefined ? {} : { occurrence: draft.occurrence }),
    }
  })
  const index = new Map(items.map((item) => [item.id, item]))
  const rendezVous = offers(store, world, items)
  return {
    today: formatDate(store.today),
    items,
    pieces: pieces(store, items, rendezVous),
    rendezVous,
    // An alert shows itself as soon as it may concern her.
    alerts: nodes.alerts.flatMap((node): AlertItem[] => {
      if (stateOfItem(world, node)[0]!.on === false) return []
      const of = node.of as Alert
      const brought = stateOfItem(store.blank, node)[0]!.on === false
      return [{ of, address: `alerts.${of.id}`, sensitive: of.sensitive === true || brought }]
    }),
    handovers: standing(world, nodes.handovers) as HandoverItem[],
    end:
      nodes.end.map((node): EndItem => ({
        of: node.of as End,
        address: 'end',
        at: publicDate(stateOfItem(world, node)[0]!.at),
      }))[0] ?? null,
    item: (id) => index.get(id),
  }
}

/** Exits and handovers: true only, unknown never. */
export const standing = (world: World, nodes: readonly ItemNode[]): (ExitItem | HandoverItem)[] =>
  nodes
    .filter((node) => stateOfItem(world, node)[0]!.on === true)
    .map((node) => ({ of: node.of as Exit & Handover, address: node.name.replace(':', '.') }))

/** One line of the plan, before it is written out. */
export interface Draft {
  readonly id: string
  readonly kind: 'demarche' | 'jalon'
  readonly node: ItemNode
  readonly of: Demarche | Jalon
  readonly instance: Instance
  readonly member: Member | undefined
  readonly sensitive: boolean
  readonly opens: Dated | null | undefined
  readonly due: Dated | null | undefined
  readonly closes: Dated | null | undefined
  readonly day: Day | null
  readonly record: MarkRecord | undefined
  readonly occurrence?: number
}

function draftsOf(store: Store, world: World, node: ItemNode): Draft[] {
  const of = node.of as Demarche & Jalon
  const state = stateOfItem(world, node).filter(shown)
  if (!state.length) return []
  const blank = new Set(stateOfItem(store.blank, node).flatMap((one) => (shown(one) ? [one.member] : [])))
  const members = new Map((of.forEach === undefined ? [] : membersOf(world, of.forEach)).map((one) => [one.key, one]))
  return state.flatMap((instance) => {
    const draft = (id: string, { opens, due, closes }: Moved, occurrence?: number): Draft => ({
      id,
      kind: node.kind === 'jalons' ? 'jalon' : 'demarche',
      node,
      of,
      instance,
      member: members.get(instance.member ?? ''),
      // Declared, or here for a sensitive answer only.
      sensitive: of.sensitive === true || !blank.has(instance.member),
      opens,
      due,
      closes,
      day: dayOf(due) ?? dayOf(closes) ?? dayOf(instance.at) ?? dayOf(opens),
      record: store.marks.get(id),
      ...(occurrence === undefined ? {} : { occurrence }),
    })
    const base = of.id + (instance.member === null ? '' : `#${instance.member}`)
    const repeated = occurrences(world, node, instance)
    return repeated
      ? repeated.map((moved, n) => draft(`${base}@${formatDate(moved.due!.from)}`, moved, n))
      : [draft(base, instance)]
  })
}

type Moved = Pick<Draft, 'opens' | 'due' | 'closes'> | Instance
/** The dates of each occurrence; null: it does not repeat, or its first date is not known yet. */
function occurrences(world: World, { of, repeat }: ItemNode, instance: Instance): Moved[] | null {
  const { due, until } = instance
  if (!repeat || !due || !finite(due.from) || !finite(due.to)) return null
  const group = (of as Demarche).forEach
  const current = group === undefined ? undefined : memberOf(world, group, instance.member)
  const { interval, then, times } = repeat
  const shift = (value: Dated | null | undefined, n: number): Dated | null | undefined => {
    const move = (day: Day): Day => (finite(day) ? addPeriod(day, interval, n) : day)
    return value && { ...value, from: move(value.from), to: move(value.to), rank: n ? value.rank || 1 : value.rank }
  }
  // `until` is read at its latest. How long it goes on is not known: the first one is.
  const last = times === undefined ? (until?.to ?? Infinity) : Infinity
  const most = times === undefined && last === Infinity ? 1 : Math.min(times ?? MOST, MOST)
  const out: Moved[] = []
  const days = new Set<Day>()
  for (let n = 0; n < most; n++) {
    const first = shift(due, n)!
    const moved = then ? then(world, current, first) : first
    if (!moved || !finite(moved.from)) return out.length ? out : null
    if (moved.from > last) break
    // An occurrence is named by its due date: two on one day are one.
    if (!days.has(moved.from))
      out.push({ opens: shift(instance.opens, n), due: moved, closes: shift(instance.closes, n) })
    days.add(moved.from)
  }
  return out
}
const memberOf = (world: World, group: string, key: string | null): MemberState | undefined =>
  (world.values[world.store.model.questions.get(group)!.i] as GroupState).members?.find((one) => one.key === key)

const settled = (draft: Draft): boolean => draft.record?.status === 'fait' || draft.record?.status === 'sans-objet'

/** What comes first and is neither done nor sans objet: the same member's, where both are for each member. */
function blockersOf(draft: Draft, byBase: ReadonlyMap<string, readonly Draft[]>): Draft[] {
  if (settled(draft)) return []
  return ((draft.of as Demarche).blockedBy ?? []).flatMap((id) =>
    (byBase.get(id) ?? []).filter(
      (other) =>
        !settled(other) &&
        !other.occurrence &&
        (!other.member || !draft.member || other.member.key === draft.member.key),
    ),
  )
}

/** Rings of démarches that wait for each other (Tarjan's strongly connected components, without recursion). */
function ringsOf(blockers: ReadonlyMap<Draft, readonly Draft[]>): Map<Draft, Draft[]> {
  const rings = new Map<Draft, Draft[]>()
  const number = new Map<Draft, number>()
  const low = new Map<Draft, number>()
  const path: Draft[] = []
  const onPath = new Set<Draft>()
  for (const root of blockers.keys()) {
    if (number.has(root)) continue
    const stack: [Draft, Iterator<Draft>][] = []
    const enter = (draft: Draft): void => {
      low.set(draft, number.size)
      number.set(draft, number.size)
      path.push(draft)
      onPath.add(draft)
      stack.push([draft, blockers.get(draft)![Symbol.iterator]()])
    }
    enter(root)
    while (stack.length) {
      const [draft, rest] = stack[stack.length - 1]!
      const next = rest.next()
      if (!next.done) {
        if (!number.has(next.value)) enter(next.value)
        else if (onPath.has(next.value)) low.set(draft, Math.min(low.get(draft)!, number.get(next.value)!))
        continue
      }
      stack.pop()
      const parent = stack[stack.length - 1]?.[0]
      if (parent) low.set(parent, Math.min(low.get(parent)!, low.get(draft)!))
      if (low.get(draft) !== number.get(draft)) continue
      const ring = path.splice(path.indexOf(draft))
      for (const member of ring) onPath.delete(member)
      if (ring.length > 1 || blockers.get(draft)!.includes(draft)) for (const member of ring) rings.set(member, ring)
    }
  }
  return rings
}

function statusOf(store: Store, draft: Draft, blocked: boolean): Status {
  const marked = draft.record?.status ?? 'a-faire'
  if (marked === 'fait' || marked === 'sans-objet' || marked === 'conteste') return marked
  // Said only after a legal date, and once it is over for certain: elsewhere, "dès que possible".
  const limit = draft.due ?? draft.closes
  if ((draft.of as Demarche).timing?.kind === 'legal' && limit && limit.to < store.today) return 'en-retard'
  return marked === 'a-faire' && blocked ? 'bloque' : marked
}

function momentOf(store: Store, draft: Draft, firstPhase: string | undefined): Moment {
  const { today } = store
  const { opens, due, closes, instance } = draft
  const soon = (day: Day): Moment => (day <= today + SOON ? 'now' : day <= addPeriod(today, NEXT) ? 'next' : 'later')
  if (draft.kind === 'jalon') {
    const day = dayOf(instance.at)
    return day === null ? 'undated' : instance.at!.to < today ? 'past' : soon(day)
  }
  if (settled(draft) || (closes && closes.to < today)) return 'past'
  const start = dayOf(opens)
  const limit = dayOf(due) ?? dayOf(closes)
  // Not possible yet: never now.
  if (start !== null && start > today) return soon(start) === 'now' ? 'next' : soon(start)
  if (start !== null) return 'now'
  if (limit !== null) return soon(limit)
  // It waits for a date, or for the phase it belongs to.
  const waits = due ?? closes ?? opens
  return !waits && (draft.of.phase === undefined || draft.of.phase === firstPhase) ? 'now' : 'undated'
}

/** What it says was never read at its source, or too long ago. */
function toVerify({ model, today }: Store, { source, timing }: Demarche): boolean {
  const cited = [source, timing?.source].filter((id) => id !== undefined)
  return (
    !cited.length ||
    cited.some((id) => {
      const { verifiedOn } = model.sources.get(id) ?? {}
      return !verifiedOn || addPeriod(parseDate(verifiedOn), STALE) < today
    })
  )
}

/** An unsure item stands under the task of the question that is not known. */
function folded(store: Store, draft: Draft, byBase: ReadonlyMap<string, readonly Draft[]>): { foldedUnder?: string } {
  if (draft.instance.on === true) return {}
  for (const { kind, question = '' } of reasonsFor(store, draft.node, draft.instance.member, true)) {
    if (kind !== 'unsure') continue
    const [id, field] = question.replace(/#.*/s, '').split('.') as [string, string?]
    const node = store.model.questions.get(id)
    const of = field === undefined ? node?.of : node?.fields.find((one) => one.of.id === field)?.of
    const task = of?.unknown?.demarche
    const under = task === undefined || task === draft.of.id ? undefined : byBase.get(task)?.[0]
    if (under) return { foldedUnder: under.id }
  }
  return {}
}

const organismes = ({ organismes }: Model, { who = [] }: Instance): OrganismeRef[] =>
  who.flatMap((id) => {
    const of = organismes.get(id)
    return of ? [{ of, address: `organismes.${id}` }] : []
  })

function offers(store: Store, world: World, items: readonly Item[]): Offer[] {
  return store.model.items.rendezVous.flatMap((node): Offer[] => {
    const of = node.of as RendezVous
    const instance = stateOfItem(world, node)[0]
    if (!shown(instance)) return []
    return [
      {
        id: of.id,
        of,
        address: `rendezVous.${of.id}`,
        ...(of.key === undefined ? {} : { key: of.key }),
        sure: instance.on === true,
        with: organismes(store.model, instance),
        opens: publicDate(instance.opens),
        closes: publicDate(instance.closes),
        bring: of.bring ?? [],
        for: items.filter((item) => item.rendezVous.includes(of.id)).map((item) => item.id),
        sensitive: !shown(stateOfItem(store.blank, node)[0]),
      },
    ]
  })
}

/** Each document once, with who asks for it; the same key is the same document. */
function pieces(store: Store, items: readonly Item[], rendezVous: readonly Offer[]): PieceNeed[] {
  type Need = { -readonly [K in keyof PieceNeed]: PieceNeed[K] } & { for: string[]; askedBy: OrganismeRef[] }
  const needs = new Map<string, Need>()
  const add = (id: string, asker: string, by: readonly OrganismeRef[], sensitive: boolean): void => {
    const of = store.model.pieces.get(id)!
    const key = of.key ?? of.id
    let need = needs.get(key)
    if (!need) needs.set(key, (need = { of, address: `pieces.${of.id}`, for: [], askedBy: [], sensitive: true }))
    if (!need.for.includes(asker)) need.for.push(asker)
    // A sensitive item never shows through the documents that others ask for too; one that it alone asks for is sensitive itself.
    if (!sensitive && need.sensitive) need.askedBy = []
    if (!sensitive || need.sensitive)
      for (const ref of by) if (!need.askedBy.some((other) => other.address === ref.address)) need.askedBy.push(ref)
    need.sensitive &&= sensitive
  }
  for (const item of items)
    if (item.status !== 'fait' && item.status !== 'sans-objet')
      for (const id of item.pieces) add(id, item.id, item.organismes, item.sensitive)
  for (const offer of rendezVous) for (const id of offer.bring) add(id, offer.id, offer.with, offer.sensitive)
  return [...needs.values()]
}

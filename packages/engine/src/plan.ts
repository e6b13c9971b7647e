import type { Demarche, End, Handover, Jalon, RendezVous } from '@parcours/schema'
import { addPeriod, formatDate, parseDate, parseDuration, type Day, type Period } from './dates/index.js'
import { groupOf, reasonsFor } from './explain.js'
import { indexItems, indexOf, type Index } from './items.js'
import type {
  Dated,
  GroupState,
  Instance,
  ItemNode,
  MarkRecord,
  Node,
  Planner,
  QuestionState,
  Run,
  Store,
  World,
} from './model.js'
import { alertsOf, askedOf } from './session.js'
import type {
  DateValue,
  EndItem,
  HandoverItem,
  Item,
  Moment,
  Offer,
  OrganismeRef,
  PieceNeed,
  Plan,
  Status,
} from './types.js'

const SOON = 30
const NEXT: Period = { months: 3, days: 0 }
const STALE: Period = { months: 24, days: 0 }

export const publicDate = (value: Dated | null | undefined): DateValue | null => {
  if (!value) return null
  const { from, to, rank, cause, unpublished } = value
  return {
    from: isFinite(from) ? formatDate(from) : null,
    to: isFinite(to) ? formatDate(to) : null,
    certainty: rank === 2 ? 'indicative' : rank ? 'computed' : 'given',
    ...(cause ? { cause } : {}),
    ...(unpublished ? { unpublished: true } : {}),
  }
}

/** A deadline is shown at its `from`, so that an unknown never makes it later; open at its start, at its end. */
const dayOf = (value: Dated | null | undefined): Day | null =>
  value ? (isFinite(value.from) ? value.from : isFinite(value.to) ? value.to : null) : null

const instancesOf = (world: World, node: ItemNode): readonly Instance[] => world.values[node.i] as Instance[]
/** A démarche, a jalon or a rendez-vous shows when it is sure, or "à vérifier" when that hangs on a "je ne sais pas". */
const shown = (instance: Instance | undefined): instance is Instance =>
  instance?.on === true || instance?.on === 'unsure'

/** The whole plan in one world. Read whole, it costs what it holds; the cells it reads are up to date. */
export function planOf(store: Store, world: World): Plan {
  const index = indexOf(store.model)
  const { items: nodes } = index
  const firstPhase = store.model.source.phases?.[0]?.id
  const drafts = [
    ...nodes.demarches.flatMap((node) => draftsOf(store, world, node, 'demarche')),
    ...nodes.jalons.flatMap((node) => draftsOf(store, world, node, 'jalon')),
  ]
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
  const asking = new Map<Node, Draft>()
  for (const draft of drafts) {
    const other = asking.get(draft.node)
    if (!other || (settled(other) && !settled(draft))) asking.set(draft.node, draft)
  }
  const items = drafts.map((draft): Item => {
    const { node, instance, run, record, day } = draft
    const of = draft.of as Demarche & Jalon
    const knot = knots.get(draft)
    const waits = blockers.get(draft)!.filter((other) => !knot?.includes(other))
    const asks = asking.get(node) === draft ? (index.late.get(of.id) ?? []) : []
    const block = draft.kind === 'jalon' ? 'jalons' : 'demarches'
    return {
      id: draft.id,
      kind: draft.kind,
      of: draft.of,
      address: `${block}.${of.id}`,
      ...(of.key === undefined ? {} : { key: of.key }),
      sure: instance.on === true,
      ...folded(store, draft, byBase),
      ...(instance.member ? { member: instance.member } : {}),
      ...(instance.members ? { members: instance.members } : {}),
      organismes: organismes(index, instance),
      opens: publicDate(run.opens),
      due: publicDate(run.due),
      closes: publicDate(run.closes),
      at: publicDate(instance.at),
      day: day === null ? null : formatDate(day),
      moment: momentOf(store, draft, firstPhase),
      timingKind: of.timing?.kind ?? of.kind ?? null,
      status: statusOf(store, draft, waits.length > 0),
      ...(record ? { statusBy: record.by, ...(record.done ? { done: record.done } : {}) } : {}),
      blockedBy: waits.map((other) => other.id),
      ...(knot ? { knot: drafts.filter((other) => knot.includes(other)).map((other) => other.id) } : {}),
      pieces: of.pieces ?? [],
      rendezVous: of.rendezVous ?? [],
      channels: of.channels ?? [],
      sensitive: draft.sensitive,
      aVerifier: toVerify(index, store.today, of),
      details: (of.details ?? []).flatMap(({ id, within }) =>
        instance.details.includes(id)
          ? [{ id, address: `demarches.${of.id}.details.${id}`, ...(within === undefined ? {} : { within }) }]
          : [],
      ),
      questions: asks.flatMap((question) => askedOf(store, question)),
      ...(run.n === undefined ? {} : { occurrence: run.n }),
    }
  })
  const byId = new Map(items.map((item) => [item.id, item]))
  const rendezVous = offers(index, store, world, items)
  return {
    today: formatDate(store.today),
    items,
    pieces: pieces(index, items, rendezVous),
    rendezVous,
    alerts: alertsOf(store, world),
    handovers: nodes.handovers
      .filter((node) => world.values[node.i] === true)
      .map((node): HandoverItem => {
        const of = node.of as Handover
        return { of, address: `handovers.${of.id}`, sensitive: store.blank.values[node.i] !== true }
      }),
    end:
      nodes.end.map((node): EndItem => {
        const of = node.of as End
        const at = publicDate(world.values[node.i] as Dated | null)
        return {
          of,
          address: 'end',
          at,
          extended(times) {
            if (!at?.from || !of.extend) return null
            return formatDate(addPeriod(parseDate(at.from), parseDuration(of.extend.by)!, times))
          },
        }
      })[0] ?? null,
    item: (id) => byId.get(id),
  }
}

/** One line of the plan, before it is written out. */
export interface Draft {
  readonly id: string
  readonly kind: 'demarche' | 'jalon'
  readonly node: ItemNode
  readonly of: Demarche | Jalon
  readonly instance: Instance
  readonly run: Run
  readonly sensitive: boolean
  readonly day: Day | null
  readonly record: MarkRecord | undefined
}

function draftsOf(store: Store, world: World, node: ItemNode, kind: Draft['kind']): Draft[] {
  const of = node.of as Demarche | Jalon
  const state = instancesOf(world, node).filter(shown)
  // How many there would be, of each member, without sensitive answers.
  const blank = new Map<string | undefined, number>()
  if (state.length)
    for (const one of instancesOf(store.blank, node)) if (shown(one)) blank.set(one.member?.key, one.runs.length)
  return state.flatMap((instance) => {
    const base = instance.member ? `${of.id}#${instance.member.key}` : of.id
    return instance.runs.map((run): Draft => {
      const id = run.n === undefined ? base : `${base}@${formatDate(run.due!.from)}`
      return {
        id,
        kind,
        node,
        of,
        instance,
        run,
        // Declared, or here for a sensitive answer only.
        sensitive: of.sensitive === true || (run.n ?? 0) >= (blank.get(instance.member?.key) ?? 0),
        day: dayOf(run.due) ?? dayOf(run.closes) ?? dayOf(instance.at) ?? dayOf(run.opens),
        record: store.marks.get(id),
      }
    })
  })
}

const settled = (draft: Draft): boolean => draft.record?.status === 'fait' || draft.record?.status === 'sans-objet'

/** What comes first and is neither done nor sans objet: the same member's, where both are for each member. */
function blockersOf(draft: Draft, byBase: ReadonlyMap<string, readonly Draft[]>): Draft[] {
  if (settled(draft)) return []
  return ((draft.of as Demarche).blockedBy ?? []).flatMap((id) =>
    (byBase.get(id) ?? []).filter(
      (other) =>
        !settled(other) &&
        !other.run.n &&
        (!other.instance.member ||
          !draft.instance.member ||
          !sameGroup(other, draft) ||
          other.instance.member.key === draft.instance.member.key),
    ),
  )
}

const sameGroup = (a: Draft, b: Draft): boolean => a.instance.member!.group === b.instance.member!.group

/** Rings of démarches that wait for each other (Tarjan's strongly connected components, without recursion). */
function ringsOf<T>(blockers: ReadonlyMap<T, readonly T[]>): Map<T, T[]> {
  const rings = new Map<T, T[]>()
  const number = new Map<T, number>()
  const low = new Map<T, number>()
  const path: T[] = []
  const onPath = new Set<T>()
  for (const root of blockers.keys()) {
    if (number.has(root)) continue
    const stack: [T, Iterator<T>][] = []
    const enter = (draft: T): void => {
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
      const ring = path.splice(path.lastIndexOf(draft))
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
  const limit = draft.run.due ?? draft.run.closes
  if ((draft.of as Demarche).timing?.kind === 'legal' && draft.instance.on === true && limit && limit.to < store.today)
    return 'en-retard'
  return marked === 'a-faire' && blocked ? 'bloque' : marked
}

function momentOf(store: Store, draft: Draft, firstPhase: string | undefined): Moment {
  const { today } = store
  const { instance } = draft
  const { opens, due, closes } = draft.run
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
function toVerify({ sources }: Index, today: Day, { source, timing }: Demarche): boolean {
  const cited = [source, timing?.source].filter((id) => id !== undefined)
  return (
    !cited.length ||
    cited.some((id) => {
      const { verifiedOn } = sources.get(id) ?? {}
      return !verifiedOn || addPeriod(parseDate(verifiedOn), STALE) < today
    })
  )
}

/** An unsure item stands under the task of the question that is not known. */
function folded(store: Store, draft: Draft, byBase: ReadonlyMap<string, readonly Draft[]>): { foldedUnder?: string } {
  if (draft.instance.on === true) return {}
  for (const { kind, question = '' } of reasonsFor(
    store,
    draft.of,
    groupOf(store, draft.of),
    draft.instance.member?.key,
    true,
  )) {
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

const organismes = ({ organismes }: Index, { who }: Instance): OrganismeRef[] =>
  who.map((id) => ({ of: organismes.get(id)!, address: `organismes.${id}` }))

function offers(index: Index, store: Store, world: World, items: readonly Item[]): Offer[] {
  return index.items.rendezVous.flatMap((node): Offer[] => {
    const of = node.of as RendezVous
    const instance = instancesOf(world, node)[0]
    if (!shown(instance)) return []
    return [
      {
        id: of.id,
        of,
        address: `rendezVous.${of.id}`,
        ...(of.key === undefined ? {} : { key: of.key }),
        sure: instance.on === true,
        with: organismes(index, instance),
        opens: publicDate(instance.runs[0]!.opens),
        closes: publicDate(instance.runs[0]!.closes),
        bring: of.bring ?? [],
        for: items.filter((item) => item.rendezVous.includes(of.id)).map((item) => item.id),
        // As a démarche: declared, or here for a sensitive answer only.
        sensitive: of.sensitive === true || !shown(instancesOf(store.blank, node)[0]),
      },
    ]
  })
}

/** Each document once, with who asks for it; the same key is the same document. */
function pieces(index: Index, items: readonly Item[], rendezVous: readonly Offer[]): PieceNeed[] {
  type Need = { -readonly [K in keyof PieceNeed]: PieceNeed[K] } & { for: string[]; askedBy: OrganismeRef[] }
  const needs = new Map<string, Need>()
  const add = (id: string, asker: string, by: readonly OrganismeRef[], sensitive: boolean): void => {
    const of = index.pieces.get(id)!
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

// What a change touches.

interface Reach {
  /** Cells that an item's entry shows beside its own: late questions and their bounds. */
  readonly cards: ReadonlyMap<Node, readonly string[]>
  /** Items whose entry names this one: those it blocks, those of its ring, those that may fold under it. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
  /** The questions under whose task, when it is there, what hangs on them folds. */
  readonly tasks: ReadonlyMap<string, readonly Node[]>
}
const reaches = new WeakMap<Index, Reach>()

function reachOf(store: Store): Reach {
  const index = indexOf(store.model)
  let reach = reaches.get(index)
  if (reach) return reach
  const cards = new Map<Node, string[]>()
  for (const [card, nodes] of index.late)
    for (const node of nodes)
      for (const read of [
        node,
        ...node.deps,
        ...(node.bounds.reads ?? []),
        ...node.fields.flatMap((field) => field.bounds.reads ?? []),
      ])
        cards.set(read, [...(cards.get(read) ?? []), card])
  const named = new Map<string, Set<string>>()
  const name = (id: string, by: string): void => void (named.get(id) ?? named.set(id, new Set()).get(id)!).add(by)
  const { demarches } = store.model.source
  for (const of of demarches) for (const id of of.blockedBy ?? []) name(id, of.id)
  const blockers = new Map(demarches.map((of) => [of.id, of.blockedBy ?? []]))
  for (const [id, ring] of ringsOf(blockers)) for (const other of ring) name(other, id)
  const tasks = new Map<string, Node[]>()
  for (const node of store.model.questions.values())
    for (const { unknown } of [node.of, ...node.fields.map((field) => field.of)])
      if (unknown?.demarche !== undefined) tasks.set(unknown.demarche, [...(tasks.get(unknown.demarche) ?? []), node])
  reaches.set(index, (reach = { cards, named, tasks }))
  return reach
}

/** Whether a cell's value hangs on a "je ne sais pas": what stands "à vérifier" behind it may fold elsewhere. */
function hangs(value: unknown): boolean {
  if (value === 'unsure') return true
  if (!value || typeof value !== 'object') return false
  const { asked, unsure, cause, members } = value as Partial<QuestionState & Dated & GroupState>
  return (
    asked === 'unsure' ||
    unsure === true ||
    cause === 'unsure' ||
    members?.some(({ fields }) => Object.values(fields).some((field) => hangs(field))) === true
  )
}

function changesOf(store: Store, touched: readonly (Node | string)[]): string[] {
  const { cards, named, tasks } = reachOf(store)
  const out = new Set<string>()
  const followed = new Set<Node>()
  const follow: Node[] = []
  const add = (id: string): void => {
    out.add(id)
    named.get(id)?.forEach((by) => out.add(by))
    follow.push(...(tasks.get(id) ?? []))
  }
  for (const one of touched) {
    if (typeof one === 'string') add(one.replace(/[#@].*$/s, ''))
    else {
      if (one.item) add(one.item)
      cards.get(one)?.forEach((card) => out.add(card))
      follow.push(one)
    }
  }
  // The item stays "à vérifier", for another reason.
  for (let node; (node = follow.pop());)
    for (const reader of node.out) {
      if (followed.has(reader)) continue
      followed.add(reader)
      const value = store.actual.values[reader.i]
      if (reader.item) {
        if (Array.isArray(value) && value.some((one: Instance) => one.on === 'unsure')) out.add(reader.item)
      } else if (hangs(value)) follow.push(reader)
    }
  return [...out]
}

/** What turns the flow's sessions into whole ones. */
export const planner: Planner = {
  index: indexItems,
  plan: (store) => planOf(store, store.actual),
  changes: changesOf,
}

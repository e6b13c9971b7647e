import type { Alert, Demarche, End, Handover, Jalon, Organisme, RendezVous, Step } from '@parcours/schema'
import { addPeriod, applySteps, formatDate, parseDate, parseDuration, type Day, type Period } from './dates/index.js'
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
  Place,
  QuestionNode,
  Store,
  World,
} from './model.js'
import { askedOf } from './session.js'
import type {
  AlertItem,
  AskedQuestion,
  DateValue,
  EndItem,
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
  const open = value.from === -Infinity || value.to === Infinity
  return {
    from: value.from === -Infinity ? null : formatDate(value.from),
    to: value.to === Infinity ? null : formatDate(value.to),
    certainty:
      value.rank === 2 || open || (value.cause !== undefined && value.from !== value.to)
        ? 'indicative'
        : value.rank === 1
          ? 'computed'
          : 'given',
    ...(value.cause ? { cause: value.cause } : {}),
    ...(value.unpublished ? { unpublished: true as const } : {}),
  }
}

const finite = (day: number | undefined): day is Day => day !== undefined && Number.isFinite(day)
/** A deadline is shown at its `from`, so that an unknown never makes it later; open at its start, at its end. */
const dayOf = (value: Dated | null | undefined): Day | null =>
  value ? (finite(value.from) ? value.from : finite(value.to) ? value.to : null) : null

export function membersOf(store: Store, group: string): Member[] {
  const state = store.actual.values[store.model.questions.get(group)!.i] as GroupState
  return (state.members ?? []).map((member, i) => ({ group, key: member.key, rank: i + 1 }))
}

/** The whole plan in one world. Read whole, it costs what it holds; the cells it reads are up to date. */
export function planOf(store: Store, world: World): Plan {
  const { model } = store
  const drafts: Draft[] = []
  for (const node of [...model.items.demarches, ...model.items.jalons]) {
    const of = node.of as Demarche | Jalon
    // An offer nobody provides is no offer.
    if ('nature' in of && of.nature === 'offer' && !of.channels?.length) continue
    const blank = store.blank.values[node.i] as ItemState
    for (const instance of world.values[node.i] as ItemState) {
      if (instance.on === false || instance.on === 'pending') continue
      const shadow = blank.find((candidate) => candidate.member === instance.member)
      const brought = !world.blank && (!shadow || shadow.on === false || shadow.on === 'pending')
      drafts.push(...occurrences(store, world, node, instance, (of as Demarche).sensitive === true || brought))
    }
  }
  const byBase = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const list = byBase.get(draft.of.id)
    if (list) list.push(draft)
    else byBase.set(draft.of.id, [draft])
  }
  const blockers = new Map(drafts.map((draft) => [draft, blockersOf(draft, byBase)]))
  const knots = ringsOf(blockers)
  const late = new Map<string, QuestionNode[]>()
  for (const node of model.questions.values()) {
    if (!node.late) continue
    const card = node.of.askedAt!
    late.set(card, [...(late.get(card) ?? []), node])
  }
  const order = new Map(drafts.map((draft, i) => [draft, i]))
  const priority = (draft: Draft): number => (draft.of as Demarche).priority ?? 2
  drafts.sort(
    (a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || priority(a) - priority(b) || order.get(a)! - order.get(b)!,
  )

  const items = drafts.map((draft): Item => {
    const of = draft.of as Demarche & Jalon
    const knot = knots.get(draft)
    const blockedBy = blockers.get(draft)!.filter((other) => !knot?.includes(other))
    return {
      id: draft.id,
      kind: draft.kind,
      of: draft.of,
      address: draft.node.name.replace(':', '.'),
      ...(of.key === undefined ? {} : { key: of.key }),
      sure: draft.instance.on === true,
      ...folded(store, draft, byBase),
      ...(draft.member ? { member: draft.member } : {}),
      ...(draft.instance.members
        ? {
            members: membersOf(store, of.about!.group).filter((member) => draft.instance.members!.includes(member.key)),
          }
        : {}),
      organismes: of.organisme === undefined ? [] : organismes(model, world, of.organisme, memberState(store, draft)),
      opens: publicDate(draft.opens),
      due: publicDate(draft.due),
      closes: publicDate(draft.closes),
      at: publicDate(draft.instance.at),
      day: draft.day === null ? null : formatDate(draft.day),
      moment: momentOf(store, draft),
      timingKind: of.timing?.kind ?? of.kind ?? null,
      status: statusOf(store, draft, blockedBy.length > 0),
      ...(draft.record ? { statusBy: draft.record.by, ...(draft.record.done ? { done: draft.record.done } : {}) } : {}),
      blockedBy: blockedBy.map((other) => other.id),
      ...(knot ? { knot: knot.map((other) => other.id) } : {}),
      pieces: of.pieces ?? [],
      rendezVous: of.rendezVous ?? [],
      channels: of.channels ?? [],
      sensitive: draft.sensitive,
      aVerifier: toVerify(store, of.timing?.source ?? of.source),
      details: (of.details ?? [])
        .filter((_, i) => model.details.get(of.id)?.[i]?.(world, memberState(store, draft)) !== false)
        .map((detail) => ({
          id: detail.id,
          address: `demarches.${of.id}.details.${detail.id}`,
          ...(detail.within === undefined ? {} : { within: detail.within }),
        })),
      questions: (late.get(of.id) ?? []).flatMap((node): AskedQuestion[] => askedOf(store, node)),
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
    alerts: model.items.alerts.flatMap((node): AlertItem[] => {
      const of = node.of as Alert
      // An alert shows itself as soon as it may concern her.
      if (on(world, node) === false) return []
      const shadow = (store.blank.values[node.i] as ItemState)[0]?.on
      return [
        { of, address: `alerts.${of.id}`, sensitive: of.sensitive === true || (!world.blank && shadow === false) },
      ]
    }),
    handovers: model.items.handovers
      .filter((node) => on(world, node) === true)
      .map((node): HandoverItem => ({ of: node.of as Handover, address: `handovers.${(node.of as Handover).id}` })),
    end:
      model.items.end.map((node): EndItem => ({
        of: node.of as End,
        address: 'end',
        at: publicDate((world.values[node.i] as ItemState)[0]?.at),
      }))[0] ?? null,
    item: (id) => index.get(id),
  }
}
const on = (world: World, node: ItemNode): Instance['on'] => (world.values[node.i] as ItemState)[0]?.on ?? false

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

function occurrences(store: Store, world: World, node: ItemNode, instance: Instance, sensitive: boolean): Draft[] {
  const of = node.of as Demarche & Jalon
  const group = of.forEach
  const member =
    group === undefined || instance.member === null
      ? undefined
      : membersOf(store, group).find((candidate) => candidate.key === instance.member)
  const base = of.id + (instance.member === null ? '' : `#${instance.member}`)
  const draft = (id: string, dates: Pick<Draft, 'opens' | 'due' | 'closes'>, occurrence?: number): Draft => {
    const { due, closes, opens } = dates
    const day = dayOf(due) ?? dayOf(closes) ?? dayOf(instance.at) ?? dayOf(opens)
    return {
      id,
      kind: node.kind === 'jalons' ? 'jalon' : 'demarche',
      node,
      of,
      instance,
      member,
      sensitive,
      ...dates,
      day,
      record: store.marks.get(id),
      ...(occurrence === undefined ? {} : { occurrence }),
    }
  }
  const { repeat } = of.timing ?? {}
  const { due, opens, closes, until } = instance
  const once = [draft(base, { opens, due, closes })]
  if (!repeat || !due || !finite(due.from) || !finite(due.to)) return once
  const interval = parseDuration(repeat.interval)
  if (!interval || interval.months + interval.days === 0) return once
  const times = typeof repeat.until === 'object' && 'times' in repeat.until ? repeat.until.times : MOST
  const last = until === undefined ? Infinity : (until?.to ?? -Infinity)
  // How long it goes on is not known: the first one is.
  if (last === Infinity && times === MOST) return [draft(`${base}@${formatDate(due.from)}`, { opens, due, closes }, 0)]
  const zone = (world.values[store.model.territory.i] as Place).zone
  const out: Draft[] = []
  for (let n = 0; n < Math.min(times, MOST); n++) {
    const moved = shift(due, interval, n, repeat.then, zone)
    if (!finite(moved.from) || moved.from > last) break
    out.push(
      draft(
        `${base}@${formatDate(moved.from)}`,
        { opens: opens && shift(opens, interval, n), due: moved, closes: closes && shift(closes, interval, n) },
        n,
      ),
    )
  }
  return out
}
function shift(value: Dated, interval: Period, n: number, steps?: readonly Step[], zone?: Place['zone']): Dated {
  const move = (day: Day): Day => (finite(day) ? addPeriod(day, interval, n) : day)
  const [from, to] = applySteps([move(value.from), move(value.to)], steps, { zone })
  return { ...value, from, to, rank: n || steps?.length ? (Math.max(value.rank, 1) as Dated['rank']) : value.rank }
}

const settled = (draft: Draft): boolean => draft.record?.status === 'fait' || draft.record?.status === 'sans-objet'

/** What comes first and is neither done nor sans objet: the same member's, where both are for each member. */
function blockersOf(draft: Draft, byBase: ReadonlyMap<string, readonly Draft[]>): Draft[] {
  if (settled(draft)) return []
  return ((draft.of as Demarche).blockedBy ?? []).flatMap((id) =>
    (byBase.get(id) ?? []).filter(
      (other) =>
        !settled(other) &&
        (other.occurrence ?? 0) === 0 &&
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
      number.set(draft, number.size)
      low.set(draft, number.get(draft)!)
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
  const limit = dayOf(draft.due) ?? dayOf(draft.closes)
  // Said only after a legal date: elsewhere, "dès que possible".
  if ((draft.of as Demarche).timing?.kind === 'legal' && limit !== null && limit < store.today) return 'en-retard'
  return marked === 'a-faire' && blocked ? 'bloque' : marked
}

function momentOf(store: Store, draft: Draft): Moment {
  const { today } = store
  const { at } = draft.instance
  const soon = (day: Day): Moment => (day <= today + SOON ? 'now' : day <= addPeriod(today, NEXT) ? 'next' : 'later')
  if (draft.kind === 'jalon') {
    const day = dayOf(at)
    if (!at || day === null) return 'undated'
    if (finite(at.to) && at.to < today) return 'past'
    return soon(day)
  }
  if (settled(draft) || (draft.closes && finite(draft.closes.to) && draft.closes.to < today)) return 'past'
  const limit = dayOf(draft.due) ?? dayOf(draft.closes)
  const opens = dayOf(draft.opens)
  if (opens !== null && opens > today) return soon(opens) === 'now' ? 'next' : soon(opens)
  if (limit !== null) return soon(limit)
  if (opens !== null) return 'now'
  if (draft.due || draft.closes || draft.opens) return 'undated'
  const phases = store.model.source.phases ?? []
  const { phase } = draft.of
  return phase === undefined || phase === phases[0]?.id ? 'now' : 'undated'
}

function toVerify(store: Store, id: string | undefined): boolean {
  const source = store.model.source.sources.find((candidate) => candidate.id === id)
  return !source?.verifiedOn || addPeriod(parseDate(source.verifiedOn), STALE) < store.today
}

/** An unsure item stands under the task of the question that is not known. */
function folded(store: Store, draft: Draft, byBase: ReadonlyMap<string, readonly Draft[]>): { foldedUnder?: string } {
  if (draft.instance.on === true) return {}
  for (const reason of reasonsFor(store, draft.node, draft.instance.member, true)) {
    if (reason.kind !== 'unsure' || reason.question === undefined) continue
    const [id, field] = reason.question.replace(/#.*/, '').split('.') as [string, string?]
    const node = store.model.questions.get(id)
    const of = field === undefined ? node?.of : node?.fields.find((candidate) => candidate.of.id === field)?.of
    const task = of?.unknown?.demarche
    if (task !== undefined && task !== draft.of.id && byBase.has(task)) return { foldedUnder: byBase.get(task)![0]!.id }
  }
  return {}
}

function memberState(store: Store, draft: { of: object; instance: Instance }): MemberState | undefined {
  const group = (draft.of as Demarche).forEach
  if (group === undefined || draft.instance.member === null) return undefined
  const state = store.actual.values[store.model.questions.get(group)!.i] as GroupState
  return state.members.find((member) => member.key === draft.instance.member)
}

/** Whoever acts: an organisme, or those a role may turn out to be. */
export function organismes(
  model: Model,
  world: World,
  id: string,
  member?: MemberState,
  seen: readonly string[] = [],
): OrganismeRef[] {
  const found = model.source.organismes.find((candidate) => candidate.id === id)
  if (!found || seen.includes(id)) return []
  if (!('role' in found)) return [{ of: found as Organisme, address: `organismes.${id}` }]
  const out: OrganismeRef[] = []
  for (const [i, entry] of found.cases.entries()) {
    const holds = model.roles.get(id)![i]!(world, member)
    if (holds === false) continue
    for (const ref of organismes(model, world, entry.organisme, member, [...seen, id]))
      if (!out.some((other) => other.address === ref.address)) out.push(ref)
    if (holds === true) break
  }
  return out
}

function offers(store: Store, world: World, items: readonly Item[]): Offer[] {
  return store.model.items.rendezVous.flatMap((node): Offer[] => {
    const of = node.of as RendezVous
    const instance = (world.values[node.i] as ItemState)[0]
    if (!instance || instance.on === false || instance.on === 'pending') return []
    const shadow = (store.blank.values[node.i] as ItemState)[0]?.on
    return [
      {
        id: of.id,
        of,
        address: `rendezVous.${of.id}`,
        ...(of.key === undefined ? {} : { key: of.key }),
        sure: instance.on === true,
        with: of.with.flatMap((id) => organismes(store.model, world, id)),
        opens: publicDate(instance.opens),
        closes: publicDate(instance.closes),
        bring: of.bring ?? [],
        for: items.filter((item) => item.rendezVous.includes(of.id)).map((item) => item.id),
        sensitive: !world.blank && (shadow === false || shadow === 'pending'),
      },
    ]
  })
}

/** Each document once, with who asks for it; the same key is the same document. */
function pieces(store: Store, items: readonly Item[], rendezVous: readonly Offer[]): PieceNeed[] {
  const needs = new Map<string, { need: PieceNeed; for: string[]; askedBy: OrganismeRef[]; sensitive: boolean }>()
  const all = store.model.source.pieces ?? []
  const add = (id: string, asker: string, by: readonly OrganismeRef[], sensitive: boolean): void => {
    const of = all.find((candidate) => candidate.id === id)
    if (!of) return
    const key = of.key ?? of.id
    let entry = needs.get(key)
    if (!entry) {
      const lists = { for: [] as string[], askedBy: [] as OrganismeRef[] }
      needs.set(
        key,
        (entry = { need: { of, address: `pieces.${of.id}`, ...lists, sensitive: true }, ...lists, sensitive: true }),
      )
    }
    if (!entry.for.includes(asker)) entry.for.push(asker)
    // A sensitive item never shows through the documents that others ask for too.
    if (!sensitive)
      for (const ref of by) if (!entry.askedBy.some((other) => other.address === ref.address)) entry.askedBy.push(ref)
    entry.sensitive &&= sensitive
  }
  for (const item of items)
    if (item.status !== 'fait' && item.status !== 'sans-objet')
      for (const id of item.pieces) add(id, item.id, item.organismes, item.sensitive)
  for (const offer of rendezVous) for (const id of offer.bring) add(id, offer.id, offer.with, offer.sensitive)
  return [...needs.values()].map(({ need, for: askers, askedBy, sensitive }) => ({
    ...need,
    for: askers,
    askedBy,
    sensitive,
  }))
}

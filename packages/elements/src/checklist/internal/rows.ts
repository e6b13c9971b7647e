import type { Item, OrganismeRef, PieceNeed, Plan } from '@parcours/engine'
import type { Id, Parcours } from '@parcours/schema'
import { isActionable, isOver, isTask, type Task } from './items.js'

/** A line of the list: a démarche, the other dates of the same one when it repeats, and what hangs on its answer. */
export interface Row {
  readonly item: Task
  /** Every other occurrence, in order. */
  readonly others: readonly Task[]
  /** "À vérifier" items that this one will settle. */
  readonly folded: readonly Task[]
}

const seriesOf = (task: Task): string => (task.occurrence === undefined ? task.id : task.id.replace(/@[^@]*$/, ''))

/** Lines in the plan's order. A démarche that repeats is one line, shown at its first date that is not done. */
export function rowsOf(tasks: readonly Task[]): Row[] {
  const ids = new Set(tasks.map(({ id }) => id))
  const folds = (task: Task): boolean =>
    task.foldedUnder !== undefined && task.foldedUnder !== task.id && ids.has(task.foldedUnder)
  const series = new Map<string, Task[]>()
  for (const task of tasks) {
    if (folds(task)) continue
    const name = seriesOf(task)
    const known = series.get(name)
    if (known) known.push(task)
    else series.set(name, [task])
  }
  return [...series.values()].map((all) => {
    const item = all.find((task) => !isOver(task)) ?? all.at(-1)!
    return {
      item,
      others: all.filter((task) => task !== item),
      folded: tasks.filter((task) => folds(task) && all.some(({ id }) => id === task.foldedUnder)),
    }
  })
}

export interface Progress {
  readonly done: number
  readonly total: number
}

/** Lines done, on lines that concern her. */
export function progressOf(rows: readonly Row[]): Progress {
  const counted = rows.filter(({ item, others }) => [item, ...others].some(({ status }) => status !== 'sans-objet'))
  return { done: counted.filter(({ item, others }) => [item, ...others].every(isOver)).length, total: counted.length }
}

export type GroupBy = 'phase' | 'organisme' | 'theme'
export interface Group {
  readonly id: string
  /** The title in French and where its translation is; several for organismes of which one will turn out to act. None: what belongs to no group. */
  readonly titles: readonly { readonly address: string; readonly french: string }[]
  readonly rows: readonly Row[]
}

/** Groups in the parcours' own order (phases, themes) or the plan's (organismes); what belongs to none comes last. */
export function groupsOf(rows: readonly Row[], by: GroupBy, parcours: Parcours): Group[] {
  const block = by === 'phase' ? 'phases' : 'lanes'
  const groups = new Map<string, { titles: Group['titles']; rows: Row[] }>()
  if (by !== 'organisme')
    for (const { id, title } of parcours[block] ?? [])
      groups.set(id, { titles: [{ address: `${block}.${id}.title`, french: title }], rows: [] })
  for (const row of rows) {
    const { of, organismes } = row.item
    const id =
      (by === 'phase'
        ? of.phase
        : by === 'theme'
          ? of.lane
          : organismes.map((organisme) => organisme.of.id).join(' ')) ?? ''
    let group = groups.get(id)
    if (!group) {
      const titles =
        by === 'organisme'
          ? organismes.map(({ of: organisme, address }) => ({ address: `${address}.name`, french: organisme.name }))
          : []
      groups.set(id, (group = { titles, rows: [] }))
    }
    group.rows.push(row)
  }
  const all = [...groups].map(([id, group]) => ({ id, ...group })).filter((group) => group.rows.length)
  return [...all.filter(({ titles }) => titles.length), ...all.filter(({ titles }) => !titles.length)]
}

/** What holds an item back, and what to do meanwhile. */
export interface Hold {
  /** What comes first. Sensitive ones are not named: `hidden` says that there are some. */
  readonly first: readonly Task[]
  readonly hidden: boolean
  /** The others of its ring: none of them comes first. */
  readonly ring: readonly Task[]
  /** What can be gathered for it already. */
  readonly pieces: readonly Id[]
  /** Another thing that can be done: the start of the chain, else one of the same theme. */
  readonly meanwhile: Task | null
}

export function holdOf(task: Task, plan: Plan): Hold {
  const find = (ids: readonly string[]): Task[] =>
    ids.flatMap((id) => {
      const item = plan.item(id)
      return item && isTask(item) && item.id !== task.id ? [item] : []
    })
  const ring = find(task.knot ?? [])
  const first = find(task.blockedBy).filter((item) => !ring.includes(item))
  const named = first.filter(({ sensitive }) => !sensitive)
  const can = (item: Item): item is Task =>
    isTask(item) && !item.sensitive && item.id !== task.id && isActionable(item, plan.today)
  // The start of the chain that leads here: what to do today so that this opens one day.
  const seen = new Set([task.id])
  const start = (from: readonly Task[]): Task | undefined => {
    for (const item of from) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      if (can(item)) return item
      const found = start(find((item as Task).blockedBy))
      if (found) return found
    }
    return undefined
  }
  const root = start(first)
  const near = (item: Task): boolean =>
    item.of.lane === task.of.lane && item.moment !== 'later' && item.foldedUnder === undefined
  const meanwhile =
    root && !named.includes(root) ? root : plan.items.filter(can).find((item) => near(item) && item !== root)
  return {
    first: named,
    hidden: named.length < first.length,
    ring: ring.filter(({ sensitive }) => !sensitive),
    pieces: task.pieces,
    meanwhile: meanwhile ?? null,
  }
}

export interface Contact {
  readonly organisme: OrganismeRef
  /** What for, each démarche once a member. */
  readonly tasks: readonly Task[]
}

/** Who is to be told: every organisme of what is left to do. While a role is not settled, all who may be it. */
export function contactsOf(tasks: readonly Task[]): Contact[] {
  const contacts = new Map<string, { organisme: OrganismeRef; tasks: Task[] }>()
  for (const task of tasks) {
    if (isOver(task)) continue
    for (const organisme of task.organismes) {
      let contact = contacts.get(organisme.of.id)
      if (!contact) contacts.set(organisme.of.id, (contact = { organisme, tasks: [] }))
      if (!contact.tasks.some(({ of, member }) => of.id === task.of.id && member?.key === task.member?.key))
        contact.tasks.push(task)
    }
  }
  return [...contacts.values()]
}

export interface Need {
  readonly piece: PieceNeed
  readonly askedBy: readonly OrganismeRef[]
  /** What for, each démarche once. */
  readonly tasks: readonly Task[]
}

/**
 * The documents to gather, each once, with who asks for it and what for. What only a sensitive item asks for is not in it; where
 * others ask too, the sensitive one is not named.
 */
export function needsOf(plan: Plan): Need[] {
  return plan.pieces.flatMap((piece) => {
    if (piece.sensitive) return []
    const items = piece.for.flatMap((id) => plan.item(id) ?? [])
    const asking = plan.rendezVous.filter(({ id }) => piece.for.includes(id))
    const offers = asking.filter(({ sensitive }) => !sensitive)
    const tasks = items.filter(isTask).filter(({ sensitive }) => !sensitive)
    if (!offers.length && tasks.every(isOver)) return []
    const quiet = offers.length < asking.length || items.some(({ sensitive }) => sensitive)
    const by = [...tasks.flatMap(({ organismes }) => organismes), ...offers.flatMap((offer) => offer.with)]
    const seen = new Set<string>()
    return [
      {
        piece,
        askedBy: quiet ? [...new Map(by.map((organisme) => [organisme.of.id, organisme])).values()] : piece.askedBy,
        tasks: tasks.filter(({ of }) => !seen.has(of.id) && seen.add(of.id)),
      },
    ]
  })
}

import type * as Format from '@parcours/schema'
import { cell, extend, presence, unprovided, wire } from './compile.js'
import { addPeriod, parseDuration } from './dates/index.js'
import { condition, date, stepper, type Scope } from './expressions.js'
import type {
  Condition,
  Dated,
  DateOf,
  Instance,
  ItemKind,
  ItemNode,
  MemberState,
  Model,
  Of,
  QuestionNode,
  Run,
} from './model.js'
import { worst } from './values.js'

/** Occurrences of one démarche that a plan holds at most: as many as the format lets `times` say. */
const MOST = 1000

/** What the plan looks up, indexed. */
export interface Index {
  readonly items: Readonly<Record<ItemKind, readonly ItemNode[]>>
  /** Late questions, by the id of their card. */
  readonly late: ReadonlyMap<string, readonly QuestionNode[]>
  readonly organismes: ReadonlyMap<string, Format.Organisme>
  readonly sources: ReadonlyMap<string, Format.Source>
  readonly pieces: ReadonlyMap<string, Format.Piece>
}
const indexes = new WeakMap<Model, Index>()
export const indexOf = (model: Model): Index => indexes.get(model)!

/** The cells of the plan, one an item whatever the number of members. Nothing else reads them. */
export function indexItems(model: Model): void {
  const { source, scope } = model
  const late = new Map<string, QuestionNode[]>()
  for (const node of model.questions.values()) {
    const card = node.of.askedAt
    if (card === undefined) continue
    const list = late.get(card)
    if (list) list.push(node)
    else late.set(card, [node])
  }
  const roles = new Map<string, Format.Organisme | Format.Role>(source.organismes.map((of) => [of.id, of]))
  const cells = <T extends Format.Demarche | Format.Jalon | Format.RendezVous | Format.Handover | Format.End>(
    name: string,
    list: readonly T[] | undefined,
    build: (of: T) => Of<unknown>,
    changes = true,
  ): ItemNode[] =>
    (list ?? []).map((of, i) => {
      const node = cell(of, name, i, changes ? (of as Format.Demarche).id : '') as ItemNode
      wire(scope, node, () => build(of))
      scope.added.push(node)
      return node
    })
  const provided = source.demarches.filter((of) => !unprovided(of))
  const items = {
    demarches: cells('demarches', provided, (of) =>
      instances(scope, of, of.timing, of.organisme, roles, undefined, late.has(of.id)),
    ),
    jalons: cells('jalons', source.jalons, (of) => instances(scope, of, undefined, of.organisme, roles, of.at)),
    rendezVous: cells('rendezVous', source.rendezVous, (of) => instances(scope, of, of, of.with, roles)),
    handovers: cells('handovers', source.handovers, (of) => condition(scope, of.when), false),
    end: cells('end', source.end && [source.end], (of) => date(scope, of.at), false),
  }
  extend(model)
  indexes.set(model, {
    items,
    late,
    organismes: roles as Map<string, Format.Organisme>,
    sources: new Map(source.sources.map((of) => [of.id, of])),
    pieces: new Map(source.pieces?.map((of) => [of.id, of])),
  })
}

type Item = Pick<Format.Demarche, 'when' | 'forEach' | 'about' | 'details'>
type Dates = Pick<Format.Timing, 'opens' | 'due' | 'closes' | 'repeat'>

function instances(
  scope: Scope,
  item: Item,
  dates: Dates | undefined,
  actors: string | readonly string[] | undefined,
  roles: ReadonlyMap<string, Format.Organisme | Format.Role>,
  at?: Format.Jalon['at'],
  asks = false,
): Of<Instance[]> {
  const found = presence(scope, item)
  const runs = runsOf(scope, dates ?? {}, asks)
  const happens = at === undefined ? undefined : spanOf(scope, at)
  const who = whoOf(scope, actors === undefined ? [] : [actors].flat(), roles)
  const details = (item.details ?? []).map((of) => [of.id, condition(scope, of.when)] as const)
  return (world) =>
    found(world, (one, member): Instance => {
      // Not shown: nothing of it needs to be known.
      if (one.on === false || one.on === 'pending') return { ...one, runs: [], at: null, who: [], details: [] }
      return {
        ...one,
        runs: runs(world, member),
        at: happens?.(world, member) ?? null,
        who: who(world, member),
        details: details.filter(([, when]) => when(world, member) !== false).map(([id]) => id),
      }
    })
}

const UNDATED: Run[] = [{ opens: null, due: null, closes: null, n: undefined }]

/** `nth occurrence = first + n × interval, then the steps`; `opens` and `closes` move by n × interval without the steps. */
function runsOf(scope: Scope, { opens, due, closes, repeat }: Dates, asks: boolean): Of<Run[]> {
  const of = (expr: Format.DateExpr | undefined): DateOf => (expr === undefined ? () => null : date(scope, expr))
  const [opening, first, closing] = [of(opens), of(due), of(closes)]
  const interval = repeat && parseDuration(repeat.interval)
  const once: Of<Run> = (world, member) => ({
    opens: opening(world, member),
    due: first(world, member),
    closes: closing(world, member),
    n: undefined,
  })
  if (!opens && !due && !closes) return () => UNDATED
  if (!interval) return (world, member) => [once(world, member)]
  const steps = stepper(scope, repeat.then)
  const { until } = repeat
  const times = typeof until === 'object' && 'times' in until ? until.times : undefined
  const end = times === undefined ? date(scope, until as Format.DateExpr) : undefined
  return (world, member) => {
    const start = once(world, member)
    const { due: from } = start
    const shift = (value: Dated | null, n: number): Dated | null => {
      if (!value || !n) return value
      const move = (day: number): number => addPeriod(day, interval, n)
      return { ...value, from: move(value.from), to: move(value.to), rank: value.rank || 1 }
    }
    const nth = (n: number): Dated | null => {
      const moved = shift(from, n)
      return moved && steps ? steps(world, member, moved) : moved
    }
    const initial = nth(0)
    // No day to name it by: it stands once.
    if (!initial || !isFinite(initial.from + initial.to)) return [{ ...start, due: initial }]
    const last = end?.(world, member)
    // How long it goes on is not known, or does not exist: the first one is.
    const limit = end ? (last?.to ?? Infinity) : Infinity
    const most = end && limit === Infinity ? 1 : Math.min(times ?? MOST, MOST)
    const out: Run[] = []
    let before = NaN
    for (let n = 0; n < most; n++) {
      const moved = nth(n)
      // A card that asks something stands, or a date too late could not be mended.
      if (!moved || !isFinite(moved.from) || (moved.from > limit && (n > 0 || !asks))) break
      // Steps may bring two to one day: it is one.
      if (moved.from === before) continue
      before = moved.from
      out.push({ opens: shift(start.opens, n), due: moved, closes: shift(start.closes, n), n: out.length })
    }
    return out
  }
}

/** Whoever acts: an organisme, or all those that a role may turn out to be. */
function whoOf(
  scope: Scope,
  ids: readonly string[],
  roles: ReadonlyMap<string, Format.Organisme | Format.Role>,
): Of<string[]> {
  const actors = ids.map((id): string | (readonly [string, Condition])[] => {
    const of = roles.get(id)
    return of && 'role' in of ? of.cases.map((entry) => [entry.organisme, condition(scope, entry.when)] as const) : id
  })
  return (world, member) => {
    const out = new Set<string>()
    for (const actor of actors) {
      if (typeof actor === 'string') out.add(actor)
      else
        for (const [id, when] of actor) {
          const holds = when(world, member)
          if (holds !== false) out.add(id)
          if (holds === true) break
        }
    }
    return [...out]
  }
}

/** A jalon's `at`: a date, or from … to. */
function spanOf(scope: Scope, at: Format.Jalon['at']): DateOf {
  if (typeof at !== 'object' || !('from' in at)) return date(scope, at as Format.DateExpr)
  const [from, to] = [date(scope, at.from), date(scope, at.to)]
  return (world, member?: MemberState) => {
    const [start, end] = [from(world, member), to(world, member)]
    if (!start || !end) return start ?? end
    return {
      from: start.from,
      to: Math.max(start.from, end.to),
      rank: start.rank > end.rank ? start.rank : end.rank,
      cause: worst(start.cause, end.cause),
      unpublished: start.unpublished || end.unpublished,
    }
  }
}

import { monthNumber } from './scale.js'

/** One thing to be drawn on a lane. Positions are percents of the line. */
export interface Thing {
  readonly id: string
  /** Its day, or the two ends of its band. */
  readonly from: number
  readonly to: number
  /** The month it folds by, '2026-11'. */
  readonly month: string
  /** The greater, the later it folds. */
  readonly weight: number
}

/** A rectangle of a lane: `row` from 0, `start` and `size` in percents. */
export interface Box {
  readonly row: number
  readonly start: number
  readonly size: number
}

export interface Place extends Box {
  /** The words stand before the mark: there was no room after it. */
  readonly flipped: boolean
}

export interface Fold extends Box {
  /** The first month it holds back, and the last. */
  readonly month: string
  readonly last: string
  readonly ids: readonly string[]
  readonly open: boolean
}

export interface Lane {
  /** Every thing that is drawn. */
  readonly places: ReadonlyMap<string, Place>
  /** Months with more than there is room for, and what they hold back. Things of an open one are in `places` too. */
  readonly folds: readonly Fold[]
  readonly rows: number
}

export interface Room {
  /** What words need, a mark, a fold's button: percents. */
  readonly label: number
  readonly mark: number
  readonly fold: number
  /** Rows before things fold. */
  readonly rows: number
  /** Where each month starts. */
  start(month: string): number
}

/** Months that one button may hold back together are no further from each other. */
const NEAR = 2

const distance = (a: string, b: string): number => monthNumber(b) - monthNumber(a)

/** Times the least room for words: a line of about forty letters. */
const WIDEST = 2.2

/** Rounding must not make two boxes that touch overlap. */
const SLACK = 1e-9

/** Where a thing's box stands along the line, whatever the row. */
function extent({ from, to }: Thing, { label, mark }: Room): Omit<Place, 'row'> {
  const band = to > from
  const start = Math.max(0, band ? from : from - mark / 2)
  const size = Math.min(100, Math.max(label, to - start, mark))
  if (start + size <= 100 + SLACK) return { start, size, flipped: false }
  const end = Math.min(100, band ? 100 : from + mark / 2)
  return { start: Math.max(0, end - size), size, flipped: true }
}

/** Rows of boxes that do not overlap: each box goes to the first row with room for it. */
class Rows {
  readonly #rows: { start: number; end: number }[][] = []

  get count(): number {
    return this.#rows.length
  }

  /** @returns the row it was put in; -1 when none of the rows [from, below[ has room. */
  put({ start, size }: { start: number; size: number }, from = 0, below = Infinity): number {
    for (let row = from; row < below; row++) {
      while (row >= this.#rows.length) this.#rows.push([])
      const taken = this.#rows[row]!
      if (taken.every((other) => start >= other.end - SLACK || start + size <= other.start + SLACK)) {
        taken.push({ start, end: start + size })
        return row
      }
    }
    return -1
  }
}

/** Words take what is free after them on their row, up to `widest`: fewer lines to read. Those before their mark stay as they are. */
function widened(places: ReadonlyMap<string, Place>, folds: readonly Box[], widest: number): Map<string, Place> {
  const boxes: readonly Box[] = [...places.values(), ...folds]
  return new Map(
    [...places].map(([id, place]) => {
      if (place.flipped) return [id, place]
      const { row, start, size } = place
      const after = boxes.filter((box) => box.row === row && box.start >= start + size - SLACK)
      const free = Math.min(100, ...after.map((box) => box.start)) - start
      return [id, { ...place, size: Math.max(size, Math.min(widest, free)) }]
    }),
  )
}

/**
 * Lays things out in rows, none over another. What there is no room for in the first rows folds by month, the least important
 * first; one that is alone folds with its neighbours, or not at all. A fold that is open shows its things in rows of their own below, so that nothing else moves.
 * @param open the first months of the folds that are open
 */
export function layOut(things: readonly Thing[], room: Room, open: ReadonlySet<string>): Lane {
  const extents = new Map(things.map((thing) => [thing.id, extent(thing, room)]))
  const byStart = (a: Thing, b: Thing): number => extents.get(a.id)!.start - extents.get(b.id)!.start
  const place = (list: readonly Thing[], rows: Rows, from = 0): void => {
    for (const { id } of [...list].sort(byStart)) {
      const box = extents.get(id)!
      places.set(id, { ...box, row: rows.put(box, from) })
    }
  }
  const places = new Map<string, Place>()

  const trial = new Rows()
  const kept: Thing[] = []
  const held: Thing[] = []
  for (const thing of [...things].sort((a, b) => b.weight - a.weight || byStart(a, b))) {
    ;(trial.put(extents.get(thing.id)!, 0, room.rows) < 0 ? held : kept).push(thing)
  }
  const months = new Map<string, Thing[]>()
  for (const thing of held.sort(byStart)) {
    const list = months.get(thing.month)
    if (list) list.push(thing)
    else months.set(thing.month, [thing])
  }
  // A button that hides one thing takes as much room as the thing: it joins its neighbours, or stays.
  const packs: { months: string[]; things: Thing[] }[] = []
  for (const [month, list] of [...months].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = packs.at(-1)
    const near = before && distance(before.months.at(-1)!, month) <= NEAR
    if (near && (before.things.length < 2 || list.length < 2)) {
      before.months.push(month)
      before.things.push(...list)
    } else packs.push({ months: [month], things: [...list] })
  }
  const dense = packs.filter(({ things: { length } }) => length > 1)
  kept.push(...packs.filter((pack) => !dense.includes(pack)).flatMap((pack) => pack.things))
  const rows = new Rows()
  place(kept, rows)

  const folds = dense.map(({ months: inside, things: list }): Fold => {
    const [month] = inside as [string]
    const box = { start: Math.min(Math.max(0, room.start(month)), 100 - room.fold), size: room.fold }
    return {
      ...box,
      row: rows.put(box),
      month,
      last: inside.at(-1)!,
      ids: list.map(({ id }) => id),
      open: open.has(month),
    }
  })
  const below = rows.count
  dense.forEach((pack, i) => folds[i]!.open && place(pack.things, rows, below))
  return { places: widened(places, folds, room.label * WIDEST), folds, rows: rows.count }
}

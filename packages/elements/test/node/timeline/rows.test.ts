import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut, type Box, type Lane, type Room, type Thing } from '../../../src/timeline/internal/rows.js'
import { monthKey } from '../../../src/timeline/internal/scale.js'

/** Ten months of 10 %: month 0 is January 2026. */
const MONTH = 2026 * 12
const start = (month: string): number => (Number(month.slice(5)) - 1) * 10
const room: Room = { label: 20, mark: 2, fold: 5, rows: 2, start }

const thing = (id: string, from: number, more: Partial<Thing> = {}): Thing => ({
  id,
  from,
  to: from,
  month: monthKey(MONTH + Math.min(9, Math.floor(from / 10))),
  weight: 0,
  ...more,
})

const crowd = [11, 12, 13, 14, 15].map((at) => thing(`t${at}`, at))

const row = (lane: Lane, id: string): number | undefined => lane.places.get(id)?.row

describe('layOut', () => {
  it('keeps things that do not touch on one row', () => {
    const lane = layOut([thing('a', 5), thing('b', 30), thing('c', 60)], room, new Set())
    expect([row(lane, 'a'), row(lane, 'b'), row(lane, 'c'), lane.rows]).toEqual([0, 0, 0, 1])
  })

  it('starts a second row where words would overlap, and comes back to the first', () => {
    const lane = layOut([thing('a', 5), thing('b', 15), thing('c', 27)], room, new Set())
    expect([row(lane, 'a'), row(lane, 'b'), row(lane, 'c')]).toEqual([0, 1, 0])
  })

  it('puts words before the mark when there is no room after it', () => {
    const { places } = layOut([thing('a', 97)], room, new Set())
    expect(places.get('a')).toEqual({ row: 0, start: 78, size: 20, flipped: true })
  })

  it('gives a band its whole length, and never less than its words', () => {
    const { places } = layOut([thing('long', 10, { to: 60 }), thing('short', 70, { to: 72 })], room, new Set())
    expect(places.get('long')).toMatchObject({ start: 10, size: 50 })
    expect(places.get('short')!.size).toBeGreaterThanOrEqual(20)
  })

  it('gives words what is free after them on their row, no further than the next thing, the end, or a line of text', () => {
    const { places } = layOut([thing('a', 1), thing('b', 50), thing('c', 75)], room, new Set())
    expect([...places.values()].map(({ start, size }) => [start, start + size])).toEqual([
      [0, 44],
      [49, 74],
      [74, 100],
    ])
  })

  it('moves nothing, and makes nothing wider or narrower, when a fold opens', () => {
    const shut = layOut(crowd, room, new Set())
    const open = layOut(crowd, room, new Set(['2026-02']))
    expect(open.places.size).toBeGreaterThan(shut.places.size)
    for (const [id, place] of shut.places) expect(open.places.get(id)).toEqual(place)
  })

  it('keeps a band inside the line when its words need more room than is left', () => {
    const { places } = layOut([thing('late', 95, { to: 99 })], room, new Set())
    expect(places.get('late')).toMatchObject({ start: 80, size: 20, flipped: true })
  })

  it('folds what a dense month has no row for', () => {
    const lane = layOut(crowd, room, new Set())
    expect([...lane.places.keys()]).toEqual(['t11', 't12'])
    expect(lane.folds).toMatchObject([{ month: '2026-02', last: '2026-02', ids: ['t13', 't14', 't15'], open: false }])
  })

  it('folds what matters least, not what comes last', () => {
    const lane = layOut([...crowd, thing('law', 16, { weight: 4 })], room, new Set())
    expect(lane.places.has('law')).toBe(true)
  })

  it('opens in place: nothing that was drawn moves', () => {
    const closed = layOut(crowd, room, new Set())
    const open = layOut(crowd, room, new Set(['2026-02']))
    for (const [id, place] of closed.places) expect(open.places.get(id)).toEqual(place)
    expect(open.folds[0]).toMatchObject({ row: closed.folds[0]!.row, start: closed.folds[0]!.start, open: true })
    expect(open.places.size).toBe(5)
  })

  it('does not hide one thing behind a button', () => {
    const lane = layOut(crowd.slice(0, 3), room, new Set())
    expect(lane.folds).toEqual([])
    expect(lane.places.size).toBe(3)
    expect(lane.rows).toBe(3)
  })

  it('folds one thing with those of the next months, not with those that are far', () => {
    const near = layOut([...crowd.slice(0, 3), thing('x', 21, { weight: -1 })], room, new Set())
    expect(near.folds).toMatchObject([{ month: '2026-02', last: '2026-03', ids: ['t13', 'x'] }])
    const far = [...crowd.slice(0, 3), ...[71, 72, 73].map((at) => thing(`t${at}`, at))]
    expect(layOut(far, room, new Set()).folds).toEqual([])
  })
})

const things = fc
  .array(
    fc.record({
      at: fc.double({ min: 0, max: 100, noNaN: true }),
      length: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
      weight: fc.integer({ min: -8, max: 15 }),
    }),
    { maxLength: 70 },
  )
  .map((list) =>
    list.map(({ at, length, weight }, i) =>
      thing(`t${i}`, at, { weight, to: length === null ? at : Math.min(100, at + length) }),
    ),
  )
const rooms = fc.record({
  label: fc.double({ min: 5, max: 40, noNaN: true }),
  mark: fc.double({ min: 0.5, max: 4, noNaN: true }),
  fold: fc.double({ min: 2, max: 8, noNaN: true }),
  rows: fc.integer({ min: 1, max: 8 }),
  start: fc.constant(start),
})
const months = fc.subarray(Array.from({ length: 10 }, (_, i) => monthKey(MONTH + i)))

describe('whatever the things', () => {
  it('no two boxes overlap, all are inside the line', () => {
    fc.assert(
      fc.property(things, rooms, months, (list, size, open) => {
        const { places, folds, rows } = layOut(list, size, new Set(open))
        const boxes: Box[] = [...places.values(), ...folds]
        for (const [i, a] of boxes.entries()) {
          expect(a.start).toBeGreaterThanOrEqual(0)
          expect(a.start + a.size).toBeLessThanOrEqual(100 + 1e-6)
          expect(a.row).toBeGreaterThanOrEqual(0)
          expect(a.row).toBeLessThan(rows)
          for (const b of boxes.slice(i + 1))
            if (a.row === b.row)
              expect(a.start + a.size <= b.start + 1e-6 || b.start + b.size <= a.start + 1e-6).toBe(true)
        }
      }),
    )
  })

  it('every thing is drawn or folded, never both, never twice', () => {
    fc.assert(
      fc.property(things, rooms, months, (list, size, open) => {
        const { places, folds } = layOut(list, size, new Set(open))
        const folded = folds.flatMap((fold) => (fold.open ? [] : fold.ids))
        expect([...places.keys(), ...folded].sort()).toEqual(list.map(({ id }) => id).sort())
        for (const fold of folds) expect(fold.ids.length).toBeGreaterThan(1)
      }),
    )
  })

  it('on a row, order is the order of time', () => {
    fc.assert(
      fc.property(things, rooms, (list, size) => {
        const { places } = layOut(list, size, new Set())
        const days = new Map(list.map(({ id, from }) => [id, from]))
        const byRow = new Map<number, [id: string, start: number][]>()
        for (const [id, { row: at, start: x }] of places) byRow.set(at, [...(byRow.get(at) ?? []), [id, x]])
        for (const line of byRow.values()) {
          const order = line.sort((a, b) => a[1] - b[1]).map(([id]) => days.get(id)!)
          expect(order).toEqual([...order].sort((a, b) => a - b))
        }
      }),
    )
  })

  it('opening a fold moves nothing that was there', () => {
    fc.assert(
      fc.property(things, rooms, months, (list, size, open) => {
        const before = layOut(list, size, new Set())
        const after = layOut(list, size, new Set(open))
        for (const [id, place] of before.places) expect(after.places.get(id)).toEqual(place)
      }),
    )
  })
})

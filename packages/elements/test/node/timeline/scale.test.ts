import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AFTER, BEFORE, named, scaleOf } from '../../../src/timeline/internal/scale.js'

const TODAY = '2026-10-06'
const keys = (days: readonly string[], end: string | null = null): string[] =>
  scaleOf(TODAY, days, end).columns.map(({ key }) => key)

describe('scaleOf', () => {
  it.each<[name: string, days: string[], end: string | null, first: string, last: string]>([
    ['nothing to draw: this month and five more', [], null, '2026-10', '2027-03'],
    ['what went by in the last two months', ['2026-09-20'], null, '2026-09', '2027-03'],
    ['what went by before stands in a column of its own', ['2026-05-01'], null, BEFORE, '2027-03'],
    ['as far as the end', [], '2027-09-30', '2026-10', '2027-09'],
    ['as far as the last day, beyond the end', ['2027-12-01'], '2027-09-30', '2026-10', '2027-12'],
    ['eighteen months to come', ['2028-04-30'], null, '2026-10', '2028-04'],
    ['and what is further in a column of its own', ['2028-05-01'], null, '2026-10', AFTER],
  ])('%s', (_, days, end, first, last) => {
    const months = keys(days, end)
    expect([months[0], months.at(-1)]).toEqual([first, last])
  })

  it('has a column a month, over the year', () => {
    expect(keys(['2027-02-01']).slice(0, 5)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01', '2027-02'])
  })

  it('gives a crowded month more room', () => {
    const { columns } = scaleOf(TODAY, ['2026-11-01', '2026-11-02', '2026-11-03'], null)
    const size = (key: string): number => columns.find((column) => column.key === key)!.size
    expect(size('2026-11')).toBeGreaterThan(size('2026-12') * 1.5)
  })

  it('places a day in its month: the first at its start, the last day over at the next one', () => {
    const scale = scaleOf(TODAY, [], null)
    const [october, november] = scale.columns
    expect(scale.at('2026-10-01')).toBeCloseTo(october!.start)
    expect(scale.at('2026-10-31', true)).toBeCloseTo(november!.start)
    expect(scale.at('2026-11-16')).toBeCloseTo(november!.start + november!.size / 2)
  })

  it('places what is outside in the middle of what stands for it', () => {
    const scale = scaleOf(TODAY, ['2020-01-01', '2030-01-01'], null)
    expect(scale.at('2020-01-01')).toBeCloseTo(scale.columns[0]!.size / 2)
    expect(scale.at('2030-01-01')).toBeCloseTo(100 - scale.columns.at(-1)!.size / 2)
  })

  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  it('a later day is never before an earlier one, and columns fill the line', () => {
    fc.assert(
      fc.property(day, fc.array(day, { maxLength: 60 }), fc.option(day), (today, days, end) => {
        const { columns, at } = scaleOf(today, days, end)
        expect(columns[0]!.start).toBe(0)
        expect(columns.at(-1)!.start + columns.at(-1)!.size).toBeCloseTo(100)
        for (const [i, column] of columns.slice(1).entries())
          expect(column.start).toBeCloseTo(columns[i]!.start + columns[i]!.size)
        const places = [...days, today].sort().map((date) => at(date))
        for (const [i, place] of places.slice(1).entries()) expect(place).toBeGreaterThanOrEqual(places[i]! - 1e-9)
      }),
    )
  })
})

describe('named', () => {
  const columns = (...sizes: number[]) => sizes.map((size, i) => ({ key: `m${i}`, start: 0, size }))
  it.each<[name: string, sizes: number[], names: string[]]>([
    ['wide enough: all', [10, 10, 10], ['m0', 'm1', 'm2']],
    ['two narrow ones share', [10, 3, 3, 3, 3], ['m0', 'm1', 'm3']],
    ['a narrow one alone says nothing', [10, 3, 10], ['m0', 'm2']],
    ['too narrow even for two', [2, 2, 2], []],
  ])('%s', (_, sizes, names) => {
    expect([...named(columns(...sizes), 5)]).toEqual(names)
  })
})

import type { Step } from '@parcours/schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applySteps, occurrence, OPEN, type DaySpan, type StepContext, type Zone } from './index.js'
import { date, days, show } from './oracle.fixtures.js'

const one = (text: string): DaySpan => [date(text), date(text)]
const texts = (span: DaySpan): (string | null)[] => span.map((day) => (isFinite(day) ? show(day) : null))
const after = (text: string, steps: Step[], context?: StepContext): (string | null)[] =>
  texts(applySteps(one(text), steps, context))

const text = fc
  .record({ y: fc.nat(3), m: fc.nat(40), w: fc.nat(9), d: fc.nat(800) })
  .map(({ y, m, w, d }) => `P${y}Y${m}M${w}W${d}D`)
const unit = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const)
const monthDay = fc.integer({ min: 0, max: 364 }).map((n) => '--' + show(date('2001-01-01') + n).slice(5))
/** One arbitrary a kind of step: a kind that is added to the format has to be added here, the type says so. */
const kinds: Record<Step extends infer S ? (S extends S ? keyof S : never) : never, fc.Arbitrary<Step>> = {
  plus: text.map((plus) => ({ plus })),
  minus: text.map((minus) => ({ minus })),
  startOf: unit.map((startOf) => ({ startOf })),
  endOf: unit.map((endOf) => ({ endOf })),
  firstOfMonth: fc.constantFrom<Step>({ firstOfMonth: 'onOrAfter' }, { firstOfMonth: 'after' }),
  workingDay: fc.constantFrom<Step>({ workingDay: 'onOrAfter' }, { workingDay: 'onOrBefore' }),
  next: monthDay.map((next) => ({ next })),
}
const zone = fc.constantFrom<Zone>('metropole', 'alsace-moselle', 'martinique', 'saint-martin')

describe.each(Object.entries(kinds))('%s', (_, step) => {
  test('is monotone: never turns a later day into an earlier one', () => {
    const near = fc.tuple(days, fc.integer({ min: 0, max: 70 })).map(([day, gap]) => [day, day + gap] as const)
    const far = fc.tuple(days, days).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(step, fc.oneof(near, far), zone, (step, [a, b], zone) => {
        const [from, to] = applySteps([a, b], [step], { zone })
        expect(from).toBeLessThanOrEqual(to)
        // And each end is what the day alone would give.
        expect(applySteps([a, a], [step], { zone })).toEqual([from, from])
        expect(applySteps([b, b], [step], { zone })).toEqual([to, to])
      }),
      { numRuns: 5000 },
    )
  })

  test('an open end stays open, the other one moves', () => {
    fc.assert(
      fc.property(step, days, (step, day) => {
        const [moved] = applySteps([day, day], [step])
        expect(applySteps(OPEN, [step])).toEqual(OPEN)
        expect(applySteps([day, Infinity], [step])).toEqual([moved, Infinity])
        expect(applySteps([-Infinity, day], [step])).toEqual([-Infinity, moved])
      }),
    )
  })
})

test('any number of steps keeps every day of a span inside the span that they give', () => {
  const anyStep = fc.oneof(...Object.values(kinds))
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 5 }), days, fc.nat(400), fc.nat(400), (steps, from, before, after) => {
      const whole = applySteps([from, from + before + after], steps)
      const inside = applySteps([from + before, from + before], steps)
      expect(inside[0]).toBeGreaterThanOrEqual(whole[0])
      expect(inside[1]).toBeLessThanOrEqual(whole[1])
    }),
    { numRuns: 5000 },
  )
})

describe('steps', () => {
  test('are read from left to right', () => {
    expect(after('2026-01-15', [{ plus: 'P1M' }, { endOf: 'month' }])).toEqual(['2026-02-28', '2026-02-28'])
    expect(after('2026-01-15', [{ endOf: 'month' }, { plus: 'P1M' }])).toEqual(['2026-02-28', '2026-02-28'])
    expect(after('2026-02-15', [{ plus: 'P1M' }, { endOf: 'month' }])).toEqual(['2026-03-31', '2026-03-31'])
    expect(after('2026-02-15', [{ endOf: 'month' }, { plus: 'P1M' }])).toEqual(['2026-03-28', '2026-03-28'])
  })
  test.each<[string, Step, string]>([
    ['2026-05-01', { firstOfMonth: 'onOrAfter' }, '2026-05-01'],
    ['2026-05-02', { firstOfMonth: 'onOrAfter' }, '2026-06-01'],
    ['2026-05-01', { firstOfMonth: 'after' }, '2026-06-01'],
    ['2026-12-31', { firstOfMonth: 'after' }, '2027-01-01'],
    ['2026-05-25', { workingDay: 'onOrAfter' }, '2026-05-26'],
    ['2026-05-25', { workingDay: 'onOrBefore' }, '2026-05-22'],
    ['2026-05-21', { next: '--05-21' }, '2026-05-21'],
    ['2026-05-22', { next: '--05-21' }, '2027-05-21'],
    ['2026-05-21', { startOf: 'quarter' }, '2026-04-01'],
    ['2026-05-21', { endOf: 'quarter' }, '2026-06-30'],
    ['2026-01-31', { plus: 'P1M' }, '2026-02-28'],
    ['2026-03-31', { minus: 'P1M' }, '2026-02-28'],
    ['2026-05-21', { minus: 'P1Y2M10D' }, '2025-03-11'],
  ])('name their edge: %s %o is %s', (from, step, to) => {
    expect(after(from, [step])).toEqual([to, to])
  })
  test("working days are those of the usager's territory", () => {
    const steps: Step[] = [{ workingDay: 'onOrAfter' }]
    expect(after('2026-12-26', steps)[0]).toBe('2026-12-28')
    expect(after('2025-12-26', steps)[0]).toBe('2025-12-26')
    expect(after('2025-12-26', steps, { zone: 'alsace-moselle' })[0]).toBe('2025-12-29')
  })
  test('a month stays a span, without ever passing an end', () => {
    const may: DaySpan = [date('2026-05-01'), date('2026-05-31')]
    expect(texts(applySteps(may, [{ plus: 'P9M' }]))).toEqual(['2027-02-01', '2027-02-28'])
    expect(texts(applySteps(may, [{ endOf: 'month' }]))).toEqual(['2026-05-31', '2026-05-31'])
  })
  test('no step leaves the span as it is', () => {
    expect(applySteps([3, 8])).toEqual([3, 8])
    expect(applySteps([3, 8], [])).toEqual([3, 8])
  })
})

describe('a duration held elsewhere', () => {
  const steps: Step[] = [{ plus: { table: 'delai' } }, { endOf: 'month' }]
  test('is asked of the caller, with the reference as written', () => {
    const asked: unknown[] = []
    const resolve = (ref: unknown): string => (asked.push(ref), 'P2M')
    expect(after('2026-01-31', [...steps, { minus: { param: 'marge' } }], { resolve })).toEqual([
      '2026-01-31',
      '2026-01-31',
    ])
    expect(asked).toEqual([{ table: 'delai' }, { param: 'marge' }])
  })
  test.each([
    ['no row', { resolve: () => undefined }],
    ['not a duration', { resolve: () => '12' }],
    ['nobody to ask', {}],
  ])('%s: both ends open, and the steps that follow do not close them', (_, context) => {
    expect(applySteps(one('2026-01-31'), steps, context)).toEqual(OPEN)
    expect(applySteps([-Infinity, 0], steps, context)).toEqual(OPEN)
  })
})

test.each([
  { startOf: 'week' },
  { endOf: 'decade' },
  { firstOfMonth: 'before' },
  { workingDay: 'onOrNear' },
  { next: '--02-29' },
  { fullMoon: true },
  { plus: 'PT1H' },
])('a step of a later format, %o, opens both ends', (step) => {
  expect(applySteps(one('2026-05-23'), [step as unknown as Step])).toEqual(OPEN)
  expect(applySteps([0, Infinity], [step as unknown as Step])).toEqual(OPEN)
})

describe('occurrences', () => {
  const P1M = { months: 1, days: 0 }
  const named = (first: string, count: number, steps?: Step[]): (string | null)[] =>
    Array.from({ length: count }, (_, n) => texts(occurrence(one(first), P1M, n, steps))[0] ?? null)

  test('the nth is the first and n intervals, never the previous one and one: 31/1, 28/2, 31/3', () => {
    expect(named('2026-01-31', 5)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'])
  })
  test('n starts at 0 and the steps apply to it', () => {
    expect(named('2026-01-31', 3, [{ workingDay: 'onOrBefore' }])).toEqual(['2026-01-30', '2026-02-27', '2026-03-31'])
  })
  test('opens and closes move by n intervals without the steps', () => {
    expect(texts(occurrence([date('2026-01-31'), Infinity], P1M, 1))).toEqual(['2026-02-28', null])
  })
})

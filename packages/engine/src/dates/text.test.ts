import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { formatDate, parseDate, parseDuration, parseMonth, parseMonthDay, parseSpan } from './index.js'
import { days, plain } from './oracle.fixtures.js'

const runs = { numRuns: 5000 }

describe('dates', () => {
  test('a day, written then read, is the same day, and is written as Temporal writes it', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(formatDate(day)).toBe(plain(day).toString())
        expect(parseDate(formatDate(day))).toBe(day)
      }),
      runs,
    )
  })

  test('reads what Temporal reads, and nothing else, of anything that looks like a date', () => {
    const two = fc.integer({ min: 0, max: 39 }).map((n) => String(n).padStart(2, '0'))
    const year = fc.integer({ min: 1790, max: 2410 })
    fc.assert(
      fc.property(year, two, two, (year, month, day) => {
        const text = `${year}-${month}-${day}`
        let expected: string | null
        try {
          expected = year < 1800 || year > 2400 ? null : Temporal.PlainDate.from(text).toString()
        } catch {
          expected = null
        }
        const read = parseDate(text)
        expect(isNaN(read) ? null : formatDate(read)).toBe(expected)
      }),
      runs,
    )
  })

  test.each([
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2100-02-29',
    '1799-12-31',
    '2401-01-01',
    '2026-5-21',
    '2026-05-2',
    '26-05-21',
    '20260521',
    '2026-05-21T00:00',
    '2026-05-21 ',
    ' 2026-05-21',
    '2026-05-21\n',
    '+002026-05-21',
    '2026/05/21',
    '21/05/2026',
    '2026-05',
    '--05-21',
    '',
    'today',
    '٢٠٢٦-٠٥-٢١',
  ])('%j is not a date', (text) => {
    expect(parseDate(text)).toBeNaN()
  })

  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11016],
    ['1800-01-01', -62091],
    ['2400-12-31', 157419],
  ])('%s is day %i', (text, day) => {
    expect(parseDate(text)).toBe(day)
  })
})

describe('months', () => {
  test.each([
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
  ])('%s goes from %s to %s', (text, from, to) => {
    expect(parseMonth(text)?.map(formatDate)).toEqual([from, to])
    expect(parseSpan(text)?.map(formatDate)).toEqual([from, to])
  })
  test('a date is a span of one day', () => {
    expect(parseSpan('2026-05-21')?.map(formatDate)).toEqual(['2026-05-21', '2026-05-21'])
  })
  test.each(['2026-00', '2026-13', '1799-12', '2401-01', '2026-2', '2026', '2026-02-30', ''])(
    '%j is not a month',
    (text) => {
      expect(parseMonth(text)).toBeNull()
      expect(parseSpan(text)).toBeNull()
    },
  )
})

describe('days of the year', () => {
  test('reads the 365 days of a common year, each once', () => {
    const first = Temporal.PlainDate.from('2001-01-01')
    const read = Array.from({ length: 365 }, (_, n) => parseMonthDay('--' + first.add({ days: n }).toString().slice(5)))
    expect(read.every((day) => day === day)).toBe(true)
    expect(new Set(read).size).toBe(365)
  })
  test.each([
    '--02-29',
    '--02-30',
    '--04-31',
    '--13-01',
    '--00-01',
    '--5-21',
    '05-21',
    '-05-21',
    '2026-05-21',
    '--05',
    '---05-21',
    '',
  ])('%j is not one', (text) => {
    expect(parseMonthDay(text)).toBeNaN()
  })
})

describe('durations', () => {
  test.each([
    ['P1Y2M10D', 14, 10],
    ['P2W', 0, 14],
    ['P1M1W1D', 1, 8],
    ['P18M', 18, 0],
    ['P0D', 0, 0],
    ['P01M', 1, 0],
    ['P9999Y9999M9999W99999D', 129987, 169992],
  ])('%s is %i months and %i days', (text, months, days) => {
    expect(parseDuration(text)).toEqual({ months, days })
  })

  test('reads what Temporal reads', () => {
    const part = fc.option(fc.integer({ min: 0, max: 9999 }))
    fc.assert(
      fc.property(part, part, part, part, (y, m, w, d) => {
        const write = (n: number | null, unit: string): string => (n === null ? '' : n + unit)
        const text = `P${write(y, 'Y')}${write(m, 'M')}${write(w, 'W')}${write(d, 'D')}`
        fc.pre(text !== 'P')
        const { years, months, weeks, days } = Temporal.Duration.from(text)
        expect(parseDuration(text)).toEqual({ months: years * 12 + months, days: weeks * 7 + days })
      }),
      runs,
    )
  })

  test.each([
    'P',
    '',
    'P1',
    '1M',
    'P-1M',
    '-P1M',
    '+P1M',
    'P1M-1D',
    'P1.5M',
    'P1,5M',
    'PT1H',
    'P1DT1H',
    'P1DT',
    'p1m',
    'P1D1M',
    'P1M1M',
    ' P1M',
    'P1M ',
    'P1M\n',
    'P10000Y',
    '3 mois',
  ])('%j is not a duration', (text) => {
    expect(parseDuration(text)).toBeNull()
  })
})

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addPeriod,
  age,
  ageSpan,
  earliest,
  endOf,
  firstOfMonth,
  hull,
  latest,
  monthOf,
  monthStart,
  nextMonthDay,
  OPEN,
  parseMonthDay,
  startOf,
  weekday,
  yearOf,
  type DaySpan,
} from './index.js'
import { date, dayOf, days, periods, plain, show } from './oracle.fixtures.js'

const runs = { numRuns: 5000 }
const P1M = { months: 1, days: 0 }

describe('against Temporal', () => {
  test('every day from 1800 to 2400 is the day after the one before, in the same month as Temporal says', () => {
    let expected = Temporal.PlainDate.from('1800-01-01')
    let wrong = 0
    for (let day = date('1800-01-01'); day <= date('2400-12-31'); day++) {
      if (
        monthOf(day) !== expected.year * 12 + expected.month - 1 ||
        day - monthStart(monthOf(day)) !== expected.day - 1
      )
        wrong++
      if (weekday(day) !== expected.dayOfWeek % 7) wrong++
      expected = expected.add({ days: 1 })
    }
    expect(wrong).toBe(0)
    expect(expected.toString()).toBe('2401-01-01')
  })

  test('adding and subtracting a period', () => {
    fc.assert(
      fc.property(days, periods, (day, period) => {
        expect(show(addPeriod(day, period))).toBe(plain(day).add(period).toString())
        expect(show(addPeriod(day, period, -1))).toBe(plain(day).subtract(period).toString())
      }),
      runs,
    )
  })

  test('n times a period is the period multiplied, not repeated', () => {
    fc.assert(
      fc.property(days, periods, fc.integer({ min: 0, max: 30 }), (day, { months, days }, n) => {
        expect(show(addPeriod(day, { months, days }, n))).toBe(
          plain(day)
            .add({ months: months * n, days: days * n })
            .toString(),
        )
      }),
      runs,
    )
  })

  test('comparing numbers is comparing dates', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(Math.sign(a - b)).toBe(Temporal.PlainDate.compare(plain(a), plain(b)))
        expect(Math.sign(a - b)).toBe(show(a) < show(b) ? -1 : show(a) > show(b) ? 1 : 0)
      }),
      runs,
    )
  })

  test('start and end of the month, the quarter and the year', () => {
    fc.assert(
      fc.property(days, (day) => {
        const at = plain(day)
        const quarter = at.with({ month: at.month - ((at.month - 1) % 3), day: 1 })
        expect(startOf(day, 'month')).toBe(dayOf(at.with({ day: 1 })))
        expect(endOf(day, 'month')).toBe(dayOf(at.with({ day: at.daysInMonth })))
        expect(startOf(day, 'quarter')).toBe(dayOf(quarter))
        expect(endOf(day, 'quarter')).toBe(dayOf(quarter.add({ months: 3 }).subtract({ days: 1 })))
        expect(startOf(day, 'year')).toBe(dayOf(at.with({ month: 1, day: 1 })))
        expect(endOf(day, 'year')).toBe(dayOf(at.with({ month: 12, day: 31 })))
        expect(yearOf(day)).toBe(at.year)
      }),
      runs,
    )
  })

  test('the first of a month', () => {
    fc.assert(
      fc.property(days, (day) => {
        const next = plain(day).with({ day: 1 }).add({ months: 1 })
        expect(firstOfMonth(day, 'after')).toBe(dayOf(next))
        expect(firstOfMonth(day, 'onOrAfter')).toBe(plain(day).day === 1 ? day : dayOf(next))
      }),
      runs,
    )
  })

  test('the next day of the year', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 364 }), (day, inYear) => {
        const monthDay = Temporal.PlainDate.from('2001-01-01').add({ days: inYear })
        const sameYear = monthDay.with({ year: plain(day).year })
        const expected = Temporal.PlainDate.compare(sameYear, plain(day)) < 0 ? sameYear.add({ years: 1 }) : sameYear
        expect(show(nextMonthDay(day, parseMonthDay('--' + monthDay.toString().slice(5))))).toBe(expected.toString())
      }),
      runs,
    )
  })

  test('age, by its definition: birth + n years is not after, birth + n + 1 years is', () => {
    fc.assert(
      fc.property(days, days, (birth, at) => {
        const n = age(birth, at)
        expect(Temporal.PlainDate.compare(plain(birth).add({ years: n }), plain(at))).toBeLessThanOrEqual(0)
        expect(Temporal.PlainDate.compare(plain(birth).add({ years: n + 1 }), plain(at))).toBe(1)
      }),
      runs,
    )
  })
})

describe('said in the format', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2026-05-21', 0, '2026-05-21'],
  ])('P1M from 31 January is 28 or 29 February: %s and %i months is %s', (from, n, to) => {
    expect(show(addPeriod(date(from), P1M, n))).toBe(to)
  })

  test('months first, days after: P1M10D from 31 January counts its ten days from the end of February', () => {
    expect(show(addPeriod(date('2026-01-31'), { months: 1, days: 10 }))).toBe('2026-03-10')
    expect(show(addPeriod(date('2026-03-31'), { months: 1, days: 10 }, -1))).toBe('2026-02-18')
  })

  test.each([
    ['2008-02-29', '2026-02-27', 17],
    ['2008-02-29', '2026-02-28', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['2008-05-21', '2026-05-20', 17],
    ['2008-05-21', '2026-05-21', 18],
    ['2026-05-21', '2026-05-21', 0],
    ['2026-05-21', '2026-05-20', -1],
  ])('born %s, on %s: %i', (birth, at, years) => {
    expect(age(date(birth), date(at))).toBe(years)
  })

  test('a birth known by its month gives the two ages possible; an open end gives an open end', () => {
    const may: DaySpan = [date('2008-05-01'), date('2008-05-31')]
    const on = (text: string): DaySpan => [date(text), date(text)]
    expect(ageSpan(may, on('2026-05-20'))).toEqual([17, 18])
    expect(ageSpan(may, on('2026-05-31'))).toEqual([18, 18])
    expect(ageSpan(OPEN, on('2026-05-20'))).toEqual([-Infinity, Infinity])
    expect(ageSpan(may, [date('2026-06-01'), Infinity])).toEqual([18, Infinity])
    expect(ageSpan([Infinity, Infinity], OPEN)).toEqual([-Infinity, Infinity])
  })

  test.each([
    ['2026-05-20', '2026-05-21'],
    ['2026-05-21', '2026-05-21'],
    ['2026-05-22', '2027-05-21'],
  ])('the next 21 May on or after %s is %s', (from, to) => {
    expect(show(nextMonthDay(date(from), parseMonthDay('--05-21')))).toBe(to)
  })

  test('what lies beyond the years 1 to 9899 is an open end, and an open end stays open', () => {
    const far = { months: 9999 * 12, days: 0 }
    expect(addPeriod(date('2026-01-01'), far)).toBe(Infinity)
    expect(addPeriod(date('2026-01-01'), far, -1)).toBe(-Infinity)
    for (const end of [-Infinity, Infinity]) {
      expect(addPeriod(end, { months: 3, days: 2 })).toBe(end)
      expect(addPeriod(end, { months: 3, days: 2 }, -1)).toBe(end)
      expect(startOf(end, 'year')).toBe(end)
      expect(endOf(end, 'quarter')).toBe(end)
      expect(firstOfMonth(end, 'after')).toBe(end)
      expect(nextMonthDay(end, parseMonthDay('--05-21'))).toBe(end)
    }
  })

  test('the two edges of what can be added', () => {
    const P1D = { months: 0, days: 1 }
    const first = addPeriod(date('1800-01-01'), { months: 1799 * 12, days: 0 }, -1)
    expect(show(first)).toBe('0001-01-01')
    expect(addPeriod(first, P1D, -1)).toBe(-Infinity)
    const last = addPeriod(date('2400-12-31'), { months: 7499 * 12, days: 0 })
    expect(show(last)).toBe('9899-12-31')
    expect(addPeriod(last, P1D)).toBe(Infinity)
  })

  test('hull, earliest, latest', () => {
    const spans: DaySpan[] = [
      [10, 20],
      [15, Infinity],
      [12, 13],
    ]
    expect(hull(spans)).toEqual([10, Infinity])
    expect(earliest(spans)).toEqual([10, 13])
    expect(latest(spans)).toEqual([15, Infinity])
    expect([hull([]), earliest([]), latest([])]).toEqual([null, null, null])
  })
})

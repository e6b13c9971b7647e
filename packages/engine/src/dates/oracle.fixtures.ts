import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { formatDate, parseDate, type Day, type Period } from './index.js'

/** Temporal is the oracle: a published implementation of the same calendar, that shares no code with ours. */
export const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from('1970-01-01').add({ days: day })
export const dayOf = (date: Temporal.PlainDate): Day => Temporal.PlainDate.from('1970-01-01').until(date).days

export const date = (text: string): Day => {
  const day = parseDate(text)
  if (isNaN(day)) throw new Error(`not a date: ${text}`)
  return day
}
export const show = formatDate

/** Every day that is accepted at parse, with the days where calendars go wrong far more often than their share. */
export const days: fc.Arbitrary<Day> = fc.oneof(
  fc.integer({ min: date('1800-01-01'), max: date('2400-12-31') }),
  fc
    .record({
      year: fc.integer({ min: 1800, max: 2400 }),
      monthDay: fc.constantFrom('01-01', '01-30', '01-31', '02-28', '03-01', '04-30', '11-30', '12-31'),
      shift: fc.constantFrom(-1, 0, 1),
    })
    .map(({ year, monthDay, shift }) => date(`${year}-${monthDay}`) + shift)
    .filter((day) => day >= date('1800-01-01') && day <= date('2400-12-31')),
)

export const periods: fc.Arbitrary<Period> = fc.record({
  months: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1200 })),
  days: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 40_000 })),
})

import { describe, expect, it } from 'vitest'
import { laterBy } from '../../../src/core/item/next.js'

describe('a longer horizon', () => {
  it.each([
    ['2027-09-30', 'P3M', '2027-12-30'],
    ['2026-11-30', 'P3M', '2027-02-28'],
    ['2027-11-30', 'P3M', '2028-02-29'],
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2026-12-31', 'P10D', '2027-01-10'],
    ['2026-01-31', 'P1Y1M2D', '2027-03-02'],
    ['2026-10-06', 'P6M', '2027-04-06'],
  ])('%s and %s is %s', (from, by, to) => expect(laterBy(from, by)).toBe(to))
})

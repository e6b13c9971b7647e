import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { easter, isHoliday, isWorkingDay, weekday, workingDay, zoneOf, type Zone } from './index.js'
import { date, dayOf, plain, show } from './oracle.fixtures.js'
import { Temporal } from 'temporal-polyfill'

const folder = new URL('../../data/jours-feries/', import.meta.url)
const zones = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -5) as Zone)
const published = (zone: Zone): string[] =>
  Object.keys(JSON.parse(readFileSync(new URL(`${zone}.json`, folder), 'utf8')) as Record<string, string>).sort()

describe("the State's dataset", () => {
  test('has 13 zones, those that the départements lead to', () => {
    const departements = ['64', '67', '971', '972', '973', '974', '975', '976', '977', '978', '986', '987', '988']
    expect(zones).toHaveLength(13)
    expect(departements.map(zoneOf).sort()).toEqual([...zones].sort())
  })

  test.each(zones)('%s: the rules give its days of 2006 to 2031, no more and no fewer', (zone) => {
    const computed: string[] = []
    for (let day = date('2006-01-01'); day <= date('2031-12-31'); day++)
      if (isHoliday(day, zone)) computed.push(show(day))
    const expected = published(zone)
    expect([expected[0]?.slice(0, 4), expected.at(-1)?.slice(0, 4)]).toEqual(['2006', '2031'])
    expect(computed).toEqual(expected)
  })
})

describe('the rules', () => {
  // Jones' and Butcher's form, whereas the engine's goes by the golden number and the epact.
  const butcher = (year: number): string => {
    const { floor } = Math
    const a = year % 19
    const [b, c] = [floor(year / 100), year % 100]
    const g = floor((8 * b + 13) / 25)
    const h = (19 * a + b - floor(b / 4) - g + 15) % 30
    const l = (32 + 2 * (b % 4) + 2 * floor(c / 4) - h - (c % 4)) % 7
    const m = floor((a + 11 * h + 19 * l) / 433)
    const month = floor((h + l - 7 * m + 90) / 25)
    return Temporal.PlainDate.from({ year, month, day: (h + l - 7 * m + 33 * month + 19) % 32 }).toString()
  }
  test('Easter is the same by two computations, from 1583 to 9999', () => {
    const wrong = Array.from({ length: 9999 - 1582 }, (_, n) => 1583 + n).filter(
      (year) => plain(easter(year)).toString() !== butcher(year),
    )
    expect(wrong).toEqual([])
    // Earliest and latest possible, and the two years that the epact's exceptions were made for.
    expect([1818, 2038, 1981, 1954].map((year) => show(easter(year)))).toEqual([
      '1818-03-22',
      '2038-04-25',
      '1981-04-19',
      '1954-04-18',
    ])
  })

  test('Vendredi saint and 26 December are holidays in Alsace-Moselle and nowhere else', () => {
    for (const zone of zones)
      for (const day of ['2026-04-03', '2026-12-26'])
        expect(isHoliday(date(day), zone), zone).toBe(zone === 'alsace-moselle')
  })

  test('Saint-Martin moved its day in 2018', () => {
    const days = ['2017-05-27', '2017-05-28', '2018-05-27', '2018-05-28']
    expect(days.map((day) => isHoliday(date(day), 'saint-martin'))).toEqual([true, false, false, true])
  })

  test('without a zone, the days of the whole country', () => {
    for (let day = date('2026-01-01'); day <= date('2026-12-31'); day++)
      expect(isHoliday(day)).toBe(isHoliday(day, 'metropole'))
  })
})

describe('working days', () => {
  test.each<[string, 'onOrAfter' | 'onOrBefore', Zone | undefined, string]>([
    ['2026-05-21', 'onOrAfter', undefined, '2026-05-21'],
    ['2026-05-23', 'onOrAfter', undefined, '2026-05-26'], // Saturday, Sunday, lundi de Pentecôte
    ['2026-05-25', 'onOrBefore', undefined, '2026-05-22'],
    ['2026-04-03', 'onOrAfter', undefined, '2026-04-03'], // Vendredi saint
    ['2026-04-03', 'onOrAfter', 'alsace-moselle', '2026-04-07'],
    ['2026-04-06', 'onOrBefore', 'alsace-moselle', '2026-04-02'],
    ['2026-05-22', 'onOrAfter', 'martinique', '2026-05-26'], // its abolition day, then Pentecôte
    ['2027-01-01', 'onOrBefore', undefined, '2026-12-31'],
    ['2026-12-25', 'onOrAfter', undefined, '2026-12-28'],
  ])('%s %s in %s is %s', (from, edge, zone, to) => {
    expect(show(workingDay(date(from), edge, zone))).toBe(to)
  })

  test('is neither a Saturday, nor a Sunday, nor a day of the dataset, and none was passed over', () => {
    for (const zone of zones) {
      const closed = new Set(published(zone))
      const open = (day: number): boolean => plain(day).dayOfWeek < 6 && !closed.has(plain(day).toString())
      let wrong = 0
      for (let day = date('2026-01-01'); day <= date('2027-12-20'); day++) {
        let [next, last] = [day, day]
        while (!open(next)) next++
        while (!open(last)) last--
        if (workingDay(day, 'onOrAfter', zone) !== next || workingDay(day, 'onOrBefore', zone) !== last) wrong++
        if (isWorkingDay(day, zone) !== open(day)) wrong++
      }
      expect(wrong, zone).toBe(0)
    }
  })

  test('Sunday is 0', () => {
    expect(weekday(dayOf(Temporal.PlainDate.from('2026-05-24')))).toBe(0)
  })
})

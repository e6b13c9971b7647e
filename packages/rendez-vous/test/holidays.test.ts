import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HOLIDAY_ZONES, HOLIDAYS_KNOWN_TO, holidaysOf, type HolidayZone } from '../src/slots/index.js'

// The State's dataset as it was published: source, date and licence in the README beside it.
const folder = new URL('../../engine/data/jours-feries/', import.meta.url)
const published = (zone: string): string[] =>
  Object.keys(JSON.parse(readFileSync(new URL(`${zone}.json`, folder), 'utf8')) as Record<string, string>).sort()
const shipped = (zone: HolidayZone): string[] =>
  [...holidaysOf(zone)].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)).sort()

describe('public holidays: run `node packages/rendez-vous/tools/holidays.js` when this fails', () => {
  test('the 13 zones of the dataset', () => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -5))
    expect(files).toHaveLength(13)
    expect([...HOLIDAY_ZONES].sort()).toEqual(files.sort())
  })

  test.each(HOLIDAY_ZONES)('%s: its days, no more and no fewer', (zone) => {
    expect(shipped(zone)).toEqual(published(zone))
  })

  test('known to the last day of the dataset’s last year', () => {
    expect(new Date(HOLIDAYS_KNOWN_TO * 86_400_000).toISOString().slice(0, 10)).toBe(
      `${published('metropole').at(-1)!.slice(0, 4)}-12-31`,
    )
  })
})

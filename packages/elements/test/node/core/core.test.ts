import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { safeUrl } from '../../../src/core/text.js'
import { VERSION } from '../../../src/core/version.js'
import { todayIn } from '../../../src/usager/internal/today.js'

describe('links of content', () => {
  it.each([
    ['https://www.caf.fr', 'https://www.caf.fr/'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['tel:3646', 'tel:3646'],
    ['http://www.caf.fr', null],
    ['javascript:alert(1)', null],
    [' JaVaScRiPt:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,x', null],
    ['//evil.example', null],
    ['/relative', null],
  ])('%s', (url, expected) => expect(safeUrl(url)).toBe(expected))
})

describe('today', () => {
  const late = new Date('2026-11-21T22:30:00Z')
  it.each([
    [undefined, '2026-11-21'],
    ['64', '2026-11-21'],
    ['974', '2026-11-22'],
    ['97400', '2026-11-22'],
    ['988', '2026-11-22'],
    ['987', '2026-11-21'],
  ])('in %s', (territory, day) => expect(todayIn(territory, late)).toBe(day))
  it.each([
    ['75', 'Europe/Paris'],
    ['971', 'America/Guadeloupe'],
    ['972', 'America/Martinique'],
    ['973', 'America/Cayenne'],
    ['974', 'Indian/Reunion'],
    ['975', 'America/Miquelon'],
    ['976', 'Indian/Mayotte'],
    ['977', 'America/St_Barthelemy'],
    ['978', 'America/Marigot'],
    ['986', 'Pacific/Wallis'],
    ['987', 'Pacific/Tahiti'],
    ['988', 'Pacific/Noumea'],
  ])('is the day of the time zones’ own database, in %s', (territory, timeZone) => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone })
    const hour = 3_600_000
    const wrong: string[] = []
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2035, 0, 1); at += hour) {
      const now = new Date(at)
      if (todayIn(territory, now) !== format.format(now)) wrong.push(now.toISOString())
    }
    expect(wrong).toEqual([])
  })
  it('is still yesterday in Guadeloupe when Paris has gone to bed', () => {
    expect(todayIn('971', new Date('2026-11-22T00:30:00Z'))).toBe('2026-11-21')
    expect(todayIn(undefined, new Date('2026-11-22T00:30:00Z'))).toBe('2026-11-22')
  })
})

it('names the version of the package', () => {
  expect(VERSION).toBe(
    (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string })
      .version,
  )
})

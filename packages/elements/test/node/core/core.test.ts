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

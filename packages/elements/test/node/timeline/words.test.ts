import type { Item } from '@parcours/engine'
import { describe, expect, it } from 'vitest'
import { whenOf } from '../../../src/core/item/words.js'
import { intervalOf, isToCheck, sortOf } from '../../../src/timeline/internal/words.js'
import { day, task, TODAY } from '../checklist/plan.js'

const open = { from: null, to: null, certainty: 'indicative', cause: 'pending' } as const
const at = (from: string | null, to: string | null): Item => ({
  ...task('j'),
  kind: 'jalon',
  timingKind: 'observed',
  at: { from, to, certainty: 'computed' },
})

describe('whenOf', () => {
  it.each<[name: string, item: Item, expected: unknown]>([
    ['a deadline', task('a', { due: day('2026-11-30') }), { key: 'whenBefore', date: '2026-11-30' }],
    [
      'a deadline that is not settled: its earliest day',
      task('a', { due: { ...day('2026-11-30'), to: '2027-05-01' } }),
      { key: 'whenBefore', date: '2026-11-30' },
    ],
    ['today', task('a', { due: day(TODAY) }), { key: 'whenToday' }],
    [
      'a window to come',
      task('a', { opens: day('2026-10-20'), closes: day('2026-11-30') }),
      { key: 'whenBetween', from: '2026-10-20', date: '2026-11-30' },
    ],
    [
      'a window that is open',
      task('a', { opens: day('2026-09-01'), closes: day('2026-11-30') }),
      { key: 'whenBefore', date: '2026-11-30' },
    ],
    ['from a day on', task('a', { opens: day('2026-12-01') }), { key: 'whenFrom', date: '2026-12-01' }],
    ['since a day', task('a', { opens: day('2026-09-01') }), { key: 'whenSince', date: '2026-09-01' }],
    [
      'a legal date that went by',
      task('a', { due: day('2026-10-01'), timingKind: 'legal', status: 'en-retard' }),
      { key: 'whenPassed', date: '2026-10-01' },
    ],
    [
      'any other that went by: nothing is lost',
      task('a', { due: day('2026-10-01'), timingKind: 'recommended' }),
      { key: 'whenSoon' },
    ],
    [
      'done',
      task('a', { due: day('2026-11-30'), status: 'fait', done: '2026-10-02' }),
      { key: 'whenDone', date: '2026-10-02' },
    ],
    ['done, nobody knows when', task('a', { status: 'fait' }), { key: 'whenDoneUndated' }],
    ['not known yet', task('a', { due: open }), { key: 'whenUnknown' }],
    ['not published yet', task('a', { due: { ...open, unpublished: true } }), { key: 'whenUnpublished' }],
    ['no date is wanted', task('a'), { key: 'whenFree' }],
    ['a jalon on a day', at('2026-11-30', '2026-11-30'), { key: 'whenOn', date: '2026-11-30' }],
    [
      'a jalon over several',
      at('2026-10-15', '2026-11-03'),
      { key: 'whenBetween', from: '2026-10-15', date: '2026-11-03' },
    ],
    ['a jalon with an open end', at('2026-10-15', null), { key: 'whenFrom', date: '2026-10-15' }],
    ['a jalon not known yet', at(null, null), { key: 'whenUnknown' }],
  ])('%s', (_, item, expected) => {
    expect(whenOf(item, TODAY)).toEqual(expected)
  })
})

describe('sortOf', () => {
  const due = day('2026-11-30')
  it.each<[name: string, item: Item, expected: string[]]>([
    ['a legal deadline', task('a', { due, timingKind: 'legal' }), ['legal']],
    ['a legal date that is no deadline', task('a', { opens: due, timingKind: 'legal' }), ['legalDay']],
    ['a legal jalon', { ...at('2026-11-30', '2026-11-30'), timingKind: 'legal' }, ['legalDay']],
    ['recommended', task('a', { due, timingKind: 'recommended' }), ['recommended']],
    [
      'recommended, from an estimate',
      task('a', { due: { ...due, certainty: 'indicative' }, timingKind: 'recommended' }),
      ['recommended', 'estimate'],
    ],
    [
      'indicative says it once',
      task('a', { due: { ...due, certainty: 'indicative' }, timingKind: 'indicative' }),
      ['indicative'],
    ],
    ['observed', at('2026-10-15', '2026-11-03'), ['observed']],
    ['a date that is not known is no estimate', task('a', { due: open, timingKind: 'recommended' }), ['recommended']],
    ['no date', task('a'), []],
    ['done: the sort of date no longer matters', task('a', { due, timingKind: 'legal', status: 'fait' }), []],
  ])('%s', (_, item, expected) => {
    expect(sortOf(item)).toEqual(expected)
  })
})

describe('isToCheck', () => {
  const due = day('2026-11-30')
  it.each<[name: string, item: Item, expected: boolean]>([
    ['a date with an old source', task('a', { due, aVerifier: true }), true],
    ['no date: nothing to check about it', task('a', { aVerifier: true }), false],
    ['it hangs on a "je ne sais pas"', task('a', { sure: false }), true],
    ['read this year', task('a', { due }), false],
  ])('%s', (_, item, expected) => {
    expect(isToCheck(item)).toBe(expected)
  })
})

describe('intervalOf', () => {
  it.each([
    ['P3M', { unit: 'Month', count: 3 }],
    ['P1Y', { unit: 'Year', count: 1 }],
    ['P2W', { unit: 'Week', count: 2 }],
    ['P10D', { unit: 'Day', count: 10 }],
    ['P1M15D', null],
  ])('%s', (duration, expected) => {
    expect(intervalOf(duration)).toEqual(expected)
  })
})

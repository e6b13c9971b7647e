import { describe, expect, it } from 'vitest'
import { answerBy, type Item } from './index.js'

const item = (delay?: string): Pick<Item, 'kind' | 'of'> => ({
  kind: 'demarche',
  of: {
    id: 'x',
    title: 'x',
    organisme: 'o',
    ...(delay ? { timing: { kind: 'indicative', announced: { delay, source: 's' } } } : {}),
  } as Item['of'],
})

describe('the day an answer was announced for', () => {
  it.each([
    ['P1M', '2026-01-31', '2026-02-28'],
    ['P2M', '2026-11-02', '2027-01-02'],
    ['P2W', '2026-12-24', '2027-01-07'],
    ['P10D', '2028-02-25', '2028-03-06'],
    ['P1Y', '2028-02-29', '2029-02-28'],
  ])('%s from %s: %s', (delay, since, by) => expect(answerBy(item(delay), since)).toBe(by))

  it('none where no delay is announced, or from what is no day', () => {
    expect(answerBy(item(), '2026-01-31')).toBeNull()
    expect(answerBy(item('P1M'), '2026-02-30')).toBeNull()
  })
})

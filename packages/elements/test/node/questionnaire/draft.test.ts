import type { AskedQuestion } from '@parcours/engine'
import { describe, expect, it } from 'vitest'
import { draftOf, isEmpty, read, type, unsure } from '../../../src/questionnaire/internal/draft.js'
import { EMPTY, pick, type Draft } from '../../../src/questionnaire/internal/pick.js'

const asked = (of: object, rest: Partial<AskedQuestion> = {}): AskedQuestion =>
  ({
    ref: 'q',
    address: 'questions.q',
    sensitive: false,
    of: { id: 'q', label: 'Q', section: 's', ...of },
    ...rest,
  }) as AskedQuestion
const options = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
  { id: 'none', label: 'Aucune', exclusive: true },
]
const choice = asked({ type: 'choice', options }, { options })
const choices = asked({ type: 'choices', options }, { options })
const plainChoices = asked({ type: 'choices', options: options.slice(0, 2) }, { options: options.slice(0, 2) })
const date = asked({ type: 'date' }, { min: '2020-02-10', max: '2026-10-06' })
const month = asked({ type: 'date', precision: 'month' }, { min: '2026-10-06' })
const number = asked({ type: 'number' }, { min: 1, max: 200 })
const postcode = asked({ type: 'reference', list: 'codes-postaux' })
const texts = (...typed: string[]): Draft => ({ ...EMPTY, texts: typed })

describe('what stands in a field is read as an answer', () => {
  it.each<[string, AskedQuestion, Draft, unknown]>([
    ['one option', choice, { ...EMPTY, picks: ['a'] }, 'a'],
    ['several options', choices, { ...EMPTY, picks: ['a', 'b'] }, ['a', 'b']],
    ['nothing ticked, where there is no "aucune"', plainChoices, EMPTY, []],
    ['a date', date, texts('5', '3', '2024'), '2024-03-05'],
    ['a date with zeros and spaces', date, texts(' 05', '03 ', '2024'), '2024-03-05'],
    ['a date on an Arabic keyboard', date, texts('٥', '٣', '٢٠٢٤'), '2024-03-05'],
    ['29 February of a leap year', date, texts('29', '2', '2024'), '2024-02-29'],
    ['a bound is included', date, texts('6', '10', '2026'), '2026-10-06'],
    ['a month', month, texts('3', '2027'), '2027-03'],
    ['the month that a bound falls in', month, texts('10', '2026'), '2026-10'],
    ['a number', number, texts('60'), 60],
    ['a decimal comma', number, texts('12,5'), 12.5],
    ['a number with spaces', asked({ type: 'number' }), texts('1 200'), 1200],
    ['a postcode', postcode, texts('64 000'), '64000'],
    ['a code of another list', asked({ type: 'reference', list: 'pays' }), texts(' FR '), 'FR'],
    ['je ne sais pas', date, { ...texts('5', '', ''), special: 'unsure' }, { unsure: true }],
    [
      'a question to skip, left as it is',
      asked({ type: 'choice', skip: 'unknown', options }, { options }),
      EMPTY,
      { skipped: true },
    ],
    ['members', asked({ type: 'group', max: 3, member: 'enfant', fields: [] }), { ...EMPTY, picks: ['k1'] }, ['k1']],
    ['no member', asked({ type: 'group', max: 3, member: 'enfant', fields: [] }), EMPTY, []],
  ])('%s', (_name, question, draft, answer) => {
    expect(read(question, draft)).toEqual({ answer })
  })

  it.each<[string, AskedQuestion, Draft, object]>([
    ['no option', choice, EMPTY, { key: 'errorChoice' }],
    ['nothing ticked, beside an "aucune"', choices, EMPTY, { key: 'errorChoices' }],
    ['no date', date, texts('', '', ''), { key: 'errorDate' }],
    ['no month', month, EMPTY, { key: 'errorMonth' }],
    ['the month is missing', date, texts('5', '', '2024'), { key: 'errorMonthMissing', part: 1 }],
    ['letters for a day', date, texts('x', '3', '2024'), { key: 'errorDay', part: 0 }],
    ['letters for a month', month, texts('mars', '2027'), { key: 'errorMonthDigits', part: 0 }],
    ['a short year', date, texts('5', '3', '24'), { key: 'errorYear', part: 2 }],
    ['a 13th month', date, texts('5', '13', '2024'), { key: 'errorMonthNumber', part: 1 }],
    ['29 February of a common year', date, texts('29', '2', '2025'), { key: 'errorDayNumber', part: 0 }],
    ['day 0', date, texts('0', '2', '2025'), { key: 'errorDayNumber', part: 0 }],
    ['before the bound', date, texts('9', '2', '2020'), { key: 'errorMinDate', bound: '2020-02-10' }],
    ['after the bound', date, texts('7', '10', '2026'), { key: 'errorMaxDate', bound: '2026-10-06' }],
    ['a month before the bound', month, texts('9', '2026'), { key: 'errorMinMonth', bound: '2026-10-06' }],
    ['words for a number', number, texts('deux'), { key: 'errorNumber' }],
    ['too small', number, texts('0'), { key: 'errorMin', bound: 1 }],
    ['too big', number, texts('201'), { key: 'errorMax', bound: 200 }],
    ['four digits for a postcode', postcode, texts('6400'), { key: 'errorPostcode' }],
    ['no code', asked({ type: 'reference', list: 'pays' }), texts(' '), { key: 'errorCode' }],
  ])('%s is an error', (_name, question, draft, error) => {
    expect(read(question, draft)).toEqual({ error })
  })
})

describe('ticking', () => {
  it('an exclusive option takes the place of the others, and they of it', () => {
    const both = pick(choices, pick(choices, EMPTY, 'a', true), 'b', true)
    expect(both.picks).toEqual(['a', 'b'])
    const none = pick(choices, both, 'none', true)
    expect(none.picks).toEqual(['none'])
    expect(pick(choices, none, 'a', true).picks).toEqual(['a'])
    expect(pick(choices, both, 'a', false).picks).toEqual(['b'])
  })
  it('"je ne sais pas" stands alone among options, and keeps what was typed beside text fields', () => {
    const doubt = unsure(choices, { ...EMPTY, picks: ['a'] }, true)
    expect(doubt).toEqual({ ...EMPTY, special: 'unsure' })
    expect(pick(choices, doubt, 'b', true)).toEqual({ ...EMPTY, picks: ['b'] })
    const typed = unsure(date, texts('5', '', '2024'), true)
    expect(typed.texts).toEqual(['5', '', '2024'])
    expect(type(date, typed, 1, '3')).toEqual(texts('5', '3', '2024'))
  })
})

describe('an answer stands in its field as it was given', () => {
  it.each<[AskedQuestion, Draft]>([
    [asked({ type: 'date' }, { answer: '2024-03-05' }), texts('05', '03', '2024')],
    [asked({ type: 'date', precision: 'month' }, { answer: '2027-03' }), texts('03', '2027')],
    [asked({ type: 'number' }, { answer: 12.5 }), texts('12,5')],
    [asked({ type: 'choice', options }, { answer: 'b' }), { ...EMPTY, picks: ['b'] }],
    [asked({ type: 'choices', options }, { answer: [] }), EMPTY],
    [asked({ type: 'date' }, { answer: { unsure: true } }), { ...EMPTY, special: 'unsure' }],
    [asked({ type: 'choice', options }, { answer: { skipped: true } }), { ...EMPTY, special: 'skipped' }],
    [asked({ type: 'date' }), EMPTY],
  ])('%#', (question, draft) => {
    expect(draftOf(question)).toEqual(draft)
    expect(isEmpty(draft)).toBe(draft === EMPTY)
    if (question.answer !== undefined) expect(read(question, draft)).toEqual({ answer: question.answer })
  })
})

import type { Answer, AskedQuestion } from '@parcours/engine'
import { EMPTY, type Draft, type FieldError } from './pick.js'

export type Outcome = { readonly answer: Answer } | { readonly error: FieldError }

export const POSTCODES = 'codes-postaux'

export const isMonth = ({ of }: AskedQuestion): boolean => of.type === 'date' && of.precision === 'month'
/** How many text fields a question has. */
export const textCount = (asked: AskedQuestion): number =>
  asked.of.type === 'date'
    ? isMonth(asked)
      ? 2
      : 3
    : asked.of.type === 'number' || asked.of.type === 'reference'
      ? 1
      : 0

/** An answer as it stands in the field. */
export function draftOf(asked: AskedQuestion): Draft {
  const { answer, of } = asked
  if (answer === undefined) return EMPTY
  if (Array.isArray(answer)) return { ...EMPTY, picks: answer as readonly string[] }
  if (typeof answer === 'object') return { ...EMPTY, special: 'unsure' in answer ? 'unsure' : 'skipped' }
  if (of.type === 'choice') return { ...EMPTY, picks: [String(answer)] }
  if (of.type === 'date') return { ...EMPTY, texts: String(answer).split('-').reverse() }
  return { ...EMPTY, texts: [typeof answer === 'number' ? String(answer).replace('.', ',') : String(answer)] }
}

/** "Je ne sais pas" beside text fields keeps what was typed; beside options it takes their place. */
export function unsure(asked: AskedQuestion, draft: Draft, on: boolean): Draft {
  return { picks: textCount(asked) || !on ? draft.picks : [], texts: draft.texts, special: on ? 'unsure' : null }
}

export function type(asked: AskedQuestion, draft: Draft, part: number, text: string): Draft {
  return {
    picks: [],
    texts: Array.from({ length: textCount(asked) }, (_, i) => (i === part ? text : (draft.texts[i] ?? ''))),
    special: null,
  }
}

export const isEmpty = (draft: Draft): boolean =>
  !draft.special && !draft.picks.length && draft.texts.every((text) => !text.trim())

/** Digits of an Arabic keyboard are digits; the spaces of "64 000" or "1 200" are nothing. */
const latin = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace(/\s/g, '')

/** Reads a field. No answer is an error, except where leaving it is one: a question to skip, a list with nothing ticked. */
export function read(asked: AskedQuestion, draft: Draft): Outcome {
  const { of } = asked
  if (draft.special === 'unsure') return { answer: { unsure: true } }
  if (draft.special === 'skipped') return { answer: { skipped: true } }
  if (of.skip && isEmpty(draft)) return { answer: { skipped: true } }
  switch (of.type) {
    case 'group':
      return { answer: draft.picks }
    case 'choice':
      return draft.picks[0] === undefined ? { error: { key: 'errorChoice' } } : { answer: draft.picks[0] }
    case 'choices':
      // With an "aucune" among the options, nothing ticked is nothing answered.
      return !draft.picks.length && asked.options?.some((option) => option.exclusive)
        ? { error: { key: 'errorChoices' } }
        : { answer: draft.picks }
    case 'date':
      return readDate(asked, draft)
    case 'number':
      return readNumber(asked, latin(draft.texts[0] ?? ''))
    case 'reference': {
      const code = of.list === POSTCODES ? latin(draft.texts[0] ?? '') : (draft.texts[0] ?? '').trim()
      if (of.list === POSTCODES) return /^\d{5}$/.test(code) ? { answer: code } : { error: { key: 'errorPostcode' } }
      return code ? { answer: code } : { error: { key: 'errorCode' } }
    }
  }
}

function readNumber({ min, max }: AskedQuestion, text: string): Outcome {
  if (!/^-?\d+([.,]\d+)?$/.test(text)) return { error: { key: 'errorNumber' } }
  const value = Number(text.replace(',', '.'))
  if (typeof min === 'number' && value < min) return { error: { key: 'errorMin', bound: min } }
  if (typeof max === 'number' && value > max) return { error: { key: 'errorMax', bound: max } }
  return { answer: value }
}

const PARTS = ['Day', 'Month', 'Year'] as const

function readDate(asked: AskedQuestion, draft: Draft): Outcome {
  const month = isMonth(asked)
  const names = month ? PARTS.slice(1) : PARTS
  const parts = names.map((_, i) => latin(draft.texts[i] ?? ''))
  if (parts.every((part) => !part)) return { error: { key: month ? 'errorMonth' : 'errorDate' } }
  const missing = parts.findIndex((part) => !part)
  if (missing >= 0) return { error: { key: `error${names[missing]!}Missing`, part: missing } }
  const bad = parts.findIndex((part) => !/^\d+$/.test(part))
  if (bad >= 0) return { error: { key: `error${names[bad]!}${names[bad] === 'Month' ? 'Digits' : ''}`, part: bad } }
  const numbers = parts.map(Number)
  const [year, m, day] = [numbers.at(-1)!, numbers.at(-2)!, month ? 1 : numbers[0]!]
  const last = names.length - 1
  if (parts[last]!.length !== 4 || year < 1000) return { error: { key: 'errorYear', part: last } }
  if (m < 1 || m > 12) return { error: { key: 'errorMonthNumber', part: last - 1 } }
  // Day 0 of the next month is the last of this one.
  if (day < 1 || day > new Date(Date.UTC(year, m, 0)).getUTCDate()) return { error: { key: 'errorDayNumber', part: 0 } }
  const pad = (n: number): string => String(n).padStart(2, '0')
  const value = month ? `${year}-${pad(m)}` : `${year}-${pad(m)}-${pad(day)}`
  const cut = (bound: string): string => bound.slice(0, value.length)
  const { min, max } = asked
  if (typeof min === 'string' && value < cut(min))
    return { error: { key: month ? 'errorMinMonth' : 'errorMinDate', bound: min } }
  if (typeof max === 'string' && value > cut(max))
    return { error: { key: month ? 'errorMaxMonth' : 'errorMaxDate', bound: max } }
  return { answer: value }
}

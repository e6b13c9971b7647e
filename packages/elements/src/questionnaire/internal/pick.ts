import type { AskedQuestion } from '@parcours/engine'
import type { PlainDate } from '@parcours/schema'

/** What stands in a field before it is given as an answer: what was typed is kept as it was typed. */
export interface Draft {
  /** choice, choices: option ids · group: member keys. */
  readonly picks: readonly string[]
  /** Text fields: day, month, year · month, year · the one field. */
  readonly texts: readonly string[]
  readonly special: 'unsure' | 'skipped' | null
}

/** A key of the questionnaire's strings. `bound` is shown with the message; `part` is the text field at fault, absent: the whole. */
export interface FieldError {
  readonly key: string
  readonly bound?: PlainDate | number
  readonly part?: number
}

export const EMPTY: Draft = { picks: [], texts: [], special: null }

/** Ticks or unticks. An exclusive option, and "je ne sais pas", stand alone. */
export function pick(asked: AskedQuestion, draft: Draft, value: string, on: boolean): Draft {
  if (asked.of.type === 'choice') return { ...EMPTY, picks: on ? [value] : [] }
  const others = draft.picks.filter((id) => id !== value)
  if (!on) return { ...EMPTY, picks: others }
  const exclusive = (id: string): boolean => asked.options?.find((option) => option.id === id)?.exclusive === true
  return { ...EMPTY, picks: exclusive(value) ? [value] : [...others.filter((id) => !exclusive(id)), value] }
}

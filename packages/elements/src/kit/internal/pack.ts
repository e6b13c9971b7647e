/** A saved session as few characters as plain JSON allows: what a QR code has to hold. */
import type { Saved, SavedItem, SavedMember } from '@parcours/schema'

const STATUSES = ['a-faire', 'en-cours', 'fait', 'sans-objet', 'conteste']

/** An answer that is no value: none of them is a number, a text or a list. */
const answerOut = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? ('unsure' in answer ? null : false) : answer
const answerIn = (packed: unknown): unknown =>
  packed === null ? { unsure: true } : packed === false ? { skipped: true } : packed

const each = (of: unknown, change: (value: unknown) => unknown): Record<string, unknown> => {
  // A name such as __proto__ is a name like another.
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(record(of)))
    Object.defineProperty(out, key, { value: change(value), enumerable: true, configurable: true, writable: true })
  return out
}
const record = (value: unknown): object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

const itemOut = (value: unknown): unknown => {
  const { status, by, done } = value as SavedItem
  const rank = STATUSES.indexOf(status)
  const code = (rank < 0 ? status : rank) as number | string
  return by === 'usager' ? (done === undefined ? code : [code, done]) : [code, done ?? 0, 1]
}
const itemIn = (packed: unknown): unknown => {
  const [code, done, host] = [packed].flat() as unknown[]
  return {
    status: typeof code === 'number' ? STATUSES[code] : code,
    by: host ? 'host' : 'usager',
    ...(typeof done === 'string' ? { done } : {}),
  }
}

/** The calendar's own memory of what it holds is not in it: it stays where the calendar is. */
export function pack({ parcours, version, today, answers, groups, items, kit }: Saved): string {
  return JSON.stringify([
    parcours,
    version,
    today,
    each(answers, answerOut),
    each(groups, (members) =>
      (members as SavedMember[]).map(({ member, answers }) => [member, each(answers, answerOut)]),
    ),
    each(items, itemOut),
    ...(kit ? [kit.id] : []),
  ])
}

/**
 * What pack() wrote; of anything else, whatever it may be, something that checkSaved() judges.
 * @throws {SyntaxError} when it is no JSON
 */
export function unpack(text: string): unknown {
  const [parcours, version, today, answers, groups, items, kit] = list(JSON.parse(text))
  return {
    parcours,
    version,
    today,
    answers: each(answers, answerIn),
    groups: each(groups, (members) =>
      list(members).map((one) => {
        const [member, given] = list(one)
        return { member, answers: each(given, answerIn) }
      }),
    ),
    items: each(items, itemIn),
    ...(kit === undefined ? {} : { kit: { id: kit } }),
  }
}

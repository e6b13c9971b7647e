import type { Migration, Saved } from '@parcours/schema'
import { formatDate, parseDate } from './dates/index.js'
import { AnswerError } from './error.js'
import type { MarkRecord, Model } from './model.js'
import { begin, give, live, MARKS, start } from './session.js'
import type { Answer, Compiled, Mark, Restored, Session, StartOptions } from './types.js'

/** What a session keeps: answers by question, members by their keys, marks by item. A removed member's answers are not kept. */
export function save(session: Session): Saved {
  const store = live(session)
  const answers: Record<string, unknown> = {}
  const groups: Saved['groups'] = {}
  for (const node of store.model.questions.values()) {
    const stored = store.answers.get(node.of.id)
    if (stored === undefined) continue
    if (node.of.type !== 'group' || !Array.isArray(stored)) answers[node.of.id] = stored
    else
      groups[node.of.id] = (stored as readonly string[]).map((member) => {
        const fields: Record<string, unknown> = {}
        for (const field of node.fields) {
          const given = store.answers.get(`${node.of.id}.${field.of.id}#${member}`)
          if (given !== undefined) fields[field.of.id] = given
        }
        return { member, answers: fields }
      })
  }
  const items: Saved['items'] = {}
  for (const [id, record] of store.marks) items[id] = { ...record }
  return {
    parcours: store.model.id,
    version: store.model.version,
    today: formatDate(store.today),
    answers,
    groups,
    items,
  }
}

/** Semantic versions by their numbers: 2.0.0 before 10.0.0. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split(/[.+-]/).map((part) => Number(part) || 0)) as [
    number[],
    number[],
  ]
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0)
  return 0
}

const record = (value: unknown): Record<string, unknown> =>
  value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Saved things under migration, by place: "statut", "enfants.naissance". A group's members keep their own answers. */
interface Moving {
  readonly answers: Map<string, unknown>
  readonly groups: Map<string, readonly { readonly member: string; readonly answers: Map<string, unknown> }[]>
  readonly items: Map<string, unknown>
  readonly askAgain: Set<string>
  readonly dropped: Set<string>
}

/** Where an answer is kept: one place, or one for each member. */
interface Kept {
  readonly answers: Map<string, unknown>
  readonly id: string
  readonly ref: string
}

/** "questions.statut", "questions.enfants.fields.naissance" */
function keptAt({ answers, groups }: Moving, address: string): Kept[] {
  const [block, id = '', , field] = address.split('.')
  if (block !== 'questions') return []
  if (field === undefined) return answers.has(id) ? [{ answers, id, ref: id }] : []
  return (groups.get(id) ?? []).flatMap((one) =>
    one.answers.has(field) ? [{ answers: one.answers, id: field, ref: `${id}.${field}#${one.member}` }] : [],
  )
}

/** What stands at an address leaves it, for `to` when there is one. @returns the refs that were there. */
function leave(moving: Moving, address: string, to: string | undefined): string[] {
  const [block, id = '', , field] = address.split('.')
  const target = to?.split('.') ?? []
  const move = (map: Map<string, unknown>, from: string, name: string | undefined): void => {
    const value = map.get(from)
    if (map.delete(from) && name !== undefined) map.set(name, value)
  }
  if (block === 'questions') {
    const kept = keptAt(moving, address)
    for (const one of kept) move(one.answers, one.id, target[field === undefined ? 1 : 3])
    if (field !== undefined || !moving.groups.has(id)) return kept.map((one) => one.ref)
    move(moving.groups as Map<string, unknown>, id, target[1])
    return [id]
  }
  const items = block === 'demarches' ? [...moving.items.keys()].filter((item) => baseOf(item) === id) : []
  for (const item of items)
    move(moving.items, item, target[1] === undefined ? undefined : target[1] + item.slice(id.length))
  return items
}
const baseOf = (item: string): string => item.replace(/[#@].*$/s, '')

function migrate(moving: Moving, migration: Migration): void {
  if ('rename' in migration) for (const [from, to] of Object.entries(migration.rename)) leave(moving, from, to)
  else if ('map' in migration) {
    const { values } = migration
    for (const { answers, id, ref } of keptAt(moving, migration.map)) {
      const value = answers.get(id)
      const mapped = [value]
        .flat()
        .map((one) => (typeof one === 'string' && Object.hasOwn(values, one) ? values[one] : one))
      if (mapped.includes(null)) {
        answers.delete(id)
        moving.askAgain.add(ref)
      } else answers.set(id, Array.isArray(value) ? mapped : mapped[0])
    }
  } else if ('askAgain' in migration)
    for (const address of migration.askAgain)
      for (const ref of leave(moving, address, undefined)) moving.askAgain.add(ref)
  else for (const address of migration.drop) if (leave(moving, address, undefined).length) moving.dropped.add(address)
}

/**
 * A session from what was saved, by this version or an older one. What cannot be taken as it was is asked again, never guessed.
 * Answers are judged on the day they were saved: a date that was to come then is no less an answer once it is past. Of another
 * parcours, nothing is taken.
 * @throws {AnswerError} when `today` is no date; nothing in `saved` makes it throw.
 */
export function restore(
  compiled: Compiled,
  saved: Saved,
  options: Pick<StartOptions, 'today' | 'territory'>,
): Restored {
  const model = compiled as Model
  const file = record(saved)
  const moving: Moving = {
    answers: new Map(Object.entries(record(file['answers']))),
    groups: new Map(
      Object.entries(record(file['groups'])).map(([id, members]) => [
        id,
        (Array.isArray(members) ? members : []).map((one: unknown) => ({
          member: text(record(one)['member']),
          answers: new Map(Object.entries(record(record(one)['answers']))),
        })),
      ]),
    ),
    items: new Map(Object.entries(record(file['items']))),
    askAgain: new Set(),
    dropped: new Set(),
  }
  const { answers, groups, items, askAgain, dropped } = moving
  const ours = file['parcours'] === model.id
  const version = typeof file['version'] === 'string' ? file['version'] : '0'
  const steps = (model.source.migrations ?? []).filter(
    ({ to }) => ours && compareVersions(to, version) > 0 && compareVersions(to, model.version) <= 0,
  )
  for (const step of [...steps].sort((a, b) => compareVersions(a.to, b.to))) migrate(moving, step)

  const day = file['today']
  let session = start(compiled, {
    ...options,
    today: typeof day === 'string' && !isNaN(parseDate(day)) ? day : options.today,
  })
  const take = (ref: string, value: unknown): boolean => {
    try {
      if (!ours) throw new AnswerError(ref, 'question')
      session = give(session, ref, value as Answer, version !== model.version)
      return true
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error
      if (error.code === 'question') dropped.add(`questions.${ref.replace(/#.*/s, '').replace('.', '.fields.')}`)
      else askAgain.add(ref)
      return false
    }
  }
  // In the order of the parcours: an answer's bounds may depend on those before it. What it no longer has comes last.
  const rank = new Map([...model.questions.keys()].map((id, i) => [id, i]))
  const given = [...new Set([...groups.keys(), ...answers.keys()])].sort(
    (a, b) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity) || 0,
  )
  for (const id of given) {
    const members = groups.get(id)
    const value = members ? members.map(({ member }) => member) : answers.get(id)
    if (!take(id, value) || !members) continue
    for (const one of members) for (const [field, value] of one.answers) take(`${id}.${field}#${one.member}`, value)
  }
  const marks = new Map<string, MarkRecord>()
  for (const [id, value] of items) {
    const { status, by, done } = record(value)
    if (!ours || !MARKS.includes(status as Mark) || !model.source.demarches.some((of) => of.id === baseOf(id)))
      dropped.add(`demarches.${id}`)
    // Done, nobody knows when: no day is made up for it.
    else
      marks.set(id, {
        status: status as Mark,
        by: by === 'host' ? by : 'usager',
        ...(status === 'fait' && typeof done === 'string' && !isNaN(parseDate(done)) ? { done } : {}),
      })
  }
  return {
    session: begin(compiled, options, live(session).answers, marks),
    askAgain: [...askAgain],
    dropped: [...dropped],
  }
}

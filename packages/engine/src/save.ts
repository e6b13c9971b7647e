import type { Migration, Saved } from '@parcours/schema'
import { formatDate } from './dates/index.js'
import { AnswerError } from './error.js'
import type { MarkRecord, Model } from './model.js'
import { answer, mark, start, stateOfSession } from './session.js'
import type { Answer, Compiled, Mark, Restored, Session, StartOptions } from './types.js'

/** What a session keeps: answers by question, members by their keys, marks by item. A removed member's answers are not kept. */
export function save(session: Session): Saved {
  const { store } = stateOfSession(session)
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

/** Saved things under migration: whatever was in the file, by address. */
interface Moving {
  answers: Map<string, unknown>
  groups: Map<string, { member: string; answers: Map<string, unknown> }[]>
  items: Map<string, unknown>
  askAgain: Set<string>
  dropped: Set<string>
}

function migrate(moving: Moving, migration: Migration): void {
  const moveQuestion = (from: string, to: string | null): void => {
    const [, id, , field] = from.split('.') as [string, string, string?, string?]
    const target = to?.split('.')
    if (field) {
      for (const member of moving.groups.get(id) ?? []) move(member.answers, field, target?.[3] ?? null)
    } else {
      move(moving.answers, id, target?.[1] ?? null)
      move(moving.groups, id, target?.[1] ?? null)
    }
  }
  if ('rename' in migration) {
    for (const [from, to] of Object.entries(migration.rename)) {
      if (from.startsWith('questions.')) moveQuestion(from, to)
      else
        for (const id of [...moving.items.keys()])
          if (id.replace(/[#@].*$/, '') === from.split('.')[1])
            move(moving.items, id, id.replace(/^[^#@]*/, to.split('.')[1]!))
    }
  } else if ('map' in migration) {
    const [, id, , field] = migration.map.split('.') as [string, string, string?, string?]
    const holders = field
      ? (moving.groups.get(id) ?? []).map((member) => ({
          map: member.answers,
          key: field,
          ref: `${id}.${field}#${member.member}`,
        }))
      : [{ map: moving.answers, key: id, ref: id }]
    for (const { map, key, ref } of holders) {
      const value = map.get(key)
      const mapped = [value]
        .flat()
        .map((entry) =>
          typeof entry === 'string' && Object.hasOwn(migration.values, entry) ? migration.values[entry] : entry,
        )
      if (mapped.includes(null)) {
        map.delete(key)
        moving.askAgain.add(ref)
      } else if (value !== undefined) map.set(key, Array.isArray(value) ? mapped : mapped[0])
    }
  } else {
    const again = 'askAgain' in migration
    for (const address of again ? migration.askAgain : migration.drop) {
      const [kind, id] = address.split('.') as [string, string]
      if (kind === 'questions') {
        const had = moving.answers.has(id) || moving.groups.has(id)
        moveQuestion(address, null)
        if (had) (again ? moving.askAgain : moving.dropped).add(again ? id : address)
      } else
        for (const item of [...moving.items.keys()])
          if (item.replace(/[#@].*$/, '') === id && moving.items.delete(item)) moving.dropped.add(`${kind}.${item}`)
    }
  }
}
function move(map: Map<string, unknown> | Map<string, never>, from: string, to: string | null): void {
  const any = map as Map<string, unknown>
  if (!any.has(from)) return
  const value = any.get(from)
  any.delete(from)
  if (to !== null) any.set(to, value)
}

/**
 * A session from what was saved, by this version or an older one. What cannot be taken as it was is asked again, never guessed;
 * nothing in `saved` makes it throw but a bad `today`.
 * @throws {AnswerError} when `today` is no date.
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
        (Array.isArray(members) ? members : []).map((entry: unknown) => ({
          member: String(record(entry)['member'] ?? ''),
          answers: new Map(Object.entries(record(record(entry)['answers']))),
        })),
      ]),
    ),
    items: new Map(Object.entries(record(file['items']))),
    askAgain: new Set(),
    dropped: new Set(),
  }
  const version = typeof file['version'] === 'string' ? file['version'] : '0'
  const steps = (model.source.migrations ?? []).filter(
    (migration) => compareVersions(migration.to, version) > 0 && compareVersions(migration.to, model.version) <= 0,
  )
  for (const migration of [...steps].sort((a, b) => compareVersions(a.to, b.to))) migrate(moving, migration)

  let session = start(compiled, options)
  const give = (ref: string, value: unknown): boolean => {
    try {
      session = answer(session, ref, value as Answer)
      return true
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error
      if (error.code === 'question') moving.dropped.add(`questions.${ref.replace(/#.*/, '').replace('.', '.fields.')}`)
      else moving.askAgain.add(ref)
      return false
    }
  }
  for (const node of model.questions.values()) {
    const id = node.of.id
    if (node.of.type === 'group' && moving.groups.has(id)) {
      const members = moving.groups.get(id)!
      if (
        give(
          id,
          members.map((member) => member.member),
        )
      )
        for (const member of members)
          for (const [field, value] of member.answers) give(`${id}.${field}#${member.member}`, value)
    } else if (moving.answers.has(id)) give(id, moving.answers.get(id))
  }
  for (const id of [...moving.answers.keys(), ...moving.groups.keys()])
    if (!model.questions.has(id)) moving.dropped.add(`questions.${id}`)
  for (const [id, value] of moving.items) {
    const { status, by, done } = record(value) as Partial<MarkRecord>
    const known = status === 'en-cours' || status === 'fait' || status === 'sans-objet' || status === 'conteste'
    try {
      if (known)
        session = mark(session, id, status as Mark, {
          by: by === 'host' ? 'host' : 'usager',
          on: done ?? options.today,
        })
      else moving.dropped.add(`demarches.${id}`)
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error
      moving.dropped.add(`demarches.${id}`)
    }
  }
  return { session, askAgain: [...moving.askAgain], dropped: [...moving.dropped] }
}

import type { GroupState, QuestionState, Store } from './model.js'
import { planOf } from './plan.js'
import { live } from './session.js'
import type { Diff, Item, Plan, Session } from './types.js'
import { isValue, same } from './values.js'

/** Cards by what they are: a démarche that repeats is one, at its first date. */
function cards(plan: Plan): Map<string, Item> {
  const found = new Map<string, Item>()
  for (const item of plan.items) {
    const id = item.id.replace(/@.*$/s, '')
    if (!found.has(id)) found.set(id, item)
  }
  return found
}

/** Answers in force as they would be had no sensitive question been asked. */
function answers(store: Store): Map<string, unknown> {
  const found = new Map<string, unknown>()
  const put = (ref: string, { value, unsure }: QuestionState): unknown =>
    (isValue(value) || unsure) && found.set(ref, [value, unsure, store.answers.get(ref)])
  for (const { i, of } of store.model.questions.values()) {
    const state = store.blank.values[i] as QuestionState & Partial<GroupState>
    put(of.id, state)
    for (const { key, fields } of state.members ?? [])
      for (const id of Object.keys(fields)) put(`${of.id}.${id}#${key}`, fields[id]!)
  }
  return found
}

interface Seen {
  /** What stands whatever the sensitive answers. */
  readonly bare: Map<string, Item>
  /** What she sees, and what of it is not told. */
  readonly real: Map<string, Item>
  readonly answers: Map<string, unknown>
  readonly stored: ReadonlyMap<string, unknown>
}
function seen(session: Session): Seen {
  const store = live(session)
  const { plan } = session
  return {
    bare: cards(store.blank.values === store.actual.values ? plan : planOf(store, store.blank)),
    real: cards(plan),
    answers: answers(store),
    stored: new Map(store.answers),
  }
}

/**
 * What changed in the plan, and which answers did it: those that she gave, changed or took back, not those that came and went with
 * them. A démarche that repeats counts once. Sensitive items, and all that only a sensitive answer brought, took away or moved, are
 * not in it: it changed in a world without sensitive questions, and it is so in hers.
 */
export function diff(before: Session, after: Session): Diff {
  const old = seen(before)
  const now = seen(after)
  const gone = (a: Seen, b: Seen): Item[] =>
    [...a.bare].flatMap(([id, { sensitive }]) => {
      const item = a.real.get(id)
      return item && !sensitive && !b.bare.has(id) ? [item] : []
    })
  return {
    added: gone(now, old),
    removed: gone(old, now).filter(({ id }) => !now.real.has(id.replace(/@.*$/s, ''))),
    moved: [...now.bare].flatMap(([id, bare]) => {
      const [item, from] = [now.real.get(id), old.real.get(id)]
      const moved = item && from && !bare.sensitive && old.bare.has(id) && old.bare.get(id)!.day !== bare.day
      return moved && from.day !== item.day ? [{ item, from: from.day, to: item.day }] : []
    }),
    because: [...new Set([...old.answers.keys(), ...now.answers.keys()])].filter(
      (ref) => !same(old.stored.get(ref), now.stored.get(ref)) && !same(old.answers.get(ref), now.answers.get(ref)),
    ),
  }
}

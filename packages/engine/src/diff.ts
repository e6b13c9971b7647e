import { planOf } from './plan.js'
import { stateOfSession } from './session.js'
import type { Store } from './model.js'
import type { Diff, Item, Session } from './types.js'
import { same } from './values.js'

interface Seen {
  readonly items: ReadonlyMap<string, Item>
  readonly answers: ReadonlyMap<string, unknown>
}

/** The plan as it would be had no sensitive question been asked: what differs there, no sensitive answer did. */
function seen(session: Session): Seen {
  const { store } = stateOfSession(session)
  return {
    items: new Map(
      planOf(store, store.blank)
        .items.filter((item) => !item.sensitive)
        .map((item) => [item.id, item]),
    ),
    answers: effective(store),
  }
}

function effective(store: Store): Map<string, unknown> {
  const out = new Map<string, unknown>()
  for (const node of store.model.questions.values()) {
    const state = store.blank.values[node.i] as {
      value: unknown
      unsure: boolean
      members?: { key: string; fields: Record<string, { value: unknown; unsure: boolean }> }[]
    }
    out.set(node.of.id, [state.value, state.unsure])
    for (const member of state.members ?? [])
      for (const [field, { value, unsure }] of Object.entries(member.fields))
        out.set(`${node.of.id}.${field}#${member.key}`, [value, unsure])
  }
  return out
}

/**
 * What changed in the plan, and which answers did it. Sensitive items, and all that only a sensitive answer brought, took away
 * or moved, are not in it.
 */
export function diff(before: Session, after: Session): Diff {
  const [old, now] = [seen(before), seen(after)]
  return {
    added: [...now.items.values()].filter((item) => !old.items.has(item.id)),
    removed: [...old.items.values()].filter((item) => !now.items.has(item.id)),
    moved: [...now.items.values()].flatMap((item) => {
      const from = old.items.get(item.id)
      return from && from.day !== item.day ? [{ item, from: from.day, to: item.day }] : []
    }),
    because: [...new Set([...old.answers.keys(), ...now.answers.keys()])].filter(
      (ref) => !same(old.answers.get(ref), now.answers.get(ref)),
    ),
  }
}

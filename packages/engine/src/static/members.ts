import { isObject, type Parcours } from '@parcours/schema'

/**
 * How many members a group must be given so that what depends on it is known for any number of them.
 *
 * What a parcours asks of a group is whether at least k of its members match, for sure or perhaps. Of a group of any size, keep k members for
 * each such test that holds: it still holds, and what did not hold still does not. So the sum of the k is enough.
 * @param from parts of the parcours: conditions, items, questions.
 * @returns by group id; only groups that these parts depend on, directly or not.
 */
export const membersNeeded = (source: Parcours, from: readonly unknown[]): Map<string, number> =>
  follow(source, from).needed

/** All that these parts read, as text: two versions of a part that read the same cannot differ. */
export const allRead = (source: Parcours, from: readonly unknown[]): string =>
  [...follow(source, from).seen]
    .map((part) => JSON.stringify(part))
    .sort()
    .join()

function follow(source: Parcours, from: readonly unknown[]): { needed: Map<string, number>; seen: Set<unknown> } {
  const needed = new Map<string, number>()
  const seen = new Set<unknown>()
  const find = (list: readonly { id: string }[] | undefined, id: unknown): unknown => list?.find((one) => one.id === id)
  const queue = [...from]
  const add = (group: unknown, tests: number): void => {
    if (typeof group === 'string') needed.set(group, (needed.get(group) ?? 1) + tests)
  }
  const most = (num: unknown): number => {
    if (typeof num === 'number') return Math.max(0, Math.ceil(num))
    const table = isObject(num) && source.tables?.find(({ id }) => id === num['table'])
    const values = table ? table.rows.map(({ value }) => value) : []
    const param = isObject(num) && source.params?.find(({ id }) => id === num['param'])
    if (param) values.push(param.value)
    return Math.max(0, ...values.map((value) => (typeof value === 'number' ? Math.ceil(value) : 0)))
  }
  while (queue.length) {
    const at = queue.pop()
    if (typeof at !== 'object' || at === null || seen.has(at)) continue
    seen.add(at)
    if (Array.isArray(at)) {
      queue.push(...(at as unknown[]))
      continue
    }
    const of = at as Record<string, unknown>
    queue.push(...Object.values(of))
    // Matches for sure, waits, or is not known: three tests of one member each.
    add(of['some'] ?? of['every'], 3)
    add(of['forEach'], 3)
    if (isObject(of['about'])) add(of['about']['group'], 3)
    const bound = of['is'] ?? of['atLeast'] ?? of['atMost']
    // More than k is k + 1, for sure and perhaps.
    if (of['count'] !== undefined) add(of['count'], 2 * (most(bound) + 1) + 1)
    for (const name of ['some', 'every', 'count', 'forEach', 'answer'] as const)
      queue.push(find(source.questions, of[name]))
    if (isObject(of['about'])) queue.push(find(source.questions, of['about']['group']))
    queue.push(
      find(source.facts, of['fact']),
      find(source.anchors, of['anchor']),
      find(source.tables, of['table']),
      find(source.params, of['param']),
    )
    const card = of['done'] ?? of['askedAt']
    queue.push(find(source.demarches, card), find(source.jalons, card))
    if (of['workingDay'] !== undefined) queue.push(...source.questions.filter(({ type }) => type === 'reference'))
  }
  return { needed, seen }
}

/** The size that all these parts need, of groups that admit it; at least `members`. */
export function enough(source: Parcours, from: readonly unknown[], members: number): number {
  let size = members
  for (const [id, needed] of membersNeeded(source, from)) {
    const of = source.questions.find((question) => question.id === id)
    if (of?.type === 'group') size = Math.max(size, Math.min(of.max, needed))
  }
  return size
}

/** What stands at an address: what its presence depends on. */
export function partAt(source: Parcours, address: string): unknown {
  const [block, id] = address.split('.')
  const lists = source as unknown as Record<string, readonly { id: string }[] | undefined>
  return lists[block!]?.find((one) => one.id === id)
}

type Dimensions = Readonly<Record<string, readonly unknown[]>>
type Row<T extends Dimensions> = { [K in keyof T]: T[K][number] }

/** Every combination. */
const every = <T extends Dimensions>(dimensions: T): Row<T>[] =>
  Object.keys(dimensions).reduce<Record<string, unknown>[]>(
    (rows, name) => rows.flatMap((row) => dimensions[name]!.map((value) => ({ ...row, [name]: value }))),
    [{}],
  ) as Row<T>[]

/** « a=1 & b=2 » for each two names and each two of their values; of one row, or of all that the dimensions allow. */
export function pairsOf(of: Readonly<Record<string, unknown>>): Set<string> {
  const names = Object.keys(of)
  const values = (name: string): unknown[] => [of[name]].flat()
  return new Set(
    names.flatMap((a, i) =>
      names
        .slice(i + 1)
        .flatMap((b) =>
          values(a).flatMap((one) => values(b).map((other) => `${a}=${String(one)} & ${b}=${String(other)}`)),
        ),
    ),
  )
}

/** « a=1 » for each name and each of its values. */
export const valuesOf = (of: Readonly<Record<string, unknown>>): Set<string> =>
  new Set(Object.entries(of).flatMap(([name, values]) => [values].flat().map((value) => `${name}=${String(value)}`)))

/** As many rows as the longest dimension has values: each value of each is in one of them. */
export const eachOnce = <T extends Dimensions>(dimensions: T): Row<T>[] =>
  Array.from(
    { length: Math.max(...Object.values(dimensions).map(({ length }) => length)) },
    (_, i) =>
      Object.fromEntries(
        Object.entries(dimensions).map(([name, values]) => [name, values[i % values.length]]),
      ) as Row<T>,
  )

/**
 * Few rows that show every pair of values. Deterministic. A row begins with a pair that is missing, and takes of each other dimension the
 * value that shows most of what still is: nothing is looked for among all combinations, which may be thousands.
 */
export function pairwise<T extends Dimensions>(dimensions: T): Row<T>[] {
  // The longest first: what is hardest to pair leads.
  const names = Object.keys(dimensions).sort((a, b) => dimensions[b]!.length - dimensions[a]!.length)
  const sorted = Object.fromEntries(names.map((name) => [name, dimensions[name]!]))
  const missing = pairsOf(sorted)
  const rows: Row<T>[] = []
  const pair = (a: string, one: unknown, b: string, other: unknown): string =>
    `${a}=${String(one)} & ${b}=${String(other)}`
  while (missing.size) {
    const row: Record<string, unknown> = {}
    const [first] = missing
    for (const part of first!.split(' & ')) {
      const [name, value] = part.split('=') as [string, string]
      row[name] = sorted[name]!.find((one) => String(one) === value)
    }
    for (const name of names) {
      if (name in row) continue
      const gain = (value: unknown): number =>
        names.filter(
          (other) =>
            other in row &&
            missing.has(
              names.indexOf(other) < names.indexOf(name)
                ? pair(other, row[other], name, value)
                : pair(name, value, other, row[other]),
            ),
        ).length
      // As many as another: the one that stands next in its turn, or the same would come back.
      const from = rows.length % sorted[name]!.length
      const turned = [...sorted[name]!.slice(from), ...sorted[name]!.slice(0, from)]
      row[name] = turned.reduce((one, other) => (gain(other) > gain(one) ? other : one))
    }
    const given = Object.fromEntries(names.map((name) => [name, row[name]]))
    for (const each of pairsOf(given)) missing.delete(each)
    rows.push(Object.fromEntries(Object.keys(dimensions).map((name) => [name, row[name]])) as Row<T>)
  }
  return rows
}

/** Every combination, or with PARCOURS_COMPLET unset few that show every pair of values. */
export const combinations = <T extends Dimensions>(dimensions: T): Row<T>[] =>
  process.env['PARCOURS_COMPLET'] ? every(dimensions) : pairwise(dimensions)

/** Every combination, or with PARCOURS_COMPLET unset as few as cover every pair of values. Deterministic. */
export function combinations<T extends Record<string, readonly unknown[]>>(
  dimensions: T,
): { [K in keyof T]: T[K][number] }[] {
  type Row = { [K in keyof T]: T[K][number] }
  const names = Object.keys(dimensions)
  const all = names.reduce<Record<string, unknown>[]>(
    (rows, name) => rows.flatMap((row) => dimensions[name]!.map((value) => ({ ...row, [name]: value }))),
    [{}],
  ) as Row[]
  if (process.env['PARCOURS_COMPLET']) return all
  const pairs = (row: Row): string[] =>
    names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}=${String(row[a])}&${b}=${String(row[b])}`))
  const missing = new Set(all.flatMap(pairs))
  const chosen: Row[] = []
  while (missing.size) {
    const gain = (row: Row): number => pairs(row).filter((pair) => missing.has(pair)).length
    const best = all.reduce((one, other) => (gain(other) > gain(one) ? other : one))
    for (const pair of pairs(best)) missing.delete(pair)
    chosen.push(best)
  }
  return chosen
}

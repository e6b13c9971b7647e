/** @param {number[]} values */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
  return { median: at(0.5), p95: at(0.95) }
}
const round = (value) => (value === null ? null : Number(value.toPrecision(3)))

/**
 * One row of the bench. Every row has every key, null where there is nothing to say.
 * @param {object} row
 * @param {string} row.id
 * @param {string} row.unit
 * @param {'lower' | 'higher'} [row.better]
 * @param {number} row.ours what is held to the limit and set against the peer
 * @param {number} [row.p95]
 * @param {number} [row.median] `ours`, when there is a p95 and nothing else is said
 * @param {number} [row.limit]
 * @param {{ name: string, value: number }} [row.peer]
 * @param {number} [row.maxRatio] ours / peer must not exceed it
 */
export function row({ id, unit, better = 'lower', ours, p95, median, limit, peer, maxRatio }) {
  const ratio = peer ? ours / peer.value : null
  const within = limit === undefined || (better === 'lower' ? ours <= limit : ours >= limit)
  const ahead = maxRatio === undefined || ratio <= maxRatio
  return {
    id,
    unit,
    better,
    ours: round(ours),
    median: round(median ?? (p95 === undefined ? null : ours)),
    p95: round(p95 ?? null),
    limit: limit ?? null,
    peer: peer ? { name: peer.name, value: round(peer.value) } : null,
    ratio: round(ratio),
    maxRatio: maxRatio ?? null,
    ok: within && ahead,
  }
}

const COLUMNS = [
  ['mesure', (row) => row.id],
  ['nous', (row) => row.ours],
  ['médiane', (row) => row.median],
  ['p95', (row) => row.p95],
  ['unité', (row) => row.unit],
  ['limite', (row) => row.limit],
  ['pair', (row) => row.peer?.value],
  ['rapport', (row) => row.ratio],
  ['au plus', (row) => row.maxRatio],
  // Nothing to hold.
  ['tenu', (row) => (row.limit === null && row.maxRatio === null ? '' : row.ok ? 'oui' : 'NON')],
]

/**
 * What is printed: all that the rows say, one line a row, in columns.
 * @param {ReturnType<typeof row>[]} rows
 */
export function table(rows) {
  const lines = [
    COLUMNS.map(([title]) => title),
    ...rows.map((row) => COLUMNS.map(([, cell]) => String(cell(row) ?? ''))),
  ]
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => line[i].length)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

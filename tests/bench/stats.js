/** @param {number[]} values */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
  return { median: at(0.5), p95: at(0.95) }
}
const round = (value) => (value === null ? null : Number(value.toPrecision(3)))

/**
 * One row of the bench.
 * @param {{ id: string, unit: string, better?: 'lower' | 'higher', ours: number, p95?: number, limit?: number, peer?: { name: string, value: number }, maxRatio?: number }} row
 *   maxRatio: ours / peer must not exceed it.
 */
export function row({ id, unit, better = 'lower', ours, p95, limit, peer, maxRatio }) {
  const ratio = peer ? ours / peer.value : null
  const within = limit === undefined || (better === 'lower' ? ours <= limit : ours >= limit)
  const ahead = maxRatio === undefined || ratio <= maxRatio
  return {
    id,
    unit,
    better,
    ours: round(ours),
    ...(p95 === undefined ? {} : { p95: round(p95) }),
    limit: limit ?? null,
    peer: peer ? { name: peer.name, value: round(peer.value) } : null,
    ratio: ratio === null ? null : round(ratio),
    ...(maxRatio === undefined ? {} : { maxRatio }),
    ok: within && ahead,
  }
}

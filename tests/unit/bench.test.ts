/** What `npm run bench` says of what it measured: the rows of --json and the printed table, without measuring. */
import { describe, expect, it } from 'vitest'
import { row, summary, table, type Measured } from '../bench/stats.js'

const PEER = { name: 'pair 1.0', value: 100 }
const cells = (rows: readonly Measured[]): string[][] =>
  table(rows.map(row))
    .split('\n')
    .map((line) => line.split(/ {2,}/))

it('takes the middle one, and the one that 95 in 100 do not pass', () => {
  expect(summary(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ median: 50, p95: 95 })
  expect(summary([3, 1, 2])).toEqual({ median: 2, p95: 3 })
  expect(summary([7])).toEqual({ median: 7, p95: 7 })
})

describe('a row', () => {
  it('has every key, with nothing in those that have nothing to say', () => {
    const bare = row({ id: 'octets.kit', unit: 'kB', ours: 13.0456 })
    expect(bare).toEqual({
      id: 'octets.kit',
      unit: 'kB',
      better: 'lower',
      ours: 13,
      median: null,
      p95: null,
      limit: null,
      peer: null,
      ratio: null,
      maxRatio: null,
      ok: true,
    })
    const full = row({ id: 'x', unit: 'ms', ours: 25, p95: 40, limit: 30, peer: PEER, maxRatio: 0.3 })
    expect(Object.keys(full)).toEqual(Object.keys(bare))
    expect(full).toMatchObject({ ours: 25, median: 25, p95: 40, limit: 30, peer: PEER, ratio: 0.25, maxRatio: 0.3 })
  })

  it('says its median too when its p95 is what is held', () => {
    expect(row({ id: 'x', unit: 'ms (p95)', ours: 19, median: 12, p95: 19, limit: 20 })).toMatchObject({
      ours: 19,
      median: 12,
      p95: 19,
    })
  })

  it('holds at its limit and not beyond, and beside the peer; more may be what is better', () => {
    const held = (measured: Partial<Measured>): boolean => row({ id: 'x', unit: 'ms', ours: 20, ...measured }).ok
    expect([held({ limit: 20 }), held({ limit: 19.99 })]).toEqual([true, false])
    expect([held({ better: 'higher', limit: 20 }), held({ better: 'higher', limit: 21 })]).toEqual([true, false])
    expect([held({ peer: PEER, maxRatio: 0.2 }), held({ peer: PEER, maxRatio: 0.19 })]).toEqual([true, false])
    expect([held({ limit: 30, peer: PEER, maxRatio: 0.1 }), held({ limit: 10, peer: PEER, maxRatio: 1 })]).toEqual([
      false,
      false,
    ])
    // The peer is shown beside, and holds nothing.
    expect(held({ ours: 1000, peer: PEER })).toBe(true)
  })
})

describe('the table', () => {
  it('prints each thing that a row says', () => {
    const measured = { id: 'a.b', unit: 'ms', ours: 24, median: 11, p95: 25, limit: 31, peer: PEER, maxRatio: 0.5 }
    const [head, line] = cells([measured])
    expect(Object.fromEntries(head!.map((title, i) => [title, line![i]]))).toEqual({
      mesure: 'a.b',
      nous: '24',
      médiane: '11',
      p95: '25',
      unité: 'ms',
      limite: '31',
      pair: '100',
      rapport: '0.24',
      'au plus': '0.5',
      tenu: 'oui',
    })
  })

  it('says NON for what is not held, and nothing where nothing is to hold', () => {
    const [, over, free, far] = cells([
      { id: 'over', unit: 'ms', ours: 3, limit: 2 },
      { id: 'free', unit: 'ms', ours: 3, peer: PEER },
      { id: 'far', unit: 'ms', ours: 90, peer: PEER, maxRatio: 0.25 },
    ])
    expect(over!.at(-1)).toBe('NON')
    expect(free!.join()).not.toMatch(/oui|NON/)
    expect(far!.at(-1)).toBe('NON')
  })

  it('puts columns under each other', () => {
    const lines = table([
      row({ id: 'court', unit: 'ms', ours: 1, limit: 2 }),
      row({ id: 'un-nom-bien-plus-long', unit: 'kB', ours: 123, limit: 200 }),
    ]).split('\n')
    expect(new Set(lines.map((line) => line.search(/unité|ms|kB/))).size).toBe(1)
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Limits, MemoryCounters } from '../../src/http/limits.js'
import { SharedCounters } from '../../src/http/shared.js'
import { startPostgres, type Postgres } from './postgres.js'

describe('rate limits', () => {
  const at = (start = 1_000_000_000_000) => {
    let now = start
    const limits = new Limits(new MemoryCounters(() => now), () => now)
    return { limits, forward: (ms: number) => void (now += ms) }
  }

  it('let so many through, then say how long to wait, and waiting that long is enough', async () => {
    const { limits, forward } = at()
    const limit = { count: 5, seconds: 60 }
    for (let n = 0; n < 5; n++) expect((await limits.count('a', limit)).passes).toBe(true)
    const { passes, wait } = await limits.count('a', limit)
    expect(passes).toBe(false)
    expect(wait).toBeGreaterThan(0)
    expect((await limits.count('b', limit)).passes).toBe(true)
    forward(120_000)
    expect((await limits.count('a', limit)).passes).toBe(true)
  })

  it('never let more than the limit and its half through in any stretch of one window', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 }), async (gaps) => {
        const { limits, forward } = at()
        const passed: number[] = []
        let clock = 0
        for (const gap of gaps) {
          forward(gap)
          clock += gap
          if ((await limits.count('a', { count: 8, seconds: 60 })).passes) passed.push(clock)
        }
        for (const from of passed)
          expect(passed.filter((one) => one >= from && one < from + 60_000).length).toBeLessThanOrEqual(12)
      }),
      { numRuns: 300 },
    )
  })

  it('forget what is over', async () => {
    let now = 0
    const counters = new MemoryCounters(() => now, 10)
    const limits = new Limits(counters, () => now)
    for (let n = 0; n < 50; n++) await limits.count(`a${n}`, { count: 1, seconds: 1 })
    expect(counters.size).toBeLessThanOrEqual(10)
    now = 10_000
    await limits.count('b', { count: 1, seconds: 1 })
    expect(counters.size).toBe(1)
  })
})

describe('rate limits of several instances', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.close())

  it('are counted together, whoever asks first, and forgotten', async () => {
    const url = await postgres.fresh()
    let now = 1_000_000_000_000
    // Both start at once on an empty database.
    const counters = await Promise.all([1, 2].map(() => SharedCounters.open(url, () => now)))
    try {
      const instances = counters.map((one) => new Limits(one, () => now))
      const limit = { count: 10, seconds: 60 }
      const verdicts = await Promise.all(
        Array.from({ length: 30 }, (_, n) => instances[n % 2]!.count("adresse/'; drop table compteurs; --", limit)),
      )
      expect(verdicts.filter(({ passes }) => passes)).toHaveLength(10)
      expect((await instances[0]!.count('another', limit)).passes).toBe(true)
      now += 200_000
      await counters[0]!.sweep()
      expect((await instances[1]!.count("adresse/'; drop table compteurs; --", limit)).passes).toBe(true)
    } finally {
      await Promise.all(counters.map((one) => one.close()))
    }
  })
})

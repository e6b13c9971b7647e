/**
 * Rate limits: a window that slides by weighing the one before, two numbers a subject. The counters live in memory for one instance, in
 * the database for several; the arithmetic is here.
 */
import type { Limit } from '../config.js'

/** Adds `step` to the counter of a window and tells it with the one before. `end`: when the counter can be forgotten (ms). */
export interface Counters {
  add(subject: string, window: number, step: number, end: number): Promise<{ here: number; before: number }>
}

export interface Verdict {
  readonly passes: boolean
  /** Seconds to wait, when it does not pass. */
  readonly wait: number
}

export class Limits {
  constructor(
    private readonly counters: Counters,
    private readonly now: () => number,
  ) {}

  /** Counts one request of `subject` and says whether it passes. One that does not pass is counted too: insisting does not shorten the wait. */
  async count(subject: string, { count, seconds }: Limit): Promise<Verdict> {
    const width = seconds * 1000
    const now = this.now()
    const window = Math.floor(now / width)
    const elapsed = (now % width) / width
    const { here, before } = await this.counters.add(subject, window, 1, (window + 2) * width)
    const estimate = Math.min(before, count) * (1 - elapsed) + here
    if (estimate <= count) return { passes: true, wait: 0 }
    // When this window alone is full, its share must fade in the next one; else the previous one's share fades in this one.
    const wait =
      here > count
        ? (1 - elapsed) * seconds
        : Math.min((1 - elapsed) * seconds, ((estimate - count) / Math.min(before, count)) * seconds)
    return { passes: false, wait: Math.max(1, Math.ceil(wait)) }
  }
}

/** For one instance. Forgets what is over as it goes, and never holds more than `most` subjects. */
export class MemoryCounters implements Counters {
  readonly #by = new Map<string, { window: number; here: number; before: number; end: number }>()
  constructor(
    private readonly now: () => number,
    private readonly most = 100_000,
  ) {}

  add(subject: string, window: number, step: number, end: number): Promise<{ here: number; before: number }> {
    const known = this.#by.get(subject)
    const next =
      known?.window === window
        ? { ...known, here: known.here + step }
        : { window, here: step, before: known?.window === window - 1 ? known.here : 0, end }
    // Last in the map is last used: what is dropped first was not seen for longest.
    this.#by.delete(subject)
    this.#by.set(subject, next)
    for (const [name, { end: ended }] of this.#by) {
      if (ended > this.now() && this.#by.size <= this.most) break
      this.#by.delete(name)
    }
    return Promise.resolve(next)
  }

  get size(): number {
    return this.#by.size
  }
}

/**
 * A set of small integers that finds its first member in O(log₃₂ n): a bit for each member, a bit above for each word that has one.
 * It serves as "the first question asked and not answered" and as the worklist in rank order.
 */
export class Bits {
  readonly #levels: Int32Array[] = []

  constructor(size: number) {
    do {
      size = Math.max(1, Math.ceil(size / 32))
      this.#levels.push(new Int32Array(size))
    } while (size > 1)
  }

  set(member: number, on: boolean): void {
    for (const level of this.#levels) {
      const word = member >>> 5
      const before = level[word]!
      const after = (level[word] = on ? before | (1 << (member & 31)) : before & ~(1 << (member & 31)))
      // The level above only knows whether the word is empty.
      if ((before === 0) === (after === 0)) return
      member = word
    }
  }

  /** -1 when empty. */
  first(): number {
    let at = 0
    for (let i = this.#levels.length - 1; i >= 0; i--) {
      const word = this.#levels[i]![at]!
      if (word === 0) return -1
      at = at * 32 + (31 - Math.clz32(word & -word))
    }
    return at
  }
}

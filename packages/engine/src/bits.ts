/**
 * A set of small integers that finds its first member in O(log₃₂ n): a bit for each member, a bit above for each word that has one.
 * It serves as "the first question asked and not answered" and as the worklist in rank order.
 */
export class Bits {
  private readonly levels: Int32Array[] = []

  constructor(size: number) {
    do {
      size = Math.max(1, Math.ceil(size / 32))
      this.levels.push(new Int32Array(size))
    } while (size > 1)
  }

  set(member: number, on: boolean): void {
    const { levels } = this
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!
      const bit = 1 << (member & 31)
      member >>>= 5
      const before = level[member]!
      const after = (level[member] = on ? before | bit : before & ~bit)
      // The level above only knows whether the word is empty.
      if ((before === 0) === (after === 0)) return
    }
  }

  /** -1 when empty. */
  first(): number {
    const { levels } = this
    let at = 0
    for (let i = levels.length - 1; i >= 0; i--) {
      const word = levels[i]![at]!
      if (word === 0) return -1
      at = at * 32 + (31 - Math.clz32(word & -word))
    }
    return at
  }
}

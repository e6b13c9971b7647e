/** A node of a diagram. The algebra that gave it is the only one that can read it. */
export type Bdd = number

/** More nodes are needed than were given, or as many steps to read the conditions: nothing is proven, and nothing is refuted. */
export class BoundError extends Error {
  override readonly name = 'BoundError'
  /** @param nodes how many were allowed; as many steps as STEPS times that were. */
  constructor(readonly nodes: number) {
    super(`Limite atteinte : ${nodes} nœuds de diagramme de décision.`)
  }
}

/** Made once for each size asked for: what went over its bound is not tried again. */
export function onceBySize<T>(make: (size: number) => T): (size: number) => T {
  const made = new Map<number, { value: T } | BoundError>()
  return (size) => {
    let known = made.get(size)
    if (!known) {
      try {
        known = { value: make(size) }
      } catch (error) {
        if (!(error instanceof BoundError)) throw error
        known = error
      }
      made.set(size, known)
    }
    if (known instanceof BoundError) throw known
    return known.value
  }
}

/** What expressions are read with: diagrams, or the scout that only takes note of what is compared. */
export interface Algebra {
  and(a: Bdd, b: Bdd): Bdd
  or(a: Bdd, b: Bdd): Bdd
  not(a: Bdd): Bdd
}

export const NEVER: Bdd = 0
export const ALWAYS: Bdd = 1
export const MAYBE: Bdd = 2

/** Three-valued: what is not a constant may be anything. It goes through all that may be compared. */
export const SCOUT: Algebra = {
  and: (a, b) => (a === NEVER || b === NEVER ? NEVER : a === ALWAYS ? b : b === ALWAYS ? a : MAYBE),
  or: (a, b) => (a === ALWAYS || b === ALWAYS ? ALWAYS : a === NEVER ? b : b === NEVER ? a : MAYBE),
  not: (a) => (a === NEVER ? ALWAYS : a === ALWAYS ? NEVER : MAYBE),
}

const EMPTY = -1
const FIRST_SIZE = 1 << 12
/** Steps allowed for each node allowed: two diagrams may take as many as the product of their sizes to give a small one. */
const STEPS = 50
/** Results kept for each node there may be, and at most in all. */
const CACHED = 8
const MOST_CACHED = 1 << 22
/** No level: constants come after all variables. */
const LEAF = 0x7fffffff

/**
 * Reduced ordered binary decision diagrams (Bryant 1986): two equal functions are one node, so that "the same", "always" and "never" are
 * comparisons of integers. A variable is its level.
 */
export class Diagrams implements Algebra {
  #level = new Int32Array(FIRST_SIZE)
  #low = new Int32Array(FIRST_SIZE)
  #high = new Int32Array(FIRST_SIZE)
  #count = 2
  #steps = 0
  /** Open addressing, a power of two at least twice the count. */
  #table = new Int32Array(FIRST_SIZE * 4).fill(EMPTY)
  // Lossy: what falls out is computed again. It grows with the nodes: one that is too small for them computes the same without end.
  #cacheSize = 1 << 18
  #keys = new Int32Array(this.#cacheSize * 3).fill(EMPTY)
  #values = new Int32Array(this.#cacheSize)

  /** @param limit how many nodes at most; beyond, or after STEPS times as many steps, every operation throws BoundError. */
  constructor(readonly limit = 4_000_000) {
    this.#level[0] = this.#level[1] = LEAF
  }

  get size(): number {
    return this.#count
  }
  /** The variable it asks first; a constant's is beyond all. */
  level(node: Bdd): number {
    return this.#level[node]!
  }
  low(node: Bdd): Bdd {
    return this.#low[node]!
  }
  high(node: Bdd): Bdd {
    return this.#high[node]!
  }

  /** if level then high else low. @throws {BoundError} */
  node(level: number, low: Bdd, high: Bdd): Bdd {
    if (low === high) return low
    let mask = this.#table.length - 1
    let at = this.#hash(level, low, high) & mask
    for (let found = this.#table[at]!; found !== EMPTY; found = this.#table[at]!) {
      if (this.#level[found] === level && this.#low[found] === low && this.#high[found] === high) return found
      at = (at + 1) & mask
    }
    if (this.#count >= this.limit) throw new BoundError(this.limit)
    const made = this.#count++
    if (made === this.#level.length) {
      this.#grow()
      mask = this.#table.length - 1
      at = this.#hash(level, low, high) & mask
      while (this.#table[at] !== EMPTY) at = (at + 1) & mask
    }
    this.#level[made] = level
    this.#low[made] = low
    this.#high[made] = high
    this.#table[at] = made
    return made
  }
  #hash(a: number, b: number, c: number): number {
    let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
    h ^= h >>> 15
    return Math.imul(h, 0x2c1b3c6d) >>> 1
  }
  #grow(): void {
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const array = new Int32Array(old.length * 2)
      array.set(old)
      return array
    }
    this.#level = grown(this.#level)
    this.#low = grown(this.#low)
    this.#high = grown(this.#high)
    this.#table = new Int32Array(this.#table.length * 2).fill(EMPTY)
    const mask = this.#table.length - 1
    for (let node = 2; node < this.#count - 1; node++) {
      let at = this.#hash(this.#level[node]!, this.#low[node]!, this.#high[node]!) & mask
      while (this.#table[at] !== EMPTY) at = (at + 1) & mask
      this.#table[at] = node
    }
    if (this.#cacheSize < this.#level.length * CACHED && this.#cacheSize < MOST_CACHED) {
      this.#cacheSize *= 2
      this.#keys = new Int32Array(this.#cacheSize * 3).fill(EMPTY)
      this.#values = new Int32Array(this.#cacheSize)
    }
  }

  variable(level: number): Bdd {
    return this.node(level, NEVER, ALWAYS)
  }
  /** if a then b else c. */
  ite(a: Bdd, b: Bdd, c: Bdd): Bdd {
    if (a === ALWAYS) return b
    if (a === NEVER) return c
    if (b === c) return b
    if (b === a) b = ALWAYS
    if (c === a) c = NEVER
    if (b === ALWAYS && c === NEVER) return a
    // and, or: one order of the two.
    if (c === NEVER && b > 1 && b < a) [a, b] = [b, a]
    else if (b === ALWAYS && c > 1 && c < a) [a, c] = [c, a]
    const hash = this.#hash(a, b, c)
    const slot = hash & (this.#cacheSize - 1)
    const key = slot * 3
    if (this.#keys[key] === a && this.#keys[key + 1] === b && this.#keys[key + 2] === c) return this.#values[slot]!
    if (++this.#steps > this.limit * STEPS) throw new BoundError(this.limit)
    const level = Math.min(this.#level[a]!, this.#level[b]!, this.#level[c]!)
    const made = this.node(
      level,
      this.ite(this.#on(a, level, false), this.#on(b, level, false), this.#on(c, level, false)),
      this.ite(this.#on(a, level, true), this.#on(b, level, true), this.#on(c, level, true)),
    )
    // Not the slot of above: the cache may have grown since.
    const put = hash & (this.#cacheSize - 1)
    const at = put * 3
    this.#keys[at] = a
    this.#keys[at + 1] = b
    this.#keys[at + 2] = c
    return (this.#values[put] = made)
  }
  #on(node: Bdd, level: number, high: boolean): Bdd {
    return this.#level[node] !== level ? node : high ? this.#high[node]! : this.#low[node]!
  }
  not(a: Bdd): Bdd {
    return this.ite(a, NEVER, ALWAYS)
  }
  and(a: Bdd, b: Bdd): Bdd {
    return this.ite(a, b, NEVER)
  }
  or(a: Bdd, b: Bdd): Bdd {
    return this.ite(a, ALWAYS, b)
  }
  xor(a: Bdd, b: Bdd): Bdd {
    return this.ite(a, this.not(b), b)
  }
  /** Some, but not all, of a is in b: false. */
  implies(a: Bdd, b: Bdd): boolean {
    return this.and(a, this.not(b)) === NEVER
  }
  /** Two to two: what is kept small for as long as possible. */
  all(parts: readonly Bdd[]): Bdd {
    return this.#fold(parts, (a, b) => this.and(a, b), ALWAYS)
  }
  any(parts: readonly Bdd[]): Bdd {
    return this.#fold(parts, (a, b) => this.or(a, b), NEVER)
  }
  #fold(parts: readonly Bdd[], join: (a: Bdd, b: Bdd) => Bdd, empty: Bdd): Bdd {
    let now = [...parts]
    if (!now.length) return empty
    while (now.length > 1) {
      const next: Bdd[] = []
      for (let i = 0; i < now.length; i += 2) next.push(i + 1 < now.length ? join(now[i]!, now[i + 1]!) : now[i]!)
      now = next
    }
    return now[0]!
  }

  /** Whether it can be true for some value of the variables that `free` accepts. */
  exists(node: Bdd, free: (level: number) => boolean): Bdd {
    const seen = new Map<Bdd, Bdd>()
    const walk = (at: Bdd): Bdd => {
      if (at < 2) return at
      const known = seen.get(at)
      if (known !== undefined) return known
      const level = this.#level[at]!
      const low = walk(this.#low[at]!)
      const high = walk(this.#high[at]!)
      const made = free(level) ? this.or(low, high) : this.ite(this.variable(level), high, low)
      seen.set(at, made)
      return made
    }
    return walk(node)
  }
  /** With one variable set. */
  restrict(node: Bdd, values: ReadonlyMap<number, boolean>): Bdd {
    const seen = new Map<Bdd, Bdd>()
    const walk = (at: Bdd): Bdd => {
      if (at < 2) return at
      const known = seen.get(at)
      if (known !== undefined) return known
      const level = this.#level[at]!
      const value = values.get(level)
      const made =
        value === undefined
          ? this.node(level, walk(this.#low[at]!), walk(this.#high[at]!))
          : walk(value ? this.#high[at]! : this.#low[at]!)
      seen.set(at, made)
      return made
    }
    return walk(node)
  }
  /** The variables it depends on. */
  support(node: Bdd): Set<number> {
    const levels = new Set<number>()
    const seen = new Set<Bdd>()
    const stack = [node]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at < 2 || seen.has(at)) continue
      seen.add(at)
      levels.add(this.#level[at]!)
      stack.push(this.#low[at]!, this.#high[at]!)
    }
    return levels
  }

  /** How many values of the variables 0 … levels - 1 make it true, exactly. */
  count(node: Bdd, levels: number): bigint {
    const seen = new Map<Bdd, bigint>()
    const depth = (at: Bdd): number => Math.min(this.#level[at]!, levels)
    const walk = (at: Bdd): bigint => {
      if (at < 2) return BigInt(at)
      const known = seen.get(at)
      if (known !== undefined) return known
      const [low, high] = [this.#low[at]!, this.#high[at]!]
      const next = depth(at) + 1
      const made = (walk(low) << BigInt(depth(low) - next)) + (walk(high) << BigInt(depth(high) - next))
      seen.set(at, made)
      return made
    }
    return walk(node) << BigInt(depth(node))
  }
}

/** A variable of several values: its number in binary, on bits that follow each other, the highest first. */
export interface Many {
  readonly first: number
  readonly bits: number
  readonly size: number
}
export const bitsFor = (size: number): number => (size <= 1 ? 0 : 32 - Math.clz32(size - 1))

/** The values, of 0 … size - 1, that `holds` accepts. What is no value at all is in none. */
export function valuesWhere(diagrams: Diagrams, { first, bits, size }: Many, holds: (value: number) => boolean): Bdd {
  const walk = (bit: number, base: number): Bdd => {
    if (base >= size) return NEVER
    if (bit === bits) return holds(base) ? ALWAYS : NEVER
    return diagrams.node(first + bit, walk(bit + 1, base), walk(bit + 1, base + (1 << (bits - 1 - bit))))
  }
  return walk(0, 0)
}

/** The values from `from` on, `to` excluded: built without going through them. */
export function valuesBetween(diagrams: Diagrams, { first, bits, size }: Many, from: number, to: number): Bdd {
  const end = Math.min(to, size)
  const walk = (bit: number, base: number): Bdd => {
    const width = 1 << (bits - bit)
    if (base >= end || base + width <= from) return NEVER
    if (base >= from && base + width <= end) return ALWAYS
    return diagrams.node(first + bit, walk(bit + 1, base), walk(bit + 1, base + (width >> 1)))
  }
  return walk(0, 0)
}

/** Of two variables, the values where the lower one's is at least `least(upper's value)`; `least` never goes down. */
export function atLeastOf(diagrams: Diagrams, upper: Many, lower: Many, least: (value: number) => number): Bdd {
  const of = new Map<number, Bdd>()
  const from = (value: number): Bdd => {
    let made = of.get(value)
    if (made === undefined) of.set(value, (made = valuesBetween(diagrams, lower, value, lower.size)))
    return made
  }
  const walk = (bit: number, base: number): Bdd => {
    if (base >= upper.size) return NEVER
    const width = 1 << (upper.bits - bit)
    const last = base + width - 1
    // The same all along: nothing more to ask of the upper one.
    if (last < upper.size && least(base) === least(last)) return from(least(base))
    if (bit === upper.bits) return from(least(base))
    return diagrams.node(upper.first + bit, walk(bit + 1, base), walk(bit + 1, base + (width >> 1)))
  }
  return walk(0, 0)
}

/**
 * Code that comes after the first question. An element's `define.js` gives it at once; the embedder's bundle says where it is loaded
 * from, a file of its own.
 */
export class Later<T> {
  #module: T | undefined
  #coming: Promise<T> | undefined
  #load: (() => Promise<T>) | undefined
  readonly #waiting: ((module: T) => void)[] = []

  /** Undefined until it is there. */
  get now(): T | undefined {
    return this.#module
  }

  give(module: T): void {
    this.#module = module
    for (const run of this.#waiting.splice(0)) run(module)
  }

  /** Runs at once when it is there, else as soon as it is. */
  ready(run: (module: T) => void): void {
    if (this.#module) run(this.#module)
    else this.#waiting.push(run)
  }

  from(load: () => Promise<T>): void {
    this.#load = load
  }

  /**
   * Asks for it once; after a failure the next call asks again.
   * @throws {Error} when it does not come
   */
  async load(): Promise<T> {
    if (this.#module) return this.#module
    try {
      const module = await (this.#coming ??= this.#load!())
      if (!this.#module) this.give(module)
      return module
    } finally {
      this.#coming = undefined
    }
  }
}

/**
 * Code that comes after the first question. An element's `define.js` gives it at once; the embedder's bundle says where it is loaded
 * from, a file of its own.
 */
export class Later<T> {
  #module: T | undefined
  #coming: Promise<T> | undefined
  #load: (() => Promise<T>) | undefined

  /** Undefined until it is there. */
  get now(): T | undefined {
    return this.#module
  }

  give(module: T): void {
    this.#module = module
  }

  from(load: () => Promise<T>): void {
    this.#load = load
  }

  /**
   * Asks for it once; after a failure the next call asks again.
   * @throws {Error} when it does not come
   */
  async load(): Promise<T> {
    try {
      return (this.#module ??= await (this.#coming ??= this.#load!()))
    } finally {
      this.#coming = undefined
    }
  }
}

import type { Cause, Tri } from './types.js'

/** Kleene's logic with a cause: while any cause is pending, it is pending. */
export const not = (value: Tri): Tri => (typeof value === 'boolean' ? !value : value)

export const worst = (a: Cause | undefined, b: Cause | undefined): Cause | undefined =>
  a === 'pending' || b === 'pending' ? 'pending' : (a ?? b)

/** True when all are; `stop` is the value that settles it at once (false for all, true for any). */
export function settle<T>(items: readonly T[], evaluate: (item: T) => Tri, stop: boolean): Tri {
  let cause: Cause | undefined
  for (const item of items) {
    const value = evaluate(item)
    if (value === stop) return stop
    if (typeof value === 'string') cause = worst(cause, value)
  }
  return cause ?? !stop
}
export const both = (a: Tri, b: Tri): Tri =>
  a === false || b === false ? false : a === true ? b : b === true ? a : worst(a, b)!

/** Neither pending nor settled: what an effective answer is when it is not a value. */
export const PENDING = Symbol('pending')
export const UNSURE = Symbol('unsure')
export const SANS_OBJET = Symbol('sans objet')
export type Effective = string | number | readonly string[] | typeof PENDING | typeof UNSURE | typeof SANS_OBJET

export const isValue = (value: Effective): value is string | number | readonly string[] => typeof value !== 'symbol'

/** Deep equality of the plain values that nodes hold: a node whose value did not change stops the propagation. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => same((a as never)[key], (b as never)[key]))
}

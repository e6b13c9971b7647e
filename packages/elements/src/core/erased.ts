import type { ParcoursContext } from './context.js'

/**
 * True when nothing of what she did is in the new context any more: "Tout effacer", quick exit, another parcours. What a widget keeps
 * by itself goes with it. A local variant that comes is no such thing: it may come before she has answered anything, while she ticks.
 */
export function erased(before: ParcoursContext | null, after: ParcoursContext | null): boolean {
  if (!after?.session) return true
  return (
    !!before?.session &&
    (before.session.parcours.id !== after.session.parcours.id || before.erasures !== after.erasures)
  )
}

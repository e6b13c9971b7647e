import type { Session } from '@parcours/engine'

/**
 * True when a new session holds nothing of hers any more: "Tout effacer", quick exit, another parcours. What a widget keeps by itself
 * goes with it.
 */
export function erased(before: Session | null, after: Session | null): boolean {
  if (!after || before === after) return !after
  if (before && before.parcours.id !== after.parcours.id) return true
  return (
    before !== null && !Object.keys(after.stored).length && !after.plan.items.some((item) => item.statusBy === 'usager')
  )
}

import { CAPABILITIES } from './contract/names.js'
import type { Capability, Level } from './types.js'

/** The names we know among those announced. */
export function capabilitiesOf(announced: unknown): ReadonlySet<Capability> {
  return new Set(Array.isArray(announced) ? CAPABILITIES.filter((name) => announced.includes(name)) : [])
}

/**
 * The level to show. An announced capability counts only if what came can carry it, and only as far as the reader goes: whatever is
 * shown can be pressed.
 * @param has what is really in the answer: creneaux that have a link, a next date, creneaux that can be booked (by default they can)
 * @param upTo the highest level that the reader can show
 */
export function levelOf(
  capabilities: ReadonlySet<Capability>,
  has: { readonly linked: boolean; readonly next: boolean; readonly signed?: boolean },
  upTo: Level,
): Level {
  const can = (...names: Capability[]): boolean => names.every((name) => capabilities.has(name))
  const level: Level =
    can('slots', 'book', 'cancel') && has.signed !== false
      ? can('hold', 'move')
        ? 4
        : 3
      : can('slots', 'link') && has.linked
        ? 2
        : can('next') && has.next
          ? 1
          : 0
  if (level <= upTo) return level
  // A server that books also says where: with links its creneaux stay useful to a reader that cannot book.
  return can('slots', 'link') && has.linked && upTo >= 2 ? 2 : can('next') && has.next && upTo >= 1 ? 1 : 0
}

import type { PlainDate, Saved } from '@parcours/schema'

/** What this device keeps because she asked for it, until a day that she was told. Not encrypted: whoever uses the device can read it. */
export interface OnDevice {
  /** Last day it is kept. */
  readonly until: PlainDate
  /** With the answers that are sensitive. */
  readonly sensitive: boolean
  readonly saved: Saved
}

const keyOf = (parcours: string): string => `parcours:${parcours}`

/** False where the browser keeps nothing for this page: a frame without an origin, a storage turned off. */
export function keeps({ ownerDocument }: Element): boolean {
  try {
    return !!ownerDocument.defaultView?.sessionStorage
  } catch {
    return false
  }
}

/** Null when nothing is kept, or its time is over: then it is removed. */
export function onDevice({ ownerDocument }: Element, parcours: string, today: PlainDate): OnDevice | null {
  try {
    const storage = ownerDocument.defaultView!.localStorage
    const kept = JSON.parse(storage.getItem(keyOf(parcours))!) as OnDevice | null
    if (kept && kept.until >= today) return kept
    storage.removeItem(keyOf(parcours))
  } catch {
    // No storage, nothing kept.
  }
  return null
}

/** @throws {DOMException} when the browser keeps nothing for this page */
export function keepOnDevice({ ownerDocument }: Element, parcours: string, kept: OnDevice): void {
  ownerDocument.defaultView!.localStorage.setItem(keyOf(parcours), JSON.stringify(kept))
}

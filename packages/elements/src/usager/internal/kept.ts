/** What this tab keeps because she asked for it: sessionStorage, when the browser has one for us. */
const store = ({ ownerDocument }: Element): Storage | undefined => ownerDocument.defaultView?.sessionStorage
const keyOf = ({ id }: Element, parcours: string): string => `parcours:${parcours}:${id}`

/** Null when nothing is kept. */
export function keptIn(usager: Element, parcours: string): unknown {
  try {
    return JSON.parse(store(usager)!.getItem(keyOf(usager, parcours))!)
  } catch {
    return null
  }
}

/** @throws {Error} when the browser keeps nothing */
export function keep(usager: Element, parcours: string, saved: object): void {
  store(usager)!.setItem(keyOf(usager, parcours), JSON.stringify(saved))
}

/** Erases what this tab keeps, and what this device does (device.ts) unless `tab` says that only the tab is meant. */
export function forget(usager: Element, parcours = '', tab = false): void {
  try {
    store(usager)!.removeItem(keyOf(usager, parcours))
    if (!tab) usager.ownerDocument.defaultView!.localStorage.removeItem(`parcours:${parcours}`)
  } catch {
    // No storage, nothing kept.
  }
}

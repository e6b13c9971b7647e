/** An application's own bundle: i18next is there from the start. */
import { strings } from './rest.js'
import * as module from './strings.js'

strings.give(module)

/** The class, with what it speaks by: see whole.ts. */
export function speaking<T>(element: T): T {
  strings.give(module)
  return element
}

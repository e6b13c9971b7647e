/** An application's own bundle: nothing comes late. */
import * as module from '../rest.js'
import { rest } from './rest.js'
import { speaking } from './speaking.js'

rest.give(module)

/**
 * The class, with what it needs after the first question. A bundler may drop an import that is there for its effect alone, when what is
 * imported is only passed on; it never drops what makes the value.
 */
export function whole<T>(element: T): T {
  rest.give(module)
  return speaking(element)
}

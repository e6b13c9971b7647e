/** An application's own bundle: nothing comes late. */
import * as module from './more.js'
import { more } from './later.js'

more.give(module)

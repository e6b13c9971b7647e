/** An application's own bundle: nothing comes late. */
import * as module from './full.js'
import { full } from './later.js'

full.give(module)

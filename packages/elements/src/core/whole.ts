/** An application's own bundle: nothing comes late. */
import * as module from '../rest.js'
import { rest } from './rest.js'

rest.give(module)

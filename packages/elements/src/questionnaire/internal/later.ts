import { Later } from '../../core/later.js'

/** Screens and words that come after the first question. */
export const more = new Later<typeof import('./more.js')>()

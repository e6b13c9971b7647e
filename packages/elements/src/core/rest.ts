import { Later } from './later.js'

/** What follows the first question: the session's keeper, the questionnaire's course, the words of dates. */
export const rest = new Later<typeof import('../rest.js')>()

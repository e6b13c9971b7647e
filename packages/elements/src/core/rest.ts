import { Later } from './later.js'

/** What follows the first question: the session's keeper, the questionnaire's course, the words of dates. */
export const rest = new Later<typeof import('../rest.js')>()

/** i18next: what counts, and what says another language than the built-in one. There before the rest is. */
export const strings = new Later<typeof import('./strings.js')>()

/** Where both are loaded from, at once. */
export function later(from: {
  rest: () => Promise<typeof import('../rest.js')>
  strings: () => Promise<typeof import('./strings.js')>
}): void {
  strings.from(from.strings)
  rest.from(async () => {
    const [module] = await Promise.all([from.rest(), strings.load()])
    return module
  })
}

/** What the search answers, in the page as in its test. The index is made by site/build.js. */
import MiniSearch from 'minisearch'
import { MEANT, words } from './words.js'

/** How the index is written and read: the same on both sides. */
export const OPTIONS = {
  fields: ['title', 'page', 'text'],
  storeFields: ['url', 'page', 'title', 'text'],
  processTerm: words,
}

/** Where each fact of a parcours comes from, a journey read aloud, what was measured: looked for by few, full of words that all look for. */
const ASIDE =
  /^(catalogue\/|accessibilite\/(transcription|protocole)|auteurs\/regles|verification|notes-de-version|architecture|dependencies|CONTRIBUTING)/

/**
 * @param {MiniSearch} index
 * @param {string} asked as it was typed
 * @returns {import('minisearch').SearchResult[]} best first. Words that are nowhere as they are written are looked for nearly as they are written
 */
export function ask(index, asked) {
  const terms = asked.split(/[\s\p{P}]+/u).filter((term) => term && words(term))
  const query = {
    combineWith: 'AND',
    queries: terms.map((term) => ({ combineWith: 'OR', queries: [term, ...(MEANT[words(term)] ?? [])] })),
  }
  const found = (fuzzy) =>
    terms.length
      ? index.search(query, {
          prefix: (term) => term.length > 2,
          fuzzy,
          boost: { title: 4, page: 3 },
          // A page's own beginning before its parts; what is said aside, after.
          boostDocument: (_id, _term, { url } = {}) => (ASIDE.test(url) ? 0.2 : 1) * (url?.includes('#') ? 1 : 1.5),
        })
      : []
  const exact = found(false)
  return exact.length ? exact : found((term) => (term.length > 4 ? 0.2 : 0))
}

/** @param {string} json as site/build.js writes it */
export const read = (json) => MiniSearch.loadJSON(json, OPTIONS)

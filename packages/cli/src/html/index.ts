/** The plan as plain HTML, without files: for `parcours html`, a server, or a browser. */
export { plainHtml, type PlainOptions } from './page.js'
export { durationWords, flat, InWords, type Words } from './words.js'

/** How she goes on with another parcours, once she asks for it: a file of its own of the embedder's bundle. */
import './rest.js'
export { Onward } from './usager/internal/onward.js'
export { unread } from './usager/internal/unread.js'

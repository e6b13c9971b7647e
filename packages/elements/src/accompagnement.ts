/** Counter mode, only where a host asks for it: a file of its own of the embedder's bundle. */
import './rest.js'
export { Counter } from './usager/internal/counter.js'

/** What listens to a host that knows the person, when it says so: a file of its own of the embedder's bundle. */
import './rest.js'
export { HostTeller } from './usager/internal/statuses.js'

/** What a hand-over link needs, when she asks for one or brings one: a file of its own of the embedder's bundle. */
import './kit.js'
export { codeOf, fragmentIn, inspectLink, LinkError, newCode, open, seal, spelled } from './kit/internal/link.js'
export { qrOf } from './kit/internal/qr.js'

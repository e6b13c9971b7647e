/** What makes events for evaluation, when the host plugs its own: a file of its own of the embedder's bundle. */
import './rest.js'
export { Recorder } from './evaluation/recorder.js'

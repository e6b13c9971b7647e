/** What makes the document to take along, when she asks for it: a file of its own of the embedder's bundle, its fonts others; it comes after what seals links. */
import './carry.js'
export { makePdf } from './kit/pdf/make.js'
export { sheetOf } from './kit/sheet.js'

export { textOf } from '../runs.js'
export { sheetOf, type Sheet, type SheetOptions } from '../sheet.js'
export { FONT_FILES, makePdf, PDF_NAME, type PdfOptions } from './make.js'

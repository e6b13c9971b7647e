import PDFDocument from 'pdfkit'
import type { Line } from '../runs.js'
import type { Sheet } from '../sheet.js'
import { Composer } from './compose.js'
import { Fonts, type FontFiles } from './fonts.js'
import { Pages } from './page.js'

export interface PdfOptions {
  /** BCP 47. */
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** Nothing under 16 points. */
  readonly large: boolean
  /** 'YYYY-MM-DD': the document's own date. Its hour says nothing. */
  readonly today: string
}

/** Says nothing of what it is about. */
export const PDF_NAME = 'demarches.pdf'

/** Fonts as modules; the embedder's files load them their own way. */
export const FONT_FILES: FontFiles = {
  latin: () => import('./fonts/latin.js'),
  'latin-ext': () => import('./fonts/latin-ext.js'),
  arabic: () => import('./fonts/arabic.js'),
}

/**
 * The sheet as a PDF: tagged (PDF/UA-1), with its language, title, bookmarks and links. Made here; nothing is sent anywhere.
 * @throws {Error} when a font does not come
 */
export async function makePdf(sheet: Sheet, options: PdfOptions, files: FontFiles = FONT_FILES): Promise<Blob> {
  const { lang, dir, large, today } = options
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang,
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: true,
    // None of the standard fonts: they cannot be embedded.
    font: null,
    info: { Title: sheet.title, CreationDate: new Date(`${today}T12:00:00Z`), Creator: 'Parcours', Producer: 'PDFKit' },
  } as object as PDFKit.PDFDocumentOptions)
  escapeTitle(doc, sheet.title)
  const chunks: Uint8Array[] = []
  const whole = new Promise<void>((done, failed) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => done())
    doc.on('error', failed)
  })
  const fonts = await Fonts.of(doc, textIn(sheet), files)
  new Composer(new Pages(doc, fonts, dir), sheet, large).compose()
  doc.end()
  await whole
  return new Blob(chunks as BlobPart[], { type: 'application/pdf' })
}

/** Every character of a sheet, for its fonts. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object') return ''
  return Object.values(value as Record<string, unknown> | Line)
    .map(textIn)
    .join('')
}

/** pdfkit writes the title into XML as it is. */
function escapeTitle(doc: InstanceType<typeof PDFDocument>, title: string): void {
  const own = doc as unknown as { info: { Title: string }; endMetadata(): void }
  const end = own.endMetadata
  own.endMetadata = function () {
    this.info.Title = title.replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`)
    end.call(this)
  }
}

import type PDFDocument from 'pdfkit'
import { sfntOf } from './sfnt.js'

type Doc = InstanceType<typeof PDFDocument>
type Files = { readonly regular: string; readonly bold: string }
/** What pdfkit needs of fontkit's fonts and does not type. */
interface Glyph {
  readonly id: number
  readonly codePoints: readonly number[]
  readonly advanceWidth: number
}
interface Embedded {
  readonly font: {
    hasGlyphForCodePoint(code: number): boolean
    getGlyph(id: number, codePoints?: readonly number[]): Glyph
    glyphsForString(text: string): Glyph[]
    _glyphs: Record<number, Glyph | undefined>
  }
  readonly subset: { readonly glyphs: number[]; readonly mapping: Record<number, number> }
  readonly scale: number
  readonly widths: number[]
  readonly unicode: (readonly number[])[]
  widthOfString(text: string, size: number): number
  layout(text: string, features?: unknown): { glyphs: readonly Glyph[]; positions: readonly unknown[] }
  layoutRun(text: string, features?: unknown): unknown
  encode(text: string, features?: unknown): [string[], readonly unknown[]]
}

/** One family that covers some characters, in two weights. */
export interface Face {
  readonly name: string
  /** Turns its own words: it writes from right to left. */
  readonly rtl: boolean
}

/** Who embeds the kit in files of its own loads the rarer fonts in its own way. */
export interface FontFiles {
  latin(): Promise<Files>
  'latin-ext'(): Promise<Files>
  arabic(): Promise<Files>
}

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/
/** Beyond what French and English are written with: names and notes of other languages of Europe and Africa. */
const EXTENDED = /[\u0100-\u0130\u0132-\u0151\u0154-\u024f\u0250-\u02ba\u1e00-\u1eff]/

/** pdfkit's types know Node's bytes alone. */
const bytes = (base64: string): Buffer => sfntOf(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))) as Buffer

/** What the first font has, for sure. */
const SIMPLE = /^[ -~\u00a0-\u00ac\u00ae-\u00ff\u0152\u0153\u2013\u2014\u2018-\u201d\u2026\u20ac]*$/

/** Characters that our fonts lack, as others that say the same. */
const SAME: Readonly<Record<string, string>> = {
  '\u202f': '\u00a0',
  '\u2009': '\u00a0',
  '\u2010': '-',
  '\u2011': '-',
  '\u2192': '>',
  '\t': ' ',
}

/** The fonts of a document: which one has a character, and how wide words are. Widths are kept: a plan repeats itself. */
export class Fonts {
  readonly #doc: Doc
  readonly #faces: readonly Face[]
  readonly #has = new Map<string, Face | null>()
  readonly #told = new WeakSet<Embedded>()
  /** Regular, and bold. */
  readonly #widths = [new Map<Face, Map<string, number>>(), new Map<Face, Map<string, number>>()] as const

  private constructor(doc: Doc, faces: readonly Face[]) {
    this.#doc = doc
    this.#faces = faces
  }

  /**
   * @param text everything that will be written: a script that is not in it costs nothing
   * @throws {Error} when a font does not come
   */
  static async of(doc: Doc, text: string, files: FontFiles): Promise<Fonts> {
    const wanted = [
      'latin' as const,
      ...(ARABIC.test(text) ? ['arabic' as const] : []),
      ...(EXTENDED.test(text) ? ['latin-ext' as const] : []),
    ]
    const loaded = await Promise.all(wanted.map((name) => files[name]()))
    loaded.forEach(({ regular, bold }, rank) => {
      doc.registerFont(`${wanted[rank]}-regular`, bytes(regular))
      doc.registerFont(`${wanted[rank]}-bold`, bytes(bold))
    })
    return new Fonts(
      doc,
      wanted.map((name) => ({ name, rtl: name === 'arabic' })),
    )
  }

  #metrics(face: Face, strong: boolean): Embedded {
    this.#doc.font(fontName(face, strong))
    const { _font: font } = this.#doc as unknown as { _font: Embedded }
    if (!this.#told.has(font)) {
      this.#told.add(font)
      if (face.rtl) tellLetters(font)
      else if (!strong) setPlainly(font)
    }
    return font
  }

  /** The first face that has it; null: none has. */
  faceOf(char: string): Face | null {
    let face = this.#has.get(char)
    if (face === undefined) {
      const code = char.codePointAt(0)!
      face = this.#faces.find((one) => this.#metrics(one, false).font.hasGlyphForCodePoint(code)) ?? null
      this.#has.set(char, face)
    }
    return face
  }

  /** The face of a text that one face has whole: most of what is written. */
  simple(text: string): Face | null {
    return SIMPLE.test(text) ? this.#faces[0]! : null
  }

  /** The same text in characters that the fonts have; what none has gives way to a question mark. */
  writable(text: string): string {
    if (SIMPLE.test(text)) return text
    let out = ''
    for (const char of text.normalize('NFC')) out += this.faceOf(char) ? char : (SAME[char] ?? (char < ' ' ? '' : '?'))
    return out
  }

  width(text: string, face: Face, strong: boolean, size: number): number {
    const known = this.#widths[strong ? 1 : 0]
    let widths = known.get(face)
    if (!widths) known.set(face, (widths = new Map()))
    let width = widths.get(text)
    if (width === undefined) widths.set(text, (width = this.#metrics(face, strong).widthOfString(text, 1000)))
    return (width * size) / 1000
  }
}

export const fontName = ({ name }: Face, strong: boolean): string => `${name}-${strong ? 'bold' : 'regular'}`

/**
 * Arabic letters share shapes, and differ by their dots: who copies or searches the document must find the letter, not the shape that
 * was drawn first. Each letter gets a number of its own in the font that goes along.
 */
function tellLetters(embedded: Embedded): void {
  const { font, subset, scale, widths, unicode } = embedded
  const glyphs = new Map<string, Glyph>()
  const make = font.getGlyph
  font.getGlyph = function (id, codePoints = []) {
    const key = `${id} ${codePoints.join()}`
    let glyph = glyphs.get(key)
    if (!glyph) {
      delete this._glyphs[id]
      glyphs.set(key, (glyph = make.call(this, id, codePoints)))
    }
    return glyph
  }
  const numbers = new Map<string, number>()
  embedded.encode = (text, features) => {
    const { glyphs: drawn, positions } = embedded.layout(text, features)
    const codes = drawn.map(({ id, codePoints, advanceWidth }) => {
      const key = `${id} ${codePoints.join()}`
      let number = numbers.get(key)
      if (number === undefined) {
        number = subset.glyphs.push(id) - 1
        numbers.set(key, number)
        subset.mapping[id] ??= number
        widths[number] = advanceWidth * scale
        unicode[number] = codePoints
      }
      return number.toString(16).padStart(4, '0')
    })
    return [codes, positions]
  }
}

/**
 * Latin letters stand side by side: what a font would refine between two of them takes most of the time that a page takes on an old
 * phone. Titles and what is set in bold keep it.
 */
function setPlainly(embedded: Embedded): void {
  const { font, scale } = embedded
  embedded.layoutRun = (text) => {
    const glyphs = font.glyphsForString(text)
    let advanceWidth = 0
    const positions = glyphs.map((glyph) => {
      const width = glyph.advanceWidth * scale
      advanceWidth += width
      return { xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: width }
    })
    return { glyphs, positions, advanceWidth }
  }
}

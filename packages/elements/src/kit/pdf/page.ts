import type PDFDocument from 'pdfkit'
import type { Line } from '../runs.js'
import { fontName, type Fonts } from './fonts.js'
import { layOut, type Piece, type TextLine, type TextStyle } from './text.js'

type Doc = InstanceType<typeof PDFDocument>
/** pdfkit's structure and marks, as far as they are used here. */
interface Element {
  add(child: unknown): Element
  end(): void
}
interface Marks {
  struct(type: string, options?: object): Element
  addStructure(element: Element): void
  markStructureContent(tag: string): unknown
  endMarkedContent(): void
  markContent(tag: string, options?: object): void
}

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89 }
/** 17 mm at the sides; the foot holds the page's number. */
export const MARGIN = { side: 48, top: 46, bottom: 52 }
export const COLUMN = PAGE.width - 2 * MARGIN.side
export const ROOM = PAGE.height - MARGIN.top - MARGIN.bottom

/** A node of the structure that a screen reader walks; made when something of it is first drawn, so that it reads in the order of drawing. */
export class Tag {
  readonly type: string
  readonly parent: Tag | null
  readonly options: object
  element: Element | undefined

  constructor(type: string, parent: Tag | null, options: object = {}) {
    this.type = type
    this.parent = parent
    this.options = options
  }
}

/** An indivisible strip of a page. */
export interface Band {
  readonly height: number
  /** The next one stands on the same page. */
  readonly keep?: boolean
  draw(top: number): void
}

export interface Style extends TextStyle {
  /** From baseline to baseline, in sizes. */
  readonly leading?: number
  readonly color?: string
}
export interface Box {
  /** From the side where lines start. */
  readonly start: number
  readonly width: number
}
/** Lines laid out, with what draws them. */
export interface Text {
  readonly height: number
  readonly lines: readonly TextLine[]
  readonly style: Style
  readonly box: Box
  readonly dir: 'ltr' | 'rtl'
}

/** What Arabic needs from baseline to baseline, with its marks above and below. */
const TALL = 1.6

export const COLORS = {
  ink: '#1b2333',
  quiet: '#4a5262',
  primary: '#0b4f5c',
  accent: '#9a5200',
  line: '#d8d2c6',
  edge: '#7c776b',
  ground: '#f6f4ef',
  soft: '#e4eff0',
} as const

/** Writes bands on pages: structure, links, bookmarks, and where everything stands in a language that reads the other way. */
export class Pages {
  readonly doc: Doc
  readonly fonts: Fonts
  readonly dir: 'ltr' | 'rtl'
  /** Arabic needs more room between lines. */
  readonly leading: number
  readonly root: Tag
  #y = MARGIN.top
  #count = 0

  constructor(doc: Doc, fonts: Fonts, dir: 'ltr' | 'rtl') {
    this.doc = doc
    this.fonts = fonts
    this.dir = dir
    this.leading = dir === 'rtl' ? TALL : 1.38
    this.root = new Tag('Document', null)
    this.newPage()
  }

  get #marks(): Marks {
    return this.doc as unknown as Marks
  }

  /** From 1. */
  get page(): number {
    return this.#count
  }
  get left(): number {
    return PAGE.height - MARGIN.bottom - this.#y
  }

  newPage(): void {
    this.doc.addPage({ size: 'A4', margin: 0 })
    this.#count++
    this.#y = MARGIN.top
  }

  /** The left edge of a box, wherever lines start. */
  x({ start, width }: Box): number {
    return this.dir === 'rtl' ? PAGE.width - MARGIN.side - start - width : MARGIN.side + start
  }

  // Bands.

  /** Puts strips one under the other; those that keep together go to the next page together. */
  place(bands: readonly Band[]): void {
    for (const group of groups(bands)) {
      const height = group.reduce((sum, band) => sum + band.height, 0)
      // What is taller than a page breaks where it must.
      if (height > this.left && this.#y > MARGIN.top && (height <= ROOM || group[0]!.height > this.left)) this.newPage()
      for (const band of group) {
        if (band.height > this.left && this.#y > MARGIN.top) this.newPage()
        // Space at the top of a page is nobody's.
        if (this.#y === MARGIN.top && band.draw === nothing) continue
        band.draw(this.#y)
        this.#y += band.height
      }
    }
  }

  /** How many pages they take from the top of one, and what is left of the last. Draws nothing. */
  static measure(bands: readonly Band[]): { pages: number; left: number } {
    let pages = 1
    let y = 0
    for (const group of groups(bands)) {
      const height = group.reduce((sum, band) => sum + band.height, 0)
      if (y + height > ROOM && y > 0 && (height <= ROOM || y + group[0]!.height > ROOM)) {
        pages++
        y = 0
      }
      for (const band of group) {
        if (y + band.height > ROOM && y > 0) {
          pages++
          y = 0
        }
        if (y === 0 && band.draw === nothing) continue
        y += band.height
      }
    }
    return { pages, left: ROOM - y }
  }

  // Text.

  text(line: Line, style: Style, box: Box, dir = this.#dirOf(line)): Text {
    const lines = layOut(this.fonts, line, style, box.width, dir)
    return { height: lines.length * this.#step(style), lines, style, box, dir }
  }

  #step({ size, leading = this.leading }: Style): number {
    return size * (this.dir === 'rtl' ? Math.max(leading, TALL) : leading)
  }

  /** A paragraph wholly in another language reads its own way. */
  #dirOf(line: Line): 'ltr' | 'rtl' {
    const [first] = line
    return first?.lang && first.dir && line.every(({ lang }) => lang === first.lang) ? first.dir : this.dir
  }

  /** One strip a line: a paragraph may go on over the page, but never by one line alone. */
  bands(text: Text, tag: Tag, more: { keep?: boolean; under?: (top: number, height: number) => void } = {}): Band[] {
    const height = this.#step(text.style)
    const { length } = text.lines
    return text.lines.map((line, rank) => ({
      height,
      keep: more.keep || rank === 0 || rank === length - 2 ? rank < length - 1 || more.keep === true : false,
      draw: (top) => {
        more.under?.(top, height)
        this.#drawLines(text, [line], top, tag)
      },
    }))
  }

  /** All its lines at once. */
  draw(text: Text, top: number, tag: Tag): void {
    this.#drawLines(text, text.lines, top, tag)
  }

  #drawLines({ style, box, dir }: Text, lines: readonly TextLine[], top: number, tag: Tag): void {
    const step = this.#step(style)
    const left = this.x(box)
    lines.forEach((line, rank) => {
      // The baseline stands so that small letters are in the middle of the strip.
      const baseline = top + rank * step + step / 2 + style.size * 0.34
      const start = dir === 'rtl' ? left + box.width - line.width : left
      for (const group of byRun(line.pieces)) this.#drawGroup(group, start, baseline, style, tag, line.bidi)
    })
  }

  /** What is of one run on one line: plain text of its paragraph, another language, or a link. */
  #drawGroup(pieces: readonly Piece[], start: number, baseline: number, style: Style, tag: Tag, bidi: boolean): void {
    const { run } = pieces[0]!
    const { href, lang } = run
    const said = pieces.map((piece) => piece.said).join('')
    const link = href ? new Tag('Link', tag) : null
    // Letters are drawn from left to right: what is read stands beside them.
    const own =
      lang || bidi
        ? new Tag('Span', link ?? tag, { ...(lang ? { lang } : {}), ...(bidi ? { actual: said } : {}) })
        : (link ?? tag)
    const color = href ? COLORS.primary : (style.color ?? COLORS.ink)
    this.#content(own, () => {
      for (const piece of pieces) this.#drawPiece(piece, start + piece.x, baseline, style.size, color)
      if (href) this.#underline(pieces, start, baseline, style.size)
    })
    if (!link) return
    const from = Math.min(...pieces.map(({ x }) => x))
    const to = Math.max(...pieces.map(({ x, width }) => x + width))
    const top = baseline - style.size * 0.95
    this.doc.link(start + from, top, to - from, style.size * 1.3, href!, {
      structParent: link.element,
      Contents: new String(said.trim()),
    } as object as PDFKit.Mixins.AnnotationOption)
    // Ended on its own page: the structure says there where the link stands.
    link.element!.end()
  }

  #drawPiece({ text, face, strong }: Piece, x: number, baseline: number, size: number, color: string): void {
    this.doc.font(fontName(face, strong), size).fillColor(color)
    this.doc.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
  }

  #underline(pieces: readonly Piece[], start: number, baseline: number, size: number): void {
    const from = Math.min(...pieces.map(({ x }) => x))
    const to = Math.max(...pieces.map(({ x, width }) => x + width))
    this.doc
      .moveTo(start + from, baseline + size * 0.16)
      .lineTo(start + to, baseline + size * 0.16)
      .lineWidth(size * 0.05)
      .strokeColor(COLORS.primary)
      .stroke()
  }

  // Structure.

  #open(tag: Tag): Element {
    if (tag.element) return tag.element
    const element = (tag.element = this.#marks.struct(tag.type, tag.options))
    if (tag.parent) this.#open(tag.parent).add(element)
    else this.#marks.addStructure(element)
    return element
  }

  #content(tag: Tag, draw: () => void): void {
    const element = this.#open(tag)
    const content = this.#marks.markStructureContent(tag.type)
    draw()
    this.#marks.endMarkedContent()
    element.add(content)
  }

  /** Shapes that say nothing that words do not. */
  decor(draw: (doc: Doc) => void): void {
    this.#marks.markContent('Artifact', { type: 'Layout' })
    this.doc.save()
    draw(this.doc)
    this.doc.restore()
    this.#marks.endMarkedContent()
  }

  /** A bookmark to where the writing stands. */
  bookmark(title: string, parent?: PDFKit.PDFOutline): PDFKit.PDFOutline {
    return (parent ?? this.doc.outline).addItem(title)
  }

  /** The foot of every page. */
  finish(size: number, foot: (page: number, pages: number) => readonly { line: Line; end: boolean }[]): void {
    const style = { size, color: COLORS.quiet }
    for (let page = 1; page <= this.#count; page++) {
      this.doc.switchToPage(page - 1)
      this.#marks.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
      const y = PAGE.height - MARGIN.bottom + 14
      this.doc
        .moveTo(MARGIN.side, y)
        .lineTo(PAGE.width - MARGIN.side, y)
        .lineWidth(0.75)
        .strokeColor(COLORS.line)
        .stroke()
      for (const { line, end } of foot(page, this.#count)) {
        const text = this.text(line, style, { start: 0, width: COLUMN }, this.dir)
        const [first] = text.lines
        if (!first) continue
        const right = end !== (this.dir === 'rtl')
        const start = right ? PAGE.width - MARGIN.side - first.width : MARGIN.side
        for (const piece of first.pieces) this.#drawPiece(piece, start + piece.x, y + 6 + size, style.size, style.color)
      }
      this.#marks.endMarkedContent()
    }
  }
}

const nothing = (): void => {}
/** Space between bands; none at the top of a page. */
export const gap = (height: number): Band => ({ height, draw: nothing, keep: false })
/** The same, that does not part what is above from what is under it. */
export const tie = (height: number): Band => ({ height, draw: nothing, keep: true })

/** Strips that go together. Space goes with what is above it. */
function groups(bands: readonly Band[]): Band[][] {
  const out: Band[][] = []
  let open = false
  for (const band of bands) {
    if (open) out.at(-1)!.push(band)
    else out.push([band])
    open = band.keep === true
  }
  return out
}

function byRun(pieces: readonly Piece[]): Piece[][] {
  const out: Piece[][] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    const before = last?.[0]!.run
    const same =
      before &&
      (before === piece.run || (!before.href && !piece.run.href && before.lang === piece.run.lang && !before.lang))
    if (same) last!.push(piece)
    else out.push([piece])
  }
  return out
}

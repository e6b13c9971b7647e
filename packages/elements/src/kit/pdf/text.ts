import type { Line, Run } from '../runs.js'
import { isRtl, levelsOf, STEERING, turned, visual } from './bidi.js'
import type { Face, Fonts } from './fonts.js'

/** Characters of one run and one font that stand together, as they are drawn. */
export interface Piece {
  readonly text: string
  /** As they are read. */
  readonly said: string
  readonly run: Run
  readonly face: Face
  readonly strong: boolean
  /** From the line's left end. Points. */
  readonly x: number
  readonly width: number
  /** It reads from right to left. */
  readonly backwards: boolean
}
/** Pieces in reading order. */
export interface TextLine {
  readonly pieces: readonly Piece[]
  readonly width: number
  /** It holds something that reads from right to left. */
  readonly bidi: boolean
}
export interface TextStyle {
  /** Points. */
  readonly size: number
  readonly strong?: boolean
}

/** A word or the space between two, before it has a place. */
interface Atom {
  readonly text: string
  readonly space: boolean
  readonly run: Run
  readonly face: Face
  readonly strong: boolean
  readonly width: number
  readonly level: number
  /** Once it has a place. */
  x: number
}

/**
 * Cuts a line of runs into lines of a width. Words break at spaces; one that is wider than the line, anywhere.
 * @param dir of the paragraph
 */
export function layOut(fonts: Fonts, line: Line, style: TextStyle, width: number, dir: 'ltr' | 'rtl'): TextLine[] {
  const bidi = dir === 'rtl' || line.some((run) => run.dir === 'rtl' || isRtl(run.text))
  const atoms = atomsOf(fonts, line, style, bidi, dir)
  const lines: Atom[][] = []
  let current: Atom[] = []
  let used = 0
  const flush = (): void => {
    while (current.at(-1)?.space) current.pop()
    if (current.length) lines.push(current)
    current = []
    used = 0
  }
  for (let i = 0; i < atoms.length;) {
    // What no space parts stays together.
    let end = i + 1
    if (!atoms[i]!.space) while (end < atoms.length && !atoms[end]!.space) end++
    const word = atoms.slice(i, end)
    const size = word.reduce((sum, atom) => sum + atom.width, 0)
    i = end
    if (word[0]!.space && !current.length) continue
    if (!word[0]!.space && used + size > width && current.length) flush()
    if (size > width && !word[0]!.space) {
      for (const piece of word.flatMap((atom) => chopped(fonts, atom, style))) {
        if (used + piece.width > width && current.length) flush()
        current.push(piece)
        used += piece.width
      }
      continue
    }
    current.push(...word)
    used += size
  }
  flush()
  return lines.map((all) => placed(all, bidi))
}

function atomsOf(fonts: Fonts, line: Line, style: TextStyle, bidi: boolean, dir: 'ltr' | 'rtl'): Atom[] {
  const runs = line.map((run) => {
    const text = fonts.writable(run.text.replace(STEERING, ''))
    // Another language, or a number, keeps its own order.
    return { run, text: bidi && run.dir ? `${run.dir === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069` : text }
  })
  const levels = bidi ? levelsOf(runs.map(({ text }) => text).join(''), dir) : null
  const out: Atom[] = []
  let at = 0
  for (const { run, text } of runs) {
    const strong = (run.strong ?? style.strong) === true
    let from = 0
    const push = (to: number, face: Face, level: number): void => {
      const chars = text.slice(from, to)
      out.push({
        text: chars,
        space: chars === ' ',
        run,
        face,
        strong,
        width: fonts.width(chars, face, strong, style.size),
        level,
        x: 0,
      })
    }
    const simple = !bidi && fonts.simple(text)
    if (simple) {
      for (const chars of text.split(/( )/)) {
        if (!chars) continue
        const width = fonts.width(chars, simple, strong, style.size)
        out.push({ text: chars, space: chars === ' ', run, face: simple, strong, width, level: 0, x: 0 })
      }
      continue
    }
    let face: Face | null = null
    let level = 0
    for (let i = 0; i <= text.length; i++) {
      const char = text[i]
      const steers = char !== undefined && char >= '\u2066' && char <= '\u2069'
      const nextFace: Face | null = char === undefined || steers ? null : (fonts.faceOf(char) ?? face)
      const nextLevel = levels?.[at + i] ?? 0
      const cut =
        char === undefined || steers || char === ' ' || text[from] === ' ' || nextFace !== face || nextLevel !== level
      if (cut && face && i > from) {
        push(i, face, level)
        from = i
      }
      if (steers) from = i + 1
      face = nextFace
      level = nextLevel
    }
    at += text.length
  }
  return out
}

const chopped = (fonts: Fonts, atom: Atom, { size }: TextStyle): Atom[] =>
  [...atom.text].map((text) => ({ ...atom, text, width: fonts.width(text, atom.face, atom.strong, size) }))

/** Gives each its place on the line; neighbours of one look become one. */
function placed(atoms: readonly Atom[], bidi: boolean): TextLine {
  let x = 0
  for (const atom of bidi ? visual(atoms) : atoms) {
    atom.x = x
    x += atom.width
  }
  const pieces: Mutable<Piece>[] = []
  for (const { run, face, strong, width, level, text, x: start } of atoms) {
    const backwards = level % 2 === 1
    const before = pieces.at(-1)
    if (
      before &&
      !backwards &&
      !before.backwards &&
      before.run === run &&
      before.face === face &&
      Math.abs(before.x + before.width - start) < 0.001
    ) {
      before.text += text
      before.said += text
      before.width += width
    } else {
      const drawn = backwards && !face.rtl ? turned(text) : text
      pieces.push({ text: drawn, said: text, run, face, strong, x: start, width, backwards })
    }
  }
  return { pieces, width: x, bidi }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Widths of text without a browser: hundredths of an em, rounded up over the named fonts (Noto Sans, DejaVu Sans, Arial), so that a line is never wider than its box.
 */
export const FONTS = "'Noto Sans', Arial, 'Helvetica Neue', Helvetica, sans-serif"
const NARROW = new Set([..."iIjl.,;:!|’'`()[]ft"])
const WIDE = new Set([...'mwMWŒœÆæ@%—…'])
function advance(char: string): number {
  if (char === ' ' || char === '\u00a0' || char === '\u202f') return 0.29
  if (NARROW.has(char)) return 0.37
  if (WIDE.has(char)) return 0.93
  // Letters of other scripts are measured by the widest of ours.
  if (char > '\u024f') return 0.95
  return /\p{Lu}/u.test(char) ? 0.72 : 0.61
}
/** In user units, for a size in the same. */
export const widthOf = (text: string, size: number, bold = false): number =>
  [...text].reduce((sum, char) => sum + advance(char), 0) * size * (bold ? 1.06 : 1)
export const lineHeight = (size: number): number => Math.round(size * 1.4)

/** Lines no wider than `width`; a word that is wider alone is cut. At most `most` lines: the last one then ends with « … ». */
export function wrapped(text: string, width: number, size: number, most: number, bold = false): string[] {
  const fits = (line: string): boolean => widthOf(line, size, bold) <= width
  const lines: string[] = []
  let line = ''
  // A French sign stays with the word before it, a quotation mark with the word inside.
  const words = text
    .replace(/ (?=[:;!?»])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .split(' ')
    .filter(Boolean)
  for (let word of words) {
    if (line && fits(`${line} ${word}`)) {
      line += ` ${word}`
      continue
    }
    if (line) lines.push(line)
    while (!fits(word)) {
      let n = word.length - 1
      while (n > 1 && !fits(word.slice(0, n))) n--
      lines.push(word.slice(0, n))
      word = word.slice(n)
    }
    line = word
  }
  if (line) lines.push(line)
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  let last = kept[most - 1]!
  while (last && !fits(`${last}…`)) last = last.slice(0, -1)
  kept[most - 1] = `${last.trimEnd()}…`
  return kept
}

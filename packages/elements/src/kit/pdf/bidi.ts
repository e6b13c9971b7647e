import bidiFactory, { type Bidi } from 'bidi-js'

/** Letters that are written from right to left, and what steers them. */
const RTL = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff]/
/** Marks that steer direction and have no shape. */
export const STEERING = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g

// Its types say a CommonJS default; what bundlers and Node give is the function.
const bidi = (bidiFactory as unknown as () => Bidi)()

export const isRtl = (text: string): boolean => RTL.test(text)

/** The embedding level of each character: odd ones read from right to left. */
export const levelsOf = (text: string, dir: 'ltr' | 'rtl'): Uint8Array => bidi.getEmbeddingLevels(text, dir).levels

/** A word of an odd level whose font does not turn it by itself: backwards, with its brackets turned. */
export const turned = (text: string): string =>
  [...text]
    .reverse()
    .map((char) => bidi.getMirroredCharacter(char) ?? char)
    .join('')

/** Pieces of a line in the order in which they stand from left to right (rule L2 of the Unicode algorithm). */
export function visual<T extends { readonly level: number }>(pieces: readonly T[]): T[] {
  const out = [...pieces]
  const highest = Math.max(0, ...out.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < out.length; from++) {
      if (out[from]!.level < level) continue
      let to = from
      while (to < out.length && out[to]!.level >= level) to++
      out.splice(from, to - from, ...out.slice(from, to).reverse())
      from = to
    }
  }
  return out
}

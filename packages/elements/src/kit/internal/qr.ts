import { encode } from 'uqr'

export interface Qr {
  /** 1 to 40: 4 × version + 17 modules a side. */
  readonly version: number
  readonly level: 'L' | 'M'
  /** Modules a side, the quiet zone of four included. */
  readonly size: number
  /** The dark modules, as one path of the size of a module a unit. */
  readonly path: string
}

/** Beyond this a phone held over another phone no longer tells the modules apart: 4 × 27 + 17 = 125 a side. */
const LARGEST = 27
const QUIET = 4

/** Repairs 15 % of itself where it can, else 7 %. Null: too long for a code that a phone can read. */
export function qrOf(text: string): Qr | null {
  for (const level of ['M', 'L'] as const) {
    try {
      const { data, size, version } = encode(text, { ecc: level, maxVersion: LARGEST, border: QUIET })
      return { version, level, size, path: pathOf(data) }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  return null
}

/** Runs of dark modules, row by row. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = ''
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`
    }
  return path
}

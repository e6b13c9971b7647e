import { unzlibSync } from 'fflate'

const HEADER = 12
const ENTRY = 16

/**
 * A WOFF file as the font that it wraps: tables inflated once, where the reader of fonts would inflate the whole of the outlines for
 * each letter.
 * @throws {Error} when it is no WOFF file
 */
export function sfntOf(woff: Uint8Array): Uint8Array {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength)
  if (from.getUint32(0) !== 0x774f4646) throw new Error('Not a WOFF font.')
  const count = from.getUint16(12)
  const tables = Array.from({ length: count }, (_, rank) => {
    const at = 44 + rank * 20
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((field) => from.getUint32(at + field)) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const data = woff.subarray(offset, offset + packed)
    return { tag, checksum, data: packed < length ? unzlibSync(data, { out: new Uint8Array(length) }) : data }
  })
  const padded = (length: number): number => (length + 3) & ~3
  const start = HEADER + count * ENTRY
  const out = new Uint8Array(tables.reduce((sum, { data }) => sum + padded(data.length), start))
  const to = new DataView(out.buffer)
  const power = Math.floor(Math.log2(count))
  to.setUint32(0, from.getUint32(4))
  to.setUint16(4, count)
  to.setUint16(6, 2 ** power * 16)
  to.setUint16(8, power)
  to.setUint16(10, count * 16 - 2 ** power * 16)
  let at = start
  tables.forEach(({ tag, checksum, data }, rank) => {
    const entry = HEADER + rank * ENTRY
    to.setUint32(entry, tag)
    to.setUint32(entry + 4, checksum)
    to.setUint32(entry + 8, at)
    to.setUint32(entry + 12, data.length)
    out.set(data, at)
    at += padded(data.length)
  })
  return out
}

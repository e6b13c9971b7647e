/** The work that a service under attack asks of everybody before it answers. */

/** More would be minutes on an old phone: she is told to come back later instead. */
export const MOST_BITS = 20
const BATCH = 64

/**
 * The smallest n such that SHA-256(`defi:n`) starts with so many zero bits, as the header Parcours-Preuve wants it; null when it is too
 * much work, or when the page is not secure and has no SHA-256.
 */
export async function solve(
  { defi, bits }: { readonly defi: string; readonly bits: number },
  signal?: AbortSignal,
): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  if (!subtle || !(bits >= 0 && bits <= MOST_BITS)) return null
  const encoder = new TextEncoder()
  for (let first = 0; ; first += BATCH) {
    signal?.throwIfAborted()
    const hashes = await Promise.all(
      Array.from({ length: BATCH }, (_, i) => subtle.digest('SHA-256', encoder.encode(`${defi}:${first + i}`))),
    )
    const found = hashes.findIndex((hash) => Math.clz32(new DataView(hash).getUint32(0)) >= bits)
    if (found >= 0) return `${defi}:${first + found}`
  }
}

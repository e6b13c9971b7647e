/**
 * What a page and the frame in it say to each other: how tall the frame is, where to look, and that she leaves. Numbers and words of a
 * fixed list; never an answer, a title or an address. Each side checks who speaks before it reads.
 */
export type FromFrame =
  /** It listens. */
  | { readonly parcours: 1; readonly type: 'pret' }
  /** CSS pixels. */
  | { readonly parcours: 1; readonly type: 'hauteur'; readonly value: number }
  /** What was just shown begins there: CSS pixels from the frame's top. */
  | { readonly parcours: 1; readonly type: 'defile'; readonly value: number }
  /** Quick exit: the frame is empty already, the page around it is to be left. */
  | { readonly parcours: 1; readonly type: 'quitter' }

export type FromPage =
  /** The page listens: the frame need not scroll by itself. */
  | { readonly parcours: 1; readonly type: 'bonjour' }
  /** How much of the frame's top is above what she sees, in CSS pixels: what sticks to the top sticks there. */
  | { readonly parcours: 1; readonly type: 'vue'; readonly value: number }

/** Taller than this is a fault, or a forgery. CSS pixels. */
export const TALLEST = 60_000

const length = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= TALLEST
const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  pret: (value) => value === undefined,
  quitter: (value) => value === undefined,
  bonjour: (value) => value === undefined,
  hauteur: length,
  defile: length,
  vue: length,
}

/** What was said, when it is of ours and well said; null else. The caller has checked who says it. */
export function read(data: unknown): FromFrame | FromPage | null {
  if (typeof data !== 'object' || data === null) return null
  const { parcours, type, value } = data as Record<string, unknown>
  if (parcours !== 1 || typeof type !== 'string' || !Object.hasOwn(KINDS, type)) return null
  return KINDS[type]!(value) ? (data as FromFrame | FromPage) : null
}

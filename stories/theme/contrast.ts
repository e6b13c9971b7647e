import { COLORS, STRONG } from '../../packages/elements/src/core/styles.js'

/** A colour token: `--parcours-color-<name>`. */
export type Name = keyof typeof COLORS
/** Six hexadecimal digits for each token. */
export type Palette = Readonly<Record<Name, string>>
export type Level = 'AA' | 'AAA'
export interface Pair {
  readonly text: Name
  readonly ground: Name
  /** Words to read (1.4.3, 1.4.6), or a border or a mark that carries meaning (1.4.11, which has no AAA). */
  readonly use: 'texte' | 'repère'
}
export interface Measure extends Pair {
  readonly ratio: number
  /** What the level asks of this pair. */
  readonly least: number
}

export const NAMES = Object.keys(COLORS) as Name[]

const pair = (use: Pair['use'], text: Name, ...grounds: Name[]): Pair[] =>
  grounds.map((ground) => ({ text, ground, use }))

/**
 * Every pair of tokens that an element puts one on the other: tests/e2e/judge.ts finds those of texts in each story, pointed at or not. And
 * each state on its own soft ground, drawn or not yet.
 */
export const PAIRS: readonly Pair[] = [
  ...pair('texte', 'ink', 'paper', 'ground', 'soft', 'accent-soft', 'positive-soft', 'caution-soft', 'danger-soft'),
  ...pair('texte', 'quiet', 'paper', 'ground', 'soft'),
  ...pair('texte', 'primary', 'paper', 'ground', 'soft', 'caution-soft', 'danger-soft'),
  ...pair('texte', 'on-primary', 'primary'),
  ...pair('texte', 'paper', 'ink', 'accent'),
  ...pair('texte', 'accent', 'paper', 'ground', 'soft', 'accent-soft'),
  ...pair('texte', 'positive', 'paper', 'ground', 'soft', 'positive-soft'),
  ...pair('texte', 'caution', 'paper', 'ground', 'caution-soft'),
  ...pair('texte', 'danger', 'paper', 'ground', 'soft', 'danger-soft'),
  ...pair('repère', 'edge', 'paper', 'ground'),
  ...pair('repère', 'focus', 'paper', 'ground'),
]

const TEXT: Record<Level, number> = { AA: 4.5, AAA: 7 }

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const gamma = (value: number): number => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

/**
 * Relative luminance, from 0 to 1: WCAG 2.2, definitions.
 * @param hex `#rrggbb`
 */
export function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map(linear) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio of two colours, from 1 to 21: WCAG 2.2, definitions. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Every pair of a palette, measured against a level. */
export const measure = (palette: Palette, level: Level = 'AA'): Measure[] =>
  PAIRS.map((each) => ({
    ...each,
    ratio: contrast(palette[each.text], palette[each.ground]),
    least: each.use === 'texte' ? TEXT[level] : 3,
  }))

/** The pairs that a level refuses. */
export const faults = (palette: Palette, level: Level = 'AA'): Measure[] =>
  measure(palette, level).filter(({ ratio, least }) => ratio < least)

/** A ratio as it is said: rounded down, for 4,496 is not 4,5. */
export const ratioInWords = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2).replace('.', ',')

/** The cube roots of what the three cones see: straight lines between colours there are straight lines in Oklab. */
function cones(hex: string): [number, number, number] {
  const [r, g, b] = channels(hex).map(linear) as [number, number, number]
  return [
    Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
    Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
    Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b),
  ]
}

/**
 * As `color-mix(in oklab, …)` does, where equal steps look equal.
 * @param share of the other colour, from 0 to 1
 */
function mixed(hex: string, other: string, share: number): string {
  const to = cones(other)
  const [l3, m3, s3] = cones(hex).map((cone, i) => (cone + (to[i]! - cone) * share) ** 3) as [number, number, number]
  const rgb = [
    4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
    -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
    -0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3,
  ]
  return `#${rgb
    .map((value) => Math.round(gamma(Math.min(1, Math.max(0, value))) * 255))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

/** Where a token sits: a palette of dark text on light grounds, or the reverse. */
const isDark = (palette: Palette): boolean => luminance(palette.ink) > luminance(palette.paper)

/** Nearer to black (0) or white (1), the same hue. */
const nearer = (hex: string, extreme: 0 | 1, step: number): string => mixed(hex, extreme ? '#ffffff' : '#000000', step)

/**
 * The nearest palette that a level accepts: texts go darker (lighter on a dark palette), a little at a time, and a ground moves only when
 * its text has nowhere left to go. What already passes is not touched.
 */
export function corrected(palette: Palette, level: Level = 'AA'): Palette {
  const better: Record<Name, string> = { ...palette }
  const [toText, toGround] = isDark(palette) ? ([1, 0] as const) : ([0, 1] as const)
  // 50 steps lead any colour to an extreme; each round moves at least one token.
  for (let round = 0; round < NAMES.length * 50; round++) {
    const [worst] = faults(better, level).sort((a, b) => a.ratio / a.least - b.ratio / b.least)
    if (!worst) break
    // « paper on ink » and « on-primary on primary » are written the other way round.
    const reversed = worst.text === 'on-primary' || worst.text === 'paper'
    const [mark, ground] = reversed ? [worst.ground, worst.text] : [worst.text, worst.ground]
    const moved = nearer(better[mark], toText, 0.06)
    if (moved !== better[mark]) better[mark] = moved
    else better[ground] = nearer(better[ground], toGround, 0.06)
  }
  return better
}

/** The neutral theme, as the elements have it built in; for AAA, as they show it to who asks her device for more contrast. */
export const neutral = (tone: 'light' | 'dark', level: Level = 'AA'): Palette => {
  const side = tone === 'light' ? 0 : 1
  return Object.fromEntries(
    NAMES.map((name) => [name, (level === 'AAA' && STRONG[name]?.[side]) || COLORS[name][side]]),
  ) as Palette
}

/** What a theme keeps for who asks her device for more contrast: the end of its file. */
export const STRONGER = '@media (prefers-contrast: more)'

/** A colour as a theme writes it: a value, a host's variable with a value that stands in, or two of them mixed. */
const DECLARATION = /--parcours-(dark-)?color-([a-z-]+):\s*([^;]+);/gi

/** @throws when it is neither a value, nor a variable that has one, nor a mix of two */
function valueOf(text: string, host: Readonly<Record<string, string>>): string {
  const written = text.trim()
  const [, variable, instead] = /^var\(\s*(--[\w-]+)\s*,\s*(.+)\)$/s.exec(written) ?? []
  if (variable) return host[variable] ?? valueOf(instead!, host)
  const [, one, share, other] = /^color-mix\(\s*in oklab,\s*(.+\))\s+(\d+)%,\s*(.+)\)$/s.exec(written) ?? []
  if (one) return mixed(valueOf(one, host), valueOf(other!, host), 1 - Number(share) / 100)
  if (!/^#[0-9a-f]{6}$/i.test(written)) throw new Error(`« ${written} » n’est pas une couleur qui se calcule.`)
  return written
}

/**
 * What a theme's CSS gives to each token; the neutral theme's where it says nothing.
 * @param host values of the page's own variables, where it has some: `--text-title-grey` → `#161616`
 * @param level AAA: what it gives to who asks her device for more contrast
 * @throws when the CSS names a colour that no element has, or gives one that cannot be computed
 */
export function paletteOf(
  css: string,
  tone: 'light' | 'dark',
  host: Readonly<Record<string, string>> = {},
  level: Level = 'AA',
): Palette {
  const palette: Record<Name, string> = { ...neutral(tone, level) }
  for (const [, dark, name, written] of (level === 'AAA' ? css : css.split(STRONGER)[0]!).matchAll(DECLARATION)) {
    if (!Object.hasOwn(palette, name!)) throw new Error(`« ${name!} » n’est pas une couleur de Parcours.`)
    if (!dark === (tone === 'light')) palette[name as Name] = valueOf(written!, host)
  }
  return palette
}

/** The host's variable that a theme reads for each token, where it reads one. */
export const variablesOf = (css: string): Partial<Record<Name, string>> =>
  Object.fromEntries(
    [...css.split(STRONGER)[0]!.matchAll(/--parcours-color-([a-z-]+):\s*var\(\s*(--[\w-]+)/gi)].map(
      ([, name, variable]) => [name, variable],
    ),
  )

/** Tokens that are read as text, and can go towards the ink. */
const READ: readonly Name[] = ['quiet', 'primary', 'accent', 'positive', 'caution', 'danger']

/**
 * What a theme adds for who asks her device for more contrast, so that all of it is AAA: only what moves. A colour that the host gives is
 * mixed with the host's ink, half and half: it follows its light and its dark schemes.
 * @returns a declaration each: `--parcours-color-quiet: #455068`
 */
export function strongerOf(css: string): string[] {
  const written = css.split(STRONGER)[0]!
  const variables = variablesOf(written)
  return (['light', 'dark'] as const).flatMap((tone) => {
    // Where a theme says nothing, the elements have moved already.
    const from = paletteOf(written, tone, {}, 'AAA')
    const to = corrected(from, 'AAA')
    return NAMES.flatMap((name) => {
      const token = `--parcours-${tone === 'dark' ? 'dark-' : ''}color-${name}`
      const variable = tone === 'light' ? variables[name] : undefined
      if (variable) {
        const ink = variables.ink ? `var(${variables.ink}, ${from.ink})` : from.ink
        return READ.includes(name) ? [`${token}: color-mix(in oklab, var(${variable}, ${from[name]}) 50%, ${ink})`] : []
      }
      return to[name] === from[name] ? [] : [`${token}: ${to[name]}`]
    })
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COLORS } from '../../packages/elements/src/core/styles.js'

type Name = keyof typeof COLORS
type Palette = Record<Name, string>

/** Relative luminance and contrast ratio: WCAG 2.2, definitions. */
const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Foreground, background, what it needs: 4.5 for text (1.4.3), 3 for a border or a mark that carries meaning (1.4.11). */
const PAIRS: readonly (readonly [Name, Name, number])[] = [
  ...(['ink', 'quiet', 'primary', 'accent', 'positive', 'caution', 'danger'] as const).flatMap((text) => [
    [text, 'paper', 4.5] as const,
    [text, 'ground', 4.5] as const,
  ]),
  ['on-primary', 'primary', 4.5],
  ['ink', 'soft', 4.5],
  ['primary', 'soft', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['ink', 'positive-soft', 4.5],
  ['positive', 'positive-soft', 4.5],
  ['ink', 'caution-soft', 4.5],
  ['caution', 'caution-soft', 4.5],
  ['ink', 'danger-soft', 4.5],
  ['danger', 'danger-soft', 4.5],
  ['paper', 'ink', 4.5],
  ['edge', 'paper', 3],
  ['edge', 'ground', 3],
  ['focus', 'paper', 3],
  ['focus', 'ground', 3],
]

const side = (index: 0 | 1): Palette =>
  Object.fromEntries(Object.entries(COLORS).map(([name, pair]) => [name, pair[index]])) as Palette

function themed(css: string, prefix: string, base: Palette): Palette {
  const palette = { ...base }
  for (const [, name, value] of css.matchAll(
    new RegExp(`--parcours-${prefix}color-([a-z-]+):\\s*(?:var\\([^,]+,\\s*)?(#[0-9a-fA-F]{6})`, 'g'),
  )) {
    if (!Object.hasOwn(base, name!)) throw new Error(`unknown colour token: ${name}`)
    palette[name as Name] = value!
  }
  return palette
}

const folder = new URL('../../packages/elements/themes/', import.meta.url)
const themes: [string, Palette][] = [
  ['neutral', side(0)],
  ['neutral, dark', side(1)],
]
for (const file of readdirSync(folder).filter((name) => name.endsWith('.css'))) {
  const css = readFileSync(new URL(file, folder), 'utf8')
  themes.push([file, themed(css, '', side(0))], [`${file}, dark`, themed(css, 'dark-', side(1))])
}

describe.each(themes)('contrast of %s', (_, palette) => {
  it.each(PAIRS)('%s on %s is at least %d', (text, ground, least) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(least)
  })
})

describe('the check itself', () => {
  it('fails when a token is made too pale', () => {
    expect(contrast('#9aa0aa', '#ffffff')).toBeLessThan(4.5)
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

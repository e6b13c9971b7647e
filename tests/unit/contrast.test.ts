import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { STRONG } from '../../packages/elements/src/core/styles.js'
import {
  STRONGER,
  contrast,
  corrected,
  faults,
  measure,
  neutral,
  paletteOf,
  strongerOf,
  variablesOf,
  type Level,
  type Palette,
} from '../../stories/theme/contrast.js'
import { strongerCss } from '../../stories/theme/css.js'

const folder = new URL('../../packages/elements/themes/', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
const sheets = readdirSync(folder)
/** The text's spacing is beside the themes, and has no colour. */
const files = sheets.filter((file) => file !== 'espacement.css')
const TONES = ['light', 'dark'] as const
/** What a theme shows to everybody is AA, what it shows to who asks her device for more contrast is AAA. */
const LEVELS: readonly Level[] = ['AA', 'AAA']
const ways = ['neutral', ...files].flatMap((file) =>
  TONES.flatMap((tone) => LEVELS.map((level) => [file, tone, level] as const)),
)
const cssOf = (file: string): string => (file === 'neutral' ? '' : read(file))

describe.each(ways)('contrast of %s, %s, %s', (file, tone, level) => {
  const palette = paletteOf(cssOf(file), tone, {}, level)

  it.each(measure(palette, level))('$text on $ground is at least $least', ({ ratio, least }) => {
    expect(ratio).toBeGreaterThanOrEqual(least)
  })

  it('can be brought to AAA, and what already is does not move', () => {
    const better = corrected(palette, 'AAA')
    expect(faults(better, 'AAA')).toEqual([])
    expect(corrected(better, 'AAA')).toEqual(better)
  })

  it('fails when one token comes too near to what it is on, whichever it is', () => {
    for (const { text, ground, use, least } of measure(palette, level)) {
      const paler = { ...palette, [text]: weakened(palette[text], palette[ground], least) }
      expect(faults(paler, level), `${text} on ${ground}`).toContainEqual(
        expect.objectContaining({ text, ground, use }),
      )
    }
  })
})

/** Just below what is asked: somebody lightens a colour a little. */
function weakened(text: string, ground: string, least: number): string {
  const at = (hex: string): number[] => [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16))
  for (let share = 0; share <= 1; share += 0.02) {
    const hex = `#${at(text)
      .map((part, i) => Math.round(part + (at(ground)[i]! - part) * share))
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')}`
    if (contrast(hex, ground) < least) return hex
  }
  throw new Error(`${text} on ${ground} is never below ${least}`)
}

describe.each(files)('%s, one of its lines changed', (file) => {
  const css = read(file)
  const [written = '', stronger = ''] = css.split(STRONGER)
  const MARK = /--parcours-(dark-)?color-(ink|quiet|edge|primary|accent|positive|caution|danger|focus):[^;]+;/g
  const lines = (part: string): [string, boolean][] => [...part.matchAll(MARK)].map(([line, dark]) => [line, !!dark])
  const broken = (part: string, line: string, dark: boolean): string =>
    part.replace(line, line.replaceAll(/#[0-9a-f]{6}/g, paletteOf(css, dark ? 'dark' : 'light').paper))

  it.each(lines(written))('fails: %s', (line, dark) => {
    expect(faults(paletteOf(broken(written, line, dark), dark ? 'dark' : 'light'))).not.toEqual([])
  })
  it.each(lines(stronger))('fails for who asks for more contrast: %s', (line, dark) => {
    const changed = written + STRONGER + broken(stronger, line, dark)
    expect(faults(paletteOf(changed, dark ? 'dark' : 'light', {}, 'AAA'), 'AAA')).not.toEqual([])
  })
})

describe('for who asks her device for more contrast', () => {
  it.each(TONES)('the neutral theme moves just enough, in the elements themselves, %s', (tone) => {
    const side = tone === 'light' ? 0 : 1
    const moved = Object.entries(corrected(neutral(tone), 'AAA')).filter(
      ([name, value]) => value !== neutral(tone)[name as keyof Palette],
    )
    expect(Object.entries(STRONG).flatMap(([name, sides]) => (sides[side] ? [[name, sides[side]]] : []))).toEqual(moved)
  })
  it.each(files)('%s ends with what is computed from its colours', (file) => {
    const bare = (css: string): string => css.replace(/\s+/g, '')
    expect(bare(read(file).split(STRONGER)[1] ?? '')).toBe(bare(strongerCss(read(file)).split(STRONGER)[1] ?? ''))
  })
  it('a theme that is AAA adds nothing', () => {
    const css = Object.entries(corrected(neutral('light'), 'AAA'))
      .map(([name, value]) => `--parcours-color-${name}: ${value};`)
      .join('')
    expect(strongerOf(css)).toEqual([])
  })
})

describe('the check itself', () => {
  it('measures as WCAG does', () => {
    // The values that the definition gives, and one that every checker shows: #767676 is the lightest grey on white that is AA.
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
  })

  it('asks 7 of texts for AAA, and 3 of borders still', () => {
    const least = (text: string): number => measure(neutral('light'), 'AAA').find((pair) => pair.text === text)!.least
    expect([least('ink'), least('edge')]).toEqual([7, 3])
  })
})

describe('a palette brought to a level', () => {
  const colour = fc
    .tuple(...[0, 0, 0].map(() => fc.nat(255)))
    .map((rgb) => `#${rgb.map((n) => n!.toString(16).padStart(2, '0')).join('')}`)

  it('is, whatever colours a host has chosen for its texts and buttons', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('light' as const, 'dark' as const),
        fc.constantFrom('AA' as const, 'AAA' as const),
        fc.record({
          primary: colour,
          'on-primary': colour,
          accent: colour,
          quiet: colour,
          edge: colour,
          focus: colour,
        }),
        (tone, level, chosen) => {
          expect(faults(corrected({ ...neutral(tone), ...chosen }, level), level)).toEqual([])
        },
      ),
    )
  })

  it('keeps what passes, and the hue of what moves', () => {
    const pale = { ...neutral('light'), primary: '#6fb7e8' }
    const better = corrected(pale)
    expect({ ...better, primary: '' }).toEqual({ ...pale, primary: '' })
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(better.primary.slice(at, at + 2), 16))
    expect(r! < g! && g! < b!, better.primary).toBe(true)
  })
})

describe.each(sheets)('%s', (file) => {
  it('is worn by every element, wherever it stands in the page', () => {
    // With no specificity: a page that sets a colour on a tag wins, whichever comes first.
    const rules = [...read(file).matchAll(/:where\(([^()]+)\)(?::not\(:where\([^()]+\)\))? \{/g)]
    const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
      declarations.flatMap(({ tagName }) => tagName ?? []),
    )
    expect(rules.length).toBe(read(file).match(/\{\s+--parcours|\{\s+font-size/g)!.length)
    for (const [, selectors] of rules)
      expect(
        selectors!
          .split(',')
          .map((each) => each.trim())
          .sort(),
      ).toEqual(tags.sort())
  })
})

describe('a theme that reads the host’s variables', () => {
  const dsfr = read('dsfr.css')

  it('takes the host’s value where it has one, its own otherwise', () => {
    const palette = paletteOf(dsfr, 'light', { '--text-action-high-blue-france': '#123456' })
    expect([palette.primary, palette.ink]).toEqual(['#123456', '#161616'])
    expect(variablesOf(dsfr).primary).toBe('--text-action-high-blue-france')
  })

  // What the design system gives to these names in its version 1.14.2 (npm, dist/core/core.css and dist/scheme/scheme.css).
  it.each([
    [
      'light',
      {
        '--text-title-grey': '#161616',
        '--text-mention-grey': '#666666',
        '--background-default-grey': '#ffffff',
        '--background-alt-grey': '#f6f6f6',
        '--border-default-grey': '#dddddd',
        '--text-action-high-blue-france': '#000091',
        '--text-inverted-blue-france': '#f5f5fe',
        '--background-alt-blue-france': '#f5f5fe',
        '--text-default-success': '#18753c',
        '--text-default-warning': '#b34000',
        '--text-default-error': '#ce0500',
      },
    ],
    [
      'dark',
      {
        '--text-title-grey': '#ffffff',
        '--text-mention-grey': '#929292',
        '--background-default-grey': '#161616',
        '--background-alt-grey': '#1e1e1e',
        '--border-default-grey': '#353535',
        '--text-action-high-blue-france': '#8585f6',
        '--text-inverted-blue-france': '#000091',
        '--background-alt-blue-france': '#1b1b35',
        '--text-default-success': '#27a658',
        '--text-default-warning': '#fc5d00',
        '--text-default-error': '#ff5655',
      },
    ],
  ])('is AA in the design system’s own %s scheme, AAA for who asks for more contrast', (_, host) => {
    expect(new Set(Object.values(variablesOf(dsfr)))).toEqual(new Set(Object.keys(host)))
    for (const level of LEVELS) expect(faults(paletteOf(dsfr, 'light', host, level), level), level).toEqual([])
  })

  it('refuses a colour that no element has, and one that cannot be computed', () => {
    expect(() => paletteOf('a { --parcours-color-rose: #ff0000; }', 'light')).toThrow(/« rose »/)
    expect(() => paletteOf('a { --parcours-color-ink: black; }', 'light')).toThrow(/« black »/)
  })
})

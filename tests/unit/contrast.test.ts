import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import {
  PAIRS,
  contrast,
  corrected,
  faults,
  measure,
  neutral,
  paletteOf,
  variablesOf,
  type Palette,
} from '../../stories/theme/contrast.js'

const folder = new URL('../../packages/elements/themes/', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
const themes: [string, Palette][] = (['light', 'dark'] as const).flatMap((tone) => [
  [`neutral, ${tone}`, neutral(tone)] as [string, Palette],
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .map((file): [string, Palette] => [`${file}, ${tone}`, paletteOf(read(file), tone)]),
])

describe.each(themes)('contrast of %s', (_, palette) => {
  it.each(measure(palette))('$text on $ground is at least $least', ({ ratio, least }) => {
    expect(ratio).toBeGreaterThanOrEqual(least)
  })

  it('can be brought to AAA, and what already is does not move', () => {
    const better = corrected(palette, 'AAA')
    expect(faults(better, 'AAA')).toEqual([])
    expect(corrected(better, 'AAA')).toEqual(better)
  })
})

describe('the check itself', () => {
  it('measures as WCAG does', () => {
    // The values that the definition gives, and one that every checker shows: #767676 is the lightest grey on white that is AA.
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
  })

  it('fails when one token is made too pale, whichever text it is', () => {
    for (const { text, ground, use } of PAIRS) {
      const palette = { ...neutral('light'), [text]: neutral('light')[ground] }
      expect(faults(palette), `${text} on ${ground}`).toContainEqual(expect.objectContaining({ text, ground, use }))
    }
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

describe.each(readdirSync(folder))('%s', (file) => {
  it('is worn by every element, wherever it stands in the page', () => {
    // With no specificity: a page that sets a colour on a tag wins, whichever comes first.
    const selectors = /:where\(([^()]+)\) \{/
      .exec(read(file))![1]!
      .split(',')
      .map((each) => each.trim())
    const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
      declarations.flatMap(({ tagName }) => tagName ?? []),
    )
    expect(selectors.sort()).toEqual(tags.sort())
  })
})

describe('a theme that reads the host’s variables', () => {
  const dsfr = read('dsfr.css')

  it('takes the host’s value where it has one, its own otherwise', () => {
    const palette = paletteOf(dsfr, 'light', { '--text-action-high-blue-france': '#123456' })
    expect([palette.primary, palette.ink]).toEqual(['#123456', '#161616'])
    expect(variablesOf(dsfr).primary).toBe('--text-action-high-blue-france')
  })

  it('refuses a colour that no element has', () => {
    expect(() => paletteOf('a { --parcours-color-rose: #ff0000 }', 'light')).toThrow(/« rose »/)
  })
})

/// <reference types="vite/client" />
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { NAMES, STRONGER, neutral, strongerOf, type Palette } from './contrast.js'

/** Every theme's CSS by its file's name: `caf` → `parcours-usager { … }`. */
export const THEMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../packages/elements/themes/*.css', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, css]) => [path.replace(/^.*\/|\.css$/g, ''), css]),
)

const SELECTOR = (manifest.modules as { declarations?: { tagName?: string }[] }[])
  .flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []))
  .map((tag) => `  ${tag}`)
  .join(',\n')

/** With no specificity: what the page sets on a tag wins, wherever it stands. */
const rule = (declarations: readonly string[]): string =>
  `:where(\n${SELECTOR}\n) {\n${declarations.map((each) => `  ${each};\n`).join('')}}\n`
const indented = (css: string): string => css.replace(/^(?=.)/gm, '  ')

/** The end of a theme's file: what it gives to who asks her device for more contrast. Nothing when the theme is AAA already. */
export function strongerCss(css: string): string {
  const declarations = strongerOf(css)
  if (!declarations.length) return ''
  const mixes = declarations.some((each) => each.includes('color-mix('))
  const inside = mixes
    ? `@supports (color: color-mix(in oklab, red, red)) {\n${indented(rule(declarations))}}\n`
    : rule(declarations)
  return `\n/* For who asks her device for more contrast: AAA. */\n${STRONGER} {\n${indented(inside)}}\n`
}

/** The text's spacing, as it is published beside the themes. */
export const SPACING = THEMES['espacement']!

/** What a page shows with a theme, to everybody or to who asks her device for more contrast: a story has no device of its own to ask. */
export function worn(css: string, strong: boolean): string {
  if (!strong) return css
  const built = (['light', 'dark'] as const).flatMap((tone) =>
    NAMES.map((name) => `--parcours-${tone === 'dark' ? 'dark-' : ''}color-${name}: ${neutral(tone, 'AAA')[name]}`),
  )
  const lines = ['', 'dark-'].map((tone) => `--parcours-${tone}color-line: var(--parcours-${tone}color-edge)`)
  return rule(built) + css.replaceAll(STRONGER, '@media all') + rule(lines)
}

export interface Theme {
  readonly light: Palette
  readonly dark: Palette
  /** A length, e.g. `8px`. */
  readonly radius?: string
  /** With the text's spacing. */
  readonly spaced?: boolean
}

/**
 * A theme as a file to put in a page.
 * @param variables the host's variable to read before each value
 */
export function themeCss(
  { light, dark, radius, spaced = false }: Theme,
  comment = '',
  variables: Readonly<Record<string, string | undefined>> = {},
): string {
  const lines = [
    ...(radius === undefined ? [] : [`--parcours-radius: ${radius}`]),
    ...NAMES.map((name) => {
      const variable = variables[name]
      return `--parcours-color-${name}: ${variable ? `var(${variable}, ${light[name]})` : light[name]}`
    }),
    ...NAMES.map((name) => `--parcours-dark-color-${name}: ${dark[name]}`),
  ]
  const css = comment + rule(lines)
  return css + strongerCss(css) + (spaced ? `\n${SPACING}` : '')
}

/** `#abc`, `#aabbcc` or `rgb(170, 187, 204)` as `#aabbcc`; null for anything else, see-through colours included. */
export function asHex(text: string): string | null {
  const value = text.trim().toLowerCase()
  if (/^#[0-9a-f]{6}$/.test(value)) return value
  if (/^#[0-9a-f]{3}$/.test(value)) return value.replace(/[0-9a-f]/g, '$&$&')
  const rgb = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/.exec(value)?.slice(1).map(Number)
  return rgb?.every((part) => part <= 255) ? `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}` : null
}

/**
 * A site's own variables out of what somebody pastes: its style sheet, or lines `--name: value`. The first value of a name counts: those
 * of a dark scheme come after. A variable that refers to others is followed to a colour.
 */
export function hostVariables(css: string): Record<string, string> {
  const written = new Map<string, string>()
  for (const [, name, value] of css.matchAll(/(--[\w-]+)\s*:\s*([^;}]+)/g))
    if (!written.has(name!)) written.set(name!, value!.trim())
  const follow = (value: string, seen: ReadonlySet<string>): string | null => {
    const [, name, instead] = /^var\(\s*(--[\w-]+)\s*(?:,\s*(.+))?\)$/.exec(value) ?? []
    if (!name) return asHex(value)
    const next = written.get(name)
    return next !== undefined && !seen.has(name)
      ? follow(next, new Set([...seen, name]))
      : instead
        ? follow(instead.trim(), seen)
        : null
  }
  return Object.fromEntries(
    [...written].flatMap(([name, value]) => {
      const hex = follow(value, new Set([name]))
      return hex ? [[name, hex]] : []
    }),
  )
}

/**
 * The toolbar of Storybook: each control changes what is seen, as it says. The first story is read once, and drawn again for each choice.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, type Page } from 'playwright/test'
import { neutral, paletteOf, type Level } from '../../stories/theme/contrast.js'
import { judgeText } from './judge.js'
import { ids, shows, test } from './storybook.js'

const LIST = 'éléments-liste--full'
const USUAL = {
  theme: 'neutre',
  langue: 'etat',
  sens: 'langue',
  largeur: '768px',
  teinte: 'etat',
  contraste: 'AA',
  texte: '100',
  espacement: 'normal',
  jour: '',
}
type Choice = Partial<Record<keyof typeof USUAL, string>>

const THEMES = ['neutre', 'caf', 'ameli', 'urssaf', 'assurance-retraite', 'msa', 'france-services', 'dsfr']
const TONES = ['light', 'dark'] as const
const themes = new URL('../../packages/elements/themes/', import.meta.url)

interface Look {
  readonly lang: string
  readonly dir: string
  /** Of the page around. */
  readonly around: string
  readonly width: number
  readonly size: number
  readonly letters: string
  readonly corners: string
  /** Red, green, blue. */
  readonly colours: Readonly<
    Record<'ink' | 'quiet' | 'primary' | 'accent' | 'line' | 'edge' | 'paper', readonly number[]>
  >
  readonly words: string
  /** How many rows, and how many texts that are said to be French. */
  readonly rows: number
  readonly french: number
}

/** The list under some choices, the others as they are at first. */
async function look(page: Page, site: { origin: string }, choice: Choice = {}): Promise<Look> {
  await page.setViewportSize({ width: 1200, height: 900 })
  if (new URL(page.url(), site.origin).searchParams.get('id') !== LIST)
    await shows(page, site, LIST, { theme: 'neutre' })
  await shows(page, site, LIST, { ...USUAL, ...choice })
  return seenNow(page)
}

/** What somebody sees of it. */
function seenNow(page: Page): Promise<Look> {
  return page.locator('[data-state="ready"]').evaluate((frame) => {
    const checklist = frame.querySelector('parcours-checklist')!.shadowRoot!
    const root = checklist.querySelector<HTMLElement>('.root')!
    const style = getComputedStyle(root)
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
    const sample = root.appendChild(document.createElement('i'))
    const rgb = (name: string): number[] => {
      sample.style.color = `var(--_${name})`
      canvas.fillStyle = getComputedStyle(sample).color
      canvas.fillRect(0, 0, 1, 1)
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const NAMES = ['ink', 'quiet', 'primary', 'accent', 'line', 'edge', 'paper'] as const
    const colours = Object.fromEntries(NAMES.map((name) => [name, rgb(name)])) as Record<
      (typeof NAMES)[number],
      number[]
    >
    sample.remove()
    return {
      lang: root.lang,
      dir: root.dir,
      around: getComputedStyle(frame).direction,
      width: Math.round(frame.parentElement!.getBoundingClientRect().width),
      size: parseFloat(style.fontSize),
      letters: style.letterSpacing,
      corners: getComputedStyle(checklist.querySelector('.btn')!).borderTopLeftRadius,
      colours,
      words: root.textContent,
      rows: checklist.querySelectorAll('.rows > li').length,
      french: checklist.querySelectorAll('.rows > li [lang="fr"]').length,
    }
  })
}

test('each control of the toolbar is tested here', () => {
  const preview = readFileSync(new URL('../../stories/.storybook/preview.ts', import.meta.url), 'utf8')
  const controls = [...preview.matchAll(/^ {4}(\w+): \{\n {6}description/gm)].map(([, name]) => name)
  expect(controls.sort()).toEqual(Object.keys(USUAL).sort())
  expect([...THEMES.slice(1), 'espacement'].sort()).toEqual(
    readdirSync(themes)
      .map((file) => file.replace('.css', ''))
      .sort(),
  )
})

test('langue : each language is the interface’s, and the parcours’ where it is translated; what is not is said to be French', async ({
  sheet: page,
  site,
}) => {
  const usual = await look(page, site)
  expect(usual).toMatchObject({ lang: 'fr', dir: 'ltr' })
  const words = new Set([usual.words])
  for (const lang of ['fr-x-falc', 'en', 'es', 'ar']) {
    const seen = await look(page, site, { langue: lang })
    expect(seen).toMatchObject({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr' })
    words.add(seen.words)
    // The parcours of the fixtures is in French, English and Arabic.
    const translated = lang === 'en' || lang === 'ar'
    expect(seen.rows).toBeGreaterThan(5)
    expect(seen.french >= seen.rows, `${lang} : ${seen.french} textes en français`).toBe(!translated)
  }
  expect(words.size).toBe(5)
})

test('sens : of the page around, not of the parcours, which has its language’s', async ({ sheet: page, site }) => {
  expect(await look(page, site)).toMatchObject({ around: 'ltr', dir: 'ltr' })
  expect(await look(page, site, { langue: 'ar' })).toMatchObject({ around: 'rtl', dir: 'rtl' })
  expect(await look(page, site, { sens: 'rtl' })).toMatchObject({ around: 'rtl', dir: 'ltr' })
  expect(await look(page, site, { sens: 'ltr', langue: 'ar' })).toMatchObject({ around: 'ltr', dir: 'rtl' })
})

test('largeur, texte, espacement : as they say', async ({ sheet: page, site }) => {
  for (const width of [320, 480, 768, 1120])
    expect(await look(page, site, { largeur: `${width}px` })).toMatchObject({ width })
  const { size, letters } = await look(page, site)
  expect(letters).toBe('normal')
  for (const percent of [150, 200])
    expect((await look(page, site, { texte: String(percent) })).size).toBeCloseTo((size * percent) / 100)
  const spaced = await look(page, site, { espacement: 'large' })
  expect(spaced.size).toBeCloseTo(size * 1.125)
  expect(parseFloat(spaced.letters)).toBeCloseTo(spaced.size * 0.12)
})

test('jour : what was in time is late', async ({ sheet: page, site }) => {
  const days = ['', '2026-10-06', '2026-12-20', '2027-03-15', '2027-12-01']
  const seen: string[] = []
  for (const jour of days) seen.push((await look(page, site, { jour })).words)
  // The state's own day is the first of them.
  expect(seen[1]).toBe(seen[0])
  expect(new Set(seen).size).toBe(days.length - 1)
})

test('thème, teinte, contraste : the theme’s own colours; AAA is what somebody gets whose device asks for more contrast', async ({
  sheet: page,
  site,
}) => {
  const rgb = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
  const expected = (theme: string, tone: 'light' | 'dark', level: Level): Look['colours'] => {
    const palette =
      theme === 'neutre'
        ? neutral(tone, level)
        : paletteOf(readFileSync(new URL(`${theme}.css`, themes), 'utf8'), tone, {}, level)
    // Thin lines are as strong as borders then.
    const { ink, quiet, primary, accent, edge, paper, line } = palette
    const shown = { ink, quiet, primary, accent, line: level === 'AAA' ? edge : line, edge, paper }
    return Object.fromEntries(
      Object.entries(shown).map(([name, hex]) => [name, rgb(hex)]),
    ) as unknown as Look['colours']
  }
  /** A browser mixes two colours with more digits than we do. */
  const near = (seen: Look['colours'], wanted: Look['colours'], what: string): void => {
    for (const [name, parts] of Object.entries(wanted))
      for (const [i, part] of parts.entries())
        expect(Math.abs(seen[name as keyof Look['colours']][i]! - part), `${what} : ${name}`).toBeLessThanOrEqual(1)
  }
  const corners = new Set<string>()
  for (const [i, theme] of THEMES.entries()) {
    const tone = TONES[i % 2]!
    // Each theme in both tones in the whole run.
    for (const teinte of process.env['PARCOURS_COMPLET'] ? TONES : [tone]) {
      const usual = await look(page, site, { theme, teinte })
      corners.add(usual.corners)
      near(usual.colours, expected(theme, teinte, 'AA'), `${theme}, ${teinte}`)
      await page.emulateMedia({ contrast: 'more' })
      near((await seenNow(page)).colours, expected(theme, teinte, 'AAA'), `${theme}, ${teinte}, contraste demandé`)
      await page.emulateMedia({ contrast: 'no-preference' })
      const strong = await look(page, site, { theme, teinte, contraste: 'AAA' })
      near(strong.colours, expected(theme, teinte, 'AAA'), `${theme}, ${teinte}, AAA`)
    }
  }
  expect(corners.size).toBeGreaterThan(1)
})

test('a parcours of the catalogue is in the languages that it has', async ({ sheet: page, site }) => {
  await page.setViewportSize({ width: 1200, height: 900 })
  const said = new Set<string>()
  for (const langue of ['etat', 'fr-x-falc', 'es']) {
    await shows(page, site, 'catalogue--separation', { ...USUAL, langue })
    const list = page.locator('parcours-checklist .root').last()
    await expect(list).toHaveAttribute('lang', langue === 'etat' ? 'fr' : langue)
    const { text, french } = await list.evaluate((root) => ({
      text: root.textContent,
      french: [...root.querySelectorAll('[lang="fr"]')].reduce((sum, each) => sum + each.textContent.length, 0),
    }))
    // Names stay French: those of organismes, of forms.
    if (langue !== 'etat') expect(french / text.length, langue).toBeLessThan(0.2)
    said.add(text)
  }
  expect(said.size).toBe(3)
})

/** One state of each element: the others are read with the same sheet in stories.spec.ts. */
const first = ids('story').filter(
  (id, i, all) =>
    id.startsWith('éléments-') && all.findIndex((each) => each.split('--')[0] === id.split('--')[0]) === i,
)
test('espacement : nothing is cut, nor wider than a phone', async ({ sheet: page, site }) => {
  expect(first.length).toBe(8)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const id of first) {
    await shows(page, site, id, { ...USUAL, largeur: '320px', espacement: 'large' })
    expect(await page.evaluate(judgeText, ''), id).toEqual([])
  }
})

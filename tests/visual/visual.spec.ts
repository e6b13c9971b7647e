/** The pictures of `images/`, each beside what is drawn now. What differs is in test-results/visual-rapport: expected, actual, difference. */
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test as base, type Page } from 'playwright/test'
import { wear } from '../e2e/judge.js'
import { ids, serveStorybook, shows, TESTED, titles } from '../e2e/storybook.js'
import { indexOf } from './index-of.js'
import { ALIKE, isDrawn, isPlayground, picturesOf, type Picture } from './pictures.js'

const stories = ids('story').filter(isDrawn)
const PICTURES = picturesOf(stories)
const images = fileURLToPath(new URL('images/', import.meta.url))
/** Pixels of the window: nothing has to scroll for a picture. */
const WINDOW = 1600
/** Pixels around the element: the ring of a focus stands there. */
const MARGIN = 16
/** Bytes of all pictures together. */
const HEAVIEST = 11_000_000
/** The day of the stories, ten in the morning in Paris. */
const NOW = '2026-10-06T08:00:00Z'

const { resolve } = createRequire(import.meta.url)
const FAMILIES = ['noto-sans', 'noto-sans-arabic']
const css = FAMILIES.flatMap((family) =>
  [400, 600, 700].map((weight) =>
    readFileSync(resolve(`@fontsource/${family}/${weight}.css`), 'utf8').replaceAll(
      './files/',
      `/polices/${family}/files/`,
    ),
  ),
).join('\n')
/** What a browser draws with fonts of its own wherever it stands. */
const OWN_FONTS = "code, pre, input, ::file-selector-button { font-family: 'Noto Sans', 'Noto Sans Arabic' !important }"
const head = `<style>${css} body { font-family: 'Noto Sans', 'Noto Sans Arabic' !important }</style>`
const folders = Object.fromEntries(
  FAMILIES.map((family) => [`/polices/${family}/`, `${dirname(resolve(`@fontsource/${family}/package.json`))}/`]),
)

const test = base.extend<object, { origin: string; sheet: Page }>({
  origin: [
    async ({}, use) => {
      const site = await serveStorybook({ head, folders })
      await use(site.origin)
      site.close()
    },
    { scope: 'worker' },
  ],
  /** One page for all: a new one would read and compile the whole Storybook again for each. */
  sheet: [
    async ({ browser }, use) => {
      const sheet = await browser.newPage({
        reducedMotion: 'reduce',
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        deviceScaleFactor: 1,
        userAgent: TESTED,
      })
      await sheet.clock.setFixedTime(NOW)
      await use(sheet)
      await sheet.close()
    },
    { scope: 'worker' },
  ],
})

/** Families of the machine's own that letters of the page were drawn with: none, or another machine draws another picture. */
async function fontsOfTheMachine(page: Page): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('DOM.enable')
  await cdp.send('CSS.enable')
  const { nodes } = await cdp.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
  // All at once: one after the other, the time of a whole plan is that of its round trips.
  const drawn = await Promise.all(
    nodes
      .filter(({ nodeType, localName }) => nodeType === 1 && !/^(head|style|script|svg|path)$/.test(localName))
      .map(({ nodeId }) => cdp.send('CSS.getPlatformFontsForNode', { nodeId })),
  )
  await cdp.detach()
  return [...new Set(drawn.flatMap(({ fonts }) => fonts.flatMap((font) => (font.isCustomFont ? [] : font.familyName))))]
}

interface Clip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
/** Shows a story as its picture has it. Returns where the element stands. */
async function show(page: Page, origin: string, { story, look, from, tallest }: Picture): Promise<Clip> {
  const { forcees, ...globals } = { largeur: '768px' as const, ...look }
  await page.emulateMedia({ forcedColors: forcees ? 'active' : 'none', colorScheme: 'light' })
  const width = parseInt(globals.largeur)
  await page.setViewportSize({ width: width > 320 ? width + 2 * MARGIN : width, height: from + WINDOW })
  await shows(page, { origin }, story, globals)
  await page.evaluate(wear, OWN_FONTS)
  await page.evaluate(() => document.fonts.ready)
  // The element alone: what the session puts around it is in the pictures of the whole.
  const widget = page.locator('[data-state] > parcours-usager > :not(div, style)')
  const box = (await ((await widget.count()) ? widget : page.locator('[data-state]')).boundingBox())!
  const x = Math.max(0, Math.floor(box.x) - MARGIN)
  const y = Math.max(0, Math.floor(box.y) - MARGIN) + from
  return {
    x,
    y,
    width: Math.min(Math.ceil(box.x + box.width) + MARGIN, width + (width > 320 ? 2 * MARGIN : 0)) - x,
    height: Math.min(Math.ceil(box.y + box.height) + MARGIN - y, tallest),
  }
}

for (const picture of PICTURES)
  test(picture.name, async ({ sheet, origin }) => {
    const clip = await show(sheet, origin, picture)
    await expect(sheet).toHaveScreenshot(`${picture.name}.png`, { clip })
    // Once a story: no look of it brings other letters, but for a language.
    if (picture.look.langue || PICTURES.find(({ story }) => story === picture.story) === picture)
      expect(await fontsOfTheMachine(sheet), 'polices de la machine').toEqual([])
  })

/** Changes as small as somebody makes by mistake, put in every element of the page. */
const SLIPS: readonly (readonly [what: string, picture: string, css: string])[] = [
  ['une couleur, de #0b4f5c à #135764', 'questionnaire-first-question', '.root { --_primary: #135764 }'],
  ['un filet, de #d8d2c6 à #cec8bc', 'liste-now', '.root { --_line: #cec8bc }'],
  ['un espace, de 4 px', 'questionnaire-first-question', '.btn { padding-inline-start: 28px }'],
  ['la taille du texte, de 1 %', 'liste-every-status', '.root { font-size: 101% }'],
  ['un coin, de 8 à 6 px', 'questionnaire-first-question', '.root { --parcours-radius: 6px }'],
]
for (const [what, name, css] of SLIPS)
  test(`la comparaison voit ${what}`, async ({ sheet, origin }) => {
    const clip = await show(
      sheet,
      origin,
      PICTURES.find((picture) => picture.name === name)!,
    )
    await sheet.evaluate((css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css.replaceAll(/;|(?= \})/g, ' !important$&'))
      const walk = (root: Document | ShadowRoot): void => {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot)
      }
      walk(document)
    }, css)
    await expect(sheet).not.toHaveScreenshot(`${name}.png`, { clip })
  })

test('deux histoires ne sont dessinées de même que là où c’est dit, avec sa raison', () => {
  const drawn = new Map<string, string[]>()
  for (const { name, story } of PICTURES) {
    const bytes = readFileSync(join(images, `${name}.png`), 'latin1')
    drawn.set(bytes, [...(drawn.get(bytes) ?? []), story])
  }
  const alike = [...drawn.values()]
    .map((same) => same.filter((story) => !isPlayground(story)).map((story) => story.replace(/^éléments-/, '')))
    .filter(({ length }) => length > 1)
    .map((same) => same.sort())
  expect(alike.sort()).toEqual(ALIKE.map(([state, other]) => [state, other].sort()).sort())
})

test('chaque histoire a son image', () => {
  expect(stories.length).toBeGreaterThan(150)
  expect(stories.filter((id) => !PICTURES.some(({ story }) => story === id))).toEqual([])
})

test('chaque image est celle d’une histoire ; leur page les montre toutes ; ensemble, elles ne pèsent pas', () => {
  const wanted = PICTURES.map(({ name }) => `${name}.png`).sort()
  const there = (): string[] =>
    readdirSync(images)
      .filter((file) => file.endsWith('.png'))
      .sort()
  const page = join(images, 'README.md')
  const text = indexOf(PICTURES, titles())
  if (test.info().config.updateSnapshots !== 'none') {
    for (const file of there()) if (!wanted.includes(file)) rmSync(join(images, file))
    writeFileSync(page, text)
  }
  // Every picture is written by then, or there is one too few to say so.
  if (test.info().config.updateSnapshots === 'none') expect(there()).toEqual(wanted)
  expect(readFileSync(page, 'utf8'), 'lancez npm run visual:write').toBe(text)
  expect(there().reduce((bytes, file) => bytes + statSync(join(images, file)).size, 0)).toBeLessThan(HEAVIEST)
})

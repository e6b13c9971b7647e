/**
 * Stories read by people who change the page: larger text (WCAG 1.4.4, 200 %), spaced text (1.4.12, and who reads with dyslexia),
 * a zoom of 400 % (1.4.10: a window of 1280 × 1024 is then one of 320 × 256). Every story and way in the whole run, a few otherwise.
 */
import { expect, test, type Page } from 'playwright/test'
import { ids, serveStorybook } from './storybook.js'

const stories = ids('story')

const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
interface Way {
  readonly name: string
  readonly window: { width: number; height: number }
  readonly css: string
}
const WAYS: readonly Way[] = [
  { name: 'texte espacé', window: { width: 1120, height: 900 }, css: SPACED },
  { name: 'texte espacé, sur un téléphone', window: { width: 320, height: 640 }, css: SPACED },
  { name: 'texte à 200 %', window: { width: 1120, height: 900 }, css: ':root { font-size: 200% }' },
  { name: 'zoom à 400 %', window: { width: 320, height: 256 }, css: '' },
]

/** Puts a style sheet in the page and in every tree of an element; says what is then cut, covered or too wide. Runs in the page. */
async function judge(css: string): Promise<string[]> {
  const trees: (Document | ShadowRoot)[] = []
  const walk = (root: Document | ShadowRoot): void => {
    trees.push(root)
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot)
  }
  walk(document)
  if (css) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    for (const root of trees) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  // What is laid out by its own width is drawn again before it is judged.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)

  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`la page défile de côté : ${scrollWidth} > ${clientWidth}`)
  let stuck = 0
  for (const root of trees)
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (!element.closest('[data-state]') && root === document) continue
      // The text of a field goes under its caret, at any size.
      if (/^(input|textarea|select)$/.test(element.localName)) continue
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      // What is not drawn, or is there for who listens only.
      if (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none' || style.visibility === 'hidden') continue
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
      const named = `${element.localName}.${element.className} « ${(element.textContent ?? '').trim().slice(0, 40)} »`
      const texts = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`coupé de côté : ${named}`)
      if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        found.push(`coupé en bas : ${named}`)
      if (texts && style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
        found.push(`abrégé : ${named}`)
      if (/sticky|fixed/.test(style.position) && box.bottom > 0 && box.top < innerHeight)
        stuck += Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)
    }
  if (innerHeight < 300 && scrollY === 0 && stuck > innerHeight / 2)
    found.push(`ce qui reste collé prend ${Math.round(stuck)} px sur ${innerHeight}`)
  return found
}

let site: Awaited<ReturnType<typeof serveStorybook>>
let page: Page
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ reducedMotion: 'reduce', locale: 'fr-FR', timezoneId: 'Europe/Paris' })
  site = await serveStorybook()
})
test.afterAll(async () => {
  await page.close()
  site.close()
})

/** Each element has a few of its states judged, each way comes back: 9 is prime to the number of ways. */
const STRIDE = 9
stories.forEach((id, i) => {
  const ways = process.env['PARCOURS_COMPLET'] ? WAYS : i % STRIDE === 0 ? [WAYS[(i / STRIDE) % WAYS.length]!] : []
  for (const way of ways)
    test(`${id} · ${way.name}`, async () => {
      await page.setViewportSize(way.window)
      await page.goto(`${site.origin}/iframe.html?id=${id}&viewMode=story&globals=largeur:${way.window.width}px`)
      await expect(page.locator('[data-state="ready"]')).toBeAttached({ timeout: 15_000 })
      expect(await page.evaluate(judge, way.css)).toEqual([])
    })
})

test('le contrôle voit ce qui est coupé', async () => {
  await page.setViewportSize({ width: 1120, height: 900 })
  await page.setContent(
    '<div data-state="ready"><p style="width: 8em; height: 1.3em; overflow: hidden">Un texte de deux lignes</p></div>',
  )
  expect(await page.evaluate(judge, SPACED)).toEqual([expect.stringContaining('coupé en bas')])
})

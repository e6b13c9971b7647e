/**
 * Every story of the built Storybook: drawn, silent, clean for axe, nothing cut nor wider than its frame, in the looks that looks.ts deals:
 * every pair of a theme, a language, a size, a tone, a spacing, forced colours or paper on each element; on each story in the whole run.
 */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { expect, type Page } from 'playwright/test'
import { NAMES, PAIRS } from '../../stories/theme/contrast.js'
import { judgeForced, judgePairs, judgePaper, judgeText, wear } from './judge.js'
import { DIMENSIONS, elementOf, leftOut, plan, PLACES, wornBy, type Look } from './looks.js'
import { ids, shows, test, toolbar } from './storybook.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const stories = ids('story')
const seen = plan(stories, { complet: !!process.env['PARCOURS_COMPLET'] })
/** What a text may be on: its contrast is computed in every theme. */
const pairs = PAIRS.filter(({ use }) => use === 'texte').map(({ text, ground }) => `${text} sur ${ground}`)
/** Pixels: an A4 sheet without its margins. */
const SHEET = 700

test.describe.configure({ mode: 'parallel' })
test.afterEach(async ({ sheet }) => {
  sheet.removeAllListeners()
  // Other tests of this worker have the page after these.
  await sheet.emulateMedia({ forcedColors: 'none', media: 'screen' })
  await sheet.evaluate(wear, '')
  // A test of the plan alone has opened no page.
  await sheet.evaluate(() => location.protocol === 'http:' && (sessionStorage.clear(), localStorage.clear()))
})

test('le plan des vues n’oublie ni une histoire, ni deux choix ensemble sur un élément', () => {
  expect(leftOut(stories, seen)).toEqual([])
  // It can tell.
  const [first] = stories
  expect(
    leftOut(
      stories,
      seen.filter(({ story }) => story !== first),
    ),
  ).toContain(`${first!} : jamais regardée`)
  const element = elementOf(first!)
  const spanish = seen.filter(({ story, look }) => elementOf(story) === element && look.langue === 'es')
  expect(
    leftOut(
      stories,
      seen.filter((one) => !spanish.includes(one)),
    ).length,
  ).toBeGreaterThan(0)
})

test('le plan des vues prend tout ce que la barre d’outils propose', async ({ sheet, site }) => {
  await shows(sheet, site, stories[0]!, {})
  const { langue, theme, teinte, contraste, sens, espacement, largeur, ...others } = await toolbar(sheet)
  expect({ langue, theme, teinte, contraste, sens }).toEqual({
    // The states are French unless they say otherwise.
    langue: ['etat', 'fr', ...DIMENSIONS.langue.slice(1)],
    theme: DIMENSIONS.theme,
    teinte: DIMENSIONS.teinte,
    contraste: DIMENSIONS.contraste,
    sens: DIMENSIONS.sens,
  })
  expect(espacement).toEqual(['normal', 'large'])
  expect(largeur).toEqual(expect.arrayContaining(['320px', '1120px']))
  // The size of the text is set by the window's own style sheet here; the day is the state's.
  expect(Object.keys(others)).toEqual(['texte', 'jour'])
})

/** What axe says of the story, in words. */
async function violations(page: Page, contrast: boolean): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (contrast) => {
    type Axe = {
      run(
        context: unknown,
        options: unknown,
      ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>
    }
    const { axe } = globalThis as unknown as { axe: Axe }
    // The page around the story is Storybook's: its landmarks and headings are not ours to judge.
    const { violations } = await axe.run('[data-state]', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      preload: false,
      rules: {
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
        'heading-order': { enabled: false },
        // Forced colours are the person's own.
        'color-contrast': { enabled: contrast },
      },
    })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => JSON.stringify(node.target) + ' ' + (node.failureSummary ?? '')).join(' | ')}`,
    )
  }, contrast)
}

/** Languages that the elements of the story are drawn in. */
const spoken = (page: Page): Promise<string[]> =>
  page.locator('[data-state]').evaluate((story) => {
    const found = new Set<string>()
    const walk = (root: Element | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.matches('.root[part=root]')) found.add(element.lang)
        if (element.shadowRoot) walk(element.shadowRoot)
      }
    }
    walk(story)
    return [...found]
  })

async function looksAt(page: Page, site: { readonly origin: string }, id: string, look: Look): Promise<void> {
  const { theme, langue, teinte, contraste, sens, place, texte, vue } = look
  const espacement = texte === 'espacement.css' ? 'large' : 'normal'
  const forced = vue === 'couleurs forcées'
  await page.emulateMedia({ forcedColors: forced ? 'active' : 'none', media: 'screen' })
  await page.setViewportSize(PLACES[place])
  await page.evaluate(wear, '')
  const largeur = `${PLACES[place].width}px`
  await shows(page, site, id, { theme, langue, teinte, contraste, sens, espacement, largeur })
  // The pages of colours have none of our elements.
  if (langue !== 'etat' && id.startsWith('éléments-')) expect(await spoken(page)).toEqual([langue])
  await page.evaluate(wear, wornBy(look))
  expect(await page.evaluate(judgeText, '')).toEqual([])
  if (forced) expect(await page.evaluate(judgeForced)).toEqual([])
  // A story may end further down: what stays in sight while she reads (« Quitter vite ») then lies over a part of something, for axe.
  await page.evaluate(() => scrollTo(0, 0))
  expect(await violations(page, !forced)).toEqual([])
  // Forced colours are not ours.
  if (forced) await page.emulateMedia({ forcedColors: 'none' })
  expect(await page.evaluate(judgePairs, [NAMES, pairs] as const)).toEqual([])
  if (vue !== 'papier') return
  await page.setViewportSize({ width: SHEET, height: 900 })
  // As her browser prints: it tells the page before.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  expect(await page.evaluate(judgePaper)).toEqual([])
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
}

for (const id of stories)
  test.describe(id, () => {
    test.describe.configure({ mode: 'default' })
    for (const { look } of seen.filter(({ story }) => story === id))
      test(Object.values(look).join(' '), async ({ sheet: page, site }) => {
        const faults: string[] = []
        // A failing fixture logs its own network failure; anything else is a fault of ours.
        page.on(
          'console',
          (message) =>
            message.type() === 'error' &&
            !/caisse\.example|Failed to load resource/.test(message.text() + message.location().url) &&
            faults.push(message.text()),
        )
        page.on('pageerror', (error) => faults.push(error.message))
        await looksAt(page, site, id, look)
        expect(faults).toEqual([])
      })
  })

for (const id of ids('docs')) {
  test(`page ${id}`, async ({ sheet: page, site }) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.setViewportSize({ width: 1120, height: 900 })
    await page.goto(`${site.origin}/iframe.html?id=${encodeURIComponent(id)}&viewMode=docs`)
    await expect(page.locator('#storybook-docs h1').first()).toBeVisible({ timeout: 15_000 })
    // Each state that the page shows has been drawn, and each table has rows.
    await expect(page.locator('#storybook-docs [data-state="loading"]')).toHaveCount(0, { timeout: 15_000 })
    expect(await page.locator('#storybook-docs table:not(:has(tbody tr))').count()).toBe(0)
    // A table that is not one is read as bars and dashes.
    await expect(page.locator('#storybook-docs p').filter({ hasText: /^\|/ })).toHaveCount(0)
    await expect(page.locator('#storybook-docs .sb-errordisplay, #storybook-docs .docblock-emptyblock')).toHaveCount(0)
    const dead = await page.locator('#storybook-docs a[href*="?path="]').evaluateAll((links, known) => {
      const path = (link: Element): string => new URL((link as HTMLAnchorElement).href).searchParams.get('path')!
      return links.map(path).filter((each) => !known.includes(each.replace(/^\/(docs|story)\//, '')))
    }, ids())
    expect(dead, 'liens vers une page qui n’existe pas').toEqual([])
    expect(faults).toEqual([])
  })
}

/** Every story of the built Storybook: drawn, silent, clean for axe, nothing wider than its frame; in forced colours and on paper too. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { expect } from 'playwright/test'
import { combinations } from './pairwise.js'
import { judgeForced, judgePaper } from './judge.js'
import { ids, shows, test } from './storybook.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const stories = ids('story')
const THEMES = ['neutre', 'caf', 'ameli', 'urssaf', 'france-services']
// Every language, width and way of seeing in the whole run, pairs of them otherwise. Themes go round: they only change colours, and the
// contrast of each is computed for every pair (tests/unit/contrast.test.ts).
const langue = ['etat', 'ar', 'en']
const looks = [
  ...combinations({ langue, largeur: ['320px', '1120px'], vue: ['clair', 'sombre', 'couleurs forcées'] }),
  // Paper has one width: it is not the window's.
  ...combinations({ langue, largeur: ['1120px'], vue: ['papier', 'papier, en sombre'] }),
]
/** Pixels: an A4 sheet without its margins. */
const SHEET = 700

test.describe.configure({ mode: 'parallel' })
test.afterEach(async ({ sheet }) => {
  sheet.removeAllListeners()
  await sheet.evaluate(() => (sessionStorage.clear(), localStorage.clear()))
})

const seen = (i: number) =>
  (process.env['PARCOURS_COMPLET'] ? looks : [looks[i % looks.length]!]).map((look, j) => ({
    ...look,
    theme: THEMES[(i + j) % THEMES.length]!,
  }))

stories.forEach((id, i) =>
  test.describe(id, () => {
    test.describe.configure({ mode: 'default' })
    for (const look of seen(i))
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
        const paper = look.vue.startsWith('papier')
        const forced = look.vue === 'couleurs forcées'
        await page.emulateMedia({ forcedColors: forced ? 'active' : 'none', media: 'screen' })
        await page.setViewportSize({ width: paper ? SHEET : parseInt(look.largeur), height: 900 })
        const { langue, largeur, theme } = look
        await shows(page, site, id, { langue, largeur, theme, teinte: /sombre/.test(look.vue) ? 'dark' : 'etat' })
        if (paper) {
          // As her browser prints: it tells the page before.
          await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
          await page.emulateMedia({ media: 'print' })
          expect(await page.evaluate(judgePaper)).toEqual([])
          await page.emulateMedia({ media: 'screen' })
          expect(faults).toEqual([])
          return
        }
        if (forced) expect(await page.evaluate(judgeForced)).toEqual([])
        await page.evaluate(axe)
        const violations = await page.evaluate(async (contrast) => {
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
        }, !forced)
        expect(violations).toEqual([])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, 'rien ne dépasse').toBeLessThanOrEqual(0)
        expect(faults).toEqual([])
      })
  }),
)

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

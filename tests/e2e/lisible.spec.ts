/**
 * Stories read by people who change the page: larger text (WCAG 1.4.4, 200 %), spaced text (1.4.12, and who reads with dyslexia),
 * a zoom of 400 % (1.4.10: a window of 1280 × 1024 is then one of 320 × 256). Every story and way in the whole run, a few otherwise.
 */
import { expect, type Page } from 'playwright/test'
import { judgeForced, judgePaper, judgeText, LARGE, SPACED } from './judge.js'
import { ids, shows, test } from './storybook.js'

const stories = ids('story')

interface Way {
  readonly name: string
  readonly window: { width: number; height: number }
  readonly css: string
  /** What the page itself gives: the sheet of spaced text that is published. */
  readonly spaced?: boolean
}
const WAYS: readonly Way[] = [
  { name: 'texte espacé', window: { width: 1120, height: 900 }, css: SPACED },
  { name: 'texte espacé, sur un téléphone', window: { width: 320, height: 640 }, css: SPACED },
  { name: 'espacement.css, sur un téléphone', window: { width: 320, height: 640 }, css: '', spaced: true },
  { name: 'texte à 200 %', window: { width: 1120, height: 900 }, css: LARGE },
  { name: 'zoom à 400 %', window: { width: 320, height: 256 }, css: '' },
]

test.describe.configure({ mode: 'parallel' })

/** Each element has a few of its states judged, each way comes back: 9 is prime to the number of ways. */
const STRIDE = 9
stories.forEach((id, i) => {
  const ways = process.env['PARCOURS_COMPLET'] ? WAYS : i % STRIDE === 0 ? [WAYS[(i / STRIDE) % WAYS.length]!] : []
  for (const way of ways)
    test(`${id} · ${way.name}`, async ({ sheet: page, site }) => {
      await page.setViewportSize(way.window)
      await shows(page, site, id, {
        largeur: `${way.window.width}px`,
        espacement: way.spaced ? 'large' : 'normal',
      })
      expect(await page.evaluate(judgeText, way.css)).toEqual([])
    })
})

/** A page with one element of ours, which holds this. */
async function holds(page: Page, content: string): Promise<void> {
  await page.setContent(`<parcours-essai></parcours-essai><template>${content}</template>`)
  await page
    .locator('parcours-essai')
    .evaluate((host) => host.attachShadow({ mode: 'open' }).append(document.querySelector('template')!.content))
}

test('le contrôle voit ce qui est coupé', async ({ sheet: page }) => {
  await page.setViewportSize({ width: 1120, height: 900 })
  await page.setContent(
    '<div data-state="ready"><p style="width: 8em; height: 1.3em; overflow: hidden">Un texte de deux lignes</p></div>',
  )
  expect(await page.evaluate(judgeText, SPACED)).toEqual([expect.stringContaining('coupé en bas')])
})

test('le contrôle du papier voit un bouton, un texte pâle, ce qui est replié', async ({ sheet: page }) => {
  await page.setViewportSize({ width: 700, height: 900 })
  await holds(
    page,
    '<p>Un texte</p><button>Continuer</button><p style="color: #f1ede4">Un autre</p><details><summary>Voir</summary>Tout</details>',
  )
  expect(await page.evaluate(judgePaper)).toEqual([
    expect.stringMatching(/^à presser : .*Continuer/),
    expect.stringMatching(/^trop pâle .*Un autre/),
    expect.stringMatching(/^replié : .*Voir/),
  ])
})

test('le contrôle des couleurs forcées voit un choix que seul son fond disait', async ({ sheet: page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const row = (css: string): Promise<void> =>
    holds(
      page,
      `<style>[aria-pressed=true] { ${css} }</style><div><button aria-pressed="true">Le mois</button><button aria-pressed="false">Le thème</button></div>`,
    )
  await row('background: teal')
  expect(await page.evaluate(judgeForced)).toEqual([expect.stringContaining('« Le mois »')])
  await row('background: teal; border-width: 4px')
  expect(await page.evaluate(judgeForced)).toEqual([])
  await page.emulateMedia({ forcedColors: 'none' })
})

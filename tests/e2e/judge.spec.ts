/** What is judged of each story and each site (judge.ts) is seen to be refused, once, on pages that do it wrong. */
import { expect, type Page } from 'playwright/test'
import { judgeForced, judgePaper, judgeText, SPACED } from './judge.js'
import { test } from './storybook.js'

test.describe.configure({ mode: 'parallel' })

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

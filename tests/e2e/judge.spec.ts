/** What is judged of each story and each site (judge.ts) is seen to be refused, once, on pages that do it wrong. */
import { expect, type Page } from 'playwright/test'
import { judgeForced, judgePairs, judgePaper, judgeText, SPACED } from './judge.js'
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

test('le contrôle des couples de couleurs voit un texte sur un fond où rien ne le calcule, survolé aussi', async ({
  sheet: page,
}) => {
  await holds(page, '<div class="root"><p>Un texte <a href="#">un lien</a></p><button>Continuer</button></div>')
  await page.locator('parcours-essai').evaluate(({ shadowRoot }) => {
    const sheet = new CSSStyleSheet()
    // As the elements write them: in layers, hovered in a media query.
    sheet.replaceSync(`@layer theme {
      .root { color: var(--_ink) }
      button { color: var(--_ink); background: var(--_paper) }
      a { color: var(--_quiet) }
      @media (min-width: 1px) { p:hover { background: var(--_soft) } }
    }`)
    shadowRoot!.adoptedStyleSheets = [sheet]
  })
  const judged = (...pairs: string[]): Promise<string[]> =>
    page.evaluate(judgePairs, [['ink', 'quiet', 'paper', 'soft'], pairs] as const)
  const usual = ['ink sur paper', 'quiet sur paper', 'ink sur soft']
  expect(await judged(...usual)).toEqual([expect.stringMatching(/^quiet sur soft : a\..*un lien/)])
  expect(await judged(...usual, 'quiet sur soft')).toEqual([])
  // A colour that is no token's is on no list.
  await page.locator('button').evaluate((button) => (button.style.color = 'rgb(0, 0, 145)'))
  expect(await judged(...usual, 'quiet sur soft')).toEqual([
    expect.stringMatching(/^rgb\(0, 0, 145\) sur paper : button/),
  ])
})

/** Below the floor of docs/navigateurs.md: the script does not run, or does nothing, and the way without it is on the page. */
import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright/test'
import { expect, HOST_IDS, test, TODAY } from './visit.js'

const link = /sans ce service|service-public/

/** The way between the tags is seen, and reached with the keyboard; no tag came in its place. */
async function expectWay(page: Page, where: Page | Frame = page, inside = 'parcours-usager'): Promise<void> {
  const way = where.locator(inside).getByRole('link', { name: link })
  await expect(way).toBeVisible()
  expect(await way.getAttribute('href')).toMatch(/^https:/)
  for (let presses = 0; !(await way.evaluate((a) => a === document.activeElement)); presses++) {
    expect(presses, 'le lien s’atteint au clavier').toBeLessThan(40)
    await page.keyboard.press('Tab')
  }
  expect(await where.evaluate(() => customElements.get('parcours-usager') === undefined)).toBe(true)
}

for (const [what, body] of [
  ['un navigateur qui ne sait pas lire la syntaxe', 'export const a = 1 |> 2'],
  ['un fichier qui n’est pas celui de l’empreinte', 'export {}'],
  ['un fichier qui n’arrive pas', null],
] as const) {
  test(`${what} : le lien placé entre les balises reste`, async ({ page, open, watch }) => {
    watch.expected(/integrity|SyntaxError|Unexpected|Failed to load|was preloaded/i)
    await page.route('**/parcours.js', (route) =>
      body === null ? route.abort() : route.fulfill({ contentType: 'text/javascript', body }),
    )
    if (body?.includes('|>'))
      // Its own integrity, as an old browser would be given the right file.
      await page.route(/\/\?parcours=/, async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, body: (await response.text()).replace(/integrity="[^"]*"/, '') })
      })
    await open('famille')
    await expectWay(page)
  })
}

/** Safari before 16.4, as far as a page can tell. */
const withoutSheets = (page: Page): Promise<unknown> =>
  page.addInitScript(() => Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets'))

test('un navigateur dont une CSP stricte refuserait les styles : aucun élément, le lien reste', async ({
  page,
  open,
  watch,
}) => {
  watch.expected(/was preloaded/)
  await withoutSheets(page)
  // A way in that a script would take the place of.
  await page.route(/\/\?parcours=/, async (route) => {
    const response = await route.fetch()
    const way = '<a href="https://exemple.fr" data-parcours="/parcours/fixture/parcours.json">Le jardin</a>'
    await route.fulfill({ response, body: (await response.text()).replace('</main>', `${way}</main>`) })
  })
  await open('famille')
  // All that the script asks for has come: it is not too early to say.
  await page.waitForLoadState('networkidle')
  await expectWay(page)
  await expect(page.getByRole('link', { name: 'Le jardin' })).toBeVisible()
})

test('le même, dans un cadre : le lien reste', async ({ page, urls }) => {
  await withoutSheets(page)
  await page.goto(`${urls.mairie}?${String(new URLSearchParams({ parcours: 'fixture', today: TODAY, script: '' }))}`)
  const frame = page.frames().find((one) => one.url().includes('cadre.html'))!
  await frame.waitForLoadState()
  await expectWay(page, frame, 'main')
  await expect(frame.getByText('Chargement')).toHaveCount(0)
})

test('chaque site de démonstration a son lien de repli, dans la balise', () => {
  for (const id of HOST_IDS) {
    const html = readFileSync(new URL(`../hosts/${id}/index.html`, import.meta.url), 'utf8')
    const inside = /<parcours-usager[^>]*>([^]*?)<\/parcours-usager>/.exec(html)?.[1] ?? ''
    expect(inside, id).toMatch(/<a\s+href="https:/)
  }
})

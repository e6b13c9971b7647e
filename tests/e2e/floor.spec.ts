/** Below the floor of docs/navigateurs.md: the script does not run, and the way without it is on the page. */
import { readFileSync } from 'node:fs'
import { expect, HOST_IDS, test } from './visit.js'

const link = /sans ce service|service-public/

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
    const way = page.locator('parcours-usager').getByRole('link', { name: link })
    await expect(way).toBeVisible()
    expect(await way.getAttribute('href')).toMatch(/^https:/)
    for (let presses = 0; !(await way.evaluate((a) => a === document.activeElement)); presses++) {
      expect(presses, 'le lien s’atteint au clavier').toBeLessThan(40)
      await page.keyboard.press('Tab')
    }
    expect(await page.evaluate(() => customElements.get('parcours-usager') === undefined)).toBe(true)
  })
}

test('chaque site de démonstration a son lien de repli, dans la balise', () => {
  for (const id of HOST_IDS) {
    const html = readFileSync(new URL(`../hosts/${id}/index.html`, import.meta.url), 'utf8')
    const inside = /<parcours-usager[^>]*>([^]*?)<\/parcours-usager>/.exec(html)?.[1] ?? ''
    expect(inside, id).toMatch(/<a\s+href="https:/)
  }
})

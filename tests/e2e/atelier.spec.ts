import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from 'playwright/test'

/** The theme builder of the built Storybook: what it refuses, what it gives, and that what it gives is what is seen. */
const built = fileURLToPath(new URL('../../test-results/storybook/', import.meta.url))
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

let server: Server
let origin: string
test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = join(built, decodeURIComponent(new URL(request.url!, 'http://localhost').pathname))
    if (!path.startsWith(built) || !existsSync(path)) return void response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(readFileSync(path))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const open = async (page: Page): Promise<void> => {
  await page.goto(`${origin}/iframe.html?id=${encodeURIComponent('thèmes--atelier')}&viewMode=story`)
  await expect(page.locator('[data-state="ready"]')).toBeAttached({ timeout: 15_000 })
}
const colour = (page: Page, name: string) => page.locator(`atelier-theme #${name}`)
const give = async (page: Page, name: string, value: string): Promise<void> => {
  await colour(page, name).fill(value)
  await colour(page, name).blur()
}
const given = (page: Page) => page.locator('atelier-theme pre.css')
const action = (page: Page): Promise<string> =>
  page
    .locator('atelier-theme parcours-questionnaire .btn.main')
    .first()
    .evaluate((button) => getComputedStyle(button).backgroundColor)

test('a contrast that is too weak is said, and no CSS is given until it is not', async ({ page }) => {
  await open(page)
  await expect(given(page)).toContainText('--parcours-color-primary: #0b4f5c')
  await give(page, 'primary', '#6fb7e8')
  expect(await action(page)).toBe('rgb(111, 183, 232)')
  await expect(given(page)).toHaveCount(0)
  // White on #6fb7e8 is 2.18: any contrast checker says so.
  await expect(page.locator('atelier-theme .refused li').first()).toHaveText(
    'Action et lien sur Fond, en clair : 2,18, il faut 4,50',
  )
  await page.getByRole('button', { name: 'Déplacer ces couleurs juste assez' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'jusqu’à AA : Action et lien (clair).' })).toBeVisible()
  await expect(given(page)).toContainText('/* ')
})

test('what passes AA is refused at AAA, then brought to it', async ({ page }) => {
  await open(page)
  await page.getByLabel('Niveau demandé').selectOption('AAA')
  await expect(page.locator('atelier-theme .refused')).toContainText('sous AAA : le CSS n’est pas donné')
  await page.getByRole('button', { name: 'Déplacer ces couleurs juste assez' }).click()
  await expect(given(page)).toContainText('AAA ; le plus bas d’un texte, 7,')
})

test('the CSS gives AAA to who asks for more contrast, unless it is AAA for all; the text’s spacing goes with it', async ({
  page,
}) => {
  await open(page)
  await expect(given(page)).toContainText(/@media \(prefers-contrast: more\) [^@]+--parcours-color-quiet: #464e5c/)
  await expect(given(page)).not.toContainText('--parcours-letter-spacing')
  await page.getByLabel('Espacement du texte').selectOption('large')
  await expect(given(page)).toContainText('--parcours-letter-spacing: 0.12em')
  const [size, letters] = await page
    .locator('atelier-theme parcours-questionnaire .btn.main')
    .first()
    .evaluate((button) => [getComputedStyle(button).fontSize, getComputedStyle(button).letterSpacing].map(parseFloat))
  expect(letters! / size!).toBeCloseTo(0.12)
  await page.getByLabel('Niveau demandé').selectOption('AAA')
  await page.getByRole('button', { name: 'Déplacer ces couleurs juste assez' }).click()
  await expect(given(page)).toContainText('AAA ; le plus bas')
  await expect(given(page)).not.toContainText('prefers-contrast')
})

test('what is not a colour is not taken, and is said', async ({ page }) => {
  await open(page)
  await give(page, 'ink', 'rouge')
  await expect(page.getByRole('status').filter({ hasText: '« rouge » n’est pas une couleur' })).toBeVisible()
  expect(await given(page).textContent()).toContain('--parcours-color-ink: #1b2333')
})

test('the CSS that is given, put in a page, gives the colours that were seen; a host’s variables are read there', async ({
  page,
}) => {
  await open(page)
  await page.getByText('Lire les couleurs de mon site').click()
  await page
    .getByLabel('Variables de mon site')
    .fill(':root{--bleu:#1d3a8a;--text-action-high-blue-france:var(--bleu);--background-default-grey:#fff}')
  await page.getByRole('button', { name: 'Lire ces variables' }).click()
  await expect(page.getByRole('status').filter({ hasText: '2 variables de votre site lues' })).toBeVisible()
  await expect(colour(page, 'primary')).toHaveValue('#1d3a8a')
  expect(await action(page)).toBe('rgb(29, 58, 138)')
  await give(page, 'accent', '#7a3b00')
  const css = (await given(page).textContent())!

  const seen = (host: string) =>
    page.evaluate(
      ([css, host]) => {
        const style = document.createElement('style')
        style.textContent = `${css}:root{${host}}`
        document.head.append(style)
        const kit = document.body.appendChild(document.createElement('parcours-kit'))
        const of = (name: string): string => getComputedStyle(kit).getPropertyValue(`--parcours-color-${name}`)
        const colours = [of('primary'), of('accent')]
        kit.remove()
        style.remove()
        return colours
      },
      [css, host],
    )
  expect(await seen('')).toEqual(['#1d3a8a', '#7a3b00'])
  // The colour that was chosen here stays; the one that the site gives follows the site.
  expect(await seen('--text-action-high-blue-france:#102a66')).toEqual(['#102a66', '#7a3b00'])
})

/** Ways in: an invitation, and a link that becomes the parcours. */
import type { Page } from 'playwright/test'
import { expectStill, looksAt } from './still.js'
import { expect, expectAccessible, expectFits, test, TODAY } from './visit.js'
import { FIXTURE_SRC, script, writes } from './written.js'

const FIRST = /Où en êtes-vous/
const scripts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /\/parcours-([\w-]+?)-[\w-]{8}\.js$/.exec(name)?.[1] ?? '')
      .filter(Boolean),
  )

test('une invitation : neutre, légère, ouverte sur place et refermée sans rien perdre', async ({ page, urls }) => {
  await looksAt(page)
  await page.setViewportSize({ width: 320, height: 720 })
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon compte</h1><parcours-invitation src="${FIXTURE_SRC}" langs="fr ar"><a href="/page">La page</a></parcours-invitation><p>La suite du compte.</p></main>`,
  )
  const start = page.getByRole('button', { name: 'Commencer' })
  await expect(start).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Mes démarches' })).toBeVisible()
  await expect(page.getByText('Je rejoins un jardin partagé')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'La page' })).toBeHidden()
  expect((await scripts(page)).sort()).toEqual(['strings', 'ways'])
  await expectStill(page)
  await expectAccessible(page)
  await expectFits(page)

  await start.press('Enter')
  await expect(page.getByRole('heading', { name: 'Mes démarches' })).toBeFocused()
  const radio = page.getByRole('radio', { name: 'J’y pense' })
  await radio.check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByText('question 2')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)

  await page.getByRole('button', { name: 'Fermer' }).press('Enter')
  const resume = page.getByRole('button', { name: 'Reprendre' })
  await expect(resume).toBeFocused()
  await expect(page.getByText('question 2')).toBeHidden()
  await resume.press('Enter')
  await expect(page.getByText('question 2')).toBeVisible()
})

test('une invitation vers une page : son lien est suivi au clavier, et le parcours s’y ouvre', async ({
  page,
  urls,
}) => {
  const there = `/?parcours=fixture&amp;today=${TODAY}`
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon compte</h1><parcours-invitation src="${FIXTURE_SRC}" href="${there}"><a href="/page">La page</a></parcours-invitation></main>`,
  )
  const start = page.getByRole('link', { name: 'Commencer' })
  await expect(start).toBeVisible()
  // One way in: nothing to open here, and not the page's own link beside it.
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'La page' })).toBeHidden()
  await expectAccessible(page)
  await start.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${urls.famille}?parcours=fixture&today=${TODAY}`)
  await page.getByRole('radio', { name: 'J’y pense' }).check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByText('question 2')).toBeVisible()
  await expect(page.locator('parcours-invitation')).toHaveCount(0)
})

const LINK = `<div class="place"><a href="/page" data-parcours="${FIXTURE_SRC}" data-parcours-today="${TODAY}" data-parcours-langs="fr en">Mes démarches au jardin</a></div>`
const link = (page: Page) => page.getByRole('link', { name: 'Mes démarches au jardin' })

test('un lien devient le parcours où il mène, sans que rien ne bouge', async ({ page, urls }) => {
  await looksAt(page)
  await page.route(`${urls.sante}place.css`, (route) =>
    route.fulfill({ contentType: 'text/css', body: '.place { min-block-size: 100vh }' }),
  )
  await writes(page, urls.sante, `<main><h1>Jardins</h1>${LINK}<p>La suite.</p></main>`, {
    head: '<link rel="stylesheet" href="/place.css">' + script('parcours.js'),
  })
  await expect(page.getByRole('radio').first()).toBeVisible()
  await expect(link(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible()
  // The last file that comes by itself.
  await page.waitForFunction(() => customElements.get('parcours-rendez-vous'))
  await expectStill(page)
  await page.getByRole('radio', { name: 'J’y pense' }).check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByText('question 2')).toBeVisible()
  await expectAccessible(page)
})

test('une invitation, puis des liens, posés plus tard par un script de la page', async ({ page, urls }) => {
  const invitation = `<parcours-invitation src="${FIXTURE_SRC}"><a href="/page">La page</a></parcours-invitation>`
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon compte</h1><div id="ici"></div><template id="invitation"><section>${invitation}</section></template><template id="lien">${LINK}</template></main>`,
  )
  await page.waitForFunction(() => customElements.get('parcours-usager'))
  expect(await scripts(page)).toEqual([])
  // As a page that draws itself does: a piece of it at once, the way in somewhere inside.
  const adds = (piece: string): Promise<void> =>
    page.evaluate((id) => {
      const { content } = document.getElementById(id) as HTMLTemplateElement
      document.getElementById('ici')!.append(document.importNode(content, true))
    }, piece)
  await adds('invitation')
  await expect(page.getByRole('button', { name: 'Commencer' })).toBeVisible()
  for (const count of [1, 2]) {
    await adds('lien')
    await expect(page.getByRole('heading', { name: FIRST })).toHaveCount(count)
  }
  await expect(link(page)).toHaveCount(0)
  const usagers = page.locator('parcours-usager')
  await expect(usagers).toHaveCount(2)
  // Taken away by the page before its parcours came: nothing takes its place.
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(`**${FIXTURE_SRC}`, async (route) => {
    await held
    await route.continue()
  })
  await adds('lien')
  await expect(usagers).toHaveCount(3)
  await link(page).evaluate((link) => link.remove())
  release()
  await expect(usagers).toHaveCount(2)
})

test('un lien de la page à qui un script donne plus tard son parcours', async ({ page, urls }) => {
  await writes(page, urls.famille, '<main><h1>Mon compte</h1><p><a href="/page">Mes démarches au jardin</a></p></main>')
  await page.waitForFunction(() => customElements.get('parcours-usager'))
  await link(page).evaluate((link, src) => link.setAttribute('data-parcours', src), FIXTURE_SRC)
  await expect(page.getByRole('heading', { name: FIRST })).toBeVisible()
  // The file that makes it is there now: a second one takes the same way.
  await page.evaluate((src) => {
    const other = document.createElement('a')
    other.href = '/page'
    document.querySelector('main')!.append(other)
    return new Promise(requestAnimationFrame).then(() => other.setAttribute('data-parcours', src))
  }, FIXTURE_SRC)
  await expect(page.getByRole('heading', { name: FIRST })).toHaveCount(2)
})

test('le lien où elle est n’est pas retiré sous ses doigts', async ({ page, urls }) => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(`**${FIXTURE_SRC}`, async (route) => {
    await held
    await route.continue()
  })
  await writes(page, urls.cotisations, `<main><h1>Jardins</h1>${LINK}</main>`)
  await link(page).focus()
  release()
  // It is ready, behind it.
  await page.waitForFunction(
    () => document.querySelector('parcours-usager')?.shadowRoot?.querySelector('parcours-questionnaire') !== null,
  )
  await expect(link(page)).toBeFocused()
  await expect(page.getByRole('heading', { name: FIRST })).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('heading', { name: FIRST })).toBeVisible()
})

for (const [what, pattern] of [
  ['le parcours', `**${FIXTURE_SRC}`],
  ['le script', '**/parcours-ways-*.js'],
] as const)
  test(`un lien reste un lien quand ${what} ne vient pas`, async ({ page, urls, watch }) => {
    watch.expected(/Failed to load resource/)
    const refused = page.waitForEvent('requestfailed')
    await page.route(pattern, (route) => route.abort())
    await writes(page, urls.guichet, `<main><h1>Jardins</h1>${LINK}</main>`)
    await refused
    await expect(link(page)).toBeVisible()
    await expect(page.locator('parcours-usager')).toHaveCount(0)
    await expect(page.getByRole('heading')).toHaveText(['Jardins'])
  })

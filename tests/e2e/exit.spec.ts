import type { Page } from 'playwright/test'
import { GARDENER, Person } from './person.js'
import { expect, test } from './visit.js'

const NEUTRAL = 'https://www.meteofrance.com/'
const neutral = (page: Page): Promise<unknown> =>
  page.route(`${NEUTRAL}**`, (route) =>
    route.fulfill({ body: '<!doctype html><title>Météo</title><p>Demain, du soleil.', contentType: 'text/html' }),
  )

/** Everything a browser can keep of a visit, but its history. */
async function kept(
  page: Page,
): Promise<{ local: string[]; session: string[]; databases: string[]; caches: string[]; cookies: string[] }> {
  const here = await page.evaluate(async () => ({
    local: Object.entries(localStorage).map(String),
    session: Object.entries(sessionStorage).map(String),
    databases: (await indexedDB.databases()).map(({ name }) => String(name)),
    caches: 'caches' in window ? await caches.keys() : [],
  }))
  return { ...here, cookies: (await page.context().cookies()).map(({ name }) => name) }
}
const NOTHING = { local: [], session: [], databases: [], caches: [], cookies: [] }

/** The page did what it had to do for what was just pressed. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done))))

test.describe('quitter vite', () => {
  for (const host of ['famille', 'sante'] as const) {
    test(`par le bouton, sur ${host} : les réponses sont effacées, la page est remplacée`, async ({ page, visit }) => {
      await neutral(page)
      await visit(host)
      const person = new Person(page)
      await person.answers(person.session.question!, 'envie')
      await page.getByRole('button', { name: 'Garder dans cet onglet' }).click()
      expect((await kept(page)).session).not.toEqual([])

      const exit = page.getByRole('button', { name: 'Quitter vite' }).first()
      await expect(exit).toHaveAccessibleDescription(/historique/)
      const before = page.url()
      await exit.click()
      await page.waitForURL(NEUTRAL, { timeout: 5_000 })

      // Back does not lead to the page that was left: it was replaced.
      expect(await page.evaluate(() => history.length)).toBe(2)
      await page.goto(before)
      expect(await kept(page)).toEqual(NOTHING)
      await expect(page.getByRole('heading', { name: /Où en êtes-vous/ })).toBeVisible()
      await expect(
        page.getByRole('group', { name: /Où en êtes-vous/ }).getByRole('radio', { checked: true }),
      ).toHaveCount(0)
    })
  }

  for (const width of [320, 1280])
    test(`ce que fait le bouton se lit à côté de lui, la souris peut y aller, Échap le masque : ${width} px`, async ({
      page,
      visit,
    }) => {
      await page.setViewportSize({ width, height: 800 })
      await visit('cotisations')
      const exit = page.getByRole('button', { name: 'Quitter vite' }).first()
      const help = page.getByText('Le navigateur garde la visite').first()
      const height = async (): Promise<number> => (await help.boundingBox())!.height
      await expect(exit).toBeVisible()
      expect(await height()).toBe(1)
      await exit.hover()
      expect(await height()).toBeGreaterThan(40)
      const { x, y, width: wide, height: high } = (await help.boundingBox())!
      await page.mouse.move(x + wide / 2, y + high - 4, { steps: 20 })
      expect(await height()).toBeGreaterThan(40)
      await page.keyboard.press('Escape')
      expect(await height()).toBe(1)
      await page.mouse.move(1, 1)
      await exit.focus()
      expect(await height()).toBeGreaterThan(40)
      await page.keyboard.press('Escape')
      expect(await height()).toBe(1)
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Tab')
      await expect(exit).toBeFocused()
      expect(await height()).toBeGreaterThan(40)
      await expect(exit).toHaveAccessibleDescription(/historique/)
    })

  test('par la touche Majuscule, trois fois', async ({ page, visit }) => {
    await neutral(page)
    await visit('guichet')
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift')
    await page.waitForURL(NEUTRAL, { timeout: 5_000 })
  })

  test('trois fois Majuscule au milieu d’une réponse : le bouton radio n’est pas un champ où l’on écrit', async ({
    page,
    visit,
  }) => {
    await neutral(page)
    await visit('guichet')
    await page.getByRole('radio').first().focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift')
    await page.waitForURL(NEUTRAL, { timeout: 5_000 })
  })

  test('jamais avec une autre touche : on écrit les chiffres avec Majuscule sur un clavier AZERTY', async ({
    page,
    visit,
    watch,
  }) => {
    await visit('guichet')
    const url = page.url()
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+Digit1')
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+Tab')
    for (const key of ['Shift', 'Shift', 'a', 'Shift', 'Shift']) await page.keyboard.press(key)
    for (const key of ['Control', 'Alt', 'CapsLock', 'Control', 'Alt', 'CapsLock']) await page.keyboard.press(key)
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+Shift')
    await settled(page)
    expect(page.url()).toBe(url)
    expect(watch.requests.some((request) => request.url().startsWith(NEUTRAL))).toBe(false)
    await expect(page.getByRole('heading', { name: /Où en êtes-vous/ })).toBeVisible()
  })

  test('jamais dans un champ où l’on écrit', async ({ page, visit, watch }) => {
    await visit('cotisations')
    const url = page.url()
    const person = new Person(page)
    await person.answers(person.session.question!, 'inscrit')
    await page.getByRole('textbox', { name: 'Jour' }).focus()
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift')
    await page.keyboard.type('12')
    await settled(page)
    expect(page.url()).toBe(url)
    expect(watch.requests.some((request) => request.url().startsWith(NEUTRAL))).toBe(false)
    await expect(page.getByRole('textbox', { name: 'Jour' })).toHaveValue('12')
  })
})

test('rien n’est gardé, rien n’est dit : ni mémoire du navigateur, ni adresse, ni événement', async ({
  page,
  visit,
}) => {
  const events: { type: string; detail: unknown }[] = []
  await page.exposeBinding('heard', (_, event: { type: string; detail: unknown }) => void events.push(event))
  await page.addInitScript(() => {
    const dispatch = EventTarget.prototype.dispatchEvent
    EventTarget.prototype.dispatchEvent = function (event: Event): boolean {
      if (event.type.startsWith('parcours-'))
        (window as unknown as { heard(event: unknown): void }).heard({
          type: event.type,
          detail: JSON.parse(JSON.stringify((event as CustomEvent).detail ?? null)),
        })
      return dispatch.call(this, event)
    }
  })
  await visit('famille')
  const url = page.url()
  const person = new Person(page)
  await person.lives({ ...GARDENER, soucis: 'oui' })
  expect(page.url()).toBe(url)
  expect(await kept(page)).toEqual(NOTHING)

  expect(events.map(({ type }) => type)).toContain('parcours-step-change')
  expect(events.map(({ type }) => type)).toContain('parcours-plan-ready')
  const said = JSON.stringify(events)
  for (const secret of [
    'inscrit"',
    '2026-09-28',
    '64000',
    'legumes',
    '2019-03',
    'oui"',
    'mediation-voisin',
    'Parler à une personne',
  ])
    expect(said).not.toContain(secret)
  // The parcours asks for neutral titles: neither the page's title nor an event names a question.
  expect(said).not.toContain('souci')
  await expect(page).toHaveTitle(/^Mes démarches/)
})

test('« Tout effacer » efface, et « Garder dans cet onglet » tient un rechargement', async ({ page, visit }) => {
  await visit('famille')
  const person = new Person(page)
  await person.answers(person.session.question!, 'envie')
  await page.reload()
  await expect(page.getByRole('heading', { name: /Où en êtes-vous/ })).toBeVisible()

  await person.answers(person.session.question!, 'envie')
  await page.getByRole('button', { name: 'Garder dans cet onglet' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { name: /Quel mois voulez-vous commencer/ })).toBeVisible()

  await page.getByRole('button', { name: 'Tout effacer' }).click()
  await page.getByRole('button', { name: 'Oui, tout effacer' }).click()
  await expect(page.getByRole('heading', { name: /Où en êtes-vous/ })).toBeVisible()
  expect(await kept(page)).toEqual(NOTHING)
})

import type { Page } from 'playwright/test'
import { GARDENER, Person } from './person.js'
import { everything, kept } from './traces.js'
import { expect, test } from './visit.js'

/** What an adviser writes, and what she answered: none of it may be read after a wipe. */
const NOTE = 'Elle dort chez sa sœur'
/** Answers of hers that her plan's page shows. */
const ANSWERED = ['14 mars 2019', '64000']
const TRACES = [NOTE, ...ANSWERED, '2019-03-14', 'mars 2019']

/** What is looked for later is there before: a test that could not find it would prove nothing. */
async function expectReadable(page: Page, words: readonly string[]): Promise<void> {
  const all = await everything(page)
  for (const word of words) expect(all.includes(word), `« ${word} » is there before`).toBe(true)
}

async function expectNothingReadable(page: Page): Promise<void> {
  const all = await everything(page)
  const store = await kept(page)
  for (const trace of TRACES) {
    // Not toContain: a page is long to read in a report.
    expect(all.includes(trace), `« ${trace} » is in the page`).toBe(false)
    expect(store.includes(trace), `« ${trace} » is kept`).toBe(false)
  }
  expect(all.includes('[checked]'), 'an answer is chosen').toBe(false)
  const left = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])
  expect(left).toEqual([[], []])
}

/** A life lived to its plan at a counter, with a note; what is looked for later is there now. */
async function atTheCounter(page: Page): Promise<Person> {
  await expect(page.getByRole('heading', { name: 'À deux, au guichet' })).toBeVisible()
  const person = new Person(page)
  await person.lives(GARDENER)
  await page.getByText('Notes pour la personne').first().click()
  await page.getByRole('textbox', { name: 'Notes pour la personne' }).fill(NOTE)
  await page.getByText('Voir et changer mes 13 réponses').click()
  await expectReadable(page, [NOTE, ...ANSWERED])
  return person
}

test.describe('au guichet', () => {
  test('« Terminer et effacer » ne laisse rien à lire', async ({ page, visit }) => {
    await visit('guichet')
    await atTheCounter(page)
    await page.getByRole('button', { name: 'Terminer et effacer' }).click()
    const dialog = page.getByRole('dialog', { name: 'Terminer et tout effacer ?' })
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button', { name: 'Oui, tout effacer' }).click()
    await expect(page.getByText('Tout est effacé. Vous pouvez recevoir une autre personne.')).toBeVisible()
    await expectNothingReadable(page)
    // Nor behind the Back button.
    await page.goto('about:blank')
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'À deux, au guichet' })).toBeVisible()
    await expectNothingReadable(page)
  })

  test('sans geste : une question que l’on peut prolonger au clavier, puis plus rien', async ({ page, visit }) => {
    await page.clock.install()
    await visit('guichet')
    await atTheCounter(page)
    await page.clock.fastForward('05:01')
    const dialog = page.getByRole('alertdialog', { name: 'Vous êtes toujours là ?' })
    await expect(dialog).toBeVisible()
    await expect(dialog).toHaveAccessibleDescription(/dans une minute/)
    await expect(dialog.getByRole('button', { name: 'Continuer' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expectReadable(page, [NOTE, ...ANSWERED])
    await page.clock.fastForward('05:01')
    await expect(dialog).toBeVisible()
    // At least 20 s are left to answer (WCAG 2.2.1).
    await page.clock.fastForward('00:25')
    await expect(dialog).toBeVisible()
    await page.clock.fastForward('00:36')
    await expect(page.getByText('Tout est effacé, faute de geste sur cette page.')).toBeVisible()
    await expectNothingReadable(page)
  })

  test('la page quittée revient vide, même gardée par le navigateur', async ({ page, visit }) => {
    await visit('guichet')
    await atTheCounter(page)
    await page.evaluate(() => {
      window.addEventListener(
        'pageshow',
        ({ persisted }) => (document.documentElement.dataset['back'] = String(persisted)),
      )
    })
    await page.goto('about:blank')
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'À deux, au guichet' })).toBeVisible()
    await expectNothingReadable(page)
  })

  test('« Quitter vite » ne laisse rien à lire, au retour non plus', async ({ page, visit }) => {
    await page.route('https://www.meteofrance.com/**', (route) =>
      route.fulfill({ body: '<!doctype html><title>Météo</title>', contentType: 'text/html' }),
    )
    await visit('guichet')
    await atTheCounter(page)
    await page.getByRole('button', { name: 'Quitter vite' }).first().click()
    await page.waitForURL('https://www.meteofrance.com/')
    const store = await kept(page)
    for (const trace of TRACES) expect(store.includes(trace), trace).toBe(false)
    await visit('guichet')
    await expect(page.getByRole('heading', { name: 'À deux, au guichet' })).toBeVisible()
    await expectNothingReadable(page)
  })
})

test('chez elle, « Tout effacer » ne laisse rien à lire', async ({ page, visit }) => {
  await visit('famille')
  const person = new Person(page)
  await person.lives(GARDENER)
  await page.getByText('Voir et changer mes 13 réponses').click()
  await expectReadable(page, ANSWERED)
  await page.getByRole('button', { name: 'Tout effacer' }).first().click()
  await page.getByRole('button', { name: 'Oui, tout effacer' }).click()
  await expect(page.getByText('Vos réponses sont effacées.').first()).toBeAttached()
  await expectNothingReadable(page)
})

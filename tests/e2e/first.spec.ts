import { GARDENER, Person } from './person.js'
import { expect, test } from './visit.js'
import { usager, writes } from './written.js'

/** The first question comes in one file, what takes its answer in a second: on a slow line she meets the gap between them. */
const SECOND = '**/parcours-rest-*.js'

test('elle coche et continue avant que la suite ne soit là : sa réponse est prise quand elle arrive', async ({
  page,
  visit,
}) => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(SECOND, async (route) => {
    await held
    await route.continue()
  })
  await visit('famille')
  const radio = page.getByRole('radio', { name: 'Je suis inscrit' })
  await radio.check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Chargement' })).toBeVisible()
  await expect(radio).toBeChecked()
  release()
  await expect(page.getByText('question 2')).toBeVisible()
  await page.getByRole('button', { name: 'Retour' }).click()
  await expect(radio).toBeChecked()
})

test('sans rien cocher, elle apprend ce qui manque quand la suite arrive', async ({ page, visit }) => {
  await page.route(SECOND, async (route) => {
    await page.getByRole('button', { name: 'Continuer' }).click()
    await route.continue()
  })
  await visit('sante')
  await expect(page.getByText('Erreur : choisissez une réponse.')).toBeVisible()
  await expect(page.getByRole('radio').first()).toBeFocused()
})

test('la suite ne vient pas : c’est dit, et « Réessayer » garde ce qu’elle a coché', async ({ page, visit, watch }) => {
  watch.expected(/Failed to load resource/)
  await page.route(SECOND, async (route) => {
    await page.getByRole('radio').first().check()
    await route.abort()
  })
  await visit('guichet', { width: 320 })
  await expect(page.getByText(/connexion n’a pas abouti/)).toBeVisible()
  await page.unroute(SECOND)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('radio').first()).toBeChecked()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByText('question 2')).toBeVisible()
})

test('« Quitter vite » est là dès la première question', async ({ page, open }) => {
  await page.route('https://www.meteofrance.com/**', (route) => route.fulfill({ body: 'ailleurs' }))
  await page.route(SECOND, () => new Promise<void>(() => undefined))
  await open('famille', { parcours: 'separation' })
  const exit = page.getByRole('button', { name: 'Quitter vite' }).first()
  // In the colour of what is grave, from the first frame.
  const colour = (element: Element): string => getComputedStyle(element).color
  expect(await exit.evaluate(colour)).not.toBe(await page.getByRole('heading', { name: /Où en/ }).evaluate(colour))
  await exit.click()
  await expect(page).toHaveURL(/meteofrance/)
})

test('une seule balise : sous la première question, l’aide et rien d’autre ; les rendez-vous se demandent une fois, à la fin', async ({
  page,
  urls,
  watch,
}) => {
  await writes(page, urls.famille, `<main>${usager('api="/rendez-vous/v1?cle=pk_exemple_demo"')}</main>`)
  await expect(page.getByRole('radio').first()).toBeVisible()
  // Everything that comes after the first question has come.
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('heading', { level: 2, name: 'Une aide, à tout moment' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(2)
  const asked = (): string[] =>
    watch.requests.map((request) => new URL(request.url()).pathname).filter((path) => path.startsWith('/rendez-vous/'))
  expect(asked()).toEqual([])
  await new Person(page).lives(GARDENER)
  await expect(page.getByRole('button', { name: 'Voir les créneaux et réserver' }).first()).toBeVisible()
  expect(asked().sort()).toEqual(['/rendez-vous/v1/capacites', '/rendez-vous/v1/motifs'])
})

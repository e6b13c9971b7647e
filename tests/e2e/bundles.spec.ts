import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Request } from 'playwright/test'
import { drift, sizes } from '../../packages/elements/tools/sizes.js'
import { SINGLES } from '../../packages/elements/tools/singles.js'
import { Her } from './her.js'
import { GARDENER, Person } from './person.js'
import { answersAtOnce } from './shown.js'
import { expect, expectAccessible, expectFits, test, TODAY } from './visit.js'
import { PINNED, published, script, usager, writes } from './written.js'

const cdn = new URL('../../packages/elements/cdn/', import.meta.url)
const PARTS = ['Vos prochains mois', 'Voici votre parcours', 'Rencontrer une personne', 'À emporter']
const files = (requests: readonly Request[]): string[] =>
  requests.map((request) => new URL(request.url()).pathname).filter((path) => path.endsWith('.js'))

test('les empreintes publiées sont celles de tous les fichiers, et les poids ceux convenus', () => {
  const names = readdirSync(cdn).filter((name) => name.endsWith('.js'))
  const hashes = names.map((name) => [
    name,
    `sha384-${createHash('sha384')
      .update(readFileSync(new URL(name, cdn)))
      .digest('base64')}`,
  ])
  expect(published()).toEqual(Object.fromEntries(hashes))
  expect(drift(), 'node packages/elements/tools/sizes.js --write si c’est voulu').toEqual([])
})

test('un poids qui dérive se voit, dans un sens comme dans l’autre', () => {
  const now = sizes()
  const of = (change: number): string[] => drift({ ...now, 'parcours.js': now['parcours.js']! + change })
  expect(of(0)).toEqual([])
  for (const change of [1, -1]) expect(of(change)).toEqual([expect.stringContaining('parcours.js')])
  expect(drift({ ...now, 'parcours-disparu.js': 3 })).toEqual(['parcours-disparu.js : n’est plus construit'])
})

for (const name of Object.keys(SINGLES))
  test(`${name}.js : un fichier d’un octet de plus n’est pas exécuté`, async ({ page, urls, watch }) => {
    watch.expected(/integrity|Failed to find a valid digest/)
    await page.route(`**${PINNED}${name}.js`, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${await response.text()} ` })
    })
    await writes(page, urls.famille, `<main>${usager('', '<a href="/ailleurs">Autrement</a>')}</main>`, {
      head: script(`${name}.js`),
    })
    await expect(page.getByRole('link', { name: 'Autrement' })).toBeVisible()
    expect(await page.evaluate(() => customElements.get('parcours-usager'))).toBeUndefined()
  })

test('tout en un fichier : du parcours au rendez-vous, en deux langues, sans rien demander de plus', async ({
  page,
  urls,
  watch,
}) => {
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon site</h1>${usager('langs="fr ar" api="/rendez-vous/v1?cle=pk_exemple_demo"')}</main>`,
    { head: script('parcours-complet.js') },
  )
  await expect(page.getByRole('radio').first()).toBeVisible()
  const person = new Person(page)
  await answersAtOnce(person, { today: TODAY, answers: GARDENER })
  for (const name of PARTS) await expect(page.getByRole('heading', { name }).first()).toBeVisible()
  // The document is in another file: this one does not speak of it.
  await expect(page.getByRole('button', { name: 'Imprimer' })).toBeVisible()
  await expect(page.getByRole('button', { name: /PDF/ })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'العربية' }).click()
  await expect(page.getByRole('heading', { name: 'لقاء شخص' })).toBeVisible()
  expect(files(watch.requests)).toEqual([`${PINNED}parcours-complet.js`])
})

test('le questionnaire seul : jusqu’aux réponses relues, et la page du site prend la suite', async ({
  page,
  urls,
  watch,
}) => {
  await writes(page, urls.sante, `<main><h1>Mon site</h1>${usager()}</main>`, {
    head: script('parcours-questionnaire.js'),
  })
  await page.evaluate(() =>
    document.addEventListener(
      'parcours-plan-ready',
      ({ detail }) => (document.title = `${detail.demarches} démarches`),
    ),
  )
  await new Person(page).lives(GARDENER)
  await expect(page).toHaveTitle(/^\d+ démarches$/)
  for (const name of PARTS) await expect(page.getByRole('heading', { name })).toHaveCount(0)
  await expect(page.getByText(/^Toute votre liste/)).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
  expect(files(watch.requests)).toEqual([`${PINNED}parcours-questionnaire.js`])
})

for (const name of ['parcours-questionnaire', 'parcours-rendez-vous-seul'])
  test(`${name}.js : un lien de reprise n’est pas perdu en silence`, async ({ page, urls }) => {
    const sites = JSON.stringify([
      { name: 'Ailleurs', url: 'https://ailleurs.example/parcours' },
      { name: 'Rien', url: 'javascript:alert(1)' },
    ])
    await writes(page, urls.sante, `<main><h1>Mon site</h1>${usager(`sites='${sites}'`)}</main>`, {
      head: script(`${name}.js`),
    })
    // She is on the page already; then she comes by her link.
    await expect(page.getByRole('heading', { name: /^(Où en|Rencontrer)/ }).first()).toBeVisible()
    await page.evaluate(() => (location.hash = '#parcours=AbCd'))
    const told = page.getByRole('region', { name: 'Le lien de reprise ne peut pas être ouvert sur cette page' })
    await expect(told).toContainText('votre lien reste bon')
    expect(page.url()).not.toContain('#')
    await expect(told.getByRole('link')).toHaveCount(1)
    await expect(told.getByRole('link', { name: 'L’ouvrir sur Ailleurs' })).toHaveAttribute(
      'href',
      'https://ailleurs.example/parcours#parcours=AbCd',
    )
    await expectAccessible(page)
    await told.getByRole('button', { name: 'Fermer' }).click()
    await expect(told).toHaveCount(0)
    await page.goto('about:blank')
    await page.goto(`${urls.sante}page#parcours=AbCd`)
    await expect(told).toBeVisible()
  })

test('le rendez-vous seul : ce que le site sait suffit à le prendre', async ({ page, urls, watch }) => {
  await page.clock.install({ time: `${TODAY}T08:00:00Z` })
  await writes(
    page,
    urls.cotisations,
    `<main><h1>Mon site</h1>${usager(`prefill='{"avancement":"inscrit"}' api="/rendez-vous/v1?cle=pk_exemple_demo"`)}</main>`,
    { head: script('parcours-rendez-vous-seul.js') },
  )
  const her = new Her(page, new Person(page))
  await her.comesToTimes()
  await her.choosesTime()
  await her.press('Continuer')
  await her.reads('Comment vous joindre ?')
  await her.givesMail()
  await her.press('Continuer')
  await her.reads('Vérifiez avant de confirmer')
  await her.confirms()
  await expectFits(page)
  expect(files(watch.requests)).toEqual([`${PINNED}parcours-rendez-vous-seul.js`])
})

import type { Page, Request } from 'playwright/test'
import { Person, type Life } from './person.js'
import { answersAtOnce } from './shown.js'
import { expect, test, TODAY } from './visit.js'

/** Expecting a child, separated, at the Caf; safe. The counter's page gives the overlays of the Pyrénées-Atlantiques and of the MSA; the family branch's, the directory. */
const EXPECTING: Life = {
  avancement: 'separe',
  'date-separation': '2026-08-30',
  statut: 'concubin',
  securite: 'oui',
  territoire: '64000',
  regime: 'general',
  'compte-caisse': 'moi',
  declaration: 'moi',
  aides: ['aucune'],
  logement: 'garde',
  occupation: 'locataire',
  grossesse: 'oui',
  enfants: [],
  rib: 'oui',
  'en-commun': ['aucun'],
  difficultes: ['aucune'],
}
const JOINT = 'Entretien naissance avec la Caf et la CPAM ensemble'
const CAF = 'Caf des Pyrénées-Atlantiques'
const LOZERE = 'Caisse commune de sécurité sociale (CCSS) de la Lozère'

/** Method and address, the origin and content hashes left out. */
const shape = (request: Request): string => {
  const { pathname, search } = new URL(request.url())
  return `${request.method()} ${pathname.replace(/-[\w-]{8}\.js$/, '-….js')}${search}`
}
const joint = (page: Page, motif = JOINT) => page.locator('parcours-rendez-vous').getByText(motif)

test('à Pau, le rendez-vous commun est proposé ; à Dax, non ; et rien ne part selon la réponse', async ({
  page,
  visit,
  watch,
}) => {
  const seen: string[][] = []
  for (const [postcode, there] of [
    ['64000', true],
    ['40100', false],
  ] as const) {
    const from = watch.requests.length
    await visit('guichet', { parcours: 'separation' })
    const person = new Person(page, { parcours: 'separation' })
    await person.lives({ ...EXPECTING, territoire: postcode })
    await expect(page.locator('parcours-rendez-vous').getByRole('heading').first()).toBeVisible()
    await expect(joint(page)).toHaveCount(there ? 1 : 0)
    // An overlay's own words, where it has some.
    await expect(page.getByRole('main').getByText(CAF).first()).toBeAttached({ attached: there })
    await page.waitForLoadState('networkidle')
    seen.push(watch.requests.slice(from).map(shape).sort())
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[0]!.filter((line) => line.includes('/overlays/'))).toEqual([
    'GET /parcours/separation/overlays/msa.json',
    'GET /parcours/separation/overlays/pyrenees-atlantiques.json',
  ])
})

test('l’annuaire nomme la caisse de la personne, et rien ne part selon le code postal', async ({
  page,
  visit,
  watch,
}) => {
  const seen: string[][] = []
  for (const [territoire, there, absent] of [
    ['64000', CAF, LOZERE],
    ['48000', LOZERE, CAF],
  ] as const) {
    const from = watch.requests.length
    await visit('famille', { parcours: 'separation' })
    const person = new Person(page, { parcours: 'separation' })
    await answersAtOnce(person, { today: TODAY, answers: { ...EXPECTING, territoire } })
    const main = page.getByRole('main')
    await expect(main.getByText(there).first()).toBeVisible()
    await expect(main.getByText(absent)).toHaveCount(0)
    // Who receives her, on the card of the rendez-vous.
    await expect(page.locator('parcours-rendez-vous').getByText(there).first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    // Which, and not how many times: what comes late is asked for again, wherever she lives.
    seen.push([...new Set(watch.requests.slice(from).map(shape))].sort())
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[0]!.filter((line) => line.includes('/annuaire/'))).toEqual(
    ['caf', 'carsat', 'cgss', 'cpam', 'css-mayotte', 'msa'].map((kind) => `GET /parcours/annuaire/${kind}.json`),
  )
})

test('la surcouche parle la langue choisie', async ({ page, visit }) => {
  await visit('guichet', { parcours: 'separation', lang: 'en' })
  const person = new Person(page, { parcours: 'separation', lang: 'en' })
  await person.lives(EXPECTING)
  await expect(joint(page, 'Birth interview with the Caf and the CPAM together')).toHaveCount(1)
  await expect(joint(page)).toHaveCount(0)
})

test('un site sans surcouche n’en charge rien', async ({ page, visit, watch }) => {
  await visit('sante', { parcours: 'separation' })
  const person = new Person(page, { parcours: 'separation' })
  await person.lives(EXPECTING)
  await expect(joint(page)).toHaveCount(0)
  expect(watch.requests.map(shape).filter((line) => /overlay/.test(line))).toEqual([])
})

test('une surcouche qui ne vient pas laisse le parcours entier, et le site le sait', async ({ page, open, watch }) => {
  watch.expected(/une surcouche, ou l’annuaire, n’est pas appliqué.*pyrenees-atlantiques\.json|404/)
  await page.route('**/overlays/pyrenees-atlantiques.json', (route) => route.fulfill({ status: 404, body: '' }))
  await page.addInitScript(() => {
    document.addEventListener('parcours-problem', (event) => {
      document.documentElement.dataset['problem'] = event.detail.code
    })
  })
  await open('guichet', { parcours: 'separation' })
  const person = new Person(page, { parcours: 'separation' })
  await person.lives(EXPECTING)
  await expect(joint(page)).toHaveCount(0)
  await expect(page.locator('parcours-rendez-vous').getByRole('heading').first()).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-problem', 'overlay')
})

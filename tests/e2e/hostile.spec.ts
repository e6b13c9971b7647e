import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { GARDENER, Person } from './person.js'
import { expect, expectAccessible, expectFits, FIXTURE, test } from './visit.js'

/* eslint-disable @typescript-eslint/no-explicit-any -- these files are wrong on purpose */
type Json = any

const fixture = (): Json =>
  JSON.parse(readFileSync(new URL('../../packages/catalogue/fixture/parcours.json', import.meta.url), 'utf8')) as Json

/** The host serves this instead of the fixture. */
async function serves(page: Page, change: (parcours: Json) => void): Promise<void> {
  const parcours = fixture()
  change(parcours)
  await page.route(FIXTURE, (route) => route.fulfill({ json: parcours }))
}

const PROBLEM = 'Ce service ne peut pas s’afficher pour le moment'
const WITHOUT = 'Faire mes démarches sans ce service, sur service-public.gouv.fr'

/** What a person sees when nothing can be shown: what happened, a human, the way without this service; and nothing broken. */
async function expectProblem(page: Page, sentence: RegExp): Promise<void> {
  await expect(page.getByRole('heading', { name: PROBLEM })).toBeVisible()
  await expect(page.getByText(sentence)).toBeVisible()
  await expect(page.getByText(/une personne peut vous aider/)).toBeVisible()
  await expect(page.getByRole('link', { name: WITHOUT })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
}

/** Every link of the page leads where a link may lead, and these are among them. Nothing ran. */
async function expectSafeLinks(page: Page, among: readonly string[]): Promise<void> {
  const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
  expect(links).toEqual(expect.arrayContaining([...among]))
  expect(links.filter((href) => !/^(https:|mailto:|tel:|http:\/\/localhost)/.test(href))).toEqual([])
  await expect(page).not.toHaveTitle('pris')
}

const ATTACK = "<img src=x onerror=\"document.title='pris'\"><script>document.title='pris'</script>"

test('du HTML dans un parcours est du texte', async ({ page, visit }) => {
  await serves(page, (parcours) => {
    parcours.title = ATTACK
    parcours.questions[0].label = `Où en êtes-vous ? ${ATTACK}`
    parcours.questions[0].why = ATTACK
    parcours.questions[0].options[0].label = ATTACK
    parcours.alerts[0].title = ATTACK
    parcours.alerts[0].text = `**${ATTACK}**`
    parcours.sections[0].title = ATTACK
  })
  await visit('famille', { width: 320 })
  await expect(page.getByRole('radio', { name: ATTACK })).toBeVisible()
  await expect(page.getByRole('heading', { name: ATTACK }).first()).toBeVisible()
  await expect(page.getByRole('main').getByRole('img')).toHaveCount(0)
  await expect(page).not.toHaveTitle('pris')
  await expectAccessible(page)
  await expectFits(page)
})

test('un lien javascript:, data: ou http: dans un texte n’est pas un lien', async ({ page, visit, watch }) => {
  await serves(page, (parcours) => {
    parcours.questions[0].why =
      '[Ouvrir](javascript:document.title="pris") [Image](data:text/html,pris) [Clair](http://exemple.example)'
    parcours.questions[0].help = '[Page](https://exemple.example/aide) [Script](JaVaScRiPt:alert)'
    parcours.alerts[0].text = '[Appeler](vbscript:pris) puis [écrire](mailto:aide@exemple.example)'
  })
  await visit('guichet')
  const main = page.getByRole('main')
  await main.getByText('Pourquoi cette question').click()
  await expect(main.getByText('Ouvrir Image Clair')).toBeVisible()
  await expectSafeLinks(page, ['https://exemple.example/aide', 'mailto:aide@exemple.example'])
  expect(watch.requests.filter((request) => new URL(request.url()).hostname !== 'localhost')).toEqual([])
})

test('une adresse javascript: de canal : le service reste, l’adresse n’est plus qu’un texte', async ({
  page,
  visit,
  watch,
}) => {
  await serves(page, (parcours) => {
    parcours.alerts[0].channels[1].url = 'javascript:document.title="pris"'
  })
  await visit('guichet')
  const main = page.getByRole('main')
  await expect(main.getByText('Dans un espace France Services').first()).toBeVisible()
  await expect(main.getByRole('link', { name: /espace France Services/ })).toHaveCount(0)
  await expectSafeLinks(page, [])
  expect(await page.title()).not.toBe('pris')
  expect(watch.requests.filter((request) => new URL(request.url()).hostname !== 'localhost')).toEqual([])
})

test('une traduction hostile : ni HTML, ni lien qui ne soit pas sûr', async ({ page, visit, watch }) => {
  await page.route('**/parcours/fixture/parcours.en.json', async (route) => {
    const json = (await (await route.fetch()).json()) as { texts: Record<string, { text: string }> }
    json.texts['questions.avancement.why']!.text =
      `[Open](javascript:document.title="pris") [Picture](data:text/html,pris) [Plain](http://example.example) ${ATTACK}`
    json.texts['alerts.aide.text']!.text =
      '[Call](vbscript:pris) or [write](mailto:help@example.example), [read](https://example.example/help)'
    await route.fulfill({ json })
  })
  await visit('guichet', { lang: 'en', width: 320 })
  const main = page.getByRole('main')
  await main.getByText('Why are we asking this?').click()
  await expect(main.getByText('Open Picture Plain')).toBeVisible()
  await expect(main.getByText(ATTACK)).toBeVisible()
  await expectSafeLinks(page, ['mailto:help@example.example', 'https://example.example/help'])
  expect(watch.requests.filter((request) => new URL(request.url()).hostname !== 'localhost')).toEqual([])
  await expectFits(page)
})

const WORD = 'Anticonstitutionnellement'.repeat(20)
const long = (length: number): string => `${WORD} ${'mot '.repeat(length / 4)}`.slice(0, length).trim()

test('un intitulé de 10 000 caractères se lit et se répond', async ({ page, visit }) => {
  await serves(page, (parcours) => {
    parcours.questions[0].label = long(10_000)
    parcours.questions[0].options[0].label = WORD
  })
  await visit('sante', { width: 320 })
  await expect(page.getByRole('radio', { name: WORD })).toBeVisible()
  await expectFits(page)
  await page.getByRole('radio', { name: 'Je suis inscrit' }).check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByRole('heading', { name: /À quelle date vous êtes-vous inscrit/ })).toBeFocused()
})

const PROSE = [
  'title',
  'summary',
  'body',
  'text',
  'why',
  'help',
  'name',
  'purpose',
  'motif',
  'before',
  'note',
  'hours',
  'because',
]
/** Every text of the plan is this one; the questions stay as they are. */
function rewritten(node: Json, text: string): void {
  for (const [key, value] of Object.entries(node as object) as [string, Json][])
    if (typeof value === 'string') node[key] = PROSE.includes(key) ? text : value
    else if (value && typeof value === 'object') rewritten(value, text)
}
test('un plan dont chaque texte est du HTML et un mot de 500 lettres : rien ne dépasse, rien ne s’exécute', async ({
  page,
  visit,
}) => {
  await serves(page, (parcours) => {
    for (const block of ['alerts', 'demarches', 'jalons', 'organismes', 'pieces', 'rendezVous', 'sources'])
      rewritten(parcours[block], `${ATTACK} ${WORD}`)
    parcours.end.text = `${ATTACK} ${WORD}`
  })
  await visit('famille', { width: 320 })
  await new Person(page).lives(GARDENER)
  const main = page.getByRole('main')
  await expect(main.getByText(WORD).filter({ visible: true })).not.toHaveCount(0)
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectFits(page)
  }
  await expect(main.getByRole('img')).toHaveCount(0)
  await expect(page).not.toHaveTitle('pris')
})

test('une traduction de 10 000 caractères se lit et se répond', async ({ page, visit }) => {
  await page.route('**/parcours/fixture/parcours.en.json', async (route) => {
    const json = (await (await route.fetch()).json()) as { texts: Record<string, { text: string }> }
    json.texts['questions.avancement.label']!.text = long(10_000)
    await route.fulfill({ json })
  })
  await visit('cotisations', { lang: 'en', width: 320 })
  await expectFits(page)
  await page.getByRole('radio').nth(1).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Day' })).toBeVisible()
})

test('une traduction absente : le français, annoncé comme du français', async ({ page, visit, watch }) => {
  await page.route('**/parcours/fixture/parcours.en.json', (route) => route.fulfill({ status: 404, body: '' }))
  await visit('famille', { lang: 'en' })
  const label = page.getByText('Où en êtes-vous')
  await expect(label.first()).toBeVisible()
  expect(await label.first().evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('fr')
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
  await expectAccessible(page)
  // The browser itself reports the 404 in its console.
  watch.expected(/404/)
})

for (const lang of ['fr-x-falc', 'es', 'ar'] as const) {
  test(`cinq langues à 320 px, ${lang} : chacune se touche, et seul « Quitter vite » reste en haut`, async ({
    page,
    visit,
  }) => {
    await visit('guichet', { parcours: 'separation', lang, width: 320 })
    const bar = page.getByRole('group').filter({ has: page.getByRole('button', { name: 'Français', exact: true }) })
    const names = ['Français', 'Français simplifié', 'English', 'Español', 'العربية']
    await expect(bar.getByRole('button')).toHaveText(names)
    for (const name of names) {
      const box = (await bar.getByRole('button', { name, exact: true }).boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    }
    await expectFits(page)
    await expectAccessible(page)
    await page
      .getByRole('radio')
      .last()
      .evaluate((radio) => radio.scrollIntoView({ block: 'start' }))
    await expect(bar).not.toBeInViewport()
    await expect(
      page.getByRole('button', { name: { 'fr-x-falc': 'Quitter vite', es: 'Salir rápido', ar: 'مغادرة سريعة' }[lang] }),
    ).toBeInViewport({ ratio: 1 })
  })
}

test('une phrase sans traduction reste en français, les autres sont traduites', async ({ page, visit }) => {
  await page.route('**/parcours/fixture/parcours.ar.json', async (route) => {
    const json = (await (await route.fetch()).json()) as { texts: Record<string, unknown> }
    delete json.texts['questions.avancement.options.envie.label']
    await route.fulfill({ json })
  })
  await visit('guichet', { lang: 'ar', width: 320 })
  const radio = page.getByRole('radio', { name: 'J’y pense' })
  await expect(radio).toBeVisible()
  const text = page.getByText('J’y pense')
  expect(
    await text.evaluate((element) => [
      element.closest('[lang]')?.getAttribute('lang'),
      element.closest('[dir]')?.getAttribute('dir'),
    ]),
  ).toEqual(['fr', 'ltr'])
  await expect(page.getByRole('radio')).toHaveCount(3)
  await expectAccessible(page)
})

test('une version mineure plus récente se lit : ce qui est inconnu est ignoré', async ({ page, visit }) => {
  await serves(page, (parcours) => {
    parcours.formatVersion = '1.9'
    parcours.nouveaute = { x: 1 }
    parcours.questions[0].couleur = 'bleu'
    parcours.demarches[1].when = { answer: 'avancement', ressemble: 'envie' }
  })
  await visit('famille')
  await expect(page.getByText('Où en êtes-vous').first()).toBeVisible()
})

test('une version majeure plus récente : un message, et une autre voie', async ({ page, open }) => {
  await serves(page, (parcours) => {
    parcours.formatVersion = '2.0'
    parcours.questions = { autrement: true }
  })
  await open('famille', { width: 320 })
  await expectProblem(page, /version plus récente/)
})

test('un parcours faux : un message, et où est la faute pour l’équipe du site', async ({ page, open }) => {
  await serves(page, (parcours) => {
    parcours.questions[0].options = 'non'
    delete parcours.title
  })
  await open('cotisations', { width: 320 })
  await expectProblem(page, /contient une erreur/)
  await page.getByText('Détails pour l’équipe du site').click()
  await expect(page.getByText(/^\/questions\/0\/options/)).toBeVisible()
})

test('un fichier qui n’est pas du JSON', async ({ page, open }) => {
  await page.route(FIXTURE, (route) =>
    route.fulfill({ body: '<!doctype html><title>Connexion</title>', contentType: 'text/html' }),
  )
  await open('sante', { width: 320 })
  await expectProblem(page, /ne peut pas être lu/)
})

test('un fichier trop profond', async ({ page, open }) => {
  await page.route(FIXTURE, (route) => route.fulfill({ body: '['.repeat(100_000), contentType: 'application/json' }))
  await open('famille')
  await expectProblem(page, /ne peut pas être lu/)
})

test('un fichier de plus d’un mégaoctet', async ({ page, open }) => {
  await serves(page, (parcours) => {
    parcours['x-lourd'] = 'x'.repeat(1_100_000)
  })
  await open('famille')
  await expectProblem(page, /trop lourd/)
})

test('un fichier absent, puis là : « Réessayer » suffit', async ({ page, open, watch }) => {
  watch.expected(/404/)
  await page.route(FIXTURE, (route) => route.fulfill({ status: 404, body: '' }))
  await open('guichet', { width: 320 })
  await expectProblem(page, /connexion n’a pas abouti/)
  await page.unroute(FIXTURE)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('radio', { name: 'J’y pense' })).toBeVisible()
  await expect(page.getByRole('heading', { name: PROBLEM })).toHaveCount(0)
})

test('hors ligne', async ({ page, open, watch }) => {
  watch.expected(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await page.route(FIXTURE, (route) => route.abort('internetdisconnected'))
  await open('famille')
  await expectProblem(page, /connexion n’a pas abouti/)
})

test('un serveur qui ne répond pas : d’abord on attend, puis on le dit', async ({ page, open }) => {
  await page.clock.install()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(FIXTURE, async (route) => {
    await held
    await route.abort().catch(() => undefined)
  })
  await open('famille')
  await expect(page.getByRole('status').filter({ hasText: 'Chargement' })).toBeVisible()
  await expect(page.getByRole('link', { name: WITHOUT })).toBeVisible()
  await page.clock.fastForward(16_000)
  await expectProblem(page, /trop de temps à répondre/)
  release()
})

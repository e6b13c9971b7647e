import { readdirSync } from 'node:fs'
import type { Request } from 'playwright/test'
import ar from '../../packages/elements/src/locales/ar.js'
import en from '../../packages/elements/src/locales/en.js'
import es from '../../packages/elements/src/locales/es.js'
import falc from '../../packages/elements/src/locales/fr-x-falc.js'
import { GARDENER, Person, SEPARATED, type Life } from './person.js'
import { expect, HOST_IDS, test } from './visit.js'

/** Method and address, the origin and content hashes left out. */
const shape = (request: Request): string => {
  const { pathname, search } = new URL(request.url())
  return `${request.method()} ${pathname.replace(/-[\w-]{8}\.js$/, '-….js')}${search}`
}

/** What the interface says in French: simplified French says some of it in the same words. */
const locales = new URL('../../packages/elements/src/locales/fr/', import.meta.url)
const FRENCH = new Set(
  (
    await Promise.all(
      readdirSync(locales).map(
        async (name) => (await import(new URL(name, locales).href)) as { default: Record<string, string> },
      ),
    )
  ).flatMap(({ default: texts }) => Object.values(texts)),
)

const LIVES: Life[] = [
  GARDENER,
  {
    avancement: 'envie',
    'mois-debut': { unsure: true },
    experience: 'deja',
    envies: ['rien'],
    surface: { unsure: true },
    'code-postal': '97410',
    soucis: 'oui',
    enfants: [],
  },
]

for (const host of HOST_IDS) {
  test(`${host} : rien ne part que le paquet, le parcours, sa traduction et les créneaux`, async ({
    page,
    visit,
    watch,
    urls,
  }) => {
    await visit(host, { lang: 'en' })
    await new Person(page, { lang: 'en' }).lives(GARDENER)
    await page.waitForLoadState('networkidle')
    const allowed = [
      /^GET \/\?/,
      /^GET \/(host\.(css|js)|logo\.svg)$/,
      /^GET \/parcours\/\d+\.\d+\.\d+\/(parcours\.js|parcours-(plan|en|ar)-….js|parcours-[\w-]+-….js|themes\/[\w-]+\.css)$/,
      /^GET \/parcours\/fixture\/parcours(\.en)?\.json$/,
      /^GET \/rendez-vous\/v1\/capacites$/,
      /^GET \/rendez-vous\/v1\/motifs\?parcours=jardin&version=1\.0\.0$/,
    ]
    const foreign = watch.requests.filter((request) => !request.url().startsWith(urls[host]))
    expect(foreign.map((request) => request.url())).toEqual([])
    expect(watch.requests.map(shape).filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([])
    expect(watch.requests.filter((request) => request.postData() !== null)).toEqual([])
    // Each file is asked for once: on a slow line the first question waits for nothing else.
    const lines = watch.requests.map(shape).filter((line) => line.startsWith('GET /parcours/'))
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([])
    for (const request of watch.requests.filter((one) => /parcours\/fixture|rendez-vous/.test(one.url()))) {
      expect((await request.allHeaders())['cookie']).toBeUndefined()
    }
  })
}

test('une langue autre que le français : deux fichiers, demandés quand elle est choisie, et rien d’elle avant', async ({
  page,
  visit,
  watch,
}) => {
  const LANGUAGE = /parcours-(?:ar|en|es|fr-x-falc)-….js|parcours\.(?:ar|en|es|fr-x-falc)\.json/
  const loaded = (): string[] => watch.requests.map(shape).flatMap((line) => LANGUAGE.exec(line) ?? [])
  await visit('famille', { parcours: 'separation' })
  await new Person(page, { parcours: 'separation' }).lives(SEPARATED)
  await page.waitForLoadState('networkidle')
  expect(loaded()).toEqual([])
  // What French loads holds no sentence of another language.
  const scripts = watch.requests.filter((request) => /\/parcours(-[\w-]+)?\.js$/.test(request.url()))
  expect(scripts.length).toBeGreaterThan(2)
  const french = (await Promise.all(scripts.map(async (request) => (await request.response())!.text()))).join('\n')
  expect(french).toContain('Vos réponses restent sur cet appareil.')
  for (const language of [ar, en, es, falc])
    for (const text of Object.values(language).flatMap((texts) => Object.values(texts)))
      if (text.length > 40 && !FRENCH.has(text)) expect(french).not.toContain(text)

  await page.getByRole('button', { name: 'Español' }).click()
  await expect(page.getByRole('button', { name: es['core']!['quickExit']! })).toBeVisible()
  await page.getByRole('button', { name: 'Français simplifié' }).click()
  await expect(page.getByText(falc['core']!['notProofread']!)).toBeVisible()
  await page.getByRole('button', { name: 'Español' }).click()
  await expect(page.getByText(es['core']!['notProofread']!)).toBeVisible()
  expect(loaded().sort()).toEqual([
    'parcours-es-….js',
    'parcours-fr-x-falc-….js',
    'parcours.es.json',
    'parcours.fr-x-falc.json',
  ])
})

test('aucune requête ne dépend d’une réponse', async ({ page, visit, watch }) => {
  const seen: string[][] = []
  for (const life of LIVES) {
    const from = watch.requests.length
    await visit('sante')
    await new Person(page).lives(life)
    await page.waitForLoadState('networkidle')
    seen.push(watch.requests.slice(from).map(shape).sort())
  }
  expect(seen[1]).toEqual(seen[0])
})

import type { Request } from 'playwright/test'
import { GARDENER, Person, type Life } from './person.js'
import { expect, HOST_IDS, test } from './visit.js'

/** Method and address, the origin and content hashes left out. */
const shape = (request: Request): string => {
  const { pathname, search } = new URL(request.url())
  return `${request.method()} ${pathname.replace(/-[\w-]{8}\.js$/, '-….js')}${search}`
}

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

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join, posix, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test, type FrameLocator, type Page } from 'playwright/test'
import { ask, read } from '../../site/assets/ask.js'
import { LEVELS } from '../../site/assets/snippet.js'
import { OUT, build } from '../../site/build.js'

/** The docs site, built here from what is built: every link leads somewhere, it searches offline, and what it tells to paste works. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}
const repository = fileURLToPath(new URL('../../', import.meta.url))

const { version } = JSON.parse(readFileSync(join(repository, 'packages/elements/package.json'), 'utf8')) as {
  version: string
}
/** Of the file that is published, as `integrity` has it. */
const fingerprint = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(join(repository, 'packages/elements/cdn', file)))
    .digest('base64')}`

let server: Server
let origin: string
/** A page of a host's own, at /vide, and what its policy allows besides the strict one: directives, as the configurator says them. */
let blank = ''
let allowed = ''
const doc = (name: string): string => readFileSync(join(repository, 'docs', name), 'utf8')
/** The one that docs/integration.md tells to send. */
const STRICT = /^default-src 'none';[^`]+/m.exec(doc('integration.md'))![0]
const directives = (policy: string): string[][] =>
  policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name)
function widened(): string {
  const policy = new Map(directives(STRICT).map(([name, ...sources]) => [name!, sources]))
  for (const [name, ...sources] of directives(allowed)) policy.set(name!, [...(policy.get(name!) ?? []), ...sources])
  return [...policy].map(([name, sources]) => [name, ...sources].join(' ')).join('; ')
}
test.beforeAll(async () => {
  await build({ storybook: existsSync(join(repository, 'test-results/storybook/index.html')) })
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname)
    if (path === '/vide')
      return void response
        .writeHead(200, {
          'content-type': TYPES['.html'],
          'content-security-policy': widened(),
        })
        .end(blank)
    // What a browser asks of every site.
    if (path === '/favicon.ico') return void response.writeHead(204).end()
    const file = join(OUT, path.endsWith('/') ? `${path}index.html` : path)
    if (relative(OUT, file).startsWith('..')) return void response.writeHead(404).end()
    try {
      const body = readFileSync(file)
      response
        .writeHead(200, {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          // What docs/hebergement.md tells to say of these: a frame without an origin, or another site, reads them.
          ...(/\/parcours\/.*\.js(on)?$/.test(path) ? { 'access-control-allow-origin': '*' } : {}),
        })
        .end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** What a page says in the console that nobody should read there, and what its policy refuses. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.error(`CSP : ${effectiveDirective} ${blockedURI}`),
    ),
  )
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  return faults
}

const pages = (): string[] =>
  (readdirSync(OUT, { recursive: true }) as string[]).filter(
    (path) => path.endsWith('.html') && !/^(storybook|apercu|parcours)[\\/]/.test(path),
  )

test('every link, picture and anchor of every page leads somewhere', () => {
  const text = new Map(pages().map((path) => [path, readFileSync(join(OUT, path), 'utf8')]))
  const dead: string[] = []
  let seen = 0
  for (const [path, html] of text)
    for (const [, href] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
      if (/^(https?:|mailto:|tel:)/.test(href!)) continue
      seen++
      const [file, hash] = href!.split('?')[0]!.split('#')
      const target = file ? posix.normalize(posix.join(posix.dirname(path), file)) : path
      const there = text.has(target) || statSync(join(OUT, target), { throwIfNoEntry: false })?.isFile()
      if (!there) dead.push(`${path} → ${href!}`)
      else if (hash && text.has(target) && !text.get(target)!.includes(`id="${decodeURIComponent(hash)}"`))
        dead.push(`${path} → ${href!} (pas d’ancre)`)
    }
  expect(seen).toBeGreaterThan(1000)
  expect(dead).toEqual([])
})

/** What a reader cannot use of a page, in French or in axe's words. */
async function lacks(page: Page, path: string): Promise<string[]> {
  const faults = await faultsOf(page)
  await page.goto(`${origin}/${path}`)
  await expect(page.locator('h1')).toHaveCount(1)
  if (path.startsWith('config')) await expect(page.locator('#code')).not.toBeEmpty()
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  // Past the policy of the page, which would refuse a script of ours.
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Runtime.evaluate', { expression: axe })
  const { result } = (await cdp.send('Runtime.evaluate', {
    expression: `axe.run({ exclude: ['iframe'] }, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target).join(', ')))`,
    awaitPromise: true,
    returnByValue: true,
  })) as { result: { value: string[] } }
  return [...faults, ...(wider > 0 ? [`${wider} px de trop`] : []), ...result.value].map(
    (fault) => `${path} : ${fault}`,
  )
}

for (const [path, width] of [
  ['index.html', 320],
  ['elements/questionnaire.html', 1280],
  ['configurateur.html', 320],
] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${path} · ${width} px, ${colorScheme}: axe, CSP, nothing wider than the page`, async ({ browser }) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
      expect(await lacks(page, path)).toEqual([])
      await page.close()
    })

if (process.env['PARCOURS_COMPLET'])
  test('every page, at 320 px: axe, CSP, nothing wider than the page', async ({ browser }) => {
    test.setTimeout(900_000)
    const found: string[] = []
    // The page that the configurator draws in has no heading of its own.
    for (const path of pages().filter((one) => one !== 'essai.html')) {
      const page = await browser.newPage({ viewport: { width: 320, height: 900 } })
      found.push(...(await lacks(page, path)))
      await page.close()
    }
    expect(found).toEqual([])
  })

test('offline, from a disk, the search finds a page and leads to the place', async ({ page }) => {
  const faults = await faultsOf(page)
  await page.goto(pathToFileURL(join(OUT, 'index.html')).href)
  await page.getByLabel('Rechercher').fill('donnees personelles')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page).toHaveURL(/recherche\.html\?q=/)
  const first = page.locator('#found a').first()
  await expect(first).toHaveText('Données personnelles')
  await first.click()
  await expect(page.locator('h1')).toHaveText('Données personnelles')
  // No accent, another number: still the same words; and words that are nowhere are said so.
  await page.goto(pathToFileURL(join(OUT, 'recherche.html')).href)
  await page.getByLabel('Rechercher').fill('empreinte')
  await expect(page.getByRole('status')).toHaveText(/endroits? pour « empreinte »/)
  await page.getByLabel('Rechercher').fill('xylophone')
  await expect(page.getByRole('status')).toContainText('Rien pour « xylophone »')
  expect(faults).toEqual([])
})

test('what a web team types, with and without accents, leads to the page that answers, among the first three', () => {
  const script = readFileSync(join(OUT, 'assets/index.js'), 'utf8')
  const index = read(JSON.parse(script.slice(script.indexOf('=') + 1)) as string)
  const wrong = Object.entries({
    'securite, sécurité, security': 'securite.html',
    'signaler une faille': 'signaler-une-faille.html',
    'accessibilite, accessibilité, RGAA, lecteur d’écran': 'accessibilite/README.html',
    'declaration d’accessibilité': 'accessibilite/declaration.html',
    'RGPD, DPO, registre, donnees personnelles': 'donnees-personnelles.html',
    'mesure d’audience, statistiques, évaluation': 'evaluation.html',
    'hebergement, hébergement, cors': 'hebergement.html',
    'migration, mettre à jour, mettre a jour': 'releases.html',
    'notes de version': 'notes-de-version.html',
    'support, maintenu': 'support.html',
    'CSP, content security policy, couleurs, thème, contraste, événements, evenement, exit-url, langues':
      'integration.html',
    'internet explorer': 'navigateurs.html',
    'imprimer, pdf, performance': 'kit.html',
    'écrire un parcours, ecrire un parcours': 'format.html',
    'iframe, cadre': 'cinq-minutes/iframe.html',
    'wordpress, wordpres': 'cinq-minutes/wordpress.html',
    drupal: 'cinq-minutes/drupal.html',
    'react, installation': 'cinq-minutes/react.html',
    vue: 'cinq-minutes/vue.html',
    svelte: 'cinq-minutes/svelte.html',
    angular: 'cinq-minutes/angular.html',
    'eleventy, hugo, astro, jekyll, SRI': 'cinq-minutes/statique.html',
    npm: 'frameworks.html',
    'rendez-vous, rendezvous': 'elements/rendez-vous.html',
    slot: 'elements/usager.html',
  }).flatMap(([asked, page]) =>
    asked
      .split(', ')
      .map((words) => {
        const first = ask(index, words).slice(0, 3)
        return [words, page, first.map(({ url }) => (url as string).split('#')[0]!)] as const
      })
      .filter(([, page, first]) => !first.includes(page)),
  )
  expect(wrong).toEqual([])
  // All of a page is found, to the last row of its longest table.
  expect(ask(index, 'parcours-link-out').map(({ url }) => url as string)).toContainEqual(
    expect.stringMatching(/^evaluation\.html/),
  )
})

test('every kind of host has its five minutes, and each page a title of its own', () => {
  for (const host of ['page', 'react', 'vue', 'svelte', 'angular', 'statique', 'drupal', 'wordpress', 'iframe']) {
    const html = readFileSync(join(OUT, `cinq-minutes/${host}.html`), 'utf8')
    // What to take, what to write, how to know that it works; from the welcome page.
    for (const said of [
      /npm install|html-sans-construction/,
      /&#60;(parcours-usager|iframe)\b/,
      /La première question s’affiche/,
    ])
      expect(said.test(html), `${host} : ${String(said)}`).toBe(true)
    expect(readFileSync(join(OUT, 'index.html'), 'utf8').includes(`cinq-minutes/${host}.html`), host).toBe(true)
  }
  const titles = pages().map((path) => /<title>([^<]*)/.exec(readFileSync(join(OUT, path), 'utf8'))![1]!)
  expect(titles.filter((title, rank) => titles.indexOf(title) !== rank)).toEqual([])
})

test.describe('the configurator', () => {
  const choose = (page: Page, name: string, value: string) => page.locator(`[name=${name}]`).selectOption(value)
  const written = async (page: Page): Promise<string> => (await page.locator('#code').textContent())!
  /** What it tells to add to the strict policy. */
  const added = async (page: Page): Promise<string> =>
    (await page.locator('#dit').textContent())!.split(' : ').at(-1)!.replace(/\.$/, '')
  /** A blank page of the same site, with what was written and nothing else, under the strict policy and what is {@link allowed}. */
  async function pasted(page: Page): Promise<string[]> {
    blank = `<!doctype html><html lang="fr"><title>Ma page</title><body><h1>Ma page</h1>${await written(page)}</body></html>`
    const faults = await faultsOf(page)
    await page.goto(`${origin}/vide`)
    allowed = ''
    return faults
  }

  test('what it writes works in a blank page: theme, language, heading level, fingerprint', async ({ page }) => {
    await page.goto(`${origin}/configurateur.html`)
    await expect(page.frameLocator('#essai').locator('parcours-questionnaire h2').first()).toBeVisible()
    await choose(page, 'theme', 'caf')
    await choose(page, 'niveau-titre', '3')
    await page.getByRole('checkbox', { name: 'anglais' }).check()
    const live = page.frameLocator('#essai')
    await expect(live.locator('parcours-questionnaire h3').first()).toBeVisible()
    await expect(live.locator('parcours-usager').getByRole('button', { name: 'English' })).toBeVisible()
    await expect(page.locator('#css')).toContainText('min-block-size: max(100vh, 640px)')
    expect(await written(page)).toMatch(/integrity="sha384-[\w+/=]{64}"/)

    const faults = await pasted(page)
    await expect(page.locator('parcours-questionnaire h3').first()).toBeVisible()
    await expect(page.locator('parcours-usager').getByRole('button', { name: 'English' })).toBeVisible()
    const primary = await page
      .locator('parcours-usager')
      .evaluate((tag) => getComputedStyle(tag).getPropertyValue('--parcours-color-primary'))
    expect(primary).toBe('#0f56a8')
    expect(faults).toEqual([])
  })

  /** A tag, and the attributes that must be on it with what was chosen; one that is absent must not be there. */
  type Written = readonly [selector: string, attributes: Readonly<Record<string, string | null>>]
  const BASE = `/parcours/${version}/`
  const SRC = '/parcours/separation/parcours.json'
  /** Everything chosen otherwise than the page begins. */
  const CHOSEN = { theme: 'caf', lang: 'en', layout: 'sections', tone: 'dark', 'niveau-titre': '3' } as const
  const API = 'https://rdv.caisse.exemple/v1?cle=pk_essai'
  const COMMON = {
    src: SRC,
    'first-src': null,
    lang: 'en',
    langs: 'fr en',
    layout: 'sections',
    tone: 'dark',
    'heading-level': '3',
    api: API,
  }
  const USAGER: Written = ['parcours-usager', COMMON]
  const firstQuestion = async (on: Page | FrameLocator): Promise<void> => {
    const heading = on.locator('parcours-questionnaire h3').first()
    await expect(heading).toBeVisible()
    await expect(on.getByRole('group').first()).toBeVisible()
    await expect(on.locator('parcours-questionnaire .root').first()).toHaveAttribute('lang', 'en')
    await expect(on.locator('parcours-questionnaire .root').first()).toHaveAttribute('data-tone', 'dark')
  }
  const TAGS = 'parcours-usager, parcours-invitation'
  const PARTS = ['checklist', 'timeline', 'rendez-vous', 'kit', 'bilan']
  /** Each way: the script that it needs, what it writes, what somebody then sees. */
  const WAYS: Readonly<
    Record<
      keyof typeof LEVELS,
      { readonly file: string; readonly written: readonly Written[]; shown(page: Page): Promise<void> }
    >
  > = {
    entier: { file: 'parcours.js', written: [USAGER], shown: firstQuestion },
    complet: { file: 'parcours-complet.js', written: [USAGER], shown: firstQuestion },
    parties: {
      file: 'parcours.js',
      written: [
        ['parcours-usager', { ...COMMON, id: 'parcours' }],
        ['parcours-usager > parcours-questionnaire', { session: 'parcours' }],
        ...PARTS.map((name): Written => [`body > parcours-${name}`, { session: 'parcours' }]),
      ],
      async shown(page) {
        await firstQuestion(page)
        for (const name of PARTS) await expect(page.locator(`parcours-${name} .root`).first()).toBeAttached()
      },
    },
    questionnaire: { file: 'parcours-questionnaire.js', written: [USAGER], shown: firstQuestion },
    'rendez-vous': {
      file: 'parcours-rendez-vous-seul.js',
      written: [USAGER],
      async shown(page) {
        const booking = page.locator('parcours-rendez-vous')
        await expect(booking.locator('h3').first()).toBeVisible()
        await expect(booking.locator('.root').first()).toHaveAttribute('lang', 'en')
        // Its file knows no questions: a place is kept for them, and nothing stands there.
        await expect(page.locator('parcours-questionnaire .root')).toHaveCount(0)
      },
    },
    invitation: {
      file: 'parcours.js',
      written: [['parcours-invitation', { ...COMMON, layout: null, api: null, 'show-title': null }]],
      async shown(page) {
        const start = page.locator('parcours-invitation').getByRole('button')
        await expect(start).toHaveText(/start/i)
        await expect(page.locator('parcours-questionnaire')).toHaveCount(0)
        await start.click()
        const opened = page.locator('parcours-invitation parcours-usager')
        await expect(opened).toHaveAttribute('layout', 'sections')
        await expect(opened).toHaveAttribute('api', API)
        await expect(opened.locator('parcours-questionnaire h4').first()).toBeVisible()
      },
    },
    lien: {
      file: 'parcours.js',
      written: [
        [
          '.parcours-place > a',
          {
            'data-parcours': SRC,
            ...Object.fromEntries(
              Object.entries(COMMON)
                .filter(([name]) => name !== 'src')
                .map(([name, value]) => [`data-parcours-${name}`, value]),
            ),
          },
        ],
      ],
      async shown(page) {
        await firstQuestion(page)
        await expect(page.locator('.parcours-place > a')).toBeHidden()
      },
    },
    cadre: {
      file: 'parcours-cadre.js',
      written: [
        [
          'iframe[data-parcours-cadre]',
          {
            src: `${BASE}cadre.html?${String(
              new URLSearchParams({
                src: SRC,
                langs: 'fr en',
                lang: 'en',
                layout: 'sections',
                tone: 'dark',
                'heading-level': '3',
                theme: 'caf',
                hote: 'https://www.mairie.exemple',
              }),
            )}`,
            title: 'Mes démarches',
            sandbox:
              'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals',
          },
        ],
      ],
      shown: (page) => firstQuestion(page.frameLocator('iframe')),
    },
  }

  test('offers each way that the files know, and no other', async ({ page }) => {
    await page.goto(`${origin}/configurateur.html`)
    await expect(page.locator('#code')).not.toBeEmpty()
    const offered = await page
      .locator('[name=niveau] option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
    expect(offered).toEqual(Object.keys(WAYS))
    expect(Object.keys(LEVELS)).toEqual(offered)
    // As it begins: one tag, in the page's language, and its first question ahead of the rest.
    expect(await written(page)).toMatch(
      /<parcours-usager\s+src="[^"]*"\s+first-src="[^"]*premiere-question\.json"\s+langs="fr"\s*>/,
    )
  })

  for (const [level, way] of Object.entries(WAYS))
    test(`« ${level} »: every choice is written, its file has its fingerprint, and it works once pasted`, async ({
      page,
    }) => {
      await page.goto(`${origin}/configurateur.html`)
      await choose(page, 'niveau', level)
      for (const [name, value] of Object.entries(CHOSEN)) await choose(page, name, value)
      await page.locator('[name=hauteur]').fill('900')
      await page.locator('[name=secours]').fill('https://www.mairie.exemple/demarches')
      const framed = level === 'cadre'
      // Each is asked for where it has a meaning.
      await expect(page.locator('[name=api]')).toBeVisible({ visible: !framed })
      await expect(page.locator('[name=hote]')).toBeVisible({ visible: framed })
      await (framed
        ? page.locator('[name=hote]').fill('https://www.mairie.exemple')
        : page.locator('[name=api]').fill(API))
      const html = await written(page)
      const css = (await page.locator('#css').textContent())!
      // An invitation is as tall as its words.
      if (level === 'invitation') expect(css).toBe('')
      else expect(css).toContain('max(100vh, 900px)')

      // Read as a browser reads it, in a page that has no policy against a text becoming a document.
      const paper = await page.context().newPage()
      await paper.setContent(`<!doctype html><body>${html}`)
      for (const [selector, attributes] of way.written) {
        const tag = paper.locator(selector)
        await expect(tag, selector).toHaveCount(1)
        for (const [name, value] of Object.entries(attributes))
          expect(await tag.getAttribute(name), `${selector} ${name}`).toBe(value)
      }
      const scripts = await paper
        .locator('script')
        .evaluateAll((all) => all.map((one) => ['src', 'type', 'integrity'].map((name) => one.getAttribute(name))))
      expect(scripts).toEqual([[`${BASE}${way.file}`, 'module', fingerprint(way.file)]])
      await expect(paper.locator('a[href="https://www.mairie.exemple/demarches"]')).toHaveCount(1)
      if (!framed) await expect(paper.locator(`link[href="${BASE}themes/caf.css"]`)).toHaveCount(1)
      await paper.close()

      // What the page says to allow is enough.
      allowed = await added(page)
      expect(allowed).toBe(framed ? "frame-src 'self'" : `connect-src ${new URL(API).origin}`)
      const asked: string[] = []
      await page.route(`${new URL(API).origin}/**`, (route) => {
        asked.push(route.request().url())
        return route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*' } })
      })
      const faults = await pasted(page)
      await way.shown(page)
      if (level === 'rendez-vous') await expect.poll(() => asked).not.toEqual([])
      // The theme's own colour, on the tag that the page holds.
      const tag = framed ? page.frameLocator('iframe').locator('parcours-usager') : page.locator(`:is(${TAGS})`).first()
      expect(
        await tag.evaluate((tag) => getComputedStyle(tag).getPropertyValue('--parcours-color-primary').trim()),
      ).not.toBe('')
      await expect(page.locator('parcours-problem, [part=problem]')).toHaveCount(0)
      expect(faults).toEqual([])
    })

  /** Two names of the one server: two sites. */
  const elsewhere = (): string => origin.replace('127.0.0.1', 'localhost')
  for (const [where, folder, refused] of [
    ['chez soi', () => BASE, ['frame-src']],
    ['d’ailleurs', () => `${elsewhere()}${BASE}`, ['frame-src', 'script-src-elem']],
  ] as const)
    test(`un cadre ${where} : ce qui est à ajouter à la politique de sécurité suffit, et il le faut`, async ({
      page,
    }) => {
      await page.goto(`${origin}/configurateur.html`)
      await choose(page, 'niveau', 'cadre')
      await page.locator('[name=dossier]').fill(folder())
      await page.locator('[name=hote]').fill(origin)
      const needed = await added(page)
      for (const directive of needed.replaceAll(elsewhere(), 'https://parcours.caisse.fr').split(' ; '))
        expect(doc('poser-autrement.md')).toContain(`\`${directive}\``)
      const group = page.frameLocator('iframe').getByRole('group').first()

      const faults = await pasted(page)
      const violated = (): (string | undefined)[] => [
        ...new Set(faults.map((fault) => /^CSP : (\S+)/.exec(fault)?.[1]).filter(Boolean)),
      ]
      await expect.poll(() => violated().sort()).toEqual(refused)
      await expect(group).toHaveCount(0)

      faults.length = 0
      allowed = needed
      await page.goto(`${origin}/vide`)
      allowed = ''
      await expect(group).toBeVisible()
      // Its small script is there too: a frame that nothing measures has 150 px.
      const height = (): Promise<number> => page.locator('iframe').evaluate((frame) => frame.clientHeight)
      await expect.poll(height).toBeGreaterThan(300)
      expect(faults).toEqual([])
    })

  test('le titre d’un cadre ne dit pas quel parcours protège la personne, ni ici ni dans l’exemple', async ({
    page,
  }) => {
    await page.goto(`${origin}/configurateur.html`)
    await choose(page, 'niveau', 'cadre')
    const ids = await page
      .locator('[name=parcours] option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
    const titles = new Map<string, string>()
    for (const id of ids) {
      await choose(page, 'parcours', id)
      titles.set(id, / title="([^"]*)"/.exec(await written(page))![1]!)
    }
    const expected = ids.map((id) => {
      const { title, safety } = JSON.parse(
        readFileSync(join(repository, `packages/catalogue/${id}/parcours.json`), 'utf8'),
      ) as { title: string; safety?: { neutralTitle: string } }
      return [id, safety ? safety.neutralTitle : `${title} : vos démarches`]
    })
    expect([...titles]).toEqual(expected)
    expect(titles.get('etre-aide')).toBe('Mes démarches')
    const [, example] = /<iframe\s[^>]*?title="([^"]*)"[^>]*separation/.exec(doc('poser-autrement.md'))!
    expect(example).toBe(titles.get('separation'))
  })

  test('a policy to widen is said when the files are elsewhere', async ({ page }) => {
    await page.goto(`${origin}/configurateur.html`)
    await page.locator('[name=dossier]').fill('https://cdn.exemple.fr/parcours/0.1.0')
    await expect(page.locator('#dit')).toContainText('script-src https://cdn.exemple.fr')
    expect(await written(page)).toContain('src="https://cdn.exemple.fr/parcours/0.1.0/parcours.js"')
  })
})

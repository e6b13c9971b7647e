/** A site that refuses scripts shows the parcours of another in a sandboxed frame; with or without the small script that makes it tall. */
import type { Frame, Page } from 'playwright/test'
import { GARDENER, Person } from './person.js'
import { expectStill, looksAt, slowly } from './still.js'
import { expect, expectAccessible, test, TODAY } from './visit.js'
import { PINNED } from './written.js'

const NEUTRAL = 'https://www.meteofrance.com/'
const ailleurs = (page: Page): Promise<unknown> =>
  page
    .context()
    .route(`${NEUTRAL}**`, (route) => route.fulfill({ body: '<title>Météo</title>', contentType: 'text/html' }))

const frameOf = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('cadre.html'))!
/** She has one keyboard; what she looks at is in the frame. */
const inside = (page: Page): Page => {
  const frame = frameOf(page)
  return new Proxy(page, {
    get(target, name: keyof Page & keyof Frame) {
      const from = /^(getBy|locator$)/.test(String(name)) ? frame : target
      const value: unknown = from[name]
      return typeof value === 'function' ? (value.bind(from) as unknown) : value
    },
  })
}

async function opens(page: Page, url: string, { script = true, width = 390, more = {} } = {}): Promise<Page> {
  await page.setViewportSize({ width, height: 720 })
  await looksAt(page)
  await page.addInitScript(() => {
    if (window !== window.top) return
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const query = new URLSearchParams({ parcours: 'fixture', today: TODAY, ...(script ? { script: '' } : {}), ...more })
  await page.goto(`${url}?${query}`)
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('radio').first()).toBeVisible()
  // All that comes by itself has come; neither the page nor the frame moved, nor lost the focus to it.
  await expect(frame.getByRole('button', { name: 'Tout effacer' })).toBeVisible()
  await expectStill(page)
  return inside(page)
}

const heights = (page: Page): Promise<{ frame: number; reserved: number }> =>
  page
    .locator('iframe[data-parcours-cadre]')
    .evaluate((frame) => ({ frame: frame.getBoundingClientRect().height, reserved: Math.max(innerHeight, 640) }))
const scrolls = (page: Page): Promise<boolean> =>
  frameOf(page).evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement
    return scrollHeight > clientHeight + 1
  })

test('tout le parcours dans le cadre, au clavier : il a la hauteur de ce qu’il montre, rien ne saute, rien n’est gardé', async ({
  page,
  urls,
  watch,
}) => {
  await slowly(page)
  const hers = await opens(page, urls.mairie)
  // A page that stays open says nothing of what she reads in it.
  await expect(page.locator('iframe')).toHaveAttribute('title', 'Mes démarches')
  await expect(hers.getByRole('button', { name: 'Garder dans cet onglet' })).toHaveCount(0)
  await expectAccessible(frameOf(page))
  await new Person(hers).lives(GARDENER)
  await expect(hers.getByRole('heading', { name: 'Rencontrer une personne' })).toBeVisible()
  await expect(hers.getByText('Ce navigateur ne garde rien pour cette page.')).toBeVisible()
  await expect(hers.getByRole('button', { name: 'Garder sur cet appareil' })).toHaveCount(0)
  await expect.poll(() => scrolls(page)).toBe(false)
  const { frame, reserved } = await heights(page)
  expect(frame).toBeGreaterThan(reserved)
  // What sticks to the top is where she looks, whatever the page around has scrolled.
  const exit = hers.getByRole('button', { name: 'Quitter vite' }).first()
  await page.evaluate(() => scrollTo(0, 2000))
  await expect(exit).toBeInViewport({ ratio: 1 })
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02)
  await expectAccessible(page)
  await expectAccessible(frameOf(page))

  const storages = ['localStorage', 'sessionStorage', 'indexedDB'] as const
  const refused = await frameOf(page).evaluate(
    (names) =>
      names.filter((name) => {
        try {
          return name === 'indexedDB' ? void indexedDB.open('x') : void window[name].length
        } catch {
          return true
        }
      }),
    storages,
  )
  expect(refused).toEqual([...storages])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  expect(await page.context().cookies()).toEqual([])
  const asked = watch.requests.map((request) => new URL(request.url()))
  expect(asked.filter(({ hostname }) => hostname !== 'localhost')).toEqual([])
  const own = asked.filter(
    ({ origin, pathname }) => origin === new URL(urls.famille).origin && !pathname.includes('themes'),
  )
  expect(own.map(({ pathname }) => pathname)).toEqual([`${PINNED}cadre.html`, '/parcours/fixture/parcours.json'])
})

test('sans aucun script sur la page : le cadre défile, « Quitter vite » reste en haut', async ({ page, urls }) => {
  const hers = await opens(page, urls.mairie, { script: false, width: 1280 })
  await hers.getByRole('radio').first().check()
  await hers.getByRole('button', { name: 'Continuer' }).click()
  await expect(hers.getByText('question 2')).toBeVisible()
  await frameOf(page).evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect(hers.getByRole('button', { name: 'Quitter vite' }).first()).toBeInViewport({ ratio: 1 })
  const { frame, reserved } = await heights(page)
  expect(frame).toBeCloseTo(reserved, 0)
})

test('« Quitter vite » dans le cadre : toute la page est remplacée', async ({ page, urls }) => {
  await ailleurs(page)
  const hers = await opens(page, urls.mairie)
  const before = await page.evaluate(() => history.length)
  await hers.getByRole('button', { name: 'Quitter vite' }).first().click()
  await page.waitForURL(NEUTRAL)
  expect(await page.evaluate(() => history.length)).toBe(before)
})

test('« Quitter vite » sans script sur la page : le cadre est vide, une autre page passe devant', async ({
  page,
  urls,
}) => {
  await ailleurs(page)
  const hers = await opens(page, urls.mairie, { script: false })
  const opened = page.waitForEvent('popup')
  await hers.getByRole('button', { name: 'Quitter vite' }).first().click()
  expect((await opened).url()).toBe(NEUTRAL)
  await expect(hers.getByRole('radio').first()).toBeHidden()
})

test('ce qui se fait passer pour l’un ou pour l’autre n’est pas écouté', async ({ page, urls }) => {
  await ailleurs(page)
  const hers = await opens(page, urls.mairie)
  // All that comes after the first question has come: the frame is as tall as it will be.
  let frame = 0
  const still = async (): Promise<boolean> => {
    const before = frame
    ;({ frame } = await heights(page))
    return frame === before
  }
  await expect(hers.getByRole('button', { name: 'Tout effacer' })).toBeVisible()
  await expect.poll(still, { intervals: [500] }).toBe(true)
  const vue = (): Promise<string> =>
    frameOf(page).evaluate(() => document.documentElement.style.getPropertyValue('--cadre-vue'))
  await expect.poll(vue).toBe('0px')
  // From the page itself, and from another frame of it.
  await page.evaluate(() => {
    for (const message of [
      { parcours: 1, type: 'quitter' },
      { parcours: 1, type: 'hauteur', value: 9000 },
    ])
      postMessage(message, '*')
    document.body.append(document.createElement('iframe'))
  })
  const other = page.frames().at(-1)!
  await other.evaluate(() => {
    parent.postMessage({ parcours: 1, type: 'quitter' }, '*')
    parent.postMessage({ parcours: 1, type: 'hauteur', value: 9000 }, '*')
    parent.frames[0]!.postMessage({ parcours: 1, type: 'vue', value: 300 }, '*')
  })
  // From the right frame, what makes no sense.
  await frameOf(page).evaluate(() => {
    for (const value of [-1, 1e9, NaN, Infinity, '9000', null, { valueOf: () => 9000 }].filter(
      (one) => typeof one !== 'object' || one === null,
    ))
      parent.postMessage({ parcours: 1, type: 'hauteur', value }, '*')
    for (const message of [
      null,
      'quitter',
      { type: 'quitter' },
      { parcours: 2, type: 'quitter' },
      { parcours: 1, type: 'constructor' },
    ])
      parent.postMessage(message, '*')
  })
  // All of it was heard: messages come in their order.
  await page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done))))
  expect(await heights(page)).toMatchObject({ frame })
  expect(await vue()).toBe('0px')
  expect(page.url()).toContain(urls.mairie)
  await expect(hers.getByRole('radio').first()).toBeVisible()
})

/** The frame is shown again, at another address. */
async function readdresses(page: Page, change: (address: URL) => void): Promise<Page> {
  const frame = page.locator('iframe')
  const address = new URL((await frame.getAttribute('src'))!)
  change(address)
  const loaded = page.waitForEvent('framenavigated')
  await frame.evaluate((frame, src) => frame.setAttribute('src', src), address.href)
  await loaded
  await expect(page.frameLocator('iframe').getByRole('radio').first()).toBeVisible()
  return inside(page)
}

test('une page qui n’est pas celle que le cadre attend n’apprend rien de lui', async ({ page, urls, watch }) => {
  // The browser says that a message was for another page.
  watch.expected(/postMessage/)
  await page.addInitScript(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    addEventListener('message', ({ data }) => heard.push(data))
  })
  const hers = await opens(page, urls.mairie, { more: { hote: 'https://autre.example' } })
  await hers.getByRole('radio').first().check()
  await hers.getByRole('button', { name: 'Continuer' }).click()
  await expect(hers.getByText('question 2')).toBeVisible()
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([])
  expect(await frameOf(page).evaluate(() => document.documentElement.className)).toBe('')
})

test('une adresse ne fait rien montrer d’un autre site', async ({ page, urls, watch }) => {
  const foreign = encodeURIComponent(`${urls.sante}parcours/fixture/parcours.json`)
  await page.goto(`${urls.famille}${PINNED.slice(1)}cadre.html?src=${foreign}`)
  await expect(page.getByRole('heading', { name: 'Ce service ne peut pas s’afficher pour le moment' })).toBeVisible()
  expect(watch.requests.filter((request) => request.url().startsWith(urls.sante))).toEqual([])
})

test('la page du cadre peut tenir elle-même le parcours : rien d’autre n’est demandé', async ({
  page,
  urls,
  watch,
}) => {
  const json = await (await page.request.get(`${urls.famille}parcours/fixture/parcours.json`)).text()
  await opens(page, urls.mairie)
  await page.route('**/cadre.html*', async (route) => {
    const response = await route.fetch()
    const held = `<script type="application/json" data-parcours>${json.replaceAll('<', '\\u003c')}</script>`
    await route.fulfill({ response, body: (await response.text()).replace('<main', `${held}<main`) })
  })
  const from = watch.requests.length
  await readdresses(page, ({ searchParams }) => ['src', 'theme'].forEach((name) => searchParams.delete(name)))
  expect(watch.requests.slice(from).map((request) => new URL(request.url()).pathname)).toEqual([`${PINNED}cadre.html`])
})

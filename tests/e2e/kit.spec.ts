/**
 * What she takes away, and how she goes on elsewhere: the built bundle on demonstration hosts of different origins, under their policy.
 */
import ICAL from 'ical.js'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright/test'
import fixture from '../../packages/catalogue/fixture/parcours.json' with { type: 'json' }
import kit from '../../packages/elements/src/locales/fr/kit.js'
import { poppler } from '../tools/poppler.js'
import { GARDENER, Person, SEPARATED } from './person.js'
import { expect, expectAccessible, expectFits, FIXTURE, test, TODAY } from './visit.js'

const jsqr = createRequire(import.meta.url).resolve('jsqr')
const KIT = { within: 'parcours-kit' }

const button = (page: Page, key: string): Locator => page.getByRole('button', { name: kit[key]!, exact: true })
/** Says which question comes first: nothing was taken up yet. */
const first = (page: Page): Locator => page.getByRole('heading', { name: /Où en êtes-vous/ })
const chosen = (page: Page): Locator =>
  page.getByRole('group', { name: /Où en êtes-vous|Où en est/ }).getByRole('radio', { checked: true })
const asked = (page: Page): Locator => page.getByRole('heading', { name: kit['ask']! })
const titles = (page: Page): Promise<string[]> =>
  page.locator('parcours-checklist[view=full] .rows > li > .line > .box label').allTextContents()

interface Link {
  readonly address: string
  readonly fragment: string
  readonly code: string
}
/** She makes the link and notes the code. */
async function makeLink(page: Page): Promise<Link> {
  await button(page, 'linkDo').click()
  await expect(page.getByRole('heading', { name: kit['linkReady']! })).toBeFocused()
  const address = await page.getByRole('textbox', { name: kit['linkAddress']! }).inputValue()
  const code = (await page.locator('parcours-kit .code').textContent())!.trim()
  return { address, fragment: address.slice(address.indexOf('#')), code }
}

/** What a phone reads in a picture of the screen. */
async function scan(page: Page, picture: Buffer): Promise<string | null> {
  const reader = await page.context().newPage()
  await reader.addScriptTag({ path: jsqr })
  const read = await reader.evaluate(
    async (data) => {
      const image = new Image()
      image.src = data
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data: pixels, width, height } = context.getImageData(0, 0, image.width, image.height)
      const { jsQR } = window as unknown as {
        jsQR(pixels: Uint8ClampedArray, width: number, height: number): { data: string } | null
      }
      return jsQR(pixels, width, height)?.data ?? null
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  )
  await reader.close()
  return read
}

/** Opens what she brings on another site. */
async function bring(page: Page, host: string, link: Link, query = 'parcours=fixture'): Promise<void> {
  await page.goto(`${host}?${query}&lang=fr&today=${TODAY}${link.fragment}`)
}
async function type(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: kit['askCode']! }).fill(code)
  await page.keyboard.press('Enter')
}

test.describe('d’un site à l’autre, par un lien', () => {
  test('elle commence sur famille et continue sur cotisations : rien n’est chargé avant le code, rien ne manque après', async ({
    page,
    visit,
    urls,
    watch,
  }) => {
    await visit('famille')
    await new Person(page).lives(GARDENER)
    const there = await titles(page)
    expect(there.length).toBeGreaterThan(5)
    const link = await makeLink(page)
    expect(link.address.startsWith(urls.famille)).toBe(true)
    expect(new URL(urls.famille).origin).not.toBe(new URL(urls.cotisations).origin)
    await expectAccessible(page, KIT)

    await bring(page, urls.cotisations, link)
    await expect(asked(page)).toBeVisible()
    // The address says nothing any more, nor does the page: she has not been asked yet.
    expect(page.url()).not.toContain('#')
    expect(await page.evaluate(() => document.referrer + location.href)).not.toContain(link.fragment.slice(0, 30))
    await expect(first(page)).toBeVisible()
    await expect(chosen(page)).toHaveCount(0)
    await expectAccessible(page, KIT)

    await type(page, 'ABCD-2345')
    await expect(page.getByRole('textbox', { name: kit['askCode']! })).toHaveAccessibleDescription(
      /ce code n’ouvre pas ce lien/,
    )
    await expect(first(page)).toBeVisible()

    await type(page, link.code.toLowerCase())
    await expect(page.getByRole('heading', { name: kit['resumed']! })).toBeFocused()
    // What is sensitive stayed on the other site: that question is asked again.
    await expect(page.getByText('Il reste une question.')).toBeVisible()
    await page.getByRole('button', { name: 'Passer cette question' }).click()
    await expect(page.getByRole('heading', { name: 'Votre parcours est prêt' })).toBeVisible()
    expect(await titles(page)).toEqual(there)
    expect(watch.requests.filter((request) => /parcours=[A-Za-z0-9_-]{40}/.test(request.url()))).toEqual([])
  })

  test('un lien collé, un lien coupé, un lien d’un autre parcours : chaque fois un message clair, et rien ne change', async ({
    page,
    visit,
    urls,
  }) => {
    await visit('famille')
    await new Person(page).lives(GARDENER)
    const link = await makeLink(page)

    await bring(page, urls.cotisations, { ...link, fragment: link.fragment.slice(0, -9) })
    await expect(page.getByRole('heading', { name: kit['cutTitle']! })).toBeVisible()
    expect(page.url()).not.toContain('#')
    await page.getByText(kit['earlier']!).click()
    await page.getByRole('textbox', { name: kit['resumeLink']! }).fill(link.address)
    await page.locator('parcours-kit').getByRole('button', { name: kit['resumeLinkDo']! }).click()
    await expect(asked(page)).toBeFocused()
    await expect(first(page)).toBeVisible()

    await bring(page, urls.sante, link, 'parcours=separation')
    await type(page, link.code)
    await expect(page.getByRole('heading', { name: kit['otherTitle']! })).toBeFocused()
    await expect(chosen(page)).toHaveCount(0)
  })

  test('vers un site dont le parcours est plus récent : combien de questions ont changé, et lesquelles', async ({
    page,
    visit,
    urls,
  }) => {
    await visit('famille')
    await new Person(page).lives(GARDENER)
    const link = await makeLink(page)
    const json = {
      ...fixture,
      version: '2.0.0',
      migrations: [{ to: '2.0.0', askAgain: ['questions.experience', 'questions.surface'] }],
    }
    await page.route(FIXTURE, (route) => route.fulfill({ json }))
    await bring(page, urls.guichet, link)
    await type(page, link.code)
    await expect(page.getByText(kit['siteNewer']!)).toBeVisible()
    await expect(page.getByText('2 questions ont changé :')).toBeVisible()
    await expect(page.locator('parcours-kit .receive li')).toHaveText([
      'Avez-vous déjà jardiné ?',
      'Combien de mètres carrés voulez-vous ?',
    ])
    await expectAccessible(page, KIT)
  })

  test('vers un site dont le parcours est plus ancien : ce qu’il n’a pas est compté', async ({ page, visit, urls }) => {
    await visit('famille')
    await new Person(page).lives(GARDENER)
    const link = await makeLink(page)
    const json = { ...fixture, version: '0.9.0' }
    await page.route(FIXTURE, (route) => route.fulfill({ json }))
    await bring(page, urls.guichet, link)
    await type(page, link.code)
    await expect(page.getByText(kit['siteOlder']!)).toBeVisible()
  })
})

test.describe('le carré à photographier', () => {
  test.use({ deviceScaleFactor: 2 })
  test('le plus long parcours tient, et se lit sur une image de l’écran d’un téléphone', async ({ page, visit }) => {
    test.setTimeout(180_000)
    await visit('sante', { parcours: 'separation', width: 360 })
    const person = new Person(page, { parcours: 'separation' })
    await person.lives(SEPARATED)
    const link = await makeLink(page)
    const square = page.getByRole('img', { name: kit['linkQr']! })
    await square.scrollIntoViewIfNeeded()
    await expectFits(page)
    expect(Number(await square.getAttribute('data-version'))).toBeLessThanOrEqual(22)
    expect(await square.getAttribute('data-level')).toBe('M')
    expect(await scan(page, await square.screenshot())).toBe(link.address)
  })
})

test.describe('sur cet appareil', () => {
  const stored = (page: Page): Promise<string[]> => page.evaluate(() => Object.values(localStorage).map(String))

  test('gardé, repris à la visite suivante, effacé par « Quitter vite »', async ({ page, visit }) => {
    await visit('famille')
    await new Person(page).lives(GARDENER)
    expect(await stored(page)).toEqual([])
    await button(page, 'deviceDo').click()
    await expect(page.getByText('Gardé sur cet appareil jusqu’au 4 novembre 2026.').first()).toBeVisible()
    expect((await stored(page)).join()).not.toContain('soucis')

    await visit('famille')
    await expect(asked(page)).toBeVisible()
    await expect(chosen(page)).toHaveCount(0)
    await button(page, 'askDo').click()
    await expect(page.getByRole('heading', { name: kit['resumed']! })).toBeFocused()
    await page.route('https://www.meteofrance.com/**', (route) =>
      route.fulfill({ body: '<!doctype html><title>Météo</title>', contentType: 'text/html' }),
    )
    const before = page.url()
    await page.getByRole('button', { name: 'Quitter vite' }).first().click()
    await page.waitForURL('https://www.meteofrance.com/')
    await page.goto(before)
    await expect(first(page)).toBeVisible()
    expect(await stored(page)).toEqual([])
    await expect(asked(page)).toHaveCount(0)
  })
})

test.describe('le document PDF', () => {
  const readable = (text: string): string => text.replace(/\s+/g, '')
  test('tout le plan, rien de sensible, balisé ; fait dans la page et venu seulement au clic ; en grands caractères aussi', async ({
    page,
    visit,
    watch,
  }) => {
    await visit('famille')
    const person = new Person(page)
    await person.lives({ ...GARDENER, soucis: 'oui' })
    const files = (): string[] => watch.requests.map((request) => request.url())
    const own = /parcours-(pdf|latin|arabic)-[\w-]+\.js$/
    await expect(button(page, 'pdfDo')).toBeVisible()
    expect(files().filter((url) => own.test(url))).toEqual([])

    const before = files().length
    const make = async (): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'pdfDo').click()])
      expect(download.suggestedFilename()).toBe('demarches.pdf')
      return download.path()
    }
    const path = await make()
    await expect(page.getByText(kit['pdfDone']!.replace('{{name}}', 'demarches.pdf'))).toBeVisible()
    // Only its own files came, and nothing of her left.
    for (const request of watch.requests.slice(before)) {
      expect(request.method()).toBe('GET')
      expect(request.url()).toMatch(/^blob:|\/parcours-(pdf|carry|latin)-[\w-]+\.js$/)
    }

    const info = poppler('pdfinfo', path)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/Title:\s+Mes démarches/)
    const text = readable(poppler('pdftotext', path, '-'))
    const { items } = person.session.plan
    expect(items.some(({ sensitive }) => sensitive)).toBe(true)
    for (const item of items) {
      const title = readable(person.title(item).replace(/\{.*/, ''))
      if (item.sensitive) expect(text, item.id).not.toContain(title)
      else expect(text, item.id).toContain(title)
    }

    await page.getByRole('checkbox', { name: kit['pdfLarge']! }).check()
    const large = await make()
    const pages = (one: string): number => Number(/Pages:\s+(\d+)/.exec(poppler('pdfinfo', one))![1])
    expect(pages(large)).toBeGreaterThan(pages(path))
  })
})

test.describe('des fichiers', () => {
  test('l’agenda rend les dates du plan et ne dit rien ; le fichier se reprend ailleurs', async ({
    page,
    visit,
    urls,
  }) => {
    await visit('famille')
    const person = new Person(page)
    await person.lives(GARDENER)
    const there = await titles(page)
    const take = async (key: string): Promise<{ name: string; path: string; text: string }> => {
      const [download] = await Promise.all([page.waitForEvent('download'), button(page, key).click()])
      const path = await download.path()
      return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') }
    }
    const calendar = await take('calendarDo')
    expect(calendar.name).toBe('demarches.ics')
    const events = new ICAL.Component(ICAL.parse(calendar.text) as unknown as string).getAllSubcomponents('vevent')
    const days = events.map((event) => new ICAL.Event(event).startDate.toString()).sort()
    for (const { due, closes, sensitive, status } of person.session.plan.items) {
      const day = (due ?? closes)?.from
      if (day && day >= TODAY && !sensitive && status !== 'fait')
        expect([...days, ...events.map((event) => new ICAL.Event(event).endDate.toString())].join()).toContain(
          day.slice(0, 7),
        )
    }
    expect(events.length).toBe(8)
    for (const event of events) expect(new ICAL.Event(event).summary).toMatch(/^(Échéance|Date à retenir)$/)

    const file = await take('fileDo')
    expect(file.name).toBe('demarches.json')
    expect(file.text).not.toContain('soucis')
    await page.goto(`${urls.guichet}?parcours=fixture&today=${TODAY}`)
    await page.getByText(kit['earlier']!).click()
    await page.getByLabel(kit['resumeFile']!).setInputFiles(file.path)
    await expect(asked(page)).toBeFocused()
    await expect(first(page)).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: kit['resumed']! })).toBeFocused()
    await page.getByRole('button', { name: 'Passer cette question' }).click()
    expect(await titles(page)).toEqual(there)
    // The same events, for the same calendar.
    const uids = (text: string): string[] => [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid!)
    expect(uids((await take('calendarDo')).text)).toEqual(uids(calendar.text))
  })
})

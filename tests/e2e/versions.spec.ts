/** What a page that lives long makes of us: two versions, several languages, elements taken out and put back, the browser's own memory. */
import { chromium, type Locator, type Page } from 'playwright/test'
import { application, TWO } from './application.js'
import { GARDENER, Person } from './person.js'
import { answersAtOnce } from './shown.js'
import { expectStill, looksAt, reserves, slowly } from './still.js'
import { expect, expectAccessible, test, TODAY } from './visit.js'
import { FIXTURE_SRC, script, usager, writes } from './written.js'

test.describe('deux versions sur une page', () => {
  let body: string
  test.beforeAll(async () => void (body = await application('9.9.9')))

  /** The bundle of the one, the application of the other: no policy of Trusted Types is made twice. */
  async function opens(page: Page, url: string, main: string): Promise<void> {
    await slowly(page)
    await looksAt(page)
    await page.route(`${url}v2.js`, (route) => route.fulfill({ body, contentType: 'text/javascript' }))
    await writes(page, url, `<main><h1>Mon site</h1>${main}</main>`, {
      csp: TWO,
      head: `${await reserves(page, url)}${script('parcours.js')}<script type="module" src="/v2.js"></script>`,
    })
  }

  test('chacune a ses balises, et la sienne dedans ; aucune ne prend les réponses de l’autre', async ({
    page,
    urls,
  }) => {
    const second = usager().replaceAll('parcours-usager', 'parcours-usager-v2')
    await opens(
      page,
      urls.famille,
      `<section aria-label="un">${usager()}</section><section aria-label="deux">${second}</section>`,
    )
    const versions = await page.evaluate(() =>
      ['parcours-usager', 'parcours-usager-v2'].map(
        (tag) => (customElements.get(tag) as unknown as { version: string }).version,
      ),
    )
    expect(versions[1]).toBe('9.9.9')
    expect(versions[0]).not.toBe('9.9.9')
    const [one, two] = ['un', 'deux'].map((name) => page.getByRole('region', { name, exact: true })) as [
      Locator,
      Locator,
    ]
    for (const each of [one, two]) await expect(each.getByRole('radio').first()).toBeVisible()
    // The last files that come by themselves, and what they draw.
    await page.waitForFunction(() => customElements.get('parcours-rendez-vous'))
    for (const each of [one, two]) await expect(each.getByRole('button', { name: 'Tout effacer' })).toBeVisible()
    await expectStill(page)
    await expectAccessible(page)
    await two.getByRole('radio', { name: 'J’y pense' }).check()
    await two.getByRole('button', { name: 'Continuer' }).click()
    await expect(two.getByText('question 2')).toBeVisible()
    await expect(one.getByText('question 1')).toBeVisible()
    await expect(one.getByRole('radio', { checked: true })).toHaveCount(0)
    await expect(page.locator('parcours-questionnaire-v2')).toHaveCount(1)
    await expect(page.locator('parcours-questionnaire')).toHaveCount(1)
  })

  test('une partie de l’une lit la session de l’autre, et y écrit', async ({ page, urls }) => {
    await opens(
      page,
      urls.sante,
      usager('', '<parcours-questionnaire></parcours-questionnaire><parcours-checklist-v2></parcours-checklist-v2>'),
    )
    await expect(page.getByRole('radio').first()).toBeVisible()
    await answersAtOnce(new Person(page), { today: TODAY, answers: GARDENER })
    const list = page.locator('parcours-checklist-v2')
    const done = list.getByRole('checkbox', { name: 'C’est fait' }).first()
    await expect(done).toBeVisible()
    const fait = (): Promise<number> =>
      page.evaluate(() => {
        let found = 0
        const event = Object.assign(new Event('context-request'), {
          context: Symbol.for('parcours/1'),
          contextTarget: document.body,
          callback: ({ session }: { session: { plan: { items: { status: string }[] } } }) =>
            (found = session.plan.items.filter(({ status }) => status === 'fait').length),
        })
        document.querySelector('parcours-usager')!.dispatchEvent(event)
        return found
      })
    const before = await fait()
    await done.check()
    await expect.poll(fait).toBe(before + 1)
  })

  test('chaque invitation ouvre la sienne', async ({ page, urls }) => {
    const invitation = `<parcours-invitation src="${FIXTURE_SRC}"></parcours-invitation>`
    await opens(page, urls.famille, invitation + invitation.replaceAll('invitation', 'invitation-v2'))
    for (const suffix of ['', '-v2']) {
      const place = page.locator(`parcours-invitation${suffix}`)
      await place.getByRole('button', { name: 'Commencer' }).press('Enter')
      await expect(place.locator(`> parcours-usager${suffix}`).getByRole('radio').first()).toBeVisible()
      await expect(place.locator(`> parcours-usager${suffix}`).locator(`parcours-questionnaire${suffix}`)).toHaveCount(
        1,
      )
    }
  })
})

test('deux parcours et deux langues : chacun garde la sienne, et son sens de lecture', async ({ page, urls }) => {
  await writes(
    page,
    urls.guichet,
    `<main><h1>Mon site</h1>
      <section aria-label="un" lang="fr"><parcours-usager src="/parcours/separation/parcours.json" langs="fr ar en"></parcours-usager></section>
      <section aria-label="deux" lang="ar" dir="rtl"><parcours-usager src="${FIXTURE_SRC}" langs="fr ar en" today="${TODAY}"></parcours-usager></section></main>`,
  )
  const [one, two] = ['un', 'deux'].map((name) => page.getByRole('region', { name, exact: true })) as [Locator, Locator]
  await expect(one.getByRole('button', { name: 'Quitter vite' })).toBeVisible()
  await expect(two.getByRole('button', { name: 'مغادرة سريعة' })).toBeVisible()
  const direction = (within: Locator): Promise<string> =>
    within
      .getByRole('radio')
      .first()
      .evaluate((radio) => getComputedStyle(radio).direction)
  expect(await direction(one)).toBe('ltr')
  expect(await direction(two)).toBe('rtl')
  await one.getByRole('button', { name: 'English' }).click()
  await expect(one.getByRole('button', { name: 'Leave quickly' })).toBeVisible()
  await expect(two.getByRole('button', { name: 'مغادرة سريعة' })).toBeVisible()
  await expectAccessible(page)
})

test('retiré pendant qu’il se charge, puis remis ; retiré au milieu, puis remis', async ({ page, urls }) => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(`**${FIXTURE_SRC}`, async (route) => {
    await held
    await route.continue().catch(() => undefined)
  })
  await writes(page, urls.cotisations, `<main><h1>Mon site</h1><div id="place">${usager()}</div></main>`)
  await expect(page.getByText('Chargement…')).toBeVisible()
  const takes = (): Promise<void> =>
    page.evaluate(() => {
      const element = document.querySelector('parcours-usager')!
      Object.assign(window, { element })
      element.remove()
    })
  const puts = (): Promise<void> =>
    page.evaluate(() => document.getElementById('place')!.append((window as unknown as { element: Element }).element))
  await takes()
  release()
  await puts()
  await page.getByRole('radio', { name: 'J’y pense' }).check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByText('question 2')).toBeVisible()
  await takes()
  await expect(page.getByText('question 2')).toHaveCount(0)
  await puts()
  await page.getByRole('button', { name: 'Retour' }).click()
  await expect(page.getByRole('radio', { name: 'J’y pense' })).toBeChecked()
  // It listens once: three times Shift are one way out.
  let exits = 0
  await page.exposeFunction('left', () => void exits++)
  await page.evaluate(() =>
    document.addEventListener('parcours-quick-exit', () => (window as unknown as { left(): void }).left()),
  )
  await page.route('https://www.meteofrance.com/**', (route) => route.fulfill({ body: 'ailleurs' }))
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift')
  await page.waitForURL(/meteofrance/)
  expect(exits).toBe(1)
})

/**
 * Kept whole by the browser, a page that comes back is not one that the driver sees come: the page itself presses, looks, and writes what
 * it saw where the next page reads it.
 */
function saysWhatCameBack(): void {
  const deep = (root: Document | ShadowRoot, selector: string): HTMLElement | null => {
    const found = root.querySelector<HTMLElement>(selector)
    if (found) return found
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      const inside = shadowRoot && deep(shadowRoot, selector)
      if (inside) return inside
    }
    return null
  }
  const where = (): string => deep(document, '.where')?.innerText ?? ''
  const turn = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    void (async () => {
      const came = where()
      deep(document, '.back')!.click()
      await turn()
      const back = where()
      const checked = deep(document, 'input:checked')?.parentElement?.innerText.trim()
      deep(document, '.btn.main')!.click()
      await turn()
      localStorage.setItem('vu', JSON.stringify([came, back, checked, where()]))
      location.assign('/?parcours=fixture&fin')
    })()
  })
}

test('le retour du navigateur rend la page comme elle était, gardée par lui', async ({ urls }) => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    // The page is kept, as in a browser that nobody drives.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  try {
    const page = await browser.newPage()
    await page.addInitScript(saysWhatCameBack)
    await page.goto(`${urls.famille}?parcours=fixture&today=${TODAY}`)
    await page.getByRole('radio', { name: 'J’y pense' }).check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await expect(page.getByText('question 2')).toBeVisible()
    await page.goto(`${urls.sante}?parcours=fixture`)
    await page.evaluate(() => void setTimeout(() => history.back()))
    await page.waitForURL(/fin$/, { timeout: 20_000 })
    const seen = await page.evaluate(() => JSON.parse(localStorage.getItem('vu')!) as string[])
    expect(seen).toEqual([
      expect.stringContaining('question 2'),
      expect.stringContaining('question 1'),
      'J’y pense',
      expect.stringContaining('question 2'),
    ])
  } finally {
    await browser.close()
  }
})

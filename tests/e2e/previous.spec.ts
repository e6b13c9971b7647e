/**
 * Sites pin a version for years while the parcours move on: today's catalogue, opened by the release before (packages/elements/previous.json).
 * While nothing is published a commit stands in for it, which takes minutes to build: with PARCOURS_COMPLET only.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright/test'
import { parcoursIds } from '../../packages/catalogue/tools/folders.js'
import { described, makePrevious, missing, named } from '../../packages/elements/tools/release/previous.js'
import kit from '../../packages/elements/src/locales/fr/kit.js'
import { CSP } from '../hosts/server.js'
import { application, TWO } from './application.js'
import { GARDENER, Person, pattern } from './person.js'
import { answersAtOnce, saysLater, scenariosOf } from './shown.js'
import { expectStill, looksAt, reserves, slowly } from './still.js'
import { expect, test, TODAY } from './visit.js'
import { FIXTURE_SRC, script, usager, writes } from './written.js'

const wanted = described().version !== null || Boolean(process.env['PARCOURS_COMPLET'])
const why = missing()

if (wanted && why)
  test('la version précédente se trouve', () => {
    console.error(why)
    test.skip(true, why)
  })

if (wanted && !why)
  test.describe('par la version précédente', () => {
    let cdn: string
    test.beforeAll(() => {
      test.setTimeout(900_000)
      console.log(`La version précédente : ${named()}.`)
      cdn = makePrevious(fileURLToPath(new URL('../../test-results/precedente/', import.meta.url)))
    })

    const PATH = 'precedente/'
    /** The files of that release, where the site that pinned it keeps them. @returns what its page writes */
    async function pins(page: Page, url: string): Promise<string> {
      await page.route(`${url}${PATH}**`, (route) =>
        route.fulfill({ path: join(cdn, new URL(route.request().url()).pathname.slice(PATH.length + 1)) }),
      )
      const { files } = JSON.parse(readFileSync(join(cdn, 'release.json'), 'utf8')) as {
        files: Record<string, { integrity: string }>
      }
      return `<script type="module" src="/${PATH}parcours.js" integrity="${files['parcours.js']!.integrity}" crossorigin="anonymous"></script>`
    }
    /** Its page, and what it says went wrong. */
    async function opens(
      page: Page,
      url: string,
      body: string,
      head: string,
      csp?: string,
    ): Promise<() => Promise<string[]>> {
      await page.addInitScript(() => {
        const said: string[] = []
        Object.assign(window, { said })
        document.addEventListener('parcours-problem', (event) =>
          said.push((event as unknown as { detail: { code: string } }).detail.code),
        )
      })
      await writes(page, url, `<main><h1>Mon site</h1>${body}</main>`, { head, ...(csp && { csp }) })
      return () => page.evaluate(() => (window as unknown as { said: string[] }).said)
    }
    /** Up to the last files that come by themselves, and what they draw. */
    async function stays(page: Page, ...places: readonly Locator[]): Promise<void> {
      for (const place of places) await expect(place.getByRole('radio').first()).toBeVisible()
      await page.waitForFunction(() => customElements.get('parcours-rendez-vous'))
      for (const place of places) await expect(place.getByRole('button', { name: 'Tout effacer' })).toBeVisible()
      await expectStill(page)
    }
    const ids = (page: Page): Promise<string[]> =>
      page.evaluate(() => {
        let found: string[] = []
        const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
          context: Symbol.for('parcours/1'),
          contextTarget: document.body,
          callback: ({ session }: { session: { plan: { items: { id: string }[] } } }) =>
            // Of a child, on a date: one of them is enough.
            (found = session.plan.items.flatMap(({ id }) => [id, id.replace(/[#@].*/, '')])),
        })
        document.querySelector('parcours-usager')!.dispatchEvent(request)
        return [...new Set(found)]
      })

    for (const parcours of parcoursIds())
      for (const later of [false, true])
        test(`${parcours}${later ? ', écrit dans une mineure plus récente' : ''} : ses questions, puis ce que la source attend`, async ({
          page,
          urls,
        }) => {
          const [{ scenario } = { scenario: undefined }] = scenariosOf(parcours)
          if (!scenario) throw new Error(`${parcours} : aucun scénario`)
          const { today, territory } = scenario
          const src = `/parcours/${parcours}/parcours.json`
          if (later)
            await page.route(`**${src}`, async (route) => {
              const json = (await (await route.fetch()).json()) as Record<string, unknown> & {
                formatVersion: string
                questions: object[]
                demarches: object[]
              }
              // What no release knows yet, wherever an author may write.
              for (const one of [json, ...json.questions, ...json.demarches])
                Object.assign(one, { nouveaute: { a: [1] } })
              json.formatVersion = json.formatVersion.replace(/\d+$/, '99')
              await route.fulfill({ json })
            })
          const problems = await opens(
            page,
            urls.famille,
            `<parcours-usager src="${src}" today="${today}" ${territory ? `territory="${territory}"` : ''}><a href="/ailleurs">Autrement</a></parcours-usager>`,
            await pins(page, urls.famille),
          )
          const person = new Person(page, { parcours, today })
          const first = person.session.question!.of
          await expect(page.getByRole('group', { name: pattern(first.label) }).first()).toBeVisible()
          await expect(page.getByRole('link', { name: 'Autrement', exact: true })).toBeHidden()
          await answersAtOnce(person, scenario)
          await saysLater(person, scenario)
          const { items = [], absent = [] } = (
            scenario as unknown as { expect: Record<'items' | 'absent', { id: string }[] | undefined> }
          ).expect
          const plan = await ids(page)
          expect(
            items.map(({ id }) => id).filter((id) => !plan.includes(id)),
            'ce que la source attend, et qui manque',
          ).toEqual([])
          expect(
            absent.map(({ id }) => id).filter((id) => plan.includes(id)),
            'ce que la source exclut',
          ).toEqual([])
          const title = pattern(person.title(person.session.plan.items[0]!))
          await expect(page.locator('parcours-timeline, parcours-checklist').getByText(title).first()).toBeAttached()
          expect(await problems()).toEqual([])
        })

    test('écrit dans une majeure plus récente, un parcours laisse la place au lien de la page', async ({
      page,
      urls,
    }) => {
      await page.route(`**${FIXTURE_SRC}`, (route) => route.fulfill({ json: { formatVersion: '9.0', id: 'fixture' } }))
      const fallback = usager('', '<a href="/ailleurs">Autrement</a>')
      const problems = await opens(page, urls.sante, fallback, await pins(page, urls.sante))
      await expect(page.getByRole('link', { name: 'Autrement', exact: true })).toBeVisible()
      expect(await problems()).toEqual(['version'])
    })

    test('à côté de celle d’aujourd’hui, dans la même page : une seule définit les balises, et le trajet se fait', async ({
      page,
      urls,
      watch,
    }) => {
      // Two teams, the same tag: the first stays, and the console says which.
      watch.expected(/^console\.warning: <parcours-[a-z-]+> : la version .* est déjà en place/)
      await slowly(page)
      await looksAt(page)
      const head = `${await reserves(page, urls.famille)}${await pins(page, urls.famille)}${script('parcours.js')}`
      const problems = await opens(page, urls.famille, usager(), head, `${CSP} 'allow-duplicates'`)
      await stays(page, page.locator('parcours-usager'))
      await answersAtOnce(new Person(page), { today: TODAY, answers: GARDENER })
      await expect(page.locator('parcours-checklist').getByRole('checkbox').first()).toBeVisible()
      expect(await problems()).toEqual([])
    })

    test('à côté de celle d’aujourd’hui sous un autre nom, dans la même page : chacune vit, sans se prendre ses réponses', async ({
      page,
      urls,
    }) => {
      const url = urls.famille
      const today = await application()
      await slowly(page)
      await looksAt(page)
      await page.route(`${url}v2.js`, (route) => route.fulfill({ body: today, contentType: 'text/javascript' }))
      const section = (name: string, tag: string): string => `<section aria-label="${name}">${tag}</section>`
      const problems = await opens(
        page,
        url,
        section('avant', usager()) +
          section('maintenant', usager().replaceAll('parcours-usager', 'parcours-usager-v2')),
        `${await reserves(page, url)}${await pins(page, url)}<script type="module" src="/v2.js"></script>`,
        TWO,
      )
      const [before, now] = ['avant', 'maintenant'].map((name) => page.getByRole('region', { name, exact: true })) as [
        Locator,
        Locator,
      ]
      await stays(page, before, now)
      // Each has its own code, and its own parts inside.
      expect(
        await page.evaluate(() => {
          const [one, two] = ['parcours-usager', 'parcours-usager-v2'].map((tag) => customElements.get(tag))
          return Boolean(one && two && one !== two)
        }),
      ).toBe(true)
      await expect(before.locator('parcours-questionnaire')).toHaveCount(1)
      await expect(now.locator('parcours-questionnaire-v2')).toHaveCount(1)
      for (const [here, there] of [
        [now, before],
        [before, now],
      ] as const) {
        const held = await there
          .getByText(/question \d/)
          .first()
          .textContent()
        await here.getByRole('radio', { name: 'J’y pense' }).check()
        await here.getByRole('button', { name: 'Continuer' }).click()
        await expect(here.getByText('question 2')).toBeVisible()
        await expect(there.getByText(/question \d/).first()).toHaveText(held!)
      }
      expect(await problems()).toEqual([])
    })

    test('un lien de reprise qu’elle a fait s’ouvre aujourd’hui, avec ses réponses', async ({ page, urls }) => {
      await opens(page, urls.famille, usager(), await pins(page, urls.famille))
      await expect(page.getByRole('radio').first()).toBeVisible()
      await answersAtOnce(new Person(page), { today: TODAY, answers: GARDENER })
      const before = await ids(page)
      expect(before.length).toBeGreaterThan(3)
      await page.getByRole('button', { name: kit['linkDo']!, exact: true }).click()
      const address = await page.locator('parcours-kit #address').inputValue()
      const code = (await page.locator('parcours-kit .code').textContent())!.trim()
      await page.goto(`${urls.cotisations}?parcours=fixture&today=${TODAY}${new URL(address).hash}`)
      await page.getByRole('textbox', { name: kit['askCode']! }).fill(code)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: kit['resumed']! })).toBeFocused()
      // What is sensitive does not travel without a gesture: only that is asked again.
      await expect(page.getByText('Il reste une question.')).toBeVisible()
      await page.getByRole('button', { name: 'Passer cette question' }).click()
      await expect(page.getByRole('heading', { name: 'Votre parcours est prêt' })).toBeVisible()
      expect(await ids(page)).toEqual(before)
    })
  })

import { answer, compile, start, type Answer, type Session } from '@parcours/engine'
import type { Locator, Page } from 'playwright/test'
import { readFileSync } from 'node:fs'
import { CSP } from '../hosts/server.js'
import { GARDENER, Person } from './person.js'
import { answersAtOnce } from './shown.js'
import { expect, expectAccessible, test, TODAY } from './visit.js'
import { FIXTURE_SRC, script, usager, writes } from './written.js'

const FIRST = /Où en êtes-vous/
const SECOND = /Quel mois voulez-vous commencer/

async function goesOn(page: Page, within = page.locator('body')): Promise<void> {
  await within.getByRole('radio', { name: 'J’y pense' }).check()
  await within.getByRole('button', { name: 'Continuer' }).click()
}

test('deux parcours sur une page ne se mêlent pas, et ce que liste un lecteur d’écran dit lequel', async ({
  page,
  urls,
}) => {
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon site</h1><section aria-label="un">${usager('id="a"')}</section><section aria-label="deux">${usager('id="b"')}</section></main>`,
  )
  const [one, two] = ['un', 'deux'].map((name) => page.getByRole('region', { name, exact: true })) as [
    ReturnType<Page['getByRole']>,
    ReturnType<Page['getByRole']>,
  ]
  await goesOn(page, one)
  await expect(one.getByRole('heading', { name: SECOND })).toBeVisible()
  await expect(two.getByRole('heading', { name: FIRST })).toBeVisible()
  await expect(two.getByRole('radio', { checked: true })).toHaveCount(0)

  // Both to their end: a calendar, a list, people to meet, what to take along, twice.
  await answersAtOnce(new Person(page), { today: TODAY, answers: GARDENER })
  await page.evaluate(() => {
    interface Context {
      saved(): unknown
      resume(saved: unknown): void
    }
    const of = (id: string): Context => {
      let found: Context
      const event = Object.assign(new Event('context-request'), {
        context: Symbol.for('parcours/1'),
        contextTarget: document.body,
        callback: (context: Context) => (found = context),
      })
      document.getElementById(id)!.dispatchEvent(event)
      return found!
    }
    of('b').resume(of('a').saved())
  })
  for (const name of ['Une aide, à tout moment', 'Parler à quelqu’un sans attendre'])
    for (const [within, rank] of [
      [one, ''],
      [two, ' (parcours 2)'],
    ] as const)
      await expect(within.getByRole('complementary', { name: `${name}${rank}`, exact: true })).toHaveCount(1)
  await expect(two.getByRole('region', { name: 'Pour finir (parcours 2)', exact: true })).toHaveCount(1)
  await expectAccessible(page)
})

/** One expectant mother, asked by the Caf and by the health insurance on one page: what both ask, and what each asks alone. */
const HER: Readonly<Record<string, Answer>> = {
  situation: 'attend',
  'role-parent': 'non',
  'date-terme': '2027-06-10',
  territoire: '37000',
  regime: 'general',
  activite: ['salarie'],
}
const APART: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  'arrivee-enfant': {
    statut: 'marie',
    'compte-caisse': 'moi',
    'declaration-caisse': 'non',
    'activite-reduite': 'non',
    'mode-garde': 'non',
    particularites: ['aucune'],
  },
  maternite: { 'declaration-faite': 'non' },
}

/** Her answers to one of them, in the order in which it asks, and the session that they make. */
function lives(parcours: string): { given: [ref: string, value: Answer][]; session: Session } {
  const json: unknown = JSON.parse(
    readFileSync(new URL(`../../packages/catalogue/${parcours}/parcours.json`, import.meta.url), 'utf8'),
  )
  let session = start(compile(json), { today: TODAY })
  const given: [string, Answer][] = []
  for (let asked = session.question; asked; asked = session.question) {
    const value = HER[asked.ref] ?? APART[parcours]![asked.ref]
    if (value === undefined) throw new Error(`${parcours} : ${asked.ref}`)
    given.push([asked.ref, value])
    session = answer(session, asked.ref, value)
  }
  return { given, session }
}

test('l’arrivée d’un enfant et la maternité sur une page : une démarche commune n’a qu’une carte', async ({
  page,
  urls,
}) => {
  const both = ['arrivee-enfant', 'maternite']
  await writes(
    page,
    urls.famille,
    `<main><h1>Mon site</h1>${both
      .map(
        (id) =>
          `<section aria-label="${id}"><parcours-usager id="${id}" src="/parcours/${id}/parcours.json" today="${TODAY}"><parcours-checklist view="full"></parcours-checklist></parcours-usager></section>`,
      )
      .join('')}</main>`,
  )
  const [caf, cpam] = both.map((name) => page.getByRole('region', { name, exact: true })) as [Locator, Locator]
  const [first, second] = both.map(lives) as [ReturnType<typeof lives>, ReturnType<typeof lives>]
  for (const [i, id] of both.entries()) {
    interface Context {
      readonly session?: unknown
      answer(ref: string, value: unknown): boolean
    }
    const handle = await page.waitForFunction((id) => {
      const get = (): Context | undefined => {
        let found: Context | undefined
        const request = Object.assign(new Event('context-request'), {
          context: Symbol.for('parcours/1'),
          contextTarget: document.body,
          callback: (context: Context) => (found = context),
        })
        document.getElementById(id)!.dispatchEvent(request)
        return found
      }
      return get()?.session ? get : undefined
    }, id)
    const refused = await handle.evaluate(
      (get, given) => given.filter(([ref, value]) => !get!()!.answer(ref, value)),
      [first, second][i]!.given,
    )
    expect(refused).toEqual([])
  }

  // What both have in the open, by what the engine says of each.
  const open = (session: Session) => session.plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive)
  const keys = new Set(open(first.session).map(({ key }) => key))
  const shared = open(second.session).filter(({ key }) => key !== undefined && keys.has(key))
  expect(shared.length).toBeGreaterThan(3)
  const row = (within: Locator, id: string): Locator =>
    within
      .getByRole('listitem')
      .filter({ has: page.locator(`[id="when-${id}"]`) })
      .last()
  for (const { id } of shared.filter(({ id }) => !id.includes('@'))) {
    await expect(row(caf, id).getByText('Déjà dans votre autre liste'), id).toHaveCount(0)
    await expect(row(caf, id).getByText('Aussi pour « Maternité »'), id).toHaveCount(1)
    await expect(row(cpam, id).getByText('Déjà dans votre autre liste'), id).toHaveCount(1)
    // The line only: what to do, why and with whom is said once.
    await expect(row(cpam, id).locator('details'), id).toHaveCount(0)
  }
  const alone = open(second.session).find(({ key }) => key === undefined || !keys.has(key))
  if (alone) await expect(row(cpam, alone.id).getByText('Déjà dans votre autre liste')).toHaveCount(0)

  // Done in one, it is done in the other; the way leads to the card.
  const { id } = shared[0]!
  await row(cpam, id).getByRole('checkbox').check()
  await expect(row(caf, id).getByRole('checkbox')).toBeChecked()
  await row(cpam, id).getByRole('button', { name: 'Arrivée de l’enfant' }).click()
  await expect(row(caf, id)).toBeInViewport()
  await expectAccessible(page)
})

test('deux sessions, des parties ailleurs dans la page : chacune suit la sienne', async ({ page, urls }) => {
  await writes(
    page,
    urls.famille,
    `${usager('id="a"')}${usager('id="b"')}<main>
      <section aria-label="un"><parcours-questionnaire session="a"></parcours-questionnaire></section>
      <section aria-label="deux"><parcours-questionnaire session="b"></parcours-questionnaire></section></main>`,
  )
  const one = page.getByRole('region', { name: 'un', exact: true })
  const two = page.getByRole('region', { name: 'deux', exact: true })
  await goesOn(page, one)
  await expect(one.getByRole('heading', { name: SECOND })).toBeVisible()
  await expect(two.getByRole('heading', { name: FIRST })).toBeVisible()
  // Parts that stand elsewhere are not laid out a second time by their usager.
  await expect(page.getByRole('heading', { name: FIRST })).toHaveCount(1)
})

test('la partie avant la session, dans la page puis dans le temps', async ({ page, urls }) => {
  await writes(
    page,
    urls.famille,
    `<main><parcours-questionnaire session="tard"><p>Bientôt ici.</p></parcours-questionnaire><div id="place"></div></main>`,
  )
  await expect(page.getByText('Bientôt ici.')).toBeVisible()
  await page.waitForFunction(() => customElements.get('parcours-questionnaire'))
  await page.evaluate(
    ([src, today]) => {
      const element = document.createElement('parcours-usager')
      element.id = 'tard'
      element.setAttribute('src', src!)
      element.setAttribute('today', today!)
      document.getElementById('place')!.append(element)
    },
    [FIXTURE_SRC, TODAY],
  )
  await expect(page.getByRole('heading', { name: FIRST })).toHaveCount(1)
  await goesOn(page)
  await expect(page.getByRole('heading', { name: SECOND })).toBeVisible()
})

test('des parties dans la session, définies après elle', async ({ page, urls }) => {
  // The plan's widgets are defined by a file that comes later: the usager is there before them.
  await writes(
    page,
    urls.famille,
    `<main>${usager('', '<parcours-checklist></parcours-checklist><parcours-questionnaire></parcours-questionnaire>')}</main>`,
  )
  await expect(page.getByRole('heading', { name: FIRST })).toHaveCount(1)
  await page.waitForFunction(() => customElements.get('parcours-checklist'))
  await goesOn(page)
  await expect(page.getByRole('heading', { name: SECOND })).toBeVisible()
})

test('un élément déplacé par la page garde les réponses', async ({ page, urls }) => {
  await writes(page, urls.famille, `<main><div id="ici">${usager()}</div><div id="la"></div></main>`)
  await goesOn(page)
  await expect(page.getByRole('heading', { name: SECOND })).toBeVisible()
  await page.evaluate(() => document.getElementById('la')!.append(document.querySelector('parcours-usager')!))
  await expect(page.getByRole('heading', { name: SECOND })).toBeVisible()
  await page.getByRole('button', { name: 'Retour' }).click()
  await expect(page.getByRole('radio', { name: 'J’y pense' })).toBeChecked()
})

test('une partie déplacée d’une session à l’autre', async ({ page, urls }) => {
  await writes(
    page,
    urls.famille,
    `${usager('id="a"')}${usager('id="b"')}<main><parcours-questionnaire session="a"></parcours-questionnaire></main>`,
  )
  await goesOn(page, page.getByRole('main'))
  await expect(page.getByRole('main').getByRole('heading', { name: SECOND })).toBeVisible()
  await page.evaluate(() => document.querySelector('parcours-questionnaire')!.setAttribute('session', 'b'))
  await expect(page.getByRole('main').getByRole('heading', { name: FIRST })).toBeVisible()
  await page.evaluate(() => document.querySelector('parcours-questionnaire')!.setAttribute('session', 'a'))
  await expect(page.getByRole('main').getByRole('heading', { name: SECOND })).toBeVisible()
})

test('le paquet deux fois sur une page : le premier reste, la page le sait', async ({ page, urls, watch }) => {
  watch.expected(/est déjà en place/)
  const once = script('parcours.js')
  const twice = `${once}${once.replace('parcours.js', 'parcours.js?copie')}`
  const csp = CSP.replace('trusted-types parcours', "trusted-types 'allow-duplicates' parcours")
  await writes(page, urls.famille, `<main>${usager()}</main>`, { csp, head: twice })
  await expect(page.getByRole('heading', { name: FIRST })).toHaveCount(1)
  await goesOn(page)
  await expect(page.getByRole('heading', { name: SECOND })).toBeVisible()
  await expect.poll(() => watch.faults.some((fault) => /<parcours-usager> : la version/.test(fault))).toBe(true)
})

test('sans JavaScript, la voie sans ce service est là', async ({ browser, urls }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const url of Object.values(urls)) {
    await page.goto(url)
    await expect(page.getByRole('link', { name: /sans ce service/ })).toBeVisible()
  }
  await context.close()
})

test('sans JavaScript, un site montre tout le parcours en HTML simple, l’aide d’abord', async ({ browser, urls }) => {
  const { title, demarches } = JSON.parse(
    readFileSync(new URL('../../packages/catalogue/separation/parcours.json', import.meta.url), 'utf8'),
  ) as { title: string; demarches: { title: string; nature?: string }[] }
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(urls.cotisations)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: title, level: 2 })).toBeVisible()
  const plain = (text: string): string => text.replace(/\s+/g, ' ')
  const read = (await main.getByRole('heading', { level: 4 }).allTextContents()).map(plain)
  // An offer waits for an overlay, « {list} » for who it is about.
  const told = demarches.filter(({ title, nature }) => nature !== 'offer' && !title.includes('{'))
  expect(told.length).toBeGreaterThan(20)
  expect(read).toEqual(expect.arrayContaining(told.map(({ title }) => plain(title))))
  await expect(main.getByText(/^Si\s:/).first()).toBeVisible()
  await expect(main.locator('a[href^="tel:"]').first()).toBeVisible()
  const titles = await main.getByRole('heading', { level: 3 }).allTextContents()
  expect(titles[0]).toMatch(/^Besoin d’aide/)
  await context.close()
})

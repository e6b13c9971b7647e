import { answer, type Answer } from '@parcours/engine'
import type { Locator, Page } from 'playwright/test'
import { Person } from './person.js'
import { answersAtOnce, scenariosOf, type Scenario } from './shown.js'
import { everything, kept } from './traces.js'
import { expect, expectAccessible, expectFits, test } from './visit.js'

/** She is pregnant, and separates: a written scenario of « Je me sépare ». */
const PREGNANT = scenariosOf('separation').find(({ name }) => name === '13-enceinte-et-se-separe')!.scenario
/** What she says of the child. */
const EXPECTING = { situation: 'attend', 'date-terme': '2027-05-01' }
/** He lost his wife, and leaves a flat that is too large: two children. */
const WIDOWER: Scenario = {
  today: '2026-11-21',
  answers: {
    lien: 'conjoint',
    statut: 'marie',
    territoire: '97400',
    regime: 'general',
    enfants: [{ naissance: '2015-03-14' }, { naissance: '2019-07-02' }],
    occupation: 'locataire',
  },
}

const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('button', { name })
const panelOf = (page: Page): Locator => page.getByRole('region', { name: /^(Continuer avec|Vous êtes dans) «/ })
const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name })

/** The way beside a hand-over, by the text that proposes it; in the page's timeline, where it stands first. */
const wayAt = (page: Page, text: string): Locator =>
  page.locator('parcours-timeline').getByRole('listitem').filter({ hasText: text }).getByRole('button')

/** To the plan of a scenario, answered without a keyboard; then its hand-over, with one. */
async function reaches(page: Page, parcours: string, scenario: Scenario, text: string): Promise<Person> {
  const person = new Person(page, { parcours, today: scenario.today })
  await answersAtOnce(person, scenario)
  await person.press(wayAt(page, text))
  await expect(heading(page, /^Continuer avec «/)).toBeFocused()
  return person
}

const checked = (page: Page): Promise<string[]> =>
  panelOf(page)
    .getByRole('checkbox', { checked: true })
    .evaluateAll((all) => all.map((box) => box.closest('label')!.textContent!.replace(/\s+/g, ' ').trim()))

test('une séparation, enceinte : on ne redemande pas ce qui est su, on le fait confirmer', async ({ page, visit }) => {
  await visit('famille', { parcours: 'separation', today: PREGNANT.today })
  const person = await reaches(page, 'separation', PREGNANT, 'Une naissance ou une adoption ?')
  const address = page.url()
  const panel = panelOf(page)
  await expect(heading(page, 'Continuer avec « Arrivée de l’enfant »')).toBeVisible()
  // In words, and all that goes: nothing of the pregnancy, of her safety.
  const rows = await checked(page)
  expect(rows.join(' | ')).toMatch(/86000/)
  expect(rows.join(' | ')).toMatch(/à la Caf|Caf/)
  await expect(panel.getByText(/enceinte|sécurité/i)).toHaveCount(0)
  await expectAccessible(page)

  await person.press(button(panel, 'Continuer avec ces réponses'))
  await expect(heading(page, 'Vous êtes dans « Arrivée de l’enfant »')).toBeFocused()
  await expect(panelOf(page).getByText(`${rows.length} réponses sont venues avec vous`)).toBeVisible()
  await expectAccessible(page)

  // What is new is asked; what came along is shown to be confirmed, once, with its answer.
  const next = new Person(page, { parcours: 'arrivee-enfant', today: PREGNANT.today })
  const brought = await answersOf(page)
  for (const [ref, value] of Object.entries(brought)) next.session = answer(next.session, ref, value as Answer)
  const waiting = new Set(Object.keys(brought))
  for (;;) {
    const asked = next.session.questions.find((one) => one.answer === undefined || waiting.has(one.ref))
    if (!asked) break
    await next.reads(asked, true)
    await expect(page.getByText('Déjà connu, à confirmer')).toHaveCount(waiting.has(asked.ref) ? 1 : 0)
    if (waiting.delete(asked.ref)) await next.press(page.getByRole('button', { name: 'Continuer', exact: true }))
    else {
      const value = next.choice(asked, EXPECTING)
      await next.answers(asked, value)
      next.session = answer(next.session, asked.ref, value)
    }
  }
  expect(waiting).toEqual(new Set())
  await expect(heading(page, next.says('done'))).toBeFocused()
  expect(await answersOf(page)).toMatchObject(brought)
  await expect(panelOf(page).getByText(/avec vous\. Vérifiez/)).toHaveCount(0)

  // And what she left is there, whole.
  await button(panelOf(page), 'Revenir à « Je me sépare »').click()
  await expect(heading(page, 'Vous êtes dans « Je me sépare »')).toBeFocused()
  await expect(heading(page, person.says('done'))).toBeVisible()
  expect(page.url()).toBe(address)
  const store = await kept(page)
  for (const trace of ['86000', '2026-11-01']) expect(store.includes(trace), trace).toBe(false)
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
})

test('un deuil, puis un déménagement : ses enfants suivent, avec leurs dates', async ({ page, visit }) => {
  await visit('famille', { parcours: 'perte-proche', today: WIDOWER.today, width: 320 })
  const person = await reaches(page, 'perte-proche', WIDOWER, 'Vous changez de logement ?')
  expect((await checked(page)).join(' | ')).toMatch(/2 enfants/)
  await expectFits(page)
  await expectAccessible(page)
  await person.press(button(panelOf(page), 'Continuer avec ces réponses'))
  await expect(heading(page, 'Vous êtes dans « Je déménage »')).toBeFocused()
  await expectFits(page)
  const stored = await answersOf(page)
  const children = stored['enfants'] as string[]
  expect(children).toHaveLength(2)
  expect(children.map((key) => stored[`enfants.naissance#${key}`])).toEqual(['2015-03-14', '2019-07-02'])
  expect(stored['territoire']).toBe('97400')
})

test('un deuil, puis la retraite : sa date de naissance et son code postal suivent, et ne sont pas redemandés', async ({
  page,
  visit,
}) => {
  const { scenario } = scenariosOf('perte-proche').find(({ name }) => name === '13-reversion-demandee')!
  await visit('famille', { parcours: 'perte-proche', today: scenario.today })
  const person = await reaches(page, 'perte-proche', scenario, 'Votre propre retraite approche ?')
  const { territoire, regime, 'ma-naissance': naissance } = scenario.answers
  expect([territoire, regime, naissance].every((value) => typeof value === 'string')).toBe(true)
  const rows = await checked(page)
  expect(rows).toHaveLength(3)
  // Nothing of the death goes along.
  const [born] = (naissance as string).split('-')
  expect(rows.join(' | ')).toContain(born)
  expect(rows.join(' | ')).not.toMatch(/décès|2026/)
  await person.press(button(panelOf(page), 'Continuer avec ces réponses'))
  await expect(heading(page, 'Vous êtes dans « Du chômage à la retraite »')).toBeFocused()
  const brought = await answersOf(page)
  expect(brought).toEqual({ territoire, regime, 'ma-naissance': naissance })
  const next = new Person(page, { parcours: 'retraite-demandeur-emploi', today: scenario.today })
  for (const [ref, value] of Object.entries(brought)) next.session = answer(next.session, ref, value as Answer)
  const known = next.session.questions.find(({ ref }) => ref in brought)!
  expect(known.answer).toEqual(brought[known.ref])
  await expect(page.getByText('Déjà connu, à confirmer')).toHaveCount(next.session.questions[0]!.ref in brought ? 1 : 0)
})

test('elle n’emporte rien quand elle le dit', async ({ page, visit, watch }) => {
  await visit('famille', { parcours: 'separation', today: PREGNANT.today })
  const person = await reaches(page, 'separation', PREGNANT, 'Une naissance ou une adoption ?')
  await person.press(button(panelOf(page), 'Continuer sans rien emporter'))
  await expect(heading(page, 'Vous êtes dans « Arrivée de l’enfant »')).toBeFocused()
  expect(await answersOf(page)).toEqual({})
  // The only thing that was asked for is the file, whole, by its name.
  const asked = watch.requests.map((request) => request.url()).filter((url) => url.includes('arrivee-enfant'))
  expect([...new Set(asked.map((url) => new URL(url).pathname + new URL(url).search))]).toEqual([
    '/parcours/arrivee-enfant/parcours.json',
  ])
})

test('violences : rien ne suit sans qu’elle le coche, et le panneau ne montre rien', async ({ page, visit }) => {
  const scenario = scenariosOf('etre-aide').find(({ name }) => name === '01-meme-toit-deux-enfants')!.scenario
  await visit('famille', { parcours: 'etre-aide', today: scenario.today })
  const person = new Person(page, { parcours: 'etre-aide', today: scenario.today })
  await answersAtOnce(person, scenario)
  const closed = page.locator('parcours-timeline').locator('details', { hasText: 'Une liste existe aussi' }).first()
  await closed.locator('summary').click()
  await closed.getByRole('button', { name: 'Continuer avec ce parcours' }).click()
  await expect(heading(page, 'Continuer avec « Je me sépare »')).toBeFocused()
  const panel = panelOf(page)
  await expect(panel.getByRole('checkbox')).toHaveCount(0)
  await expect(panel.getByText('Une information pour vous')).toBeVisible()
  await expectAccessible(page)
  await button(panel, 'Continuer sans rien emporter').click()
  await expect(heading(page, 'Vous êtes dans « Je me sépare »')).toBeFocused()
  expect(await answersOf(page)).toEqual({})
})

test('au guichet, « Terminer et effacer » efface aussi le parcours quitté, et la page est celle du début', async ({
  page,
  visit,
}) => {
  await visit('guichet', { parcours: 'separation', today: PREGNANT.today })
  const person = await reaches(page, 'separation', PREGNANT, 'Une naissance ou une adoption ?')
  await person.press(button(panelOf(page), 'Continuer avec ces réponses'))
  await expect(heading(page, 'Vous êtes dans « Arrivée de l’enfant »')).toBeFocused()
  await button(page, 'Terminer et effacer').click()
  await button(page.getByRole('dialog'), 'Oui, tout effacer').click()
  await expect(page.getByText('Tout est effacé. Vous pouvez recevoir une autre personne.')).toBeVisible()
  await expect(heading(page, 'À deux, au guichet')).toBeFocused()
  await expect(heading(page, person.session.parcours.source.questions[0]!.label)).toBeVisible()
  await expect(button(page, /^Revenir à «/)).toHaveCount(0)
  expect(await answersOf(page)).toEqual({})
  const all = `${await everything(page)} ${await kept(page)}`
  for (const trace of ['86000', '2026-11-01', '1er novembre', 'Arrivée de l’enfant »'])
    expect(all.includes(trace), trace).toBe(false)
})

/** What the page holds of hers, as any widget reads it. */
const answersOf = (page: Page): Promise<Readonly<Record<string, unknown>>> =>
  page.evaluate(() => {
    let stored: Record<string, unknown> = {}
    const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
      context: Symbol.for('parcours/1'),
      contextTarget: document.body,
      callback: (value: { session: { stored: Record<string, unknown> } }) => (stored = value.session.stored),
    })
    document.querySelector('parcours-usager')!.dispatchEvent(request)
    return stored
  })

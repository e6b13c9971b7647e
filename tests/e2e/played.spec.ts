/** What somebody does in Storybook beyond looking: she moves each control of a playground, and lives a journey from its first question. */
import { expect, type Page } from 'playwright/test'
import { Person } from './person.js'
import { scenariosOf } from './shown.js'
import { controlled, ids, moves, shows, test } from './storybook.js'

const playgrounds = ids('story').filter((id) => id.endsWith('--terrain-de-jeu'))

/** What an author would write in a control that is a box. */
const WRITTEN: Readonly<Record<string, string>> = {
  lang: 'ar',
  mode: 'accompagnement',
  territory: '974',
  prefill: '{"avancement":"inscrit"}',
  href: '/mes-demarches',
  heading: 'Vous venez de changer d’adresse',
  summary: 'Voyez ce qu’il reste à faire.',
}
/** A level, a count of minutes, of questions or of seconds that no element has at first. */
const NUMBER = 4
/** They say who is there: nothing of them is written on the tag. */
const STATES = ['reponses', 'parcours']
/** Where what a control changes can be seen, when it is not in the playground as it opens. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  layout: { reponses: 'rien' },
  prefill: { reponses: 'rien' },
  'group-by': { view: 'full' },
  'show-title': { parcours: 'protege' },
}
/** Seen only in what comes later: her browser's Back, minutes without a gesture; in another parcours: the place where she lives. */
const LATER = ['history', 'inactivity', 'territory']

/** The element of the story: its attributes, its properties by the attribute that writes each, the tags and the words that it draws. */
const look = (
  page: Page,
  tag: string,
): Promise<{ attributes: Record<string, string>; properties: Record<string, unknown>; drawn: string }> =>
  page.locator(`[data-state="ready"] ${tag}`).evaluate((element) => {
    const read = (node: Node): string =>
      node instanceof Element
        ? `<${node.localName}>${[...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(read).join('')}`
        : node instanceof Text
          ? node.data
          : ''
    const { elementProperties } = element.constructor as unknown as {
      elementProperties: Map<string, { attribute?: string | false; state?: boolean }>
    }
    return {
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      properties: Object.fromEntries(
        [...elementProperties]
          .filter(([, { attribute, state }]) => attribute !== false && !state)
          .map(([name, { attribute }]) => [
            attribute ?? name.toLowerCase(),
            (element as unknown as Record<string, unknown>)[name],
          ]),
      ),
      drawn: read(element),
    }
  })

test.afterEach(async ({ sheet }) => {
  sheet.removeAllListeners()
  // Other tests of this worker have the page after these.
  await sheet.evaluate(() => location.protocol === 'http:' && (sessionStorage.clear(), localStorage.clear()))
})

test('chaque élément a son terrain de jeu', () => {
  const pages = ids('story').filter((id) => id.startsWith('éléments-'))
  expect(playgrounds.map((id) => id.split('--')[0])).toEqual([...new Set(pages.map((id) => id.split('--')[0]))])
})

for (const id of playgrounds)
  test(`${id} : chaque réglage se retrouve sur la balise, et se voit`, async ({ sheet: page, site }) => {
    await shows(page, site, id, {})
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on(
      'console',
      (message) =>
        ['error', 'warning'].includes(message.type()) &&
        // Storybook's own icon.
        !message.text().startsWith('Failed to load resource') &&
        faults.push(message.text()),
    )
    const problems = await page.evaluateHandle(() => {
      const said: string[] = []
      document.addEventListener('parcours-problem', ({ detail }: Event & { detail?: unknown }) =>
        said.push(JSON.stringify(detail)),
      )
      return said
    })
    const { tag, controls, args } = await controlled(page)
    const usual = Object.fromEntries(Object.keys(controls).map((name) => [name, args[name]]))
    const moved = async (args: Readonly<Record<string, unknown>>): ReturnType<typeof look> => {
      await moves(page, { ...usual, ...args })
      return look(page, tag)
    }
    const first = await look(page, tag)
    for (const [name, { type, options }] of Object.entries(controls)) {
      const before = BESIDE[name] ? await moved(BESIDE[name]) : first
      const drawn = new Set([before.drawn])
      const values = options ?? [type === 'boolean' ? true : type === 'number' ? NUMBER : WRITTEN[name]]
      for (const value of values) {
        expect(value, `quoi écrire dans ${name}`).toBeDefined()
        const now = await moved({ ...BESIDE[name], [name]: value })
        drawn.add(now.drawn)
        const written = value === true ? '' : String(value)
        expect(now.attributes, name).toEqual({
          ...before.attributes,
          ...(STATES.includes(name) ? {} : { [name]: written }),
        })
        const property = now.properties[name]
        if (name in now.properties)
          expect(typeof property === 'object' ? JSON.stringify(property) : property, name).toBe(value)
      }
      // What it was at first is one of the options.
      if (!LATER.includes(name)) expect(drawn.size, `${name} : ce qui se voit`).toBe(options?.length ?? 2)
    }
    // As it was, for the other tests of this worker.
    expect(await moved({})).toEqual(first)
    expect(await problems.jsonValue()).toEqual([])
    expect(faults).toEqual([])
  })

test('« Je me sépare », de la première question au plan, au clavier', async ({ sheet: page, site }) => {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const { scenario } = scenariosOf('separation').find(({ name }) => name === '01-projet-sans-enfant')!
  await shows(page, site, 'trajets--je-me-separe', {})
  const person = new Person(page, { parcours: 'separation', today: scenario.today })
  await person.lives(scenario.answers)
  expect(person.session.progress.complete).toBe(true)
  for (const item of person.session.plan.items.filter(({ sensitive }) => !sensitive).slice(0, 3))
    await expect(page.locator('parcours-usager').getByText(person.title(item)).first()).toBeAttached()
  expect(faults).toEqual([])
})

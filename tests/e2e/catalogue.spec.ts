import { parcoursIds } from '../../packages/catalogue/tools/folders.js'
import { Person } from './person.js'
import { expectPlan, planOf, saysLater, scenariosOf } from './shown.js'
import { expect, expectAccessible, expectFits, HOST_IDS, test } from './visit.js'

const ids = parcoursIds()

/** One whole journey of each parcours, with a keyboard, each on the next host, every other one on a phone. */
for (const [rank, parcours] of ids.entries()) {
  const host = HOST_IDS[rank % HOST_IDS.length]!
  const width = rank % 2 ? 1280 : 320
  const { name, scenario } = scenariosOf(parcours)[0] ?? {}
  if (!scenario) continue
  const { today } = scenario
  test(`${parcours} de bout en bout, ${host}, ${width} px : ${name}`, async ({ page, visit }) => {
    await visit(host, { parcours, today, width })
    const person = new Person(page, { parcours, today })
    const { source } = person.session.parcours
    // The page is this parcours', and says so.
    if (parcours !== 'separation')
      await expect(
        page.getByRole('main').getByRole('heading', { level: 1, name: source.title, exact: true }),
      ).toBeVisible()
    await person.lives(scenario.answers)
    expect(person.session.progress.complete).toBe(true)
    await saysLater(person, scenario)
    // This host shows the short list first.
    if (host === 'sante') await person.press(page.getByRole('button', { name: /^Voir toute la liste/ }))
    await expectPlan(page, await planOf(parcours, scenario), { today, source })
    await expectFits(page)
    await expectAccessible(page)
  })
}

test('d’un parcours aux autres, par les liens de la page', async ({ page, open }) => {
  await open('famille', { parcours: ids[0]! })
  const others = page.getByRole('navigation', { name: 'Autres parcours' }).getByRole('link')
  await expect(others).toHaveCount(ids.length - 1)
  const title = await others.last().textContent()
  await others.last().click()
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: title!, exact: true })).toBeVisible()
  await expect(page.getByRole('group').first()).toBeVisible()
  // No such parcours: the page stands, with the one it is about.
  await open('famille', { parcours: 'inconnu' })
  await expect(
    page.getByRole('main').getByRole('heading', { level: 1, name: 'Je me sépare', exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('group').first()).toBeVisible()
})

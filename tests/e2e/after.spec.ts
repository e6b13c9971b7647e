/**
 * A host that knows her and evaluates: what it says of her requests, what it is told of her journey, her opinion, where she stands, the
 * end. The built bundle on a demonstration host, under its policy.
 */
import bilan from '../../packages/elements/src/locales/fr/bilan.js'
import type { EvaluationEvent } from '../../packages/elements/src/evaluation/contract.js'
import { GARDENER, Person } from './person.js'
import { kept } from './traces.js'
import { expect, expectAccessible, test } from './visit.js'

test('ce que le site dit de ses demandes, son avis, le point, la fin ; et rien d’elle dans ce qui est mesuré', async ({
  page,
  visit,
  watch,
}) => {
  await visit('famille')
  await page.evaluate(() => {
    const heard: unknown[] = []
    const usager = document.querySelector('parcours-usager')!
    usager.setAttribute('autonomy', '')
    Object.assign(window, { heard })
    Object.assign(usager, {
      evaluation: { send: (event: unknown) => heard.push(event), session: true },
      statuses: [
        { demarche: 'payer-cotisation', status: 'recu', on: '2026-09-20', by: 'la mairie' },
        { demarche: 'planter-arbre', status: 'en-cours', on: '2026-09-20', expected: '2026-09-30' },
        { demarche: 'grande-parcelle', status: 'conteste', on: '2026-09-28' },
      ],
    })
  })
  const person = new Person(page)
  await person.lives(GARDENER)
  const list = page.locator('parcours-checklist[view=full]')
  await expect(list.getByText('Demande reçue le 20 septembre 2026, dit la mairie.').first()).toBeAttached()
  await expect(
    list.getByText(/La réponse était annoncée avant le 30 septembre 2026. Vous pouvez relancer/).first(),
  ).toBeAttached()

  const end = page.locator('parcours-bilan')
  const press = (name: string) => person.press(end.getByRole('button', { name, exact: true }))
  await person.press(end.getByText(bilan['autonomy']!))
  for (const group of await end.locator('[part=autonomy] fieldset').all())
    await group.getByRole('radio', { name: bilan['level_2']! }).check()
  await press(bilan['autonomySee']!)
  await expect(end.getByText('Votre résultat : 10 sur 15.')).toBeVisible()
  await end.getByRole('radio', { name: bilan['opinion_4']! }).check()
  await press(bilan['opinionSend']!)
  await expect(end.getByText(bilan['thanks']!)).toBeVisible()
  await press(bilan['end']!)
  await expect(end.getByRole('heading', { name: bilan['ended']! })).toBeFocused()
  await expect(end.getByRole('heading', { name: bilan['contacts']! })).toBeVisible()
  await expect(end.getByRole('heading', { name: bilan['leads']! })).toBeVisible()
  await expectAccessible(page, { within: 'parcours-bilan' })

  const heard = await page.evaluate(() => (window as unknown as { heard: EvaluationEvent[] }).heard)
  const names = new Set(heard.map(({ name }) => name))
  for (const name of [
    'parcours-proposed',
    'parcours-seen',
    'parcours-started',
    'parcours-question-answered',
    'parcours-plan-generated',
    'parcours-rdv-offered',
    'parcours-autonomy-assessed',
    'parcours-satisfaction-given',
    'parcours-ended',
  ] satisfies EvaluationEvent['name'][])
    expect([...names], name).toContain(name)
  // One visit, told by a number that is written nowhere; and not a word that she said.
  expect(new Set(heard.map(({ session }) => session)).size).toBe(1)
  const told = JSON.stringify(heard.map(({ at: _, session: __, ...event }) => event))
  for (const said of ['2026-09-28', '2027-02', '64000', '2019-03-14', '"inscrit"', '"legumes"', '"premiere"'])
    expect(told, said).not.toContain(said)
  expect(await kept(page)).not.toContain(heard[0]!.session!)
  // The component itself calls nobody.
  expect(watch.requests.filter((request) => request.method() !== 'GET')).toEqual([])
})

import { parcoursIds } from '../../packages/catalogue/tools/folders.js'
import { GARDENER, Person } from './person.js'
import { answersAtOnce, expectPlan, planOf, saysLater, scenariosOf, type Scenario } from './shown.js'
import { test } from './visit.js'

/**
 * What the page shows does not depend on how the answers came: catalogue.spec.ts gives one journey of each parcours by keyboard, here only « Je me sépare » does, in the whole run.
 * `npm test` takes all of « Je me sépare », and one in three of the others (not the first, which catalogue.spec.ts lives), whose scenarios the engine and the command play all; the whole run takes all.
 */
const WHOLE = !!process.env['PARCOURS_COMPLET']
const played = (parcours: string, at: number): boolean => WHOLE || parcours === 'separation' || at % 3 === 1
const byKeyboard = (parcours: string): boolean => WHOLE && (parcours === 'separation' || parcours === 'fixture')

const all: { parcours: string; name: string; scenario: Scenario }[] = [
  { parcours: 'fixture', name: 'jardin', scenario: { today: '2026-10-04', answers: GARDENER } },
  ...parcoursIds().flatMap((parcours) =>
    scenariosOf(parcours)
      .filter((_, at) => played(parcours, at))
      .map((one) => ({ parcours, ...one })),
  ),
]

for (const { parcours, name, scenario } of all) {
  test(`${parcours}, ${name} : la page montre ce que dit « parcours plan »`, async ({ page, visit }) => {
    const { today } = scenario
    const plan = planOf(parcours, scenario)
    // A page where every part of the plan stands from the start.
    await visit(byKeyboard(parcours) ? 'famille' : 'cotisations', { parcours, today })
    const person = new Person(page, { parcours, today })
    if (byKeyboard(parcours)) await person.lives(scenario.answers)
    else await answersAtOnce(person, scenario)
    await saysLater(person, scenario)
    await expectPlan(page, await plan, { today, source: person.session.parcours.source })
  })
}

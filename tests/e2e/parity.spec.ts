import { parcoursIds } from '../../packages/catalogue/tools/folders.js'
import { GARDENER, Person } from './person.js'
import { answersAtOnce, expectPlan, planOf, saysLater, scenariosOf, type Scenario } from './shown.js'
import { test } from './visit.js'

/**
 * By keyboard takes ten times longer: one journey of each parcours does it always (catalogue.spec.ts), each scenario in the whole run.
 * Otherwise all of « Je me sépare », and one in three of the others, whose scenarios the engine and the command play all.
 */
const KEYBOARD = !!process.env['PARCOURS_COMPLET']
const played = (parcours: string, at: number): boolean => KEYBOARD || parcours === 'separation' || at % 3 === 0

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
    await visit(KEYBOARD ? 'famille' : 'cotisations', { parcours, today })
    const person = new Person(page, { parcours, today })
    if (KEYBOARD) await person.lives(scenario.answers)
    else await answersAtOnce(person, scenario)
    await saysLater(person, scenario)
    await expectPlan(page, await plan, {
      today,
      demarches: person.session.parcours.source.demarches.map(({ title }) => title),
    })
  })
}

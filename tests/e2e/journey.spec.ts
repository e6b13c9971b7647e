import { combinations } from './pairwise.js'
import { GARDENER, hasParcours, Person, SEPARATED } from './person.js'
import { expect, expectAccessible, expectFits, HOST_IDS, test } from './visit.js'

/** The fixture in Arabic; « Je me sépare » in French. */
const JOURNEYS = { ar: 'fixture', fr: hasParcours('separation') ? 'separation' : 'fixture' } as const

for (const { host, lang, width } of combinations({
  host: HOST_IDS,
  lang: ['fr', 'ar'] as const,
  width: process.env['PARCOURS_COMPLET'] ? [320, 768, 1280] : [320, 1280],
})) {
  const parcours = JOURNEYS[lang]
  test(`${parcours} au clavier, ${lang}, ${host}, ${width} px`, async ({ page, visit }) => {
    await visit(host, { parcours, lang, width })
    const person = new Person(page, { parcours, lang })
    await person.lives(parcours === 'fixture' ? GARDENER : SEPARATED, async () => {
      await expectFits(page)
      await expectAccessible(page)
    })
    expect(person.session.progress.complete).toBe(true)

    // The plan: everything that the engine says is on the page.
    for (const item of person.session.plan.items.filter(({ sensitive }) => !sensitive).slice(0, 3)) {
      await expect(page.getByRole('main').getByText(person.title(item)).first()).toBeAttached()
    }
    await expectFits(page)
    await expectAccessible(page)
  })
}

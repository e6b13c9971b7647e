/**
 * On a phone's network, where each file comes a while after the one before: nothing moves on the sites of others, nothing takes the focus.
 * Two versions on a page are in versions.spec.ts, the frame in cadre.spec.ts.
 */
import { combinations } from './pairwise.js'
import { expectStill, looksAt, slowly } from './still.js'
import { expect, HOST_IDS, test } from './visit.js'

const all = combinations({ host: HOST_IDS, width: [390, 1280], parcours: ['fixture', 'separation'] })
/** Each site once, where it moved most before it reserved a height: they are seconds each. */
const few = [
  { host: 'famille', width: 1280, parcours: 'separation' },
  { host: 'sante', width: 390, parcours: 'fixture' },
  { host: 'cotisations', width: 1280, parcours: 'separation' },
  { host: 'guichet', width: 1280, parcours: 'fixture' },
] as const

for (const { host, width, parcours } of process.env['PARCOURS_COMPLET'] ? all : few)
  test(`${host}, ${width} px, ${parcours} : rien ne bouge et rien ne prend le focus, du premier dessin à sa première réponse`, async ({
    page,
    open,
  }) => {
    await slowly(page)
    await looksAt(page)
    await open(host, { parcours, width })
    await expect(page.getByRole('radio').first()).toBeVisible()
    // The last file that comes by itself.
    await page.waitForFunction(() => customElements.get('parcours-rendez-vous'))
    await expectStill(page)
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: 'Continuer', exact: true }).click()
    await expect(page.getByText(/^question 2/)).toBeVisible()
    expect(await page.evaluate(() => (window as unknown as { seen: { focused: string[] } }).seen.focused)).not.toEqual(
      [],
    )
  })

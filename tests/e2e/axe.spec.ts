/** The rules that a host runs on its own page (docs/accessibilite/axe.md): silent on the demonstration hosts, and each speaks for its fault. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { expect, test } from './visit.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = readFileSync(new URL('../../packages/elements/axe/axe.js', import.meta.url), 'utf8').replaceAll(
  /^export const (\w+)/gm,
  'window.$1',
)

interface Found {
  readonly id: string
  readonly said: string
}
async function run(page: Page): Promise<Found[]> {
  await page.evaluate(axe)
  await page.evaluate(`(() => { ${rules} })()`)
  return page.evaluate(async () => {
    type Result = { id: string; nodes: { failureSummary: string }[] }
    const { axe, parcoursAxe, parcoursOptions } = window as unknown as {
      axe: {
        configure(spec: unknown): void
        run(context: unknown, options: unknown): Promise<{ violations: Result[] }>
      }
      parcoursAxe: unknown
      parcoursOptions: unknown
    }
    axe.configure(parcoursAxe)
    const { violations } = await axe.run(document, parcoursOptions)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ failureSummary }) => ({ id, said: failureSummary })))
  })
}

test('les règles pour axe ne trouvent rien sur un site de démonstration', async ({ page, visit }) => {
  await visit('sante')
  expect(await run(page)).toEqual([])
})

const GOOD = `<!doctype html><html lang="fr"><title>Essai</title><main><h1>Je me sépare</h1>
  <parcours-usager id="sep"><a href="https://www.service-public.gouv.fr/">Sans ce service</a></parcours-usager>
  <parcours-timeline session="sep"></parcours-timeline></main>`
const FAULTS: readonly (readonly [rule: string, from: string, to: string, said: RegExp])[] = [
  [
    'parcours-fallback',
    '<a href="https://www.service-public.gouv.fr/">Sans ce service</a>',
    'Chargement…',
    /Mettez un lien/,
  ],
  ['parcours-fallback', 'href="https://www.service-public.gouv.fr/"', 'href="javascript:ouvrir()"', /Mettez un lien/],
  ['parcours-attributes', '<parcours-usager', '<parcours-usager role="application" tabindex="0"', /role, tabindex/],
  ['parcours-within', '<main>', '<main><div aria-live="polite">', /<div>/],
  ['parcours-heading', 'id="sep"', 'id="sep" heading-level="4"', /heading-level="2"/],
  ['parcours-language', ' lang="fr"', '', /lang="fr"/],
  ['parcours-anchor', 'session="sep"', 'session="separation"', /« separation »/],
]
test('chaque règle pour axe dit sa faute, et rien où il n’y en a pas', async ({ page }) => {
  await page.setContent(GOOD)
  expect(await run(page)).toEqual([])
  for (const [rule, from, to, said] of FAULTS) {
    expect(GOOD, rule).toContain(from)
    await page.setContent(GOOD.replace(from, to))
    const found = (await run(page)).filter(({ id }) => id === rule)
    expect(found.length, `${rule} : ${to}`).toBeGreaterThan(0)
    expect(found[0]!.said).toMatch(said)
  }
})

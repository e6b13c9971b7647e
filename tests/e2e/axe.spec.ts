/** The rules that a host runs on its own page (docs/accessibilite/axe.md): silent on the demonstration hosts, and each speaks for its fault. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { expect, test } from './visit.js'
import { FIXTURE_SRC, writes } from './written.js'

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
  <parcours-timeline session="sep"></parcours-timeline>
  <parcours-invitation src="/demenagement.json"><a href="https://www.service-public.gouv.fr/demenager">Je déménage</a></parcours-invitation></main>`
const INVITATION = '<parcours-invitation src="/demenagement.json">'
const FAULTS: readonly (readonly [rule: string, from: string, to: string, said: RegExp])[] = [
  [
    'parcours-fallback',
    '<a href="https://www.service-public.gouv.fr/">Sans ce service</a>',
    'Chargement…',
    /Mettez un lien avec un texte entre <parcours-usager> et <\/parcours-usager>/,
  ],
  ['parcours-fallback', 'href="https://www.service-public.gouv.fr/"', 'href="javascript:ouvrir()"', /Mettez un lien/],
  ['parcours-attributes', '<parcours-usager', '<parcours-usager role="application" tabindex="0"', /role, tabindex/],
  ['parcours-within', '<main>', '<main><div aria-live="polite">', /<div>/],
  ['parcours-heading', 'id="sep"', 'id="sep" heading-level="4"', /heading-level="2"/],
  ['parcours-language', ' lang="fr"', '', /lang="fr"/],
  ['parcours-anchor', 'session="sep"', 'session="separation"', /« separation »/],
  [
    'parcours-fallback',
    '<a href="https://www.service-public.gouv.fr/demenager">Je déménage</a>',
    '<template><parcours-usager></parcours-usager></template>',
    /Mettez un lien avec un texte entre <parcours-invitation> et <\/parcours-invitation>/,
  ],
  ['parcours-attributes', INVITATION, INVITATION.replace(' ', ' role="region" '), /: role$/m],
  ['parcours-within', INVITATION, `<button>${INVITATION}`, /<button>/],
  ['parcours-within', INVITATION, `<form>${INVITATION}`, /<form>/],
  ['parcours-heading', INVITATION, INVITATION.replace(' ', ' heading-level="3" '), /heading-level="2"/],
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

test('chaque balise est connue des règles pour axe', async ({ page }) => {
  const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
    declarations.flatMap(({ tagName }) => tagName ?? []),
  )
  const known = await page.evaluate<string[]>(`(() => { ${rules}\n return TAGS })()`)
  expect(known.sort()).toEqual(tags.sort())
})

test('les règles pour axe ne trouvent rien sur une invitation, fermée puis ouverte', async ({ page, urls }) => {
  for (const inside of [
    '',
    `<template><parcours-usager src="${FIXTURE_SRC}" heading-level="3"></parcours-usager></template>`,
  ])
    await test.step(inside ? 'ce que l’hôte a écrit' : 'ce que l’invitation écrit', async () => {
      await writes(
        page,
        urls.famille,
        `<main><h1>Mon compte</h1><parcours-invitation src="${FIXTURE_SRC}">${inside}<a href="/page">La page</a></parcours-invitation></main>`,
      )
      const start = page.getByRole('button', { name: 'Commencer' })
      await expect(start).toBeVisible()
      expect(await run(page)).toEqual([])
      await start.click()
      await expect(page.getByRole('group').first()).toBeVisible()
      expect(await run(page)).toEqual([])
    })
})

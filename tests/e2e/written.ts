import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { CSP } from '../hosts/server.js'
import { TODAY } from './visit.js'

const { version } = JSON.parse(
  readFileSync(new URL('../../packages/elements/package.json', import.meta.url), 'utf8'),
) as { version: string }
/** Where a host keeps the files of one version, for ever. */
export const PINNED = `/parcours/${version}/`
/** The hashes that are published. Read when it is asked for: the build writes it. */
export const published = (): Record<string, string> =>
  JSON.parse(readFileSync(new URL('../../packages/elements/cdn/integrity.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >
/** The tag that an embedder copies. */
export const script = (file: string): string =>
  `<script type="module" src="${PINNED}${file}" integrity="${published()[file]}" crossorigin="anonymous"></script>`

export const FIXTURE_SRC = '/parcours/fixture/parcours.json'
export const usager = (attributes = '', inside = ''): string =>
  `<parcours-usager src="${FIXTURE_SRC}" today="${TODAY}" ${attributes}>${inside}</parcours-usager>`

/** A page that a web team wrote, on the origin of the demonstration, under the same CSP. */
export async function writes(
  page: Page,
  url: string,
  body: string,
  { csp = CSP, head = script('parcours.js'), path = 'page' } = {},
): Promise<void> {
  await page.route(`${url}${path}`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': csp },
      body: `<!doctype html><html lang="fr"><head><title>Page</title>${head}</head><body>${body}</body></html>`,
    }),
  )
  await page.goto(`${url}${path}`)
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from './visit.js'

/**
 * What stands in the docs is what the page says today. With PARCOURS_ECRIRE=1 it is written instead of compared: the difference is
 * then read in the commit.
 */
export function expectKept(file: URL, text: string): void {
  if (process.env['PARCOURS_ECRIRE']) {
    mkdirSync(dirname(file.pathname), { recursive: true })
    writeFileSync(file, text)
    return
  }
  const how = `relire ${file.pathname.replace(/^.*\/docs\//, 'docs/')} : PARCOURS_ECRIRE=1 npx playwright test -c tests/e2e/playwright.config.ts accessibilite.spec.ts, puis lire la différence`
  expect(text, how).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '')
}

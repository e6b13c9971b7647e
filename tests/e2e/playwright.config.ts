import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'

const results = fileURLToPath(new URL('../../test-results/', import.meta.url))

/** End to end on the built bundle (`npm run build` first), in the browser of CHROMIUM_PATH. PARCOURS_COMPLET=1 takes every combination. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: `${results}playwright`,
  // Each starts its own servers; a spec stays with one. The machine of CI has 2 cores.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A journey by keyboard, axe at each step, on a machine that does other things.
  timeout: 300_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: `${results}playwright.json` }]],
  use: {
    browserName: 'chromium',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    trace: 'off',
    // Colours are judged at rest, not in the middle of a transition.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' },
  },
})

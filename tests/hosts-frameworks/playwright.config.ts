import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'
import e2e from '../e2e/playwright.config.js'

const results = fileURLToPath(new URL('../../test-results/', import.meta.url))

/** Sites of others, made from the packed packages (`npm run test:hosts`). Each installs and builds: minutes, not seconds. */
export default defineConfig({
  ...e2e,
  testDir: '.',
  testIgnore: 'samples/**',
  outputDir: `${results}hosts`,
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 10_000 },
  globalSetup: './pack.ts',
  use: { ...e2e.use, screenshot: 'only-on-failure' },
  reporter: [['list'], ['json', { outputFile: `${results}hosts.json` }]],
})

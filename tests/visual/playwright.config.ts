import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'
import e2e from '../e2e/playwright.config.js'

const results = fileURLToPath(new URL('../../test-results/', import.meta.url))

/**
 * Pictures of the stories beside those of `images/` (npm run build:stories first). Nothing of the machine is in them: fonts come from
 * npm, and Chromium draws letters by itself. CONTRIBUTING.md says how they are read and written again.
 */
export default defineConfig({
  ...e2e,
  testDir: '.',
  outputDir: `${results}visual`,
  snapshotPathTemplate: '{testDir}/images/{arg}{ext}',
  updateSnapshots: 'none',
  fullyParallel: true,
  timeout: 60_000,
  expect: {
    timeout: 5_000,
    // A colour that moved by six of 255 is seen, on as few points as a letter has. The soft edge of a letter is not counted.
    toHaveScreenshot: { scale: 'css', threshold: 0.02, maxDiffPixels: 30 },
  },
  reporter: [
    ['line'],
    ['json', { outputFile: `${results}visual.json` }],
    ['html', { outputFolder: `${results}visual-rapport`, open: 'never', title: 'Images des histoires' }],
  ],
  use: {
    ...e2e.use,
    deviceScaleFactor: 1,
    launchOptions: {
      ...e2e.use!.launchOptions,
      // Letters without the machine's settings: no hints, no colours at their edges, no graphics card.
      args: ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb', '--disable-gpu'],
    },
  },
})

import { esbuildPlugin } from '@web/dev-server-esbuild'
import { playwrightLauncher } from '@web/test-runner-playwright'
import { defaultReporter } from '@web/test-runner'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromiumPath } from './tests/tools/chromium.js'

/** Counts for tests/tools/test.js, which adds every stage up. */
const counts = {
  stop({ sessions }) {
    const total = { passed: 0, failed: 0, skipped: [] }
    const walk = (suite) => {
      for (const test of suite?.tests ?? []) {
        if (test.skipped) total.skipped.push(test.name)
        else if (test.passed) total.passed++
        else total.failed++
      }
      for (const child of suite?.suites ?? []) walk(child)
    }
    for (const session of sessions) {
      walk(session.testResults)
      if (!session.passed && session.errors.length) total.failed++
    }
    mkdirSync('test-results', { recursive: true })
    writeFileSync('test-results/wtr.json', JSON.stringify(total))
  },
}

export default {
  files: 'packages/elements/src/**/*.test.ts',
  nodeResolve: { exportConditions: ['source', 'browser', 'development'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox'] },
    }),
  ],
  reporters: [defaultReporter(), counts],
  concurrency: 1,
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: 300_000,
}

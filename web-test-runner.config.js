import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LAUNCHERS } from './tests/tools/launchers.js'

const name = process.env.PARCOURS_NAVIGATEUR ?? 'chromium'
if (!Object.hasOwn(LAUNCHERS, name)) throw new Error(`PARCOURS_NAVIGATEUR : ${Object.keys(LAUNCHERS).join(', ')}`)

/** Counts for tests/tools/test.js, which adds every stage up. */
const counts = {
  stop({ sessions }) {
    const total = { passed: 0, failed: 0, skipped: [], named: [] }
    const walk = (suite) => {
      for (const test of suite?.tests ?? []) {
        if (test.skipped) total.skipped.push(test.name)
        else if (test.passed) total.passed++
        else {
          total.failed++
          total.named.push(test.name)
        }
      }
      for (const child of suite?.suites ?? []) walk(child)
    }
    for (const session of sessions) {
      walk(session.testResults)
      if (!session.passed && session.errors.length) {
        total.failed++
        total.named.push(session.testFile)
      }
    }
    mkdirSync('test-results', { recursive: true })
    writeFileSync(`test-results/wtr-${name}.json`, JSON.stringify(total))
  },
}

export default {
  // What axe says of every state takes as long as all the rest: Firefox and WebKit hear it in test:complet.
  files: [
    'packages/elements/src/**/*.test.ts',
    ...(process.env.PARCOURS_SANS_ETATS ? ['!packages/elements/src/**/*.states.test.ts'] : []),
  ],
  nodeResolve: { exportConditions: ['source', 'browser', 'development'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  ...(process.env.PARCOURS_PORT && { port: Number(process.env.PARCOURS_PORT) }),
  browsers: [LAUNCHERS[name]()],
  reporters: [defaultReporter(), counts],
  concurrency: 1,
  // Limits, not measures: a machine that does other things beside fails no test.
  browserStartTimeout: 120_000,
  testFramework: { config: { timeout: 120_000 } },
  testsFinishTimeout: 900_000,
}

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: [
      'packages/{schema,engine,rendez-vous,rendez-vous-server,cli,catalogue}/{src,test}/**/*.test.ts',
      'packages/elements/test/node/**/*.test.ts',
      'tests/unit/**/*.test.ts',
    ],
    environment: 'node',
    setupFiles: ['tests/tools/draws.ts'],
    reporters: ['default'],
    // A limit, not a measure: a machine that does other things beside fails no test.
    testTimeout: 180_000,
    // Its own reckoning leaves a core idle: on the two of CI, one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    passWithNoTests: false,
  },
})

/**
 * npm test: types, lint, unit, build, elements in three browsers (axe on each state in Firefox and WebKit with --complet only), end to end, pictures of the stories. Every stage runs even when one fails; the last line counts them all.
 * --complet takes every combination instead of pairs (docs/verification.md). --only=a,b runs some stages.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { browserPaths } from './browsers.js'
import { chromiumPath } from './chromium.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const results = `${root}/test-results`
const complet = process.argv.includes('--complet')
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',')

let browsers
try {
  browsers = { CHROMIUM_PATH: chromiumPath(), ...browserPaths('firefox'), ...browserPaths('webkit') }
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const env = {
  ...process.env,
  ...browsers,
  PARCOURS_COMPLET: complet ? '1' : '',
  PARCOURS_RUNS: process.env.PARCOURS_RUNS ?? (complet ? '5000' : '300'),
  NO_UPDATE_NOTIFIER: '1',
}
const run = (command, args, more = {}) =>
  spawnSync(command, args, {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: false,
  }).status === 0
const bin = (name, ...args) => run(process.execPath, [`${root}/node_modules/${name}`, ...args])

/** As bin(), beside others: what it prints is shown when it is over. */
async function apart(name, args, more = {}) {
  const child = spawn(process.execPath, [`${root}/node_modules/${name}`, ...args], {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => printed.push(data))
  const status = await new Promise((over) => child.on('close', over).on('error', over))
  process.stdout.write(Buffer.concat(printed))
  return status === 0
}

/** A stage that only passes or fails counts as one test. */
const single = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], named: [] })
/** Counts of a report file; a runner that failed without a readable report is one failure. */
function reported(ok, file, read) {
  try {
    const counts = read(JSON.parse(readFileSync(`${results}/${file}`, 'utf8')))
    if (!ok && counts.failed === 0) counts.failed = 1
    if (counts.passed === 0 && counts.failed === 0) counts.failed = 1
    return counts
  } catch (error) {
    console.error(`${file}: ${error.message}`)
    return { passed: 0, failed: 1, skipped: [], named: [] }
  }
}
const vitest = (json) => ({
  passed: json.numPassedTests,
  failed:
    json.numFailedTests +
    json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
  skipped: json.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  ),
  named: json.testResults.flatMap((file) =>
    file.status === 'failed' && file.assertionResults.length === 0
      ? [file.name]
      : file.assertionResults.filter(({ status }) => status === 'failed').map((test) => test.fullName),
  ),
})
/** Runners that start at the same moment would all find the same one free. */
const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })
/** The elements' tests in one browser; what is skipped says where. */
const elements = (browser) => async () => {
  const port = await freePort()
  const ok = await apart('@web/test-runner/dist/bin.js', [], {
    PARCOURS_NAVIGATEUR: browser,
    PARCOURS_PORT: port,
    PARCOURS_SANS_ETATS: complet || browser === 'chromium' ? '' : '1',
  })
  return reported(ok, `wtr-${browser}.json`, (json) => ({
    ...json,
    skipped: json.skipped.map((name) => `${browser} : ${name}`),
  }))
}
function playwright(json) {
  const counts = { passed: 0, failed: json.errors.length, skipped: [], named: [] }
  const walk = (suite, path) => {
    for (const child of suite.suites ?? []) walk(child, `${path}${child.title} › `)
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) {
        if (test.status === 'skipped') counts.skipped.push(path + spec.title)
        else if (test.status === 'expected') counts.passed++
        else {
          counts.failed++
          counts.named.push(path + spec.title)
        }
      }
  }
  for (const suite of json.suites) walk(suite, '')
  return counts
}

const stages = {
  types: async () => single(await apart('typescript/bin/tsc', ['--noEmit'])),
  lint: async () => {
    const both = [
      apart('eslint/bin/eslint.js', ['.']),
      apart('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
    ]
    return single((await Promise.all(both)).every(Boolean))
  },
  unit: () =>
    reported(
      bin(
        'vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${results}/vitest.json`,
      ),
      'vitest.json',
      vitest,
    ),
  build: () => single(run('npm', ['run', '--silent', 'build']) && run('npm', ['run', '--silent', 'build:stories'])),
  elements: elements('chromium'),
  firefox: elements('firefox'),
  webkit: elements('webkit'),
  e2e: () =>
    reported(bin('playwright/cli.js', 'test', '-c', 'tests/e2e/playwright.config.ts'), 'playwright.json', playwright),
  visual: () =>
    reported(bin('playwright/cli.js', 'test', '-c', 'tests/visual/playwright.config.ts'), 'visual.json', playwright),
  // Installs and builds sites: minutes, and the npm registry.
  ...(complet && {
    hosts: () =>
      reported(
        bin('playwright/cli.js', 'test', '-c', 'tests/hosts-frameworks/playwright.config.ts'),
        'hosts.json',
        playwright,
      ),
  }),
}

/** Each keeps one core at most, or waits for its own browser most of the time. */
const TOGETHER = [
  ['types', 'lint'],
  ['elements', 'firefox', 'webkit'],
]

const total = { passed: 0, failed: 0, skipped: [] }
const failures = []
async function runs([name, stage]) {
  const started = performance.now()
  console.log(`\n── ${name}`)
  const counts = await stage()
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped.push(...counts.skipped)
  if (counts.failed) failures.push(...(counts.named.length ? counts.named : ['']).map((test) => `${name} ${test}`))
  console.log(
    `── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped, ${Math.round((performance.now() - started) / 1000)} s`,
  )
}
const wanted = Object.entries(stages).filter(([name]) => !only || only.includes(name))
for (const stage of wanted) {
  const group = TOGETHER.find((names) => names.includes(stage[0])) ?? [stage[0]]
  const together = wanted.filter(([name]) => group.includes(name))
  if (stage === together[0]) await Promise.all(together.map(runs))
}

/** By the name of the test, why it is not run there. */
const listed = JSON.parse(readFileSync(`${root}/tests/skips.json`, 'utf8'))
const unlisted = total.skipped.filter((name) => !Object.hasOwn(listed, name))
for (const name of unlisted) console.error(`Test sauté sans être dans tests/skips.json : ${name}`)
total.failed += unlisted.length
// Again, where they are looked for: hours of output stand above.
for (const failure of failures) console.error(`En échec : ${failure}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
process.exit(total.failed === 0 ? 0 : 1)

/** Imports go one way (schema <- engine <- elements, cli; rendez-vous <- elements), by ESLint on files that nobody wrote. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Result {
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string; readonly fatal?: boolean }[]
}
/** A file's name under packages, and its line. */
type Case = [path: string, line: string]
/** In a process of its own: here, what a plugin imports would be looked for in its sources. */
const LINT = `
  import { ESLint } from 'eslint'
  import { text } from 'node:stream/consumers'
  const eslint = new ESLint()
  const results = []
  for (const [path, line] of JSON.parse(await text(process.stdin)))
    results.push(...await eslint.lintText(line + '\\n', { filePath: 'packages/' + path }))
  console.log(JSON.stringify(results))`

const MAY_NOT: Case[] = [
  // Against the arrow, by name.
  ['schema/src/x.ts', "import '@parcours/engine'"],
  ['engine/src/dates/x.ts', "import '@parcours/elements'"],
  ['engine/src/x.ts', "export * from '@parcours/cli/scenarios'"],
  ['engine/src/x.ts', "import '@parcours/rendez-vous'"],
  ['rendez-vous/src/x.ts', "import '@parcours/schema'"],
  ['rendez-vous-server/src/http/x.ts', "import '@parcours/engine'"],
  ['elements/src/x.ts', "import '@parcours/cli'"],
  ['elements/src/x.ts', "import '@parcours/rendez-vous-server/testing'"],
  ['cli/src/x.ts', "import '@parcours/elements'"],
  ['elements/src/x.ts', "import '@parcours/catalogue/separation/parcours.json'"],
  // The same, once the page runs, and in a type.
  ['engine/src/x.ts', "export const later = import('@parcours/elements')"],
  ['schema/src/x.ts', "export type Session = import('@parcours/engine').Session"],
  // By its folder, from a file directly in src, or deeper; with the arrow or against.
  ['engine/src/x.ts', "import '../../elements/src/x.js'"],
  ['engine/src/dates/x.ts', "import '../../../elements/src/x.js'"],
  ['elements/src/usager/internal/x.ts', "import '../../../../engine/src/index.js'"],
  ['elements/src/x.ts', "export * from '../../schema/dist/index.js'"],
  ['elements/src/x.ts', "import '../../../packages/engine/src/index.js'"],
  ['cli/src/x.ts', "export const later = import('../../elements/src/x.js')"],
  ['cli/src/x.ts', "import '../../rendez-vous-server/package.json'"],
  // The page's libraries.
  ['engine/src/x.ts', "import 'lit'"],
  ['cli/src/x.ts', "import 'lit/decorators.js'"],
  ['schema/src/x.ts', "import '@lit/context'"],
  ['rendez-vous/src/x.ts', "import 'i18next'"],
]

const MAY: Case[] = [
  ['engine/src/x.ts', "import '@parcours/schema'"],
  ['cli/src/html/x.ts', "import '@parcours/engine/static'"],
  ['elements/src/x.ts', "import '@parcours/rendez-vous'"],
  ['elements/src/usager/x.ts', "export const later = import('@parcours/engine')"],
  ['rendez-vous-server/src/x.ts', "import '@parcours/rendez-vous'"],
  ['elements/src/x.ts', "import 'lit/directives/repeat.js'"],
  ['elements/src/x.ts', "import 'i18next'"],
  // An element's folder that has a package's name.
  ['elements/src/usager/internal/x.ts', "import '../../rendez-vous/define.js'"],
  ['elements/src/usager/internal/x.ts', "export const later = import('../../onward.js')"],
  ['cli/src/prove/x.ts', "import '../index.js'"],
  // A test may bring what it likes.
  ['engine/src/x.test.ts', "import '@parcours/cli'"],
]

const CLOCK: Case[] = [
  ['engine/src/x.ts', 'export const now = new Date()'],
  ['cli/src/x.ts', 'export const now = new Date()'],
  ['cli/src/x.ts', "document.body.innerHTML = ''"],
]

const found = new Map<string, Result>()
beforeAll(() => {
  const cases = [...MAY_NOT, ...MAY, ...CLOCK]
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', LINT], {
    cwd: root,
    input: JSON.stringify(cases),
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const results = JSON.parse(stdout) as Result[]
  cases.forEach((one, i) => found.set(one.join(), results[i]!))
}, 120_000)

/** What is said of that line in a file of that name: of its imports, or of a clock. */
function said(...one: Case): string[] {
  const { messages } = found.get(one.join())!
  expect(messages.filter(({ fatal }) => fatal)).toEqual([])
  return messages
    .filter(({ ruleId }) => ruleId === 'no-restricted-imports' || ruleId === 'no-restricted-syntax')
    .map(({ message }) => message)
}

it.each(MAY_NOT)('%s may not: %s', (path, line) => {
  expect(said(path, line)).toHaveLength(1)
})

it.each(MAY)('%s may: %s', (path, line) => {
  expect(said(path, line)).toEqual([])
})

it('has no clock in what is given its day, and what a page may not have is refused everywhere', () => {
  expect(CLOCK.map((one) => said(...one).length)).toEqual([1, 0, 1])
})

/** What we publish, judged by the tools of those who install it; and what a bundler keeps of it when only one thing is imported. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { command, PUBLISHED, root, tarball as packed } from './pack.js'
import { install } from './sample.js'

for (const name of PUBLISHED)
  test(`@parcours/${name} : ni publint ni « are the types wrong » n’a rien à dire`, () => {
    const tarball = packed(name)
    const publint = command(root, 'npx', 'publint', '--strict', tarball)
    expect(publint.said).toContain('All good!')
    expect(publint.status).toBe(0)
    // The catalogue is data: it has no types. No package of ours speaks CommonJS.
    if (name === 'catalogue') return
    const attw = command(root, 'npx', 'attw', tarball, '--profile', 'esm-only', '--format', 'json')
    expect(attw.status, attw.said).toBe(0)
    const { analysis } = JSON.parse(attw.said.slice(attw.said.indexOf('{'), attw.said.lastIndexOf('}') + 1)) as {
      analysis: { entrypoints: Record<string, unknown> }
    }
    expect(Object.keys(analysis.entrypoints)).toContain('.')
  })

/** What each element's own code holds and no other's: what a bundle keeps is read in it, not guessed from its weight. */
const SIGNS = {
  timeline: '--parcours-timeline-gap',
  checklist: 'part="pieces"',
  questionnaire: 'parcours-step-change',
  'rendez-vous': 'part="slots"',
  kit: 'parcours-kit-take',
  bilan: 'part="autonomy"',
  usager: 'parcours-plan-ready',
  invitation: 'parcours-invitation-open',
}
/** A frise alone, of everything: measured 25 %. The rest is lit, i18next and the icons, which every element needs. */
const ONE_OF_ALL = 0.3
/** A name that is no element: measured 44 bytes. */
const A_NAME = 500

test('les outils n’emportent que ce qui est importé', async () => {
  const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
    declarations.flatMap(({ tagName }) => tagName ?? []),
  )
  expect(
    Object.keys(SIGNS)
      .map((name) => `parcours-${name}`)
      .sort(),
  ).toEqual(tags.sort())
  const { folder, remove } = install('bundlers')
  try {
    const weigh = (tool: string, name: string, source: string) => {
      const entry = join(folder, `${name}.js`)
      writeFileSync(entry, source)
      const out = join(folder, tool, name)
      mkdirSync(out, { recursive: true })
      const { status, said } = command(folder, process.execPath, 'weigh.js', tool, entry, out)
      expect(status, said).toBe(0)
      const { bytes, code } = JSON.parse(readFileSync(join(out, 'weighed.json'), 'utf8')) as {
        bytes: number
        code: string
      }
      return {
        bytes,
        has: Object.entries(SIGNS)
          .filter(([, sign]) => code.includes(sign))
          .map(([element]) => element),
      }
    }
    for (const tool of ['vite', 'rollup', 'webpack'])
      await test.step(tool, () => {
        const all = weigh(tool, 'all', `import '@parcours/elements/define.js'`)
        expect(all.has).toEqual(Object.keys(SIGNS))

        const one = weigh(tool, 'one', `import '@parcours/elements/timeline/define.js'`)
        expect(one.has).toEqual(['timeline'])
        expect(one.bytes / all.bytes).toBeLessThan(ONE_OF_ALL)

        const invitation = weigh(tool, 'invitation', `import '@parcours/elements/invitation/define.js'`)
        expect(invitation.has).toEqual(['invitation'])

        const name = weigh(tool, 'name', `import { VERSION } from '@parcours/elements'; console.log(VERSION)`)
        expect(name.bytes).toBeLessThan(A_NAME)

        // A class that is imported and registered by hand brings what it needs after the first question.
        const byHand = weigh(
          tool,
          'class',
          `import { define, ParcoursUsager } from '@parcours/elements'; define('parcours-usager', ParcoursUsager)`,
        )
        expect(byHand.has).toContain('usager')
        expect(byHand.has).not.toContain('kit')
      })
  } finally {
    remove()
  }
})

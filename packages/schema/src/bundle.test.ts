import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { check } from './check.js'
import { cases, sound } from './faults.fixtures.js'
import { validate } from './validate.js'

const bundle = async (names: string) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names} } from './index.ts'`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  return outputFiles[0]!.text
}

describe('what travels to phones', () => {
  it('is the check, without sentences or the rules for authors', async () => {
    const text = await bundle('check, eachText, textAt, LIMITS')
    expect(text).not.toMatch(/Vouliez|Il faut ici|overlap/)
    expect(await bundle('validate')).toMatch(/Vouliez/)
    // Bytes, minified and compressed. It may only go down, but for what it took to judge in turns.
    expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(7_020)
  })

  it('needs neither eval nor a regular expression that old phones cannot read', async () => {
    const text = await bundle('check, eachText, textAt, checkOverlay, checkLocale, checkSaved, authorRules')
    expect(text).not.toMatch(/\beval\(|new Function|\(\?<[=!]/)
  })

  it('refuses what would break an engine, and lives with the rest', () => {
    const tolerated = new Set([
      'overlap',
      'requires',
      'exclusive',
      'placeholder',
      'range',
      'address',
      'length',
      'rows',
      'key',
    ])
    for (const { code, what, swap } of cases) {
      if (code === 'key' || what.includes('in a text') || what.includes('a migration maps')) continue
      const json = JSON.parse(JSON.stringify(sound()).replace(swap[0], () => swap[1])) as unknown
      expect(validate(json).ok, what).toBe(false)
      expect(check(json).length > 0, what).toBe(!tolerated.has(code))
    }
  })
})

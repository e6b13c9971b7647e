import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { run } from '../src/index.js'

const GARDEN = fileURLToPath(new URL('../../catalogue/fixture/parcours.json', import.meta.url))
const plan = async (...args: string[]): Promise<string> => {
  let told = ''
  const stream = { write: (text: string) => (told += text) }
  expect(await run(['plan', GARDEN, ...args], { stdout: stream, stderr: stream })).toBe(0)
  return told
}

it('says the first of a month as French does, and as other languages do', async () => {
  expect(await plan('--today', '2026-12-01')).toContain('au 1er décembre 2026')
  expect(await plan('--today', '2026-12-11')).toContain('au 11 décembre 2026')
  expect(await plan('--today', '2026-12-01', '--lang', 'en')).toContain('December 1, 2026')
})

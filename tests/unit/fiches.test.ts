import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { untold } from '../../stories/api.js'

const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
  declarations.flatMap(({ tagName }) => tagName ?? []),
)

describe('what designers and web teams read of each element', () => {
  it('is in French for every attribute, event, part and token, and for nothing that is gone (docs/elements/fr.json)', () => {
    expect(untold()).toEqual([])
  })

  it.each(tags)('%s has its page in docs/elements', (tag) => {
    expect(existsSync(new URL(`../../docs/elements/${tag.replace('parcours-', '')}.md`, import.meta.url))).toBe(true)
  })

  it('has every state of the fixtures, named in French, as npm run generate writes it', { timeout: 120_000 }, () => {
    const generate = fileURLToPath(new URL('../../stories/generate.js', import.meta.url))
    expect(() => execFileSync(process.execPath, [generate, '--check'], { stdio: 'pipe' })).not.toThrow()
  })
})

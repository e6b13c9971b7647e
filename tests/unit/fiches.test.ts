import { existsSync } from 'node:fs'
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
})

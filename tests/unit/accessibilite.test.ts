/** docs/accessibilite/README.md says of each element what applies to it and what its keys do; what it quotes is in tests/unit/docs.test.ts. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }

const folder = new URL('../../docs/accessibilite/', import.meta.url)
const text = readFileSync(new URL('README.md', folder), 'utf8')
const tags = (manifest.modules as { declarations?: { tagName?: string }[] }[]).flatMap(({ declarations = [] }) =>
  declarations.flatMap(({ tagName }) => tagName ?? []),
)
/** « ### `<parcours-kit>` » to the next heading. */
const sections = new Map(
  [...text.matchAll(/^### `<([\w-]+)>`\n([^]*?)(?=^#|(?![^]))/gm)].map(([, tag, body]) => [tag!, body!]),
)
/** Rows of the table that has these words at its head. */
const rows = (body: string, head: string): string[] =>
  new RegExp(`^\\| ${head} \\|[^\\n]*\\n\\|[-|]+\\n((?:\\|.*\\n?)+)`, 'm').exec(body)?.[1]?.trim().split('\n') ?? []

describe('the accessibility of each element', () => {
  it('has a section for each tag that a host may write, and for none other', () => {
    expect(tags.length).toBeGreaterThan(7)
    expect([...sections.keys()].sort()).toEqual([...tags].sort())
  })

  it.each(tags)('says of <%s> which criteria apply, its keys, and shows its tree', (tag) => {
    const body = sections.get(tag)!
    const criteria = rows(body, 'RGAA 4\\.1')
    expect(criteria.length).toBeGreaterThan(1)
    // « 11.5 à 11.7 | how »: numbers of the RGAA, and something said of them.
    for (const row of criteria) expect(row).toMatch(/^\| \d+\.\d+(?:(?:, | à )\d+\.\d+)* \| .{10,} \|$/)
    const keys = rows(body, 'touche')
    expect(keys.length > 0, 'a table of keys, or the sentence that there are none').toBe(
      !body.includes('Au clavier : rien qui s’ajoute.'),
    )
    const trees = [...body.matchAll(/\]\((arbres\/[\w-]+\.yml)\)/g)].map(([, path]) => path!)
    expect(trees).toContain(`arbres/${tag.replace('parcours-', '')}.yml`)
    for (const tree of trees) expect(existsSync(new URL(tree, folder)), tree).toBe(true)
  })
})

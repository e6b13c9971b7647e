import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { html, unsafeStatic } from 'lit/static-html.js'
import { describe, expect, it } from 'vitest'
import manifest from '../../custom-elements.json' with { type: 'json' }
import '../../src/define.js'

const tags = manifest.modules.flatMap(({ declarations }) =>
  declarations.flatMap((declaration) => ('tagName' in declaration ? [declaration.tagName as string] : [])),
)

/** What a server sends for a tag and the link that a host puts in it. */
async function served(tag: string): Promise<string> {
  const written = `<${tag} src="/parcours.json" href="https://caisse.example/parcours" heading-level="3"><a href="https://www.service-public.gouv.fr/">Sans ce service</a></${tag}>`
  return collectResult(render(html`${unsafeStatic(written)}`))
}

describe('the first state, written by a server', () => {
  it('is that of every element', () => {
    expect(tags.length).toBeGreaterThanOrEqual(7)
  })

  it.each(tags)('<%s> has its shadow root and its styles, and shows the link of the host', async (tag) => {
    const sent = await served(tag)
    expect(sent).toMatch(new RegExp(`<${tag} [^>]*heading-level="3"`))
    const [, root, light] = /<template [^>]*shadowrootmode="open"[^>]*>([^]*)<\/template>([^]*)/.exec(sent) ?? []
    // Two style sheets or more, in one <style>: it is what a strict policy needs a nonce for (docs/integration.md).
    expect(root).toContain('<style>')
    // An invitation draws the link itself, from its href.
    expect(root).toMatch(/<slot[ >]|<a [^>]*href="https:\/\/caisse\.example/)
    expect(light).toContain('<a href="https://www.service-public.gouv.fr/">Sans ce service</a>')
    // Nothing is reckoned, asked for or run before the page is there.
    expect(sent).not.toMatch(/<script|\son[a-z]+=|undefined|\[object/)
  })

  it('says that the service is on its way, in French', async () => {
    const sent = await served('parcours-usager')
    expect(sent).toMatch(/role="status"[^>]*>[^]*Chargement/)
    expect(sent).toMatch(/lang="fr"/)
  })
})

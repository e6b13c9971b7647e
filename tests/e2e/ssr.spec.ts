/** What a server writes with @lit-labs/ssr is taken over by the browser, under a strict policy with a nonce for its style sheets. */
import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { build } from 'esbuild'
import { html, unsafeStatic } from 'lit/static-html.js'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import manifest from '../../packages/elements/custom-elements.json' with { type: 'json' }
import { expect, test } from './visit.js'

const NONCE = 'bm9uY2UtZGUtbGEtcGFnZQ'
const POLICY = (style: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' ${style}; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types lit-html`
const fixture = readFileSync(new URL('../../packages/catalogue/fixture/parcours.json', import.meta.url))
const tags = manifest.modules.flatMap(({ declarations }) =>
  declarations.flatMap((declaration) => ('tagName' in declaration ? [declaration.tagName as string] : [])),
)

let server: Server
let origin: string
test.beforeAll(async () => {
  await import('@parcours/elements/define.js')
  const link = '<a href="https://www.service-public.gouv.fr/">Sans ce service</a>'
  const alone = tags.map(
    (tag) => `<${tag} src="/parcours.json" href="https://caisse.example/parcours">${link}</${tag}>`,
  )
  // A part that stands inside has its session before it is drawn.
  const inside = `<parcours-usager id="parties" src="/parcours.json"><parcours-questionnaire>${link}</parcours-questionnaire><parcours-checklist></parcours-checklist></parcours-usager>`
  const written = await collectResult(render(html`${unsafeStatic(`${alone.join('')}${inside}`)}`))
  const client = await build({
    stdin: {
      contents: "import '@lit-labs/ssr-client/lit-element-hydrate-support.js'\nimport '@parcours/elements/define.js'",
      resolveDir: fileURLToPath(new URL('../../packages/elements', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    // What our own list of side effects leaves out is loaded by name when it is needed.
    logLevel: 'error',
  })
  const script = client.outputFiles[0]!.text
  server = createServer((request, response) => {
    const send = (type: string, body: string | Buffer): void => void response.setHeader('content-type', type).end(body)
    if (request.url === '/client.js') return send('text/javascript', script)
    if (request.url === '/parcours.json') return send('application/json', fixture)
    if (!/^\/(avec|sans)$/.test(request.url!)) return void response.writeHead(404).end()
    const nonce = request.url === '/avec'
    response.setHeader('content-security-policy', POLICY(nonce ? `'nonce-${NONCE}'` : ''))
    const body = nonce ? written.replaceAll('<style>', `<style nonce="${NONCE}">`) : written
    send(
      'text/html; charset=utf-8',
      `<!doctype html><html lang="fr"><title>Essai</title><link rel="icon" href="data:,"><main><h1>Essai</h1>${body}</main>`,
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('ce qu’un serveur a écrit de chaque élément est repris tel quel, et la première question vient', async ({
  page,
}) => {
  await page.goto(`${origin}/avec`)
  // Before any script: drawn, styled, the link in sight.
  for (const tag of tags) await expect(page.locator(tag).getByRole('link').first(), tag).toBeVisible()
  const inside = (tag: string): string | null =>
    document.querySelector(tag)!.shadowRoot!.querySelector('.root, slot')!.getAttribute('data-serveur')
  await page.evaluate((tags) => {
    for (const tag of tags)
      document.querySelector(tag)!.shadowRoot!.querySelector('.root, slot')!.setAttribute('data-serveur', tag)
  }, tags)
  await page.evaluate(async (tags) => {
    await import(new URL('/client.js', location.href).href)
    for (const tag of tags) await (document.querySelector(tag) as unknown as { updateComplete: unknown }).updateComplete
  }, tags)
  // The same nodes: nothing was drawn a second time.
  for (const tag of tags) expect(await page.evaluate(inside, tag), tag).toBe(tag)
  for (const usager of ['parcours-usager:not([id])', '#parties'])
    await expect(page.locator(usager).getByRole('group').first(), usager).toBeVisible()
  expect(await page.evaluate(inside, 'parcours-usager')).toBe('parcours-usager')
})

test('sans nonce, les styles écrits par le serveur sont refusés par une CSP stricte', async ({ page, watch }) => {
  watch.expected(/style/)
  await page.goto(`${origin}/sans`)
  await expect.poll(() => watch.faults.filter((fault) => /style-src/.test(fault)).length).toBeGreaterThan(0)
})

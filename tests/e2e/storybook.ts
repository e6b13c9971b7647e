import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test as base, type Page } from 'playwright/test'

const built = fileURLToPath(new URL('../../test-results/storybook/', import.meta.url))
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')) as {
  entries: Record<string, { id: string; type: string; title: string; name: string }>
}
/** Ids of the built Storybook: its `story`s, its `docs` pages, or both. */
export const ids = (type?: string): string[] =>
  Object.values(entries)
    .filter((entry) => type === undefined || entry.type === type)
    .map(({ id }) => id)

/** Each story's page, without its folder, and its own name. */
export const titles = (): Record<string, readonly [string, string]> =>
  Object.fromEntries(Object.values(entries).map(({ id, title, name }) => [id, [title.replace(/^.*\//, ''), name]]))

/**
 * The built Storybook, on a port of its own.
 * @param head added to each story's page
 * @param folders of other files, by the address that they are under: `/polices/` → a folder
 */
export async function serveStorybook({
  head = '',
  folders = {},
}: { head?: string; folders?: Readonly<Record<string, string>> } = {}): Promise<{
  readonly origin: string
  close(): void
}> {
  const server = createServer((request, response) => {
    const pathname = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname)
    const [prefix, folder] = Object.entries(folders).find(([prefix]) => pathname.startsWith(prefix)) ?? ['/', built]
    const path = join(folder, pathname.slice(prefix.length))
    if (!path.startsWith(folder) || !existsSync(path)) return void response.writeHead(404).end()
    response
      .writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'max-age=3600',
      })
      .end(
        head && pathname === '/iframe.html'
          ? readFileSync(path, 'utf8').replace('</head>', () => `${head}</head>`)
          : readFileSync(path),
      )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

type Site = Awaited<ReturnType<typeof serveStorybook>>
/** Tests of stories, on one page for all of a worker: a new one would read and compile the whole Storybook again for each. */
export const test = base.extend<object, { site: Site; sheet: Page }>({
  site: [
    async ({}, use) => {
      const site = await serveStorybook()
      await use(site)
      site.close()
    },
    { scope: 'worker' },
  ],
  sheet: [
    async ({ browser }, use) => {
      const sheet = await browser.newPage({ reducedMotion: 'reduce', locale: 'fr-FR', timezoneId: 'Europe/Paris' })
      await use(sheet)
      await sheet.close()
    },
    { scope: 'worker' },
  ],
})

/** A story under the toolbar's choices: the page is read again for another story, not for another look of the same. */
export async function shows(
  page: Page,
  { origin }: { origin: string },
  id: string,
  globals: Record<string, string>,
): Promise<void> {
  const before = new URL(page.url(), origin).searchParams.get('id')
  if (before === id)
    await page.evaluate((globals) => {
      type Channel = { emit(event: string, payload: unknown): void; once(event: string, run: () => void): void }
      const { __STORYBOOK_ADDONS_CHANNEL__: channel } = window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }
      return new Promise<void>((rendered) => {
        channel.once('storyRendered', rendered)
        channel.emit('updateGlobals', { globals })
      })
    }, globals)
  else {
    const asked = Object.entries(globals).map(([name, value]) => `${name}:${value}`)
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=${asked.join(';')}`)
  }
  await expect(page.locator('[data-state="ready"]')).toBeAttached({ timeout: 15_000 })
}

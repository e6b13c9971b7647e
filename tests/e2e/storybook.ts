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

/** Storybook waits a tenth of a second after each story for what moves, unless a test says that it is one; nothing moves here. */
export const TESTED = 'Chromium (StorybookTestRunner)'

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
      const sheet = await browser.newPage({
        reducedMotion: 'reduce',
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        userAgent: TESTED,
      })
      await use(sheet)
      await sheet.close()
    },
    { scope: 'worker' },
  ],
})

/** What Storybook's own page holds of it, as far as it is used here. Its version is pinned. */
interface Preview {
  readonly currentRender: {
    readonly story: {
      readonly id: string
      readonly component: string
      readonly initialArgs: Readonly<Record<string, unknown>>
      readonly argTypes: Readonly<
        Record<string, { readonly control?: { readonly type: string }; readonly options?: readonly string[] }>
      >
    }
  }
  readonly storyStoreValue: {
    readonly userGlobals: {
      readonly initialGlobals: Readonly<Record<string, unknown>>
      update(globals: Readonly<Record<string, unknown>>): void
    }
    readonly projectAnnotations: {
      readonly globalTypes: Readonly<Record<string, { readonly toolbar?: { readonly items: { value: string }[] } }>>
    }
  }
}
interface Shown {
  readonly __STORYBOOK_PREVIEW__: Preview
  readonly __STORYBOOK_ADDONS_CHANNEL__: {
    on(event: string, run: (told: unknown) => void): void
    off(event: string, run: (told: unknown) => void): void
    emit(event: string, payload: unknown): void
  }
  realFetch?: typeof fetch
}

/** Each control of the toolbar, with the values that it offers. The page shows a story already. */
export const toolbar = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() => {
    const { globalTypes } = (window as unknown as Shown).__STORYBOOK_PREVIEW__.storyStoreValue.projectAnnotations
    return Object.fromEntries(
      Object.entries(globalTypes).map(([name, { toolbar }]) => [
        name,
        (toolbar?.items ?? []).map(({ value }) => value),
      ]),
    )
  })

/**
 * A story under the toolbar's choices, those that are not named as the toolbar begins. The page is read once, however many stories are
 * shown: reading it is most of the time that one takes.
 * @throws {Error} what the story threw
 */
export async function shows(
  page: Page,
  { origin }: { readonly origin: string },
  id: string,
  globals: Readonly<Record<string, string>>,
): Promise<void> {
  const at = new URL(page.url(), origin)
  if (at.origin !== origin || at.searchParams.get('viewMode') !== 'story') {
    const asked = Object.entries(globals).map(([name, value]) => `${name}:${value}`)
    // Before any story puts a service of its own in its place.
    await page.addInitScript(() => void Object.assign(window, { realFetch: window.fetch }))
    await page.goto(`${origin}/iframe.html?id=${encodeURIComponent(id)}&viewMode=story&globals=${asked.join(';')}`)
  } else
    await page.evaluate(
      ([storyId, globals]) => {
        const {
          __STORYBOOK_PREVIEW__: { storyStoreValue: store },
          __STORYBOOK_ADDONS_CHANNEL__: channel,
          realFetch,
        } = window as unknown as Shown
        window.fetch = realFetch!
        const wanted = { ...store.userGlobals.initialGlobals, ...globals }
        const same = new URLSearchParams(location.search).get('id') === storyId
        return new Promise<void>((rendered, failed) => {
          const over = {
            storyRendered: () => rendered(),
            storyMissing: () => failed(new Error(`${storyId} n’existe pas`)),
            storyErrored: (told: unknown) => failed(new Error(JSON.stringify(told))),
            storyThrewException: (told: unknown) => failed(told as Error),
          }
          const off = (): void => {
            for (const [event, run] of Object.entries(listeners)) channel.off(event, run)
          }
          const listeners = Object.fromEntries(
            Object.entries(over).map(([event, run]) => [event, (told: unknown) => (off(), run(told))]),
          )
          for (const [event, run] of Object.entries(listeners)) channel.on(event, run)
          if (same) return channel.emit('updateGlobals', { globals: wanted })
          store.userGlobals.update(wanted)
          channel.emit('setCurrentStory', { storyId, viewMode: 'story' })
        })
      },
      [id, globals] as const,
    )
  await expect(page.locator('[data-state="ready"]')).toBeAttached({ timeout: 15_000 })
}

interface Control {
  readonly type: string
  readonly options: readonly string[] | null
}
/** The element of the story that is shown, and its controls. */
export const controlled = (
  page: Page,
): Promise<{ tag: string; controls: Record<string, Control>; args: Readonly<Record<string, unknown>> }> =>
  page.evaluate(() => {
    const { component, argTypes, initialArgs } = (window as unknown as Shown).__STORYBOOK_PREVIEW__.currentRender.story
    return {
      tag: component,
      args: initialArgs,
      controls: Object.fromEntries(
        Object.entries(argTypes).flatMap(([name, { control, options }]) =>
          control ? [[name, { type: control.type, options: options ?? null }]] : [],
        ),
      ),
    }
  })

/** Some controls of the story that is shown, moved as its panel moves them. */
export async function moves(page: Page, args: Readonly<Record<string, unknown>>): Promise<void> {
  await page.evaluate((updatedArgs) => {
    const { __STORYBOOK_PREVIEW__: preview, __STORYBOOK_ADDONS_CHANNEL__: channel } = window as unknown as Shown
    const storyId = preview.currentRender.story.id
    return new Promise<void>((rendered) => {
      const over = (): void => (channel.off('storyRendered', over), rendered())
      channel.on('storyRendered', over)
      channel.emit('updateStoryArgs', { storyId, updatedArgs })
    })
  }, args)
  await expect(page.locator('[data-state="ready"]')).toBeAttached({ timeout: 15_000 })
}

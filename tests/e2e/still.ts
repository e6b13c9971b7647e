import type { Page } from 'playwright/test'
import { expect } from './visit.js'

/** What Google calls a stable page is five times more; nobody sees this. */
const MOVES = 0.02

interface Seen {
  readonly moved: { readonly value: number; readonly what: string[] }[]
  readonly focused: string[]
}

/** A phone's network: each file comes a while after the one before. */
export async function slowly(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  })
}

/** The page reserves their height, as docs/integration.md says, in a sheet: no CSP of a host takes a style tag. @returns the link to it */
export async function reserves(page: Page, url: string): Promise<string> {
  await page.route(`${url}place.css`, (route) =>
    route.fulfill({
      body: 'parcours-usager, parcours-usager-v2 { display: block; min-block-size: max(100vh, 640px) }',
      contentType: 'text/css',
    }),
  )
  return '<link rel="stylesheet" href="/place.css">'
}

/**
 * Looks from now on, in the page and in its frames, at what moves that she did not make move, and at what takes the focus. Call it before
 * the page opens.
 */
export async function looksAt(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: { moved: unknown[]; focused: string[] } = { moved: [], focused: [] }
    Object.assign(window, { seen })
    addEventListener('focusin', ({ target }) => seen.focused.push((target as Element).localName), true)
    interface Shift extends PerformanceEntry {
      readonly value: number
      readonly hadRecentInput: boolean
      readonly sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
    }
    // A frame may be taller than the window: what begins below the height that its page reserves is out of sight.
    const inSight = (sources: Shift['sources']): boolean =>
      window === window.top ||
      sources.some(({ previousRect, currentRect }) => Math.min(previousRect.y, currentRect.y || Infinity) < 640)
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
        if (!hadRecentInput && inSight(sources))
          seen.moved.push({
            value,
            what: sources.map(
              ({ node, previousRect, currentRect }) =>
                `${(node as Element | null)?.localName ?? 'dans une balise'} ${previousRect.y} → ${currentRect.y}`,
            ),
          })
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** All that moved since the page is there, together, is less than what a person notices; and nothing took the focus. */
export async function expectStill(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    // What was drawn is told a turn later.
    const { moved, focused } = await frame.evaluate(
      () =>
        new Promise<Seen>((told) =>
          requestAnimationFrame(() => setTimeout(() => told((window as unknown as { seen: Seen }).seen))),
        ),
    )
    expect(focused, 'rien ne prend le focus').toEqual([])
    const all = moved.reduce((sum, { value }) => sum + value, 0)
    expect(all, `rien ne bouge : ${JSON.stringify(moved)}`).toBeLessThanOrEqual(MOVES)
  }
}

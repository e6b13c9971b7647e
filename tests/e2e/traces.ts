import type { Page } from 'playwright/test'

/** The page's own words, fields, names and attributes, through every open root; and what a screen reader is given. */
export async function everything(page: Page): Promise<string> {
  const dom = await page.evaluate(() => {
    const read = (node: Node): string => {
      const out: string[] = []
      if (node instanceof Text) out.push(node.data)
      if (node instanceof Element) out.push(...[...node.attributes].map(({ value }) => value))
      if (node instanceof HTMLInputElement) out.push(node.value, node.checked ? '[checked]' : '')
      else if (node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement) out.push(node.value)
      if (node instanceof Element && node.shadowRoot) out.push(read(node.shadowRoot))
      return [...out, ...[...node.childNodes].map(read)].join(' ')
    }
    // The page's own head and scripts are the host's.
    return `${read(document.body)} ${document.title} ${window.name}`
  })
  const client = await page.context().newCDPSession(page)
  const { nodes } = await client.send('Accessibility.getFullAXTree')
  const tree = nodes.map(({ name, value, description }) =>
    [name, value, description].map((part) => String(part?.value ?? '')).join(' '),
  )
  await client.detach()
  return `${dom} ${tree.join(' ')}`.replace(/\s+/g, ' ')
}

/** Everything a browser keeps of a page that a script, or the next person, can read back. */
export async function kept(page: Page): Promise<string> {
  const here = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const stored: unknown[] = []
    if ('caches' in window)
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) stored.push(request.url, await (await cache.match(request))!.text())
      }
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      databases,
      stored,
      location.href,
      history.state,
      document.referrer,
      performance.getEntriesByType('resource').map(({ name }) => name),
    ])
  })
  return `${here} ${JSON.stringify(await page.context().cookies())} ${page.url()}`
}

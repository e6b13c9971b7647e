import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('../../test-results/storybook/', import.meta.url))
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')) as {
  entries: Record<string, { id: string; type: string }>
}
/** Ids of the built Storybook: its `story`s, its `docs` pages, or both. */
export const ids = (type?: string): string[] =>
  Object.values(entries)
    .filter((entry) => type === undefined || entry.type === type)
    .map(({ id }) => id)

/** The built Storybook, on a port of its own. */
export async function serveStorybook(): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = join(built, decodeURIComponent(new URL(request.url!, 'http://localhost').pathname))
    if (!path.startsWith(built) || !existsSync(path)) return void response.writeHead(404).end()
    response
      .writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'max-age=3600',
      })
      .end(readFileSync(path))
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

import { watch } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localesBeside } from '../lint/command.js'
import type { Shown } from './shown.js'

/** The built page with the embedder's bundle in its `parcours/` folder (packages/cli/tools/apercu.js). */
export const PAGE = fileURLToPath(new URL('../apercu/', import.meta.url))

/** What the page may do: its own files, and the picture of a graph that it drew itself. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types parcours parcours-rendez-vous parcours-apercu',
].join('; ')
const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}
/** An editor writes in several steps: what it leaves is read once it is done. In ms. */
const SETTLED = 60

export interface Preview {
  readonly url: string
  close(): Promise<void>
}

const readable = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null)
const stemOf = (path: string): string => basename(path).replace(/\.json$/, '')
/** By language, the translations that stand beside a file. */
async function translationsOf(path: string): Promise<Record<string, string>> {
  const stem = stemOf(path)
  const locales = await Promise.all(
    (await localesBeside(path)).map(async (name) => [
      basename(name).slice(stem.length + 1, -5),
      (await readable(name)) ?? '',
    ]),
  )
  return Object.fromEntries(locales) as Record<string, string>
}
/** The files and their translations, as they are on the disk now; `text` is null while one cannot be read. */
async function shownOf(path: string, overlays: readonly string[]): Promise<Shown> {
  return {
    name: basename(path),
    text: await readable(path),
    translations: await translationsOf(path),
    proofs: await readable(path.replace(/\.json$/, '-preuves.json')),
    overlays: await Promise.all(
      overlays.map(async (file, i) => ({
        name: basename(file),
        url: `surcouches/${i}/${encodeURIComponent(stemOf(file))}.json`,
        text: await readable(file),
        translations: await translationsOf(file),
      })),
    ),
  }
}

/**
 * Serves the preview of a file on this machine alone, and tells the open pages what becomes of it.
 * @param port 0: a free one
 * @param overlays their files
 * @throws {TypeError} in French: the page is not built, the folder cannot be watched, the port is taken
 */
export async function startPreview(
  path: string,
  port: number,
  page = PAGE,
  overlays: readonly string[] = [],
): Promise<Preview> {
  const built = await readdir(join(page, 'parcours')).catch((): string[] => [])
  if (!built.includes('parcours.js') || (await readable(join(page, 'page.js'))) === null)
    throw new TypeError('La page d’aperçu n’est pas construite : lancez « npm run build » à la racine du projet.')

  const listeners = new Set<ServerResponse>()
  let current = await shownOf(path, overlays)
  const send = (to: ServerResponse): void => void to.write(`data: ${JSON.stringify(current)}\n\n`)
  let timer: NodeJS.Timeout | undefined
  const reread = async (): Promise<void> => {
    const now = await shownOf(path, overlays)
    if (JSON.stringify(now) === JSON.stringify(current)) return
    current = now
    for (const to of listeners) send(to)
  }
  const files = [path, ...overlays]
  // The folders, not the files: many editors write a new file and put it in the place of the old one.
  const watchers = [...new Set(files.map((file) => dirname(file)))].map((folder) =>
    watch(folder, (_, name) => {
      if (name !== null && !files.some((file) => dirname(file) === folder && name.startsWith(stemOf(file)))) return
      clearTimeout(timer)
      timer = setTimeout(() => void reread(), SETTLED)
    }),
  )
  const unwatch = (): void => watchers.forEach((watcher) => watcher.close())

  const own = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number, type: string, body: string | Buffer): void => {
      response.writeHead(status, { ...HEADERS, 'content-type': type })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    const plain = 'text/plain; charset=utf-8'
    // Another site's name that leads here would let that site read the file.
    if (!own.test(request.headers.host ?? '')) return end(403, plain, 'Ouvrez cette page par http://localhost.\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, plain, 'Cette page ne reçoit rien.\n')
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/changements') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
      return send(response)
    }
    if (pathname === '/') {
      const html = await readFile(join(page, 'index.html'), 'utf8')
      return end(200, TYPES['.html']!, html.replace('data-mode="depot"', 'data-mode="fichier"'))
    }
    const asked = /^\/surcouches\/(\d+)\/([^/]+)$/.exec(pathname)
    if (asked) {
      const overlay = overlays[Number(asked[1])]
      // Itself, or a translation that stands beside it: nothing else of its folder.
      const beside = overlay === undefined ? [] : [overlay, ...(await localesBeside(overlay))]
      const file = beside.find((one) => encodeURIComponent(basename(one)) === asked[2])
      const text = file === undefined ? null : await readable(file)
      return text === null ? end(404, plain, 'Page introuvable.\n') : end(200, TYPES['.json']!, text)
    }
    const wanted = resolve(page, `.${pathname}`)
    const type = TYPES[extname(wanted)]
    const body = wanted.startsWith(resolve(page) + sep) && type ? await readFile(wanted).catch(() => null) : null
    return body ? end(200, type!, body) : end(404, plain, 'Page introuvable.\n')
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const close = async (): Promise<void> => {
    unwatch()
    clearTimeout(timer)
    for (const to of listeners) to.end()
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  }
  try {
    await new Promise<void>((listening, failed) => {
      server.once('error', failed)
      server.listen(port, '127.0.0.1', listening)
    })
  } catch (error) {
    unwatch()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new TypeError(`Le port ${port} est déjà pris : donnez-en un autre avec --port, ou --port 0.`, {
      cause: error,
    })
  }
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close }
}

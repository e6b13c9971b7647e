import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inside } from '../hosts/server.js'
import { npm, tarballs } from './pack.js'

const samples = fileURLToPath(new URL('samples/', import.meta.url))

/** A sample in a folder of its own, with our tarballs in its package.json, installed. Nothing of it comes back here. */
export function install(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `parcours-hote-${name}-`))
  cpSync(join(samples, name), folder, { recursive: true })
  const file = join(folder, 'package.json')
  const about = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> }
  about.dependencies = { ...about.dependencies }
  for (const [dependency, tarball] of Object.entries(tarballs())) about.dependencies[dependency] = `file:${tarball}`
  writeFileSync(file, JSON.stringify(about, null, 2))
  npm(folder, 'install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const SERVICE = '/rendez-vous/v1/'

/** Serves what a sample built, the rendez-vous service behind the site's own name. */
export async function serve(
  folder: string,
  service: string,
  csp: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url!.startsWith(SERVICE)) {
      const { host: _, connection: __, ...headers } = request.headers
      const onward = ask(
        new URL(request.url!.slice('/rendez-vous'.length), service),
        { method: request.method!, headers },
        (answer) => {
          response.writeHead(answer.statusCode!, answer.headers)
          answer.pipe(response)
        },
      )
      onward.on('error', () => response.destroy())
      request.pipe(onward)
      return
    }
    void (async () => {
      const [pathname] = request.url!.split('?')
      const path = inside(folder, (pathname!.endsWith('/') ? `${pathname}index.html` : pathname!).slice(1))
      if (!path || !(await stat(path).catch(() => null))?.isFile()) return response.writeHead(404).end()
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        ...(csp ? { 'content-security-policy': csp } : {}),
      })
      return response.end(await readFile(path))
    })()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS, loadJson } from '../../../src/core/load.js'

let server: Server
let origin: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const bodies: Record<string, string> = {
      '/good.json': '{"a":[1,"[[["]}',
      '/bad.json': '{"a":',
      '/escaped.json': JSON.stringify({ text: '\\"'.repeat(10) + '{'.repeat(100) }),
    }
    if (request.url === '/cut') return void response.destroy()
    if (request.url === '/endless') {
      // No length is announced: the limit must hold while reading.
      response.writeHead(200)
      const write = (): void => {
        while (response.write(' '.repeat(65_536)) && !response.destroyed) continue
        if (!response.destroyed) response.once('drain', write)
      }
      return write()
    }
    const body = bodies[request.url!]
    response.writeHead(body === undefined ? 404 : 200).end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const load = (path: string, limit: number = LIMITS.parcours) =>
  loadJson(`${origin}/${path}`, limit, new AbortController().signal)

describe('loadJson', () => {
  it('reads JSON; brackets inside strings are no depth', async () => {
    expect(await load('good.json')).toEqual({ a: [1, '[[['] })
    expect(await load('escaped.json')).toHaveProperty('text')
  })
  it.each([
    ['absent.json', 'network'],
    ['cut', 'network'],
    ['bad.json', 'json'],
    ['endless', 'too-big'],
  ])('%s is refused as %s', async (path, code) => {
    await expect(load(path)).rejects.toMatchObject({ code })
  })
  it('stops when the page no longer wants it', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(loadJson(`${origin}/good.json`, LIMITS.parcours, controller.signal)).rejects.toThrow()
  })
})

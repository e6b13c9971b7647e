import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { creneauxUrl, slotsAdapter, windowAt, type SlotsOptions } from '../src/index.js'

const window = windowAt('2026-10-05')
const document = {
  contract: '1.0',
  capabilities: ['slots', 'link'],
  lieux: [{ id: 'pau', name: 'Agence de Pau', zone: 'Europe/Paris' }],
  creneaux: [
    {
      id: 'c1',
      motif: 'point-droits',
      lieu: 'pau',
      mode: 'on-site',
      start: '2026-10-06T09:30:00+02:00',
      url: 'https://caisse.example/c1',
    },
  ],
}

let server: Server
let requests: IncomingMessage[]
let reply: (request: IncomingMessage, response: ServerResponse) => void
let api: string

const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

beforeEach(async () => {
  requests = []
  reply = (_, response) => json(response, document)
  server = createServer((request, response) => {
    requests.push(request)
    reply(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rdv?caisse=641`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const adapter = (more: Partial<SlotsOptions> = {}) =>
  slotsAdapter({ api, parcours: 'separation', version: '1.0.0', pause: 0, ...more })

describe('la demande', () => {
  it('dit le parcours et des jours fixes, garde l’adresse de la caisse, et rien d’autre', async () => {
    const { places } = await adapter().availability(window)
    expect(places).toHaveLength(1)
    expect(requests).toHaveLength(1)
    const url = new URL(requests[0]!.url!, api)
    expect(url.pathname).toBe('/rdv/creneaux')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      caisse: '641',
      parcours: 'separation',
      version: '1.0.0',
      from: window.from,
      to: window.to,
    })
    expect(requests[0]!.method).toBe('GET')
    expect(requests[0]!.headers['accept']).toBe('application/json')
    for (const name of ['cookie', 'authorization', 'referer']) expect(requests[0]!.headers[name]).toBeUndefined()
  })

  it('se fait sans cookie ni adresse de la page', async () => {
    let given: RequestInit | undefined
    await adapter({ fetch: (url, init) => ((given = init), fetch(url, init)) }).availability(window)
    expect(given).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' })
  })

  it('accepte une adresse qui finit par une barre', () => {
    expect(creneauxUrl({ api: 'https://c.example/rdv/', parcours: 'p', version: '1' }, window)).toContain(
      'https://c.example/rdv/creneaux?',
    )
  })
})

describe('quand ça ne va pas', () => {
  const fails = (code: string, more: object = {}): unknown =>
    expect.objectContaining({ name: 'RendezVousError', code, ...more })

  it('recommence une fois ce qui passe, et réussit', async () => {
    reply = (_, response) => (requests.length === 1 ? json(response, {}, 503) : json(response, document))
    expect((await adapter().availability(window)).places).toHaveLength(1)
    expect(requests).toHaveLength(2)
  })

  it('abandonne après le second essai', async () => {
    reply = (_, response) => json(response, {}, 503)
    await expect(adapter().availability(window)).rejects.toEqual(fails('unavailable', { status: 503 }))
    expect(requests).toHaveLength(2)
  })

  it.each([400, 401, 403, 404, 410])('ne recommence pas un refus %i', async (status) => {
    reply = (_, response) => json(response, {}, status)
    await expect(adapter().availability(window)).rejects.toEqual(fails('refused', { status }))
    expect(requests).toHaveLength(1)
  })

  it('dit quand le service se tait', async () => {
    reply = () => {}
    await expect(adapter({ timeout: 50, retries: 0 }).availability(window)).rejects.toEqual(fails('timeout'))
  })

  it('dit quand la liste n’arrive pas entière', async () => {
    reply = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"contract"')
      response.destroy()
    }
    await expect(adapter({ retries: 0 }).availability(window)).rejects.toEqual(fails('network'))
  })

  it('dit quand personne n’écoute', async () => {
    await new Promise((resolve) => server.close(resolve))
    await expect(adapter().availability(window)).rejects.toEqual(fails('network'))
    server = createServer().listen(0)
  })

  it('refuse une liste trop lourde, annoncée ou non', async () => {
    reply = (_, response) => json(response, { ...document, bourrage: 'x'.repeat(5000) })
    await expect(adapter({ limit: 4000 }).availability(window)).rejects.toEqual(fails('too-big'))
    reply = (_, response) => {
      response.writeHead(200)
      response.write('x'.repeat(3000))
      response.end('x'.repeat(3000))
    }
    await expect(adapter({ limit: 4000 }).availability(window)).rejects.toEqual(fails('too-big'))
    expect(requests).toHaveLength(2)
  })

  it('refuse ce qui n’est pas du JSON', async () => {
    reply = (_, response) => response.end('<html>maintenance</html>')
    await expect(adapter().availability(window)).rejects.toEqual(fails('json'))
  })

  it('s’arrête quand on le lui dit', async () => {
    const controller = new AbortController()
    reply = () => controller.abort(new Error('partie'))
    await expect(adapter().availability(window, controller.signal)).rejects.toThrow('partie')
    expect(requests).toHaveLength(1)
    await expect(adapter().availability(window, controller.signal)).rejects.toThrow('partie')
    expect(requests).toHaveLength(1)
  })
})

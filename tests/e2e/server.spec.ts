import { readCreneaux } from '@parcours/rendez-vous'
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { inside, startHosts, type Running } from '../hosts/server.js'
import { timestamp } from '../hosts/slots.js'

const fixture = JSON.parse(
  readFileSync(new URL('../../packages/catalogue/fixture/parcours.json', import.meta.url), 'utf8'),
) as { id: string }

let hosts: Running[]
let close: () => Promise<void>
test.beforeAll(async () => void ({ hosts, close } = await startHosts({ port: 0 })))
test.afterAll(() => close())

/** The path as it stands: fetch would tidy "..". */
function get(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url)
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

test.describe('les hôtes de démonstration', () => {
  test('sont quatre origines', () => {
    expect(new Set(hosts.map(({ url }) => new URL(url).origin)).size).toBe(4)
  })

  for (const rank of [0, 1, 2, 3])
    test(`hôte ${rank} : aucun script ni style en ligne, aucune adresse étrangère chargée, et dit qu’il n’est celui d’aucun organisme`, async () => {
      const page = await (await fetch(`${hosts[rank]!.url}host.css`)).text()
      expect(page).not.toMatch(/@import|url\(\s*['"]?(https?:)?\/\//)
      const { headers, body } = await get(hosts[rank]!.url, '/')
      const html = body.toString()
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/)
      expect(html).not.toMatch(/<(script|link|img)[^>]*(src|href)="(https?:)?\/\//)
      expect(html.toLowerCase()).toContain('ce site n’est celui d’aucun organisme')
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types parcours parcours-rendez-vous",
      )
    })

  for (const rank of [0, 1, 2, 3])
    test(`hôte ${rank} : tout ce que la page nomme répond, et le script a l’empreinte annoncée`, async () => {
      const { url } = hosts[rank]!
      const html = (await get(url, '/')).body.toString()
      const named = [...html.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map((match) => match[1]!)
      expect(named.length).toBeGreaterThan(4)
      for (const path of named) {
        // The catalogue's « Je me sépare » has its own tests.
        if (path.startsWith('/parcours/separation/')) continue
        const { status, body } = await get(url, path)
        expect(`${path} ${status}`).toBe(`${path} 200`)
        if (path.endsWith('/parcours.js'))
          expect(html).toContain(`integrity="sha384-${createHash('sha384').update(body).digest('base64')}"`)
      }
    })

  for (const path of [
    '/../package.json',
    '/parcours/../../package.json',
    '/parcours/%2e%2e/%2e%2e/package.json',
    '/parcours/fixture/..%2f..%2f..%2fpackage.json',
    '/parcours/fixture/..%5c..%5cpackage.json',
    '/parcours/package.json',
    '/parcours/fixture/parcours.json%00.js',
    '/%E0%A4%A',
    '/.git/config',
    '/index.html.bak',
  ])
    test(`refuse ${path.replace('\0', '')}`, async () => {
      expect((await get(hosts[0]!.url, path)).status).toBe(404)
    })

  test('ne quitte pas son dossier', () => {
    expect(inside('/srv/site', 'a/b.css')).toBe('/srv/site/a/b.css')
    for (const path of ['../x', 'a/../../x', '..%2fx', '%2e%2e/x', 'a\0b', '.env', '', '%'])
      expect(inside('/srv/site', path)).toBeNull()
  })

  test('compresse, et ne renvoie pas ce que le navigateur a déjà', async () => {
    const path = '/parcours/fixture/parcours.json'
    const plain = await get(hosts[0]!.url, path)
    const packed = await get(hosts[0]!.url, path, { 'accept-encoding': 'br, gzip' })
    expect(packed.headers['content-encoding']).toBe('br')
    expect(packed.body.length).toBeLessThan(plain.body.length / 2)
    const again = await get(hosts[0]!.url, path, { 'if-none-match': String(plain.headers['etag']) })
    expect(again.status).toBe(304)
    expect(again.body.length).toBe(0)
  })

  test('donne des créneaux que le contrat lit, les mêmes pour tout le monde', async () => {
    const window = { from: '2026-10-05', to: '2026-11-01' }
    const path = `/ailleurs/v1/creneaux?parcours=${fixture.id}&version=1.0.0&from=${window.from}&to=${window.to}`
    const first = JSON.parse((await get(hosts[1]!.url, path)).body.toString()) as unknown
    const read = readCreneaux(first, window)
    expect(read.level).toBe(2)
    expect(read.skipped).toBe(0)
    expect(read.places.length).toBeGreaterThan(10)
    expect(new Set(read.places.map(({ motif }) => motif))).toEqual(new Set(['premier-pas']))
    expect(read.places.every(({ day }) => ![0, 6].includes(new Date(day).getUTCDay()))).toBe(true)
    expect(JSON.parse((await get(hosts[1]!.url, path)).body.toString())).toEqual(first)
    expect((await get(hosts[1]!.url, '/ailleurs/v1/creneaux?parcours=x&from=hier&to=demain')).status).toBe(404)
  })

  test('lit l’heure sur l’horloge du lieu, avant et après le changement d’heure', () => {
    expect(timestamp('2026-10-23', '09:30', 'Europe/Paris')).toBe('2026-10-23T09:30:00+02:00')
    expect(timestamp('2026-10-26', '09:30', 'Europe/Paris')).toBe('2026-10-26T09:30:00+01:00')
    expect(timestamp('2026-10-26', '09:30', 'Indian/Reunion')).toBe('2026-10-26T09:30:00+04:00')
  })

  test('dit quel port est pris', async () => {
    const { port } = new URL(hosts[0]!.url)
    await expect(startHosts({ port: Number(port) })).rejects.toThrow(`Le port ${port} est déjà pris`)
  })
})

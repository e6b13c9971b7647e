/** Limits, proof of work, the host that keeps identity, health and stopping. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { OPERATIONS } from '@parcours/rendez-vous/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { readData } from '../../src/data.js'
import {
  CODED,
  DATA,
  KEY,
  ORIGIN,
  PLAIN,
  running,
  uuid,
  type Creneau,
  type Running,
  type RunOptions,
} from './instance.js'

let service: Running
afterEach(() => service.stop())
const start = async (options: RunOptions = {}): Promise<Running> => (service = await running(options))
const put = (path: string, body: unknown, headers = {}) => service.ask(path, { method: 'PUT', body, headers })

describe('limits', () => {
  it('by site', async () => {
    await start({ env: { RDV_LIMITE_CLE: '3/60' } })
    for (let n = 0; n < 3; n++) expect((await service.ask('/motifs')).status).toBe(200)
    const reply = await service.ask('/motifs')
    expect([reply.status, reply.json.code]).toEqual([429, 'trop_de_demandes'])
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
    // Another site is not held up.
    const other = { 'parcours-cle': 'pk_exemple_cpam', origin: 'https://www.cpam.example' }
    expect((await service.ask('/motifs', { headers: other })).status).toBe(200)
    service.now += Number(reply.headers.get('retry-after')) * 1000 + 60_000
    expect((await service.ask('/motifs')).status).toBe(200)
  })

  it('by contact: nobody’s telephone is flooded from here', async () => {
    await start({ env: { RDV_LIMITE_CONTACT: '2/3600' } })
    const free = await service.free(CODED)
    const statuses: number[] = []
    for (const creneau of free.slice(0, 4))
      statuses.push(
        (await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact: { telephone: '0612345678' } })).status,
      )
    expect(statuses).toEqual([202, 202, 429, 429])
    // The same number written otherwise is the same contact; another is not.
    const [creneau] = (await service.free(CODED)) as [Creneau]
    expect(
      (await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact: { telephone: '+33 6 12 34 56 78' } })).status,
    ).toBe(429)
    expect((await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact: { telephone: '0612345679' } })).status).toBe(
      202,
    )
  })

  it('by address, on an anomaly only; work lets one request through, once', async () => {
    await start({ env: { RDV_LIMITE_ECRITURES: '2/60', RDV_PREUVE_BITS: '8' } })
    const free = await service.free()
    for (const creneau of free.slice(0, 2))
      expect((await put(`/rdv/${uuid()}`, { jeton: creneau.jeton })).status).toBe(201)
    const id = uuid()
    const body = { jeton: free[2]!.jeton }
    const refused = await put(`/rdv/${id}`, body)
    expect([refused.status, refused.json.code, refused.json.preuve.bits]).toEqual([429, 'trop_de_demandes', 8])
    const { defi } = refused.json.preuve as { defi: string }
    let n = 0
    while (createHash('sha256').update(`${defi}:${n}`).digest()[0] !== 0) n++
    const headers = { 'parcours-preuve': `${defi}:${n}` }
    expect((await put(`/rdv/${id}`, body, headers)).status).toBe(201)
    expect((await put(`/rdv/${uuid()}`, { jeton: free[3]!.jeton }, headers)).status).toBe(429)
    // Reading is not held up.
    expect((await service.ask('/motifs')).status).toBe(200)
  })
})

describe('when the host keeps identity', () => {
  it('a contact is refused, a motif with a code books at once, and nothing personal is kept', async () => {
    await start({ env: { RDV_CONTACTS: 'hote', RDV_CHIFFREMENT: '' } })
    expect((await service.ask('/capacites')).json.contacts).toBe('hote')
    const [creneau] = (await service.free(CODED)) as [Creneau]
    const refused = await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact: { courriel: 'a@b.example' } })
    expect([refused.status, refused.json.code]).toEqual([400, 'requete_invalide'])
    const id = uuid()
    const booked = await put(`/rdv/${id}`, { jeton: creneau.jeton })
    expect([booked.status, booked.json.etat]).toEqual([201, 'confirme'])
    expect(await service.store.personal(id)).toBeNull()
    await service.turn()
    expect(service.letters).toEqual([])
    expect(service.events).toHaveLength(1)
  })
})

describe('when somebody else reads there', () => {
  it('messages and their calendar file hold no place', async () => {
    await start()
    for (const partage of [false, true]) {
      const creneau = (await service.free()).find(({ mode }) => mode === 'on-site')!
      const contact = { courriel: 'elle@courriel.example', partage }
      expect((await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact })).status).toBe(201)
      await service.turn()
      const { text, ics } = service.letters.at(-1)!
      expect(/Adresse d’exemple/.test(text)).toBe(!partage)
      expect(/LOCATION/.test(ics!)).toBe(!partage)
    }
  })
})

describe('whoever receives her', () => {
  it('is told whom to call and what to prepare, if the operator asked for it, and only then', async () => {
    for (const asked of ['0', '1']) {
      await start({ env: { RDV_WEBHOOK_COORDONNEES: asked } })
      const [creneau] = (await service.free(PLAIN, 'lsf')) as [Creneau]
      const contact = { telephone: '06 12 34 56 78', nom: 'Camille' }
      expect((await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact, besoins: ['lsf'] })).status).toBe(201)
      await service.turn()
      const event = JSON.parse(service.events[0]!.body) as Record<string, unknown>
      expect(event['motif']).toBe(PLAIN)
      expect([event['personne'], event['besoins']]).toEqual(
        asked === '1'
          ? [{ telephone: '+33612345678', nom: 'Camille', partage: false }, ['lsf']]
          : [undefined, undefined],
      )
      if (asked === '0') await service.stop()
    }
  })
})

describe('a site that may book some lieux only', () => {
  it('is proposed no time at another one when hers is lost: it could not be booked from there', async () => {
    // Saint-Denis receives once, and is then full; Bayonne has room for the same motif.
    const file = JSON.parse(readFileSync(DATA, 'utf8')) as { agendas: { id: string; openings: unknown }[] }
    file.agendas.find(({ id }) => id === 'cgss-saint-denis')!.openings = [
      { from: '08:00', to: '08:15', repeat: { on: '2026-10-09' }, modes: ['phone'] },
    ]
    await start({ data: () => readData(JSON.stringify(file), 'essai.json') })
    const window = { motif: 'maladie/rdv-droits', from: '2026-10-06', to: '2026-10-20' }
    const own = { 'parcours-cle': 'pk_exemple_cgss', origin: 'https://www.cgss.example' }
    const { json } = await service.ask(`/creneaux?${new URLSearchParams(window)}`, { headers: own })
    const [only, ...others] = json.creneaux as Creneau[]
    expect(others).toEqual([])
    const body = { jeton: only!.jeton, contact: { courriel: 'elle@courriel.example' } }
    expect((await put(`/rdv/${uuid()}`, body, own)).status).toBe(201)
    const lost = await put(`/rdv/${uuid()}`, body, own)
    expect([lost.status, lost.json.code, lost.json.alternatives]).toEqual([409, 'creneau_pris', []])
    // A site that may book them all is told of them, and they can be booked.
    const all = { 'parcours-cle': 'pk_exemple_cpam', origin: 'https://www.cpam.example' }
    const told = await put(`/rdv/${uuid()}`, body, all)
    expect(told.json.alternatives).toHaveLength(3)
    const { jeton } = told.json.alternatives[0] as Creneau
    expect((await put(`/rdv/${uuid()}`, { ...body, jeton }, all)).status).toBe(201)
  })
})

describe('the contract', () => {
  it('is served as OpenAPI, and every operation of it is there', async () => {
    await start()
    const { json } = await service.ask('/openapi.json', { headers: { 'parcours-cle': undefined } })
    expect(json.openapi).toBe('3.1.0')
    for (const { method, path } of Object.values(OPERATIONS))
      expect(
        service.app.hasRoute({
          method: method.toUpperCase() as 'GET',
          url: `/v1${path.replace('{uuid}', ':uuid')}`,
        }),
        `${method} ${path}`,
      ).toBe(true)
  })
})

describe('a month of free times', () => {
  it('comes zipped to whoever can read it', async () => {
    await start()
    const path = `${service.url}/v1/creneaux?motif=${PLAIN}&from=2026-10-08&to=2026-11-07`
    const read = (encoding: string): Promise<{ encoding: string | undefined; bytes: number }> =>
      new Promise((resolve, reject) => {
        request(path, { headers: { 'parcours-cle': KEY, origin: ORIGIN, 'accept-encoding': encoding } }, (response) => {
          let bytes = 0
          response.on('data', (chunk: Buffer) => (bytes += chunk.length))
          response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes }))
        })
          .on('error', reject)
          .end()
      })
    const plain = await read('identity')
    const zipped = await read('gzip, br')
    expect([plain.encoding, zipped.encoding, (await read('gzip;q=0')).encoding]).toEqual([undefined, 'gzip', undefined])
    expect(zipped.bytes * 3).toBeLessThan(plain.bytes)
  })
})

describe('health and stopping', () => {
  it('says that it is well, without a key', async () => {
    await start()
    const reply = await service.ask('/sante', { headers: { 'parcours-cle': undefined, origin: undefined } })
    expect([reply.status, reply.json.etat]).toEqual([200, 'ok'])
  })

  it('says indisponible when the database is gone, with when to come back', async () => {
    await start()
    await service.store.close()
    const reply = await service.ask('/sante')
    expect([reply.status, reply.json.code]).toEqual([503, 'indisponible'])
    expect(reply.headers.get('retry-after')).toBeTruthy()
  })

  it('shows its figures to whoever has the token, and to nobody else', async () => {
    await start({ env: { RDV_METRIQUES_JETON: 'jeton-des-metriques' } })
    expect((await service.ask('/metriques')).status).toBe(404)
    expect((await service.ask('/metriques', { headers: { authorization: 'Bearer jeton-des-metrique' } })).status).toBe(
      404,
    )
    expect((await service.ask('/metriques', { headers: { authorization: 'Bearer jeton-des-metriques' } })).status).toBe(
      200,
    )
  })

  it('ends what is under way, then refuses', async () => {
    await start()
    const [creneau] = (await service.free()) as [Creneau]
    const body = JSON.stringify({ jeton: creneau.jeton })
    const half = request(`${service.url}/v1/rdv/${uuid()}`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'parcours-cle': KEY,
        origin: ORIGIN,
      },
    })
    const status = new Promise<number>((resolve, reject) => {
      half.on('response', (response) => {
        response.resume()
        resolve(response.statusCode!)
      })
      half.on('error', reject)
    })
    // Half of it has arrived when the service is told to stop.
    await new Promise<void>((resolve) => half.write(body.slice(0, 20), () => resolve()))
    await new Promise<void>((resolve) => service.app.server.getConnections(() => setImmediate(resolve)))
    const stopped = service.stop()
    half.end(body.slice(20))
    expect(await status).toBe(201)
    await stopped
    await expect(service.ask('/sante')).rejects.toThrow()
  })
})

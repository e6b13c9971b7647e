import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createClient,
  RendezVousError,
  rdvServicePublicAdapter,
  rdvServicePublicUrl,
  speaksV1,
  uuid,
  v1Adapter,
  type Client,
  type ClientOptions,
} from '../src/index.js'
import { callsOf } from '../src/adapters/v1.js'
import { solve } from '../src/client/work.js'

const api = 'https://rdv.caisse.example/v1?cle=pk_exemple'
const jeton = (start: string): string => `jeton ${start}`
const at = (hour: number): string => `2026-11-23T${String(hour).padStart(2, '0')}:00:00+01:00`
const moment = (start: string) => ({
  motif: 'caf',
  lieu: 'pau',
  mode: 'on-site' as const,
  start,
  end: start.replace(':00:00', ':30:00'),
  zone: 'Europe/Paris',
  jointe: false,
})

interface Sent {
  readonly url: string
  readonly init: RequestInit
}
type Handler = (sent: Sent) => Response | Promise<Response>
const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers })
const problem = (code: string, status: number, members: object = {}, headers: Record<string, string> = {}): Response =>
  json({ type: 'about:blank', title: code, status, code, ...members }, status, headers)

function clientOf(handler: Handler, more: Partial<ClientOptions> = {}): { client: Client; sent: Sent[] } {
  const sent: Sent[] = []
  const fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return handler({ url, init })
  }) as typeof globalThis.fetch
  return { client: createClient({ api, pauses: [0, 0, 0], fetch, ...more }), sent }
}
const header = ({ init }: Sent, name: string): string | null => new Headers(init.headers).get(name)

/** A service as the contract wants it, as small as can be: idempotent by UUID, versions, one table of what is taken. */
class Service {
  readonly taken = new Map<string, string>()
  readonly rdv = new Map<string, { body: string; start: string; version: number; etat: string; before: string }>()
  answer = ({ url, init }: Sent): Response => {
    const path = new URL(url).pathname.split('/').slice(2)
    const id = path[1] ?? ''
    const found = this.rdv.get(id)
    const body = (typeof init.body === 'string' ? JSON.parse(init.body) : {}) as { jeton?: string }
    const start = body.jeton?.slice(6) ?? ''
    const view = (status: number): Response => {
      const one = this.rdv.get(id)!
      return json(
        {
          id,
          etat: one.etat,
          version: one.version,
          creneau: moment(one.start),
          modifiableJusqua: at(0),
          besoins: [],
          rappels: false,
          acces: `acces ${id}`,
        },
        status,
        { etag: `"${one.version}"` },
      )
    }
    const stale = (): boolean => header({ url, init }, 'if-match') !== `"${found!.version}"`
    if (init.method === 'GET') return found ? view(200) : problem('inconnu', 404)
    if (init.method === 'DELETE') {
      if (!found) return problem('inconnu', 404)
      if (stale()) return problem('version_perimee', 412, { version: found.version })
      this.taken.delete(found.start)
      this.rdv.set(id, { ...found, etat: 'annule', version: found.version + 1 })
      return view(200)
    }
    if (path[2] === 'creneau') {
      if (!found) return problem('inconnu', 404)
      if (stale()) return problem('version_perimee', 412, { version: found.version })
      if (this.taken.has(start)) return problem('creneau_pris', 409, { alternatives: [] })
      this.taken.delete(found.start)
      this.taken.set(start, id)
      this.rdv.set(id, { ...found, start, version: found.version + 1 })
      return view(200)
    }
    if (found) return found.body === init.body ? view(200) : problem('cle_reutilisee', 409)
    if (this.taken.has(start))
      return problem('creneau_pris', 409, { alternatives: [{ jeton: jeton(at(11)), ...moment(at(11)) }] })
    this.taken.set(start, id)
    this.rdv.set(id, { body: String(init.body), start, version: 1, etat: 'confirme', before: '' })
    return view(201)
  }
}

/** What happens to a request on the way. `lost`: it never came; `dropped`: it was done, and nobody heard of it. */
type Fate = 'fine' | 'lost' | 'dropped' | 'proxy' | 'slow'
const through =
  (service: Service, fates: readonly Fate[]): Handler =>
  (sent) => {
    const fate = fates[counter++ % fates.length] ?? 'fine'
    if (fate === 'lost') throw new TypeError('fetch failed')
    const response = service.answer(sent)
    if (fate === 'dropped') throw new TypeError('fetch failed')
    if (fate === 'slow') return problem('indisponible', 503, {}, { 'retry-after': '0' })
    return fate === 'proxy' ? new Response('<h1>Bad gateway</h1>', { status: 502 }) : response
  }
let counter = 0

describe('answers that are lost', () => {
  const fates = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant<Fate>('fine') },
      { weight: 1, arbitrary: fc.constantFrom<Fate>('lost', 'dropped', 'proxy', 'slow') },
    ),
    { minLength: 1, maxLength: 30 },
  )

  test('a booking, a move and a cancelling happen exactly once, or are known not to have been heard', async () => {
    let through_ = 0
    await fc.assert(
      fc.asyncProperty(fates, async (all) => {
        const service = new Service()
        counter = 0
        const { client } = clientOf(through(service, all))
        const id = uuid()
        const unsure = (error: unknown): null => {
          expect(error).toBeInstanceOf(RendezVousError)
          expect((error as RendezVousError).unsure).toBe(true)
          return null
        }
        const rdv = await client.book(id, { jeton: jeton(at(9)) }).catch(unsure)
        expect(service.taken.size).toBeLessThanOrEqual(1)
        if (!rdv) return
        expect([...service.taken]).toEqual([[at(9), id]])
        expect(rdv.version).toBe(1)

        const owned = { id, acces: rdv.acces!, version: rdv.version }
        const moved = await client.move(owned, { jeton: jeton(at(10)), start: at(10) }).catch(unsure)
        if (!moved) return
        expect([moved.version, [...service.taken.keys()]]).toEqual([2, [at(10)]])

        const cancelled = await client.cancel({ ...owned, version: 2 }).catch(unsure)
        if (!cancelled) return
        expect([cancelled.etat, cancelled.version, service.taken.size]).toEqual(['annule', 3, 0])
        through_++
      }),
      { numRuns: 300, seed: 20261121 },
    )
    expect(through_).toBeGreaterThan(150)
  })

  test('the same request again, word for word', async () => {
    const service = new Service()
    counter = 0
    const { client, sent } = clientOf(through(service, ['dropped', 'lost', 'proxy', 'fine']))
    const id = uuid()
    await client.book(id, { jeton: jeton(at(9)), contact: { telephone: '06 00 00 00 00' } })
    expect(sent).toHaveLength(4)
    expect(new Set(sent.map(({ url, init }) => `${init.method} ${url} ${String(init.body)}`)).size).toBe(1)
    expect(service.rdv.size).toBe(1)
  })

  test('it gives up after three more tries, and says that nothing is sure', async () => {
    const { client, sent } = clientOf(() => Promise.reject(new TypeError('fetch failed')))
    const error = await client.book(uuid(), { jeton: 'x' }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'network', unsure: true })
    expect(sent).toHaveLength(4)
  })

  test('a change that somebody else made is not taken for ours', async () => {
    const service = new Service()
    counter = 0
    const { client } = clientOf(through(service, ['fine', 'lost', 'fine', 'fine']))
    const rdv = await client.book(uuid(), { jeton: jeton(at(9)) })
    // From another page, it was moved elsewhere.
    service.rdv.set(rdv.id, { ...service.rdv.get(rdv.id)!, start: at(15), version: 2 })
    await expect(
      client.move({ id: rdv.id, acces: rdv.acces!, version: 1 }, { jeton: jeton(at(10)), start: at(10) }),
    ).rejects.toMatchObject({ code: 'version_perimee', unsure: false, problem: { version: 2 } })
  })

  test('an answer that never comes ends by itself; one that is not wanted any more at once', async () => {
    const never: Handler = ({ init }) =>
      new Promise((_resolve, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))))
    const { client } = clientOf(never, { timeout: 5, pauses: [] })
    await expect(client.motifs()).rejects.toMatchObject({ code: 'timeout' })
    const controller = new AbortController()
    const asked = clientOf(never).client.motifs({}, controller.signal)
    controller.abort(new Error('partie'))
    await expect(asked).rejects.toThrow('partie')
  })
})

describe('what is sent', () => {
  test('the key, no cookie, no referrer, nothing in the browser’s cache', async () => {
    const { client, sent } = clientOf(() => json({ motifs: [] }))
    await client.motifs({ parcours: 'separation', version: '1.0.0' })
    expect(sent[0]!.url).toBe('https://rdv.caisse.example/v1/motifs?parcours=separation&version=1.0.0')
    expect(header(sent[0]!, 'parcours-cle')).toBe('pk_exemple')
    expect(sent[0]!.init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
  })

  test('lists are repeated, what is absent is left out', async () => {
    const { client, sent } = clientOf(() => json({ from: '', to: '', creneaux: [], next: null }))
    await client.creneaux({
      motif: 'caf',
      lieu: ['pau', 'bayonne'],
      from: '2026-11-23',
      to: '2026-11-29',
      jointe: false,
    })
    expect(new URL(sent[0]!.url).search).toBe('?motif=caf&lieu=pau&lieu=bayonne&from=2026-11-23&to=2026-11-29')
  })

  test('a secret goes in a header, never in an address', async () => {
    const { client, sent } = clientOf(() => new Response('BEGIN:VCALENDAR'))
    expect(await client.ics('id', 'secret')).toBe('BEGIN:VCALENDAR')
    expect(header(sent[0]!, 'parcours-acces')).toBe('secret')
    expect(sent[0]!.url).not.toContain('secret')
  })

  test('an unchanged list is not read twice', async () => {
    const body = { from: '', to: '', creneaux: [{ jeton: 'x', ...moment(at(9)) }], next: null }
    const { client, sent } = clientOf((one) =>
      header(one, 'if-none-match') === '"v1"' ? new Response(null, { status: 304 }) : json(body, 200, { etag: '"v1"' }),
    )
    const query = { motif: 'caf', from: '2026-11-23', to: '2026-11-29' }
    expect(await client.creneaux(query)).toEqual(body)
    expect(await client.creneaux(query)).toEqual(body)
    expect(header(sent[1]!, 'if-none-match')).toBe('"v1"')
  })

  test('the key may be given apart; an address without one is not of this contract', () => {
    expect([speaksV1(api), speaksV1('https://caisse.example/rdv'), speaksV1('rdv')]).toEqual([true, false, false])
    expect(() => createClient({ api: 'rdv' })).toThrow(TypeError)
  })
})

describe('refusals', () => {
  const refused = async (handler: Handler): Promise<RendezVousError> => {
    const { client } = clientOf(handler)
    return (await client.book(uuid(), { jeton: 'x' }).catch((error: unknown) => error)) as RendezVousError
  }

  test('keep their code and what comes with it', async () => {
    const alternatives = [{ jeton: 'y', ...moment(at(11)) }]
    expect(await refused(() => problem('creneau_pris', 409, { alternatives }))).toMatchObject({
      code: 'creneau_pris',
      status: 409,
      alternatives,
      unsure: false,
    })
    expect(
      await refused(() => problem('requete_invalide', 400, { fautes: [{ pointer: '/contact', detail: 'x' }] })),
    ).toMatchObject({ faults: [{ pointer: '/contact' }] })
    expect(await refused(() => problem('trop_de_demandes', 429, {}, { 'retry-after': '60' }))).toMatchObject({
      code: 'trop_de_demandes',
      after: 60,
    })
  })

  test('are asked once: repeating a refusal changes nothing', async () => {
    const { client, sent } = clientOf(() => problem('hors_delai', 422))
    await client.book(uuid(), { jeton: 'x' }).catch(() => undefined)
    expect(sent).toHaveLength(1)
  })

  test('of a server that has no code are told by their status', async () => {
    expect(await refused(() => new Response('<h1>Forbidden</h1>', { status: 403 }))).toMatchObject({ code: 'refused' })
    expect(await refused(() => new Response('', { status: 504 }))).toMatchObject({ code: 'unavailable' })
    // A newer server may have codes that this client does not know.
    expect(await refused(() => problem('nouveau_code', 409))).toMatchObject({ code: 'refused', status: 409 })
  })

  test('an answer of another shape, another major version or without end is not believed', async () => {
    expect(await refused(() => new Response('ok'))).toMatchObject({ code: 'json' })
    expect(await refused(() => json({ ok: true }))).toMatchObject({ code: 'contract' })
    const other = clientOf(() => json({ contract: '2.0', capabilities: [] }))
    await expect(other.client.capacites()).rejects.toMatchObject({ code: 'contract' })
    const large = clientOf(() => new Response('x'.repeat(2000)), { limit: 1000 })
    await expect(large.client.motifs()).rejects.toMatchObject({ code: 'too-big' })
  })

  test('capabilities that this client does not know are not known', async () => {
    const { client } = clientOf(() => json({ contract: '1.3', capabilities: ['book', 'teleport'] }))
    expect([...(await client.capacites()).known]).toEqual(['book'])
  })
})

describe('work asked by a service under attack', () => {
  const zeros = (text: string): number => Math.clz32(createHash('sha256').update(text).digest().readUInt32BE(0))

  test('is done, and lets the request through', async () => {
    let proof: string | null = null
    const service = new Service()
    const { client, sent } = clientOf((one) => {
      proof = header(one, 'parcours-preuve')
      return proof
        ? service.answer(one)
        : problem('trop_de_demandes', 429, { preuve: { defi: 'abc', bits: 8 } }, { 'retry-after': '30' })
    })
    await client.book(uuid(), { jeton: jeton(at(9)) })
    expect(sent).toHaveLength(2)
    expect(proof).toMatch(/^abc:\d+$/)
    expect(zeros(proof!)).toBeGreaterThanOrEqual(8)
  })

  test('is the least there is, and too much is left', async () => {
    for (const bits of [0, 1, 7, 10]) {
      const proof = (await solve({ defi: 'abc', bits }))!
      expect(zeros(proof)).toBeGreaterThanOrEqual(bits)
      for (let n = 0; n < Number(proof.split(':')[1]); n++) expect(zeros(`abc:${n}`)).toBeLessThan(bits)
    }
    expect(await solve({ defi: 'abc', bits: 32 })).toBe(null)
    const { client, sent } = clientOf(() => problem('trop_de_demandes', 429, { preuve: { defi: 'abc', bits: 32 } }))
    await expect(client.motifs()).rejects.toMatchObject({ code: 'trop_de_demandes' })
    expect(sent).toHaveLength(1)
  })
})

describe('the contract as an adapter', () => {
  const window = { from: '2026-11-02', to: '2026-12-27' }
  const service =
    (capabilities: readonly string[], token = true): Handler =>
    ({ url }) => {
      const { pathname, searchParams } = new URL(url)
      const { jeton: signed, ...bare } = { jeton: 'signé', ...moment(at(9)) }
      switch (pathname.split('/').at(-1)) {
        case 'capacites':
          return json({ contract: '1.0', capabilities })
        case 'motifs':
          return json({ motifs: [{ id: 'caf' }, { id: 'cpam' }] })
        case 'lieux':
          return json({ lieux: [{ id: 'pau', name: 'Pau (exemple)', zone: 'Europe/Paris', modes: [], besoins: [] }] })
        default: {
          const [motif, from, to] = ['motif', 'from', 'to'].map((name) => searchParams.get(name)!)
          const inside = from! <= '2026-11-23' && '2026-11-23' <= to!
          return json({
            from,
            to,
            creneaux: inside && motif === 'caf' ? [token ? { ...bare, jeton: signed } : bare] : [],
            next: null,
          })
        }
      }
    }
  const adapterOf = (handler: Handler, upTo?: 2 | 3) => {
    const sent: string[] = []
    const fetch = (async (url: string, init: RequestInit) => {
      sent.push(url)
      return handler({ url, init })
    }) as typeof globalThis.fetch
    const adapter = v1Adapter({ api, parcours: 'p', version: '1', fetch, pauses: [], ...(upTo ? { upTo } : {}) })
    return { adapter, sent }
  }

  test('is of level 4, and each creneau can be booked', async () => {
    const { adapter, sent } = adapterOf(service(['next', 'slots', 'book', 'cancel', 'hold', 'move']))
    const found = await adapter.availability(window)
    expect(found).toMatchObject({ level: 4, motifs: new Set(['caf', 'cpam']), skipped: 0 })
    expect(found.places.map(({ jeton: one, start, at: lieu }) => [one, start, lieu.name])).toEqual([
      ['signé', at(9), 'Pau (exemple)'],
    ])
    // Every motif is asked for, whatever she answered, and never more than 31 days at once.
    const calls = sent.filter((url) => url.includes('/creneaux')).map((url) => new URL(url).searchParams)
    expect(calls.map((query) => `${query.get('motif')} ${query.get('from')} ${query.get('to')}`)).toEqual([
      'caf 2026-11-02 2026-12-02',
      'caf 2026-12-03 2026-12-27',
      'cpam 2026-11-02 2026-12-02',
      'cpam 2026-12-03 2026-12-27',
    ])
  })

  test('is of level 3 without holds, and of less for a reader that cannot book', async () => {
    const level = async (capabilities: string[], upTo?: 2 | 3, token = true): Promise<number> =>
      (await adapterOf(service(capabilities, token), upTo).adapter.availability(window)).level
    expect(await level(['slots', 'book', 'cancel'])).toBe(3)
    expect(await level(['next', 'slots', 'book', 'cancel', 'hold', 'move'], 2)).toBe(1)
    // Announced, but nothing in the answer can be booked: dates to hope for, no dead button.
    expect(await level(['next', 'slots', 'book', 'cancel', 'hold', 'move'], undefined, false)).toBe(1)
  })

  test('calls cover the window once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 200 }), (start, length) => {
        const day = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10)
        const all = callsOf({ from: day(start), to: day(start + length) }).flatMap(({ from, to }) => {
          const days: string[] = []
          for (let n = Date.parse(from) / 86_400_000; day(n) <= to; n++) days.push(day(n))
          expect(days.length).toBeLessThanOrEqual(31)
          return days
        })
        expect(all).toEqual(Array.from({ length: length + 1 }, (_, n) => day(start + n)))
      }),
    )
  })
})

describe('RDV Service Public', () => {
  const instance = 'https://rdv.anct.gouv.fr'
  test.each([
    [{ departement: '85', organisation: 610 }, '/prendre_rdv?departement=85&public_link_organisation_id=610'],
    [{ departement: 'C21' }, '/prendre_rdv?departement=C21'],
    [{ organisation: 110 }, '/org/110'],
    [{ departement: '64', externalId: 'mds/pau' }, '/org/ext/64/mds%2Fpau'],
    [
      { departement: '64', service: 3, motif: 'suivi_rsa-public_office', lieu: 12 },
      '/prendre_rdv?departement=64&service_id=3&motif_name_with_location_type=suivi_rsa-public_office&lieu_id=12',
    ],
  ])('%j', (options, expected) => {
    expect(rdvServicePublicUrl({ instance, ...options })).toBe(instance + expected)
  })

  test('is a link to choose from, at level 0, and asks nothing', async () => {
    const adapter = rdvServicePublicAdapter({ instance, departement: '64' })
    expect(adapter.contact).toMatchObject({ kind: 'online', url: `${instance}/prendre_rdv?departement=64` })
    const window = { from: '2026-11-02', to: '2026-11-29' }
    expect(await adapter.availability(window)).toMatchObject({ level: 0, motifs: null })
    const some = rdvServicePublicAdapter({ instance, departement: '64', motifs: ['caf/separation'] })
    expect((await some.availability(window)).motifs).toEqual(new Set(['caf/separation']))
  })

  test('says what is missing', () => {
    expect(() => rdvServicePublicUrl({ instance })).toThrow('departement')
    expect(() => rdvServicePublicUrl({ instance, externalId: 'x' })).toThrow('departement')
    expect(() => rdvServicePublicUrl({ instance: 'http://rdv.example', departement: '64' })).toThrow('https')
  })
})

test('a UUID is of version 4, and never the same', () => {
  const all = Array.from({ length: 200 }, uuid)
  for (const one of all) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(all).size).toBe(200)
})

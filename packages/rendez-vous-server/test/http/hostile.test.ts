/** Hostile input: each is refused with its code, and nothing is written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Keyring } from '../../src/http/keyring.js'
import { databases } from './databases.js'
import { CODED, KEY, ORIGIN, running, START, uuid, type Creneau, type Reply, type Running } from './instance.js'

const contact = { courriel: 'elle@courriel.example' }

describe.each(databases())('hostile input on $name', ({ open }) => {
  let service: Running
  let creneau: Creneau
  let other: Creneau
  let close: () => Promise<void>

  beforeAll(async () => {
    const database = await open()
    close = database.close
    service = await running({ database: await database.fresh() })
    ;[creneau, other] = (await service.free()) as [Creneau, Creneau]
  })
  afterAll(async () => {
    await service.stop()
    await close()
  })

  /** What a refusal must leave as it was. */
  const written = async (): Promise<unknown> => ({ ...(await service.store.counts()), letters: service.letters.length })

  const refused = async (request: () => Promise<Reply>, status: number, code: string): Promise<Reply> => {
    const before = await written()
    const reply = await request()
    expect([reply.status, reply.json?.code]).toEqual([status, code])
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(await written()).toEqual(before)
    return reply
  }
  const refuses = async (...what: Parameters<typeof refused>): Promise<void> => void (await refused(...what))
  const put = (path: string, body: unknown, headers = {}): Promise<Reply> =>
    service.ask(path, { method: 'PUT', body, headers })

  it('a token signed with another key', () => {
    const forged = new Keyring([{ id: 'a', secret: Buffer.alloc(32, 99) }]).sign('creneau', [
      1,
      creneau.motif,
      creneau.lieu,
      creneau.mode,
      Date.parse(creneau.start) / 60_000,
      30,
      [['x', 1]],
      [],
      1e6,
    ])
    return refuses(() => put(`/rdv/${uuid()}`, { jeton: forged }), 422, 'jeton_invalide')
  })

  it('a token whose content was changed', () => {
    const [payload, id, mac] = creneau.jeton.split('.') as [string, string, string]
    const data = JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown[]
    data[4] = (data[4] as number) + 5
    const changed = `${Buffer.from(JSON.stringify(data)).toString('base64url')}.${id}.${mac}`
    return refuses(() => put(`/retenues/${uuid()}`, { jeton: changed }), 422, 'jeton_invalide')
  })

  it('a secret of another use, as a token', () =>
    refuses(
      () =>
        put(`/rdv/${uuid()}`, { jeton: new Keyring([{ id: 'a', secret: Buffer.alloc(32, 1) }]).sign('preuve', [1]) }),
      422,
      'jeton_invalide',
    ))

  it('an expired token, with where to go instead', async () => {
    service.now = START + 6 * 3_600_000
    const reply = await refused(() => put(`/rdv/${uuid()}`, { jeton: creneau.jeton }), 410, 'jeton_expire')
    expect(reply.json.alternatives.length).toBeGreaterThan(0)
    service.now = START
  })

  it('a past date, even freshly signed', async () => {
    const late = (await service.free()).find(({ start }) => Date.parse(start) > START)!
    const ring = new Keyring([{ id: 'a', secret: Buffer.alloc(32, 1) }])
    const data = ring.open('creneau', late.jeton) as unknown[]
    data[4] = Math.floor(START / 60_000) - 1440 * 7
    await refused(() => put(`/rdv/${uuid()}`, { jeton: ring.sign('creneau', data) }), 422, 'hors_delai')
    await refused(() => put(`/retenues/${uuid()}`, { jeton: ring.sign('creneau', data) }), 422, 'hors_delai')
  })

  it('a replayed UUID with another body', async () => {
    const id = uuid()
    const first = await put(`/rdv/${id}`, { jeton: creneau.jeton })
    expect(first.status).toBe(201)
    await refused(() => put(`/rdv/${id}`, { jeton: other.jeton }), 409, 'cle_reutilisee')
    await refused(() => put(`/rdv/${id}`, { jeton: creneau.jeton, besoins: ['lsf'] }), 409, 'cle_reutilisee')
    const headers = { 'parcours-acces': first.json.acces as string, 'if-match': '"1"' }
    expect((await service.ask(`/rdv/${id}`, { method: 'DELETE', headers })).status).toBe(200)
  })

  it('a UUID of a hold, replayed for another time', async () => {
    const id = uuid()
    expect((await put(`/retenues/${id}`, { jeton: creneau.jeton })).status).toBe(201)
    await refused(() => put(`/retenues/${id}`, { jeton: other.jeton }), 409, 'cle_reutilisee')
    await service.ask(`/retenues/${id}`, { method: 'DELETE' })
  })

  it('a body of 10 MB', () =>
    refuses(
      () =>
        put(`/rdv/${uuid()}`, { jeton: 'x'.repeat(10_000_000) }).catch(
          // The server may cut the connection before the client has sent it all.
          () => ({
            status: 413,
            json: { code: 'trop_grand' },
            headers: new Headers({ 'content-type': 'application/problem+json' }),
            text: '',
          }),
        ),
      413,
      'trop_grand',
    ))

  it('a body of just over the limit is told so', () =>
    refuses(() => put(`/rdv/${uuid()}`, { jeton: 'x'.repeat(70_000) }), 413, 'trop_grand'))

  it.each([
    ['a quote in an id', "/rdv/'%20OR%20'1'='1", 400, 'requete_invalide'],
    ['a statement in an id', `/rdv/${encodeURIComponent('"; DROP TABLE rdv; --')}`, 400, 'requete_invalide'],
    ['a UUID of another version', '/rdv/00000000-0000-1000-8000-000000000000', 400, 'requete_invalide'],
    ['a path that climbs', '/rdv/..%2F..%2Fetc%2Fpasswd', 400, 'requete_invalide'],
  ] as const)('%s', async (_what, path, status, code) => {
    await refused(() => put(path, { jeton: creneau.jeton }), status, code)
  })

  it.each([
    ['motif', `motif=${encodeURIComponent("caf/dossier' OR 1=1 --")}&from=2026-10-05&to=2026-10-06`, 404, 'inconnu'],
    [
      'lieu',
      `motif=caf/dossier&lieu=${encodeURIComponent("x'); DELETE FROM rdv; --")}&from=2026-10-05&to=2026-10-06`,
      404,
      'inconnu',
    ],
    ['day', `motif=caf/dossier&from=${encodeURIComponent("2026-10-05' --")}&to=2026-10-06`, 400, 'requete_invalide'],
    ['prototype', 'motif=__proto__&from=2026-10-05&to=2026-10-06', 404, 'inconnu'],
    ['too long', `motif=${'x'.repeat(3000)}&from=2026-10-05&to=2026-10-06`, 400, 'requete_invalide'],
    ['past days', 'motif=caf/dossier&from=2026-10-06&to=2026-10-05', 400, 'requete_invalide'],
  ] as const)('SQL and worse in a search: %s', (_what, query, status, code) =>
    refuses(() => service.ask(`/creneaux?${query}`), status, code),
  )

  it.each([
    ['a line break in an address', { courriel: 'a@b.example\r\nBcc: c@d.example' }],
    ['two addresses', { courriel: 'a@b.example,c@d.example' }],
    ['a line break in a number', { telephone: '0612345678\r\nX: y' }],
    ['a command for a number', { telephone: '0612345678;rm' }],
    ['a line break in a name', { courriel: 'a@b.example', nom: 'x\r\nSubject: y' }],
    ['a NUL', { courriel: 'a@b.example', nom: 'x\u0000y' }],
    ['no contact in a contact', {}],
    ['a number that is no text', { telephone: 612345678 }],
  ])('header injection: %s', (_what, hostile) =>
    refuses(() => put(`/rdv/${uuid()}`, { jeton: creneau.jeton, contact: hostile }), 400, 'requete_invalide'),
  )

  it.each([
    ['an answer of the questionnaire', { reponses: { violence: 'oui' } }],
    ['a need that says why', { besoins: ['parce que…'] }],
    ['an answer in the parcours', { parcours: { id: 'separation', version: '1.0.0', reponses: {} } }],
  ])('%s has no place to be sent in', (_what, more) =>
    refuses(() => put(`/rdv/${uuid()}`, { jeton: creneau.jeton, ...more }), 400, 'requete_invalide'),
  )

  it('a prototype', () =>
    refuses(
      () =>
        service.ask(`/rdv/${uuid()}`, {
          method: 'PUT',
          raw: `{"jeton":${JSON.stringify(creneau.jeton)},"__proto__":{"x":1}}`,
        }),
      400,
      'requete_invalide',
    ))

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['nothing', ''],
    ['a depth of 20 000', '['.repeat(20_000) + ']'.repeat(20_000)],
  ])('a body that is %s', (_what, raw) =>
    refuses(() => service.ask(`/rdv/${uuid()}`, { method: 'PUT', raw }), 400, 'requete_invalide'),
  )

  it('a form, as a page without script would send from anywhere', () =>
    refuses(
      () =>
        service.ask(`/rdv/${uuid()}`, {
          method: 'PUT',
          raw: 'jeton=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      415,
      'requete_invalide',
    ))

  it('another origin, with a good key', async () => {
    for (const origin of [
      'https://attaquant.example',
      `${ORIGIN}.attaquant.example`,
      'null',
      'http://www.caf.example',
    ]) {
      const reply = await refused(
        () => service.ask(`/rdv/${uuid()}`, { method: 'PUT', body: { jeton: creneau.jeton }, headers: { origin } }),
        403,
        'origine_refusee',
      )
      expect(reply.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('a preflight of another origin', async () => {
    const reply = await refused(
      () =>
        service.ask('/motifs', {
          method: 'OPTIONS',
          headers: { origin: 'https://attaquant.example', 'parcours-cle': undefined },
        }),
      403,
      'origine_refusee',
    )
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each([undefined, '', 'pk_inconnue_0', `${KEY} `.repeat(2), "' OR 1=1"])('the key %j', (key) =>
    refuses(() => service.ask('/motifs', { headers: { 'parcours-cle': key } }), 401, 'cle_inconnue'),
  )

  it('a motif of another site', async () => {
    await refused(() => service.ask('/creneaux?motif=maladie/rdv-droits&from=2026-10-05&to=2026-10-20'), 404, 'inconnu')
    const theirs = await service.ask('/creneaux?motif=maladie/rdv-droits&from=2026-10-05&to=2026-10-30', {
      headers: { 'parcours-cle': 'pk_exemple_cpam', origin: 'https://www.cpam.example' },
    })
    const jeton = (theirs.json.creneaux as Creneau[])[0]!.jeton
    await refused(() => put(`/rdv/${uuid()}`, { jeton }), 404, 'inconnu')
  })

  it('ids and secrets that are tried one after the other: no answer tells anything', async () => {
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, { jeton: creneau.jeton })
    const tried: Reply[] = []
    for (const [one, acces] of [
      [id, undefined],
      [id, ''],
      [id, 'a.AAAA'],
      [uuid(), json.acces as string],
      [uuid(), 'a.AAAA'],
      ['1', json.acces as string],
    ] as const) {
      for (const [path, method] of [
        [`/rdv/${one}`, 'GET'],
        [`/rdv/${one}.ics`, 'GET'],
        [`/rdv/${one}`, 'DELETE'],
        [`/attentes/${one}`, 'GET'],
        [`/attentes/${one}`, 'DELETE'],
      ] as const)
        tried.push(
          await refused(
            () => service.ask(path, { method, headers: { 'parcours-acces': acces, 'if-match': '*' } }),
            404,
            'inconnu',
          ),
        )
    }
    expect(new Set(tried.map(({ text }) => text)).size).toBe(1)
    await service.ask(`/rdv/${id}`, {
      method: 'DELETE',
      headers: { 'parcours-acces': json.acces as string, 'if-match': '"1"' },
    })
  })

  it('codes tried one after the other', async () => {
    const [coded] = (await service.free(CODED)) as [Creneau]
    const id = uuid()
    const { status } = await put(`/rdv/${id}`, { jeton: coded.jeton, contact })
    expect(status).toBe(202)
    await service.turn()
    const code = /\d{6}/.exec(service.letters.at(-1)!.text)![0]
    const left: unknown[] = []
    for (let n = 0; n < 5; n++) {
      const wrong = String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0')
      const reply = await service.ask(`/rdv/${id}/confirmation`, { method: 'POST', body: { code: wrong } })
      left.push(reply.json.code === 'code_faux' ? reply.json.essais : reply.json.code)
    }
    expect(left.slice(0, 4)).toEqual([4, 3, 2, 1])
    // The right one comes too late.
    const reply = await service.ask(`/rdv/${id}/confirmation`, { method: 'POST', body: { code } })
    expect([reply.status, reply.json.code]).toEqual([410, 'code_expire'])
  })

  it('a calendar file tells nothing that opens the rendez-vous', async () => {
    const [, coded] = (await service.free(CODED)) as [Creneau, Creneau]
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, {
      jeton: coded.jeton,
      contact: { courriel: 'une.autre@courriel.example' },
    })
    await service.turn()
    const code = /\d{6}/.exec(service.letters.at(-1)!.text)![0]
    expect((await service.ask(`/rdv/${id}/confirmation`, { method: 'POST', body: { code } })).status).toBe(200)
    await service.turn()
    const acces = json.acces as string
    const { text } = await service.ask(`/rdv/${id}.ics`, { headers: { 'parcours-acces': acces } })
    expect(service.letters.at(-1)!.ics).toContain('BEGIN:VEVENT')
    for (const file of [text, service.letters.at(-1)!.ics!]) {
      expect(file).not.toContain(id)
      expect(file).not.toContain(acces)
    }
    // Any code does for one that is confirmed, so that a lost answer can be asked again: it opens nothing.
    const again = await service.ask(`/rdv/${id}/confirmation`, { method: 'POST', body: { code: '000000' } })
    expect(again.text).not.toContain(acces)
  })

  it('an old and a made-up ETag', async () => {
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, { jeton: creneau.jeton })
    const acces = json.acces as string
    for (const [etag, status, code] of [
      [undefined, 400, 'requete_invalide'],
      ['1', 400, 'requete_invalide'],
      ['"0"', 412, 'version_perimee'],
      ['"99"', 412, 'version_perimee'],
      ['W/"1"', 400, 'requete_invalide'],
    ] as const)
      await refused(
        () => service.ask(`/rdv/${id}`, { method: 'DELETE', headers: { 'parcours-acces': acces, 'if-match': etag } }),
        status,
        code,
      )
    await service.ask(`/rdv/${id}`, { method: 'DELETE', headers: { 'parcours-acces': acces, 'if-match': '"1"' } })
  })

  it.each([
    ['with nothing in front', '0', (n: number) => `203.0.113.${n}`],
    ['behind one proxy, which adds the address that it saw', '1', (n: number) => `203.0.113.${n}, 198.51.100.7`],
  ])('a forged X-Forwarded-For does not make another address, %s', async (_what, proxies, forged) => {
    const limited = await running({
      env: { RDV_LIMITE_ADRESSE: '3/60', RDV_PREUVE_BITS: '0', RDV_MANDATAIRES: proxies },
    })
    try {
      const statuses: number[] = []
      for (let n = 0; n < 6; n++)
        statuses.push((await limited.ask('/motifs', { headers: { 'x-forwarded-for': forged(n) } })).status)
      expect(statuses).toEqual([200, 200, 200, 429, 429, 429])
      // Another house, seen by the proxy itself, is not held up.
      if (proxies === '1')
        expect((await limited.ask('/motifs', { headers: { 'x-forwarded-for': '198.51.100.8' } })).status).toBe(200)
    } finally {
      await limited.stop()
    }
  })
})

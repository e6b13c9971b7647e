/** What a caisse and a person notice of the service, over HTTP, on a real database. */
import ICAL from 'ical.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databases } from './databases.js'
import { CODED, KEY, ORIGIN, PLAIN, running, START, uuid, type Creneau, type Reply, type Running } from './instance.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const hers = { courriel: 'elle@courriel.example' }

describe.each(databases())('the service on $name', ({ open }) => {
  let service: Running
  let database: Awaited<ReturnType<typeof open>>

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    service = await running({ database: await database.fresh() })
  })
  afterEach(() => service.stop())

  const put = (path: string, body: unknown, headers = {}): Promise<Reply> =>
    service.ask(path, { method: 'PUT', body, headers })
  const as = (acces: string, version?: number): Record<string, string> => ({
    'parcours-acces': acces,
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  })
  const lastCode = async (): Promise<string> => {
    await service.turn()
    return /\d{6}/.exec(service.letters.at(-1)!.text)![0]
  }
  const confirm = (id: string, code: string): Promise<Reply> =>
    service.ask(`/rdv/${id}/confirmation`, { method: 'POST', body: { code } })

  it('books with a code, and sends a neutral message with a calendar file', async () => {
    const [creneau] = (await service.free(CODED)) as [Creneau]
    const id = uuid()
    const asked = await put(`/rdv/${id}`, { jeton: creneau.jeton, contact: hers })
    expect(asked.status).toBe(202)
    expect(asked.json.confirmation).toMatchObject({ canal: 'courriel', longueur: 6 })
    const code = await lastCode()
    expect(asked.text).not.toContain(code)
    const waiting = await service.ask(`/rdv/${id}`, { headers: as(asked.json.acces as string) })
    expect([waiting.status, waiting.json.etat]).toEqual([200, 'a-confirmer'])
    expect(service.letters).toHaveLength(1)
    // No calendar file of what is not hers yet.
    const early = await service.ask(`/rdv/${id}.ics`, { headers: as(asked.json.acces as string) })
    expect(early.status).toBe(404)
    const done = await confirm(id, code)
    expect([done.status, done.json.etat]).toEqual([200, 'confirme'])
    await service.turn()
    const letter = service.letters.at(-1)!
    expect(letter).toMatchObject({ to: 'elle@courriel.example', subject: 'Votre rendez-vous' })
    expect(`${letter.subject}${letter.text}${letter.ics}`).not.toMatch(/caf|sépar|allocation/i)
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(letter.ics!) as never).getFirstSubcomponent('vevent')!)
    expect(event.startDate.toJSDate().getTime()).toBe(Date.parse(creneau.start))
    // Whoever had read it before is told that it changed.
    const changed = await service.ask(`/rdv/${id}`, {
      headers: { ...as(asked.json.acces as string), 'if-none-match': waiting.headers.get('etag')! },
    })
    expect([changed.status, changed.json?.etat]).toEqual([200, 'confirme'])
    // Typed again after a dropped response: still confirmed.
    expect((await confirm(id, code)).status).toBe(200)
  })

  it('keeps the slot for whoever has not typed her code yet, then frees it', async () => {
    const [creneau] = (await service.free(CODED)) as [Creneau]
    const id = uuid()
    await put(`/rdv/${id}`, { jeton: creneau.jeton, contact: hers })
    expect((await service.free(CODED)).map(({ start, lieu }) => `${start}${lieu}`)).not.toContain(
      `${creneau.start}${creneau.lieu}`,
    )
    service.now = START + 16 * 60_000
    await service.turn()
    expect((await service.free(CODED)).map(({ start, lieu }) => `${start}${lieu}`)).toContain(
      `${creneau.start}${creneau.lieu}`,
    )
  })

  it('says « déjà réservé » to the person herself only, once her code is typed: before, both answers are alike', async () => {
    const [one, two, three, four] = (await service.free(CODED)) as [Creneau, Creneau, Creneau, Creneau]
    const first = uuid()
    await put(`/rdv/${first}`, { jeton: one.jeton, contact: hers })
    await confirm(first, await lastCode())

    // Somebody types her address, otherwise written, and an address that never booked.
    const id = uuid()
    const again = await put(`/rdv/${id}`, { jeton: three.jeton, contact: { courriel: 'ELLE@courriel.example' } })
    const stranger = await put(`/rdv/${uuid()}`, { jeton: four.jeton, contact: { courriel: 'autre@courriel.example' } })
    const shape = ({ status, json }: Reply): unknown => [
      status,
      Object.keys(json as object).sort(),
      json.etat,
      json.version,
      json.confirmation?.canal,
    ]
    expect(again.status).toBe(202)
    expect(shape(again)).toEqual(shape(stranger))
    await service.turn()
    const code = /\d{6}/.exec(
      service.letters.filter(({ to }) => to.toLowerCase() === 'elle@courriel.example').at(-1)!.text,
    )![0]
    const told = await confirm(id, code)
    expect([told.status, told.json.code]).toEqual([409, 'deja_reserve'])
    expect(told.text).not.toContain(first)
    expect((await put(`/rdv/${uuid()}`, { jeton: two.jeton, contact: hers })).status).toBe(202)
  })

  it('one booking however many responses are lost', async () => {
    const [creneau] = (await service.free()) as [Creneau]
    const id = uuid()
    const body = {
      jeton: creneau.jeton,
      contact: hers,
      parcours: { id: 'separation', version: '1.0.0', etape: 'rdv-generaliste' },
    }
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => put(`/rdv/${id}`, body)))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(replies.map(({ json }) => json.acces as string)).size).toBe(1)
    // Hours later, with the token expired.
    service.now = START + 8 * HOUR
    const late = await put(`/rdv/${id}`, body)
    expect([late.status, late.json.version]).toEqual([200, 1])
    expect((await service.store.counts()).rendezVous).toBe(1)
    await service.turn()
    expect(service.letters.filter(({ to }) => to === hers.courriel)).toHaveLength(1)
  })

  it('a hold is kept, extended, bounded, and its end costs priority only', async () => {
    const [creneau] = (await service.free()) as [Creneau]
    const hold = uuid()
    const first = await put(`/retenues/${hold}`, { jeton: creneau.jeton })
    expect(first.status).toBe(201)
    expect(Date.parse(first.json.expire) - START).toBe(10 * 60_000)
    expect((await put(`/retenues/${uuid()}`, { jeton: creneau.jeton })).json.code).toBe('creneau_retenu')
    expect((await put(`/rdv/${uuid()}`, { jeton: creneau.jeton })).json.code).toBe('creneau_retenu')
    for (let n = 1; n <= 6; n++) {
      service.now = START + n * 6 * 60_000
      const more = await put(`/retenues/${hold}`, { jeton: creneau.jeton })
      expect(Date.parse(more.json.expire)).toBeLessThanOrEqual(START + 40 * 60_000)
    }
    // Long over, and nobody took it: she confirms all the same, with the token that is as old.
    service.now = START + 7 * HOUR
    await service.turn()
    const done = await put(`/rdv/${uuid()}`, { jeton: creneau.jeton, retenue: hold })
    expect(done.status).toBe(201)
  })

  it('tells three free times when one is lost, and takes a wish instead when she gave some', async () => {
    const [one, two, three] = (await service.free()) as [Creneau, Creneau, Creneau]
    expect((await put(`/rdv/${uuid()}`, { jeton: one.jeton })).status).toBe(201)
    const lost = await put(`/rdv/${uuid()}`, { jeton: one.jeton })
    expect([lost.status, lost.json.code, lost.json.alternatives.length]).toEqual([409, 'creneau_pris', 3])
    const wish = await put(`/rdv/${uuid()}`, { jeton: one.jeton, souhaits: [two.jeton, three.jeton] })
    expect([wish.status, wish.json.creneau.start]).toEqual([201, two.start])
    expect((await put(`/rdv/${uuid()}`, { jeton: lost.json.alternatives[2].jeton })).status).toBe(201)
  })

  it('moves in one go, tells a stale version, cancels, and restores what was offered', async () => {
    const before = (await service.free()).map(({ start, lieu, mode }) => `${start} ${lieu} ${mode}`)
    const [one, two] = (await service.free()) as [Creneau, Creneau]
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, { jeton: one.jeton })
    const acces = json.acces as string
    const moved = await put(`/rdv/${id}/creneau`, { jeton: two.jeton }, as(acces, 1))
    expect([moved.status, moved.json.version, moved.json.creneau.start, moved.headers.get('etag')]).toEqual([
      200,
      2,
      two.start,
      '"2"',
    ])
    expect((await put(`/rdv/${id}/creneau`, { jeton: two.jeton }, as(acces, 1))).status).toBe(200)
    const stale = await put(`/rdv/${id}/creneau`, { jeton: one.jeton }, as(acces, 1))
    expect([stale.status, stale.json.code, stale.json.version]).toEqual([412, 'version_perimee', 2])
    const gone = await service.ask(`/rdv/${id}`, { method: 'DELETE', headers: as(acces, 2) })
    expect([gone.status, gone.json.etat]).toEqual([200, 'annule'])
    expect((await service.free()).map(({ start, lieu, mode }) => `${start} ${lieu} ${mode}`)).toEqual(before)
    const ics = await service.ask(`/rdv/${id}.ics`, { headers: as(acces) })
    expect(ics.text).toContain('STATUS:CANCELLED')
    expect(ics.text).toContain('SEQUENCE:2')
  })

  it('refuses to cancel too late, and says until when it was possible', async () => {
    const [creneau] = (await service.free()) as [Creneau]
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, { jeton: creneau.jeton })
    service.now = Date.parse(creneau.start) - 5 * 60_000
    const late = await service.ask(`/rdv/${id}`, { method: 'DELETE', headers: as(json.acces as string, 1) })
    expect([late.status, late.json.code]).toEqual([409, 'annulation_tardive'])
    expect(Date.parse(late.json.jusqua)).toBeLessThan(service.now)
  })

  it('takes longer with an interpreter, and forgets the need with the contact', async () => {
    const usual = (await service.free())[0]!
    const longer = (await service.free(PLAIN, 'interprete'))[0]!
    const lasts = ({ start, end }: Creneau): number => Date.parse(end) - Date.parse(start)
    expect(lasts(longer)).toBeGreaterThan(lasts(usual))
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, { jeton: longer.jeton, contact: hers, besoins: ['interprete'] })
    const acces = json.acces as string
    expect((await service.ask(`/rdv/${id}`, { headers: as(acces) })).json.besoins).toEqual(['interprete'])
    service.now = Date.parse(longer.end) + 29 * DAY
    await service.turn()
    expect((await service.ask(`/rdv/${id}`, { headers: as(acces) })).json.besoins).toEqual(['interprete'])
    service.now = Date.parse(longer.end) + 32 * DAY
    await service.turn()
    expect((await service.ask(`/rdv/${id}`, { headers: as(acces) })).json.besoins).toEqual([])
    expect(await service.store.personal(id)).toBeNull()
  })

  it('offers a freed time to the first who waits, to her alone, then to the next', async () => {
    const { from, to, motif, all } = await fill()
    const waits: { id: string; acces: string }[] = []
    for (const courriel of ['premiere@courriel.example', 'deuxieme@courriel.example']) {
      const id = uuid()
      const reply = await put(`/attentes/${id}`, {
        motif,
        lieux: [all[0]!.creneau.lieu],
        from,
        to,
        contact: { courriel },
      })
      expect(reply.status).toBe(201)
      waits.push({ id, acces: reply.json.acces as string })
      service.now += 1000
    }
    const [first, second] = waits as [{ id: string; acces: string }, { id: string; acces: string }]
    const freed = all[0]!
    await service.ask(`/rdv/${freed.id}`, { method: 'DELETE', headers: as(freed.acces, 1) })
    await service.turn()
    const offered = await service.ask(`/attentes/${first.id}`, { headers: as(first.acces) })
    expect(offered.json.etat).toBe('offre')
    expect(offered.json.offre.creneau.start).toBe(freed.creneau.start)
    expect((await service.ask(`/attentes/${second.id}`, { headers: as(second.acces) })).json.etat).toBe('attend')
    expect(service.letters.filter(({ text }) => text.includes('s’est libéré')).map(({ to }) => to)).toEqual([
      'premiere@courriel.example',
    ])
    // Nobody else takes it meanwhile.
    expect((await put(`/rdv/${uuid()}`, { jeton: freed.creneau.jeton })).status).toBe(409)
    service.now = Date.parse(offered.json.offre.expire) + 1000
    await service.turn()
    const next = await service.ask(`/attentes/${second.id}`, { headers: as(second.acces) })
    expect(next.json.etat).toBe('offre')
    const taken = await put(`/rdv/${uuid()}`, { jeton: next.json.offre.creneau.jeton, attente: second.id })
    expect(taken.status).toBe(201)
    expect((await service.ask(`/attentes/${second.id}`, { headers: as(second.acces) })).json.etat).toBe('servie')
  })

  it('offers a time that is long enough to who needs an interpreter', async () => {
    const [creneau] = (await service.free()) as [Creneau]
    const day = creneau.start.slice(0, 10)
    const motif = PLAIN
    const id = uuid()
    const to = new Date(Date.parse(day) + 7 * DAY).toISOString().slice(0, 10)
    const reply = await put(`/attentes/${id}`, { motif, lieux: [creneau.lieu], from: day, to, besoins: ['interprete'] })
    expect(reply.status).toBe(201)
    await service.turn()
    const { etat, offre } = (await service.ask(`/attentes/${id}`, { headers: as(reply.json.acces as string) })).json
    expect(etat).toBe('offre')
    const lasts = ({ start, end }: { start: string; end: string }): number => Date.parse(end) - Date.parse(start)
    expect(lasts(offre.creneau)).toBeGreaterThan(lasts(creneau))
    expect((await put(`/rdv/${uuid()}`, { jeton: offre.creneau.jeton, attente: id })).status).toBe(201)
  })

  it('writes to her in the language that she reads, and refuses one that it cannot write', async () => {
    const { from, to, motif, all } = await fill()
    const freed = all[0]!
    const contact = { courriel: 'elle@courriel.example', langue: 'ar' }
    const body = { motif, lieux: [freed.creneau.lieu], from, to }
    const refused = await put(`/attentes/${uuid()}`, { ...body, contact: { ...contact, langue: 'xx' } })
    expect(refused.status).toBe(400)
    expect(refused.json.fautes).toMatchObject([{ pointer: '/contact/langue' }])
    expect((await put(`/attentes/${uuid()}`, { ...body, contact })).status).toBe(201)
    await service.ask(`/rdv/${freed.id}`, { method: 'DELETE', headers: as(freed.acces, 1) })
    await service.turn()
    const [letter] = service.letters.filter(({ to }) => to === 'elle@courriel.example')
    expect(letter!.subject).toBe('موعدك')
    expect(letter!.text).toContain('هو محفوظ لك حتى')
  })

  it('never offers a time after the last day that is of use to her', async () => {
    const { motif, all } = await fill()
    const lieu = all[0]!.creneau.lieu
    const last = all.at(-1)!
    const lastDay = last.creneau.start.slice(0, 10)
    const dayBefore = new Date(Date.parse(lastDay) - DAY).toISOString().slice(0, 10)
    const from = new Date(service.now).toISOString().slice(0, 10)
    const join = async (to: string): Promise<{ id: string; acces: string }> => {
      const id = uuid()
      const reply = await put(`/attentes/${id}`, { motif, lieux: [lieu], from, to })
      expect(reply.status).toBe(201)
      return { id, acces: reply.json.acces as string }
    }
    const over = await join(dayBefore)
    const included = await join(lastDay)
    await service.ask(`/rdv/${last.id}`, { method: 'DELETE', headers: as(last.acces, 1) })
    expect((await service.ask(`/attentes/${over.id}`, { headers: as(over.acces) })).json.etat).toBe('attend')
    const offered = (await service.ask(`/attentes/${included.id}`, { headers: as(included.acces) })).json
    expect(offered.offre.creneau.start).toBe(last.creneau.start)
    service.now = Date.parse(`${lastDay}T00:00:00Z`)
    await service.turn()
    expect((await service.ask(`/attentes/${over.id}`, { headers: as(over.acces) })).json.etat).toBe('finie')
  })

  /** Books every free time of the first lieu over two days, as so many people. */
  async function fill(): Promise<{
    motif: string
    from: string
    to: string
    all: { id: string; acces: string; creneau: Creneau }[]
  }> {
    const [first] = (await service.free()) as [Creneau]
    const from = first.start.slice(0, 10)
    const all: { id: string; acces: string; creneau: Creneau }[] = []
    for (;;) {
      const { json } = await service.ask(
        `/creneaux?${new URLSearchParams({ motif: PLAIN, lieu: first.lieu, from, to: from })}`,
      )
      const free = json.creneaux as Creneau[]
      if (!free.length) return { motif: PLAIN, from, to: from, all }
      for (const creneau of free) {
        const id = uuid()
        const reply = await put(`/rdv/${id}`, { jeton: creneau.jeton })
        if (reply.status === 201) all.push({ id, acces: reply.json.acces as string, creneau })
      }
    }
  }

  it('tells the caisse what changes, in the order of versions, even when it was unreachable', async () => {
    const [one, two] = (await service.free()) as [Creneau, Creneau]
    const id = uuid()
    service.broken = true
    const { json } = await put(`/rdv/${id}`, { jeton: one.jeton, contact: hers })
    await service.turn()
    await put(`/rdv/${id}/creneau`, { jeton: two.jeton }, as(json.acces as string, 1))
    await service.turn()
    await service.ask(`/rdv/${id}`, { method: 'DELETE', headers: as(json.acces as string, 2) })
    expect(service.events).toEqual([])
    service.broken = false
    for (let n = 0; n < 6; n++) {
      service.now += 15 * 60_000
      await service.turn()
    }
    const events = service.events.map(
      ({ body }) => JSON.parse(body) as { type: string; version: number; sujet: string },
    )
    expect(events.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'rdv.confirme 1',
      'rdv.deplace 2',
      'rdv.annule 3',
    ])
    expect(new Set(events.map(({ sujet }) => sujet))).toEqual(new Set([id]))
    expect(JSON.stringify(service.events)).not.toContain('courriel.example')
  })

  it('reminds at local hours if she asked, and no longer of what was cancelled', async () => {
    const free = await service.free()
    const far = free.filter(({ start }) => Date.parse(start) > START + 9 * DAY)
    const [kept, dropped, silent] = far as [Creneau, Creneau, Creneau]
    await put(`/rdv/${uuid()}`, { jeton: kept.jeton, contact: { telephone: '06 00 00 00 01' }, rappels: true })
    const id = uuid()
    const { json } = await put(`/rdv/${id}`, {
      jeton: dropped.jeton,
      contact: { telephone: '0600000002' },
      rappels: true,
    })
    await put(`/rdv/${uuid()}`, { jeton: silent.jeton, contact: { telephone: '0600000003' } })
    await service.ask(`/rdv/${id}`, { method: 'DELETE', headers: as(json.acces as string, 1) })
    service.now = Date.parse(kept.start) - HOUR
    await service.turn()
    const reminders = service.letters.filter(({ text }) => text.startsWith('Rappel'))
    expect(reminders.map(({ to }) => to)).toEqual(['+33600000001', '+33600000001'])
  })

  it('writes no person, no id and no secret in its logs', async () => {
    const [one, two] = (await service.free(CODED)) as [Creneau, Creneau]
    const id = uuid()
    const contact = { courriel: 'tres.reconnaissable@courriel.example', telephone: '0611223344', nom: 'Reconnaissable' }
    const { json } = await put(`/rdv/${id}`, { jeton: one.jeton, contact, besoins: ['lsf'] })
    const code = await lastCode()
    service.broken = true
    await confirm(id, '000000' === code ? '000001' : '000000')
    await confirm(id, code)
    await service.turn()
    await service.ask(`/rdv/${id}`, { headers: as(json.acces as string) })
    await put(`/rdv/${uuid()}`, { jeton: two.jeton, contact: { ...contact, courriel: 'pas une adresse' } })
    await service.ask(`/creneaux?motif=${encodeURIComponent(contact.courriel)}&from=x`)
    await service.ask(`/rdv/${contact.nom}`)
    // The address where the service listens is the operator's own.
    const logs = service.logs.filter((line) => !line.includes('Server listening')).join('\n')
    expect(logs.length).toBeGreaterThan(500)
    for (const secret of [
      ...Object.values(contact),
      '611223344',
      'tres.reconnaissable',
      id,
      json.acces as string,
      one.jeton,
      code,
      'lsf',
      '127.0.0.1',
      'pas une adresse',
    ])
      expect(logs).not.toContain(secret)
    expect(service.logs.some((line) => line.includes('/v1/rdv/:uuid'))).toBe(true)
  })

  it('counts, without naming anybody', async () => {
    const [creneau] = (await service.free()) as [Creneau]
    await put(`/rdv/${uuid()}`, { jeton: creneau.jeton })
    const { text } = await service.ask('/metriques')
    expect(text).toMatch(/rdv_evenements_total\{evenement="reserve",motif="caf\/dossier"\} 1/)
    expect(text).toMatch(/rdv_requetes_secondes_count\{methode="PUT",route="\/v1\/rdv\/:uuid",statut="201"\} 1/)
  })

  it('answers a browser’s questions: preflight, allowed origin, readable refusals, 304', async () => {
    const preflight = await service.ask(`/rdv/${uuid()}`, {
      method: 'OPTIONS',
      headers: { 'parcours-cle': undefined, 'access-control-request-method': 'PUT' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
    const refused = await service.ask('/nulle-part')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([404, ORIGIN])
    const first = await service.ask('/motifs')
    expect(first.headers.get('access-control-expose-headers')).toMatch(/ETag/)
    expect(first.headers.get('set-cookie')).toBeNull()
    const second = await service.ask('/motifs', { headers: { 'if-none-match': first.headers.get('etag')! } })
    expect([second.status, second.text]).toEqual([304, ''])
  })

  it('joins two organismes in one time, or takes neither', async () => {
    const joint = await service.free('famille-maladie/separation')
    expect(joint.length).toBeGreaterThan(0)
    const id = uuid()
    const reply = await put(`/rdv/${id}`, { jeton: joint[0]!.jeton, contact: hers })
    expect([201, 202]).toContain(reply.status)
    expect(reply.json.creneau.jointe).toBe(true)
    expect(
      (await put(`/rdv/${uuid()}`, { jeton: joint[0]!.jeton, contact: { courriel: 'b@courriel.example' } })).status,
    ).toBe(409)
  })

  it('in La Réunion, tells its own time', async () => {
    const { json } = await service.ask(
      '/creneaux?motif=maladie/rdv-droits&lieu=exemple-saint-denis&from=2026-10-06&to=2026-10-20',
      {
        headers: { 'parcours-cle': 'pk_exemple_cgss', origin: 'https://www.cgss.example' },
      },
    )
    const creneaux = json.creneaux as Creneau[]
    expect(creneaux.length).toBeGreaterThan(0)
    for (const { start, zone } of creneaux) {
      expect(zone).toBe('Indian/Reunion')
      expect(start).toMatch(/\+04:00$/)
      expect(Number(start.slice(11, 13))).toBeGreaterThanOrEqual(8)
    }
  })

  it('shares its state with a second instance', async () => {
    const twin = await service.twin()
    try {
      const [creneau] = (await service.free()) as [Creneau]
      const id = uuid()
      const { json } = await put(`/rdv/${id}`, { jeton: creneau.jeton })
      expect((await twin.ask(`/rdv/${id}`, { headers: as(json.acces as string) })).json.creneau.start).toBe(
        creneau.start,
      )
      expect((await twin.ask(`/rdv/${uuid()}`, { method: 'PUT', body: { jeton: creneau.jeton } })).json.code).toBe(
        'creneau_pris',
      )
      expect(KEY).toBeTruthy()
    } finally {
      await twin.stop()
    }
  })
})

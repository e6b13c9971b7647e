/** The routes of the contract /v1. Each says what it reads, what it does and what it refuses; nothing is written before all was read. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import {
  BESOINS,
  LANGUES,
  LIMITS,
  MODES,
  type Besoin,
  type Capacites,
  type Creneaux,
  type Langue,
  type Lieux,
  type Mode,
  type Motifs,
} from '@parcours/rendez-vous/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.js'
import { calendarOf, type PersonalData } from '../outbox/letters.js'
import { instantAt } from '../outbox/reminders.js'
import type { BookRequest, Outcome, RendezVous, Slot } from '../store/store.js'
import type { Search } from './agenda.js'
import { CODE_LASTS, CODE_LENGTH, isRightCode, newCode, TRIES } from './codes.js'
import { networkOf } from './gate.js'
import type { PublishableKey } from './keys.js'
import type { Limits } from './limits.js'
import type { Metrics } from './metrics.js'
import { invalid, Problem } from './problems.js'
import { isDay, isUuid, mailOf, phoneOf, Query, Reader, uuidOf } from './read.js'
import { addDays, dayAt, daysBetween, type Service } from './service.js'
import type { Offered } from './tokens.js'

const MINUTE = 60_000
/** What a contact may be sent in all, in times what one source may send it. */
const FROM_EVERYWHERE = 4
const isBesoin = (value: unknown): value is Besoin => (BESOINS as readonly unknown[]).includes(value)

type Uuid = { Params: { uuid: string } }

const zip = promisify(gzip)
/** Characters under which zipping gains nothing. */
const SMALL = 2000

/** A response that a browser may keep and ask about again. A month of creneaux is a tenth of its size once zipped. */
async function withEtag(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<FastifyReply> {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  void reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'Origin, Accept-Encoding')
    .type('application/json; charset=utf-8')
  const asked = request.headers['if-none-match']
  if (asked?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*'))
    return reply.code(304).send()
  if (
    text.length < SMALL ||
    !/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(request.headers['accept-encoding'] ?? ''))
  )
    return reply.send(text)
  return reply.header('content-encoding', 'gzip').send(await zip(text, { level: 4 }))
}

/** The version; what still waits for its code is not yet what it will be, though nothing of it will change. */
const etagOf = ({ version, state }: RendezVous): string => `"${version}${state === 'a-confirmer' ? '-a' : ''}"`

/** The version that the client has seen. */
function ifMatch(request: FastifyRequest, current: number): number {
  const asked = request.headers['if-match']
  if (asked === undefined) throw invalid('If-Match', 'Donnez dans If-Match l’ETag reçu avec le rendez-vous.')
  if (asked.trim() === '*') return current
  const version = /^"(\d{1,9})(?:-a)?"$/.exec(asked.trim())
  if (!version) throw invalid('If-Match', 'Donnez dans If-Match l’ETag reçu avec le rendez-vous, guillemets compris.')
  return Number(version[1])
}

export interface RoutesOptions {
  readonly service: Service
  readonly config: Config
  readonly limits: Limits
  readonly metrics: Metrics
  readonly capacities: (key: PublishableKey) => Capacites
}

export function routes(app: FastifyInstance, { service, config, limits, metrics, capacities }: RoutesOptions): void {
  const { store, agenda, now } = service

  const counted = <T>(name: string, outcome: Outcome<T>, motif: string): Outcome<T> => {
    if (outcome.ok && outcome.fresh) metrics.events.inc({ evenement: name, motif })
    return outcome
  }

  // ---- What there is ----

  app.get('/v1/capacites', (request, reply) => withEtag(request, reply, capacities(request.cle)))

  app.get<{ Querystring: Record<string, unknown> }>('/v1/motifs', (request, reply) => {
    const query = new Query(request.query)
    const parcours = query.one('parcours')
    query.one('version')
    return withEtag(request, reply, { motifs: agenda.describeMotifs(request.cle, parcours) } satisfies Motifs)
  })

  app.get<{ Querystring: Record<string, unknown> }>('/v1/lieux', (request, reply) => {
    const query = new Query(request.query)
    const motif = query.one('motif')
    const codePostal = query.one('codePostal')
    const departement = query.one('departement')
    const besoins = needsOf(query)
    if (motif !== undefined) service.motifOf(motif, request.cle)
    if (codePostal !== undefined && !/^\d{5}$/.test(codePostal)) throw invalid('codePostal', 'Donnez cinq chiffres.')
    if (departement !== undefined && !/^(\d{2,3}|2[AB])$/i.test(departement))
      throw invalid('departement', 'Donnez un numéro de département : 64, 2A, 974.')
    return withEtag(request, reply, {
      lieux: agenda.describeLieux(request.cle, {
        ...(motif === undefined ? {} : { motif }),
        ...(codePostal === undefined ? {} : { codePostal }),
        ...(departement === undefined ? {} : { departement: departement.toUpperCase() }),
        besoins,
      }),
    } satisfies Lieux)
  })

  function needsOf(query: Query): Besoin[] {
    const besoins = query.many('besoins', 8).sort()
    if (besoins.every(isBesoin)) return besoins
    throw invalid('besoins', `Les besoins connus sont : ${BESOINS.join(', ')}.`)
  }

  app.get<{ Querystring: Record<string, unknown> }>('/v1/creneaux', async (request, reply) => {
    const query = new Query(request.query)
    const id = query.one('motif')
    if (id === undefined) throw invalid('motif', 'Donnez le motif.')
    const motif = service.motifOf(id, request.cle)
    const lieux = query.many('lieu', LIMITS.lieux)
    for (const lieu of lieux) service.lieuOf(lieu, request.cle)
    const mode = query.one('mode')
    if (mode !== undefined && !(MODES as readonly string[]).includes(mode))
      throw invalid('mode', `Donnez ${MODES.join(', ')}.`)
    const from = query.one('from')
    const to = query.one('to')
    if (!isDay(from)) throw invalid('from', 'Donnez un jour, « 2026-10-06 ».')
    if (!isDay(to)) throw invalid('to', 'Donnez un jour, « 2026-10-06 ».')
    const days = daysBetween(from, to) + 1
    if (days < 1) throw invalid('to', 'Le dernier jour est avant le premier.')
    if (days > LIMITS.days) throw invalid('to', `Demandez ${LIMITS.days} jours au plus.`)
    const search: Search = {
      motif: motif.id,
      lieux: lieux.length ? lieux : (request.cle.lieux ?? []),
      modes: mode === undefined ? [] : [mode as Mode],
      from,
      to,
      besoins: needsOf(query),
      jointe: query.flag('jointe') || motif.jointe,
    }
    const slots = await service.search(search)
    const next = slots.length ? null : await service.next({ ...search, from: addDays(to, 1) })
    return withEtag(request, reply, {
      from,
      to,
      creneaux: slots.map((slot) => service.creneau(slot, search.besoins)),
      next: next ? service.moment(next) : null,
    } satisfies Creneaux)
  })

  // ---- Holds ----

  app.put<Uuid>('/v1/retenues/:uuid', async (request, reply) => {
    const id = uuidOf(request.params.uuid)
    const body = new Reader(request.body)
    const jeton = body.text('jeton', LIMITS.token)
    body.done()
    const known = await store.readHold(id)
    const offered = await service.opened(jeton, request.cle, (slot) => known !== null && sameSlot(known.slot, slot))
    const outcome = await store.hold({
      id,
      slot: offered.slot,
      lasts: config.retenue.minutes * MINUTE,
      most: config.retenue.most * MINUTE,
    })
    if (!outcome.ok) throw await service.refuse(outcome, offered, request.cle)
    counted('retenue', outcome, offered.slot.motif)
    return reply
      .code(outcome.fresh ? 201 : 200)
      .header('cache-control', 'no-store')
      .send(service.holdView(outcome.hold))
  })

  app.delete<Uuid>('/v1/retenues/:uuid', async (request, reply) => {
    await store.release(uuidOf(request.params.uuid))
    return reply.code(204).send()
  })

  // ---- Rendez-vous ----

  /** Reads a contact into what is kept, and its one normal form. */
  function contactOf(body: Reader): { personal: PersonalData; contact: string } | null {
    const inner = body.inner('contact', true)
    if (!inner) return null
    const courriel = inner.text('courriel', 254, true)
    const telephone = inner.text('telephone', 30, true)
    const nom = inner.text('nom', 120, true)
    const partage = inner.flag('partage')
    const langue = inner.text('langue', 8, true)
    if (langue !== undefined && !(LANGUES as readonly string[]).includes(langue))
      inner.fault('langue', `Donnez ${LANGUES.join(', ')}.`)
    const mail = courriel === undefined ? undefined : mailOf(courriel)
    const phone = telephone === undefined ? undefined : phoneOf(telephone)
    if (mail === null) inner.fault('courriel', 'Cette adresse n’est pas complète. Exemple : prenom@exemple.fr.')
    if (phone === null) inner.fault('telephone', 'Ce numéro n’est pas complet. Exemple : 06 12 34 56 78.')
    if (courriel === undefined && telephone === undefined)
      inner.fault('', 'Donnez un courriel ou un numéro de téléphone.')
    inner.close()
    return {
      personal: {
        ...(mail ? { courriel: mail } : {}),
        ...(phone ? { telephone: phone } : {}),
        ...(nom ? { nom } : {}),
        partage,
        ...(langue === undefined ? {} : { langue: langue as Langue }),
      },
      contact: mail ? `mel:${mail.toLowerCase()}` : `tel:${phone ?? ''}`,
    }
  }

  /**
   * Nobody's telephone is flooded from here. Counted by who asks first: with one count a contact, whoever types her number would see by
   * the refusal that she booked a while ago.
   */
  async function limitContact(request: FastifyRequest, contact: string): Promise<void> {
    const { contact: limit } = config.limits
    const name = service.fingerprint(contact)
    const source = service.fingerprint(networkOf(request.ip))
    const own = await limits.count(`contact/${name}/${source}`, limit)
    if (!own.passes) throw new Problem('trop_de_demandes', { retryAfter: own.wait })
    const all = await limits.count(`contact/${name}`, { ...limit, count: limit.count * FROM_EVERYWHERE })
    if (!all.passes) throw new Problem('trop_de_demandes', { retryAfter: all.wait })
  }

  function parcoursOf(body: Reader): Record<string, string> | undefined {
    const inner = body.inner('parcours', true)
    if (!inner) return undefined
    const parcours = {
      id: inner.text('id', 80),
      version: inner.text('version', 40),
      etape: inner.text('etape', 80, true),
    }
    inner.close()
    return { id: parcours.id, version: parcours.version, ...(parcours.etape ? { etape: parcours.etape } : {}) }
  }

  const besoinsOf = (body: Reader): Besoin[] =>
    body.list('besoins', 8, isBesoin, `besoins connus (${BESOINS.join(', ')})`).sort() as Besoin[]

  app.put<Uuid>('/v1/rdv/:uuid', async (request, reply) => {
    const id = uuidOf(request.params.uuid)
    const body = new Reader(request.body)
    const jeton = body.text('jeton', LIMITS.token)
    const retenue = body.uuid('retenue')
    const attente = body.uuid('attente')
    const souhaits = body.list('souhaits', LIMITS.wishes - 1, (one) => (one as string).length <= LIMITS.token, 'jetons')
    const reached = contactOf(body)
    const besoins = besoinsOf(body)
    const rappels = body.flag('rappels')
    const parcours = parcoursOf(body)
    if (reached && config.contacts === 'hote')
      body.fault('contact', 'Ce service ne prend pas de coordonnées : le site qui vous accueille les garde.')
    body.done()

    const existing = await store.read(id)
    const held = retenue === undefined ? null : await store.readHold(retenue)
    const waited = attente === undefined ? null : await store.readWait(attente)
    const known = (slot: Slot): boolean =>
      (existing !== null && sameSlot(existing.slot, slot)) ||
      (held !== null && sameSlot(held.slot, slot)) ||
      (waited?.offer != null && sameSlot(waited.offer.slot, slot))

    const tokens = [jeton, ...souhaits]
    // What was asked, whatever the tokens' age: the same request again is the same rendez-vous.
    const wanted = tokens.map((token) => {
      const read = service.tokens.read(token)
      return read.ok || read.why === 'expire' ? { ...read.offered.slot, besoins: read.offered.besoins } : null
    })
    if (wanted.includes(null)) throw new Problem('jeton_invalide')
    const fingerprint = service.fingerprint(wanted, reached, besoins, rappels, parcours ?? null)
    if (existing && existing.body !== fingerprint) throw new Problem('cle_reutilisee')
    if (existing && (existing.state === 'confirme' || existing.state === 'annule'))
      return answer(reply, existing, 200, true)

    const motif = service.motifOf(wanted[0]!.motif, request.cle)
    if (config.contacts === 'serveur') {
      if (!reached && (motif.contact === 'obligatoire' || motif.confirmation))
        throw invalid('/contact', 'Donnez un courriel ou un numéro de téléphone.')
      if (reached && motif.contact === 'aucun') throw invalid('/contact', 'Ce motif ne demande pas de coordonnées.')
    }
    const withCode = motif.confirmation && config.contacts === 'serveur'
    if (
      reached &&
      (existing === null || existing.state === 'abandonne' || (existing.codeExpires ?? Infinity) <= now())
    ) {
      await limitContact(request, reached.contact)
    }
    const personal: PersonalData | undefined =
      reached || (besoins.length > 0 && config.encryption.length > 0)
        ? { ...reached?.personal, ...(besoins.length ? { besoins } : {}), ...(reached ? { rappels } : {}) }
        : undefined

    let lost: Problem | null = null
    for (const token of tokens) {
      let offered: Offered
      try {
        offered = await service.opened(token, request.cle, known)
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'jeton_invalide') throw error
        lost ??= error
        continue
      }
      if (offered.slot.motif !== motif.id) throw invalid('/souhaits', 'Les souhaits sont pour un même motif.')
      const code = withCode ? newCode(service.signing, id) : null
      const outcome = counted(
        'reserve',
        await store.book({
          id,
          slot: offered.slot,
          body: fingerprint,
          key: request.cle.cle,
          detail: parcours ? { parcours } : {},
          ...(retenue === undefined ? {} : { hold: retenue }),
          ...(attente === undefined ? {} : { wait: attente }),
          ...(personal ? { personal: { ...personal } } : {}),
          ...(reached ? { contact: reached.contact } : {}),
          ...(code ? { confirmation: { ...code, expires: now() + CODE_LASTS } } : {}),
        } satisfies BookRequest),
        motif.id,
      )
      if (outcome.ok) return answer(reply, outcome.rdv, outcome.fresh ? 201 : 200, true, reached?.personal)
      const problem = await service.refuse(outcome, offered, request.cle)
      if (problem.code !== 'creneau_pris' && problem.code !== 'creneau_retenu') throw problem
      lost ??= problem
    }
    throw lost!
  })

  async function answer(
    reply: FastifyReply,
    rdv: RendezVous,
    status: number,
    withAccess: boolean,
    personal?: PersonalData | null,
  ): Promise<FastifyReply> {
    const view = await service.rdvView(rdv, withAccess)
    void reply.header('etag', etagOf(rdv)).header('cache-control', 'no-store')
    if (rdv.state !== 'a-confirmer') return reply.code(status).send(view)
    const waiting = reply.request.method === 'GET' ? 200 : 202
    const reached = personal ?? ((await store.personal(rdv.id)) as PersonalData | null)
    return reply.code(waiting).send({
      ...view,
      confirmation: {
        canal: reached?.courriel ? 'courriel' : 'sms',
        longueur: CODE_LENGTH,
        expire: new Date(rdv.codeExpires ?? now()).toISOString(),
      },
    })
  }

  app.post<Uuid>('/v1/rdv/:uuid/confirmation', async (request, reply) => {
    const id = uuidOf(request.params.uuid)
    const body = new Reader(request.body)
    const code = body.text('code', 12).replace(/\s/g, '')
    if (!/^\d{6}$/.test(code)) body.fault('code', 'Donnez les six chiffres reçus.')
    body.done()
    const outcome = await store.confirm({
      id,
      matches: (hash) => isRightCode(service.signing, id, code, hash),
      tries: TRIES,
    })
    if (!outcome.ok) throw await service.refuse(outcome)
    counted('confirme', outcome, outcome.rdv.slot.motif)
    // Said again to a lost answer, without the secret: she has had it since she asked, and no code was looked at this time.
    return answer(reply, outcome.rdv, 200, outcome.fresh)
  })

  /** The rendez-vous of whoever has its secret; for anybody else, there is none. */
  async function owned(request: FastifyRequest<Uuid>): Promise<RendezVous> {
    const { uuid } = request.params
    if (!isUuid(uuid)) throw new Problem('inconnu')
    const id = uuid.toLowerCase()
    service.checkAccess(id, request.headers['parcours-acces'])
    const rdv = await store.read(id)
    if (!rdv) throw new Problem('inconnu')
    return rdv
  }

  app.get<Uuid>('/v1/rdv/:uuid', async (request, reply) => {
    const rdv = await owned(request)
    const etag = etagOf(rdv)
    if (request.headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
      return reply.code(304).header('etag', etag).header('cache-control', 'no-store').send()
    return answer(reply, rdv, 200, false)
  })

  app.get<Uuid>('/v1/rdv/:uuid.ics', async (request, reply) => {
    const rdv = await owned(request)
    if (rdv.state === 'a-confirmer' || rdv.state === 'abandonne') throw new Problem('inconnu')
    const personal = (await store.personal(rdv.id)) as PersonalData | null
    const address =
      rdv.slot.mode === 'on-site' && personal?.partage !== true ? agenda.lieu(rdv.slot.lieu)?.address : undefined
    return reply
      .header('etag', `"${rdv.version}"`)
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="rendez-vous.ics"')
      .type('text/calendar; charset=utf-8')
      .send(calendarOf(service.calendarId(rdv.id), rdv, address))
  })

  app.put<Uuid>('/v1/rdv/:uuid/creneau', async (request, reply) => {
    const rdv = await owned(request)
    const version = ifMatch(request, rdv.version)
    const body = new Reader(request.body)
    const jeton = body.text('jeton', LIMITS.token)
    const retenue = body.uuid('retenue')
    const attente = body.uuid('attente')
    body.done()
    const held = retenue === undefined ? null : await store.readHold(retenue)
    const waited = attente === undefined ? null : await store.readWait(attente)
    const offered = await service.opened(
      jeton,
      request.cle,
      (slot) =>
        sameSlot(rdv.slot, slot) ||
        (held !== null && sameSlot(held.slot, slot)) ||
        (waited?.offer != null && sameSlot(waited.offer.slot, slot)),
    )
    if (offered.slot.motif !== rdv.slot.motif)
      throw invalid('/jeton', 'Un rendez-vous se déplace pour le même motif. Pour un autre motif, réservez à part.')
    const outcome = await store.move({
      id: rdv.id,
      version,
      slot: offered.slot,
      ...(retenue === undefined ? {} : { hold: retenue }),
      ...(attente === undefined ? {} : { wait: attente }),
      notice: agenda.motif(rdv.slot.motif)?.notice ?? 0,
    })
    if (!outcome.ok) throw await service.refuse(outcome, offered, request.cle)
    counted('deplace', outcome, rdv.slot.motif)
    return answer(reply, outcome.rdv, 200, false)
  })

  app.delete<Uuid>('/v1/rdv/:uuid', async (request, reply) => {
    const rdv = await owned(request)
    const outcome = await store.cancel({
      id: rdv.id,
      version: ifMatch(request, rdv.version),
      notice: agenda.motif(rdv.slot.motif)?.notice ?? 0,
    })
    if (!outcome.ok) throw await service.refuse(outcome)
    counted('annule', outcome, rdv.slot.motif)
    return answer(reply, outcome.rdv, 200, false)
  })

  // ---- Waitlist ----

  app.put<Uuid>('/v1/attentes/:uuid', async (request, reply) => {
    const id = uuidOf(request.params.uuid)
    const body = new Reader(request.body)
    const { cle } = request
    const motifId = body.text('motif', 120)
    const lieux = body.list(
      'lieux',
      20,
      (one) => agenda.lieu(one as string) !== undefined && (cle.lieux?.includes(one as string) ?? true),
      'lieux de ce service',
    )
    const modes = body.list('modes', 3, (one) => (MODES as readonly unknown[]).includes(one), 'modes')
    const from = body.text('from', 10)
    const to = body.text('to', 10)
    const besoins = besoinsOf(body)
    const jointe = body.flag('jointe')
    const reached = contactOf(body)
    const parcours = parcoursOf(body)
    if (!isDay(from)) body.fault('from', 'Donnez un jour, « 2026-10-06 ».')
    if (!isDay(to)) body.fault('to', 'Donnez un jour, « 2026-10-06 ».')
    if (isDay(from) && isDay(to) && (to < from || daysBetween(from, to) > 180))
      body.fault('to', 'Donnez un dernier jour après le premier, dans les six mois.')
    if (lieux.length === 0) body.fault('lieux', 'Donnez un lieu au moins.')
    if (reached && config.contacts === 'hote')
      body.fault('contact', 'Ce service ne prend pas de coordonnées : le site qui vous accueille les garde.')
    body.done()
    const motif = service.motifOf(motifId, request.cle)
    if (!motif.attente) throw new Problem('inconnu', { detail: 'Ce motif n’a pas de liste d’attente.' })
    const possible = agenda.modesFor(motifId, besoins).filter((mode) => modes.length === 0 || modes.includes(mode))
    const able = lieux.filter((lieu) => agenda.receives(lieu, besoins))
    if (!possible.length || !able.length)
      throw invalid('/besoins', 'Aucun de ces lieux, de ces manières, ne peut répondre à ces besoins.')
    const zones = lieux.map((lieu) => agenda.lieu(lieu)!.zone)
    if (zones.every((zone) => to < dayAt(now(), zone)))
      throw new Problem('hors_delai', { members: { alternatives: [] } })
    if (reached && (await store.readWait(id)) === null) {
      await limitContact(request, reached.contact)
    }
    const personal: PersonalData | undefined =
      reached || (besoins.length > 0 && config.encryption.length > 0)
        ? { ...reached?.personal, ...(besoins.length ? { besoins } : {}) }
        : undefined
    const outcome = await store.wait({
      id,
      body: service.fingerprint('attente', motifId, lieux, modes, from, to, besoins, jointe, reached, parcours ?? null),
      key: request.cle.cle,
      wish: {
        motif: motifId,
        lieux: able,
        modes: possible,
        from: Math.min(...zones.map((zone) => instantAt(from, '00:00', zone))),
        // Never after her last day, wherever it ends first.
        to: Math.min(...zones.map((zone) => instantAt(addDays(to, 1), '00:00', zone))),
        lasts: agenda.lasts(motifId, besoins, possible.includes('on-site') ? 'on-site' : possible[0], jointe),
        places: jointe || motif.jointe ? 2 : 1,
      },
      detail: parcours ? { parcours } : {},
      ...(personal ? { personal: { ...personal } } : {}),
      ...(reached ? { contact: reached.contact } : {}),
    })
    if (!outcome.ok) throw await service.refuse(outcome)
    counted('attente', outcome, motif.id)
    return reply
      .code(outcome.fresh ? 201 : 200)
      .header('cache-control', 'no-store')
      .send(await service.waitView(outcome.wait, true))
  })

  app.get<Uuid>('/v1/attentes/:uuid', async (request, reply) => {
    const { uuid } = request.params
    if (!isUuid(uuid)) throw new Problem('inconnu')
    service.checkAccess(uuid.toLowerCase(), request.headers['parcours-acces'])
    const wait = await store.readWait(uuid.toLowerCase())
    if (!wait) throw new Problem('inconnu')
    return reply.header('cache-control', 'no-store').send(await service.waitView(wait, false))
  })

  app.delete<Uuid>('/v1/attentes/:uuid', async (request, reply) => {
    const { uuid } = request.params
    if (!isUuid(uuid)) throw new Problem('inconnu')
    service.checkAccess(uuid.toLowerCase(), request.headers['parcours-acces'])
    const outcome = await store.leave(uuid.toLowerCase())
    if (!outcome.ok) throw await service.refuse(outcome)
    return reply.code(204).send()
  })

  // ---- For the operator ----

  app.get('/v1/metriques', { config: { open: true } }, async (request, reply) => {
    const sent = Buffer.from(String(request.headers.authorization ?? ''))
    const expected = Buffer.from(`Bearer ${config.metricsToken ?? ''}`)
    const allowed =
      config.metricsToken === null
        ? ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
        : sent.length === expected.length && timingSafeEqual(sent, expected)
    if (!allowed) throw new Problem('inconnu')
    metrics.waiting.set((await store.counts()).outbox)
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function sameSlot(a: Slot, b: Slot): boolean {
  return (
    a.motif === b.motif &&
    a.lieu === b.lieu &&
    a.mode === b.mode &&
    a.start === b.start &&
    a.end === b.end &&
    a.places.length === b.places.length &&
    a.places.every(({ agenda }, rank) => agenda === b.places[rank]!.agenda)
  )
}

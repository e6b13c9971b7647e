/**
 * A service of the contract /v1 that lives in the page: a handful of times, a memory, and the misfortunes that a test or a story asks for.
 * The real one is tests/e2e/rendez-vous.spec.ts's; this one is to reach each state of the widget without a network.
 */
import type { Capacites, Creneau, Lieu, Motif, Problem, Rdv, RdvRequest } from '@parcours/rendez-vous/contract'

/** Nobody answers there. */
export const V1 = 'https://rdv.example/v1?cle=pk_essai'

export interface FakeOptions {
  readonly capabilities?: readonly string[]
  readonly motif?: Partial<Motif>
  readonly contacts?: 'serveur' | 'hote'
  /** Times: lieu, mode, start. */
  readonly times?: readonly (readonly [string, 'on-site' | 'phone' | 'video', string])[]
  readonly next?: readonly [string, 'on-site' | 'phone' | 'video', string]
  /** Starts that somebody else takes before she does. */
  readonly taken?: readonly string[]
  /** Every request to a path that starts so loses its answer, so many times; the request itself is heard. */
  readonly lost?: Readonly<Record<string, number>>
  /** The first request to a path that starts so is refused. */
  readonly refused?: Readonly<
    Record<string, { readonly status: number; readonly code: string; readonly after?: number }>
  >
  /** A place is free at once for whoever waits. */
  readonly offers?: boolean
  /** Milliseconds that a hold lasts; 10 minutes. */
  readonly holds?: number
  /** It can no longer be changed. */
  readonly late?: boolean
  /** Two organismes receive her at once. */
  readonly joint?: boolean
  /** The list is closed to who looks again: its days are over. */
  readonly over?: boolean
  /** Languages that it writes in; it says nothing of them otherwise. */
  readonly langues?: readonly string[]
}

const LIEUX: readonly Lieu[] = [
  {
    id: 'pau',
    name: 'Agence de Pau (essai)',
    zone: 'Europe/Paris',
    modes: ['on-site', 'phone'],
    besoins: ['interprete', 'lsf', 'fauteuil'],
    address: '1 place du Marché, Pau',
    codePostal: '64000',
    departement: '64',
    access: 'Entrée de plain-pied',
  },
  {
    id: 'mourenx',
    name: 'France Services de Mourenx (essai)',
    zone: 'Europe/Paris',
    modes: ['on-site'],
    besoins: ['interprete'],
    address: '3 rue des Écoles, Mourenx',
    codePostal: '64150',
    departement: '64',
  },
  {
    id: 'denis',
    name: 'Agence de Saint-Denis (essai)',
    zone: 'Indian/Reunion',
    modes: ['on-site'],
    besoins: [],
    address: '2 rue de la Mer, Saint-Denis',
    codePostal: '97400',
    departement: '974',
  },
]

export const TIMES: NonNullable<FakeOptions['times']> = [
  ['pau', 'phone', '2026-10-07T10:20:00+02:00'],
  ['pau', 'on-site', '2026-10-08T09:30:00+02:00'],
  ['pau', 'on-site', '2026-10-08T10:15:00+02:00'],
  ['pau', 'on-site', '2026-10-09T14:00:00+02:00'],
  ['mourenx', 'on-site', '2026-10-13T09:00:00+02:00'],
  ...['12', '13', '14', '15', '16'].map((day) => ['pau', 'on-site', `2026-10-${day}T11:00:00+02:00`] as const),
]
export const OVERSEAS: NonNullable<FakeOptions['times']> = [
  ['denis', 'on-site', '2026-10-07T01:30:00+04:00'],
  ['denis', 'on-site', '2026-10-07T09:00:00+04:00'],
]

const CAPABILITIES = ['next', 'slots', 'book', 'cancel', 'hold', 'move', 'waitlist']
/** What the code of a message would be. */
export const CODE = '123456'

export class FakeService {
  readonly rdvs = new Map<string, { body: string; rdv: Rdv }>()
  readonly holds = new Set<string>()
  readonly waits = new Map<string, boolean>()
  /** Method and path of every request, in order. */
  readonly log: string[] = []
  readonly bodies: unknown[] = []
  #lost: Record<string, number>
  #refused: Record<string, { status: number; code: string; after?: number }>
  #taken: Set<string>

  constructor(readonly options: FakeOptions = {}) {
    this.#lost = { ...options.lost }
    this.#refused = { ...options.refused }
    this.#taken = new Set(options.taken)
  }

  async answer(url: URL, init: RequestInit): Promise<Response> {
    const path = url.pathname.replace('/v1/', '')
    const asked = `${init.method ?? 'GET'} ${path}`
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
    this.log.push(asked)
    if (body) this.bodies.push(body)
    const hit = (list: object): string | undefined => Object.keys(list).find((start) => asked.startsWith(start))
    const refused = hit(this.#refused)
    if (refused) {
      const { status, code, after } = this.#refused[refused]!
      delete this.#refused[refused]
      return this.#problem(status, code, {}, after)
    }
    const response = this.#route(init.method ?? 'GET', path, url.searchParams, body, new Headers(init.headers))
    const lost = hit(this.#lost)
    if (lost && this.#lost[lost]! > 0) {
      this.#lost[lost]!--
      throw new TypeError('Failed to fetch')
    }
    return Promise.resolve(response)
  }

  #json(body: unknown, status = 200): Response {
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  }
  #problem(status: number, code: string, members: Partial<Problem> = {}, after?: number): Response {
    return new Response(JSON.stringify({ type: `/${code}`, title: code, status, code, ...members }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...(after ? { 'retry-after': String(after) } : {}) },
    })
  }

  get motif(): Motif {
    return {
      id: 'jardin/premier-pas',
      name: 'Premiers pas au jardin',
      organisme: 'Jardin',
      modes: ['on-site', 'phone', 'video'],
      minutes: 45,
      besoins: ['interprete', 'lsf', 'fauteuil'],
      contact: 'facultatif',
      confirmation: false,
      attente: true,
      jointe: false,
      noticeMinutes: 120,
      changeMinutes: 1440,
      ...this.options.motif,
    }
  }

  #creneau([lieu, mode, start]: NonNullable<FakeOptions['next']>): Creneau {
    const { zone } = LIEUX.find(({ id }) => id === lieu)!
    const end = start.replace(/T(\d\d):(\d\d)/, (_, h: string, m: string) => {
      const at = Number(h) * 60 + Number(m) + 45
      return `T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    })
    return {
      jeton: `${lieu}|${mode}|${start}`,
      motif: this.motif.id,
      lieu,
      mode,
      start,
      end,
      zone,
      jointe: this.options.joint === true,
    }
  }
  get #free(): Creneau[] {
    const booked = new Set(
      [...this.rdvs.values()].filter(({ rdv }) => rdv.etat !== 'annule').map(({ rdv }) => rdv.creneau.start),
    )
    return (this.options.times ?? TIMES).map((one) => this.#creneau(one)).filter(({ start }) => !booked.has(start))
  }
  /** Somebody else is quicker. */
  #gone(jeton: string): Response | null {
    const start = jeton.split('|')[2]!
    if (!this.#taken.has(start)) return null
    const alternatives = this.#free.filter((one) => !this.#taken.has(one.start)).slice(0, 3)
    return this.#problem(409, 'creneau_pris', { alternatives })
  }

  #route(method: string, path: string, query: URLSearchParams, body: unknown, headers: Headers): Response {
    const [what, id = '', more] = path.replace(/\.ics$/, '/ics').split('/')
    const { capabilities = CAPABILITIES, contacts = 'serveur', holds = 600_000 } = this.options
    if (what === 'capacites')
      return this.#json({
        contract: '1.0',
        capabilities,
        besoins: ['interprete', 'lsf', 'fauteuil'],
        contacts,
        horizonDays: 60,
        retenue: { minutes: holds / 60_000, most: 40 },
        ...(this.options.langues ? { langues: this.options.langues } : {}),
        traitement: {
          responsable: 'Le jardin (essai), 1 place du Marché, Pau',
          finalite: 'Organiser le rendez-vous que vous demandez.',
          baseLegale: 'Mission d’intérêt public.',
          conservationJours: 30,
          droits: 'droits@jardin.example',
          dpo: 'dpo@jardin.example',
        },
      } satisfies Capacites)
    if (what === 'motifs') return this.#json({ motifs: [this.motif] })
    if (what === 'lieux') {
      const departement = query.get('codePostal')?.replace(/^(9[78].|..).*/, '$1')
      const needs = query.getAll('besoins')
      const used = new Set((this.options.times ?? TIMES).map(([lieu]) => lieu))
      return this.#json({
        lieux: LIEUX.filter(
          (lieu) =>
            (departement ? lieu.departement === departement : used.has(lieu.id) || !used.size) &&
            needs.every((need) => (lieu.besoins as readonly string[]).includes(need)),
        ),
      })
    }
    if (what === 'creneaux') {
      const lieux = query.getAll('lieu')
      const [from, to] = [query.get('from')!, query.get('to')!]
      const found = this.#free.filter(
        ({ lieu, start }) =>
          (!lieux.length || lieux.includes(lieu)) && start.slice(0, 10) >= from && start.slice(0, 10) <= to,
      )
      const { next } = this.options
      return this.#json({ from, to, creneaux: found, next: !found.length && next ? this.#creneau(next) : null })
    }
    if (what === 'retenues') {
      if (method === 'DELETE') {
        this.holds.delete(id)
        return new Response(null, { status: 204 })
      }
      const { jeton } = body as { jeton: string }
      const gone = this.#gone(jeton)
      if (gone) return gone
      this.holds.add(id)
      const [lieu, mode, start] = jeton.split('|') as [string, 'on-site', string]
      return this.#json({
        id,
        expire: new Date(Date.now() + holds).toISOString(),
        auPlusTard: new Date(Date.now() + 2_400_000).toISOString(),
        creneau: this.#creneau([lieu, mode, start]),
      })
    }
    if (what === 'attentes') {
      if (method === 'DELETE') {
        this.waits.delete(id)
        return new Response(null, { status: 204 })
      }
      const first = !this.waits.has(id)
      if (method === 'PUT') this.waits.set(id, true)
      const offre = {
        creneau: this.#creneau(['pau', 'on-site', '2026-10-07T15:00:00+02:00']),
        expire: '2026-10-06T16:00:00Z',
      }
      const offered = this.options.offers && !first
      return this.#json({
        id,
        etat: this.options.over && !first ? 'finie' : offered ? 'offre' : 'attend',
        version: 1,
        acces: 'acces',
        ...(offered ? { offre } : {}),
      })
    }
    return this.#rdv(method, id, more, body, headers)
  }

  #rdv(method: string, id: string, more: string | undefined, body: unknown, headers: Headers): Response {
    const known = this.rdvs.get(id)
    const of = (jeton: string, version: number, etat: Rdv['etat'], sent: RdvRequest): Rdv => {
      const [lieu, mode, start] = jeton.split('|') as [string, 'on-site', string]
      const { jeton: _, ...creneau } = this.#creneau([lieu, mode, start])
      return {
        id,
        etat,
        version,
        creneau,
        modifiableJusqua: this.options.late ? '2020-01-01T00:00:00Z' : '2099-01-01T08:00:00Z',
        besoins: sent.besoins ?? [],
        rappels: sent.rappels ?? false,
        acces: 'acces',
        ...(etat === 'a-confirmer'
          ? {
              confirmation: {
                canal: sent.contact?.courriel ? 'courriel' : 'sms',
                longueur: 6,
                expire: '2099-01-01T00:00:00Z',
              },
            }
          : {}),
      }
    }
    if (method === 'PUT' && !more) {
      const sent = body as RdvRequest
      const text = JSON.stringify(body)
      if (known)
        return known.body === text
          ? this.#json(known.rdv, known.rdv.etat === 'a-confirmer' ? 202 : 200)
          : this.#problem(409, 'cle_reutilisee')
      const wanted = [sent.jeton, ...(sent.souhaits ?? [])].find((jeton) => !this.#gone(jeton))
      if (!wanted) return this.#gone(sent.jeton)!
      const rdv = of(wanted, 1, this.motif.confirmation ? 'a-confirmer' : 'confirme', sent)
      this.rdvs.set(id, { body: text, rdv })
      return this.#json(rdv, this.motif.confirmation ? 202 : 201)
    }
    if (!known) return this.#problem(404, 'inconnu')
    if (method === 'POST') {
      if ((body as { code: string }).code !== CODE) return this.#problem(422, 'code_faux', { essais: 4 })
      const { confirmation: _, ...rdv } = known.rdv
      known.rdv = { ...rdv, etat: 'confirme', version: 2 }
      return this.#json(known.rdv)
    }
    if (more === 'ics')
      return new Response('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', { headers: { 'content-type': 'text/calendar' } })
    if (method === 'GET') return this.#json(known.rdv)
    if (headers.get('if-match') !== `"${known.rdv.version}"`) return this.#problem(412, 'version_perimee')
    if (method === 'DELETE') known.rdv = { ...known.rdv, etat: 'annule', version: known.rdv.version + 1 }
    else {
      const { jeton } = body as { jeton: string }
      const gone = this.#gone(jeton)
      if (gone) return gone
      known.rdv = of(jeton, known.rdv.version + 1, 'confirme', JSON.parse(known.body) as RdvRequest)
    }
    return this.#json(known.rdv)
  }
}

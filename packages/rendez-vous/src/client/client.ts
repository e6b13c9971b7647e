/**
 * Talks to a service of the contract /v1 from a browser. What is asked may always be asked again: UUIDs are made here, and a request whose
 * answer was lost is repeated as it was, so that she gets one rendez-vous, not none and not two.
 */
import type {
  Attente,
  AttenteRequest,
  Capacites,
  Creneaux,
  Lieu,
  Mode,
  Motif,
  Problem,
  Rdv,
  RdvRequest,
  Retenue,
} from '../contract/index.js'
import { isCode } from '../contract/codes.js'
import { capabilitiesOf } from '../level.js'
import type { Capability } from '../types.js'
import { RendezVousError } from '../error.js'
import { parse, request, wait, type Read } from '../fetch.js'
import { solve } from './work.js'

export interface ClientOptions {
  /** Address of the service, up to /v1; its publishable key may stand in it: 'https://rdv.caisse.fr/v1?cle=pk_…'. */
  readonly api: string
  /** Publishable key. Default: `cle` of the address. */
  readonly cle?: string
  /** Milliseconds for one try, reading included. Default 12 000. */
  readonly timeout?: number
  /** Bytes of an answer. Default 2 000 000. */
  readonly limit?: number
  /** Milliseconds before each new try of a request whose answer was lost. Default 500, 1500, 4000. */
  readonly pauses?: readonly number[]
  readonly fetch?: typeof globalThis.fetch
}

export interface CreneauxQuery {
  readonly motif: string
  /** Ids; every lieu of the motif when absent. */
  readonly lieu?: readonly string[]
  readonly mode?: Mode
  /** 'YYYY-MM-DD', both included, at most 31 days. */
  readonly from: string
  readonly to: string
  readonly besoins?: readonly string[]
  readonly jointe?: boolean
}

/** A change of an existing rendez-vous: whoever has its secret, and saw its version. */
export interface Owned {
  readonly id: string
  readonly acces: string
  readonly version: number
}

/** Every method throws a RendezVousError and nothing else, but for an aborted `signal`, whose reason is thrown. */
export interface Client {
  /** What the service can do. `known` are the capabilities that this version of the client knows: show nothing on any other's account. */
  capacites(signal?: AbortSignal): Promise<Capacites & { readonly known: ReadonlySet<Capability> }>
  motifs(query?: { parcours?: string; version?: string }, signal?: AbortSignal): Promise<readonly Motif[]>
  lieux(
    query?: { motif?: string; codePostal?: string; departement?: string; besoins?: readonly string[] },
    signal?: AbortSignal,
  ): Promise<readonly Lieu[]>
  creneaux(query: CreneauxQuery, signal?: AbortSignal): Promise<Creneaux>
  /** Keeps a time; the same uuid again extends it. */
  hold(uuid: string, jeton: string, signal?: AbortSignal): Promise<Retenue>
  release(uuid: string, signal?: AbortSignal): Promise<void>
  /** `etat` is 'a-confirmer' when a code was sent: see `confirmation`. */
  book(uuid: string, body: RdvRequest, signal?: AbortSignal): Promise<Rdv>
  confirm(uuid: string, code: string, signal?: AbortSignal): Promise<Rdv>
  read(uuid: string, acces: string, signal?: AbortSignal): Promise<Rdv>
  /** The calendar file, as text. */
  ics(uuid: string, acces: string, signal?: AbortSignal): Promise<string>
  /** @param start of the new creneau: how a move whose answer was lost is recognised */
  move(
    rdv: Owned,
    to: { readonly jeton: string; readonly start: string; readonly retenue?: string; readonly attente?: string },
    signal?: AbortSignal,
  ): Promise<Rdv>
  cancel(rdv: Owned, signal?: AbortSignal): Promise<Rdv>
  wait(uuid: string, body: AttenteRequest, signal?: AbortSignal): Promise<Attente>
  waiting(uuid: string, acces: string, signal?: AbortSignal): Promise<Attente>
  leave(uuid: string, acces: string, signal?: AbortSignal): Promise<void>
}

/** Answers kept to ask "has it changed" instead of reading the whole again. In memory only: the device may be shared. */
const KEPT = 24
/** Seconds that she can be made to wait without being told. */
const SHORT = 5

type Query = Readonly<Record<string, string | boolean | readonly string[] | undefined>>
interface Ask {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly query?: Query
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}
interface Answer extends Read {
  /** More than one try was needed: an earlier one may have been done. */
  readonly repeated: boolean
}

/** True when an address is one of this contract: it holds a publishable key. */
export function speaksV1(api: string): boolean {
  try {
    return new URL(api).searchParams.has('cle')
  } catch {
    return false
  }
}

/** @throws {TypeError} when `api` is not an absolute address */
export function createClient(options: ClientOptions): Client {
  const { timeout = 12_000, limit = 2_000_000, pauses = [500, 1500, 4000] } = options
  const base = new URL(options.api)
  const key = options.cle ?? base.searchParams.get('cle') ?? ''
  base.search = base.hash = ''
  base.pathname = base.pathname.replace(/\/*$/, '/')
  const kept = new Map<string, { readonly etag: string; readonly text: string }>()

  const addressOf = (path: string, query: Query = {}): string => {
    const url = new URL(path, base)
    for (const [name, value] of Object.entries(query))
      for (const one of [value ?? []].flat()) if (one !== false) url.searchParams.append(name, String(one))
    return url.href
  }

  async function ask(path: string, { method = 'GET', query, body, headers, signal }: Ask = {}): Promise<Answer> {
    const url = addressOf(path, query)
    const init: RequestInit = {
      method,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    let proof: string | null = null
    let works = 0
    for (let tries = 0; ; tries++) {
      let failure: RendezVousError
      try {
        const read = await request(
          url,
          {
            ...init,
            headers: {
              accept: 'application/json',
              'Parcours-Cle': key,
              ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
              ...(proof ? { 'Parcours-Preuve': proof } : {}),
              ...headers,
            },
          },
          { timeout, limit, fetch: options.fetch },
          signal,
        )
        if (read.status < 400) return { ...read, repeated: tries > 0 }
        failure = problemOf(read)
      } catch (error) {
        if (!(error instanceof RendezVousError)) throw error
        failure = error
      }
      const { preuve } = failure.problem ?? {}
      // A proof is good for one request: one whose answer was lost needs another.
      if (preuve && works++ <= pauses.length) {
        proof = await solve(preuve, signal)
        if (proof) continue
      }
      const again = failure.unsure && failure.code !== 'json' && failure.code !== 'too-big'
      const pause = pauses[tries]
      if (!again || pause === undefined || (failure.after ?? 0) > SHORT) {
        // An earlier try may have been done, and this refusal may come of that: callers that can tell look again.
        if (tries > 0) repeatedFailures.add(failure)
        throw failure
      }
      await wait(Math.max(pause, (failure.after ?? 0) * 1000), signal)
    }
  }
  const repeatedFailures = new WeakSet<RendezVousError>()

  const jsonOf = <T>({ text, status }: Read): T => parse(text, status) as T
  const write = async <T>(path: string, asked: Ask): Promise<T> => jsonOf<T>(await ask(path, asked))

  /** A GET that is asked again only for what changed. */
  async function get<T>(path: string, query: Query, signal: AbortSignal | undefined): Promise<T> {
    const url = addressOf(path, query)
    const before = kept.get(url)
    const found = await ask(path, {
      query,
      signal,
      ...(before ? { headers: { 'If-None-Match': before.etag } } : {}),
    })
    if (found.status === 304 && before) return parse(before.text, 304) as T
    const etag = found.headers.get('etag')
    kept.delete(url)
    if (etag) kept.set(url, { etag, text: found.text })
    const oldest = kept.keys().next()
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value)
    return jsonOf<T>(found)
  }

  const listed = <T>(found: unknown, name: string): readonly T[] => {
    const all = (found as Record<string, unknown> | null)?.[name]
    if (Array.isArray(all)) return all as readonly T[]
    throw new RendezVousError('contract', `La réponse du service des rendez-vous n’a pas de liste « ${name} ».`)
  }
  const rdvOf = (found: Rdv): Rdv => {
    if (typeof found?.id === 'string' && typeof found.version === 'number' && typeof found.creneau?.start === 'string')
      return found
    throw new RendezVousError('contract', 'La réponse du service des rendez-vous n’est pas un rendez-vous du contrat.')
  }
  const ownedBy = (acces: string): Ask['headers'] & object => ({ 'Parcours-Acces': acces })

  const read = async (uuid: string, acces: string, signal?: AbortSignal): Promise<Rdv> =>
    rdvOf(await write<Rdv>(`rdv/${uuid}`, { headers: ownedBy(acces), signal }))

  /** A change that was repeated and then refused as out of date may be our own, done the first time. */
  async function change(
    { id, acces, version }: Owned,
    path: string,
    asked: Ask,
    isDone: (rdv: Rdv) => boolean,
    signal: AbortSignal | undefined,
  ): Promise<Rdv> {
    try {
      return rdvOf(
        await write<Rdv>(path, { ...asked, signal, headers: { ...ownedBy(acces), 'If-Match': `"${version}"` } }),
      )
    } catch (error) {
      if (!(error instanceof RendezVousError) || error.code !== 'version_perimee' || !repeatedFailures.has(error))
        throw error
      const now = await read(id, acces, signal)
      if (now.version === version + 1 && isDone(now)) return now
      throw error
    }
  }

  return {
    async capacites(signal) {
      const found = await get<Capacites>('capacites', {}, signal)
      if (typeof found?.contract !== 'string' || !/^1\.\d+$/.test(found.contract))
        throw new RendezVousError(
          'contract',
          `Le service des rendez-vous suit le contrat ${JSON.stringify(found?.contract) ?? 'absent'} ; cette version lit le contrat 1.`,
        )
      return { ...found, known: capabilitiesOf(found.capabilities) }
    },
    motifs: async (query = {}, signal) => listed(await get('motifs', query, signal), 'motifs'),
    lieux: async (query = {}, signal) => listed(await get('lieux', query, signal), 'lieux'),
    async creneaux(query, signal) {
      const found = await get<Creneaux>('creneaux', { ...query }, signal)
      listed(found, 'creneaux')
      return found
    },

    hold: (uuid, jeton, signal) => write(`retenues/${uuid}`, { method: 'PUT', body: { jeton }, signal }),
    async release(uuid, signal) {
      await ask(`retenues/${uuid}`, { method: 'DELETE', signal })
    },
    book: async (uuid, body, signal) => rdvOf(await write(`rdv/${uuid}`, { method: 'PUT', body, signal })),
    confirm: async (uuid, code, signal) =>
      rdvOf(await write(`rdv/${uuid}/confirmation`, { method: 'POST', body: { code }, signal })),
    read,
    ics: async (uuid, acces, signal) => (await ask(`rdv/${uuid}.ics`, { headers: ownedBy(acces), signal })).text,
    // Member by member: a whole creneau may be given, and the service refuses what it does not name.
    move: (rdv, { start, jeton, retenue, attente }, signal) =>
      change(
        rdv,
        `rdv/${rdv.id}/creneau`,
        { method: 'PUT', body: { jeton, retenue, attente } },
        ({ creneau }) => Date.parse(creneau.start) === Date.parse(start),
        signal,
      ),
    cancel: (rdv, signal) =>
      change(rdv, `rdv/${rdv.id}`, { method: 'DELETE' }, ({ etat }) => etat === 'annule', signal),

    wait: (uuid, body, signal) => write(`attentes/${uuid}`, { method: 'PUT', body, signal }),
    waiting: (uuid, acces, signal) => write(`attentes/${uuid}`, { headers: ownedBy(acces), signal }),
    async leave(uuid, acces, signal) {
      await ask(`attentes/${uuid}`, { method: 'DELETE', headers: ownedBy(acces), signal })
    },
  }
}

/** What a refusal says. A server that does not speak the contract's way is still understood by its status. */
function problemOf({ status, headers, text }: Read): RendezVousError {
  let problem: Partial<Problem> | undefined
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found === 'object' && found !== null) problem = found
  } catch {
    // A page of a proxy: the status says enough.
  }
  const seconds = Number(headers.get('retry-after') ?? NaN)
  const passes = status >= 500 || status === 429
  return new RendezVousError(
    isCode(problem?.code) ? problem.code : passes ? 'unavailable' : 'refused',
    `Le service des rendez-vous a répondu ${status}${problem?.title ? ` : ${problem.title}` : ''}.`,
    status,
    problem,
    Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined,
  )
}

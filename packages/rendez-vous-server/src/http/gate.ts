/**
 * Everything that stands before a route: CORS, publishable key, limits, proof of work. A refusal here has touched nothing.
 */
import { isIPv6 } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config, Limit } from '../config.js'
import type { Keyring } from './keyring.js'
import type { Keys, PublishableKey } from './keys.js'
import type { Limits } from './limits.js'
import { Problem } from './problems.js'
import type { Work } from './work.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The site that asks; set for every route of the contract. */
    cle: PublishableKey
  }
  interface FastifyContextConfig {
    /** Routes without a key: health, metrics, the contract's own description. */
    open?: boolean
  }
}

const METHODS = 'GET, PUT, POST, DELETE, OPTIONS'
const HEADERS = 'Content-Type, If-Match, If-None-Match, Parcours-Cle, Parcours-Acces, Parcours-Preuve'
const EXPOSED = 'ETag, Retry-After'
/** Seconds that a browser keeps a preflight; two hours is the most that any keeps. */
const MAX_AGE = '7200'

/** An address as it is counted: a whole /64 for IPv6, which one household has to itself. Only a keyed hash of it is kept. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1]!
  const [head = '', tail = ''] = ip.split('%')[0]!.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const all = ip.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left
  return all
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':')
}

export interface GateOptions {
  readonly keys: Keys
  readonly limits: Limits
  readonly work: Work
  readonly signing: Keyring
  readonly config: Pick<Config, 'limits'>
}

/** What a source may do above its limit when it works for each request: it slows a flood and lets a shared address through. */
const WORKED = 5

export function gate(app: FastifyInstance, { keys, limits, work, signing, config }: GateOptions): void {
  const subjectOf = (request: FastifyRequest): string => signing.derive('adresse', networkOf(request.ip)).slice(0, 30)

  const limitSource = async (request: FastifyRequest, kind: string, limit: Limit): Promise<void> => {
    const subject = `${kind}/${subjectOf(request)}`
    const { passes, wait } = await limits.count(subject, limit)
    if (passes) return
    const answer = request.headers['parcours-preuve']
    if (work.active && typeof answer === 'string' && (await work.verify(subject, answer))) {
      const worked = await limits.count(`${subject}/preuve`, { ...limit, count: limit.count * WORKED })
      if (worked.passes) return
      throw new Problem('trop_de_demandes', { retryAfter: worked.wait })
    }
    throw new Problem('trop_de_demandes', {
      retryAfter: wait,
      ...(work.active ? { members: { preuve: work.challenge(subject) } } : {}),
    })
  }

  app.decorateRequest('cle', null as unknown as PublishableKey)

  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    // Said of every answer, so that no cache between serves one site's answer to another.
    void reply.header('vary', 'Origin')
    if (origin !== undefined && keys.knows(origin)) {
      void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', EXPOSED)
    }
    if (request.method === 'OPTIONS') return
    if (request.routeOptions.config.open) return
    await limitSource(request, 'adresse', config.limits.address)
    const key = keys.find(request.headers['parcours-cle'])
    if (!key) throw new Problem('cle_inconnue')
    if (origin !== undefined && !keys.allows(key, origin)) {
      void reply.removeHeader('access-control-allow-origin')
      throw new Problem('origine_refusee')
    }
    request.cle = key
    const { passes, wait } = await limits.count(`cle/${key.cle}`, config.limits.key)
    if (!passes) throw new Problem('trop_de_demandes', { retryAfter: wait })
    if (request.method !== 'GET' && request.method !== 'HEAD')
      await limitSource(request, 'ecritures', config.limits.writes)
  })

  app.options('/v1/*', { config: { open: true } }, (request, reply: FastifyReply) => {
    const { origin } = request.headers
    if (origin === undefined || !keys.knows(origin)) throw new Problem('origine_refusee')
    return reply
      .code(204)
      .header('access-control-allow-methods', METHODS)
      .header('access-control-allow-headers', HEADERS)
      .header('access-control-max-age', MAX_AGE)
      .header('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
      .send()
  })
}

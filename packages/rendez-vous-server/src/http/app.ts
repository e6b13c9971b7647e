import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import { LIMITS, type Capacites, type Sante } from '@parcours/rendez-vous/contract'
import type { Config } from '../config.js'
import { StoreUnavailable } from '../store/store.js'
import { gate } from './gate.js'
import type { Keys, PublishableKey } from './keys.js'
import type { Limits } from './limits.js'
import { errorForLog, loggerOptions } from './logs.js'
import type { Metrics } from './metrics.js'
import { Problem, sendProblem } from './problems.js'
import { routes } from './routes.js'
import type { Service } from './service.js'
import type { Work } from './work.js'

export interface AppOptions {
  readonly config: Config
  readonly service: Service
  readonly keys: Keys
  readonly limits: Limits
  readonly work: Work
  readonly metrics: Metrics
  readonly capacities: (key: PublishableKey) => Capacites
  readonly openapi?: () => unknown
  /** False once the service is stopping: the balancer looks elsewhere. */
  readonly ready: () => boolean
  /** Where logs go; absent: standard output. */
  readonly logs?: { write(line: string): void }
}

export function buildApp(options: AppOptions): FastifyInstance {
  const { config, service, keys, limits, work, metrics, ready } = options
  const app = Fastify({
    logger: loggerOptions(config, options.logs),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: LIMITS.body,
    // Hops are counted from our side: what a client writes itself in X-Forwarded-For is never reached. Whoever sets this answers that
    // nobody gets here but through its proxies (Fastify's own number is refused to everybody for want of that promise).
    trustProxy: config.proxies > 0 ? (_address, hop) => hop < config.proxies : false,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 120 },
    return503OnClosing: false,
  }) as unknown as FastifyInstance

  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    const problem = problemOf(error)
    metrics.problems.inc({ code: problem.code })
    if (problem.code === 'indisponible') request.log.error({ erreur: errorForLog(error) }, 'indisponible')
    return sendProblem(reply, problem)
  })
  app.setNotFoundHandler(() => {
    throw new Problem('inconnu')
  })

  app.addHook('onSend', async (_request, reply) => {
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'inconnue'
    const { method } = request
    const { statusCode, elapsedTime } = reply
    metrics.requests.observe({ methode: method, route, statut: statusCode }, elapsedTime / 1000)
    request.log.info(
      { methode: method, route, statut: statusCode, ms: Math.round(elapsedTime), cle: request.cle?.cle },
      'requete',
    )
  })

  // A body that is not JSON is told like any other fault; a DELETE may come with the header and no body.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (_request, text, done) => {
      if (text === '') return done(null, undefined)
      try {
        done(null, JSON.parse(text as string))
      } catch {
        done(new Problem('requete_invalide', { detail: 'Le corps n’est pas du JSON.' }))
      }
    },
  )

  gate(app, { keys, limits, work, signing: config.signing, config })

  let pinged: Promise<void> | undefined
  const ping = async (): Promise<void> => {
    try {
      await service.store.ping()
    } finally {
      setTimeout(() => (pinged = undefined), 1000).unref()
    }
  }
  app.get('/v1/sante', { config: { open: true }, logLevel: 'silent' }, async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
    if (!ready()) throw new Problem('indisponible', { retryAfter: 5, detail: 'Le service s’arrête.' })
    // Asked by anybody, without a key: the database is asked once a second at most.
    await (pinged ??= ping())
    return { etat: 'ok' } satisfies Sante
  })
  if (options.openapi) {
    const { openapi } = options
    app.get('/v1/openapi.json', { config: { open: true } }, () => openapi())
  }
  routes(app, { service, config, limits, metrics, capacities: options.capacities })
  return app
}

function problemOf(error: Error & { code?: string; statusCode?: number }): Problem {
  if (error instanceof Problem) return error
  if (error instanceof StoreUnavailable) return new Problem('indisponible', { retryAfter: 2 })
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('trop_grand')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem('requete_invalide', {
      status: 415,
      detail: 'Envoyez du JSON, « Content-Type: application/json ».',
    })
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Problem('requete_invalide', { detail: 'La demande n’est pas lisible.' })
  // Our own fault: the same words as an outage, since that is what it is to her, and the log says where.
  return new Problem('indisponible', { retryAfter: 5 })
}

/** Puts the parts together: one instance of the service, from its settings to its last request. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.js'
import { openapi } from '@parcours/rendez-vous/contract'
import { readData, type Data } from './data.js'
import { buildApp } from './http/app.js'
import { Keys } from './http/keys.js'
import { Limits, MemoryCounters, type Counters } from './http/limits.js'
import { errorForLog } from './http/logs.js'
import { Metrics } from './http/metrics.js'
import { Service } from './http/service.js'
import { SharedCounters } from './http/shared.js'
import { Tokens } from './http/tokens.js'
import { Work } from './http/work.js'
import { lettersFor } from './outbox/letters.js'
import { transportsOf, type Transport, type Webhook } from './outbox/transports.js'
import { every, Worker } from './outbox/worker.js'
import { openStore } from './store/index.js'
import type { Store } from './store/store.js'

export interface Instance {
  readonly app: FastifyInstance
  readonly store: Store
  readonly data: Data
  /** 'http://127.0.0.1:8480'. */
  readonly url: string
  /** One turn of what is done every few seconds, for tests that drive the clock. */
  turn(): Promise<void>
  stop(): Promise<void>
}

export interface StartOptions {
  /** Milliseconds since the epoch. Default the machine's clock. */
  readonly now?: () => number
  readonly data?: Data
  readonly transports?: { mail: Transport; sms: Transport; webhook: Webhook | null }
  readonly logs?: { write(line: string): void }
  /** False: nothing is done but on `turn`. */
  readonly timers?: boolean
}

/** Most people on the waitlist that are looked at in one turn. */
const WISHES = 200

/**
 * @throws {ConfigError} from `readData`, when the operator's file is wrong
 */
export async function startService(config: Config, options: StartOptions = {}): Promise<Instance> {
  const now = options.now ?? Date.now
  const data = options.data ?? readData(readFileSync(config.dataFile, 'utf8'), config.dataFile)
  const { agenda } = data
  const metrics = new Metrics(options.timers !== false)
  const transports = options.transports ?? transportsOf(config, now)
  const store = await openStore({
    database: config.database,
    encryption: config.encryption,
    fingerprint: config.fingerprint,
    now,
    retentionDays: config.retentionDays,
    outbox: lettersFor({
      config,
      now,
      lieu: (id) => {
        const lieu = agenda.lieu(id)
        return lieu && { zone: lieu.zone, ...(lieu.address ? { adresse: lieu.address } : {}) }
      },
    }),
  })
  const shared = store.dialect === 'postgres' ? await SharedCounters.open(config.database, now) : null
  const counters: Counters = shared ?? new MemoryCounters(now)
  const limits = new Limits(counters, now)
  const work = new Work(config.signing, config.workBits, now, async (name, until) => {
    const { here } = await counters.add(name, 0, 1, until)
    return here === 1
  })
  const service = new Service({ config, store, agenda, tokens: new Tokens(config.signing, now), now })
  let ready = true
  const app = buildApp({
    config,
    service,
    keys: new Keys(data.keys),
    limits,
    work,
    metrics,
    capacities: (key) => data.capacities(key, config),
    openapi,
    ready: () => ready,
    ...(options.logs ? { logs: options.logs } : {}),
  })

  const worker = new Worker({
    store,
    ...transports,
    now,
    onSent: (voie, issue, error) => {
      metrics.sent.inc({ voie, issue })
      if (error !== undefined) app.log.warn({ voie, issue, erreur: errorForLog(error) }, 'envoi')
    },
  })
  const advance = async (): Promise<void> => {
    while ((await store.advance()) > 0);
  }
  /** Slots that opened by themselves (a new day of the horizon, a changed file) go to those who wait, before anybody sees them… in turn. */
  const offer = async (): Promise<void> => {
    for (const wish of await store.wishes(WISHES)) {
      const slots = await service.searchWish(wish)
      for (const slot of slots) if (await store.offer(slot)) break
    }
  }
  const purge = async (): Promise<void> => {
    const erased = await store.purge()
    if (erased > 0) app.log.info({ effaces: erased }, 'purge')
    while ((await store.rotate()) > 0);
    await shared?.sweep()
  }
  const wrong = (error: unknown): void => app.log.error({ erreur: errorForLog(error) }, 'tache')

  const jobs =
    options.timers === false
      ? []
      : [
          every(2_000, advance, wrong),
          every(1_000, () => worker.run(), wrong),
          every(30_000, offer, wrong),
          every(3_600_000, purge, wrong),
        ]
  if (options.timers !== false) await purge()
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  let stopping: Promise<void> | null = null

  return {
    app,
    store,
    data,
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`,
    async turn() {
      await advance()
      await offer()
      await worker.run()
      await purge()
    },
    stop: () =>
      (stopping ??= (async () => {
        ready = false
        worker.stop()
        await Promise.all(jobs.map((job) => job.stop()))
        // What is under way ends; what is idle is closed.
        const late = setTimeout(() => app.server.closeAllConnections(), config.stopSeconds * 1000)
        await app.close()
        clearTimeout(late)
        transports.mail.close()
        transports.sms.close()
        await shared?.close()
        await store.close()
      })()),
  }
}

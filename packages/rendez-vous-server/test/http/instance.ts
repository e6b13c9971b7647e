/** One instance of the real service for a test: real database, real HTTP, a clock that the test drives. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Config } from '../../src/config.js'
import { readData, type Data } from '../../src/data.js'
import type { Letter, Transport } from '../../src/outbox/transports.js'
import { startService, type Instance } from '../../src/service.js'
import { DATA, KEY, ORIGIN, PLAIN, START } from './example.js'

export * from './example.js'

const secret = (fill: number): string => Buffer.alloc(32, fill).toString('base64')

export interface Running extends Instance {
  readonly letters: Letter[]
  readonly events: { id: string; body: string }[]
  readonly logs: string[]
  now: number
  /** Fails every hand-over while true. */
  broken: boolean
  ask(path: string, options?: Ask): Promise<Reply>
  /** Free times of a motif over the next weeks, none of which stands in the way of another. */
  free(motif?: string, besoins?: string): Promise<Creneau[]>
  /** Another instance on the same database. */
  twin(): Promise<Running>
}

export interface Ask {
  readonly method?: string
  readonly body?: unknown
  readonly raw?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
}
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read member by member
  readonly json: any
}
export interface Creneau {
  readonly jeton: string
  readonly motif: string
  readonly lieu: string
  readonly mode: string
  readonly start: string
  readonly end: string
  readonly zone: string
}

export interface RunOptions {
  readonly database?: string | undefined
  readonly env?: Readonly<Record<string, string>>
  readonly now?: number
  readonly data?: (data: Data) => Data
}

export async function running({
  database,
  env = {},
  now = START,
  data: change = (data) => data,
}: RunOptions = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'rdv-http-'))
  const config: Config = readConfig({
    RDV_BASE: database ?? join(folder, 'rdv.sqlite'),
    RDV_DONNEES: DATA,
    RDV_SIGNATURE: `a:${secret(1)}`,
    RDV_CHIFFREMENT: `a:${secret(2)}`,
    RDV_EMPREINTE: secret(3),
    RDV_PORT: '0',
    RDV_WEBHOOK: 'https://agenda.example/evenements',
    RDV_WEBHOOK_SECRET: 'x'.repeat(32),
    RDV_LIMITE_CLE: '100000/60',
    RDV_LIMITE_ADRESSE: '100000/60',
    RDV_LIMITE_CONTACT: '1000/60',
    RDV_LIMITE_ECRITURES: '100000/60',
    RDV_PREUVE_BITS: '8',
    RDV_JOURNAL: 'debug',
    ...env,
  })
  const letters: Letter[] = []
  const events: { id: string; body: string }[] = []
  const logs: string[] = []
  const state = { now, broken: false }
  const transport: Transport = {
    send(letter) {
      if (state.broken) return Promise.reject(new Error(`refus pour ${letter.to}`))
      letters.push(letter)
      return Promise.resolve()
    },
    close: () => undefined,
  }
  const instance = await startService(config, {
    now: () => state.now,
    data: change(readData(readFileSync(DATA, 'utf8'), DATA)),
    transports: {
      mail: transport,
      sms: transport,
      webhook: {
        send(id, body) {
          if (state.broken) return Promise.reject(new Error('refus'))
          events.push({ id, body })
          return Promise.resolve()
        },
      },
    },
    logs: { write: (line) => void logs.push(line) },
    timers: false,
  })

  const ask = async (path: string, { method = 'GET', body, raw, headers = {} }: Ask = {}): Promise<Reply> => {
    const all: Record<string, string | undefined> = {
      'parcours-cle': KEY,
      origin: ORIGIN,
      ...(body !== undefined || raw !== undefined ? { 'content-type': 'application/json' } : {}),
      ...headers,
    }
    const response = await fetch(`${instance.url}/v1${path}`, {
      method,
      headers: Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ...(raw !== undefined ? { body: raw } : body !== undefined ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      json = undefined
    }
    return { status: response.status, headers: response.headers, text, json }
  }

  const stop = instance.stop.bind(instance)
  return {
    app: instance.app,
    store: instance.store,
    data: instance.data,
    url: instance.url,
    turn: () => instance.turn(),
    letters,
    events,
    logs,
    get now() {
      return state.now
    },
    set now(value: number) {
      state.now = value
    },
    get broken() {
      return state.broken
    },
    set broken(value: boolean) {
      state.broken = value
    },
    ask,
    async free(motif = PLAIN, besoins = '') {
      // Far enough to be moved and cancelled.
      const from = new Date(state.now + 3 * 86_400_000).toISOString().slice(0, 10)
      const to = new Date(state.now + 33 * 86_400_000).toISOString().slice(0, 10)
      const { json } = await ask(
        `/creneaux?${new URLSearchParams({ motif, from, to, ...(besoins ? { besoins } : {}) })}`,
      )
      // One lieu receives one person at a time: those kept do not overlap, so that each can be taken.
      const ends = new Map<string, number>()
      return (json.creneaux as Creneau[]).filter(({ lieu, start, end }) => {
        if (Date.parse(start) < (ends.get(lieu) ?? 0)) return false
        ends.set(lieu, Date.parse(end))
        return true
      })
    },
    twin: () => running({ database: config.database, env, now: state.now, data: change }),
    async stop() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const uuid = (): string => randomUUID()

/** Sends what the store has to send. Several instances may run one each: a letter is claimed by one at a time. */
import type { OutboxRow, Store } from '../store/store.js'
import type { MessagePayload } from './letters.js'
import type { Transport, Webhook } from './transports.js'

/** Milliseconds that a claimed letter is ours: longer than any transport's timeout. */
const LEASE = 90_000
const BATCH = 20
/** Pauses between tries: quick at first, then hours, a day and a half in all. */
const PAUSES = [10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200].map((seconds) => seconds * 1000)
/** A code or a kept place that comes hours late is worse than none. */
const SHORT_LIVED = new Set(['code', 'place-libre'])

export interface WorkerOptions {
  readonly store: Pick<Store, 'claim' | 'sent' | 'failed'>
  readonly mail: Transport
  readonly sms: Transport
  readonly webhook: Webhook | null
  readonly now: () => number
  /** Told of each letter: never who to, never what. */
  readonly onSent?: (channel: string, outcome: 'remis' | 'reporte' | 'abandonne', error?: unknown) => void
}

export class Worker {
  #stopped = false
  constructor(private readonly options: WorkerOptions) {}

  /** Sends what is due. Returns how many letters were tried. */
  async run(): Promise<number> {
    let tried = 0
    while (!this.#stopped) {
      const rows = await this.options.store.claim(BATCH, LEASE)
      if (!rows.length) break
      // The next of a stream can only be claimed once the one before has left: hence until there is none.
      await Promise.all(rows.map((row) => this.#one(row)))
      tried += rows.length
    }
    return tried
  }

  async #one(row: OutboxRow): Promise<void> {
    const { store, now, onSent } = this.options
    try {
      await this.#hand(row)
    } catch (error) {
      const pause = PAUSES[row.tries - 1]
      const over = pause === undefined || (SHORT_LIVED.has(row.kind) && row.tries >= 4)
      await store.failed(row, over ? null : now() + pause)
      onSent?.(row.channel, over ? 'abandonne' : 'reporte', error)
      return
    }
    await store.sent(row)
    onSent?.(row.channel, 'remis')
  }

  async #hand({ channel, id, payload }: OutboxRow): Promise<void> {
    const { mail, sms, webhook } = this.options
    if (channel === 'mail') return mail.send({ id, ...(payload as MessagePayload) })
    if (channel === 'sms') return sms.send({ id, ...(payload as MessagePayload) })
    // The setting was taken out since: nobody to tell.
    if (channel === 'webhook') return webhook?.send(id, JSON.stringify({ id, ...(payload as object) }))
    throw new Error(`voie inconnue : ${channel}`)
  }

  stop(): void {
    this.#stopped = true
  }
}

/** Runs `job` again and again, `pause` milliseconds after its end, until stopped. An error is told and the next turn comes. */
export function every(
  pause: number,
  job: () => Promise<unknown>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const turn = (): void => {
    running = (async () => {
      try {
        await job()
      } catch (error) {
        onError(error)
      }
      if (!stopped) timer = setTimeout(turn, pause)
    })()
  }
  timer = setTimeout(turn, pause)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

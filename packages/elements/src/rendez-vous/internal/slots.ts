import {
  RendezVousError,
  slotsAdapter,
  speaksV1,
  v1Adapter,
  windowAt,
  type Adapter,
  type Availability,
  type Contact,
  type Next,
  type Place,
  type RendezVousErrorCode,
} from '@parcours/rendez-vous'
import type { PlainDate } from '@parcours/schema'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** A way to ask that the host made itself; it may have a page of the caisse to be shown first among the ways to reach it. */
export type HostAdapter = Adapter & { readonly contact?: Contact }

export interface SlotsSource {
  /** Absolute address of the caisse's service; empty with an adapter of the host's. */
  readonly api: string
  readonly adapter?: HostAdapter | undefined
  readonly parcours: string
  readonly version: string
  readonly today: PlainDate
}

/** A service of the contract /v1 that does not book is read for its dates. */
const adapterOf = (source: SlotsSource): Adapter =>
  source.adapter ?? (speaksV1(source.api) ? v1Adapter({ ...source, upTo: 2 }) : slotsAdapter(source))

/**
 * Keeps what the caisse answered. It asks once, for fixed days and every motif, as soon as it has a source, whatever the plan holds:
 * no request depends on an answer. Later days and new tries are asked only by a press.
 */
export class SlotsController implements ReactiveController {
  status: 'none' | 'loading' | 'ready' | 'error' | 'offline' = 'none'
  error: RendezVousErrorCode | undefined
  /** Of all the windows read so far, soonest first. */
  places: readonly Place[] = []
  next: Availability['next'] = [] as readonly (Next & Place)[]
  level: Availability['level'] = 0
  /** Motifs that the service takes; null: all of them. */
  motifs: Availability['motifs'] = null
  /** Last day read. */
  until: PlainDate | null = null
  #host: ReactiveControllerHost & HTMLElement
  #source: SlotsSource | null = null
  #rank = 0
  #asked = 0
  #request: AbortController | undefined
  #connection: AbortController | undefined

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#connection = new AbortController()
    const view = this.#host.ownerDocument.defaultView
    view?.addEventListener('online', () => this.status === 'offline' && this.retry(), {
      signal: this.#connection.signal,
    })
    // A widget that was moved in the page takes up what was cut short.
    if (this.#source && this.status === 'loading') void this.#ask(this.#rank)
  }

  hostDisconnected(): void {
    this.#connection?.abort()
    this.#request?.abort()
  }

  /** Years are far away: there is a last press. */
  get canGoFurther(): boolean {
    return this.#rank < 6
  }

  /** Says where to ask; the same source again changes nothing. */
  use(source: SlotsSource | null): void {
    const known = this.#source
    if (
      known?.api === source?.api &&
      known?.adapter === source?.adapter &&
      known?.parcours === source?.parcours &&
      known?.version === source?.version &&
      known?.today === source?.today
    )
      return
    this.#source = source
    this.#request?.abort()
    this.#reset()
    if (source) void this.#ask(0)
    else this.status = 'none'
  }

  retry(): void {
    void this.#ask(this.#asked)
  }

  /** Reads everything again: a creneau may have been taken meanwhile. */
  refresh(): void {
    this.#reset()
    void this.#ask(0)
  }

  further(): void {
    void this.#ask(this.#rank + 1)
  }

  #reset(): void {
    this.places = []
    this.next = []
    this.level = 0
    this.motifs = null
    this.until = null
    this.#rank = 0
  }

  async #ask(rank: number): Promise<void> {
    const source = this.#source
    if (!source) return
    this.#asked = rank
    this.#request?.abort()
    const { signal } = (this.#request = new AbortController())
    const say = (status: SlotsController['status'], error?: RendezVousErrorCode): void => {
      this.status = status
      this.error = error
      this.#host.requestUpdate()
    }
    if (this.#host.ownerDocument.defaultView?.navigator.onLine === false) return say('offline')
    say('loading')
    try {
      const found = await adapterOf(source).availability(windowAt(source.today, rank), signal)
      if (signal.aborted) return
      const ids = new Set(this.places.map(({ id }) => id))
      this.places = [...this.places, ...found.places.filter(({ id }) => !ids.has(id))]
      this.next = rank ? this.next : found.next
      this.level = rank ? this.level : found.level
      this.motifs = rank ? this.motifs : found.motifs
      this.until = found.window.to
      this.#rank = rank
      say('ready')
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof RendezVousError)) throw error
      say('error', error.code)
    }
  }
}

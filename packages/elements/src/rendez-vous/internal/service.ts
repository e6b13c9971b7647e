import { createClient, RendezVousError, type Capability, type Client, type ClientOptions } from '@parcours/rendez-vous'
import type { Capacites, Motif } from '@parcours/rendez-vous/contract'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { SlotsSource } from './slots.js'

/**
 * What a service of the contract /v1 says that it can do, and for which motifs. Asked once, the same for everybody, whatever the plan
 * holds. What is shown comes from it: a button that nobody answers is not there.
 */
export class ServiceController implements ReactiveController {
  status: 'none' | 'loading' | 'ready' | 'error' | 'offline' = 'none'
  refusal: RendezVousError | null = null
  client: Client | null = null
  capacites: Capacites | null = null
  motifs: readonly Motif[] = []
  #host: ReactiveControllerHost & HTMLElement
  #options: () => Partial<ClientOptions>
  #source: SlotsSource | null = null
  #request: AbortController | undefined
  #connection: AbortController | undefined

  /** @param options what the client is made with, besides the address */
  constructor(host: ReactiveControllerHost & HTMLElement, options: () => Partial<ClientOptions> = () => ({})) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    this.#connection = new AbortController()
    this.#host.ownerDocument.defaultView?.addEventListener(
      'online',
      () => this.status === 'offline' && this.retry(),
      this.#connection,
    )
    if (this.#source && this.status === 'loading') this.retry()
  }

  hostDisconnected(): void {
    this.#connection?.abort()
    this.#request?.abort()
  }

  can(...names: Capability[]): boolean {
    return names.every((name) => this.capacites?.capabilities.includes(name))
  }

  /** It books, and lets go of what it booked: level 3. */
  get books(): boolean {
    return this.can('slots', 'book', 'cancel')
  }

  motifOf(offer: { readonly id: string; readonly key?: string }): Motif | null {
    return this.motifs.find(({ id }) => id === offer.key || id === offer.id) ?? null
  }

  /** Says where to ask; the same source again changes nothing. @returns true for another one */
  use(source: SlotsSource | null): boolean {
    const known = this.#source
    if (known?.api === source?.api && known?.parcours === source?.parcours && known?.version === source?.version)
      return false
    this.#source = source
    this.#request?.abort()
    this.capacites = null
    this.motifs = []
    this.client = source && createClient({ ...this.#options(), api: source.api })
    if (source) this.retry()
    else this.status = 'none'
    return true
  }

  retry(): void {
    void this.#ask()
  }

  async #ask(): Promise<void> {
    const client = this.client!
    const { parcours, version } = this.#source!
    this.#request?.abort()
    const { signal } = (this.#request = new AbortController())
    const say = (status: ServiceController['status'], refusal: RendezVousError | null = null): void => {
      this.status = status
      this.refusal = refusal
      this.#host.requestUpdate()
    }
    if (navigator.onLine === false) return say('offline')
    say('loading')
    try {
      const [capacites, motifs] = await Promise.all([
        client.capacites(signal),
        client.motifs({ parcours, version }, signal),
      ])
      if (signal.aborted) return
      this.capacites = capacites
      this.motifs = motifs
      say('ready')
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof RendezVousError)) throw error
      say('error', error)
    }
  }
}

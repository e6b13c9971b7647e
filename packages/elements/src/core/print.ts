import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** On paper nothing is folded: opens what is closed while the page prints, but for what must not be printed. */
export class PrintController implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement
  #connection: AbortController | undefined
  #opened: HTMLDetailsElement[] = []

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController())
    const view = this.#host.ownerDocument.defaultView
    view?.addEventListener('beforeprint', () => this.#open(), { signal })
    view?.addEventListener('afterprint', () => this.#close(), { signal })
  }

  hostDisconnected(): void {
    this.#connection?.abort()
    this.#close()
  }

  #open(): void {
    this.#opened = [
      ...(this.#host.shadowRoot?.querySelectorAll<HTMLDetailsElement>('details:not([open])') ?? []),
    ].filter((details) => !details.closest('.noprint'))
    for (const details of this.#opened) details.open = true
  }

  #close(): void {
    for (const details of this.#opened) details.open = false
    this.#opened = []
  }
}

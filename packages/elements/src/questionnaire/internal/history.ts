/**
 * The system's Back goes one step back. Each questionnaire writes only its own step number into the state of the page's history
 * entries, beside whatever the host and other questionnaires keep there; the address never changes and no answer is in it.
 */
export class StepHistory {
  readonly #view: Window
  readonly #key: string

  /** @param move called with the step number of the entry that the browser went to */
  constructor(view: Window, key: string, move: (step: number) => void, signal: AbortSignal) {
    this.#view = view
    this.#key = key
    view.addEventListener('popstate', () => move(this.at), { signal })
    // What we wrote goes with us; entries further back hold a number that means nothing any more.
    signal.addEventListener('abort', () => {
      const { [key]: own, ...rest } = this.#state
      if (own !== undefined) this.#write('replaceState', Object.keys(rest).length ? rest : null)
    })
  }

  get #state(): Record<string, unknown> {
    const state: unknown = this.#view.history.state
    return state && typeof state === 'object' ? { ...state } : {}
  }

  /** Step number of the current entry, 0 when it has none. */
  get at(): number {
    const step = this.#state[this.#key]
    return typeof step === 'number' ? step : 0
  }

  push(step: number): void {
    this.#write('pushState', { ...this.#state, [this.#key]: step })
  }

  back(): void {
    this.#view.history.back()
  }

  #write(method: 'pushState' | 'replaceState', state: unknown): void {
    try {
      this.#view.history[method](state, '')
    } catch {
      // A sandboxed frame, or too many calls a second: "Retour" still works, the system's Back leaves the page.
    }
  }
}

/** Names one questionnaire among all of a page, the same after a reload: its rank among its like, in each root on the way up. */
export function placeOf(element: Element): string {
  const root = element.getRootNode()
  const rank =
    root instanceof Document || root instanceof ShadowRoot
      ? [...root.querySelectorAll(element.localName)].indexOf(element)
      : 0
  return root instanceof ShadowRoot ? `${placeOf(root.host)}.${rank}` : String(rank)
}

import type { Session } from '@parcours/engine'
import type { Saved } from '@parcours/schema'

/** What the preview needs of `<parcours-usager>`: its public properties. */
export interface Usager extends HTMLElement {
  parcours?: unknown
  translations: Readonly<Record<string, unknown>>
  langs: string
  today?: string
  territory?: string | undefined
  exitUrl: string
}
/** What the preview needs of the context that a usager gives: the same as any widget of the page. */
export interface Context {
  readonly status: 'loading' | 'ready' | 'error'
  readonly session: Session | null
  saved?(): Saved
  resume?(saved: Saved): { readonly askAgain: readonly string[]; readonly dropped: readonly string[] }
  erase(): void
}

/** Calls back with every value that the usager gives, now and later: the community's context protocol. */
export function follow(usager: Usager, told: (context: Context) => void): void {
  const asked = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
    context: Symbol.for('parcours/1'),
    contextTarget: document.body,
    subscribe: true,
    callback: (value: Context | undefined) => value && told(value),
  })
  usager.dispatchEvent(asked)
}

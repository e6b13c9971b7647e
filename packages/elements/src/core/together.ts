import { ContextEvent } from '@lit/context'
import type { Item, Mark } from '@parcours/engine'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { parcoursContext, type ParcoursContext } from './context.js'

interface Widget extends ReactiveControllerHost, HTMLElement {
  session?: string
}
interface Peer {
  ctx: ParcoursContext | null
  leave: (() => void) | undefined
}
/** The same thing in another parcours of the page, which shows it first. */
export interface Twin {
  readonly usager: HTMLElement
  readonly ctx: ParcoursContext
  readonly item: Item
}
/** A widget that can bring one of its items into sight. */
interface Shows extends HTMLElement {
  show?(id: string): boolean
}

/** Tags may carry a suffix. */
const isUsager = (node: Node | null): node is HTMLElement =>
  node instanceof HTMLElement && node.localName.startsWith('parcours-usager')

/** Two items of a page are one thing: same key, same occurrence. A member of one parcours is nobody in another. */
const nameOf = (item: Item): string | undefined =>
  item.key === undefined || item.member ? undefined : `${item.kind} ${item.key}${item.id.slice(item.of.id.length)}`

/**
 * Two parcours on one page share what has the same `key`: done in one is done in the other, and the second says that the first shows
 * it. Sessions stay two; only marks go over. "Sans objet" does not: it may be so in one parcours only. A sensitive item never does.
 */
export class Together implements ReactiveController {
  readonly #host: Widget
  readonly #own: () => ParcoursContext | null
  readonly #peers = new Map<HTMLElement, Peer>()

  constructor(host: Widget, own: () => ParcoursContext | null) {
    this.#host = host
    this.#own = own
    host.addController(this)
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener('context-provider', this.#look)
    this.#look()
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('context-provider', this.#look)
    for (const { leave } of this.#peers.values()) leave?.()
    this.#peers.clear()
  }

  /** Takes over what the others say of things that this session has only now. */
  hostUpdated(): void {
    for (const [usager, { ctx }] of this.#peers) if (ctx && usager.isConnected) this.#take(null, ctx)
  }

  #home(): HTMLElement | null {
    const { session, ownerDocument } = this.#host
    if (session) return ownerDocument.getElementById(session)
    let node: Node | null = this.#host
    while (node && !isUsager(node)) node = node instanceof ShadowRoot ? node.host : node.parentNode
    return node
  }

  #look = (): void => {
    const home = this.#home()
    for (const node of this.#host.ownerDocument.querySelectorAll('*')) {
      if (!isUsager(node) || node === home || this.#peers.has(node)) continue
      const peer: Peer = { ctx: null, leave: undefined }
      node.dispatchEvent(
        new ContextEvent(
          parcoursContext,
          this.#host,
          (value, leave) => {
            peer.leave = leave
            const before = peer.ctx
            peer.ctx = value?.status === 'ready' ? value : null
            this.#peers.set(node, peer)
            if (!peer.ctx || !node.isConnected) return
            this.#take(before, peer.ctx)
            this.#host.requestUpdate()
          },
          true,
        ),
      )
    }
  }

  /** @param before what the other said last; null: only what is done there, for it is done everywhere */
  #take(before: ParcoursContext | null, after: ParcoursContext): void {
    const own = this.#own()
    if (!own?.session || !after.session || before?.session === after.session) return
    const mine = new Map(own.session.plan.items.map((item) => [nameOf(item), item]))
    for (const theirs of after.session.plan.items) {
      const name = nameOf(theirs)
      const item = name === undefined ? undefined : mine.get(name)
      if (!item || theirs.kind !== 'demarche' || theirs.sensitive) continue
      const { status, done } = theirs
      if (item.status === status && item.done === done) continue
      const was = before?.session?.plan.item(theirs.id)
      const changed = was && (was.status !== status || was.done !== done) && (theirs.statusBy ?? was.statusBy)
      const over = status === 'sans-objet' || was?.status === 'sans-objet'
      if (before ? !changed || over : status !== 'fait' || item.status === 'fait') continue
      // What is computed is each parcours' own; a mark taken back is taken back in both.
      const computed = status === 'bloque' || status === 'en-retard'
      own.mark(item.id, computed ? 'a-faire' : (status as Mark), done)
    }
  }

  /** The card that stands for this item earlier in the page, when there is one. */
  twin(item: Item): Twin | undefined {
    return this.#same(item, Node.DOCUMENT_POSITION_FOLLOWING)[0]
  }

  /** The same thing in the lists that follow, for which this item's card stands: their dates and reasons are told on it. */
  others(item: Item): Twin[] {
    return this.#same(item, Node.DOCUMENT_POSITION_PRECEDING)
  }

  /** @param mine where this widget's parcours stands, seen from the other */
  #same(item: Item, mine: number): Twin[] {
    const name = nameOf(item)
    const home = this.#home()
    if (name === undefined || !home || item.sensitive) return []
    return [...this.#peers].flatMap(([usager, { ctx }]) => {
      // A provider that leaves the page says nothing.
      if (!ctx || !usager.isConnected || !(usager.compareDocumentPosition(home) & mine)) return []
      const found = ctx.session!.plan.items.find((other) => !other.sensitive && nameOf(other) === name)
      return found ? [{ usager, ctx, item: found }] : []
    })
  }
}

/** Moves to the first card: its checklist, wherever it stands, else its parcours. */
export function goTo({ usager, item }: Twin): void {
  const elsewhere = usager.id ? usager.ownerDocument.querySelectorAll(`[session="${CSS.escape(usager.id)}"]`) : []
  const inside = [usager, usager.shadowRoot].flatMap((root) => [...(root?.querySelectorAll('*') ?? [])])
  for (const widget of [...inside, ...elsewhere] as Shows[]) if (widget.show?.(item.id)) return
  usager.scrollIntoView()
}

import type { Session } from '@parcours/engine'
import { checkSaved, type PlainDate, type Saved } from '@parcours/schema'
import type { ReactiveControllerHost } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { onDevice } from '../../usager/internal/device.js'
import { changesOf, type Changes } from './changes.js'

/** A file of ours weighs a few kilobytes. */
const HEAVIEST = 200_000

export type Way = 'link' | 'file' | 'device'
/** Why what she brings cannot be taken: strings `<code>Title` and `<code>`. */
export type Refusal = 'cut' | 'newer' | 'content' | 'file-big' | 'other' | 'insecure' | 'failed'

export type Receiving =
  /** A link, whole; its code is asked for. */
  | { readonly step: 'ask'; readonly way: 'link'; readonly fragment: string }
  | { readonly step: 'ask'; readonly way: 'file' | 'device'; readonly saved: Saved; readonly date: PlainDate }
  | { readonly step: 'refused'; readonly why: Refusal }
  | { readonly step: 'done'; readonly changes: Changes }

interface Host extends ReactiveControllerHost, HTMLElement {}
type Carry = typeof import('../../carry.js')

/** A session that she brings: looked at, asked about, and only then taken up. */
export class Receiver {
  now: Receiving | null = null
  busy = false
  /** What is wrong with the code, or with the link that she pasted: a string's key. */
  error: string | null = null
  readonly #host: Host
  readonly #ctx: () => ParcoursContext
  readonly #carry: () => Promise<Carry>
  readonly #taken: (way: Way, changes: Changes) => void

  /** @param taken it is done */
  constructor(
    host: Host,
    ctx: () => ParcoursContext,
    carry: () => Promise<Carry>,
    taken: (way: Way, changes: Changes) => void,
  ) {
    this.#host = host
    this.#ctx = ctx
    this.#carry = carry
    this.#taken = taken
  }

  #set(now: Receiving | null): void {
    this.now = now
    this.error = null
    this.#host.requestUpdate()
  }
  #wrong(error: string): void {
    this.error = error
    this.#host.requestUpdate()
  }

  leave(): void {
    this.#set(null)
  }

  /** A link, from the address or pasted: whether it is whole, before anything is asked. */
  async link(text: string): Promise<void> {
    if (!globalThis.crypto?.subtle) return this.#set({ step: 'refused', why: 'insecure' })
    const carry = await this.#carry().catch(() => null)
    if (!carry) return this.#set({ step: 'refused', why: 'failed' })
    const fragment = carry.fragmentIn(text)
    if (!fragment) return this.#wrong('errorNoLink')
    try {
      carry.inspectLink(fragment)
      this.#set({ step: 'ask', way: 'link', fragment })
    } catch (error) {
      if (!(error instanceof carry.LinkError)) throw error
      this.#set({ step: 'refused', why: error.code as Refusal })
    }
  }

  async file(file: File): Promise<void> {
    if (file.size > HEAVIEST) return this.#set({ step: 'refused', why: 'file-big' })
    let saved: unknown
    try {
      saved = JSON.parse(await file.text())
    } catch {
      return this.#set({ step: 'refused', why: 'content' })
    }
    if (checkSaved(saved).length) return this.#set({ step: 'refused', why: 'content' })
    this.#offer(saved as Saved, 'file', (saved as Saved).today)
  }

  /** What this device keeps; nothing when it keeps nothing. */
  device(session: Session): void {
    const kept = onDevice(this.#host, session.parcours.id, session.today)
    if (!kept) return
    if (checkSaved(kept.saved).length) return this.#set({ step: 'refused', why: 'content' })
    this.#offer(kept.saved, 'device', kept.until)
  }

  #offer(saved: Saved, way: 'file' | 'device', date: PlainDate): void {
    this.#set(this.#opens(saved) ? { step: 'ask', way, saved, date } : { step: 'refused', why: 'other' })
  }

  /** @param typed the code, for a link */
  async take(typed = ''): Promise<void> {
    const { now } = this
    if (now?.step !== 'ask' || this.busy) return
    if (now.way !== 'link') return this.#take(now.saved, now.way)
    const carry = await this.#carry().catch(() => null)
    if (!carry) return this.#wrong('failed')
    const code = carry.codeOf(typed)
    if (!code) return this.#wrong('errorCodeShape')
    this.busy = true
    this.error = null
    this.#host.requestUpdate()
    try {
      const saved = await carry.open(now.fragment, code)
      this.busy = false
      if (this.#opens(saved)) this.#take(saved, 'link')
      else this.#set({ step: 'refused', why: 'other' })
    } catch (error) {
      if (!(error instanceof carry.LinkError)) throw error
      if (error.code === 'code') this.#wrong('errorCode')
      else this.#set({ step: 'refused', why: error.code })
    } finally {
      this.busy = false
      this.#host.requestUpdate()
    }
  }

  /** Of this parcours, or of another that the host lets her go on with here. */
  #opens({ parcours }: Saved): boolean {
    const { session, onward } = this.#ctx()
    return parcours === session!.parcours.id || typeof onward?.(parcours) === 'function'
  }

  #take(saved: Saved, way: Way): void {
    const resumed = this.#ctx().resume!(saved)
    // She is led to it: what is left to say is said there.
    if (saved.parcours !== this.#ctx().session!.parcours.id) return this.#set(null)
    const changes = changesOf(saved, resumed, this.#ctx().session!)
    this.#set({ step: 'done', changes })
    this.#taken(way, changes)
  }
}

import { ContextEvent, createContext } from '@lit/context'
import type { Answer, Diff, Item, Mark, Reason, Session } from '@parcours/engine'
import type { FirstQuestion } from '@parcours/engine/first'
import type { PlainDate, Saved, SavedKit } from '@parcours/schema'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Tell } from '../evaluation/contract.js'
import type { Locale } from './locale.js'

/** Why nothing can be shown: the designed states of a parcours that did not load. */
export interface Problem {
  readonly code: 'network' | 'timeout' | 'too-big' | 'json' | 'invalid' | 'version'
  /** For authors, behind a disclosure: what is wrong and where. */
  readonly details: readonly string[]
}

/** What the last answer did to the plan; nothing that a sensitive answer did is in it. */
export interface Change {
  readonly ref: string
  readonly diff: Diff
}

export interface Settings {
  readonly parcoursId: string
  readonly headingLevel: number
  readonly layout: 'steps' | 'sections' | 'page'
  /** `steps`: the system's Back goes one question back; URL and answers untouched. */
  readonly history: 'none' | 'steps'
  readonly tone: 'light' | 'dark' | 'auto'
  readonly quickExit: boolean
  /** Where rendez-vous slots are asked for; null: phone, hours and links of the parcours (L0). */
  readonly api: string | null
  /** `mode="accompagnement"`: an adviser fills for someone on a machine that others use. Nothing is kept on it. */
  readonly counter?: boolean
}

/** Where the host says that a démarche stands; apart from what she says herself. */
export interface Told {
  readonly status: 'recu' | 'en-cours' | 'decide' | 'conteste'
  /** The day it became so, 'YYYY-MM-DD'. */
  readonly on: PlainDate
  /** Who says so, as the host writes it; absent: the site she is on. */
  readonly by?: string
  /** The host's own page on it. */
  readonly url?: string
  /** The day by which an answer was announced; null: none was, or it is decided. */
  readonly expected: PlainDate | null
  /** That day is over. */
  readonly late: boolean
}

/** A rendez-vous that she took here, as words of the interface's language. */
export interface Booked {
  /** At the lieu: 'YYYY-MM-DD'. */
  readonly day: string
  /** "9 h 30". */
  readonly time: string
  /** The lieu's name, or "par téléphone". */
  readonly place: string
  /** Only because of a sensitive answer: shown closed, never on paper. */
  readonly sensitive: boolean
  /** Its first and last instants, RFC 3339 with offset, and the lieu's IANA zone; what a calendar needs. */
  readonly start?: string
  readonly end?: string
  readonly zone?: string
  /** How they meet, and whether two organismes receive her at once. */
  readonly mode?: 'phone' | 'on-site' | 'video'
  readonly joint?: boolean
}

/** What a session that was taken up again could not take as it was. */
export interface Resumed {
  /** Refs of questions to answer again: changed since, or no longer valid. */
  readonly askAgain: readonly string[]
  /** Addresses of saved things that this version does not have. */
  readonly dropped: readonly string[]
}

/**
 * What `<parcours-usager>` gives to the widgets. Plain data and functions, a new object at every change: a widget of another
 * version can read it. Functions never throw for what a usager does.
 */
export interface ParcoursContext {
  readonly version: string
  readonly status: 'loading' | 'ready' | 'error'
  readonly problem: Problem | null
  /** Null until ready. */
  readonly session: Session | null
  /** The first question, to be shown while what takes its answer is on its way; null once there is a session. */
  readonly first: FirstQuestion | null
  /** Over when there is something to draw, or after a moment: a widget's first picture waits for it. */
  readonly opening?: Promise<void> | undefined
  readonly locale: Locale
  /** Languages that the usager may choose, BCP 47; the first is the parcours' own. */
  readonly langs: readonly string[]
  readonly settings: Settings
  /** Refs answered by `prefill` and not yet confirmed: "déjà connu, à confirmer". */
  readonly prefilled: ReadonlySet<string>
  /** Answers are kept in this tab (sessionStorage) because she asked for it. */
  readonly kept: boolean
  /** False: the browser keeps nothing for this page, and nothing offers to; a frame of another site. */
  readonly keeps?: boolean
  readonly change: Change | null
  /** Gives, replaces or (undefined) takes back an answer. False: it does not fit the question, nothing changed. */
  answer(ref: string, answer: Answer | undefined): boolean
  /** A new random key for a group's member. */
  newMember(): string
  /** @param on the day it was done, 'YYYY-MM-DD'; today when it is not said, and never after it */
  mark(id: string, status: Mark, on?: PlainDate): void
  explain(id: string): readonly Reason[]
  /** Rendez-vous taken here, by id of the parcours' rendez-vous. In memory only; absent: none, ever. */
  readonly booked?: ReadonlyMap<string, Booked>
  /** Says that one was taken or moved, or (null) cancelled. */
  book?(id: string, booked: Booked | null): void
  /** Placeholders of content as words of the interface's language; what stands for one never reads as Markdown. */
  fill(text: string, item?: Item): string
  /** Plan changes between two sessions, sensitive causes left out. */
  diff(before: Session, after: Session): Diff
  /** Her session as data that resume() takes: answers, marks, what names her calendar's events. Sensitive answers included. */
  saved?(): Saved
  /** How many times a saved session took the place of this one: what a widget keeps of the steps before is over. */
  readonly resumes?: number
  /** How many times everything was erased: what a widget keeps by itself of what she did is over. */
  readonly erasures?: number
  /** Takes a saved session in the place of this one. Of another parcours, nothing is taken. */
  resume?(saved: Saved): Resumed
  /**
   * The random key that her calendar's events are named after, and what is in her calendar already. Made at the first call.
   * @param events what it holds from now on, by item id
   */
  kit?(events?: Readonly<Record<string, PlainDate>>): SavedKit
  /** An adviser's notes (counter mode): printed and in the PDF, in memory only. */
  readonly notes?: string
  note?(text: string): void
  /** What the host says of an item, by its id. */
  told?(item: string): Told | undefined
  /**
   * The way to another parcours: what opens it in this page, or the address of its page. Undefined: the host did not say where it is.
   * @param carries names of what a handover takes along
   */
  onward?(parcours: string, carries?: readonly string[]): ((pressed?: Event) => void) | string | undefined
  /** ' (parcours 2)': sets what this one names apart from the others of the page. Absent: it is the first. */
  readonly apart?: string
  /** Answers of hers wait in another parcours, which she left by `onward`. */
  readonly elsewhere?: boolean
  /** She took this session up again: from this tab, this device, a file or a link. */
  readonly returned?: boolean
  /** Tells the evaluation that the host plugged what only a widget sees; absent: there is none. Never called for what is sensitive. */
  tell?: Tell
  setLang(lang: string): void
  /** Keep answers in this tab until it closes, or stop and remove them. */
  keep(on: boolean): void
  /** "Tout effacer": answers, marks, what was kept. */
  erase(): void
  /** Quick exit: erase, then leave by location.replace. */
  quit(): void
  /** Load the parcours again after a failure. */
  retry(): void
}

/** The major version is in the key: two majors on a page do not talk, two minors do. */
export const parcoursContext = createContext<ParcoursContext>(Symbol.for('parcours/1'))

/** @param before the value that this one takes the place of */
type OnValue = (value: ParcoursContext | null, before: ParcoursContext | null) => void

interface Consumer extends ReactiveControllerHost, HTMLElement {
  /** Id of the `<parcours-usager>` to join when the widget does not stand inside it. */
  for?: string
}

/**
 * Joins a widget to its `<parcours-usager>`: an ancestor, or the one whose id its `session` attribute gives; whichever of the two
 * comes first. A provider says "context-provider" when it wakes up, so that an early widget asks again; no ContextRoot is
 * needed on a page that is not ours, and no state is kept in the module.
 */
export class SessionController implements ReactiveController {
  value: ParcoursContext | null = null
  #host: Consumer
  #usager: () => string | undefined
  #onValue: OnValue | undefined
  #unsubscribe: (() => void) | undefined

  constructor(host: Consumer, usager: () => string | undefined, onValue?: OnValue) {
    this.#host = host
    this.#usager = usager
    this.#onValue = onValue
    host.addController(this)
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener('context-provider', this.#onProvider)
    this.#request()
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('context-provider', this.#onProvider)
    this.#leave()
  }

  /** Call when the `session` attribute changed. */
  rejoin(): void {
    if (!this.#host.isConnected) return
    this.#leave()
    this.#request()
  }

  #leave(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    if (this.value) this.#set(null)
  }

  #set(value: ParcoursContext | null): void {
    const before = this.value
    this.value = value
    this.#onValue?.(value, before)
    this.#host.requestUpdate()
  }

  #onProvider = (event: Event): void => {
    if ((event as ContextEvent<typeof parcoursContext>).context === parcoursContext && !this.#unsubscribe)
      this.#request()
  }

  #request(): void {
    const id = this.#usager()
    const root = this.#host.getRootNode() as Document | ShadowRoot
    const target = id ? (root.getElementById?.(id) ?? this.#host.ownerDocument.getElementById(id)) : this.#host
    target?.dispatchEvent(
      new ContextEvent(
        parcoursContext,
        this.#host,
        (value, unsubscribe) => {
          if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.()
          this.#unsubscribe = unsubscribe
          this.#set(value)
        },
        true,
      ),
    )
  }
}

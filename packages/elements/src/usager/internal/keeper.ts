import {
  alerts,
  answer,
  AnswerError,
  attach,
  diff,
  explain,
  fill,
  mark,
  planner,
  restore,
  save,
  start,
  type AlertItem,
  type Answer,
  type Compiled,
  type Mark,
  type Session,
} from '@parcours/engine'
import { compile } from '@parcours/engine/flow'
import type { Parcours, PlainDate, Saved, SavedKit } from '@parcours/schema'
import { adoptStyles, html, nothing, type LitElement, type TemplateResult } from 'lit'
import type { Booked, Change, ParcoursContext, Resumed } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown } from '../../core/icons.first.js'
import type { Locale } from '../../core/locale.js'
import type { Content } from '../../core/text.js'
import { partText } from '../../core/words.js'
import { ParcoursItemMarkEvent } from '../../events/item-mark.js'
import { ParcoursPlanReadyEvent } from '../../events/plan-ready.js'
import { planStyles } from '../plan.styles.js'
import { onDevice } from './device.js'
import { forget, keep } from './kept.js'
import { todayIn } from './today.js'

/** The usager's element, as its keeper sees it. */
export interface KeeperHost extends HTMLElement {
  readonly today?: string
  readonly territory?: string
  readonly prefill?: Record<string, Answer>
}

/** What a context has of the session. */
export type KeptContext = Pick<
  ParcoursContext,
  | 'session'
  | 'prefilled'
  | 'kept'
  | 'change'
  | 'answer'
  | 'newMember'
  | 'mark'
  | 'explain'
  | 'booked'
  | 'book'
  | 'fill'
  | 'diff'
  | 'keep'
  | 'saved'
  | 'resume'
  | 'kit'
>

/** Holds a session: answers and marks, what this tab keeps of them, the layout of the plan. */
export class Keeper {
  readonly #host: KeeperHost
  readonly #compiled: Compiled
  readonly #publish: () => void
  /** A session to go on with, kept by this tab or on screen under another day. */
  readonly #saved: Saved | null
  #session!: Session
  #before: { ref: string; session: Session } | null = null
  #prefilled = new Set<string>()
  #booked: ReadonlyMap<string, Booked> = new Map()
  #kit: SavedKit | undefined
  #kept: boolean
  #complete = false
  #plan: 'absent' | 'loading' | 'ready' | 'failed' = 'absent'
  #loadPlan: (() => Promise<unknown>) | undefined
  #widgets: HTMLElement[] | undefined
  #kitElement: HTMLElement | undefined
  #receiver: (HTMLElement & { link?: string }) | undefined

  /**
   * Compiles; open() comes after, in a turn of its own.
   * @param source judged already
   * @param kept what this tab keeps, null when nothing
   * @param running the keeper before: another day or territory reckons the same answers again
   * @throws {ParcoursError} `cycle`
   */
  constructor(host: KeeperHost, source: Parcours, publish: () => void, kept: unknown, running: Keeper | null) {
    const { elementStyles } = host.constructor as typeof LitElement
    adoptStyles(host.shadowRoot!, [...elementStyles, planStyles])
    this.#host = host
    this.#publish = publish
    this.#compiled = compile(source, { judged: true })
    this.#kept = kept !== null
    this.#saved = running && running.#compiled.id === source.id ? running.#toSave() : (kept as Saved | null)
  }

  /** Starts or goes on. */
  open(): void {
    const { today, territory } = this.#host
    const options = { today: today ?? todayIn(territory), ...(territory ? { territory } : {}) }
    attach(this.#compiled, planner)
    if (this.#saved) {
      this.#session = restore(this.#compiled, this.#saved, options).session
      this.#kit = this.#saved.kit
    } else {
      this.#session = start(this.#compiled, options)
      this.#takePrefill()
    }
    this.#complete = this.#session.progress.complete
  }

  get alerts(): readonly AlertItem[] {
    return alerts(this.#session)
  }

  #takePrefill(): void {
    for (const [ref, value] of Object.entries(this.#host.prefill ?? {})) {
      const question = this.#compiled.source.questions.find((candidate) => candidate.id === ref)
      if (!question || question.prefill !== true || question.sensitive) continue
      try {
        this.#session = answer(this.#session, ref, value)
        this.#prefilled.add(ref)
      } catch (error) {
        if (!(error instanceof AnswerError)) throw error
      }
    }
  }

  /** Its part of the context, anew at every change. */
  context(locale: Locale): KeptContext {
    const session = this.#session
    const before = this.#before
    let change: Change | null | undefined
    return {
      session,
      prefilled: this.#prefilled,
      kept: this.#kept,
      // Computed only for a widget that shows it, and only when an item changed: comparing two plans is not part of an answer.
      get change() {
        if (change === undefined)
          change = before && session.changes.length ? { ref: before.ref, diff: diff(before.session, session) } : null
        return change
      },
      answer: (ref, value) => this.#answer(ref, value),
      newMember: () => crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36).padStart(7, '0').slice(-5),
      mark: (id, status, on) => this.#mark(id, status, on),
      // A rendez-vous that she took is no item of the engine's.
      explain: (id) => (id.startsWith('rendez-vous:') ? [] : explain(this.#session, id)),
      booked: this.#booked,
      book: (id, booked) => {
        const all = new Map(this.#booked)
        if (booked) all.set(id, booked)
        else all.delete(id)
        this.#booked = all
        this.#publish()
      },
      fill: (text, item) =>
        fill(this.#session, text, item)
          .map((part) =>
            typeof part === 'string' ? part : partText(locale, this.#session, part).replace(/[*[\]]/g, ''),
          )
          .join(''),
      diff,
      keep: (on) => this.#keep(on),
      saved: () => this.#toSave(),
      resume: (saved) => this.#resume(saved),
      kit: (events) => {
        const { id } = (this.#kit ??= { id: random() })
        if (events) {
          this.#kit = { id, events: { ...events } }
          this.#write()
        }
        return this.#kit
      },
    }
  }

  #toSave(): Saved {
    return { ...save(this.#session), ...(this.#kit ? { kit: this.#kit } : {}) }
  }

  #resume(saved: Saved): Resumed {
    const { today } = this.#session
    const { territory } = this.#host
    const { session, ...rest } = restore(this.#compiled, saved, { today, ...(territory ? { territory } : {}) })
    this.#session = session
    this.#kit = saved.kit
    this.#before = null
    this.#prefilled = new Set()
    this.#changed()
    return rest
  }

  #answer(ref: string, value: Answer | undefined): boolean {
    const before = this.#session
    try {
      this.#session = answer(before, ref, value)
    } catch (error) {
      if (error instanceof AnswerError) return false
      throw error
    }
    this.#before = { ref, session: before }
    this.#prefilled.delete(ref)
    this.#changed()
    return true
  }

  #mark(id: string, status: Mark, on?: PlainDate): void {
    const session = this.#session
    const item = session.plan.item(id)
    if (!item) return
    const { today } = session
    try {
      this.#session = mark(session, id, status, { by: 'usager', on: on && on < today ? on : today })
    } catch (error) {
      if (error instanceof AnswerError) return
      throw error
    }
    this.#changed()
    if (!item.sensitive)
      this.#host.dispatchEvent(new ParcoursItemMarkEvent({ parcours: session.parcours.id, item: item.of.id, status }))
  }

  #changed(): void {
    this.#write()
    this.#publish()
    if (this.#plan === 'failed') this.loadPlan()
    const { progress, plan, parcours } = this.#session
    if (progress.complete && !this.#complete) {
      const demarches = plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive).length
      this.#host.dispatchEvent(new ParcoursPlanReadyEvent({ parcours: parcours.id, demarches }))
    }
    this.#complete = progress.complete
  }

  // What is kept, only when she asks.

  #write(): void {
    if (!this.#kept) return
    try {
      keep(this.#host, this.#compiled.id, this.#toSave())
    } catch {
      this.#kept = false
    }
  }

  #keep(on: boolean): void {
    this.#kept = on
    if (on) this.#write()
    else forget(this.#host, this.#compiled.id, true)
    this.#publish()
  }

  /** Answers and marks; what this tab keeps is its host's to forget. */
  erase(): void {
    const { today } = this.#session
    const { territory } = this.#host
    this.#kept = this.#complete = false
    this.#session = start(this.#compiled, { today, ...(territory ? { territory } : {}) })
    this.#before = null
    this.#kit = undefined
    this.#prefilled = new Set()
    this.#booked = new Map()
  }

  // The plan.

  /** The plan's widgets, when the bundle keeps them apart. A connection that fails is tried again at the next answer, and on demand. */
  loadPlan(load = this.#loadPlan): void {
    this.#loadPlan = load
    if (this.#plan === 'loading' || this.#plan === 'ready') return
    const settle = (state: 'ready' | 'failed'): void => {
      this.#plan = state
      if (this.#complete) this.#publish()
    }
    if (!load) return settle('ready')
    this.#plan = 'loading'
    load().then(
      () => settle('ready'),
      () => settle('failed'),
    )
  }

  /** The one tag's page once every question is answered; null until then. Short first; all of it one tap away, and on paper. */
  layout(
    { session, locale }: ParcoursContext,
    questionnaire: HTMLElement,
    help: Content,
    make: (name: string) => HTMLElement,
  ): Content | null {
    const { progress, plan } = session!
    const kit = (this.#kitElement ??= this.#kitOf(make))
    if (!progress.complete) return [questionnaire, help, kit]
    if (this.#plan === 'failed') return [questionnaire, this.#failed(locale), help]
    if (!this.#widgets) {
      this.#widgets = ['checklist', 'timeline', 'checklist', 'rendez-vous'].map(make)
      this.#widgets[0]!.setAttribute('view', 'now')
      this.#widgets[2]!.setAttribute('view', 'full')
    }
    const [now, timeline, checklist, rendezVous] = this.#widgets as [HTMLElement, HTMLElement, HTMLElement, HTMLElement]
    const count = new Set(
      plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive).map((item) => item.of.id),
    ).size
    return [
      questionnaire,
      now,
      help,
      timeline,
      html`<details class="whole">
        <summary class="t2">${icon(ChevronDown)}${locale.t('common', 'wholeList', { count })}</summary>
        ${checklist}
      </details>`,
      rendezVous,
      kit,
    ]
  }

  #kitOf(make: (name: string) => HTMLElement): HTMLElement {
    const kit = make('kit')
    const sites = this.#host.getAttribute('sites')
    if (sites) kit.setAttribute('sites', sites)
    return kit
  }

  /**
   * What asks whether to go on with what she brought, or with what this device keeps; nothing when there is none.
   * @param link the fragment of a hand-over link
   */
  receiver(link: string | undefined, locale: Locale, make: (name: string) => HTMLElement): Content {
    if (!this.#receiver) {
      const waits = link ?? (this.#saved ? null : onDevice(this.#host, this.#compiled.id, this.#session.today))
      if (!waits) return nothing
      this.#receiver = make('kit')
      this.#receiver.setAttribute('view', 'receive')
    }
    if (link) this.#receiver.link = link
    return this.#plan === 'failed' ? this.#failed(locale) : this.#receiver
  }

  #failed(locale: Locale): TemplateResult {
    return html`<div class="note caution stack" role="alert">
      <p>${locale.t('core', 'problem_network')}</p>
      <button class="btn" type="button" @click=${() => this.loadPlan()}>${locale.t('core', 'retry')}</button>
    </div>`
  }
}

/** 128 bits, in hexadecimal. */
const random = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

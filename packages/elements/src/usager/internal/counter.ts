import { adoptStyles, html, nothing, type LitElement, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown } from '../../core/icons.first.js'
import { heading } from '../../core/text.js'
import french from '../../locales/fr/accompagnement.js'
import { planStyles } from '../plan.styles.js'
import { counterStyles } from './counter.styles.js'

/** Seconds without a gesture before the warning, unless the host says another number. */
const IDLE = 300
/** No host may give her less. */
const LEAST = 60
/** Seconds that the warning stays: three times what WCAG 2.2.1 asks for. It can be answered as often as needed. */
const WARNED = 60
const GESTURES = ['pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove', 'input'] as const
/** Of a note: two pages of a large hand. */
const LONGEST = 4000

/** Two lucide shapes of its own (ISC): what it shares with the plan must not be waited for. */
const USERS =
  'M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.87M5 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0'
const TRASH = 'M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2'

/**
 * Counter mode: an adviser fills with or for someone on a machine that others use. Her notes are in memory, on paper and in the
 * PDF only. Everything is wiped at the end, after a time without a gesture, and when the page is left.
 */
export class Counter {
  readonly #host: HTMLElement
  #notes = ''
  #ctx!: ParcoursContext
  #connection: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When the last gesture was, in milliseconds of the wall clock: it goes on while the machine sleeps. */
  #last = Date.now()
  #warning = false
  /** Something was typed or chosen since the last wipe, even if it was not yet sent. */
  #touched = false
  #said: 'finished' | 'idle' | '' = ''

  constructor(host: HTMLElement) {
    this.#host = host
    const { elementStyles } = host.constructor as typeof LitElement
    adoptStyles(host.shadowRoot!, [...elementStyles, planStyles, counterStyles])
  }

  get notes(): string {
    return this.#notes
  }
  note(text: string): void {
    this.#notes = text.slice(0, LONGEST)
    ;(this.#host as LitElement).requestUpdate()
  }

  /** Everything of hers is gone already, whoever asked for it. */
  erased(): void {
    this.#notes = ''
    this.#touched = false
    this.#warning = false
    this.#clear()
    for (const dialog of this.#dialogs()) dialog.close()
    const notes = this.#part<HTMLTextAreaElement>('counter-notes')
    if (notes) notes.value = ''
  }

  // Time.

  /** Milliseconds before the warning. */
  get #idle(): number {
    const asked = Number(this.#host.getAttribute('inactivity'))
    return Math.max(asked > 0 ? asked : IDLE, LEAST) * 1000
  }

  get #dirty(): boolean {
    const { session, booked } = this.#ctx
    return (
      this.#touched ||
      this.#ctx.elsewhere === true ||
      this.#notes !== '' ||
      (booked?.size ?? 0) > 0 ||
      Object.keys(session?.stored ?? {}).length > 0 ||
      session?.plan.items.some((item) => item.statusBy === 'usager') === true
    )
  }

  #listen(): void {
    if (this.#connection && !this.#connection.signal.aborted) return
    const { signal } = (this.#connection = new AbortController())
    const page = this.#host.ownerDocument
    const view = page.defaultView!
    for (const name of GESTURES)
      page.addEventListener(name, (event) => this.#gesture(event), { capture: true, passive: true, signal })
    // The page is left: what the browser may keep of it, ready to come back, must be empty before.
    view.addEventListener('pagehide', () => this.#wipe(''), { signal })
    // A machine that slept did not count.
    for (const name of ['pageshow', 'focus'] as const) view.addEventListener(name, () => this.#awake(), { signal })
    page.addEventListener('visibilitychange', () => this.#awake(), { signal })
  }

  /** Listens to nothing until it is shown again. */
  stop(): void {
    this.#connection?.abort()
    this.#clear()
  }

  #clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #gesture(event: Event): void {
    if (!this.#host.isConnected || !this.#ctx.settings.counter) return this.stop()
    if (event.type === 'input') this.#touched = true
    // While she is asked, she answers: somebody who brushes the table does not.
    if (this.#warning) return
    this.#last = Date.now()
    this.#wait()
  }

  #wait(): void {
    this.#clear()
    if (this.#dirty) this.#timer = setTimeout(() => this.#warn(), this.#idle)
  }

  #warn(): void {
    if (!this.#host.isConnected || !this.#dirty) return
    this.#warning = true
    const dialog = this.#part<HTMLDialogElement>('counter-idle')
    if (dialog && !dialog.open) {
      for (const other of this.#dialogs()) other.close()
      dialog.showModal()
    }
    this.#clear()
    this.#timer = setTimeout(() => this.#wipe('idle'), WARNED * 1000)
  }

  #awake(): void {
    if (this.#host.ownerDocument.visibilityState === 'hidden' || !this.#dirty) return
    const away = Date.now() - this.#last
    if (away >= this.#idle + WARNED * 1000) this.#wipe('idle')
    else if (away >= this.#idle && !this.#warning) this.#warn()
  }

  /** Asked once: a finger that slipped loses nothing. */
  #ask(): void {
    this.#part<HTMLDialogElement>('counter-end')!.showModal()
    this.#part('counter-end-no')!.focus()
  }

  #goOn(): void {
    this.#warning = false
    this.#part<HTMLDialogElement>('counter-idle')?.close()
    this.#last = Date.now()
    this.#wait()
  }

  #wipe(said: 'finished' | 'idle' | ''): void {
    if (!this.#host.isConnected) return this.stop()
    if (!this.#dirty && said === '') return
    this.#said = said
    this.#ctx.erase()
    void (this.#host as LitElement).updateComplete.then(() => said && this.#part('counter')?.focus())
  }

  // What is shown.

  #part<T extends HTMLElement = HTMLElement>(id: string): T | null {
    return this.#host.shadowRoot!.getElementById(id) as T | null
  }
  #dialogs(): HTMLDialogElement[] {
    return [...this.#host.shadowRoot!.querySelectorAll<HTMLDialogElement>('dialog.counter-box[open]')]
  }

  view(ctx: ParcoursContext): TemplateResult {
    ctx.locale.add('accompagnement', french)
    this.#ctx = ctx
    this.#listen()
    const dirty = this.#dirty
    // What the page does by itself is no gesture: a time that runs goes on running.
    if (dirty && this.#timer === undefined) this.#wait()
    if (dirty) this.#said = ''
    const t = (key: string, values?: Record<string, unknown>): string => ctx.locale.t('accompagnement', key, values)
    const { headingLevel: level } = ctx.settings
    const minutes = Math.round(this.#idle / 60_000)
    return html`<section class="counter noprint" part="counter" aria-labelledby="counter">
        <div class="row spread">
          <div>
            ${heading(level, [icon(USERS), ' ', t('title')], { className: 't3', id: 'counter', tabindex: '-1' })}
            <p class="small quiet">${t('keeps', { count: minutes })}</p>
          </div>
          <button class="btn finish" type="button" @click=${() => this.#ask()}>${icon(TRASH)}${t('finish')}</button>
        </div>
        <p class="said" role="status">${this.#said ? t(this.#said) : nothing}</p>
        <details class="notes">
          <summary>${icon(ChevronDown)}${t('notes')}</summary>
          <p class="small quiet" id="counter-notes-help">${t('notesHelp')}</p>
          <label class="vh" for="counter-notes">${t('notes')}</label>
          <textarea
            id="counter-notes"
            rows="5"
            autocomplete="off"
            spellcheck="false"
            maxlength=${LONGEST}
            aria-describedby="counter-notes-help"
            .value=${this.#notes}
            @input=${(event: Event) => this.note((event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </details>
      </section>
      ${
        this.#notes.trim()
          ? html`<section class="counter-paper">
              ${heading(level, t('notesPaper'), { className: 't2' })}
              <p>${this.#notes}</p>
            </section>`
          : nothing
      }
      <dialog
        class="counter-box noprint"
        id="counter-end"
        aria-labelledby="counter-end-title"
        aria-describedby="counter-end-text"
      >
        ${heading(level, t('endTitle'), { className: 't2', id: 'counter-end-title' })}
        <div id="counter-end-text" class="stack">
          <p>${t('endText')}</p>
          <p class="small quiet">${t('endFiles')}</p>
        </div>
        <p class="row">
          <button class="btn main" type="button" @click=${() => this.#wipe('finished')}>
            ${icon(TRASH)}${t('endYes')}
          </button>
          <button
            class="btn"
            type="button"
            id="counter-end-no"
            @click=${() => this.#part<HTMLDialogElement>('counter-end')!.close()}
          >
            ${t('endNo')}
          </button>
        </p>
      </dialog>
      <dialog
        class="counter-box noprint"
        id="counter-idle"
        role="alertdialog"
        aria-labelledby="counter-idle-title"
        aria-describedby="counter-idle-text"
        @cancel=${() => this.#goOn()}
      >
        ${heading(level, t('idleTitle'), { className: 't2', id: 'counter-idle-title' })}
        <p id="counter-idle-text">${t('idleText')}</p>
        <p class="row">
          <button class="btn main" type="button" @click=${() => this.#goOn()}>${t('idleGoOn')}</button>
          <button class="btn" type="button" @click=${() => this.#wipe('idle')}>${icon(TRASH)}${t('idleWipe')}</button>
        </p>
      </dialog>`
  }
}

import type { AskedQuestion, ExitItem, Session } from '@parcours/engine'
import { adoptStyles, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit'
import { state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { ParcoursContext } from '../core/context.js'
import { loadingView, ParcoursElement } from '../core/element.js'
import { icon } from '../core/icons.js'
import { ArrowLeft, Lock, LogOut } from '../core/icons.set.js'
import { words, type Content } from '../core/text.js'
import { ParcoursStepChangeEvent } from '../events/step-change.js'
import french from '../locales/fr/questionnaire.js'
import { fieldStyles } from './field.styles.js'
import { Fields } from './internal/field.js'
import { placeOf, StepHistory } from './internal/history.js'
import { more } from './internal/later.js'
import type { QuestionnaireSite } from './internal/more.js'
import { sectionTitle } from './internal/section.js'
import type { Said } from './internal/sentence.js'
import { nextStep, questionsOf, sectionOf, stands, stepBefore, stepOf, Trail, type Step } from './internal/trail.js'
import { styles } from './questionnaire.styles.js'

/** A page of more questions than this leaves what is far from sight to the browser. */
const LONG = 48
/** An answer is told without hurry: several given at once are told as one change. Milliseconds. */
const SAY_AFTER = 400

/**
 * @summary Asks the questions of a parcours: one thing a screen, a section, or all of them; then shows the answers, to be changed.
 * @slot - The way without this service: shown until a `<parcours-usager>` answers.
 * @slot exit-<id> - The host's own link to the parcours that an exit names.
 * @event parcours-step-change - Another step is shown. Its title never carries an answer.
 * @csspart root - The whole.
 * @csspart form - The questions of this step.
 * @csspart recap - The end: the answers, and what an edit changed.
 * @csspart foot - What holds for the answers: they stay here, keep, erase.
 * @status stable
 */
export class ParcoursQuestionnaire extends ParcoursElement {
  static override styles: CSSResultGroup = [ParcoursElement.styles, fieldStyles, styles]

  protected readonly ns = 'questionnaire'
  protected readonly french = french

  /** What the last answers did to the plan, for the polite live region. */
  @state() private _said = ''
  @state() private _erasing = false

  private _trail = new Trail()
  /** Exits she read and went past. */
  private _passed = new Set<string>()
  /** The answer being changed from the recap, and the session before. */
  private _edit: { ref: string; before: Session } | null = null
  /** What the last edit did, shown on the recap until the next one. */
  private _edited: Said | null = null
  /** The session whose plan was last spoken of. */
  private _told: Session | null = null
  private _timer: ReturnType<typeof setTimeout> | undefined
  private _seen: ParcoursContext | null = null
  private _focus: 'title' | 'errors' | { ref: string } | { id: string } | null = null
  @state() private _recapOpen = false
  private _history: StepHistory | null = null
  private _historyEnd: AbortController | null = null
  /** History number of the trail's first step. */
  private _offset = 0

  private _fields = new Fields({
    ctx: () => this.ctx!,
    root: () => this.shadowRoot!,
    update: () => this.requestUpdate(),
    host: this,
    immediate: () => this._layout !== 'steps',
    say: (text) => (this._said = text),
    skip: () => this._submit(),
  })

  private get _layout(): ParcoursContext['settings']['layout'] {
    return this.ctx!.settings.layout
  }

  /** Moves the focus to a question's field when it is on screen, e.g. from a host's own summary. */
  focusQuestion(ref: string): void {
    this._fields.focus(ref)
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot
    const { elementStyles } = this.constructor as typeof ParcoursQuestionnaire
    more.ready(({ styles: later }) => adoptStyles(root, [...elementStyles, later]))
    return root
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this._listenHistory()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this._hush()
    this._leaveHistory()
  }

  protected override contextChanged(value: ParcoursContext | null): void {
    const before = this._seen
    // Gone with its provider, or taken out of the page: what comes back is looked at anew.
    if (value) this._seen = value
    if (!value || value.status !== 'ready') return
    const { session } = value
    const same = before?.session === session
    if (same || before?.locale !== value.locale) this._fields.refresh()
    const other = before?.session?.parcours !== session?.parcours
    if (other || (!same && !this._fields.giving && session!.progress.answered === 0)) this._restart()
    // Only what she answers here is told here.
    if (!this._fields.giving && !this._timer) this._told = session
    if (before?.settings.history !== value.settings.history) this._listenHistory()
    if (before && before.settings.layout !== value.settings.layout) this._trail.replace(this._next(value))
  }

  /** Another parcours, or everything was erased. */
  private _restart(): void {
    this._trail = new Trail()
    this._passed.clear()
    this._edit = this._edited = null
    this._hush()
    this._told = this.ctx!.session
    this._said = ''
    this._erasing = false
    this._recapOpen = false
    this._fields.reset()
    if (this._history) this._offset = this._history.at
  }

  // Steps.

  private _next(ctx: ParcoursContext): Step {
    const session = ctx.session!
    for (const id of this._passed) if (!session.exits.some(({ of }) => of.id === id)) this._passed.delete(id)
    return nextStep(session, ctx.settings.layout, ctx.prefilled, this._passed)
  }

  /** The step on screen; one that is no longer there gives way to what comes now. */
  private _step(ctx: ParcoursContext): Step {
    const { step } = this._trail
    if (step !== undefined && stands(ctx.session!, step)) return step
    const next = this._next(ctx)
    this._trail.replace(next)
    return next
  }

  private _go(step: Step, focus: typeof this._focus = 'title'): void {
    this._trail.push(step)
    this._history?.push(this._offset + this._trail.at)
    this._arrive(focus)
  }

  private _arrive(focus: typeof this._focus = 'title'): void {
    const ctx = this.ctx!
    this._fields.errors.clear()
    this._erasing = false
    this._focus = focus
    const step = this._step(ctx)
    if (step === 'recap' && this._edit) this._endEdit(ctx)
    this.requestUpdate()
    this._announce(ctx, step)
  }

  /** For the host's title: never a sensitive question, never a label that repeats an answer. */
  private _announce(ctx: ParcoursContext, step: Step): void {
    const session = ctx.session!
    const { safety, title } = session.parcours.source
    const asked = step.startsWith('q:') ? questionsOf(session, step)[0] : undefined
    let text: string
    if (safety?.neutralTitle) text = words(ctx, 'safety.neutralTitle', safety.neutralTitle)
    else if (asked && !asked.sensitive && !/\{/.test(asked.of.label))
      text = words(ctx, `${asked.address}.label`, asked.of.label)
    else text = words(ctx, 'title', title)
    const { n, total } = this._position(session, step)
    this.dispatchEvent(new ParcoursStepChangeEvent({ title: text, step: n, total }))
  }

  private _position(session: Session, step: Step): { n: number; total: number | null } {
    const { progress, questions } = session
    const first = questionsOf(session, step)[0]
    return {
      n: (first ? questions.findIndex(({ ref }) => ref === first.ref) : questions.length) + 1,
      total: progress.total,
    }
  }

  private _submit = (event?: Event): void => {
    event?.preventDefault()
    const ctx = this.ctx!
    const step = this._step(ctx)
    const done = this._fields.submit(() => questionsOf(this.ctx!.session!, step))
    if (!done) {
      this._focus = this._fields.errors.size > 1 ? 'errors' : { ref: [...this._fields.errors.keys()][0]! }
      this.requestUpdate()
      return
    }
    this._tellLater()
    const next = this._next(this.ctx!)
    if (next !== step) return this._go(next)
    // The answers of this screen brought others to it.
    const first = questionsOf(this.ctx!.session!, step).find(({ answer }) => answer === undefined)
    this._focus = first ? { ref: first.ref } : null
    this.requestUpdate()
  }

  private _pass(exit: ExitItem): void {
    this._passed.add(exit.of.id)
    this._go(this._next(this.ctx!))
  }

  private _back = (): void => {
    // One way back for both: the browser's history stays in step with ours.
    if (this._history && this._history.at > this._offset) return this._history.back()
    this._moveTo(this._trail.at - 1)
  }

  /** @param target index on the trail; before its start, the screen that comes before in the questionnaire's order */
  private _moveTo(target: number): void {
    const session = this.ctx!.session!
    if (target < 0) {
      const before = stepBefore(session, this._layout, this._step(this.ctx!))
      if (!before) return
      this._trail.at = 0
      this._trail.replace(before)
    } else {
      const way = target < this._trail.at ? -1 : 1
      while (this._trail.steps[target] && !stands(session, this._trail.steps[target]!)) target += way
      this._trail.move(target)
    }
    this._arrive()
  }

  private get _canGoBack(): boolean {
    const ctx = this.ctx!
    return (
      this._trail.at > 0 ||
      (this._trail.step !== 'recap' && stepBefore(ctx.session!, this._layout, this._step(ctx)) !== null)
    )
  }

  // The system's Back.

  private _listenHistory(): void {
    this._leaveHistory()
    const view = this.ownerDocument.defaultView
    if (!view || !this.isConnected || this.ctx?.settings.history !== 'steps') return
    this._historyEnd = new AbortController()
    const key = `parcours-step:${this.ctx.settings.parcoursId}:${placeOf(this)}`
    this._history = new StepHistory(view, key, (step) => this._fromHistory(step), this._historyEnd.signal)
    this._offset = this._history.at - Math.max(0, this._trail.at)
  }

  private _leaveHistory(): void {
    this._historyEnd?.abort()
    this._historyEnd = this._history = null
  }

  private _fromHistory(step: number): void {
    const target = step - this._offset
    if (target === this._trail.at || !this.ctx?.session) return
    if (target < 0) this._offset = step
    this._moveTo(Math.min(target, this._trail.steps.length - 1))
  }

  // What an answer changed.

  private _tellLater(): void {
    clearTimeout(this._timer)
    this._timer = setTimeout(() => {
      this._timer = undefined
      const ctx = this.ctx
      if (!ctx?.session || !this._told || this._edit || ctx.session === this._told) return
      this._said = more.now?.say(ctx, ctx.diff(this._told, ctx.session)).text ?? ''
      this._told = ctx.session
    }, SAY_AFTER)
  }

  private _hush(): void {
    clearTimeout(this._timer)
    this._timer = undefined
  }

  private _endEdit(ctx: ParcoursContext): void {
    const { before } = this._edit!
    this._edited = before === ctx.session ? null : (more.now?.say(ctx, ctx.diff(before, ctx.session!)) ?? null)
    this._edit = null
    // The recap says it: nothing is said twice.
    this._hush()
    this._told = ctx.session
    this._said = ''
    this._recapOpen = true
  }

  private _modify(asked: AskedQuestion): void {
    const session = this.ctx!.session!
    this._edit = { ref: asked.ref, before: session }
    this._edited = null
    this._said = ''
    this._go(stepOf(session, this._layout, asked), this._layout === 'steps' ? 'title' : { ref: asked.ref })
  }

  private _erase = (): void => {
    this._fields.reset()
    this.ctx!.erase()
    this._restart()
    this._said = this.ctx!.locale.t('core', 'erased')
    this._arrive()
  }

  // What is shown.

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    const ctx = this.ctx
    if (ctx?.status !== 'ready') return
    this._told ??= ctx.session
    // Answers that were given as they were made.
    if (this._layout !== 'steps' && ctx.session !== this._told) this._tellLater()
  }

  protected override updated(): void {
    const focus = this._focus
    if (!more.now && this.ctx?.status === 'ready') this._comes()
    if (!focus) return
    if (typeof focus === 'object' && 'ref' in focus) {
      this._focus = null
      return this._fields.focus(focus.ref)
    }
    const target = this.shadowRoot!.getElementById(typeof focus === 'object' ? focus.id : focus)
    // A screen that is still to come takes the focus when it does.
    if (target || more.now) this._focus = null
    target?.focus()
  }

  /** The screens that follow, once this one is painted; after a failure, at the next answer. */
  private _comes(): void {
    const session = this.ctx!.session
    if (this._asked === session) return
    this._asked = session
    requestAnimationFrame(() =>
      setTimeout(() => {
        more.load().then(
          () => {
            this._fields.refresh()
            this.requestUpdate()
          },
          () => undefined,
        )
      }),
    )
  }
  /** The session at which the screens that follow were last asked for. */
  private _asked: Session | null = null

  /** What the screens that follow need of this one. */
  private _site(): QuestionnaireSite {
    return {
      fields: this._fields,
      level: this.level,
      edited: this._edited,
      open: this._recapOpen,
      toggle: (open) => (this._recapOpen = open),
      goOn: () => this._go(this._next(this.ctx!)),
      modify: (asked) => this._modify(asked),
      pass: (exit) => this._pass(exit),
    }
  }

  protected override renderReady(ctx: ParcoursContext): Content {
    const step = this._step(ctx)
    const outside = this.session !== undefined && ctx.settings.quickExit
    return html`${this._top(ctx, step)}
      ${keyed(step, step === 'page' || /^[qs]:/.test(step) ? this._questions(ctx, step) : (more.now?.screen(ctx, this._site(), step) ?? loadingView(ctx)))}
      <p class="said quiet" role="status">${this._said}</p>
      ${this._foot(ctx, outside)}`
  }

  private _top(ctx: ParcoursContext, step: Step): Content {
    const session = ctx.session!
    const back = this._canGoBack
      ? html`<button class="btn plain small back" type="button" @click=${this._back}>
          ${icon(ArrowLeft)}${this.t('back')}
        </button>`
      : nothing
    const asked = questionsOf(session, step)[0]
    if (!asked) return html`<div class="top">${back}</div>`
    const { n, total } = this._position(session, step)
    const section = this._layout === 'page' ? null : sectionTitle(ctx, sectionOf(session, asked))
    const where =
      this._layout !== 'steps'
        ? nothing
        : total === null
          ? this.t('position', { n })
          : this.t('positionOf', { n, total })
    return html`<div class="top">
      ${back}
      <p class="where quiet small">
        ${section ?? nothing}${section && where !== nothing ? html`<span aria-hidden="true"> · </span>` : nothing}<span
          class="num"
          >${where}</span
        >
      </p>
    </div>`
  }

  private _questions(ctx: ParcoursContext, step: Step): TemplateResult {
    const session = ctx.session!
    const asked = questionsOf(session, step)
    const alone = this._layout === 'steps'
    return html`<form
      class="form ${asked.length > LONG ? 'long' : ''}"
      part="form"
      novalidate
      autocomplete="off"
      @submit=${this._submit}
    >
      ${alone ? this._fields.view(asked[0]!, this.level) : (more.now?.questions(ctx, this._site(), step, asked) ?? loadingView(ctx))}
      <p class="go"><button class="btn main">${this.t(step === 'page' ? 'finish' : 'next')}</button></p>
    </form>`
  }

  // What is always there.

  private _foot(ctx: ParcoursContext, quick: boolean): TemplateResult {
    const t = (key: string): string => ctx.locale.t('core', key)
    const askErase = (on: boolean): void => {
      this._erasing = on
      this._focus = { id: on ? 'erase-ask' : 'erase' }
    }
    return html`<div class="foot noprint" part="foot">
      <p class="small">
        ${icon(Lock)} ${t('staysHere')} <span class="quiet">${ctx.kept ? t('keepHelp') : this.t('notKept')}</span>
      </p>
      <p id="keep-help" hidden>${t('keepHelp')}</p>
      ${
        this._erasing
          ? html`<div class="row" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && askErase(false)}>
              <p id="erase-ask" tabindex="-1"><strong>${t('eraseConfirm')}</strong></p>
              <button class="btn small" type="button" @click=${this._erase}>${t('eraseYes')}</button>
              <button class="btn plain small" type="button" @click=${() => askErase(false)}>${t('cancel')}</button>
            </div>`
          : html`<div class="row">
              <button
                class="btn plain small"
                type="button"
                aria-describedby="keep-help"
                @click=${() => ctx.keep(!ctx.kept)}
              >
                ${t(ctx.kept ? 'keptStop' : 'keep')}
              </button>
              <button class="btn plain small" type="button" id="erase" @click=${() => askErase(true)}>
                ${t('erase')}
              </button>
              ${quick ? html`<button class="btn small exit" type="button" title=${t('quickExitHelp')} @click=${() => ctx.quit()}>${icon(LogOut)}${t('quickExit')}</button>` : nothing}
            </div>`
      }
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-questionnaire': ParcoursQuestionnaire
  }
}

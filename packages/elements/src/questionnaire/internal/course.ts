import type { AskedQuestion, ExitItem, Session } from '@parcours/engine'
import { adoptStyles, html, nothing, type CSSResultOrNative, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { erased } from '../../core/erased.js'
import { icon } from '../../core/icons.js'
import { LogOut } from '../../core/icons.first.js'
import { ArrowLeft } from '../../core/icons.set.js'
import { tagStyles } from '../../core/tag.styles.js'
import { words } from '../../core/text.js'
import { ParcoursStepChangeEvent } from '../../events/step-change.js'
import { textStyles } from '../field.styles.js'
import { styles } from '../more.styles.js'
import { Fields } from './field.js'
import { placeOf, StepHistory } from './history.js'
import { questions, screen, type QuestionnaireSite } from './more.js'
import type { Draft } from './pick.js'
import { form, type Screen } from './screen.js'
import { sectionTitle } from './section.js'
import { say, type Said } from './sentence.js'
import { nextStep, questionsOf, sectionOf, stands, stepBefore, stepOf, Trail, type Step } from './trail.js'
import { wordsOf } from './words.js'

/** A page of more questions than this leaves what is far from sight to the browser. */
const LONG = 48
/** An answer is told without hurry: several given at once are told as one change. Milliseconds. */
const SAY_AFTER = 400

/** The questionnaire's element, as its course sees it. */
export interface CourseHost extends HTMLElement {
  /** Id of the usager it joins from elsewhere in the page. */
  readonly session?: string | undefined
  readonly updateComplete: Promise<unknown>
  requestUpdate(): void
}

/** What it reads of the element at each turn. */
export interface CourseView {
  readonly ctx: ParcoursContext | null
  /** Of the first heading. */
  readonly level: number
}

/** Everything after the first question: steps, history, what an answer changed, the end. */
export class Course {
  readonly #host: CourseHost
  readonly #at: () => CourseView
  /** What the last answers did to the plan, for the polite live region. */
  private _said = ''
  private _erasing = false
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
  private _away = false
  private _focus: 'title' | 'errors' | { ref: string } | { id: string } | null = null
  private _recapOpen = false
  private _history: StepHistory | null = null
  private _historyEnd: AbortController | null = null
  private _drawn: Step | undefined
  private _sheet = 0
  /** History number of the trail's first step. */
  private _offset = 0
  readonly fields: Fields

  /** @param own the element's styles @param ticked what was ticked before there was a session */
  constructor(
    host: CourseHost,
    at: () => CourseView,
    own: readonly CSSResultOrNative[],
    ticked: ReadonlyMap<string, Draft>,
  ) {
    this.#host = host
    this.#at = at
    adoptStyles(host.shadowRoot!, [...own, tagStyles, textStyles, styles])
    this.fields = new Fields(
      {
        ctx: () => this.ctx!,
        root: () => host.shadowRoot!,
        update: () => host.requestUpdate(),
        host,
        immediate: () => this._layout !== 'steps',
        say: (text) => this._say(text),
        skip: () => this.submit(),
      },
      ticked,
    )
  }

  private get ctx(): ParcoursContext | null {
    return this.#at().ctx
  }
  private get _layout(): ParcoursContext['settings']['layout'] {
    return this.ctx!.settings.layout
  }
  private _say(text: string): void {
    this._said = text
    this.#host.requestUpdate()
  }

  connected(): void {
    this._listenHistory()
  }

  disconnected(): void {
    this._hush()
    this._leaveHistory()
  }

  /** Every new context, before the update it causes. */
  changed(value: ParcoursContext | null): void {
    const before = this._seen
    // Gone with its provider, or taken out of the page: what comes back is looked at anew.
    if (value) this._seen = value
    else this._away = true
    if (!value || value.status !== 'ready') return
    const { session } = value
    const same = before?.session === session
    if (same || before?.locale !== value.locale) this.fields.refresh()
    // What was ticked before the session is hers; so is where she stands when a local variant comes.
    if (before && (erased(before, value) || before.resumes !== value.resumes || !this._follows(before, value)))
      this._restart()
    this._away = false
    // Only what she answers here is told here.
    if (!this.fields.giving && !this._timer) this._told = session
    if (before?.settings.history !== value.settings.history) this._listenHistory()
    if (before && before.settings.layout !== value.settings.layout) this._trail.replace(this._next(value))
  }

  /** False: read again, or joined to another usager meanwhile. */
  private _follows({ session }: ParcoursContext, now: ParcoursContext): boolean {
    return !!session && !(this._away && session.parcours !== now.session!.parcours)
  }

  /** Another parcours, another session of hers, or everything was erased. */
  private _restart(): void {
    this._trail = new Trail()
    this._passed.clear()
    this._edit = this._edited = null
    this._hush()
    this._told = this.ctx!.session
    this._said = ''
    this._erasing = false
    this._recapOpen = false
    this.fields.reset()
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
    this.fields.errors.clear()
    this._erasing = false
    this._focus = focus
    const step = this._step(ctx)
    if (step === 'recap' && this._edit) this._endEdit(ctx)
    this.#host.requestUpdate()
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
    this.#host.dispatchEvent(new ParcoursStepChangeEvent({ title: text, step: n, total }))
  }

  private _position(session: Session, step: Step): { n: number; total: number | null } {
    const { progress, questions } = session
    const first = questionsOf(session, step)[0]
    return {
      n: (first ? questions.findIndex(({ ref }) => ref === first.ref) : questions.length) + 1,
      total: progress.total,
    }
  }

  readonly submit = (event?: Event): void => {
    event?.preventDefault()
    const ctx = this.ctx!
    const step = this._step(ctx)
    const done = this.fields.submit(() => questionsOf(this.ctx!.session!, step))
    if (!done) {
      this._focus = this.fields.errors.size > 1 ? 'errors' : { ref: [...this.fields.errors.keys()][0]! }
      this.#host.requestUpdate()
      return
    }
    this._tellLater()
    const next = this._next(this.ctx!)
    if (next !== step) return this._go(next)
    // The answers of this screen brought others to it.
    const first = questionsOf(this.ctx!.session!, step).find(({ answer }) => answer === undefined)
    this._focus = first ? { ref: first.ref } : null
    this.#host.requestUpdate()
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
    const view = this.#host.ownerDocument.defaultView
    if (!view || !this.#host.isConnected || this.ctx?.settings.history !== 'steps') return
    this._historyEnd = new AbortController()
    const key = `parcours-step:${this.ctx.settings.parcoursId}:${placeOf(this.#host)}`
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
      this._say(say(ctx, ctx.diff(this._told, ctx.session)).text)
      this._told = ctx.session
    }, SAY_AFTER)
  }

  private _hush(): void {
    clearTimeout(this._timer)
    this._timer = undefined
  }

  private _endEdit(ctx: ParcoursContext): void {
    const { before } = this._edit!
    this._edited = before === ctx.session ? null : say(ctx, ctx.diff(before, ctx.session!))
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
    this.fields.reset()
    this.ctx!.erase()
    this._restart()
    this._said = this.ctx!.locale.t('core', 'erased')
    this._arrive()
  }

  // What is shown.

  /** Before each update. */
  willUpdate(): void {
    const { ctx } = this
    if (ctx?.status !== 'ready') return
    this._told ??= ctx.session
    // Answers that were given as they were made.
    if (this._layout !== 'steps' && ctx.session !== this._told) this._tellLater()
  }

  updated(): void {
    const focus = this._focus
    this._focus = null
    if (!focus) return
    if (typeof focus === 'object' && 'ref' in focus) return this.fields.focus(focus.ref)
    this.#host.shadowRoot!.getElementById(typeof focus === 'object' ? focus.id : focus)?.focus()
  }

  /** What the screens that follow need of this one. */
  private _site(): QuestionnaireSite {
    return {
      fields: this.fields,
      level: this.#at().level,
      edited: this._edited,
      open: this._recapOpen,
      toggle: (open) => {
        this._recapOpen = open
        this.#host.requestUpdate()
      },
      goOn: () => this._go(this._next(this.ctx!)),
      modify: (asked) => this._modify(asked),
      pass: (exit) => this._pass(exit),
    }
  }

  view(ctx: ParcoursContext): Screen {
    const session = ctx.session!
    const step = this._step(ctx)
    const alone = this._layout === 'steps'
    const asked = questionsOf(session, step)
    const first = asked[0]
    const { n, total } = this._position(session, step)
    if (this._drawn !== undefined && this._drawn !== step) this._sheet++
    this._drawn = step
    return {
      sheet: this._sheet,
      back: this._canGoBack
        ? html`<button class="btn plain small back" type="button" @click=${this._back}>
            ${icon(ArrowLeft)}${wordsOf(ctx)('back')}
          </button>`
        : nothing,
      section: first && this._layout !== 'page' ? sectionTitle(ctx, sectionOf(session, first)) : null,
      where:
        first && alone
          ? total === null
            ? ctx.locale.t('questionnaire', 'position', { n })
            : wordsOf(ctx)('positionOf', { n, total })
          : null,
      content:
        step === 'page' || /^[qs]:/.test(step)
          ? form(
              ctx,
              this.submit,
              alone ? this.fields.view(first!, this.#at().level) : questions(ctx, this._site(), step, asked),
              step === 'page' ? wordsOf(ctx)('finish') : undefined,
              asked.length > LONG,
            )
          : screen(ctx, this._site(), step),
      said: this._said,
      foot: this._foot(ctx),
    }
  }

  /** Keep, erase, leave. */
  private _foot(ctx: ParcoursContext): TemplateResult {
    const t = (key: string): string => ctx.locale.t('core', key)
    const askErase = (on: boolean): void => {
      this._erasing = on
      this._focus = { id: on ? 'erase-ask' : 'erase' }
      this.#host.requestUpdate()
    }
    return html`<p id="keep-help" hidden>${t('keepHelp')}</p>
      ${
        this._erasing
          ? html`<div class="row" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && askErase(false)}>
              <p id="erase-ask" tabindex="-1"><strong>${t('eraseConfirm')}</strong></p>
              <button class="btn small" type="button" @click=${this._erase}>${t('eraseYes')}</button>
              <button class="btn plain small" type="button" @click=${() => askErase(false)}>${t('cancel')}</button>
            </div>`
          : html`<div class="row">
              ${
                ctx.settings.counter || ctx.keeps === false
                  ? nothing
                  : html`<button
                      class="btn plain small"
                      type="button"
                      aria-describedby="keep-help"
                      @click=${() => ctx.keep(!ctx.kept)}
                    >
                      ${t(ctx.kept ? 'keptStop' : 'keep')}
                    </button>`
              }
              <button class="btn plain small" type="button" id="erase" @click=${() => askErase(true)}>
                ${t('erase')}
              </button>
              ${this.#host.session !== undefined && ctx.settings.quickExit ? html`<button class="btn small exit" type="button" title=${t('quickExitHelp')} @click=${() => ctx.quit()}>${icon(LogOut)}${t('quickExit')}</button>` : nothing}
            </div>`
      }`
  }
}

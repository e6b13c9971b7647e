import { ContextProvider, type ContextEvent } from '@lit/context'
import {
  alerts,
  answer,
  compile,
  mark,
  ParcoursError,
  AnswerError,
  start,
  type Answer,
  type Compiled,
  type Diff,
  type Mark,
  type Session,
} from '@parcours/engine/flow'
import type { Saved } from '@parcours/schema'
import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { channelFacts } from '../core/channel.js'
import { parcoursContext, type Change, type ParcoursContext, type Problem, type Settings } from '../core/context.js'
import { suffixOf } from '../core/define.js'
import { loadingView, problemView } from '../core/element.js'
import { icon } from '../core/icons.js'
import { ChevronDown, Globe, LifeBuoy, LogOut } from '../core/icons.set.js'
import { LIMITS, LoadError, loadJson } from '../core/load.js'
import { createLocale, createStrings, type Locale } from '../core/locale.js'
import { PrintController } from '../core/print.js'
import { base, tokens } from '../core/styles.js'
import { block, heading, line, type Content } from '../core/text.js'
import { VERSION } from '../core/version.js'
import { ParcoursItemMarkEvent } from '../events/item-mark.js'
import { ParcoursLangChangeEvent } from '../events/lang-change.js'
import { ParcoursPlanReadyEvent } from '../events/plan-ready.js'
import { ParcoursProblemEvent } from '../events/problem.js'
import { ParcoursQuickExitEvent } from '../events/quick-exit.js'
import { full } from './internal/later.js'
import { ShiftThrice } from './internal/shift-thrice.js'
import { todayIn } from './internal/today.js'
import { styles } from './usager.styles.js'

/** Interface strings by language; French is built in, the others are files loaded when they are chosen. */
export type StringsLoader = () => Promise<{ default: Record<string, Record<string, string>> }>
export const STRINGS: Record<string, StringsLoader> = {
  en: () => import('../locales/en.js'),
  ar: () => import('../locales/ar.js'),
}

interface LocaleFile {
  texts: Record<string, { text: string }>
  'x-relu-par'?: string
}

const noop = (): void => {}
/** A date or an answer inside a text, until what fills it is there. */
const PLACEHOLDER = /\{[a-z]+(:[a-z0-9-]+)?\}/g
const UNCHANGED: Diff = { added: [], removed: [], moved: [], because: [] }

/** Where a quick exit leads when the host says nothing: a page that many people open every day. */
const NEUTRAL_PAGE = 'https://www.meteofrance.com/'

/**
 * @summary Holds one parcours' session and gives it to the widgets inside it, or anywhere in the page by `session="its-id"`. With no widget inside, it lays out all four.
 * @slot - The widgets; or, with none, the way without this service: shown until, and if never, ready.
 * @event parcours-problem - The parcours cannot be shown.
 * @event parcours-plan-ready - Every question asked is answered.
 * @event parcours-item-mark - The usager marked a démarche.
 * @event parcours-lang-change - She chose another language.
 * @event parcours-quick-exit - Answers are erased, the page is about to be left.
 * @csspart root - The whole.
 * @csspart bar - Languages and quick exit.
 * @csspart help - The help that is always there.
 * @csspart problem - The designed state of a failure.
 * @cssproperty [--parcours-font-family=inherit] - The host's own family by default.
 * @cssproperty [--parcours-radius=8px] - Corners.
 * @cssproperty [--parcours-color-primary=#0b4f5c] - And the other `--parcours-color-*` names of docs/integration.md.
 * @status stable
 */
export class ParcoursUsager extends LitElement {
  static readonly version: string = VERSION
  static override styles: CSSResultGroup = [tokens, base, styles]
  /** Set by a bundle that brings the plan's widgets in a file of their own; called once the first question is on screen. */
  static loadPlan: (() => Promise<unknown>) | undefined

  /** Address of the parcours JSON. Its translations stand beside it: `separation.json`, `separation.en.json`. */
  @property() src?: string
  /** The parcours itself, instead of `src`. */
  @property({ attribute: false }) parcours?: unknown
  /** Translations of `parcours`, by language, instead of the files beside `src`. */
  @property({ attribute: false }) translations: Readonly<Record<string, unknown>> = {}
  /** Languages to choose from, separated by spaces; the parcours' own comes first. */
  @property() langs = 'fr'
  /** Answers the host knows, by question id, as JSON. Only questions that declare `prefill` take one; each is shown to be confirmed. */
  @property({ type: Object }) prefill?: Record<string, Answer>
  /** Département ('64', '974') or postcode, when the host knows it. */
  @property() territory?: string
  @property() layout: Settings['layout'] = 'steps'
  @property() history: Settings['history'] = 'none'
  @property() tone: Settings['tone'] = 'light'
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2
  /** Address of the rendez-vous service; absent: phone, hours and links of the parcours. */
  @property() api?: string
  /** Where quick exit leads. https only. */
  @property({ attribute: 'exit-url' }) exitUrl = NEUTRAL_PAGE
  /** The day to reckon from, 'YYYY-MM-DD'; the usager's own day when absent. For demonstrations and tests. */
  @property() today?: string

  @state() private _status: ParcoursContext['status'] = 'loading'
  @state() private _ownWidgets = false
  @state() private _planState: 'absent' | 'loading' | 'ready' | 'failed' = 'absent'
  private _problem: Problem | null = null
  private _compiled: Compiled | undefined
  private _session: Session | null = null
  private _before: { ref: string; session: Session } | null = null
  private _prefilled = new Set<string>()
  private _kept = false
  private _complete = false
  private _lang: string | undefined
  private _chosenLang: string | undefined
  private _strings = createStrings()
  private _contents = new Map<string, Readonly<Record<string, { text: string }>>>()
  private _proofread = new Map<string, boolean>()
  private _locales = new Map<string, Locale>()
  private _connection: AbortController | undefined
  private _load: AbortController | undefined
  private _widgets: HTMLElement[] | undefined
  private _provider = new ContextProvider(this, { context: parcoursContext })
  private _shift = new ShiftThrice(() => this._value.quit())
  private _leaving = false
  protected readonly _print = new PrintController(this)
  private _hasGuests = false

  constructor() {
    super()
    // Before the provider says that it is there: a widget that waits asks at once.
    this.addEventListener('context-request', (event) => this._askedFromElsewhere(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const connection = (this._connection = new AbortController())
    const { signal } = connection
    const { defaultView: view } = this.ownerDocument
    this._shift.listen(this.ownerDocument, signal, () => this._status === 'ready' && this._quickExit)
    // A page left in a hurry must not come back whole by the Back button.
    view?.addEventListener('pageshow', (event) => event.persisted && this._leaving && this._erase(), { signal })
    this._languageFromPage()
    this._publish()
    // The first update starts the first load; a usager that was moved while it loaded starts again.
    if (this.hasUpdated && this._status === 'loading') this._begin()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this._connection?.abort()
    this._load?.abort()
    this._load = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this._slotChanged()
    if (['src', 'parcours', 'today', 'territory'].some((name) => changed.has(name as keyof ParcoursUsager)))
      this._begin()
    if (changed.has('lang') && this.hasUpdated) this._languageFromPage()
    if (!changed.has('src') && [...changed.keys()].some((key) => !String(key).startsWith('_'))) this._publish()
  }

  /** Reads the parcours and starts a session; a later call cancels an earlier one. */
  private _begin(): void {
    this._load?.abort()
    const load = (this._load = new AbortController())
    this._status = 'loading'
    this._problem = null
    this._publish()
    void this._read(load.signal)
      .then((json) => {
        if (load.signal.aborted) return
        const compiled = compile(json, { lenient: true })
        // Another day or territory reckons the same answers again; what she kept in this tab comes back.
        const running = this._session?.parcours.id === compiled.id ? this._session : null
        this._compiled = compiled
        full.ready(({ attach, planner }) => {
          attach(compiled, planner)
          // The plan, reasons and what changed can be read now.
          if (this._session?.parcours === compiled) this._publish()
        })
        const kept = this._readKept()
        if (full.now || (!running && kept === null)) return this._open(running, kept)
        return full.load().then(
          () => load.signal.aborted || this._open(running, kept),
          () => Promise.reject(new LoadError('network')),
        )
      })
      .catch((error: unknown) => {
        if (load.signal.aborted) return
        this._fail(error)
      })
  }

  private async _read(signal: AbortSignal): Promise<unknown> {
    if (this.parcours !== undefined) return this.parcours
    if (!this.src) throw new LoadError('network')
    return loadJson(new URL(this.src, this.baseURI).href, LIMITS.parcours, signal)
  }

  private _fail(error: unknown): void {
    const details: string[] = []
    let code: Problem['code'] = 'invalid'
    if (error instanceof LoadError) code = error.code
    else if (error instanceof ParcoursError) {
      if (error.faults.some((fault) => fault.code === 'version')) code = 'version'
      details.push(...error.faults.slice(0, 20).map((fault) => `${fault.pointer || '/'} : ${fault.code}`))
    } else throw error
    this._problem = { code, details }
    this._status = 'error'
    this._publish()
    this.dispatchEvent(new ParcoursProblemEvent({ code }))
  }

  /** @param running answers on screen, under an earlier day or territory @param kept what this tab keeps, null when nothing */
  private _open(running: Session | null, kept: unknown): void {
    const compiled = this._compiled!
    const today = this.today ?? todayIn(this.territory)
    const options = { today, ...(this.territory ? { territory: this.territory } : {}) }
    const saved = running ? full.now!.save(running) : kept
    this._kept = kept !== null
    this._prefilled = new Set()
    if (saved !== null) {
      this._session = full.now!.restore(compiled, saved as Saved, options).session
    } else {
      this._session = start(compiled, options)
      this._takePrefill()
    }
    this._before = null
    this._complete = this._session.progress.complete
    this._status = 'ready'
    void this._loadContent()
    this._publish()
    // The first question first; then what shows the plan.
    void this.updateComplete.then(() => requestAnimationFrame(() => setTimeout(() => void this._loadPlan())))
  }

  /** The plan's widgets, when the bundle keeps them apart. A connection that fails is tried again at the next answer, and on demand. */
  private async _loadPlan(): Promise<void> {
    if (this._planState === 'loading' || this._planState === 'ready') return
    this._planState = 'loading'
    try {
      await full.load()
      await ParcoursUsager.loadPlan?.()
      this._planState = 'ready'
    } catch {
      this._planState = 'failed'
    }
  }

  private _takePrefill(): void {
    for (const [ref, value] of Object.entries(this.prefill ?? {})) {
      const question = this._compiled!.source.questions.find((candidate) => candidate.id === ref)
      if (!question || question.prefill !== true || question.sensitive) continue
      try {
        this._session = answer(this._session!, ref, value)
        this._prefilled.add(ref)
      } catch (error) {
        if (!(error instanceof AnswerError)) throw error
      }
    }
  }

  // Languages.

  private get _langs(): string[] {
    return this.langs.split(/\s+/).filter(Boolean)
  }

  /** The nearest `lang`, through shadow hosts. */
  private _languageFromPage(): void {
    const found = languageAround(this)
    const wanted = found.toLowerCase()
    const langs = this._langs
    const match =
      langs.find((lang) => lang.toLowerCase() === wanted) ??
      langs.find((lang) => lang.split('-')[0] === wanted.split('-')[0])
    this._setLang(this._chosenLang ?? match ?? langs[0] ?? 'fr')
  }

  private _setLang(lang: string): void {
    if (lang === this._lang) return
    this._lang = lang
    void this._loadStrings(lang)
    void this._loadContent()
    this._publish()
  }

  private async _loadStrings(lang: string): Promise<void> {
    const load = Object.hasOwn(STRINGS, lang) ? STRINGS[lang] : undefined
    if (!load || this._strings.hasResourceBundle(lang, 'core')) return
    // Without its file a language speaks French, which is still a service.
    const { default: namespaces } = await load().catch(() => ({ default: {} }))
    for (const [ns, texts] of Object.entries(namespaces)) this._strings.addResourceBundle(lang, ns, texts)
    this._publish()
  }

  private async _loadContent(): Promise<void> {
    const lang = this._lang
    if (!lang || !this._compiled || lang === this._sourceLang || this._contents.has(lang)) return
    let file: unknown = this.translations[lang]
    if (file === undefined && this.src) {
      const url = new URL(this.src, this.baseURI)
      url.pathname = url.pathname.replace(/\.json$/, `.${lang}.json`)
      // A translation that does not come is no failure: French stands in, and says that it is French.
      file = await loadJson(url.href, LIMITS.locale, this._connection!.signal).catch(() => undefined)
    }
    const texts = (file as LocaleFile | undefined)?.texts
    if (!texts || typeof texts !== 'object') return
    this._contents.set(lang, texts)
    this._proofread.set(lang, typeof (file as LocaleFile)['x-relu-par'] === 'string')
    this._publish()
  }

  private get _sourceLang(): string {
    return 'fr'
  }

  private get _locale(): Locale {
    const lang = this._lang ?? 'fr'
    let locale = this._locales.get(lang)
    if (!locale) this._locales.set(lang, (locale = createLocale(this._strings, lang, this._sourceLang, this._contents)))
    return locale
  }

  // What the widgets get.

  private get _quickExit(): boolean {
    return this._compiled?.source.safety?.quickExit === true
  }

  private _value!: ParcoursContext

  private _publish(): void {
    const before = this._before
    const session = this._session
    let change: Change | null | undefined
    const problem = this._problem
    this._value = {
      version: VERSION,
      status: this._status,
      problem,
      session,
      locale: this._locale,
      langs: this._langs,
      settings: {
        parcoursId: this._compiled?.id ?? '',
        headingLevel: this.headingLevel,
        layout: this.layout,
        history: this.history,
        tone: this.tone,
        quickExit: this._quickExit,
        api: this.api ?? null,
      },
      prefilled: this._prefilled,
      kept: this._kept,
      // Computed only for a widget that shows it: comparing two plans is not part of an answer.
      get change() {
        if (change === undefined) {
          // Most answers touch no item: two plans are compared only when one did.
          if (!before) change = null
          else if (full.now)
            change = session?.changes.length ? { ref: before.ref, diff: full.now.diff(before.session, session) } : null
        }
        return change ?? null
      },
      answer: (ref, value) => this._answer(ref, value),
      newMember: () => crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36).padStart(7, '0').slice(-5),
      mark: (id, status) => this._mark(id, status),
      explain: (id) => (this._session && full.now ? full.now.explain(this._session, id) : []),
      fill: (text, item) =>
        this._session && full.now ? full.now.fill(this._session, text, item) : [text.replace(PLACEHOLDER, '…')],
      diff: (a, b) => (full.now ? full.now.diff(a, b) : UNCHANGED),
      setLang: (lang) => {
        this._chosenLang = lang
        this._setLang(lang)
        this.dispatchEvent(new ParcoursLangChangeEvent({ lang }))
      },
      keep: (on) => this._keep(on),
      erase: () => this._erase(),
      quit: () => this._quit(),
      retry: () => this._begin(),
    }
    this._provider.setValue(this._value)
    this.requestUpdate()
  }

  private _answer(ref: string, value: Answer | undefined): boolean {
    const before = this._session
    if (!before) return false
    try {
      this._session = answer(before, ref, value)
    } catch (error) {
      if (error instanceof AnswerError) return false
      throw error
    }
    this._before = { ref, session: before }
    this._prefilled.delete(ref)
    this._changed()
    return true
  }

  private _mark(id: string, status: Mark): void {
    if (!full.now) return void full.load().then(() => this._mark(id, status), noop)
    const session = this._session
    const item = session?.plan.item(id)
    if (!session || !item) return
    this._session = mark(session, id, status, { by: 'usager', on: session.today })
    this._changed()
    if (!item.sensitive)
      this.dispatchEvent(new ParcoursItemMarkEvent({ parcours: session.parcours.id, item: item.of.id, status }))
  }

  private _changed(): void {
    const session = this._session!
    this._writeKept()
    this._publish()
    if (this._planState === 'failed') void this._loadPlan()
    const complete = session.progress.complete
    if (complete && !this._complete) this._sayReady()
    this._complete = complete
  }

  private _sayReady(): void {
    const session = this._session!
    if (!full.now) {
      // Said late, unless she went back meanwhile.
      void full.load().then(() => this._complete && this._sayReady(), noop)
      return
    }
    const demarches = session.plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive).length
    this.dispatchEvent(new ParcoursPlanReadyEvent({ parcours: session.parcours.id, demarches }))
  }

  // What is kept, only when she asks.

  private get _store(): Storage | null {
    try {
      return this.ownerDocument.defaultView?.sessionStorage ?? null
    } catch {
      return null
    }
  }
  private get _storeKey(): string {
    return `parcours:${this._compiled?.id ?? ''}:${this.id}`
  }
  private _readKept(): unknown {
    try {
      const text = this._store?.getItem(this._storeKey)
      return text ? (JSON.parse(text) as unknown) : null
    } catch {
      return null
    }
  }
  private _writeKept(): void {
    if (!this._kept || !this._session) return
    // Her last answers are written as soon as what writes them is there; at the next answer when it does not come.
    if (!full.now) return void full.load().then(() => this._writeKept(), noop)
    try {
      this._store?.setItem(this._storeKey, JSON.stringify(full.now.save(this._session)))
    } catch {
      this._kept = false
    }
  }
  private _keep(on: boolean): void {
    this._kept = on
    if (on) this._writeKept()
    else this._forget()
    this._publish()
  }
  private _forget(): void {
    try {
      this._store?.removeItem(this._storeKey)
    } catch {
      // No storage, nothing kept.
    }
  }

  private _erase(): void {
    this._forget()
    this._kept = false
    if (this._compiled && this._session) {
      const { today, territory } = { today: this._session.today, territory: this.territory }
      this._session = start(this._compiled, { today, ...(territory ? { territory } : {}) })
    }
    this._before = null
    this._prefilled = new Set()
    this._complete = false
    this._publish()
  }

  private _quit(): void {
    const parcours = this._compiled?.id ?? ''
    this._leaving = true
    this._erase()
    this.dispatchEvent(new ParcoursQuickExitEvent({ parcours }))
    // Nothing stays on screen while the other page loads.
    this.ownerDocument.documentElement.hidden = true
    const view = this.ownerDocument.defaultView
    const url = /^https:/.test(this.exitUrl) || this._sameOrigin(this.exitUrl) ? this.exitUrl : NEUTRAL_PAGE
    view?.location.replace(url)
  }
  private _sameOrigin(url: string): boolean {
    try {
      const { origin, protocol } = new URL(url, this.baseURI)
      return /^https?:$/.test(protocol) && origin === this.ownerDocument.defaultView?.location.origin
    } catch {
      return false
    }
  }

  // What is shown.

  /** A widget that stands elsewhere asks its usager directly: the page has its own layout. */
  private _askedFromElsewhere(event: Event): void {
    const { contextTarget } = event as ContextEvent<typeof parcoursContext>
    if (event.composedPath()[0] !== this || !contextTarget?.localName.startsWith('parcours-')) return
    this._hasGuests = true
    this._ownWidgets = true
  }

  private _slotChanged = (): void => {
    const own =
      this._hasGuests || [...this.querySelectorAll('*')].some((element) => element.localName.startsWith('parcours-'))
    if (own !== this._ownWidgets) this._ownWidgets = own
  }

  private _layout(ctx: ParcoursContext): Content {
    const suffix = suffixOf(this, 'parcours-usager')
    const make = (name: string, attributes: Record<string, string> = {}): HTMLElement => {
      const element = this.ownerDocument.createElement(`parcours-${name}${suffix}`)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      return element
    }
    this._widgets ??= [
      make('questionnaire'),
      make('checklist', { view: 'now' }),
      make('timeline'),
      make('checklist', { view: 'full' }),
      make('rendez-vous'),
    ]
    const [questionnaire, now, timeline, checklist, rendezVous] = this._widgets
    const complete = ctx.session!.progress.complete
    if (!complete) return [questionnaire!, this._help(ctx)]
    if (this._planState === 'failed') return [questionnaire!, this._planFailed(ctx), this._help(ctx)]
    const count = new Set(
      ctx.session!.plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive).map((item) => item.of.id),
    ).size
    // Short first; all of it one tap away, and on paper.
    return [
      questionnaire!,
      now!,
      this._help(ctx),
      timeline!,
      html`<details class="whole">
        <summary class="t2">${icon(ChevronDown)}${ctx.locale.t('core', 'wholeList', { count })}</summary>
        ${checklist}
      </details>`,
      rendezVous!,
    ]
  }

  private _planFailed(ctx: ParcoursContext): TemplateResult {
    return html`<div class="note caution stack" role="alert">
      <p>${ctx.locale.t('core', 'problem_network')}</p>
      <button class="btn" type="button" @click=${() => void this._loadPlan()}>${ctx.locale.t('core', 'retry')}</button>
    </div>`
  }

  /** Help lines and a human, whatever the answers. */
  private _help(ctx: ParcoursContext): Content {
    const session = ctx.session!
    const { locale } = ctx
    const all = alerts(session)
    if (!all.length) return nothing
    const quiet = all.filter((alert) => alert.sensitive)
    const card = (alert: (typeof all)[number]): TemplateResult =>
      html`<li class="stack">
        ${heading(this.headingLevel + 1, line(ctx, `${alert.address}.title`, alert.of.title), { className: 't3' })}
        ${block(ctx, `${alert.address}.text`, alert.of.text)}
        ${
          alert.of.channels?.length
            ? html`<ul class="bare channels">
                ${alert.of.channels.map((channel) => html`<li>${channelFacts(ctx, alert.address, channel)}</li>`)}
              </ul>`
            : nothing
        }
      </li>`
    return html`<aside class="help" part="help" aria-label=${locale.t('core', 'help')}>
      ${heading(this.headingLevel, [icon(LifeBuoy), ' ', locale.t('core', 'help')], { className: 't2' })}
      <ul class="bare alerts">
        ${all.filter((alert) => !alert.sensitive).map(card)}
      </ul>
      ${
        quiet.length
          ? html`<details class="noprint">
              <summary>${locale.t('core', 'sensitiveTitle')}</summary>
              <ul class="bare alerts">
                ${quiet.map(card)}
              </ul>
            </details>`
          : nothing
      }
    </aside>`
  }

  private _bar(ctx: ParcoursContext): Content {
    const { locale, langs, settings } = ctx
    if (langs.length < 2 && !settings.quickExit) return nothing
    return html`<div class="bar noprint" part="bar">
      ${
        langs.length > 1
          ? html`<div class="langs" role="group" aria-label=${locale.t('core', 'language')}>
              ${icon(Globe)}${langs.map(
                (lang) =>
                  html`<button
                    class="lang"
                    type="button"
                    lang=${lang}
                    aria-pressed=${lang === locale.lang}
                    @click=${() => ctx.setLang(lang)}
                  >
                    ${languageName(lang)}
                  </button>`,
              )}
            </div>`
          : nothing
      }
      ${
        settings.quickExit
          ? html`<button class="btn small exit" type="button" aria-describedby="exit-help" @click=${() => ctx.quit()}>
                ${icon(LogOut)}${locale.t('core', 'quickExit')}
              </button>
              <p id="exit-help" class="exit-help small quiet">${locale.t('core', 'quickExitHelp')}</p>`
          : nothing
      }
    </div>`
  }

  private _notices(ctx: ParcoursContext): Content {
    const texts: string[] = []
    if (ctx.session!.parcours.source.status !== 'valide') texts.push(ctx.locale.t('core', 'notValidated'))
    if (ctx.locale.lang !== this._sourceLang && this._proofread.get(ctx.locale.lang) !== true)
      texts.push(ctx.locale.t('core', 'notProofread'))
    return texts.length ? html`<p class="notices small quiet">${texts.join(' ')}</p>` : nothing
  }

  protected override render(): unknown {
    const ctx = this._value
    const { locale } = ctx
    const root = (content: Content): TemplateResult =>
      html`<div class="root" part="root" lang=${locale.lang} dir=${locale.dir} data-tone=${this.tone}>${content}</div>`
    const slot = html`<slot @slotchange=${this._slotChanged}></slot>`
    if (this._status === 'error') return root(problemView(ctx, this.headingLevel))
    if (this._status === 'loading') return root([loadingView(ctx), slot])
    return root([
      this._bar(ctx),
      this._ownWidgets
        ? html`<div class="own">${slot}</div>
            ${this._help(ctx)}`
        : html`<div class="stack wide">${this._layout(ctx)}</div>`,
      this._notices(ctx),
    ])
  }
}

function languageAround(element: Element): string {
  const holder = element.closest('[lang]')
  if (holder) return holder.getAttribute('lang')!
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? languageAround(root.host) : ''
}

/** In its own language: who looks for Arabic reads Arabic. */
function languageName(lang: string): string {
  if (lang === 'fr-x-falc') return 'Français simplifié'
  const name = new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1)
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-usager': ParcoursUsager
  }
}

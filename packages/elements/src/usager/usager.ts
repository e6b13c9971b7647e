import { ContextProvider, type ContextEvent } from '@lit/context'
import type { Answer, Diff, ParcoursError } from '@parcours/engine'
import { firstAlerts, firstQuestion, judge, judgeFirst, judging, type FirstQuestion } from '@parcours/engine/first'
import type { Fault, Parcours } from '@parcours/schema'
import {
  html,
  isServer,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { parcoursContext, type ParcoursContext, type Problem, type Settings } from '../core/context.js'
import { suffixOf } from '../core/define.js'
import { loadingView, problemView } from '../core/element.js'
import { icon } from '../core/icons.js'
import { Globe, LogOut } from '../core/icons.first.js'
import { LIMITS, LoadError, loadJson, translationOf } from '../core/load.js'
import { createLocale, firstStrings, type Locale } from '../core/locale.js'
import { NEUTRAL_PAGE, pageAt } from '../core/page.js'
import { rest, strings } from '../core/rest.js'
import { base, tokens } from '../core/styles.js'
import type { Content } from '../core/text.js'
import { VERSION } from '../core/version.js'
import { ParcoursLangChangeEvent } from '../events/lang-change.js'
import { ParcoursProblemEvent } from '../events/problem.js'
import { ParcoursQuickExitEvent } from '../events/quick-exit.js'
import { helpView } from './internal/help.js'
import type { Evaluation } from '../evaluation/contract.js'
import type { Keeper } from './internal/keeper.js'
import type { HostStatuses } from './internal/statuses.js'
import { forget, keptIn } from './internal/kept.js'
import { shiftThrice } from './internal/shift-thrice.js'
import { styles } from './usager.styles.js'

/** Interface strings by language; French is built in, the others are files loaded when they are chosen. */
export type StringsLoader = () => Promise<{ default: Record<string, Record<string, string>> }>
export const STRINGS: Record<string, StringsLoader> = {
  'fr-x-falc': () => import('../locales/fr-x-falc.js'),
  en: () => import('../locales/en.js'),
  es: () => import('../locales/es.js'),
  ar: () => import('../locales/ar.js'),
}

interface LocaleFile {
  texts: Record<string, { text: string }>
  proofreadBy?: string
}

const noop = (): void => {}
const READ = { lenient: true, depth: LIMITS.depth }
/** A date or an answer inside a text, until what fills it is there. */
const PLACEHOLDER = /\{[a-z]+(:[a-z0-9-]+)?\}/g
const UNCHANGED: Diff = { added: [], removed: [], moved: [], because: [] }
/** What a context gives before there is a session. */
const WITHOUT_SESSION = {
  session: null,
  prefilled: new Set<string>(),
  kept: false,
  change: null,
  answer: () => false,
  newMember: () => '',
  mark: noop,
  explain: () => [],
  fill: (text: string) => text.replace(PLACEHOLDER, '…'),
  diff: () => UNCHANGED,
  keep: noop,
} satisfies Partial<ParcoursContext>

/** The language that a parcours is written in. */
const SOURCE = 'fr'
const READ_FROM = ['src', 'parcours', 'today', 'territory'] as const

/**
 * @summary Holds one parcours' session and gives it to the widgets inside it, or anywhere in the page by `session="its-id"`. With no widget inside, it lays out all four.
 * @attr lang - Its language, when it is not that of the page around it. May change at any time; what she chose herself stays.
 * @attr {number} inactivity - With `mode="accompagnement"`: seconds without a gesture before the warning, 60 at least, 300 by default.
 * @attr {boolean} autonomy - Offers the self-assessment of two minutes at the start and at the end.
 * @attr parcours-links - Where the other parcours are, as JSON: `{ "help": { "src": "…/parcours.json" }, "retraite": { "href": "https://…" } }`. `src`: she goes on in this page, with the answers she takes along. `href`: a link, without answers.
 * @attr sites - Other sites that host this parcours, as JSON: `[{ "name": "ameli.fr", "url": "https://…" }]`. She may go on there.
 * @attr overlays - Addresses of overlays (docs/format.md), separated by spaces: local contacts, sessions and wording. Those of a territory are applied when her postcode is in it. Read once, when the parcours is ready.
 * @attr annuaire - Address of the folder of the directory (docs/catalogue/annuaire.md): her caisses by their local name, by her postcode.
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
 * @cssproperty [--parcours-letter-spacing=normal] - Space between letters; in `em`, of each text's own size. Never in Arabic, whose letters are joined.
 * @cssproperty [--parcours-word-spacing=normal] - Space between words; in `em`, of each text's own size.
 * @cssproperty [--parcours-line-height=1.5] - Height of a line, a number without a unit. By default titles and buttons are lower.
 * @cssproperty [--parcours-color-primary=#0b4f5c] - And the other `--parcours-color-*` names of docs/integration.md.
 * @status stable
 */
export class ParcoursUsager extends LitElement {
  static readonly version: string = VERSION
  static override styles: CSSResultGroup = [tokens, base, styles]
  static override properties: PropertyDeclarations = {
    src: {},
    firstSrc: { attribute: 'first-src' },
    parcours: { attribute: false },
    translations: { attribute: false },
    langs: {},
    prefill: { type: Object },
    territory: {},
    layout: {},
    history: {},
    tone: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
    api: {},
    mode: {},
    statuses: { attribute: false },
    evaluation: { attribute: false },
    exitUrl: { attribute: 'exit-url' },
    today: {},
    _status: { state: true },
    _ownWidgets: { state: true },
  }
  /** Set by a bundle that brings the plan's widgets in a file of their own; called once the first question is on screen. */
  static loadPlan: (() => Promise<unknown>) | undefined

  /** Address of the parcours JSON. Its translations stand beside it: `separation.json`, `separation.en.json`. */
  src?: string
  /** Address of what the first question needs of it (`parcours first FILE`), shown before the whole is there. Preload this one. */
  firstSrc?: string
  /** The parcours itself, instead of `src`. */
  parcours?: unknown
  /** Translations of `parcours`, by language, instead of the files beside `src`. */
  translations: Readonly<Record<string, unknown>> = {}
  /** Languages to choose from, separated by spaces; the parcours' own comes first. */
  langs = 'fr'
  /** Answers the host knows, by question id, as JSON. Only questions that declare `prefill` take one; each is shown to be confirmed. */
  prefill?: Record<string, Answer>
  /** Département ('64', '974') or postcode, when the host knows it. */
  territory?: string
  /** One question a screen, one section a screen, or everything on one page. */
  layout: Settings['layout'] = 'steps'
  /** `steps`: the browser's Back goes one question back. The address does not change; no answer is ever written there. */
  history: Settings['history'] = 'none'
  /** Colours; `auto` follows the device. */
  tone: Settings['tone'] = 'light'
  /** Level of the first heading, 1 to 6, so that the page keeps its outline. */
  headingLevel = 2
  /** Address of the rendez-vous service; absent: phone, hours and links of the parcours. */
  api?: string
  /** `accompagnement`: an adviser fills for someone, at a counter (docs/accompagnement.md). Nothing is kept, everything is wiped. */
  mode?: string
  /** What a host that knows the person says of her démarches: a list, a promise of one, or a function that tells them. */
  statuses?: HostStatuses
  /** Where events for evaluation go: ids, never an answer (docs/evaluation.md). Absent: nowhere, and none are made. */
  evaluation?: Evaluation
  /** Where quick exit leads. https only. */
  exitUrl = NEUTRAL_PAGE
  /** The day to reckon from, 'YYYY-MM-DD'; the usager's own day when absent. For demonstrations and tests. */
  today?: string

  private _status: ParcoursContext['status'] = 'loading'
  private _ownWidgets = false
  private _problem: Problem | null = null
  private _source: Parcours | undefined
  private _first: FirstQuestion | null = null
  private _keeper: Keeper | null = null
  private _lang: string | undefined
  private _chosenLang: string | undefined
  private _strings = firstStrings()
  private _contents = new Map<string, Readonly<Record<string, { text: string }>>>()
  private _proofread = new Map<string, boolean>()
  /** Language whose texts were last asked for. */
  private _asked: string | undefined
  private _locales = new Map<string, Locale>()
  private _connection: AbortController | undefined
  private _load: AbortController | undefined
  /** What the load was started for. */
  private _readFrom: unknown[] | undefined
  /** Over when there is something to draw, or after a moment. */
  private _opening: Promise<void> | undefined
  /** A server wrote what stands here (`@lit-labs/ssr`): the wait is taken up as it is. */
  private readonly _written = !!this.shadowRoot
  private _said: (() => void) | undefined
  private _questionnaire: HTMLElement | undefined
  private _provider = new ContextProvider(this, { context: parcoursContext })
  private _leaving = false
  private _erasures = 0
  private _link: string | undefined
  private _hasGuests = false
  private _value!: ParcoursContext

  constructor() {
    super()
    // Before the provider says that it is there: a widget that waits asks at once.
    this.addEventListener('context-request', (event) => this._askedFromElsewhere(event))
    strings.ready(({ createStrings }) => {
      this._strings = createStrings()
      // What was made before knows the built-in French alone.
      this._locales.clear()
    })
    rest.ready(({ PrintController }) => {
      new PrintController(this)
      // Locales say dates from now on.
      this._locales.clear()
    })
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang']
  }

  /** `lang` is every element's: its host may change it at any time, and what she chose herself stays. */
  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value)
    if (name === 'lang' && this.hasUpdated) this._languageFromPage()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this._connection = new AbortController()
    this._takeLink()
    this.ownerDocument.defaultView?.addEventListener('hashchange', () => this._takeLink(), this._connection)
    // A page left in a hurry must not come back whole by the Back button.
    this.ownerDocument.defaultView?.addEventListener(
      'pageshow',
      (event) => event.persisted && this._leaving && this._erase(),
      this._connection,
    )
    this.ownerDocument.addEventListener(
      'keydown',
      (event) => event.key === 'Escape' && this._exitHelp(false),
      this._connection,
    )
    shiftThrice(
      this.ownerDocument,
      () => this._quit(),
      this._connection.signal,
      () => this._status !== 'error' && this._quickExit,
    )
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
    this._keeper?.away()
  }

  /** A hand-over link: its fragment leaves the address at once, and what it holds waits for what can read it. */
  private _takeLink(): void {
    const { location, history } = this.ownerDocument.defaultView!
    if (!location.hash.startsWith('#parcours=')) return
    this._link = location.hash
    history.replaceState(history.state, '', location.href.split('#')[0])
    this.requestUpdate()
  }

  /** A file that is at hand is shown at once: nothing is drawn before, only to say that it is coming. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    if (this._opening) return super.scheduleUpdate()
    this._opening = new Promise((said) => {
      this._said = said
      setTimeout(said, 100)
    })
    this._begin()
    return this._written ? super.scheduleUpdate() : this._opening.then(() => super.scheduleUpdate())
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server knows neither the page nor the person: it writes the wait, and the way without this service.
    if (isServer) return this._publish()
    if (!this.hasUpdated) this._slotChanged()
    if (READ_FROM.some((name, i) => this[name] !== this._readFrom?.[i])) this._begin()
    if (!changed.has('src') && [...changed.keys()].some((key) => !String(key).startsWith('_'))) this._publish()
  }

  /** Reads the parcours and starts a session; a later call cancels an earlier one. */
  private _begin(): void {
    this._load?.abort()
    this._readFrom = READ_FROM.map((name) => this[name])
    const { signal } = (this._load = new AbortController())
    this._status = 'loading'
    this._problem = this._first = null
    this._publish()
    this._read(signal)
      .then((json) => signal.aborted || this._open(json, signal))
      .catch((error: unknown) => signal.aborted || this._fail(error))
  }

  private async _read(signal: AbortSignal): Promise<unknown> {
    if (this.parcours !== undefined) return this.parcours
    if (!this.src) throw new LoadError('network')
    const { href } = new URL(this.src, this.baseURI)
    this._readFirst(signal).catch(noop)
    const json = this._keeper?.file(href) ?? loadJson(href, LIMITS.parcours, signal)
    // Opening the tab's store takes a slow phone a while: better while the file comes than after it.
    keptIn(this, '')
    return json
  }

  /** What the first question needs, where the host has it apart; the whole says the same, and more. Without it, the whole is waited for. */
  private async _readFirst(signal: AbortSignal): Promise<void> {
    if (!this.firstSrc || rest.now) return
    const first = await loadJson(new URL(this.firstSrc, this.baseURI).href, LIMITS.parcours, signal)
    if (rest.now || signal.aborted) return
    this._showFirst(first)
    await this.updateComplete
    await pause()
    await rest.load()
  }

  private _open(json: unknown, signal: AbortSignal): void | Promise<void> {
    if (!rest.now) return this._openEarly(json, signal)
    if (!this._judged(json)) return
    const keeper = this._begun(rest.now)
    keeper.open()
    this._ready(keeper)
  }

  /** @param json a parcours, or what its first question needs of it */
  private _showFirst(json: unknown): void {
    // Whatever may change what is asked first waits for what knows it.
    if (this._first || this.layout !== 'steps' || this.prefill || judgeFirst(json, READ).length) return
    const source = json as Parcours
    if (keptIn(this, source.id) !== null) return
    this._take(source)
    this._first = firstQuestion(source)
    this._publish()
    if (this._first) this._said?.()
    void this._loadContent()
  }

  /** The first question first; then what takes its answer, in turns that leave her fingers free. */
  private async _openEarly(json: unknown, signal: AbortSignal): Promise<void> {
    this._showFirst(json)
    this._said?.()
    await this.updateComplete
    await pause()
    const coming = rest.load().catch(() => Promise.reject(new LoadError('network')))
    coming.catch(noop)
    const turns = judging(json, READ)
    let judged = turns.next()
    while (!judged.done) {
      // Shorter than what a person feels, and than what a browser counts as long.
      for (const until = performance.now() + 8; !judged.done && performance.now() < until;) judged = turns.next()
      await pause()
      if (signal.aborted) return
    }
    if (!this._judged(json, judged.value)) return
    const module = await coming
    await pause()
    if (signal.aborted) return
    const keeper = this._begun(module)
    await pause()
    if (signal.aborted) return
    keeper.open()
    await pause()
    if (!signal.aborted) this._ready(keeper)
  }

  /** False: its faults are told. */
  private _judged(json: unknown, faults = judge(json, READ)): boolean {
    if (faults.length) this._fail({ faults })
    else this._take(json as Parcours)
    return !faults.length
  }

  /** Another parcours: the texts of the one before are not its own. */
  private _take(source: Parcours): void {
    if (this._source?.id !== source.id) {
      this._contents.clear()
      this._proofread.clear()
      this._asked = undefined
    }
    this._source = source
  }

  private _begun({ Keeper }: NonNullable<typeof rest.now>): Keeper {
    const source = this._source!
    return new Keeper(this, source, () => this._publish(), keptIn(this, source.id), this._keeper)
  }

  private _ready(keeper: Keeper): void {
    this._keeper = keeper
    this._first = null
    void this._loadContent()
    this._status = 'ready'
    this._publish()
    // The plan's widgets, when the bundle keeps them apart.
    void this.updateComplete.then(() =>
      requestAnimationFrame(() => setTimeout(() => keeper.loadPlan(ParcoursUsager.loadPlan))),
    )
  }

  private _fail(error: unknown): void {
    const faults: readonly Fault[] | undefined = (error as Partial<ParcoursError>).faults
    if (!faults && !(error instanceof LoadError)) throw error
    const code = faults
      ? faults.some((fault) => fault.code === 'version')
        ? 'version'
        : 'invalid'
      : (error as LoadError).code
    this._problem = {
      code,
      details: (faults ?? []).slice(0, 20).map((fault) => `${fault.pointer || '/'} : ${fault.code}`),
    }
    this._status = 'error'
    this._publish()
    this.dispatchEvent(new ParcoursProblemEvent({ code }))
  }

  // Languages.

  private get _langs(): string[] {
    return this.langs.split(/\s+/).filter(Boolean)
  }

  /** The nearest `lang`, through shadow hosts. */
  private _languageFromPage(): void {
    this._setLang(this._chosenLang ?? languageOf(languageAround(this), this._langs))
  }

  private _setLang(lang: string): void {
    if (lang === this._lang) return
    this._lang = lang
    this._asked = undefined
    void this._loadStrings(lang)
    void this._loadContent()
    this._publish()
  }

  private async _loadStrings(lang: string): Promise<void> {
    const load = Object.hasOwn(STRINGS, lang) ? STRINGS[lang] : undefined
    if (!load || this._strings.has(lang, 'core')) return
    // Without its file a language speaks French, which is still a service.
    const [{ default: namespaces }] = await Promise.all([load(), strings.load()]).catch(() => [{ default: {} }])
    for (const [ns, texts] of Object.entries(namespaces)) this._strings.add(lang, ns, texts)
    this._publish()
  }

  private async _loadContent(): Promise<void> {
    const { _lang: lang, _source: source } = this
    if (!lang || !source || lang === SOURCE || this._contents.has(lang)) return
    // Once, whether it comes or not; chosen again, it is asked for again.
    if (this._asked === lang) return
    this._asked = lang
    let file: unknown = this.translations[lang]
    if (file === undefined && this.src) {
      const url = translationOf(new URL(this.src, this.baseURI), lang)
      // A translation that does not come is no failure: French stands in, and says that it is French.
      file = await loadJson(url, LIMITS.locale, this._connection!.signal).catch(() => undefined)
    }
    const texts = (file as LocaleFile | undefined)?.texts
    if (!texts || typeof texts !== 'object' || source.id !== this._source?.id) return
    this._contents.set(lang, texts)
    this._proofread.set(lang, typeof (file as LocaleFile).proofreadBy === 'string')
    this._publish()
  }

  private get _locale(): Locale {
    const lang = this._lang ?? SOURCE
    let locale = this._locales.get(lang)
    if (!locale)
      this._locales.set(lang, (locale = createLocale(this._strings, lang, SOURCE, this._contents, rest.now?.dateWords)))
    return locale
  }

  // What the widgets get.

  private get _quickExit(): boolean {
    return this._source?.safety?.quickExit === true
  }

  private _publish(): void {
    const locale = this._locale
    const own = this._keeper && this._status === 'ready' ? this._keeper.context(locale) : { ...WITHOUT_SESSION }
    this._value = Object.assign(own, {
      version: VERSION,
      status: this._status,
      problem: this._problem,
      first: this._first,
      opening: this._opening,
      // A local variant says some texts in its own words.
      locale: (own as Partial<ParcoursContext>).locale ?? locale,
      langs: this._langs,
      settings: {
        parcoursId: this._source?.id ?? '',
        headingLevel: this.headingLevel,
        layout: this.layout,
        history: this.history,
        tone: this.tone,
        quickExit: this._quickExit,
        api: this.api ?? null,
        counter: this.mode === 'accompagnement',
      },
      setLang: (lang: string) => {
        this._chosenLang = lang
        this._setLang(lang)
        this.dispatchEvent(new ParcoursLangChangeEvent({ lang }))
      },
      erasures: this._erasures,
      erase: () => this._erase(),
      quit: () => this._quit(),
      retry: () => this._begin(),
    })
    this._provider.setValue(this._value)
    this.requestUpdate()
    if (this._status !== 'loading') this._said?.()
  }

  private _erase(): void {
    forget(this, this._source?.id)
    this._link = undefined
    this._erasures++
    this._keeper?.erase(this._leaving)
    this._publish()
  }

  private _quit(): void {
    const parcours = this._source?.id ?? ''
    this._leaving = true
    this._erase()
    this.dispatchEvent(new ParcoursQuickExitEvent({ parcours }))
    // Nothing stays on screen while the other page loads.
    this.ownerDocument.documentElement.hidden = true
    this.ownerDocument.defaultView?.location.replace(
      // What is no page gives way to one that says nothing.
      pageAt(this.exitUrl, this.baseURI) ?? NEUTRAL_PAGE,
    )
  }

  // What is shown.

  /** A widget that stands elsewhere asks its usager directly: the page has its own layout. */
  private _askedFromElsewhere(event: Event): void {
    const { contextTarget } = event as ContextEvent<typeof parcoursContext>
    // A neighbour's widget asks, too, for what the two parcours share.
    if (event.composedPath()[0] !== this || !this.id || (contextTarget as { session?: string }).session !== this.id)
      return
    this._hasGuests = true
    this._ownWidgets = true
  }

  private _slotChanged = (): void => {
    const own =
      this._hasGuests || [...this.querySelectorAll('*')].some((element) => element.localName.startsWith('parcours-'))
    if (own !== this._ownWidgets) this._ownWidgets = own
  }

  private _make = (name: string): HTMLElement =>
    this.ownerDocument.createElement(`parcours-${name}${suffixOf(this, 'parcours-usager')}`)

  private _layout(ctx: ParcoursContext): Content {
    const questionnaire = (this._questionnaire ??= this._make('questionnaire'))
    const help = this._help(ctx)
    return this._keeper?.layout(ctx, questionnaire, help, this._make) ?? [questionnaire, help]
  }

  /** Help lines and a human, whatever the answers. */
  private _help(ctx: ParcoursContext): Content {
    return helpView(ctx, this.headingLevel, this._keeper?.alerts ?? firstAlerts(this._source!))
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
          ? html`<button
                class="btn small exit"
                type="button"
                aria-describedby="exit-help"
                @click=${() => ctx.quit()}
                @focus=${() => this._exitHelp(true)}
                @pointerenter=${() => this._exitHelp(true)}
              >
                ${icon(LogOut)}${locale.t('core', 'quickExit')}
              </button>
              <p id="exit-help" class="exit-help small quiet">${locale.t('core', 'quickExitHelp')}</p>`
          : nothing
      }
    </div>`
  }

  /** What the button does is told at its side, until Escape says that it was read. */
  private _exitHelp(shown: boolean): void {
    this.renderRoot.querySelector('.exit-help')?.classList.toggle('off', !shown)
  }

  private _notices(ctx: ParcoursContext): Content {
    const texts: string[] = []
    if (this._source!.status !== 'valide') texts.push(ctx.locale.t('core', 'notValidated'))
    if (ctx.locale.lang !== SOURCE && this._proofread.get(ctx.locale.lang) !== true)
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
    if (this._status === 'loading' && !this._first) return root([loadingView(ctx), slot])
    return root([
      this._bar(ctx),
      this._keeper?.top(ctx, this._link, this._make) ?? nothing,
      this._ownWidgets
        ? html`<div class="own">${slot}</div>
            ${this._help(ctx)}`
        : html`<div class="stack wide">${this._layout(ctx)}</div>`,
      this._notices(ctx),
    ])
  }
}

/** The end of this turn: what waits, a tap or a paint, comes first. */
const pause = (): Promise<void> => new Promise((go) => setTimeout(go))

export function languageAround(element: Element): string {
  const holder = element.closest('[lang]')
  if (holder) return holder.getAttribute('lang')!
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? languageAround(root.host) : ''
}

/** The language of those that are offered which is nearest to the page's. */
export function languageOf(page: string, langs: readonly string[]): string {
  const wanted = page.toLowerCase()
  const base = wanted.split('-')[0]!
  return (
    langs.find((lang) => lang.toLowerCase() === wanted) ??
    // A page in fr-FR gets French before simplified French, whatever the order.
    langs.find((lang) => lang === base) ??
    langs.find((lang) => lang.split('-')[0] === base) ??
    langs[0] ??
    'fr'
  )
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

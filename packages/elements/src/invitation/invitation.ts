import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues } from 'lit'
import { suffixOf } from '../core/define.js'
import { LIMITS, loadJson, translationOf } from '../core/load.js'
import { createLocale, type Locale, type Localized } from '../core/locale.js'
import { pageAt } from '../core/page.js'
import { strings } from '../core/rest.js'
import { base, tokens } from '../core/styles.js'
import { heading, type Content } from '../core/text.js'
import { VERSION } from '../core/version.js'
import { ParcoursInvitationOpenEvent } from '../events/invitation-open.js'
import french from '../locales/fr/invitation.js'
import { languageAround, languageOf, STRINGS } from '../usager/usager.js'
import { styles } from './invitation.styles.js'

const NS = 'invitation'

/** What is read of a parcours before it is opened, by nobody who judged it. */
interface Announced {
  readonly title?: unknown
  readonly summary?: unknown
  readonly safety?: unknown
  readonly questions?: unknown
}

/**
 * @summary Invites to a parcours where the reason for it is: after a declaration, in an account. Opens it in place, or leads to its page. What is said of a parcours that protects somebody is neutral, unless the host says otherwise.
 * @slot - Until it can open: a link to the parcours' page. With a `<template>` inside, what is opened is what the template holds.
 * @slot parcours - The opened parcours; the element puts it there itself.
 * @event parcours-invitation-open - The parcours was opened in place, or closed.
 * @csspart root - The whole.
 * @csspart card - What invites.
 * @csspart panel - The opened parcours.
 * @cssproperty [--parcours-color-accent=#9a5200] - The card's edge.
 * @status stable
 */
export class ParcoursInvitation extends LitElement {
  static readonly version: string = VERSION
  static override styles: CSSResultGroup = [tokens, base, styles]
  static override properties: PropertyDeclarations = {
    src: {},
    parcours: { attribute: false },
    translations: { attribute: false },
    langs: {},
    href: {},
    heading: {},
    summary: {},
    showTitle: { type: Boolean, attribute: 'show-title' },
    questions: { type: Number },
    minutes: { type: Number },
    headingLevel: { type: Number, attribute: 'heading-level' },
    tone: {},
    _opened: { state: true },
    _announced: { state: true },
    _lang: { state: true },
  }

  /** Address of the parcours JSON: what is opened, and what its title, its sentence and its number of questions are read from. */
  src?: string
  /** The parcours itself, instead of `src`. */
  parcours?: unknown
  /** Translations of `parcours`, by language. */
  translations: Readonly<Record<string, unknown>> = {}
  /** Languages of the parcours, separated by spaces. */
  langs = 'fr'
  /** Address of the parcours' own page: a link to it, instead of opening in place. https, or this site. */
  href?: string
  /** Instead of the title that the parcours has. With `summary` too, the file is not asked for before it is opened. */
  heading?: string
  /** Instead of the sentence that the parcours has. */
  summary?: string
  /** Says the title of a parcours that protects somebody (`safety`), where nobody but her can read it. */
  showTitle = false
  /** How many questions, when the host knows; else it is said when it is the same for everybody. */
  questions?: number
  /** How long it takes, when the host measured it. */
  minutes?: number
  /** Level of the heading, 1 to 6. */
  headingLevel = 2
  /** Colours; `auto` follows the device. */
  tone: 'light' | 'dark' | 'auto' = 'light'

  private _opened = false
  private _announced: Announced | null = null
  private _lang = 'fr'
  private _panel: HTMLElement | undefined
  /** There before the element is defined. */
  private _strings = strings.now!.createStrings()
  private _contents = new Map<string, Readonly<Record<string, { text: string }>>>()
  private _connection: AbortController | undefined
  private _sight: IntersectionObserver | undefined

  constructor() {
    super()
    this._strings.add('fr', NS, french)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this._connection = new AbortController()
    this._lang = languageOf(languageAround(this), this.langs.split(/\s+/).filter(Boolean))
    void this._speak(this._lang)
    // Nothing is asked for that is not about to be seen.
    this._sight = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && void this._read(), {
      rootMargin: '400px',
    })
    this._sight.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this._connection?.abort()
    this._sight?.disconnect()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another parcours: what was said of the one before is not said of it.
    if (this.hasUpdated && (changed.has('src') || changed.has('parcours'))) {
      this._announced = null
      this._contents.clear()
      this._panel?.remove()
      this._panel = undefined
      this._opened = false
      void this._read()
    }
  }

  /** The language's words; without them, French. */
  private async _speak(lang: string): Promise<void> {
    const load = Object.hasOwn(STRINGS, lang) ? STRINGS[lang] : undefined
    if (!load || this._strings.has(lang, NS)) return
    const words = await load().then(
      (file) => file.default[NS],
      () => undefined,
    )
    if (words) this._strings.add(lang, NS, words)
    this.requestUpdate()
  }

  /** Its title, its sentence and its questions. What does not come is no failure here: the neutral words stand. */
  private async _read(): Promise<void> {
    this._sight?.disconnect()
    if (this._announced || (this.heading && this.summary)) return
    const { src, _lang: lang } = this
    const signal = this._connection!.signal
    const url = src ? new URL(src, this.baseURI) : null
    const [parcours, translation] = await Promise.all([
      this.parcours ?? (url && loadJson(url.href, LIMITS.parcours, signal).catch(() => null)),
      lang === 'fr'
        ? null
        : (this.translations[lang] ??
          (url && loadJson(translationOf(url, lang), LIMITS.locale, signal).catch(() => null))),
    ])
    if (src !== this.src || signal.aborted) return
    const texts = (translation as { texts?: Record<string, { text: string }> } | null)?.texts
    if (texts && typeof texts === 'object') this._contents.set(lang, texts)
    this._announced = (parcours ?? {}) as Announced
  }

  private get _locale(): Locale {
    return createLocale(this._strings, this._lang, 'fr', this._contents)
  }

  /** What the host says; what the parcours says, unless it protects somebody; neutral words. */
  private _words(locale: Locale, own: 'heading' | 'summary', of: 'title' | 'summary'): Localized | null {
    const { lang, dir } = locale
    const said = this[own]
    if (said) return { text: said, lang, dir }
    if (!this._announced && (this.src || this.parcours)) return null
    const { safety, [of]: text } = this._announced ?? {}
    if (typeof text === 'string' && (!safety || this.showTitle)) return locale.raw(of, text)
    const neutral = of === 'title' && (safety as { neutralTitle?: unknown } | undefined)?.neutralTitle
    if (typeof neutral === 'string') return locale.raw('safety.neutralTitle', neutral)
    return { text: locale.t(NS, own), lang, dir }
  }

  /** « 12 questions, 5 minutes »: only what holds for everybody, or what the host measured. */
  private _size(locale: Locale): string {
    const all = this._announced?.questions
    const same =
      Array.isArray(all) &&
      all.every((one: { when?: unknown; type?: unknown } | null) => one && !one.when && one.type !== 'group')
    const sizes = { questions: this.questions ?? (same ? all.length : 0), minutes: this.minutes ?? 0 }
    return Object.entries(sizes)
      .filter(([, count]) => Number.isInteger(count) && count > 0)
      .map(([key, count]) => locale.t(NS, key, { count }))
      .join(' · ')
  }

  private _make(): HTMLElement {
    const { ownerDocument: page } = this
    const own = this.querySelector<HTMLTemplateElement>(':scope > template')
    if (own) {
      const panel = page.createElement('div')
      panel.append(page.importNode(own.content, true))
      return panel
    }
    const usager = page.createElement(`parcours-usager${suffixOf(this, 'parcours-invitation')}`)
    const attributes = { src: this.src, langs: this.langs, tone: this.tone, 'heading-level': this.headingLevel + 1 }
    for (const [name, value] of Object.entries(attributes))
      if (value !== undefined) usager.setAttribute(name, String(value))
    if (this.parcours !== undefined) Object.assign(usager, { parcours: this.parcours, translations: this.translations })
    return usager
  }

  /** Opens the parcours in place, as its button does: the focus goes to its heading. */
  open(): void {
    this._toggle(true)
  }

  /** Closes it: what she answered stays, the focus comes back to the button. */
  close(): void {
    this._toggle(false)
  }

  private _toggle(open: boolean): void {
    if (open === this._opened) return
    if (open && !this._panel) {
      this._panel = this._make()
      this._panel.slot = 'parcours'
      this.append(this._panel)
    }
    this._opened = open
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(open ? '#opened' : '#open')?.focus()
      this.dispatchEvent(new ParcoursInvitationOpenEvent({ open }))
    })
  }

  protected override render(): unknown {
    const locale = this._locale
    const title = this._words(locale, 'heading', 'title')
    return html`<div class="root" part="root" lang=${locale.lang} dir=${locale.dir} data-tone=${this.tone}>
      ${this._opened ? this._openedView(locale, title) : this._card(locale, title)}
    </div>`
  }

  private _spoken(said: Localized | null): Content {
    return said ? html`<span lang=${said.lang} dir=${said.dir}>${said.text}</span>` : nothing
  }

  private _card(locale: Locale, title: Localized | null): Content {
    const size = this._size(locale)
    const page = this.href && pageAt(this.href, this.baseURI)
    const label = locale.t(NS, this._panel ? 'resume' : 'start')
    return html`<div class="card" part="card">
      <div class="words">
        ${title ? heading(this.headingLevel, this._spoken(title), { className: 't2', id: 'title' }) : nothing}
        <p>${this._spoken(this._words(locale, 'summary', 'summary'))}</p>
      </div>
      ${size ? html`<p class="small quiet num">${size}</p>` : nothing}
      <p class="go">
        ${
          page
            ? html`<a class="btn main" href=${page} aria-describedby="title">${label}</a>`
            : html`<button
                class="btn main"
                id="open"
                type="button"
                aria-expanded="false"
                aria-describedby="title"
                @click=${() => this.open()}
              >
                ${label}
              </button>`
        }
      </p>
    </div>`
  }

  private _openedView(locale: Locale, title: Localized | null): Content {
    return html`<section class="panel" part="panel" aria-labelledby="opened">
      <div class="row spread head noprint">
        ${heading(this.headingLevel, this._spoken(title), { className: 't2', id: 'opened', tabindex: '-1' })}
        <button class="btn small" type="button" @click=${() => this.close()}>${locale.t(NS, 'close')}</button>
      </div>
      <slot name="parcours"></slot>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-invitation': ParcoursInvitation
  }
}

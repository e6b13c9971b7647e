import type { PlainDate, Saved } from '@parcours/schema'
import {
  html,
  nothing,
  svg,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import type { ParcoursContext } from '../core/context.js'
import { download } from '../core/download.js'
import { ParcoursElement } from '../core/element.js'
import { erased } from '../core/erased.js'
import { icon } from '../core/icons.js'
import { ChevronDown, CircleAlert } from '../core/icons.first.js'
import { CalendarDays, Check, CircleCheck, FileText, Info, Link2, Printer, Trash2 } from '../core/icons.set.js'
import { Copy, Download, QrCode, Save, Smartphone, Upload } from '../core/icons.kit.js'
import { titleOf } from '../core/item/words.js'
import { frenchAt } from '../core/reasons.js'
import { base, tokens } from '../core/styles.js'
import { heading, safeUrl, words, type Content } from '../core/text.js'
import { apart } from '../core/words.js'
import { ParcoursKitResumeEvent } from '../events/kit-resume.js'
import { ParcoursKitTakeEvent, type KitTakeDetail } from '../events/kit-take.js'
import french from '../locales/fr/kit.js'
import { keepOnDevice, onDevice, type OnDevice } from '../usager/internal/device.js'
import { forget } from '../usager/internal/kept.js'
import { calendarOf, CALENDAR_NAME, daysOf } from './calendar.js'
import type { Changes } from './internal/changes.js'
import type { Qr } from './internal/qr.js'
import { Receiver } from './internal/receive.js'
import { asksSensitive, withoutSensitive } from './internal/sensitive.js'
import { styles } from './kit.styles.js'

export const FILE_NAME = 'demarches.json'
/** How long this device may keep her answers: the whole of it lasts 12 to 18 months. */
const MONTHS = [1, 6, 18] as const

/** Another site that hosts the same parcours. */
interface Site {
  readonly name: string
  readonly url: string
}
/** A link that was made, and what she needs of it. */
interface Made {
  readonly address: string
  readonly code: string
  readonly qr: Qr | null
  readonly copied: boolean
}
type Way = KitTakeDetail['way']
type Carry = typeof import('../carry.js')
/** What makes the document: src/pdf.ts. */
interface Pdf {
  sheetOf: typeof import('./sheet.js').sheetOf
  makePdf(
    sheet: ReturnType<typeof import('./sheet.js').sheetOf>,
    options: { lang: string; dir: 'ltr' | 'rtl'; large: boolean; today: PlainDate },
  ): Promise<Blob>
}
export const PDF_NAME = 'demarches.pdf'

/** A file that did not come. */
class NotLoaded extends Error {}
const loaded = <T>(coming: Promise<T>): Promise<T> => coming.catch(() => Promise.reject(new NotLoaded()))

/** The day so many months later, or the last of its month. */
function monthsLater(day: PlainDate, months: number): PlainDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/**
 * @summary What she takes away: a PDF, paper, her calendar; and how she goes on later or elsewhere: on this device, by a file, by a link and a code to photograph, all of it made in the page.
 * @slot - The way without this service: shown until, and if never, a `<parcours-usager>` answers.
 * @event parcours-kit-take - She takes it along; says which way.
 * @event parcours-kit-resume - She goes on with what she began before, or elsewhere; says which way.
 * @csspart root - The whole.
 * @csspart receive - What asks whether to go on with what she brings, and what changed since.
 * @csspart way - One way to take it along.
 * @csspart link - The link that was made: the square to photograph, the code, the address.
 * @cssproperty [--parcours-color-primary=#0b4f5c] - Buttons.
 * @status experimental
 */
export class ParcoursKit extends ParcoursElement {
  static override styles: CSSResultGroup = [tokens, base, styles]
  static override properties: PropertyDeclarations = {
    view: {},
    sites: { type: Array },
    link: { attribute: false },
    _sensitive: { state: true },
    _large: { state: true },
    _titles: { state: true },
    _months: { state: true },
    _busy: { state: true },
    _said: { state: true },
    _made: { state: true },
    _site: { state: true },
  }
  /** Files that are asked for only when they are used. */
  static load: { carry: () => Promise<Carry>; pdf?: () => Promise<Pdf> } = {
    carry: () => import('../carry.js'),
    // What the two share stands in the first.
    pdf: async () => {
      await import('../carry.js')
      return import('../pdf.js')
    },
  }

  /** `all`: everything that is offered now. `receive`: only what asks about a session that she brings; nothing when she brings none. */
  view: 'all' | 'receive' = 'all'
  /** Other sites where she may go on, as JSON: `[{ "name": "ameli.fr", "url": "https://…" }]`. Each hosts the same parcours. */
  sites?: readonly Site[]
  /** A hand-over link's fragment, or its whole address: what is asked about. */
  link?: string

  private _sensitive = false
  private _large = false
  private _titles = false
  private _months: number = MONTHS[0]
  private _busy: Way | null = null
  /** What was just done, beside the button that did it. */
  private _said: { readonly way: Way; readonly text: string; readonly wrong?: boolean } | null = null
  private _made: Made | null = null
  private _site = 0
  /** Id of the one item whose date she wants; '' for all. */
  private _date = ''
  private _asked = false

  protected readonly ns = 'kit'
  protected readonly french = french

  private readonly _receiver = new Receiver(
    this,
    () => this.ctx!,
    () => ParcoursKit.load.carry(),
    (way, { version }) => {
      this.dispatchEvent(
        new ParcoursKitResumeEvent({ parcours: this.ctx!.session!.parcours.id, way, migrated: version !== null }),
      )
      this._focus('received')
    },
  )

  protected override contextChanged(ctx: ParcoursContext | null, before: ParcoursContext | null): void {
    if (before?.session && ctx?.session !== before.session) {
      // What was made is of what she had answered then.
      this._made = null
      if (erased(before, ctx)) {
        this._said = null
        this._sensitive = this._large = this._titles = false
        this._date = ''
        // What was read from this device or a file is hers too; a link is still shut.
        if (this._receiver.now && !('fragment' in this._receiver.now)) this._receiver.leave()
      } else this._follow(ctx!)
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (this.ctx?.status !== 'ready') return
    if (this.link && changed.has('link')) this._asked = false
    if (this._asked || this.view !== 'receive') return
    this._asked = true
    if (this.link) void this._receiver.link(this.link)
    else this._receiver.device(this.ctx.session!)
  }

  protected renderReady(ctx: ParcoursContext): Content {
    if (this.view === 'receive') return this._receive(ctx)
    const { progress, stored } = ctx.session!
    if (progress.complete)
      return html`<section class="noprint" aria-labelledby="title">
        ${heading(this.level, [this.t('title'), apart(ctx)], { className: 't2', id: 'title' })}
        <p class="lead">${this.t('lead')}</p>
        ${this._receive(ctx)} ${this._options(ctx)}
        ${heading(this.level + 1, this.t('paperTitle'), { className: 't3 group' })}
        <ul class="bare ways">
          ${ParcoursKit.load.pdf ? this._pdf(ctx) : nothing} ${this._calendar(ctx)} ${this._print()}
        </ul>
        ${heading(this.level + 1, this.t('keepTitle'), { className: 't3 group' })} ${this._keep(ctx)}
        <details class="earlier">
          <summary>${icon(ChevronDown)}${this.t('earlier')}</summary>
          ${this._resume()}
        </details>
      </section>`
    const begun = Object.keys(stored).length > 0
    return html`<div class="noprint">
      ${this._receive(ctx)}
      ${
        begun
          ? html`<details class="earlier">
              <summary>${icon(ChevronDown)}${this.t('later')}</summary>
              <p class="small quiet">${this.t('lead')}</p>
              ${this._options(ctx)} ${this._keep(ctx)}
            </details>`
          : nothing
      }
      <details class="earlier">
        <summary>${icon(ChevronDown)}${this.t('earlier')}</summary>
        ${this._resume()}
      </details>
    </div>`
  }

  // What she takes.

  private _check(name: '_sensitive' | '_large' | '_titles', label: string, help?: string): TemplateResult {
    return html`<div class="check">
      <label class="choice"
        ><input
          type="checkbox"
          .checked=${this[name]}
          aria-describedby=${help ? `help${name}` : nothing}
          @change=${(event: Event) => {
            this[name] = (event.target as HTMLInputElement).checked
            this._made = null
          }}
        /><span>${this.t(label)}</span></label
      >${help ? html`<p class="small quiet" id="help${name}">${this.t(help)}</p>` : nothing}
    </div>`
  }

  private _options(ctx: ParcoursContext): Content {
    return asksSensitive(ctx.session!) ? this._check('_sensitive', 'sensitive', 'sensitiveHelp') : nothing
  }

  private _way(way: Way, shape: string, text: string, content: Content): TemplateResult {
    const said = this._said?.way === way ? this._said : null
    return html`<li class="card way ${way}" part="way">
      ${heading(this.level + 2, [icon(shape), this.t(way)], { className: 'name' })}
      <p>${this.t(text)}</p>
      ${content}
      <p role="status" class="said ${said?.wrong ? 'wrong' : ''}">
        ${said ? [icon(said.wrong ? CircleAlert : Check), html`<span>${said.text}</span>`] : nothing}
      </p>
    </li>`
  }

  private _button(way: Way, key: string, shape: string, run: () => unknown, main = false): TemplateResult {
    const busy = this._busy === way
    return html`<p>
      <button
        class="btn ${main ? 'main' : ''}"
        type="button"
        aria-disabled=${busy ? 'true' : nothing}
        @click=${() => busy || void run()}
      >
        ${icon(shape)}${busy ? this.t(`${way}Busy`) : this.t(key)}
      </button>
    </p>`
  }

  private _pdf(ctx: ParcoursContext): TemplateResult {
    return this._way('pdf', FileText, 'pdfText', [
      this._check('_large', 'pdfLarge'),
      this._button('pdf', 'pdfDo', Download, () => this._run('pdf', () => this._makePdf(ctx)), true),
    ])
  }

  private async _makePdf(ctx: ParcoursContext): Promise<string> {
    const { makePdf, sheetOf } = await loaded(ParcoursKit.load.pdf!())
    const { locale, session, notes } = ctx
    const sheet = sheetOf(ctx, { sensitive: this._sensitive, ...(notes ? { notes } : {}) })
    const { lang, dir } = locale
    const pdf = await makePdf(sheet, { lang, dir, large: this._large, today: session!.today })
    download(this, PDF_NAME, pdf, 'application/pdf')
    return this.t('pdfDone', { name: PDF_NAME })
  }

  private _print(): TemplateResult {
    return this._way('print', Printer, 'printText', [
      this._button('print', 'printDo', Printer, () => {
        this._tell('print')
        this.ownerDocument.defaultView!.print()
      }),
    ])
  }

  private _calendar(ctx: ParcoursContext): TemplateResult {
    const offered: Content = this._secure
      ? [
          this._check('_titles', 'calendarTitles', 'calendarTitlesHelp'),
          this._dates(ctx),
          this._button('calendar', 'calendarDo', CalendarDays, () =>
            this._run('calendar', () => this._makeCalendar(ctx)),
          ),
        ]
      : this._insecure()
    return this._way('calendar', CalendarDays, 'calendarText', offered)
  }

  /** All of them, or one. */
  private _dates(ctx: ParcoursContext): Content {
    const { plan, today } = ctx.session!
    const dated = plan.items.flatMap((item) => {
      const days = item.sensitive && !this._sensitive ? null : daysOf(item, today)
      return days ? [{ item, day: days.to }] : []
    })
    if (dated.length < 2) return nothing
    return html`<p class="field">
      <label for="dates">${this.t('calendarWhich')}</label>
      <select id="dates" @change=${(event: Event) => (this._date = (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!this._date}>${this.t('calendarAll')}</option>
        ${dated.map(
          ({ item, day }) =>
            html`<option value=${item.id} ?selected=${item.id === this._date}>
              ${ctx.locale.date(day, 'short')} · ${titleOf(ctx, item)}
            </option>`,
        )}
      </select>
    </p>`
  }

  private async _makeCalendar(ctx: ParcoursContext): Promise<string> {
    const { text, count, events } = await calendarOf(ctx, {
      discreet: !this._titles,
      sensitive: this._sensitive,
      stamp: new Date(),
      ...(this._date && ctx.session!.plan.item(this._date) ? { id: this._date } : {}),
    })
    // Nothing to come, and nothing to take back: an empty file would be an error in her calendar.
    if (text.includes('BEGIN:VEVENT')) download(this, CALENDAR_NAME, text, 'text/calendar;charset=utf-8')
    ctx.kit!(events)
    this._follow(this.ctx!)
    return this.t('calendarDone', { count, name: CALENDAR_NAME })
  }

  /** Does it, says what was done, or that it did not work. */
  private async _run(way: Way, what: () => Promise<string>): Promise<void> {
    this._busy = way
    this._said = null
    try {
      const text = await what()
      this._said = text ? { way, text } : null
      this._tell(way)
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error
      this._said = { way, text: this.t('failed'), wrong: true }
    } finally {
      this._busy = null
    }
  }

  private _tell(way: Way): void {
    this.dispatchEvent(new ParcoursKitTakeEvent({ parcours: this.ctx!.session!.parcours.id, way }))
  }

  private get _secure(): boolean {
    return globalThis.crypto?.subtle !== undefined
  }
  private _insecure(): TemplateResult {
    return html`<p class="small quiet">${icon(Info)} ${this.t('insecure')}</p>`
  }

  // How she goes on.

  private _keep(ctx: ParcoursContext): TemplateResult {
    return html`<ul class="bare ways">
        ${ctx.settings.counter ? nothing : [ctx.keeps === false ? nothing : this._device(ctx), this._file()]}
        ${this._link(ctx)}
      </ul>
      ${ctx.keeps === false ? html`<p class="small quiet">${icon(Info)} ${this.t('deviceNone')}</p>` : nothing}`
  }

  private _saved(ctx: ParcoursContext, sensitive: boolean): Saved {
    ctx.kit!()
    const saved = ctx.saved!()
    return sensitive ? saved : withoutSensitive(ctx.session!, saved)
  }

  private _onDevice({ session }: ParcoursContext): OnDevice | null {
    return onDevice(this, session!.parcours.id, session!.today)
  }

  /** What this device keeps follows what she answers, when it is this very session. At a counter it keeps nothing. */
  private _follow(ctx: ParcoursContext): void {
    if (ctx.status !== 'ready' || !ctx.kit) return
    const kept = this._onDevice(ctx)
    if (!kept || kept.saved.kit?.id !== ctx.kit().id) return
    try {
      keepOnDevice(this, ctx.session!.parcours.id, { ...kept, saved: this._saved(ctx, kept.sensitive) })
    } catch {
      // No room left: what was kept before stands.
    }
  }

  private _device(ctx: ParcoursContext): TemplateResult {
    const kept = this._onDevice(ctx)
    return this._way(
      'device',
      Save,
      'deviceText',
      kept
        ? html`<p class="kept">
              ${icon(CircleCheck)}<span>${this.t('deviceKept', { date: ctx.locale.date(kept.until) })}</span>
            </p>
            <p>
              <button class="btn" type="button" @click=${() => this._forget(ctx)}>
                ${icon(Trash2)}${this.t('deviceForget')}
              </button>
            </p>`
        : html`<p class="field">
              <label for="months">${this.t('deviceFor')}</label>
              <select
                id="months"
                @change=${(event: Event) => (this._months = Number((event.target as HTMLSelectElement).value))}
              >
                ${MONTHS.map(
                  (count) =>
                    html`<option value=${count} ?selected=${count === this._months}>
                      ${this.t('deviceMonths', { count })}
                    </option>`,
                )}
              </select>
            </p>
            ${this._button('device', 'deviceDo', Save, () => this._keepHere(ctx))}`,
    )
  }

  private _keepHere(ctx: ParcoursContext): void {
    const { parcours, today } = ctx.session!
    const until = monthsLater(today, this._months)
    const sensitive = this._sensitive
    try {
      keepOnDevice(this, parcours.id, { until, sensitive, saved: this._saved(ctx, sensitive) })
      this._said = { way: 'device', text: this.t('deviceKept', { date: ctx.locale.date(until) }) }
      this._tell('device')
      this._focusIn('.device .btn')
    } catch {
      this._said = { way: 'device', text: this.t('deviceNone'), wrong: true }
    }
  }

  private _forget(ctx: ParcoursContext): void {
    forget(this, ctx.session!.parcours.id)
    this._said = { way: 'device', text: this.t('deviceForgotten') }
    this._focusIn('.device .btn')
    this.requestUpdate()
  }

  private _file(): TemplateResult {
    return this._way(
      'file',
      FileText,
      'fileText',
      this._button('file', 'fileDo', Download, () => {
        const saved = this._saved(this.ctx!, this._sensitive)
        download(this, FILE_NAME, `${JSON.stringify(saved, null, 2)}\n`, 'application/json')
        this._said = { way: 'file', text: this.t('fileDone', { name: FILE_NAME }) }
        this._tell('file')
      }),
    )
  }

  private get _sites(): readonly Site[] {
    const here = { name: this.t('linkHere'), url: this.ownerDocument.defaultView!.location.href }
    const others = (Array.isArray(this.sites) ? this.sites : []).filter(
      (site) => typeof site?.name === 'string' && safeUrl(site.url)?.startsWith('https:'),
    )
    return [here, ...others]
  }

  private _link(ctx: ParcoursContext): TemplateResult {
    const sites = this._sites
    return this._way(
      'link',
      QrCode,
      'linkText',
      !this._secure
        ? this._insecure()
        : this._made
          ? this._madeView(this._made)
          : html`${
              sites.length > 1
                ? html`<p class="field">
                    <label for="site">${this.t('linkTo')}</label>
                    <select
                      id="site"
                      @change=${(event: Event) => (this._site = Number((event.target as HTMLSelectElement).value))}
                    >
                      ${sites.map(({ name }, rank) => html`<option value=${rank} ?selected=${rank === this._site}>${name}</option>`)}
                    </select>
                  </p>`
                : nothing
            }
            ${this._button('link', 'linkDo', Link2, () => this._run('link', () => this._makeLink(ctx)))}`,
    )
  }

  private async _makeLink(ctx: ParcoursContext): Promise<string> {
    const { newCode, qrOf, seal, spelled } = await loaded(ParcoursKit.load.carry())
    const { url } = this._sites[this._site] ?? this._sites[0]!
    const code = newCode()
    const fragment = await seal(this._saved(ctx, this._sensitive), code)
    const address = `${url.split('#')[0]}${fragment}`
    this._made = { address, code: spelled(code), qr: qrOf(address), copied: false }
    this._focus('made')
    return ''
  }

  private _madeView({ address, code, qr, copied }: Made): TemplateResult {
    return html`<div class="made" part="link">
      ${heading(this.level + 3, this.t('linkReady'), { className: 't3', id: 'made', tabindex: '-1' })}
      ${
        qr
          ? html`<p>${this.t('linkScan')}</p>
              ${qrView(qr, this.t('linkQr'))}`
          : html`<p>${this.t('linkNoQr')}</p>`
      }
      <p class="field">
        <label for="address">${this.t('linkAddress')}</label>
        <input
          id="address"
          dir="ltr"
          readonly
          .value=${address}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        />
      </p>
      <p class="row">
        <button class="btn small" type="button" @click=${() => this._copy(address)}>
          ${icon(copied ? Check : Copy)}${this.t(copied ? 'linkCopied' : 'linkCopy')}
        </button>
      </p>
      <div class="note info apart">
        <p class="sub">${this.t('code')}</p>
        <p class="code"><bdi dir="ltr">${code}</bdi></p>
        <p class="small">${this.t('codeText')}</p>
      </div>
      <p>
        <button
          class="btn"
          type="button"
          @click=${() => {
            this._made = null
            this._focusIn('.link .btn')
          }}
        >
          ${this.t('linkClose')}
        </button>
      </p>
    </div>`
  }

  private _copy(address: string): void {
    const copied = (): void => {
      if (this._made) this._made = { ...this._made, copied: true }
    }
    // Refused, or no clipboard: the field is selected, and can be copied by hand.
    const byHand = (): void => this.renderRoot.querySelector<HTMLInputElement>('#address')?.focus()
    const { clipboard } = this.ownerDocument.defaultView!.navigator
    if (clipboard) clipboard.writeText(address).then(copied, byHand)
    else byHand()
  }

  // What she brings.

  private _resume(): TemplateResult {
    const error = this._receiver.error === 'errorNoLink' ? this.t('errorNoLink') : null
    return html`<div class="resume">
      <div class="field">
        <label for="file"><strong>${this.t('resumeFile')}</strong></label>
        <span class="small quiet" id="file-help">${this.t('resumeFileHelp', { name: FILE_NAME })}</span>
        <input
          id="file"
          type="file"
          accept=".json,application/json"
          aria-describedby="file-help"
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement
            const file = input.files?.[0]
            input.value = ''
            if (file) void this._receiver.file(file).then(() => this._focus('received'))
          }}
        />
      </div>
      <form
        class="field"
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault()
          const input = this.renderRoot.querySelector<HTMLInputElement>('#pasted')!
          const text = input.value
          void this._receiver.link(text).then(() => {
            if (this._receiver.error) return input.focus()
            input.value = ''
            this._focus('received')
          })
        }}
      >
        <label for="pasted"><strong>${this.t('resumeLink')}</strong></label>
        <span class="small quiet" id="pasted-help">${this.t('resumeLinkHelp')}</span>
        ${error ? html`<span class="error" id="pasted-error">${icon(CircleAlert)} ${this.t('error')}${error}</span>` : nothing}
        <input
          id="pasted"
          dir="ltr"
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${error ? 'pasted-error pasted-help' : 'pasted-help'}
        />
        <button class="btn" type="submit">${icon(Upload)}${this.t('resumeLinkDo')}</button>
      </form>
    </div>`
  }

  private _receive(ctx: ParcoursContext): Content {
    const { now } = this._receiver
    if (!now) return nothing
    const panel = (title: string, tone: string, shape: string, content: Content): TemplateResult =>
      html`<section class="note ${tone} receive noprint" part="receive" aria-labelledby="received">
        ${heading(this.level, [icon(shape), ' ', title, apart(ctx)], { className: 't2', id: 'received', tabindex: '-1' })}
        ${content}
      </section>`
    const close = (key: string): TemplateResult =>
      html`<button class="btn plain" type="button" @click=${() => this._receiver.leave()}>${this.t(key)}</button>`
    if (now.step === 'refused') {
      const plain = now.why === 'insecure' || now.why === 'failed'
      return panel(
        this.t(plain ? 'resumeTitle' : `${now.why}Title`),
        'caution',
        CircleAlert,
        html`<p>${this.t(now.why)}</p>
          <p>${close('askNo')}</p>`,
      )
    }
    if (now.step === 'done')
      return panel(
        this.t('resumed'),
        'info',
        CircleCheck,
        html`${this._changes(ctx, now.changes)}
          <p>
            <button class="btn plain" type="button" @click=${() => this._receiver.leave()}>
              ${ctx.locale.t('common', 'close')}
            </button>
          </p>`,
      )
    const replaces = Object.keys(ctx.session!.stored).length > 0
    const { busy } = this._receiver
    return panel(
      this.t('ask'),
      'info',
      Smartphone,
      html`<p>
          ${
            now.way === 'link'
              ? this.t('askLink')
              : this.t(now.way === 'file' ? 'askFile' : 'askDevice', { date: ctx.locale.date(now.date) })
          }
        </p>
        ${replaces ? html`<p><strong>${this.t('askReplaces')}</strong></p>` : nothing}
        <form
          class="stack"
          novalidate
          @submit=${(event: Event) => {
            event.preventDefault()
            void this._take()
          }}
        >
          ${now.way === 'link' ? this._codeField() : nothing}
          <p class="row">
            <button class="btn main" type="submit" aria-disabled=${busy ? 'true' : nothing}>
              ${this.t(busy ? 'askBusy' : 'askDo')}
            </button>
            ${close('askNo')}
            ${
              now.way === 'device'
                ? html`<button
                    class="btn plain"
                    type="button"
                    @click=${() => {
                      forget(this, ctx.session!.parcours.id)
                      this._receiver.leave()
                    }}
                  >
                    ${icon(Trash2)}${this.t('askForget')}
                  </button>`
                : nothing
            }
          </p>
        </form>`,
    )
  }

  private async _take(): Promise<void> {
    const code = this.renderRoot.querySelector<HTMLInputElement>('#code')
    await this._receiver.take(code?.value)
    if (this._receiver.error) this._focus('code')
    else if (this._receiver.now?.step === 'refused') this._focus('received')
  }

  private _codeField(): TemplateResult {
    const { error } = this._receiver
    return html`<p class="field">
      <label for="code"><strong>${this.t('askCode')}</strong></label>
      <span class="small quiet" id="code-help">${this.t('askCodeHelp')}</span>
      ${error ? html`<span class="error" id="code-error">${icon(CircleAlert)} ${this.t('error')}${this.t(error)}</span>` : nothing}
      <input
        id="code"
        class="short"
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        maxlength="20"
        required
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby=${error ? 'code-error code-help' : 'code-help'}
      />
    </p>`
  }

  /** What is not as she left it. A sensitive question is not named. */
  private _changes(ctx: ParcoursContext, { version, again, gone, items, left }: Changes): Content {
    const { source } = ctx.session!.parcours
    const names = again.map((address) => {
      const [, id, , field] = address.split('.')
      const question = source.questions.find((one) => one.id === id)
      const of = field && question?.type === 'group' ? question.fields.find((one) => one.id === field) : question
      return !of || question?.sensitive || of.sensitive
        ? this.t('quietQuestion')
        : words(ctx, `${address}.label`, frenchAt(source, `${address}.label`) ?? of.label)
    })
    const quiet = !version && !names.length && !gone && !items && !left
    return [
      quiet ? html`<p>${this.t('resumedAll')}</p>` : nothing,
      version ? html`<p>${this.t(version === 'newer' ? 'siteNewer' : 'siteOlder')}</p>` : nothing,
      names.length
        ? html`<p>${this.t('changed', { count: names.length })}</p>
            <ul>
              ${[...new Set(names)].map((name) => html`<li>${name}</li>`)}
            </ul>`
        : nothing,
      gone ? html`<p>${this.t('changedGone', { count: gone })}</p>` : nothing,
      items ? html`<p>${this.t('itemsGone', { count: items })}</p>` : nothing,
      left ? html`<p>${this.t('left', { count: left })}</p>` : nothing,
    ]
  }

  private _focus(id: string): void {
    this._focusIn(`#${id}`)
  }
  private _focusIn(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus())
  }
}

/** Dark on light whatever the colours of the page: a camera reads nothing else. */
const qrView = ({ size, path, version, level }: Qr, label: string): TemplateResult =>
  html`${svg`<svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" data-version=${version} data-level=${level} shape-rendering="crispEdges"><rect class="light" width=${size} height=${size}></rect><path class="dark" d=${path}></path></svg>`}`

declare global {
  interface HTMLElementTagNameMap {
    'parcours-kit': ParcoursKit
  }
}

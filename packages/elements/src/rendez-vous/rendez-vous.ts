import type { DateValue, Item, Offer, OrganismeRef } from '@parcours/engine'
import {
  contactsOf,
  instantOf,
  minutesOf,
  speaksV1,
  timeText,
  wallClock,
  zoneText,
  type Contact,
  type Mode,
  type Place,
} from '@parcours/rendez-vous'
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ParcoursContext } from '../core/context.js'
import { download } from '../core/download.js'
import { ParcoursElement } from '../core/element.js'
import { erased } from '../core/erased.js'
import { icon } from '../core/icons.js'
import { ChevronDown, CircleAlert, LifeBuoy, RotateCcw } from '../core/icons.first.js'
import {
  CalendarDays,
  Clock,
  FileText,
  HeartHandshake,
  Info,
  LoaderCircle,
  MapPin,
  Phone,
  Users,
} from '../core/icons.set.js'
import { PrintController } from '../core/print.js'
import { base, tokens } from '../core/styles.js'
import { tagStyles } from '../core/tag.styles.js'
import { block, heading, line, link, safeUrl, words, type Content } from '../core/text.js'
import { apart } from '../core/words.js'
import french from '../locales/fr/rendez-vous.js'
import { AGAIN, Booking, type BookingHost, type Slot } from './internal/booking.js'
import { daysOf, isFor, modesOf, takes, type DayOfPlaces } from './internal/days.js'
import { ServiceController } from './internal/service.js'
import { SlotsController, type HostAdapter, type SlotsSource } from './internal/slots.js'
import { bookingView, FIRST_DAYS, MODES, type Ui } from './internal/view.js'
import { styles } from './rendez-vous.styles.js'

/** A person is always in reach: the State's own list of the places. */
const FRANCE_SERVICES = 'https://www.france-services.gouv.fr'

/** What she opened and chose for one offer. */
interface Choice {
  readonly mode?: Mode
  readonly day?: string
  readonly place?: string
  readonly allDays?: boolean
}

/**
 * @summary The rendez-vous that fit her plan: who she will meet, for what, what to bring, and how to take it: by phone, by choosing a time that the caisse's own site confirms, or here to the end, as far as the caisse's service says that it goes.
 * @slot - The way without this service: shown until, and if never, a `<parcours-usager>` answers.
 * @csspart root - The whole.
 * @csspart offer - One rendez-vous.
 * @csspart slots - Its days and times, and what follows.
 * @csspart chosen - The chosen time, in sight until she goes on.
 * @csspart human - The way to a person, always there.
 * @cssproperty [--parcours-color-primary=#0b4f5c] - The chosen time.
 * @status stable
 */
export class ParcoursRendezVous extends ParcoursElement {
  static override styles: CSSResultGroup = [tokens, base, tagStyles, styles]
  /** Milliseconds before each new try of a request whose answer was lost; the client's own when absent. */
  static pauses: readonly number[] | undefined
  static override properties: PropertyDeclarations = {
    api: {},
    adapter: { attribute: false },
    _choices: { state: true },
  }

  /**
   * Address of the caisse's rendez-vous service; the usager's own `api` when absent. None: phone, hours and links of the parcours. With
   * its publishable key (`https://rdv.caisse.fr/v1?cle=pk_…`) it is asked in the contract /v1; without, for creneaux to confirm elsewhere.
   */
  api?: string
  /**
   * A way to ask the caisse that the page makes itself, instead of `api`: `editeurAdapter` for the software of town halls,
   * `rdvServicePublicAdapter` for the public pages of RDV Service Public, both of `@parcours/rendez-vous`, or the page's own.
   */
  adapter?: HostAdapter

  private _choices: Readonly<Record<string, Choice>> = {}
  private _slots = new SlotsController(this)
  private _service = new ServiceController(this, () =>
    ParcoursRendezVous.pauses ? { pauses: ParcoursRendezVous.pauses } : {},
  )
  private readonly _bookings = new Map<string, Booking>()
  /** What evaluation was told of each offer. */
  private readonly _told = new Set<string>()
  private _clock = wallClock()
  /** The offer whose later days were asked for: what comes of it is said there. */
  private _pressed: string | undefined

  protected readonly ns = 'rendez-vous'
  protected readonly french = french

  constructor() {
    super()
    new PrintController(this)
    this.addEventListener('click', this._leaves)
  }

  protected override contextChanged(ctx: ParcoursContext | null, before: ParcoursContext | null): void {
    // A chosen time is hers too.
    if (erased(before, ctx)) {
      this._choices = {}
      this._forget()
    }
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed as never)
    const source = this._source()
    const books = source !== null && !source.adapter && speaksV1(source.api)
    if (this._service.use(books ? source : null)) this._forget()
    const { status, books: here } = this._service
    this._slots.use(!books || (status === 'ready' && !here) ? source : null)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    // Moved in the page, it goes on; gone, what is kept for her ends by itself.
    void Promise.resolve().then(() => this.isConnected || this._forget())
  }

  /** Erased, gone, or another service. */
  private _forget(): void {
    for (const booking of this._bookings.values()) booking.drop()
    this._bookings.clear()
    this._told.clear()
  }

  private _source(): SlotsSource | null {
    const ctx = this.ctx
    const { adapter } = this
    const api = adapter ? '' : (this.api ?? ctx?.settings.api)
    if ((!api && !adapter) || ctx?.status !== 'ready' || !ctx.session) return null
    const { parcours, today } = ctx.session
    try {
      return {
        api: api ? new URL(api, this.baseURI).href : '',
        adapter,
        parcours: parcours.id,
        version: parcours.version,
        today,
      }
    } catch {
      return null
    }
  }

  protected renderReady(ctx: ParcoursContext): Content {
    const { plan, progress } = ctx.session!
    const offers = plan.rendezVous.filter(({ sensitive }) => !sensitive)
    const quiet = plan.rendezVous.filter(({ sensitive }) => sensitive)
    const list = (some: readonly Offer[]): TemplateResult =>
      html`<ul class="bare offers">
        ${repeat(
          some,
          ({ id }) => id,
          (offer) => html`<li class="card offer" part="offer">${this._offer(ctx, offer)}</li>`,
        )}
      </ul>`
    return html`${heading(this.level, this.t('title'), { className: 't2' })}
      <p class="lead">${offers.length ? this.t('intro') : this.t(progress.complete ? 'emptyDone' : 'emptyStart')}</p>
      <p class="vh" role="status">${this._live()}</p>
      ${this._slots.until || !(offers.length + quiet.length) ? nothing : html`<div class="lead noprint">${this._trouble(ctx)}</div>`}
      ${offers.length + quiet.length ? html`<div class="lead noprint">${this._serviceTrouble(ctx)}</div>` : nothing}
      ${offers.length ? list(offers) : nothing}
      ${
        quiet.length
          ? html`<details class="apart noprint">
              <summary>${icon(ChevronDown)}${ctx.locale.t('core', 'sensitiveTitle')}</summary>
              ${list(quiet)}
            </details>`
          : nothing
      }
      ${this._human(ctx)}`
  }

  // Who, for what, what to bring.

  private _offer(ctx: ParcoursContext, offer: Offer): TemplateResult {
    const { of, address } = offer
    const { locale, session } = ctx
    const fact = (shape: Parameters<typeof icon>[0], key: string, content: Content, wide = false): Content =>
      content === nothing || content === ''
        ? nothing
        : html`<div class=${wide ? 'wide' : ''}>
            <dt>${icon(shape)}${this.t(key)}</dt>
            <dd>${content}</dd>
          </div>`
    const items = offer.for
      .flatMap((id) => session!.plan.item(id) ?? [])
      .filter(({ sensitive }) => !sensitive || offer.sensitive)
    const what = [
      ...new Map(items.map((item) => [words(ctx, `${item.address}.title`, item.of.title, item), item])).keys(),
    ]
    const facts = html`<dl class="facts">
      ${fact(Users, 'with', offer.with.length ? this._who(ctx, offer.with) : nothing)}
      ${fact(Clock, 'duration', this._duration(of.duration))}
      ${fact(
        of.channels.length === 1 ? MODES[of.channels[0]!] : MapPin,
        'how',
        this._capital(
          this._either(
            of.channels.map((mode) => this.t(`mode_${mode}`)),
            locale.lang,
          ),
          locale.lang,
        ),
      )}
      ${fact(CalendarDays, 'when', this._capital(this._period(ctx, offer), locale.lang))}
      ${fact(HeartHandshake, 'forWhat', this._listOf(what), true)}
      ${fact(FileText, 'bring', this._bring(ctx, offer), true)}
    </dl>`
    const booking = this._bookingOf(ctx, offer)
    // Once she is taking it, what it is stands out of the way.
    const opened = booking !== null && booking.step !== 'closed'
    return html`<div class="head">
        ${heading(this.level + 1, line(ctx, `${address}.motif`, of.motif), { className: 't3', id: `offer-${offer.id}` })}
        ${offer.sure ? nothing : html`<span class="tag">${this.t('unsure')}</span>`}
      </div>
      ${
        opened
          ? html`<details class="noprint">
              <summary>${icon(ChevronDown)}${this.t('about')}</summary>
              ${facts}
            </details>`
          : facts
      }
      ${opened ? nothing : this._without(ctx, offer, items)} ${this._take(ctx, offer)}`
  }

  private _listOf(all: readonly Content[]): Content {
    return all.length > 1
      ? html`<ul>
          ${all.map((one) => html`<li>${one}</li>`)}
        </ul>`
      : (all[0] ?? nothing)
  }

  /** What to bring for this motif, in her situation. */
  private _bring(ctx: ParcoursContext, offer: Offer): Content {
    const { pieces } = ctx.session!.parcours.source
    const bring = offer.bring.flatMap((id) => pieces?.find((piece) => piece.id === id) ?? [])
    return bring.length
      ? [
          this._listOf(bring.map((piece) => line(ctx, `pieces.${piece.id}.name`, piece.name))),
          html`<p class="small quiet">${this.t('bringRest')}</p>`,
        ]
      : this.t('bringNone')
  }

  /** « Peut-être pas besoin de rendez-vous » : the motif says so, or what it is for can also be done on line, and is not done yet. */
  private _without(ctx: ParcoursContext, { of, address }: Offer, items: readonly Item[]): Content {
    const ways = items
      .filter(({ status }) => status !== 'fait' && status !== 'sans-objet')
      .flatMap((item) =>
        item.channels
          .filter(({ kind, url }) => kind === 'online' && url && safeUrl(url))
          .map(({ url }) => ({ item, url: url! })),
      )
    if (!ways.length && !of.before) return nothing
    return html`<div class="without note info noprint">
      <p>${icon(Info)} <strong>${this.t('without')}</strong></p>
      ${of.before ? block(ctx, `${address}.before`, of.before) : nothing}
      ${
        ways.length
          ? html`<p>${this.t('withoutText')}</p>
              <ul>
                ${ways.map(({ item, url }) => html`<li>${link(ctx, url, line(ctx, `${item.address}.title`, item.of.title, item))}</li>`)}
              </ul>`
          : nothing
      }
    </div>`
  }

  private _who(ctx: ParcoursContext, organismes: readonly OrganismeRef[]): string {
    // In Lozère one caisse is both: it is named once.
    return ctx.locale.list([...new Set(organismes.map(({ of, address }) => words(ctx, `${address}.name`, of.name)))])
  }

  private _either(names: readonly string[], lang: string): string {
    return new Intl.ListFormat(lang.replace(/-x-.*/, ''), { type: 'disjunction' }).format(names)
  }

  private _capital(text: string, lang: string): string {
    return text.charAt(0).toLocaleUpperCase(lang.replace(/-x-.*/, '')) + text.slice(1)
  }

  private _duration(duration: string | undefined): string {
    const total = minutesOf(duration)
    if (total === null) return ''
    const hours = Math.floor(total / 60)
    const minutes = total % 60
    const inHours = this.t('hours', { count: hours })
    const inMinutes = this.t('minutes', { count: minutes })
    if (!hours) return inMinutes
    return minutes ? this.t('hoursMinutes', { hours: inHours, minutes: inMinutes }) : inHours
  }

  private _period(ctx: ParcoursContext, { opens, closes }: Offer): string {
    const { today } = ctx.session!
    const date = (value: DateValue | null): string | null => value?.from ?? null
    const from = date(opens)
    const until = date(closes)
    const later = from !== null && from > today
    if (later && until) return this.t('fromUntil', { from: ctx.locale.date(from), until: ctx.locale.date(until) })
    if (later) return this.t('from', { date: ctx.locale.date(from) })
    return until ? this.t('until', { date: ctx.locale.date(until) }) : this.t('anytime')
  }

  // How to take it.

  private _take(ctx: ParcoursContext, offer: Offer): TemplateResult {
    const own = this._ownPage(offer)
    const contacts = [...(own ? [own] : []), ...contactsOf<Contact>(offer.of.fallback)]
    const booking = this._bookingOf(ctx, offer)
    const slots = booking ? bookingView(booking, this._ui(ctx, offer)) : this._slotsOf(ctx, offer, contacts)
    const title = booking?.step === 'done' ? 'reachThem' : slots !== nothing && contacts.length ? 'takeOther' : 'take'
    const some = contacts.length || slots !== nothing
    // While there is no time to choose, the first contact is what to do.
    const first = !booking && !this._slots.places.some((place) => isFor(place, offer.of))
    // On paper: the rendez-vous that she has, and how to reach somebody.
    const paper = booking?.step === 'done' ? '' : 'noprint'
    return html`${slots === nothing ? nothing : html`<div class="take slots ${paper}" part="slots">${booking?.step === 'closed' ? heading(this.level + 2, this.t('take'), { className: 't3' }) : nothing}${slots}</div>`}
      <div class="take">
        ${some ? heading(this.level + 2, this.t(title), { className: 't3' }) : nothing}
        ${
          contacts.length
            ? html`<ul class="bare contacts">
                ${contacts.map((contact, rank) => this._contact(ctx, `${offer.address}.fallback.${contact.id}`, contact, rank === 0 && first))}
              </ul>`
            : slots === nothing
              ? html`<p>${this.t('noContact')}</p>`
              : nothing
        }
      </div>`
  }

  /** The caisse's own page, when the host's adapter has one for this motif: choosing and confirming happen there. */
  private _ownPage(offer: Offer): Contact | undefined {
    return this._slots.status === 'ready' && takes(this._slots.motifs, offer.of) ? this.adapter?.contact : undefined
  }

  private _contact(ctx: ParcoursContext, address: string, contact: Contact, main: boolean): TemplateResult {
    const { kind, number, url, hours, note } = contact
    const name = `btn ${main ? 'main' : ''}`
    const label =
      kind === 'online' || kind === 'phone'
        ? this.t('goOnline')
        : kind === 'france-services'
          ? this.t('humanLink')
          : this.t('goPlace')
    return html`<li>
      <span class="small quiet">${ctx.locale.t('core', `channel_${kind}`)}</span>
      ${number ? html`<a class=${name} href="tel:${number.replace(/[^\d+]/g, '')}">${icon(Phone)}<bdi>${this.t('call', { number: number.replaceAll(' ', '\u00a0') })}</bdi></a>` : nothing}
      ${url && safeUrl(url) ? link(ctx, url, label, number ? '' : name) : nothing}
      ${hours ? html`<span class="small">${line(ctx, `${address}.hours`, hours)}</span>` : nothing}
      ${note ? html`<span class="small quiet">${line(ctx, `${address}.note`, note)}</span>` : nothing}
    </li>`
  }

  private _slotsOf(ctx: ParcoursContext, offer: Offer, contacts: readonly Contact[]): Content {
    const slots = this._slots
    const { locale } = ctx
    const { today } = ctx.session!
    const own = slots.places.filter((place) => isFor(place, offer.of) && offer.of.channels.includes(place.mode))
    // While the service says nothing, nothing is said a card: once above all of them.
    if (slots.status === 'none' || !takes(slots.motifs, offer.of) || (!own.length && !slots.until)) return nothing
    const next = slots.next.find((one) => isFor(one, offer.of) && one.day >= today)
    // Level 0: the caisse has no slots to give, and that is no error. Its phone, link and hours are the screen.
    if (slots.level === 0) return nothing
    if (slots.level === 1)
      return next
        ? html`<p>
            ${icon(CalendarDays)}
            ${this.t('next', { date: locale.date(next.day, 'long'), mode: this.t(`mode_${next.mode}`), place: next.at.name })}
          </p>`
        : nothing

    const bounds = { today, opens: offer.opens?.from ?? null, closes: offer.closes?.from ?? null }
    const choice = this._choices[offer.id] ?? {}
    const timely = daysOf(own, bounds)
    const reachable = [...timely.inTime, ...timely.after].flatMap(({ places }) => places)
    const modes = modesOf(reachable)
    // No way is chosen for her, unless there is only one.
    const mode = modes.some((one) => one.mode === choice.mode)
      ? choice.mode
      : modes.length === 1
        ? modes[0]!.mode
        : undefined
    const { inTime, after } = daysOf(
      own.filter((place) => place.mode === mode),
      bounds,
    )
    const further = slots.canGoFurther
      ? html`<button
          class="btn small"
          type="button"
          ?disabled=${slots.status === 'loading'}
          @click=${() => this._further(offer)}
        >
          ${this.t('laterDays')}
        </button>`
      : nothing
    const title = heading(this.level + 2, this.t('choose'), {
      className: 't3',
      id: `slots-${offer.id}`,
      tabindex: '-1',
    })
    // Later days that do not come leave the first ones in place.
    const trouble = this._pressed === offer.id ? this._trouble(ctx) : nothing
    if (!reachable.length) {
      return html`${title}
        <p>${this.t('emptySlots', { date: locale.date(slots.until!) })}</p>
        ${next ? html`<p>${this.t('emptyNext', { date: locale.date(next.day, 'long'), place: next.at.name })}</p>` : nothing}
        ${trouble}
        <p>${further}</p>`
    }
    const limit = choice.allDays ? Infinity : FIRST_DAYS
    const days = [...inTime, ...after]
    const shown = new Set(days.slice(0, limit).map(({ day }) => day))
    const rest = days.length - shown.size
    const lieux = new Set(own.map((place) => place.lieu))
    const chosen = reachable.find(({ id, mode: how }) => id === choice.place && how === mode)
    const day = (entry: DayOfPlaces): TemplateResult => this._day(ctx, offer, entry, choice, lieux.size > 1)
    const visible = (all: readonly DayOfPlaces[]): TemplateResult =>
      html`<ul class="bare days">
        ${repeat(
          all.filter((entry) => shown.has(entry.day)),
          (entry) => entry.day,
          day,
        )}
      </ul>`
    const zones = [...new Set(own.map(({ at }) => at.zone))]
    const how =
      modes.length > 1
        ? html`<fieldset>
            <legend>${this.t('modeChoice')}</legend>
            <div class="modes">
              ${modes.map(
                (one) =>
                  html`<label class="choice"
                    ><input
                      type="radio"
                      name="mode-${offer.id}"
                      .checked=${one.mode === mode}
                      @change=${() => this._choose(offer, { mode: one.mode })}
                    />${icon(MODES[one.mode])}<span
                      >${this._capital(this.t('modeNext', { mode: this.t(`mode_${one.mode}`), date: locale.date(one.first.day) }), locale.lang)}</span
                    ></label
                  >`,
              )}
            </div>
          </fieldset>`
        : html`<p class="row">
            ${icon(MODES[modes[0]!.mode])}<span>${this._capital(this.t(`mode_${modes[0]!.mode}`), locale.lang)}</span>
          </p>`
    if (!mode) return html`${title} ${how} ${trouble}`
    return html`${title} ${how} ${lieux.size === 1 ? this._place(own[0]!) : nothing}
      <p class="quiet">
        ${this.t('zoneNote', { zone: locale.list(zones.map((zone) => this._zone(ctx, zone, own[0]!.instant))) })}
        ${own.some(({ instant, at }) => this._mine(ctx, instant, at.zone)) ? this.t('zoneMine') : nothing}
      </p>
      ${
        inTime.length
          ? html`<p class="sub">${this.t('days')}</p>
              ${visible(inTime)}`
          : html`<div class="note caution">
              <p>
                ${this.t(contacts.some(({ number }) => number) ? 'noneBefore' : 'noneBeforeSilent', { date: locale.date(bounds.closes!) })}
              </p>
            </div>`
      }
      ${
        after.some((entry) => shown.has(entry.day))
          ? html`<p class="sub">${this.t('afterCloses', { date: locale.date(bounds.closes!) })}</p>
              ${visible(after)}`
          : nothing
      }
      ${trouble}
      <p class="row">
        ${rest ? html`<button class="btn small" type="button" @click=${() => this._choose(offer, { ...choice, allDays: true })}>${this.t('moreDays', { count: rest })}</button>` : further}
        <button class="btn small plain" type="button" @click=${() => this._refresh(offer)}>
          ${icon(RotateCcw)}${this.t('refresh')}
        </button>
      </p>
      ${chosen ? this._chosen(ctx, offer, chosen, lieux.size > 1) : nothing}`
  }

  // Booking here.

  /** Null: this service does not book, or not this. */
  private _bookingOf(ctx: ParcoursContext, offer: Offer): Booking | null {
    const service = this._service
    if (service.status !== 'ready' || !service.books || !service.motifOf(offer.of)) return null
    let booking = this._bookings.get(offer.id)
    if (!booking) this._bookings.set(offer.id, (booking = new Booking(offer, this._host(ctx, offer))))
    booking.offer = offer
    return booking
  }

  /** Once an offer. Nothing of one that a sensitive answer brought. */
  private _tell(offer: Offer, name: 'parcours-rdv-slots-viewed' | 'parcours-rdv-requested', mode?: Mode): void {
    const key = `${offer.id} ${name}`
    if (offer.sensitive || this._told.has(key)) return
    this._told.add(key)
    this.ctx?.tell?.(name, { motif: offer.of.id, ...(mode ? { mode } : {}) })
  }

  private _host(ctx: ParcoursContext, offer: Offer): BookingHost {
    const { parcours, today } = ctx.session!
    const lang = (): string => (this.ctx ?? ctx).locale.lang
    return {
      service: this._service,
      today,
      // She may change language on the way.
      get reads() {
        return lang()
      },
      parcours: { id: parcours.id, version: parcours.version },
      requestUpdate: () => {
        const booking = this._bookings.get(offer.id)
        if (booking?.slots.length) this._tell(offer, 'parcours-rdv-slots-viewed')
        if (booking?.busy === 'send') this._tell(offer, 'parcours-rdv-requested', booking.pick?.mode)
        this.requestUpdate()
      },
      focus: (id) => this._focus(id),
      booked: (offer, slot) => this._booked(offer, slot),
      save: (name, text, type) => download(this, name, text, type),
    }
  }

  /** Her timeline and her list show it at once. In memory only. */
  private _booked(offer: Offer, slot: Slot | null): void {
    const ctx = this.ctx!
    ctx.book?.(
      offer.of.id,
      slot && {
        sensitive: offer.sensitive,
        day: slot.day,
        time: this._ui(ctx, offer).time(slot),
        place: slot.mode === 'on-site' ? slot.at.name : this.t(`mode_${slot.mode}`),
        start: slot.start,
        end: slot.end,
        zone: slot.zone,
        mode: slot.mode,
        joint: slot.jointe,
      },
    )
  }

  private _ui(ctx: ParcoursContext, offer: Offer): Ui {
    const { lang } = ctx.locale
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const time = (slot: Slot): string => timeText(this._clock(slot.instant, slot.zone), lang)
    return {
      ctx,
      level: this.level,
      t: (key, values) => this.t(key, values),
      capital: (text) => this._capital(text, lang),
      time,
      zone: (zone, instant) => this._zone(ctx, zone, instant),
      mine: ({ instant, zone }) => this._mine(ctx, instant, zone),
      clock: (ms) => timeText(this._clock(ms, timeZone), lang),
      bring: () => this._bring(ctx, offer),
    }
  }

  /** An instant on the reader's own clock, when it is not that of the lieu. */
  private _mine(ctx: ParcoursContext, instant: number, zone: string): string | null {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const here = this._clock(instant, timeZone)
    const there = this._clock(instant, zone)
    if (here.day === there.day && here.hour === there.hour && here.minute === there.minute) return null
    const words = { time: timeText(here, ctx.locale.lang), zone: this._zone(ctx, timeZone, instant) }
    return here.day === there.day
      ? this.t('mine', words)
      : this.t('mineDay', { ...words, date: ctx.locale.date(here.day, 'long') })
  }

  /** Once above all the cards: why nothing can be booked just now. */
  private _serviceTrouble(ctx: ParcoursContext): Content {
    const { status, refusal } = this._service
    if (status === 'loading') return html`<p class="loading quiet">${icon(LoaderCircle)}${this.t('loading')}</p>`
    if (status !== 'error' && status !== 'offline') return nothing
    const passes = AGAIN.has(refusal?.code ?? '')
    const offline = status === 'offline'
    return html`<div class="note caution">
      <p>${icon(CircleAlert)} <strong>${this.t(offline ? 'offlineTitle' : 'errorTitle')}</strong></p>
      <p>${this.t(offline ? 'offline' : passes ? 'error_network' : 'error_other')}</p>
      ${offline || passes ? html`<p><button class="btn small" type="button" @click=${() => this._service.retry()}>${icon(RotateCcw)}${ctx.locale.t('core', 'retry')}</button></p>` : nothing}
    </div>`
  }

  /** What the service is doing, or why it shows nothing, and what to do. */
  private _trouble(ctx: ParcoursContext): Content {
    const { status, error } = this._slots
    if (status === 'loading') return html`<p class="loading quiet">${icon(LoaderCircle)}${this.t('loading')}</p>`
    if (status !== 'error' && status !== 'offline') return nothing
    const passes = ['network', 'timeout', 'unavailable'].includes(error!)
    const offline = status === 'offline'
    return html`<div class="note caution">
      <p>${icon(CircleAlert)} <strong>${this.t(offline ? 'offlineTitle' : 'errorTitle')}</strong></p>
      <p>${this.t(offline ? 'offline' : `error_${passes ? error! : 'other'}`)}</p>
      ${offline || passes ? html`<p><button class="btn small" type="button" @click=${() => this._slots.retry()}>${icon(RotateCcw)}${ctx.locale.t('core', 'retry')}</button></p>` : nothing}
    </div>`
  }

  private _place({ at }: Place): TemplateResult {
    return html`<p class="row">
      ${icon(MapPin)}<span
        ><bdi>${at.name}</bdi
        >${[at.address, at.access].map((more) => (more ? html`${this.t('comma')}<bdi>${more}</bdi>` : nothing))}</span
      >
      ${at.phone ? html`<a href="tel:${at.phone.replace(/[^\d+]/g, '')}"><bdi dir="ltr">${at.phone}</bdi></a>` : nothing}
    </p>`
  }

  /** A day as text with how many times it has; its times, as radios, when it is open. */
  private _day(
    ctx: ParcoursContext,
    offer: Offer,
    { day, places }: DayOfPlaces,
    choice: Choice,
    several: boolean,
  ): TemplateResult {
    const open = choice.day === day
    const date = ctx.locale.date(day, 'long')
    const id = `day-${offer.id}-${day}`
    return html`<li>
      <button
        class="day"
        type="button"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls=${open ? id : nothing}
        @click=${() => this._open(offer, choice, open ? undefined : day)}
      >
        <span>${this._capital(this.t('day', { day: date, count: places.length }), ctx.locale.lang)}</span
        >${icon(ChevronDown)}
      </button>
      ${
        open
          ? html`<fieldset id=${id}>
              <legend>${this.t('times')}<span class="vh">${this.t('comma')}${date}</span></legend>
              <div class="times">
                ${places.map(
                  (place) =>
                    html`<label class="choice"
                      ><input
                        type="radio"
                        name="time-${offer.id}"
                        value=${place.id}
                        .checked=${choice.place === place.id}
                        @change=${() => this._choose(offer, { ...choice, place: place.id })}
                      /><span
                        ><span class="vh">${date}${this.t('comma')}</span
                        ><strong class="num">${this._time(ctx, place)}</strong
                        ><span class=${several ? 'small' : 'vh'}>${this.t('comma')}<bdi>${place.at.name}</bdi></span
                        ><span class="vh">${this.t('comma')}${this._zone(ctx, place.at.zone, place.instant)}</span
                        >${this._mineOf(ctx, place)}</span
                      ></label
                    >`,
                )}
              </div>
            </fieldset>`
          : nothing
      }
    </li>`
  }

  /** In sight until she goes on: where she goes, and what is not done yet. */
  private _chosen(ctx: ParcoursContext, offer: Offer, place: Place, several: boolean): TemplateResult {
    const { locale } = ctx
    const facts = [
      locale.date(place.day, 'long'),
      this._time(ctx, place),
      place.at.name,
      this._zone(ctx, place.at.zone, place.instant),
    ]
    return html`<div class="chosen" part="chosen">
        <p>
          <span class="small">${this.t('chosen')}</span>
          <strong id="chosen-${offer.id}">${this._capital(facts.join(this.t('comma')), locale.lang)}</strong>
          ${this._mineOf(ctx, place)}
        </p>
        <p class="row" data-leaves=${offer.id}>
          ${link(ctx, place.href!, html`<bdi>${this.t('confirm', { site: new URL(place.href!).host.replace(/^www\./, '') })}</bdi>`, 'btn main')}
          <button
            class="btn plain"
            type="button"
            aria-describedby="chosen-${offer.id}"
            @click=${() => this._unchoose(offer)}
          >
            ${this.t('change')}
          </button>
        </p>
      </div>
      ${several ? this._place(place) : nothing}
      <p class="small">
        ${place.carried ? nothing : html`<strong>${this.t('confirmAgain')}</strong> `}${this.t('confirmHelp')}
      </p>`
  }

  private _mineOf(ctx: ParcoursContext, { instant, at }: Place): Content {
    const mine = this._mine(ctx, instant, at.zone)
    return mine ? html`<span class="small mine">${mine}</span>` : nothing
  }

  private _time(ctx: ParcoursContext, place: Place): string {
    return timeText(this._clock(instantOf(place.start)!, place.at.zone), ctx.locale.lang)
  }

  private _zone(ctx: ParcoursContext, zone: string, instant: number): string {
    const key = `zone_${zone}`
    const known = this.t(key)
    return known === key ? zoneText(zone, instant, ctx.locale.lang) : known
  }

  /** One polite voice for all the cards. */
  private _live(): string {
    const status = this._service.status === 'none' ? this._slots.status : this._service.status
    const busy = [...this._bookings.values()].find((booking) => booking.busy)?.busy
    if (busy) return this.t(busy === 'search' ? 'loading' : 'working')
    return status === 'loading'
      ? this.t('loading')
      : status === 'error'
        ? this.t('errorTitle')
        : status === 'offline'
          ? this.t('offlineTitle')
          : ''
  }

  // What she does.

  private _choose(offer: Offer, choice: Choice): void {
    this._choices = { ...this._choices, [offer.id]: choice }
  }

  private _further(offer: Offer): void {
    this._pressed = offer.id
    this._slots.further()
  }

  private _open(offer: Offer, { mode, place, allDays }: Choice, day: string | undefined): void {
    this._tell(offer, 'parcours-rdv-slots-viewed')
    this._choose(offer, {
      ...(mode ? { mode } : {}),
      ...(place ? { place } : {}),
      ...(allDays ? { allDays } : {}),
      ...(day ? { day } : {}),
    })
  }

  /** She goes to confirm on the caisse's own site: what comes of it is not known here. */
  private readonly _leaves = (event: Event): void => {
    const path = event.composedPath().filter((target) => target instanceof HTMLElement)
    const id = path.find(({ dataset }) => dataset['leaves'])?.dataset['leaves']
    const offer = this.ctx?.session?.plan.rendezVous.find((one) => one.id === id)
    if (!offer || !path.some((target) => target instanceof HTMLAnchorElement)) return
    const chosen = this._slots.places.find((place) => place.id === this._choices[offer.id]?.place)
    this._tell(offer, 'parcours-rdv-requested', chosen?.mode)
  }

  private _unchoose(offer: Offer): void {
    const { place: _, ...choice } = this._choices[offer.id] ?? {}
    this._choose(offer, choice)
    this._focus(`slots-${offer.id}`)
  }

  private _refresh(offer: Offer): void {
    this._choices = {}
    this._slots.refresh()
    this._focus(`slots-${offer.id}`)
  }

  private _focus(id: string): void {
    void this.updateComplete.then(() => (this.renderRoot as ShadowRoot).getElementById(id)?.focus())
  }

  /** A human is always in reach, whatever the answers and whatever the service says. */
  private _human(ctx: ParcoursContext): TemplateResult {
    const { pilot, organismes } = ctx.session!.parcours.source
    const of = organismes.find(({ id }) => id === pilot)
    const number = of && 'phone' in of ? of.phone : undefined
    return html`<aside class="human" part="human" aria-labelledby="human">
      ${heading(this.level + 1, [icon(LifeBuoy), ' ', this.t('human'), apart(ctx)], { className: 't3', id: 'human' })}
      <p>${this.t('humanText')}</p>
      <p class="row">
        ${link(ctx, FRANCE_SERVICES, this.t('humanLink'), 'btn')}
        ${
          of && 'name' in of && number
            ? html`<a class="btn" href="tel:${number.replace(/[^\d+]/g, '')}"
                >${icon(Phone)}<span
                  >${words(ctx, `organismes.${pilot}.name`, of.name)} :
                  <bdi dir="ltr">${number.replaceAll(' ', '\u00a0')}</bdi></span
                ></a
              >`
            : nothing
        }
      </p>
    </aside>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-rendez-vous': ParcoursRendezVous
  }
}

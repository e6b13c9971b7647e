/** What a booking looks like before it is asked for: where and how, which day and time. */
import type { Besoin, Lieu, Mode } from '@parcours/rendez-vous/contract'
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown, CircleAlert, RotateCcw } from '../../core/icons.first.js'
import { ArrowLeft, Clock, LoaderCircle, MapPin, Phone, Plus, Trash2, Video } from '../../core/icons.set.js'
import { heading, type Content } from '../../core/text.js'
import { AGAIN, channelOf, LOST, MANY, WISHES, type Booking, type Channel, type Slot, type Step } from './booking.js'
import { daysOf, type DayOf } from './days.js'
import { personView } from './view.person.js'

export const MODES = { phone: Phone, 'on-site': MapPin, video: Video } satisfies Record<Mode, unknown>
/** Days shown at first. */
export const FIRST_DAYS = 5

/** What views ask of the widget: its words, and how it says a time. */
export interface Ui {
  readonly ctx: ParcoursContext
  readonly level: number
  t(key: string, values?: Record<string, unknown>): string
  capital(text: string): string
  /** On the clock of its lieu. */
  time(slot: Slot): string
  zone(zone: string, instant: number): string
  /** The same instant on her own clock, when it differs. */
  mine(slot: Slot): string | null
  /** An instant of this device, as its clock shows it. */
  clock(ms: number): string
  bring(): Content
}

export function bookingView(b: Booking, ui: Ui): Content {
  switch (b.step) {
    case 'closed':
      return openView(b, ui)
    case 'where':
      return whereView(b, ui)
    case 'when':
      return whenView(b, ui)
    case 'other':
      return otherView(b, ui)
    default:
      return personView(b, ui)
  }
}

function openView(b: Booking, { t }: Ui): TemplateResult {
  return html`<p class="row">
      <button class="btn main" type="button" id="open-${b.offer.id}" @click=${() => b.open()}>${t('open')}</button>
    </p>
    <p class="small quiet">${t('openHelp')}</p>`
}

const STEPS: readonly Step[] = ['where', 'when', 'contact', 'check']

/** The step's heading, where she is among them, and the way back. */
export function stepHead(b: Booking, { t, level }: Ui, title: string, back = 'back'): TemplateResult {
  const steps = STEPS.filter((step) => step !== 'contact' || (b.asksContact && !b.moving))
  const rank = steps.indexOf(b.step)
  return html`${
    b.step === 'done' || b.step === 'code' || b.step === 'cancelled' || b.step === 'waiting'
      ? nothing
      : html`<button class="btn plain back" type="button" ?disabled=${b.busy === 'send'} @click=${() => b.back()}>
          ${icon(ArrowLeft)}${t(b.step === 'where' && !b.moving ? 'leave' : back)}
        </button>`
  }
  ${rank < 0 ? nothing : html`<p class="small quiet">${t('step', { rank: rank + 1, total: steps.length })}</p>`}
  ${heading(level + 2, title, { className: 't3', id: `step-${b.offer.id}`, tabindex: '-1' })}`
}

/** "Erreur : …", beside its field and named by it. */
export const errorText = (b: Booking, { t }: Ui, name: string): Content =>
  b.errors[name]
    ? html`<p class="error" id="error-${name}-${b.offer.id}">
        ${icon(CircleAlert)}<span>${t('error', { what: t(b.errors[name]) })}</span>
      </p>`
    : nothing
export const describedBy = (b: Booking, name: string, hint?: string): string | typeof nothing =>
  [b.errors[name] ? `error-${name}-${b.offer.id}` : '', hint ?? ''].filter(Boolean).join(' ') || nothing

/** Why the service did not do it, and what to do. */
export function refusalView(b: Booking, { t }: Ui, again?: () => void): Content {
  const { refusal } = b
  if (!refusal) return nothing
  const { code, after, problem } = refusal
  const lost = code === 'network' || code === 'timeout'
  const key = `refusal_${lost ? 'network' : code === 'unavailable' ? 'indisponible' : code}`
  const known = t(key, { count: Math.max(1, Math.ceil((after ?? 0) / 60)), tries: problem?.essais ?? 0 })
  const text = known === key ? t('refusal_other') : known
  return html`<div class="note caution" id="refusal-${b.offer.id}" tabindex="-1">
    <p>${icon(CircleAlert)} <strong>${t(lost ? 'refusalLost' : 'refusalTitle')}</strong></p>
    <p>${text}</p>
    ${
      again && AGAIN.has(code)
        ? html`<p><button class="btn small" type="button" @click=${again}>${icon(RotateCcw)}${t('again')}</button></p>`
        : nothing
    }
  </div>`
}

export const busyView = (b: Booking, { t }: Ui, key = 'working'): Content =>
  b.busy ? html`<p class="loading quiet">${icon(LoaderCircle)}${t(b.busy === 'search' ? 'loading' : key)}</p>` : nothing

export const lieuView = (at: Lieu, comma: string): TemplateResult =>
  html`<bdi>${at.name}</bdi
    >${[at.address, at.access].map((more) => (more ? html`${comma}<bdi>${more}</bdi>` : nothing))}`

// Where and how.

function whereView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  const { id } = b.offer
  const many = b.lieux.length > MANY && !b.searched.postcode
  const { channels } = b
  return html`${stepHead(b, ui, t(b.moving ? 'whereMove' : 'where'), 'back')}
    ${b.moving && b.slot ? html`<p>${t('moveFrom', { when: whenText(ui, b.slot) })}</p>` : nothing}
    ${panelView(b, ui, b.unfolded || (!b.busy && (many || !b.lieux.length)))}
    <div class="found" aria-busy=${b.busy === 'search' ? 'true' : 'false'}>
      ${refusalView(b, ui, () => void b.search())}
      ${
        b.busy === 'search'
          ? busyView(b, ui)
          : b.refusal
            ? nothing
            : many
              ? html`<p>${t('manyPlaces', { count: b.lieux.length })}</p>`
              : !b.lieux.length
                ? html`<p>${t(b.searched.postcode ? 'noPlaceThere' : 'noPlace')}</p>`
                : channels.length
                  ? html`<fieldset id="channel-${id}" tabindex="-1" aria-describedby=${describedBy(b, 'channel')}>
                        <legend>${t('channels')}</legend>
                        ${errorText(b, ui, 'channel')}
                        <div class="ways">
                          ${repeat(
                            channels,
                            (one) => one.id,
                            (one) => channelView(b, ui, one),
                          )}
                        </div>
                      </fieldset>
                      ${fullView(b, ui)}
                      <p>
                        <button class="btn main" type="button" @click=${() => void b.chooseChannel()}>
                          ${t('seeTimes')}
                        </button>
                      </p>`
                  : emptyView(b, ui)
      }
    </div> `
}

/** Optional: a place near her, what she needs. Open when it is the way on. */
function panelView(b: Booking, ui: Ui, open: boolean): TemplateResult {
  const { t } = ui
  const { id } = b.offer
  const needs = b.motif.besoins
  const submit = (event: Event): void => {
    event.preventDefault()
    void b.search()
  }
  const flip = (need: Besoin, on: boolean): void =>
    b.set({ besoins: on ? [...b.besoins, need] : b.besoins.filter((one) => one !== need) })
  return html`<details
    class="precise"
    .open=${live(open)}
    @toggle=${(event: Event) => b.unfold((event.target as HTMLDetailsElement).open)}
  >
    <summary>${icon(ChevronDown)}${t('precise')}</summary>
    <form class="panel" novalidate @submit=${submit}>
      <p class="field">
        <label for="postcode-${id}">${t('postcode')}</label>
        <span class="small quiet" id="postcode-hint-${id}">${t('postcodeHint')}</span>
        ${errorText(b, ui, 'postcode')}
        <input
          id="postcode-${id}"
          class="short num"
          inputmode="numeric"
          autocomplete=${ui.ctx.settings.counter ? 'off' : 'postal-code'}
          maxlength="5"
          .value=${b.postcode}
          aria-invalid=${b.errors['postcode'] ? 'true' : 'false'}
          aria-describedby=${describedBy(b, 'postcode', `postcode-hint-${id}`)}
          @input=${(event: Event) => b.set({ postcode: (event.target as HTMLInputElement).value })}
        />
      </p>
      ${
        needs.length
          ? html`<fieldset>
              <legend>${t('needs')}</legend>
              <p class="small quiet">${t('needsHint')}</p>
              ${needs.map(
                (need) =>
                  html`<label class="choice"
                    ><input
                      type="checkbox"
                      .checked=${b.besoins.includes(need)}
                      @change=${(event: Event) => flip(need, (event.target as HTMLInputElement).checked)}
                    /><span>${t(`need_${need}`)}</span></label
                  >`,
              )}
            </fieldset>`
          : nothing
      }
      <p><button class="btn" type="submit">${t('search')}</button></p>
    </form>
  </details>`
}

/** "Par téléphone : demain, 10 h 20". */
function channelView(b: Booking, ui: Ui, { id, mode, at, first }: Channel): TemplateResult {
  const { t } = ui
  return html`<label class="choice way"
    ><input
      type="radio"
      name="channel-${b.offer.id}"
      .checked=${b.channel === id}
      @change=${() => b.set({ channel: id })}
    />${icon(MODES[mode])}<span
      ><strong>${at ? html`<bdi>${at.name}</bdi>` : ui.capital(t(`mode_${mode}`))}</strong>
      <span class="soon">${t('from1', { when: soonText(ui, first) })}</span>
      ${at?.address ? html`<span class="small quiet"><bdi>${at.address}</bdi></span>` : nothing}</span
    ></label
  >`
}

/** "demain, 10 h 20", "jeudi 8 octobre, 14 h". */
export function soonText({ ctx, t, time }: Ui, slot: Slot): string {
  const { today } = ctx.session!
  const days = Math.round((Date.parse(slot.day) - Date.parse(today)) / 86_400_000)
  const day = days === 0 || days === 1 ? ctx.locale.fromToday(slot.day, today) : ctx.locale.date(slot.day, 'long')
  return `${day}${t('comma')}${time(slot)}`
}

/** "mardi 6 octobre 2026, 9 h 30". */
export const whenText = ({ ctx, t, time }: Ui, slot: Slot): string =>
  `${ctx.locale.date(slot.day, 'long')}${t('comma')}${time(slot)}`

function fullView(b: Booking, { t, ctx }: Ui): Content {
  return b.full.length
    ? html`<p class="small quiet">
        ${t('fullPlaces', { date: ctx.locale.date(b.until!), places: ctx.locale.list(b.full.map(({ name }) => name)) })}
      </p>`
    : nothing
}

function emptyView(b: Booking, ui: Ui): TemplateResult {
  const { t, ctx } = ui
  const { next } = b
  return html`<p><strong>${t('emptySlots', { date: ctx.locale.date(b.until!) })}</strong></p>
    ${next ? html`<p>${t('emptyNext', { date: ctx.locale.date(next.day, 'long'), place: next.at.name })}</p>` : nothing}
    <p class="row">
      ${next ? html`<button class="btn main" type="button" @click=${() => void b.further()}>${t('seeNext')}</button>` : nothing}
      ${b.canWait ? html`<button class="btn" type="button" @click=${() => b.startWait()}>${t('waitOpen')}</button>` : nothing}
    </p>`
}

// The day and the time.

function whenView(b: Booking, ui: Ui): TemplateResult {
  const { t, ctx } = ui
  const { offer } = b
  const { locale, session } = ctx
  const closes = offer.closes?.from ?? null
  const own = b.slots.filter((slot) => channelOf(slot) === b.channel)
  const { inTime, after } = daysOf(own, { today: session!.today, opens: offer.opens?.from ?? null, closes })
  const days = [...inTime, ...after]
  const shown = new Set(days.slice(0, b.allDays ? Infinity : FIRST_DAYS).map(({ day }) => day))
  const rest = days.length - shown.size
  const first = own[0]
  const list = (all: readonly DayOf<Slot>[]): TemplateResult =>
    html`<ul class="bare days">
      ${repeat(
        all.filter((entry) => shown.has(entry.day)),
        (entry) => entry.day,
        (entry) => dayView(b, ui, entry),
      )}
    </ul>`
  const onSite = first?.mode === 'on-site'
  return html`${stepHead(b, ui, t('when2'))}
    ${b.moving && b.slot ? html`<p>${t('moveFrom', { when: whenText(ui, b.slot) })}</p>` : nothing}
    ${
      first
        ? html`<p class="at">
            ${icon(MODES[first.mode])}<span
              >${onSite ? lieuView(first.at, t('comma')) : ui.capital(t(`mode_${first.mode}`))}</span
            >
          </p>`
        : nothing
    }
    ${zoneNote(ui, own)} ${refusalView(b, ui, () => void b.take())}
    ${days.length && !inTime.length ? lateView(b, ui, closes!) : nothing} ${days.length ? nothing : emptyView(b, ui)}
    <div id="days-${offer.id}" tabindex="-1" role="group" aria-label=${t('days')} class="stack">
      ${errorText(b, ui, 'time')} ${b.adding ? html`<p><strong>${t('addingWish')}</strong></p>` : nothing}
      ${
        inTime.length
          ? html`<p class="sub">${t('days')}</p>
              ${list(inTime)}`
          : nothing
      }
      ${
        after.some((entry) => shown.has(entry.day))
          ? html`<p class="sub">${t('afterCloses', { date: locale.date(closes!) })}</p>
              ${list(after)}`
          : nothing
      }
    </div>
    ${b.busy === 'search' ? busyView(b, ui) : nothing}
    <p class="row">
      ${
        rest
          ? html`<button class="btn small" type="button" @click=${() => b.set({ allDays: true })}>
              ${t('moreDays', { count: rest })}
            </button>`
          : html`<button class="btn small" type="button" ?disabled=${b.busy !== null} @click=${() => void b.further()}>
              ${t('laterDays')}
            </button>`
      }
      ${
        b.canWait && days.length
          ? html`<button class="btn small plain" type="button" @click=${() => b.startWait()}>
              ${t('waitSooner')}
            </button>`
          : nothing
      }
    </p>
    ${b.picks.length ? pickedView(b, ui) : nothing}`
}

/** Whose clock it is, and hers when it is another. */
function zoneNote({ t, zone, ctx, mine }: Ui, own: readonly Slot[]): Content {
  const zones = [...new Map(own.map((slot) => [slot.zone, slot])).values()]
  if (!zones.length) return nothing
  return html`<p class="quiet">
    ${t('zoneNote', { zone: ctx.locale.list(zones.map((slot) => zone(slot.zone, slot.instant))) })}
    ${zones.some((slot) => mine(slot)) ? t('zoneMine') : nothing}
  </p>`
}

function lateView(b: Booking, { t, ctx }: Ui, closes: string): TemplateResult {
  const phone = b.offer.of.fallback.some(({ number }) => number)
  return html`<div class="note caution">
    <p>${t(phone ? 'noneBefore' : 'noneBeforeSilent', { date: ctx.locale.date(closes) })}</p>
  </div>`
}

/** A day as text with how many times it has; its times, as radios, when it is open. */
function dayView(b: Booking, ui: Ui, { day, places }: DayOf<Slot>): TemplateResult {
  const { ctx, t } = ui
  const open = b.day === day
  const date = ctx.locale.date(day, 'long')
  const id = `day-${b.offer.id}-${day}`
  return html`<li>
    <button
      class="day"
      type="button"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls=${open ? id : nothing}
      @click=${() => b.openDay(open ? null : day)}
    >
      <span>${ui.capital(t('day', { day: date, count: places.length }))}</span>${icon(ChevronDown)}
    </button>
    ${
      open
        ? html`<fieldset id=${id}>
            <legend>${t('times')}<span class="vh">${t('comma')}${date}</span></legend>
            <div class="times">
              ${repeat(
                places,
                (slot) => slot.id,
                (slot) =>
                  timeView(b, ui, slot, `time-${b.offer.id}`, b.picks.at(-1)?.id === slot.id && !b.adding, () =>
                    b.choose(slot),
                  ),
              )}
            </div>
          </fieldset>`
        : nothing
    }
  </li>`
}

/** A time whose name holds its day, place and zone, said whole to a voice. */
function timeView(
  b: Booking,
  ui: Ui,
  slot: Slot,
  name: string,
  checked: boolean,
  choose: () => void,
  whole = false,
): TemplateResult {
  const { ctx, t } = ui
  const quiet = whole ? '' : 'vh'
  const mine = ui.mine(slot)
  const taken = !checked && b.picks.some(({ id }) => id === slot.id)
  const where = slot.mode === 'on-site' ? html`<bdi>${slot.at.name}</bdi>` : t(`mode_${slot.mode}`)
  return html`<label class="choice ${taken ? 'taken' : ''}"
    ><input type="radio" name=${name} value=${slot.id} .checked=${checked} ?disabled=${taken} @change=${choose} /><span
      ><span class=${quiet}
        >${whole ? ui.capital(ctx.locale.date(slot.day, 'long')) : ctx.locale.date(slot.day, 'long')}${t('comma')}</span
      ><strong class="num">${ui.time(slot)}</strong><span class=${quiet}>${t('comma')}${where}</span
      ><span class="vh">${t('comma')}${ui.zone(slot.zone, slot.instant)}</span
      >${mine ? html`<span class="small mine">${mine}</span>` : nothing}${taken ? html`<span class="small">${t('comma')}${t('alreadyPicked')}</span>` : nothing}</span
    ></label
  >`
}

/** What she chose, in sight until it is confirmed. */
export function pickedView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  const { id } = b.offer
  const several = b.picks.length > 1
  const item = (slot: Slot): TemplateResult =>
    html`<strong>${ui.capital(whenText(ui, slot))}</strong
      >${t('comma')}${slot.mode === 'on-site' ? html`<bdi>${slot.at.name}</bdi>` : t(`mode_${slot.mode}`)}${t('comma')}${ui.zone(slot.zone, slot.instant)}`
  return html`<div
    class="chosen"
    part="chosen"
    id="wishes-${id}"
    tabindex="-1"
    role="group"
    aria-label=${t('yourChoice')}
  >
    <p class="small">${t(several ? 'wishes' : 'chosen')}</p>
    ${
      several
        ? html`<ol class="wishes">
            ${b.picks.map(
              (slot, rank) =>
                html`<li>
                  <span>${item(slot)}</span>
                  <span class="row">
                    ${
                      rank
                        ? html`<button class="btn small plain" type="button" @click=${() => b.prefer(rank)}>
                            ${t('prefer')}<span class="vh"> ${whenText(ui, slot)}</span>
                          </button>`
                        : nothing
                    }
                    <button class="btn small plain" type="button" @click=${() => b.unwish(rank)}>
                      ${icon(Trash2)}${t('unwish')}<span class="vh"> ${whenText(ui, slot)}</span>
                    </button>
                  </span>
                </li>`,
            )}
          </ol>`
        : html`<p>${item(b.picks[0]!)}</p>`
    }
    <p class="row">
      <button class="btn main" type="button" aria-disabled=${b.busy ? 'true' : nothing} @click=${() => void b.take()}>
        ${t('goOn')}
      </button>
      ${
        b.picks.length < WISHES && !b.moving && !b.adding
          ? html`<button class="btn plain" type="button" @click=${() => b.addWish()}>
              ${icon(Plus)}${t('addWish')}
            </button>`
          : nothing
      }
    </p>
    ${b.busy === 'hold' ? busyView(b, ui) : nothing}
  </div>`
}

/** Until when her time is kept, in words that stand still. */
export function holdView(b: Booking, ui: Ui): Content {
  const { t } = ui
  const { hold } = b
  if (!hold || hold.slot !== b.pick?.id) return nothing
  const { held } = b
  return html`<div class="hold" id="hold-${b.offer.id}" tabindex="-1">
    <p>${icon(Clock)}<span>${held ? t('heldUntil', { time: ui.clock(hold.until) }) : t('heldNoMore')}</span></p>
    ${
      hold.longer || !held
        ? html`<button
            class="btn small"
            type="button"
            aria-disabled=${b.busy ? 'true' : nothing}
            @click=${() => void b.prolong()}
          >
            ${t(held ? 'prolong' : 'holdAgain')}
          </button>`
        : nothing
    }
  </div>`
}

// Her time is gone.

function otherView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  const { id } = b.offer
  const code = b.refusal?.code ?? 'creneau_pris'
  const typed = b.contact.how !== null
  return html`${stepHead(b, ui, t(code === 'creneau_retenu' ? 'lostHeld' : code === 'creneau_pris' ? 'lost' : 'lostOld'), 'backTimes')}
    <p>${t(typed ? 'lostKept' : 'lostText')}</p>
    ${
      b.alternatives.length
        ? html`<fieldset id="other-${id}" tabindex="-1" aria-describedby=${describedBy(b, 'other')}>
              <legend>${t('alternatives', { count: b.alternatives.length })}</legend>
              ${errorText(b, ui, 'other')}
              <div class="ways">
                ${b.alternatives.map((slot) =>
                  timeView(b, ui, slot, `other-${id}`, b.other === slot.id, () => b.set({ other: slot.id }), true),
                )}
              </div>
            </fieldset>
            ${b.refusal && !LOST.has(code) ? refusalView(b, ui, () => void b.takeOther()) : nothing} ${busyView(b, ui)}`
        : html`<p>${t('noAlternative')}</p>`
    }
    <p class="row">
      ${b.alternatives.length ? html`<button class="btn main" type="button" @click=${() => void b.takeOther()}>${t('takeOther1')}</button>` : nothing}
      <button class="btn" type="button" @click=${() => void b.seeAll()}>${t('seeAll')}</button>
      ${b.canWait ? html`<button class="btn plain" type="button" @click=${() => b.startWait()}>${t('waitOpen')}</button>` : nothing}
    </p>`
}

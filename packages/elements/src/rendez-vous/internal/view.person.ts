/** What a booking looks like once a time is chosen: how to reach her, what she confirms, what she has. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../core/icons.js'
import { Lock, RotateCcw } from '../../core/icons.first.js'
import { CalendarDays, CircleCheck, FileText, Pencil, Printer, X } from '../../core/icons.set.js'
import { line, safeUrl, type Content } from '../../core/text.js'
import { clock, type Booking, type ContactForm, type How, type Slot } from './booking.js'
import {
  busyView,
  describedBy,
  errorText,
  holdView,
  lieuView,
  MODES,
  refusalView,
  stepHead,
  whenText,
  type Ui,
} from './view.js'

export function personView(b: Booking, ui: Ui): Content {
  switch (b.step) {
    case 'contact':
      return contactView(b, ui)
    case 'check':
      return checkView(b, ui)
    case 'code':
      return codeView(b, ui)
    case 'done':
      return doneView(b, ui)
    case 'cancel':
      return cancelView(b, ui)
    case 'cancelled':
      return cancelledView(b, ui)
    case 'wait':
      return waitView(b, ui)
    default:
      return waitingView(b, ui)
  }
}

/** The day in large, the time, the place: what she will write on her fridge. */
export function slotView(ui: Ui, slot: Slot): TemplateResult {
  const { t, ctx } = ui
  const mine = ui.mine(slot)
  const onSite = slot.mode === 'on-site'
  return html`<div class="ticket">
    <p class="day-large">${ui.capital(ctx.locale.date(slot.day, 'long'))}</p>
    <p class="time-large num">${ui.time(slot)} <span class="small">${ui.zone(slot.zone, slot.instant)}</span></p>
    ${mine ? html`<p class="small">${mine}</p>` : nothing}
    <p class="at">
      ${icon(MODES[slot.mode])}<span
        >${onSite ? lieuView(slot.at, t('comma')) : html`${ui.capital(t(`mode_${slot.mode}`))}${t('comma')}<bdi>${slot.at.name}</bdi>`}</span
      >
      ${slot.at.phone ? html`<a href="tel:${slot.at.phone.replace(/[^\d+]/g, '')}"><bdi dir="ltr">${slot.at.phone}</bdi></a>` : nothing}
    </p>
    ${slot.jointe ? html`<p class="small">${t('joint')}</p>` : nothing}
  </div>`
}

const radios = <T extends string>(
  b: Booking,
  ui: Ui,
  name: keyof ContactForm,
  legend: string,
  values: readonly T[],
  hint: Content = nothing,
): TemplateResult => {
  const { id } = b.offer
  return html`<fieldset id="${name}-${id}" tabindex="-1" aria-describedby=${describedBy(b, name)}>
    <legend>${legend}</legend>
    ${hint} ${errorText(b, ui, name)}
    <div class="modes">
      ${values.map(
        (value) =>
          html`<label class="choice"
            ><input
              type="radio"
              name="${name}-${id}"
              .checked=${b.contact[name] === value}
              @change=${() => b.setContact({ [name]: value })}
            /><span>${ui.t(`${name}_${value}`)}</span></label
          >`,
      )}
    </div>
  </fieldset>`
}

const field = (
  b: Booking,
  ui: Ui,
  name: 'courriel' | 'telephone' | 'nom',
  attributes: { readonly type: string; readonly autocomplete: string },
): TemplateResult => {
  const id = `${name}-${b.offer.id}`
  return html`<p class="field">
    <label for=${id}>${ui.t(`field_${name}`)}</label>
    <span class="small quiet" id="hint-${id}">${ui.t(`hint_${name}`)}</span>
    ${errorText(b, ui, name)}
    <input
      id=${id}
      type=${attributes.type}
      autocomplete=${ui.ctx.settings.counter ? 'off' : attributes.autocomplete}
      dir=${name === 'nom' ? 'auto' : 'ltr'}
      ?required=${name !== 'nom'}
      .value=${b.contact[name]}
      aria-invalid=${b.errors[name] ? 'true' : 'false'}
      aria-describedby=${describedBy(b, name, `hint-${id}`)}
      @input=${(event: Event) => b.setContact({ [name]: (event.target as HTMLInputElement).value })}
    />
  </p>`
}

/** First who else reads there, then the address: what is typed is safe to write to. */
function contactFields(b: Booking, ui: Ui, reminders: boolean): TemplateResult {
  const { t } = ui
  const { how, shared } = b.contact
  const optional = b.motif.contact === 'facultatif'
  const ways: How[] = ['courriel', 'telephone', ...(optional ? (['aucun'] as const) : [])]
  const reached = how === 'courriel' || how === 'telephone'
  return html`${radios(b, ui, 'how', t('how1'), ways)}
  ${
    reached
      ? html`${radios(b, ui, 'shared', t(`who_${how}`), ['non', 'oui', 'unsure'], html`<p class="small quiet">${t('whoHint')}</p>`)}
          ${
            shared === null
              ? nothing
              : html`${shared === 'non' ? nothing : html`<div class="note info"><p>${t(`shared_${how}`)}</p></div>`}
                ${
                  how === 'courriel'
                    ? field(b, ui, 'courriel', { type: 'email', autocomplete: 'email' })
                    : field(b, ui, 'telephone', { type: 'tel', autocomplete: 'tel' })
                }
                ${field(b, ui, 'nom', { type: 'text', autocomplete: 'name' })}
                ${
                  reminders
                    ? html`<label class="choice"
                        ><input
                          type="checkbox"
                          .checked=${b.contact.rappels}
                          @change=${(event: Event) => b.setContact({ rappels: (event.target as HTMLInputElement).checked })}
                        /><span>${t('reminders')}</span></label
                      >`
                    : nothing
                }`
          }
          <p class="small quiet">${t('neutral')}</p>`
      : nothing
  }
  ${dataView(b, ui)}`
}

/** Article 13 of the GDPR, where the data are asked. */
function dataView(b: Booking, { t }: Ui): TemplateResult {
  const { responsable, finalite, baseLegale, conservationJours, droits, dpo } = b.host.service.capacites!.traitement
  const row = (key: string, value: Content): TemplateResult =>
    html`<div>
      <dt>${t(key)}</dt>
      <dd>${value}</dd>
    </div>`
  const said = (text: string): Content => html`<span lang="fr" dir="ltr">${text}</span>`
  const reach = (text: string): Content => {
    const url = /^[^\s@/]+@[^\s@/]+$/.test(text) ? `mailto:${text}` : text
    const href = safeUrl(url)
    return href ? html`<a href=${href}><bdi dir="ltr">${text}</bdi></a>` : said(text)
  }
  return html`<section class="data note" aria-labelledby="data-${b.offer.id}">
    <p id="data-${b.offer.id}">${icon(Lock)} <strong>${t('data')}</strong></p>
    <dl>
      ${row('dataController', said(responsable))} ${row('dataPurpose', [said(finalite), ' ', said(baseLegale)])}
      ${row('dataKept', t('dataDays', { count: conservationJours }))} ${row('dataRights', reach(droits))}
      ${row('dataDpo', reach(dpo))}
    </dl>
    <p class="small">${t('dataAnswers')}</p>
  </section>`
}

function submits(run: () => unknown): (event: Event) => void {
  return (event) => {
    event.preventDefault()
    run()
  }
}

/** Her time, in sight while she types. */
const reminder = (b: Booking, ui: Ui): Content =>
  b.pick
    ? html`<div class="chosen quietly" part="chosen">
        <p><span class="small">${ui.t('chosen')}</span> <strong>${ui.capital(whenText(ui, b.pick))}</strong></p>
        ${holdView(b, ui)}
      </div>`
    : nothing

function contactView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  return html`${stepHead(b, ui, t('contactTitle'))} ${refusalView(b, ui)} ${reminder(b, ui)}
    <form class="stack roomy" novalidate @submit=${submits(() => b.toCheck())}>
      ${contactFields(b, ui, true)}
      <p><button class="btn main" type="submit">${t('goOn')}</button></p>
    </form>`
}

// What she confirms.

function checkView(b: Booking, ui: Ui): TemplateResult {
  const { t, ctx } = ui
  const slot = b.pick!
  const { how, courriel, telephone, nom, rappels } = b.contact
  const row = (key: string, value: Content, change?: () => void): TemplateResult =>
    html`<div>
      <dt>${t(key)}</dt>
      <dd>
        <span>${value}</span>
        ${
          change
            ? html`<button class="btn small plain" type="button" @click=${change}>
                ${icon(Pencil)}${t('modify')}<span class="vh"> ${t(key)}</span>
              </button>`
            : nothing
        }
      </dd>
    </div>`
  const toWhen = (): void => b.goTo('when')
  const reached = b.asksContact && !b.moving
  return html`${stepHead(b, ui, t(b.moving ? 'checkMove' : 'checkTitle'))}
    ${b.moving && b.slot ? html`<p>${t('moveFrom', { when: whenText(ui, b.slot) })}</p>` : nothing}
    ${slotView(ui, slot)} ${holdView(b, ui)}
    <dl class="sum">
      ${row('forWhat1', line(ctx, `${b.offer.address}.motif`, b.offer.of.motif))}
      ${row('dayTime', ui.capital(whenText(ui, slot)), toWhen)}
      ${
        b.picks.length > 1
          ? row(
              'ifTaken',
              html`<ol>
                ${b.picks.slice(1).map((one) => html`<li>${ui.capital(whenText(ui, one))}</li>`)}
              </ol>`,
              toWhen,
            )
          : nothing
      }
      ${
        reached
          ? row(
              'reachYou',
              how === 'aucun' || how === null
                ? t('how_aucun')
                : [
                    html`<bdi dir="ltr">${how === 'courriel' ? courriel.trim() : telephone.trim()}</bdi>`,
                    nom.trim() ? html`${t('comma')}<bdi>${nom.trim()}</bdi>` : nothing,
                    html`${t('comma')}${t(rappels ? 'withReminder' : 'withoutReminder')}`,
                  ],
              () => b.goTo('contact'),
            )
          : nothing
      }
      ${
        b.motif.besoins.length && !b.moving
          ? row(
              'needs1',
              b.searched.besoins.length
                ? ctx.locale.list(b.searched.besoins.map((need) => t(`need_${need}`)))
                : t('needsNone'),
              () => b.goTo('where'),
            )
          : nothing
      }
    </dl>
    ${refusalView(b, ui, () => void b.confirm())}
    <p class="row">
      <button
        class="btn main"
        type="button"
        aria-disabled=${b.busy ? 'true' : nothing}
        @click=${() => void b.confirm()}
      >
        ${icon(CircleCheck)}${t(b.moving ? 'confirmMove' : 'confirmBooking')}
      </button>
    </p>
    ${busyView(b, ui)}
    <p class="small quiet">
      ${t(b.motif.confirmation && b.asksContact && !b.moving ? 'confirmCodeNext' : 'confirmNext')}
    </p>`
}

function codeView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  const { id } = b.offer
  const canal = b.rdv!.confirmation?.canal ?? 'sms'
  return html`${stepHead(b, ui, t('codeTitle'))} ${b.slot ? slotView(ui, b.slot) : nothing}
    <p>${t(`codeSent_${canal}`)}</p>
    ${b.resent ? html`<p role="status">${t('codeResent')}</p>` : nothing} ${refusalView(b, ui)}
    <form class="stack" novalidate @submit=${submits(() => void b.sendCode())}>
      <p class="field">
        <label for="code-${id}">${t('codeLabel')}</label>
        ${errorText(b, ui, 'code')}
        <input
          id="code-${id}"
          class="short num"
          dir="ltr"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="9"
          required
          .value=${b.code}
          aria-invalid=${b.errors['code'] ? 'true' : 'false'}
          aria-describedby=${describedBy(b, 'code')}
          @input=${(event: Event) => b.set({ code: (event.target as HTMLInputElement).value })}
        />
      </p>
      <p class="row">
        <button class="btn main" type="submit" aria-disabled=${b.busy ? 'true' : nothing}>${t('codeSend')}</button>
        <button class="btn plain" type="button" @click=${() => void b.newCode()}>
          ${icon(RotateCcw)}${t('codeAgain')}
        </button>
      </p>
      ${busyView(b, ui)}
    </form>`
}

// What she has.

function doneView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  const slot = b.slot!
  const duration = Math.round((Date.parse(slot.end) - slot.instant) / 60_000)
  return html`<div class="done">
    ${stepHead(b, ui, t(b.moved ? 'movedTitle' : 'doneTitle'))}
    <p>
      ${icon(CircleCheck)}
      ${t(b.earlier ? 'doneEarlier' : b.contact.how === 'courriel' || b.contact.how === 'telephone' ? 'doneMessage' : 'doneText')}
    </p>
    ${slotView(ui, slot)}
    <p>${t('lasts', { count: duration })}</p>
    <p class="sub">${icon(FileText)} ${t('bring')}</p>
    <div>${ui.bring()}</div>
    ${refusalView(b, ui)}
    <p class="row noprint">
      <button class="btn main" type="button" @click=${() => void b.ics()}>${icon(CalendarDays)}${t('ics')}</button>
      <button class="btn" type="button" @click=${() => print()}>${icon(Printer)}${t('print')}</button>
      ${
        b.late
          ? nothing
          : html`${
                b.host.service.can('move')
                  ? html`<button class="btn" type="button" @click=${() => b.startMove()}>
                      ${icon(Pencil)}${t('move')}
                    </button>`
                  : nothing
              }<button class="btn plain" type="button" @click=${() => b.goTo('cancel')}>
                ${icon(X)}${t('cancel')}
              </button>`
      }
    </p>
    <p class="small quiet">
      ${b.late ? t('changeLate') : t('changeUntil', { when: untilText(b, ui) })} ${t('keepPage')}
    </p>
  </div>`
}

/** Until when it can be changed here, on the clock of the lieu. */
function untilText(b: Booking, ui: Ui): string {
  const at = Date.parse(b.rdv!.modifiableJusqua)
  const { day } = clock(at, b.slot!.zone)
  return `${ui.ctx.locale.date(day, 'long')}${ui.t('comma')}${ui.time({ ...b.slot!, instant: at })}`
}

function cancelView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  return html`${stepHead(b, ui, t('cancelTitle'))} ${slotView(ui, b.slot!)}
    <p>${t('cancelText')}</p>
    ${refusalView(b, ui, () => void b.cancel())}
    <p class="row">
      <button class="btn main" type="button" aria-disabled=${b.busy ? 'true' : nothing} @click=${() => void b.cancel()}>
        ${t('cancelYes')}
      </button>
      <button class="btn" type="button" @click=${() => b.back()}>${t('cancelNo')}</button>
    </p>
    ${busyView(b, ui)}`
}

function cancelledView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  return html`${stepHead(b, ui, t('cancelledTitle'))}
    ${b.slot ? html`<p>${t('cancelledText', { when: whenText(ui, b.slot) })}</p>` : nothing}
    <p><button class="btn" type="button" @click=${() => b.again()}>${t('openAgain')}</button></p>`
}

// The waitlist.

function waitView(b: Booking, ui: Ui): TemplateResult {
  const { t, ctx } = ui
  const site = b.lieux.find(({ id }) => id === b.channel)
  const places = site ? [site.name] : b.lieux.slice(0, 20).map(({ name }) => name)
  return html`${stepHead(b, ui, t('waitTitle'))}
    <p>${t('waitText')}</p>
    <p>${t('waitWhere', { places: ctx.locale.list(places) })}</p>
    <form class="stack roomy" novalidate @submit=${submits(() => void b.join())}>
      <p class="field">
        <label for="until-${b.offer.id}">${t('field_until')}</label>
        <span class="small quiet" id="hint-until-${b.offer.id}"
          >${t('hint_until', { date: ctx.locale.date(b.waitMost) })}</span
        >
        ${errorText(b, ui, 'until')}
        <input
          id="until-${b.offer.id}"
          type="date"
          autocomplete="off"
          required
          min=${b.host.today}
          max=${b.waitMost}
          .value=${b.waitUntil}
          aria-invalid=${b.errors['until'] ? 'true' : 'false'}
          aria-describedby=${describedBy(b, 'until', `hint-until-${b.offer.id}`)}
          @input=${(event: Event) => b.setWaitDay((event.target as HTMLInputElement).value)}
        />
      </p>
      ${b.asksContact ? contactFields(b, ui, false) : nothing} ${refusalView(b, ui, () => void b.join())}
      <p><button class="btn main" type="submit" aria-disabled=${b.busy ? 'true' : nothing}>${t('waitJoin')}</button></p>
      ${busyView(b, ui)}
    </form>`
}

function waitingView(b: Booking, ui: Ui): TemplateResult {
  const { t } = ui
  const { offered } = b
  const { offre } = b.attente ?? {}
  const ended = b.attente && !['attend', 'offre'].includes(b.attente.etat)
  return html`${stepHead(b, ui, t(offered ? 'offeredTitle' : ended ? 'waitEnded' : 'waitingTitle'))}
    ${
      offered && offre
        ? html`${slotView(ui, offered)}
            <p>${t('offeredUntil', { time: ui.clock(Date.parse(offre.expire)) })}</p>`
        : html`${ended ? nothing : html`<p>${t('waitingUntil', { date: ui.ctx.locale.date(b.waitUntil) })}</p>`}
            <p>
              ${t(ended ? 'waitEndedText' : b.contact.how === 'courriel' || b.contact.how === 'telephone' ? 'waitingText' : 'waitingHere')}
            </p>
            ${b.looked && !ended ? html`<p role="status"><strong>${t('nothingYet')}</strong></p>` : nothing}`
    }
    ${refusalView(b, ui, () => void b.look())}
    <p class="row">
      ${
        offered
          ? html`<button class="btn main" type="button" @click=${() => b.takeOffered()}>${t('takeOffered')}</button>`
          : ended
            ? html`<button class="btn main" type="button" @click=${() => b.again()}>${t('openAgain')}</button>`
            : html`<button class="btn main" type="button" @click=${() => void b.look()}>${t('look')}</button>`
      }
      ${ended ? nothing : html`<button class="btn plain" type="button" @click=${() => void b.leave()}>${icon(X)}${t('leaveList')}</button>`}
    </p>
    ${busyView(b, ui)}`
}

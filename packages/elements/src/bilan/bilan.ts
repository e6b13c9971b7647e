import type { OrganismeRef, Plan } from '@parcours/engine'
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../core/context.js'
import { ParcoursElement } from '../core/element.js'
import { erased } from '../core/erased.js'
import { icon } from '../core/icons.js'
import { ChevronDown, RotateCcw } from '../core/icons.first.js'
import { CircleCheck, Flag, Trash2 } from '../core/icons.set.js'
import { reach } from '../core/item/parts.js'
import { handoversView } from '../core/onward.js'
import { base, tokens } from '../core/styles.js'
import { block, heading, line, type Content } from '../core/text.js'
import { apart } from '../core/words.js'
import { ParcoursEndEvent } from '../events/end.js'
import type { Satisfaction } from '../evaluation/contract.js'
import french from '../locales/fr/bilan.js'
import { bandOf, LEVELS, MOST, QUESTIONS, scoreOf, type Level, type Question } from './internal/autonomy.js'
import { styles } from './bilan.styles.js'

type Moment = 'start' | 'end'
const SCORES: readonly Satisfaction[] = [1, 2, 3, 4]

/**
 * @summary After the plan: what she thinks of it, where she stands, and the end of the parcours, with whom to call from then on.
 * @slot - The way without this service: shown until, and if never, a `<parcours-usager>` answers.
 * @event parcours-end - She said that this parcours is over for her.
 * @csspart root - The whole.
 * @csspart autonomy - The self-assessment.
 * @csspart satisfaction - What she thinks of the service.
 * @csspart ended - What is shown once she ended it.
 * @cssproperty [--parcours-color-primary=#0b4f5c] - Buttons.
 * @status experimental
 */
export class ParcoursBilan extends ParcoursElement {
  static override styles: CSSResultGroup = [tokens, base, styles]
  static override properties: PropertyDeclarations = {
    autonomy: { type: Boolean },
    _ended: { state: true },
    _erasing: { state: true },
    _given: { state: true },
    _scores: { state: true },
    _missing: { state: true },
    _opinion: { state: true },
    _thanked: { state: true },
  }

  /** Offers the self-assessment of two minutes at the start and at the end. Its answers stay in this page. */
  autonomy = false

  private _ended = false
  private _erasing = false
  private _given: Readonly<Partial<Record<Question, Level>>> = {}
  private _scores: Readonly<Partial<Record<Moment, number>>> = {}
  private _missing = false
  private _opinion: Satisfaction | null = null
  private _thanked: 'no' | 'yes' | 'missing' = 'no'

  protected readonly ns = 'bilan'
  protected readonly french = french

  protected override contextChanged(ctx: ParcoursContext | null, before: ParcoursContext | null): void {
    if (erased(before, ctx)) {
      this._ended = this._erasing = this._missing = false
      this._given = {}
      this._scores = {}
      this._opinion = null
      this._thanked = 'no'
    }
  }

  protected renderReady(ctx: ParcoursContext): Content {
    const { progress, plan } = ctx.session!
    if (!progress.complete) return this._assess(ctx, 'start')
    if (this._ended) return this._end(ctx)
    return html`<section class="noprint" aria-labelledby="title">
      ${heading(this.level, [this.t('title'), apart(ctx)], { className: 't2', id: 'title' })} ${this._satisfaction(ctx)}
      ${this._assess(ctx, 'end')}
      <div class="part">
        <p>${this.t(plan.items.some(({ status }) => status !== 'fait') ? 'endLead' : 'endLeadDone')}</p>
        <p>
          <button class="btn" type="button" id="finish" @click=${() => this._finish(ctx)}>
            ${icon(Flag)}${this.t('end')}
          </button>
        </p>
      </div>
    </section>`
  }

  private _focus(id: string): void {
    void this.updateComplete.then(() => (this.renderRoot as ShadowRoot).getElementById(id)?.focus())
  }

  // The end.

  private _finish(ctx: ParcoursContext): void {
    this._ended = true
    const { id } = ctx.session!.parcours
    this.dispatchEvent(new ParcoursEndEvent({ parcours: id }))
    ctx.tell?.('parcours-ended', {})
    this._focus('ended')
  }

  /** Who answers her from now on, and what this leads to; nothing of what is sensitive. */
  private _end(ctx: ParcoursContext): TemplateResult {
    const { plan } = ctx.session!
    const contacts = organismesOf(plan)
    const handovers = plan.handovers.filter(({ sensitive }) => !sensitive)
    return html`<section part="ended" aria-labelledby="ended">
      ${heading(this.level, [icon(CircleCheck), ' ', this.t('ended'), apart(ctx)], { className: 't2', id: 'ended', tabindex: '-1' })}
      <p class="lead">${this.t('endedText')}</p>
      ${
        contacts.length
          ? html`<div class="part">
              ${heading(this.level + 1, this.t('contacts'), { className: 't3' })}
              <p class="quiet">${this.t('contactsHelp')}</p>
              <ul class="bare contacts">
                ${contacts.map(
                  (ref) =>
                    html`<li class="card">
                      <p class="strong">${line(ctx, `${ref.address}.name`, ref.of.name)}</p>
                      ${block(ctx, `${ref.address}.purpose`, ref.of.purpose)}
                      <ul class="bare">
                        ${reach(ctx, ref)}
                      </ul>
                    </li>`,
                )}
              </ul>
            </div>`
          : nothing
      }
      ${
        handovers.length
          ? html`<div class="part">
              ${heading(this.level + 1, this.t('leads'), { className: 't3' })} ${handoversView(ctx, handovers)}
            </div>`
          : nothing
      }
      <div class="noprint part">
        ${this._satisfaction(ctx)}
        <p class="row">
          <button
            class="btn"
            type="button"
            @click=${() => {
              this._ended = false
              ctx.tell?.('parcours-extended', {})
              this._focus('finish')
            }}
          >
            ${icon(RotateCcw)}${this.t('endUndo')}
          </button>
        </p>
        ${ctx.settings.counter ? nothing : this._erase(ctx)}
      </div>
    </section>`
  }

  /** It asks once: nothing can bring them back. At a counter, « Terminer et effacer » does it. */
  private _erase(ctx: ParcoursContext): TemplateResult {
    const t = (key: string): string => ctx.locale.t('core', key)
    const ask = (on: boolean): void => {
      this._erasing = on
      this._focus(on ? 'erase-ask' : 'erase')
    }
    return this._erasing
      ? html`<div class="row" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && ask(false)}>
          <p id="erase-ask" tabindex="-1"><strong>${t('eraseConfirm')}</strong></p>
          <button class="btn small" type="button" @click=${() => ctx.erase()}>${t('eraseYes')}</button>
          <button class="btn plain small" type="button" @click=${() => ask(false)}>${t('cancel')}</button>
        </div>`
      : html`<p>
            <button class="btn plain small" type="button" id="erase" @click=${() => ask(true)}>
              ${icon(Trash2)}${this.t('erase')}
            </button>
          </p>
          <p class="small quiet">${this.t('eraseHelp')}</p>`
  }

  // What she thinks of it.

  private _satisfaction(ctx: ParcoursContext): Content {
    const asked = ctx.session!.plan.end?.of.satisfaction
    const moment = ctx.returned ? 'return' : 'end'
    const own = asked ? ctx.locale.raw('end.satisfaction', asked).text : ''
    if (own.includes(']('))
      return html`<div class="part" part="satisfaction">
        ${heading(this.level + 1, this.t('satisfaction'), { className: 't3' })} ${block(ctx, 'end.satisfaction', asked)}
      </div>`
    // A question whose answer goes nowhere is not asked.
    if (!ctx.tell) return nothing
    if (this._thanked === 'yes')
      return html`<div class="part" part="satisfaction">
        <p class="strong" id="thanks" tabindex="-1">${icon(CircleCheck)} ${this.t('thanks')}</p>
      </div>`
    const wrong = this._thanked === 'missing'
    return html`<form
      class="part"
      part="satisfaction"
      novalidate
      autocomplete="off"
      @submit=${(event: Event) => this._send(ctx, event, moment)}
    >
      <fieldset aria-describedby=${wrong ? 'opinion-error' : nothing}>
        <legend class="t3">
          ${asked ? line(ctx, 'end.satisfaction', asked) : this.t(moment === 'return' ? 'opinionReturn' : 'opinion')}
          ${this.t('optional')}
        </legend>
        <p class="small quiet">${this.t('opinionHelp')}</p>
        ${wrong ? html`<p class="wrong" id="opinion-error">${this.t('error')}</p>` : nothing}
        <div class="levels">
          ${SCORES.map(
            (score) =>
              html`<label class="level"
                ><input
                  type="radio"
                  name="opinion"
                  .checked=${this._opinion === score}
                  @change=${() => (this._opinion = score)}
                /><span>${this.t(`opinion_${score}`)}</span></label
              >`,
          )}
        </div>
      </fieldset>
      <p><button class="btn" type="submit">${this.t('opinionSend')}</button></p>
    </form>`
  }

  private _send(ctx: ParcoursContext, event: Event, moment: 'end' | 'return'): void {
    event.preventDefault()
    if (this._opinion === null) {
      this._thanked = 'missing'
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[name=opinion]')?.focus())
      return
    }
    ctx.tell?.('parcours-satisfaction-given', { moment, score: this._opinion })
    this._opinion = null
    this._thanked = 'yes'
    this._focus('thanks')
  }

  // Where she stands.

  private _assess(ctx: ParcoursContext, moment: Moment): Content {
    if (!this.autonomy) return nothing
    const score = this._scores[moment]
    return html`<details class="part noprint" part="autonomy">
      <summary>${icon(ChevronDown)}${this.t('autonomy')}</summary>
      ${score === undefined ? this._form(ctx, moment) : this._result(moment, score)}
    </details>`
  }

  private _form(ctx: ParcoursContext, moment: Moment): TemplateResult {
    return html`<form novalidate autocomplete="off" @submit=${(event: Event) => this._count(ctx, event, moment)}>
      <p>${this.t(ctx.tell ? 'autonomyToldTo' : 'autonomyHelp')}</p>
      ${QUESTIONS.map((id) => {
        const wrong = this._missing && this._given[id] === undefined
        return html`<fieldset aria-describedby=${wrong ? `error-${id}` : nothing}>
          <legend>${this.t(`autonomy_${id}`)}</legend>
          ${wrong ? html`<p class="wrong" id="error-${id}">${this.t('error')}</p>` : nothing}
          <div class="levels">
            ${LEVELS.map(
              (level) =>
                html`<label class="level"
                  ><input
                    type="radio"
                    name=${id}
                    .checked=${this._given[id] === level}
                    @change=${() => (this._given = { ...this._given, [id]: level })}
                  /><span>${this.t(`level_${level}`)}</span></label
                >`,
            )}
          </div>
        </fieldset>`
      })}
      <p><button class="btn" type="submit">${this.t('autonomySee')}</button></p>
    </form>`
  }

  private _count(ctx: ParcoursContext, event: Event, moment: Moment): void {
    event.preventDefault()
    const score = scoreOf(this._given)
    this._missing = score === null
    if (score === null) {
      const first = QUESTIONS.find((id) => this._given[id] === undefined)!
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[name="${first}"]`)?.focus())
      return
    }
    this._scores = { ...this._scores, [moment]: score }
    this._given = {}
    ctx.tell?.('parcours-autonomy-assessed', { moment, band: bandOf(score) })
    this._focus('score')
  }

  private _result(moment: Moment, score: number): TemplateResult {
    const { start } = this._scores
    return html`<div id="score" tabindex="-1" class="note info">
      <p class="strong">${this.t('score', { score, most: MOST })}</p>
      <p>${this.t(`band_${bandOf(score)}`)}</p>
      ${moment === 'end' && start !== undefined ? html`<p>${this.t('scoreBefore', { score: start, most: MOST })}</p>` : nothing}
      <p class="small quiet">${this.t(moment === 'start' ? 'scoreAgain' : 'scoreKept')}</p>
    </div>`
  }
}

/** Everyone she had to do with, in the order of the plan; once each, under whatever part: in Lozère one caisse is several. */
function organismesOf({ items }: Plan): OrganismeRef[] {
  const all = new Map<string, OrganismeRef>()
  for (const { sensitive, organismes } of items)
    if (!sensitive) for (const ref of organismes) if (!all.has(ref.of.name)) all.set(ref.of.name, ref)
  return [...all.values()]
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-bilan': ParcoursBilan
  }
}

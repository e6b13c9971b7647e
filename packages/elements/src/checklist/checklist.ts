import type { Mark } from '@parcours/engine'
import type { Channel } from '@parcours/schema'
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ParcoursContext } from '../core/context.js'
import { ParcoursElement } from '../core/element.js'
import { erased } from '../core/erased.js'
import { icon } from '../core/icons.js'
import { ChevronDown } from '../core/icons.first.js'
import { CircleCheck, Clock, Phone } from '../core/icons.set.js'
import { bookedFor } from '../core/item/booked.js'
import {
  announced,
  groupChoice,
  part,
  reach,
  sourcesOf,
  STATUS_ICONS,
  statusOf,
  waysOf,
  whyOf,
} from '../core/item/parts.js'
import { either, isOver, itemWords, titleOf, whenOf, whenText, whoOf } from '../core/item/words.js'
import { dayDone, withDays } from '../core/item/done.js'
import { nextView } from '../core/item/next.js'
import { toldView } from '../core/item/told.js'
import { itemStyles } from '../core/item/item.styles.js'
import { PrintController } from '../core/print.js'
import { base, tokens } from '../core/styles.js'
import { block, heading, line, link, safeUrl, words, type Content } from '../core/text.js'
import { because } from '../core/reasons.js'
import { goTo, Together, type Twin } from '../core/together.js'
import french from '../locales/fr/checklist.js'
import { fieldStyles } from '../questionnaire/field.styles.js'
import { Fields, lateQuestion } from '../questionnaire/internal/field.js'
import { styles } from './checklist.styles.js'
import { essentiel, withCourt, withoutCourt } from './internal/essentiel.js'
import { openTasks, quietTasks, type Task } from './internal/items.js'
import { contactsOf, groupsOf, holdOf, needsOf, progressOf, rowsOf, type GroupBy, type Row } from './internal/rows.js'
import { sortsOf } from './internal/when.js'

const MARKS: readonly Mark[] = ['a-faire', 'en-cours', 'fait', 'sans-objet', 'conteste']
const GROUPS: readonly GroupBy[] = ['phase', 'organisme', 'theme']
/** Lines of the short view, beyond what matters now: the rest is one tap away. */
const SHORT = 7

/**
 * @summary The usager's own list: what matters now, then everything to do, the documents to gather once, and who is to be told.
 * @slot - The way without this service: shown until, and if never, a `<parcours-usager>` answers.
 * @event parcours-item-mark - Fired by the `<parcours-usager>` when she marks a démarche; never for a sensitive one.
 * @csspart root - The whole.
 * @csspart now - What matters now.
 * @csspart list - The groups of démarches.
 * @csspart pieces - The documents to gather.
 * @csspart contacts - Who is to be told.
 * @csspart next - What this parcours leads to.
 * @cssproperty [--parcours-color-accent=#9a5200] - The side of what matters now.
 * @status stable
 */
export class ParcoursChecklist extends ParcoursElement {
  static override styles: CSSResultGroup = [tokens, base, fieldStyles, itemStyles, styles]
  static override properties: PropertyDeclarations = {
    view: {},
    groupBy: { attribute: 'group-by' },
    _full: { state: true },
    _by: { state: true },
    _gathered: { state: true },
    _said: { state: true },
  }

  /** `now`: the three things that matter now. `short`: that, and what can be done without waiting. `full`: everything. */
  view: 'short' | 'now' | 'full' = 'short'
  /** How the full list is ordered at first: `phase`, `organisme` or `theme`. */
  groupBy: GroupBy = 'phase'

  /** She asked for the whole list, or came back from it. */
  private _full: boolean | undefined
  private _by: GroupBy | undefined
  /** Documents she ticked. Pieces are not part of what a session keeps: this stays in the page and goes with it. */
  private _gathered: ReadonlySet<string> = new Set()
  private _said = ''
  /** Ticked among what matters now: they stay in place, so that nothing jumps under her finger. */
  private _ticked: string[] = []
  /** Questions that come late, on the line of their démarche. */
  private readonly _fields = new Fields({
    ctx: () => withDays(this.ctx!),
    root: () => this.renderRoot as ShadowRoot,
    update: () => this.requestUpdate(),
    host: this,
    immediate: () => false,
  })

  private readonly _together = new Together(this, () => this.ctx)

  protected readonly ns = 'checklist'
  protected readonly french = french

  constructor() {
    super()
    new PrintController(this)
  }

  protected override contextChanged(ctx: ParcoursContext | null, before: ParcoursContext | null): void {
    this._fields.refresh()
    if (erased(before, ctx)) {
      this._fields.reset()
      this._gathered = new Set()
      this._ticked = []
      this._said = ''
    }
  }

  protected renderReady(ctx: ParcoursContext): Content {
    const { plan, progress } = ctx.session!
    const full = this.view === 'full' || (this.view === 'short' && this._full === true)
    const tasks = openTasks(plan)
    const quiet = quietTasks(plan)
    const title = heading(this.level, this.t(full ? 'titleFull' : 'titleNow'), {
      className: full ? 't2' : 't1',
      id: 'title',
      tabindex: '-1',
    })
    const said = html`<p class="vh" role="status">${this._said}</p>`
    if (!tasks.length && !quiet.length)
      return html`${title}
        <p class="lead quiet">${this.t(progress.complete ? 'emptyDone' : 'emptyStart')}</p>`
    const growing = progress.complete ? nothing : html`<p class="lead quiet">${this.t('growing')}</p>`
    const body = full
      ? this._everything(ctx, tasks)
      : this.view === 'now'
        ? this._now(ctx)
        : [this._now(ctx), this._short(ctx, tasks)]
    return html`${title} ${growing} ${body} ${this.view === 'now' ? nothing : this._quiet(ctx, quiet)} ${said}`
  }

  // What matters now.

  private _shown(ctx: ParcoursContext): Task[] {
    const { plan } = ctx.session!
    this._ticked = this._ticked.filter((id) => plan.item(id)?.status === 'fait')
    const ticked = this._ticked.map((id) => plan.item(id) as Task)
    return [...ticked, ...essentiel(plan.items, plan.today)]
  }

  private _now(ctx: ParcoursContext): TemplateResult {
    const shown = this._shown(ctx)
    const count = shown.filter((task) => !isOver(task)).length
    const { plan } = ctx.session!
    const later = plan.items.find(
      (item) =>
        item.kind === 'demarche' &&
        !item.sensitive &&
        item.moment === 'later' &&
        item.day &&
        !isOver(item) &&
        item.status !== 'bloque',
    ) as Task | undefined
    return html`<div part="now">
      <p class="lead">${count ? this.t('nowIntro', { count }) : this.t('nowNone')}</p>
      ${count || !later ? nothing : html`<p>${this.t('nowNext', { title: titleOf(ctx, later), when: whenText(ctx, later) })}</p>`}
      <ol class="bare things">
        ${repeat(
          shown,
          ({ id }) => id,
          (task, rank) => this._thing(ctx, task, rank === shown.length - count),
        )}
      </ol>
    </div>`
  }

  /** A verb, why, by when, one button. */
  private _thing(ctx: ParcoursContext, task: Task, main: boolean): TemplateResult {
    const over = isOver(task)
    const reason = task.of.why
      ? block(ctx, `${task.address}.why`, task.of.why, task)
      : html`<p>${whyOf(ctx, task, 1)}</p>`
    return html`<li class="card thing ${over ? 'over' : ''}">
      ${heading(this.level + 1, line(ctx, `${task.address}.title`, task.of.title, task), { className: 't3', id: `now-${task.id}` })}
      ${over ? nothing : reason}
      <p class="when">${icon(over ? CircleCheck : Clock)}<span>${this._dates(ctx, task)}</span></p>
      ${over ? nothing : bookedFor(ctx, task)} ${toldView(ctx, task)}
      ${over || !task.organismes.length ? nothing : html`<p class="quiet">${this.t('with', { who: whoOf(ctx, task.organismes) })}</p>`}
      <div class="acts">
        ${over ? nothing : this._act(ctx, task, main)}
        <div class="box">
          <input
            type="checkbox"
            id="tick-${task.id}"
            aria-describedby="now-${task.id}"
            .checked=${live(task.status === 'fait')}
            @change=${(event: Event) => this._tick(ctx, task, event)}
          />
          <label for="tick-${task.id}">${itemWords(ctx)('done')}</label>
        </div>
      </div>
      ${task.status === 'fait' ? dayDone(this._fields, ctx, task) : nothing}
    </li>`
  }

  /** The first way that leads somewhere: online, else a call, else the organisme's own page or number. */
  private _act(ctx: ParcoursContext, task: Task, main: boolean): Content {
    const name = `btn ${main ? 'main' : ''}`
    const call = (number: string): TemplateResult =>
      html`<a class=${name} href="tel:${number.replace(/[^\d+]/g, '')}"
        >${icon(Phone)}<span>${this.t('do_phone', { number: number.replaceAll(' ', '\u00a0') })}</span></a
      >`
    const ways: readonly Channel['kind'][] = ['online', 'phone', 'france-services', 'on-site', 'post']
    const channels = [...task.channels].sort((a, b) => ways.indexOf(a.kind) - ways.indexOf(b.kind))
    for (const channel of channels) {
      if (channel.url && safeUrl(channel.url))
        return link(ctx, channel.url, this.t(channel.kind === 'phone' ? 'do_online' : `do_${channel.kind}`), name)
      if (channel.number) return call(channel.number)
    }
    for (const { of, address } of task.organismes) {
      const site = of.links?.find(({ url }) => safeUrl(url))
      if (site) return link(ctx, site.url, this.t('do_site', { who: words(ctx, `${address}.name`, of.name) }), name)
      if (of.phone) return call(of.phone)
    }
    return nothing
  }

  // The short view.

  private _short(ctx: ParcoursContext, tasks: readonly Task[]): TemplateResult {
    const { plan } = ctx.session!
    const now = new Set(this._shown(ctx).map(({ of }) => of.id))
    const court = withCourt(plan.items).filter(({ of }) => !now.has(of.id))
    const free = withoutCourt(plan.items, plan.today, now).slice(0, SHORT)
    const section = (id: string, title: string, help: string | null, rows: readonly Task[]): Content =>
      rows.length
        ? html`<section class="part">
            ${heading(this.level + 1, title, { className: 't3', id })}
            ${help ? html`<p class="quiet">${help}</p>` : nothing}
            <ul class="bare rows">
              ${repeat(
                rows,
                (task) => task.id,
                (task) => html`<li>${this._line(ctx, task)}</li>`,
              )}
            </ul>
          </section>`
        : nothing
    return html`${section('can', this.t(court.length ? 'canNowCourt' : 'canNow'), court.length ? this.t('canNowCourtHelp') : null, free)}
      ${section('court', this.t('waitsCourt'), this.t('waitsCourtHelp'), court.slice(0, SHORT))}
      <p class="part noprint">
        <button class="btn" type="button" @click=${() => this._toggle(true)}>
          ${this.t('showFull', { count: rowsOf(tasks).length })}
        </button>
      </p>`
  }

  private _toggle(full: boolean): void {
    this._full = full
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#title')?.focus())
  }

  // The full view.

  private _everything(ctx: ParcoursContext, tasks: readonly Task[]): TemplateResult {
    const rows = rowsOf(tasks)
    const { done, total } = progressOf(rows)
    const { source } = ctx.session!.parcours
    const choices = GROUPS.map((by) => ({ by, groups: groupsOf(rows, by, source) })).filter(
      ({ groups }) => groups.length > 1,
    )
    const by = this._by ?? this.groupBy
    const groups = (choices.find((choice) => choice.by === by) ?? choices[0])?.groups ?? groupsOf(rows, by, source)
    return html`<p class="lead">
        ${done && done === total ? this.t('progressAll') : this.t('progress', { count: done, total })}
      </p>
      ${this.view === 'short' ? html`<p class="lead noprint"><button class="btn small" type="button" @click=${() => this._toggle(false)}>${this.t('showShort')}</button></p>` : nothing}
      ${
        choices.length > 1
          ? groupChoice(
              (key) => this.t(key),
              choices.map((choice) => choice.by),
              choices.find((choice) => choice.groups === groups)!.by,
              (next) => (this._by = next),
            )
          : nothing
      }
      <div part="list">
        ${groups.map(
          (group, rank) =>
            html`<section class="group">
              ${heading(
                this.level + 1,
                group.titles.length
                  ? either(
                      ctx,
                      group.titles.map(({ address, french: title }) => words(ctx, address, title)),
                    )
                  : this.t('groupOther'),
                {
                  className: 't3',
                  id: `group-${rank}`,
                },
              )}
              <ul class="bare rows">
                ${repeat(
                  group.rows,
                  ({ item }) => item.id.replace(/@.*$/, ''),
                  (row) => html`<li>${this._row(ctx, row)}</li>`,
                )}
              </ul>
            </section>`,
        )}
      </div>
      ${this._pieces(ctx)} ${this._contacts(ctx, tasks)} ${nextView(ctx, this.level + 1)}`
  }

  private _row(ctx: ParcoursContext, { item, others, folded }: Row): Content {
    const inner = (key: string, tasks: readonly Task[]): Content =>
      tasks.length
        ? html`<details>
            <summary>${icon(ChevronDown)}${this.t(key, { count: tasks.length })}</summary>
            <ul class="bare rows">
              ${tasks.map((task) => html`<li>${this._line(ctx, task)}</li>`)}
            </ul>
          </details>`
        : nothing
    return html`${this._line(ctx, item, [inner('others', others), inner('folded', folded)])}`
  }

  /** Box, verb, by when, with whom; then what holds it back, and how to do it. */
  private _line(ctx: ParcoursContext, task: Task, inner: Content = nothing): TemplateResult {
    const id = task.id
    const twin = this._together.twin(task)
    return html`<div class="line ${isOver(task) ? 'over' : ''}">
      <div class="box">
        <input
          type="checkbox"
          id="box-${id}"
          aria-describedby="when-${id} status-${id}"
          .checked=${live(task.status === 'fait')}
          @change=${(event: Event) => this._tick(ctx, task, event)}
        />
        <label for="box-${id}">${line(ctx, `${task.address}.title`, task.of.title, task)}</label>
      </div>
      <p class="marks">
        <span class="status ${task.status}" id="status-${id}">${statusOf(ctx, task)}</span>
      </p>
      <p class="facts" id="when-${id}">${this._dates(ctx, task, true)}</p>
      ${bookedFor(ctx, task)} ${task.status === 'fait' ? dayDone(this._fields, ctx, task) : nothing}
      ${toldView(ctx, task)}
      ${
        twin
          ? html`<p>
              ${itemWords(ctx)('elsewhere')}
              <button class="btn plain small" type="button" @click=${() => goTo(twin)}>
                ${words(twin.ctx, 'title', twin.ctx.session!.parcours.source.title)}
              </button>
            </p>`
          : [
              this._together.others(task).map((other) => this._also(other)),
              this._tags(task),
              this._hold(ctx, task),
              this._more(ctx, task),
            ]
      }
      ${inner}
    </div>`
  }

  /** By when another parcours of the page asks for the same thing, and why. */
  private _also({ ctx, item }: Twin): TemplateResult {
    const title = words(ctx, 'title', ctx.session!.parcours.source.title)
    return html`<p class="facts">
      ${itemWords(ctx)('also', { title })} ${this._dates(ctx, item as Task)}. ${because(ctx, item)}
    </p>`
  }

  private _tags(task: Task): Content {
    const tags = [
      task.of.forgottenByMany && !isOver(task) ? this.t('forgotten') : '',
      task.sure ? '' : this.t('unsure'),
      task.questions.some(({ answer }) => answer === undefined) && !isOver(task) ? this.t('asked') : '',
      task.of.requiresCourtDocument === 'alternative' && !isOver(task) ? this.t('alternative') : '',
    ].filter(Boolean)
    return tags.length ? html`<p class="row">${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</p>` : nothing
  }

  private _hold(ctx: ParcoursContext, task: Task): Content {
    const late = task.of.timing?.late
    if (task.status === 'en-retard' && late)
      return html`<div class="note caution hold">
        ${late.means === 'lost' ? nothing : html`<p>${this.t('whenStill')}</p>`}
        ${block(ctx, `${task.address}.timing.late.text`, late.text, task)}
      </div>`
    if (isOver(task) || (task.status !== 'bloque' && !task.knot)) return nothing
    const { first, hidden, ring, pieces, meanwhile } = holdOf(task, ctx.session!.plan)
    const titles = (tasks: readonly Task[]): string => ctx.locale.list(tasks.map((other) => this._quoted(ctx, other)))
    return html`<div class="note hold">
      ${first.length ? html`<p>${this.t('blocked', { titles: titles(first) })}</p>` : hidden ? html`<p>${itemWords(ctx)('blockedQuiet')}</p>` : nothing}
      ${ring.length ? html`<p>${this.t('knot', { titles: titles([task, ...ring]) })}</p>` : nothing}
      ${
        task.status !== 'bloque'
          ? nothing
          : pieces.length
            ? html`<p>${this.t('meanwhilePieces', { pieces: ctx.locale.list(this._pieceNames(ctx, pieces)) })}</p>`
            : meanwhile
              ? html`<p>${this.t('meanwhile', { title: this._quoted(ctx, meanwhile) })}</p>`
              : nothing
      }
    </div>`
  }

  private _more(ctx: ParcoursContext, task: Task): TemplateResult {
    const { of, address } = task
    const { locale, session } = ctx
    const { rendezVous } = session!.parcours.source
    const sub = (text: Content): TemplateResult => html`<p class="sub">${text}</p>`
    const detail = (within: string | undefined): Content =>
      task.details
        .filter((entry) => entry.within === within)
        .map((entry) => {
          const found = of.details?.find(({ id }) => id === entry.id)
          return found
            ? html`<div>
                ${sub(line(ctx, `${entry.address}.title`, found.title, task))}
                ${block(ctx, `${entry.address}.text`, found.text, task)} ${detail(entry.id)}
              </div>`
            : nothing
        })
    const motifs = (rendezVous ?? []).filter(
      ({ id }) =>
        task.rendezVous.includes(id) &&
        session!.plan.rendezVous.some((offer) => offer.of.id === id && (!offer.sensitive || task.sensitive)),
    )
    return html`<details class="more">
      <summary>
        ${icon(ChevronDown)}<span aria-hidden="true">${this.t('more')}</span
        ><span class="vh">${this.t('moreAbout', { title: titleOf(ctx, task) })}</span>
      </summary>
      <div>
        ${block(ctx, `${address}.summary`, of.summary, task)} ${block(ctx, `${address}.body`, of.body, task)}
        ${detail(undefined)} ${task.questions.map((asked) => lateQuestion(this._fields, ctx, asked))}
        ${waysOf(ctx, task)}
        ${task.due && task.closes?.from && task.closes.from > ctx.session!.today && !isOver(task) ? html`<p>${this.t('closes', { date: locale.date(task.closes.from) })}</p>` : nothing}
        ${
          task.pieces.length
            ? html`<div>
                ${sub(this.t('bring'))}
                <ul>
                  ${this._pieceNames(ctx, task.pieces).map((name) => html`<li>${name}</li>`)}
                </ul>
              </div>`
            : nothing
        }
        ${motifs.length ? html`<p>${this.t('rendezVous', { motifs: locale.list(motifs.map(({ id, motif }) => words(ctx, `rendezVous.${id}.motif`, motif))) })}</p>` : nothing}
        ${announced(ctx, task)}
        ${part(itemWords(ctx)('why'), [block(ctx, `${address}.why`, of.why, task), html`<p>${whyOf(ctx, task)}</p>`])}
        ${sourcesOf(ctx, task)}
        <div role="group" class="noprint" aria-label="${this.t('mark')} ${titleOf(ctx, task)}">
          <p class="sub" aria-hidden="true">${this.t('mark')}</p>
          <div class="pills">
            ${MARKS.map(
              (mark) =>
                html`<button
                  type="button"
                  aria-pressed=${this._isMark(task, mark)}
                  @click=${() => this._mark(ctx, task, mark)}
                >
                  ${icon(STATUS_ICONS[mark])}${this.t(`mark_${mark}`)}
                </button>`,
            )}
          </div>
        </div>
      </div>
    </details>`
  }

  // Documents, and who is to be told.

  private _pieces(ctx: ParcoursContext): Content {
    const needs = needsOf(ctx.session!.plan)
    if (!needs.length) return nothing
    const count = needs.filter(({ piece }) => this._gathered.has(piece.of.id)).length
    const row = (key: string, values: Record<string, unknown>): TemplateResult =>
      html`<p class="small">${this.t(key, values)}</p>`
    return html`<section class="part" part="pieces">
      ${heading(this.level + 1, this.t('pieces'), { className: 't2', id: 'pieces' })}
      <p class="quiet">${this.t('piecesHelp')}</p>
      ${count ? html`<p>${this.t('gathered', { count, total: needs.length })}</p>` : nothing}
      <ul class="bare cards">
        ${needs.map(({ piece: { of, address }, askedBy, tasks }) => {
          const holders = (of.heldBy ?? []).filter((id) => id !== 'usager')
          const you = of.heldBy?.includes('usager')
          const names = (of.aliases ?? []).map((alias, i) => words(ctx, `${address}.aliases.${i}`, alias))
          return html`<li class="card piece">
            <div class="line">
              <div class="box">
                <input
                  type="checkbox"
                  id="piece-${of.id}"
                  .checked=${this._gathered.has(of.id)}
                  @change=${(event: Event) => this._gather(of.id, event)}
                />
                <label for="piece-${of.id}">${line(ctx, `${address}.name`, of.name)}</label>
              </div>
            </div>
            ${askedBy.length ? row('pieceAskedBy', { who: ctx.locale.list([...new Set(askedBy.map((organisme) => words(ctx, `${organisme.address}.name`, organisme.of.name)))]) }) : nothing}
            ${tasks.length ? row('pieceFor', { what: ctx.locale.list(tasks.map((task) => this._quoted(ctx, task))) }) : nothing}
            ${you ? (holders.length ? row('pieceHeldByYouAnd', { who: this._organismeNames(ctx, holders) }) : row('pieceHeldByYou', {})) : nothing}
            ${!you && holders.length ? row('pieceHeldBy', { who: this._organismeNames(ctx, holders) }) : nothing}
            ${of.issuedBy ? row('pieceIssuedBy', { who: this._organismeNames(ctx, [of.issuedBy]) }) : nothing}
            ${names.length ? row('pieceAliases', { names: ctx.locale.list(names) }) : nothing}
            ${of.notToBeConfusedWith?.length ? row('pieceNotThis', { names: ctx.locale.list(this._pieceNames(ctx, of.notToBeConfusedWith)) }) : nothing}
            ${of.help ? html`<div class="small">${block(ctx, `${address}.help`, of.help)}</div>` : nothing}
          </li>`
        })}
      </ul>
    </section>`
  }

  private _contacts(ctx: ParcoursContext, tasks: readonly Task[]): Content {
    const contacts = contactsOf(tasks)
    if (!contacts.length) return nothing
    return html`<section class="part" part="contacts">
      ${heading(this.level + 1, this.t('contacts'), { className: 't2', id: 'contacts' })}
      <ul class="bare cards">
        ${contacts.map(
          ({ organisme, organisme: { of, address }, tasks: what }) =>
            html`<li class="card">
              ${heading(this.level + 2, line(ctx, `${address}.name`, of.name), { className: 't3' })}
              ${of.purpose ? html`<p class="small quiet">${line(ctx, `${address}.purpose`, of.purpose)}</p>` : nothing}
              ${
                of.phone || of.links?.length
                  ? html`<ul class="bare ways">
                      ${reach(ctx, organisme)}
                    </ul>`
                  : nothing
              }
              ${what.every(({ organismes }) => organismes.length > 1) ? html`<p class="small">${this.t('contactPerhaps')}</p>` : nothing}
              <p class="small sub">${this.t('contactFor', { count: what.length })}</p>
              <ul class="small">
                ${what.map((task) => html`<li>${line(ctx, `${task.address}.title`, task.of.title, task)}</li>`)}
              </ul>
            </li>`,
        )}
      </ul>
    </section>`
  }

  /** What stands apart: closed, under a name that says nothing, and never on paper. */
  private _quiet(ctx: ParcoursContext, tasks: readonly Task[]): Content {
    if (!tasks.length) return nothing
    return html`<details class="part noprint">
      <summary>${icon(ChevronDown)}${ctx.locale.t('core', 'sensitiveTitle')}</summary>
      <ul class="bare rows">
        ${repeat(
          rowsOf(tasks),
          ({ item }) => item.id,
          (row) => html`<li>${this._row(ctx, row)}</li>`,
        )}
      </ul>
    </details>`
  }

  // Words.

  private _quoted(ctx: ParcoursContext, task: Task): string {
    return this.t('quoted', { title: titleOf(ctx, task) })
  }

  private _organismeNames(ctx: ParcoursContext, ids: readonly string[]): string {
    const all = ctx.session!.parcours.source.organismes
    return ctx.locale.list(
      ids.flatMap((id) => {
        const of = all.find((organisme) => organisme.id === id)
        if (!of) return []
        return 'role' in of
          ? words(ctx, `organismes.${id}.role`, of.role)
          : words(ctx, `organismes.${id}.name`, of.name)
      }),
    )
  }

  private _pieceNames(ctx: ParcoursContext, ids: readonly string[]): string[] {
    const all = ctx.session!.parcours.source.pieces ?? []
    return ids.flatMap((id) => {
      const of = all.find((piece) => piece.id === id)
      return of ? [words(ctx, `pieces.${id}.name`, of.name)] : []
    })
  }

  /** By when, what kind of date it is, and whether it is still to be checked. */
  private _dates(ctx: ParcoursContext, task: Task, who = false): Content {
    const when = whenOf(task, ctx.session!.today)
    const dated = 'date' in when && when.key !== 'whenDone'
    return this._joined([
      html`<span class="num">${whenText(ctx, task)}</span>`,
      ...(dated ? sortsOf(task).map((sort) => this.t(`kind_${sort}`)) : []),
      dated && task.aVerifier ? ctx.locale.t('core', 'toCheck') : nothing,
      who && task.organismes.length ? whoOf(ctx, task.organismes) : nothing,
    ])
  }

  private _joined(parts: readonly Content[]): Content {
    return parts
      .filter((part) => part !== nothing)
      .map((part, rank) => (rank ? [html` <span aria-hidden="true">·</span> `, part] : part))
  }

  // What she does.

  /** Brings a démarche into sight and gives it the focus. False: it is not in this view. */
  show(id: string): boolean {
    const box = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(`box-${id}`)}, #${CSS.escape(`tick-${id}`)}`)
    if (!box) return false
    for (let node: Node | null = box; node; node = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null)
      if (node instanceof HTMLDetailsElement) node.open = true
    box.focus()
    return true
  }

  private _isMark(task: Task, mark: Mark): 'true' | 'false' {
    const open = task.status === 'bloque' || task.status === 'en-retard'
    return task.status === mark || (open && mark === 'a-faire') ? 'true' : 'false'
  }

  private _tick(ctx: ParcoursContext, task: Task, event: Event): void {
    const done = (event.target as HTMLInputElement).checked
    if (done && (event.target as HTMLInputElement).id.startsWith('tick-')) this._ticked = [...this._ticked, task.id]
    this._mark(ctx, task, done ? 'fait' : 'a-faire')
  }

  private _mark(ctx: ParcoursContext, task: Task, mark: Mark): void {
    this._said = task.sensitive
      ? itemWords(ctx)('markedQuiet')
      : this.t('marked', { title: titleOf(ctx, task), status: this.t(`mark_${mark}`) })
    ctx.mark(task.id, mark)
  }

  private _gather(id: string, event: Event): void {
    const next = new Set(this._gathered)
    if ((event.target as HTMLInputElement).checked) next.add(id)
    else next.delete(id)
    this._gathered = next
    // What only a sensitive démarche asks for is told to nobody.
    if (this.ctx!.session!.plan.pieces.some(({ of, sensitive }) => of.id === id && !sensitive))
      this.ctx!.tell?.('parcours-document-ready', { piece: id, ready: next.has(id) })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-checklist': ParcoursChecklist
  }
}

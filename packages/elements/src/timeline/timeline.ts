import type { Item } from '@parcours/engine'
import {
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ParcoursContext } from '../core/context.js'
import { ParcoursElement } from '../core/element.js'
import { erased } from '../core/erased.js'
import { icon } from '../core/icons.js'
import { ChevronDown } from '../core/icons.first.js'
import { Flag, Info, X } from '../core/icons.set.js'
import { withBooked } from '../core/item/booked.js'
import { groupChoice, statusOf } from '../core/item/parts.js'
import { either, isBooked, isOver, itemWords, titleAt, titleOf, whenText, whoOf } from '../core/item/words.js'
import { withDays } from '../core/item/done.js'
import { nextView } from '../core/item/next.js'
import { itemStyles } from '../core/item/item.styles.js'
import { PrintController } from '../core/print.js'
import { base, tokens } from '../core/styles.js'
import { Together } from '../core/together.js'
import { block, heading, line, words, type Content } from '../core/text.js'
import { apart } from '../core/words.js'
import french from '../locales/fr/timeline.js'
import { fieldStyles } from '../questionnaire/field.styles.js'
import { Fields } from '../questionnaire/internal/field.js'
import { arrange, dayOf, drawn, GROUPS, seriesOf, type Arranged, type Group, type GroupBy } from './internal/arrange.js'
import { besides } from './internal/besides.js'
import { kindMark, markOf } from './internal/marks.js'
import { panelContent, repeatText, sortWords, type Site } from './internal/panel.js'
import { layOut, type Lane, type Place, type Thing } from './internal/rows.js'
import { AFTER, BEFORE, named, scaleOf, type Scale } from './internal/scale.js'
import { styles } from './timeline.styles.js'

/** What the frise needs at least, in pixels, and in its own text: whoever reads in large letters gets the list. */
const WIDE = { px: 720, em: 40 }
/** Room for lane names beside the lanes rather than over them, in em. */
const SIDE = { from: 62, size: 10 }
/** What words, a mark, a fold's button take on a lane, in em. */
const ROOM = { label: 10.5, mark: 1.2, fold: 3.2 }
/** What the name of a month takes, in em. */
const NAME = 2.5
/** Rows of a lane before it folds: more for what is now, fewer where lanes are many. */
const ROWS = { only: 8, now: 6, moment: 4, other: 3 }
/** Items of a month in the list before the others fold. */
const LISTED = 6
/** Items without a day that are shown at first. */
const APART = 6

interface Drawing {
  readonly scale: Scale
  readonly lanes: ReadonlyMap<string, Lane>
}

/**
 * @summary What the next months look like: every date of the usager's own parcours, as a frise where there is room, as a list where there is not.
 * @slot - The way without this service: shown until, and if never, a `<parcours-usager>` answers.
 * @event parcours-item-mark - Fired by the `<parcours-usager>` when she marks a démarche; never for a sensitive one.
 * @csspart root - The whole.
 * @csspart line - The frise, or the list.
 * @csspart apart - What has no date yet.
 * @csspart end - The end of the parcours.
 * @csspart next - What it leads to.
 * @cssproperty [--parcours-timeline-gap=8px] - Space between two rows of the frise.
 * @cssproperty [--parcours-color-accent=#9a5200] - The mark of today.
 * @status stable
 */
export class ParcoursTimeline extends ParcoursElement {
  static override styles: CSSResultGroup = [tokens, base, fieldStyles, itemStyles, styles]
  static override properties: PropertyDeclarations = {
    groupBy: { attribute: 'group-by' },
    _by: { state: true },
    _em: { state: true },
    _open: { state: true },
    _popped: { state: true },
    _unfolded: { state: true },
    _series: { state: true },
    _said: { state: true },
    _extended: { state: true },
  }

  /** How dates are grouped at first: `moment`, `organisme` or `theme`. */
  groupBy: GroupBy = 'moment'

  private _by: GroupBy | undefined
  /** Width in em, by steps: 0 is the list. A small change of width moves nothing. */
  private _em = 0
  /** Items whose panel is open in its place. */
  private _open: ReadonlySet<string> = new Set()
  /** The one whose panel stands above the frise. */
  private _popped: string | undefined
  private _unfolded: ReadonlySet<string> = new Set()
  private _series: ReadonlySet<string> = new Set()
  private _said = ''
  /** How many times she asked for a longer horizon. */
  private _extended = 0
  /** What the frise shows now; undefined: the list. */
  private _lanes: Drawing['lanes'] | undefined
  private _sizes: ResizeObserver | undefined
  private _outside: AbortController | undefined
  /** Where the focus goes once drawn: what it stood on may have moved to another lane. */
  private _focusOn: string | undefined
  /** The title of the item whose panel has the focus, as an update begins: an answer may take that panel away. */
  private _focusIn: string | undefined
  private readonly _fields = new Fields({
    ctx: () => withDays(this.ctx!),
    root: () => this.renderRoot as ShadowRoot,
    update: () => this.requestUpdate(),
    host: this,
    immediate: () => false,
  })

  protected readonly ns = 'timeline'
  protected readonly french = french

  constructor() {
    super()
    new PrintController(this)
    new Together(this, () => this.ctx)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // In the next frame: what is drawn for a width changes the height, and must not be observed in the same round.
    this._sizes = new ResizeObserver(([entry]) => requestAnimationFrame(() => this._measure(entry!.contentRect.width)))
    this._sizes.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this._sizes?.disconnect()
    this._outside?.abort()
    this._popped = undefined
  }

  private _measure(px: number): void {
    if (!this.isConnected) return
    const em = px / parseFloat(getComputedStyle(this.renderRoot.querySelector('.root') ?? this).fontSize)
    const next = px < WIDE.px || em < WIDE.em ? 0 : Math.floor(em / 2) * 2
    if (next === this._em) return
    // A panel changes its nature with the layout: none is left open in between.
    if (!next || !this._em) this._popped = undefined
    this._em = next
  }

  protected override contextChanged(ctx: ParcoursContext | null, before: ParcoursContext | null): void {
    this._fields.refresh()
    // "Tout effacer" and quick exit leave nothing open, nothing typed.
    if (erased(before, ctx)) {
      this._fields.reset()
      this._open = new Set()
      this._popped = undefined
      this._unfolded = new Set()
      this._series = new Set()
      this._said = ''
      this._extended = 0
    }
  }

  private _site(ctx: ParcoursContext): Site {
    return {
      ctx,
      fields: this._fields,
      t: (key, values) => this.t(key, values),
      go: (id) => this._go(id),
      mark: (item) => this._mark(item),
    }
  }

  protected renderReady(ctx: ParcoursContext): Content {
    const { progress, parcours, today } = ctx.session!
    const plan = withBooked(ctx)
    const title = heading(this.level, this.t('title'), { className: 't2' })
    if (!plan.items.length)
      return html`${title}
        <p class="lead quiet">${this.t(progress.complete ? 'emptyDone' : 'emptyStart')}</p>`
    const choices = GROUPS.map((by) => ({ by, arranged: arrange(plan, by, parcours.source, this._series) }))
    // A way of grouping that makes one group, or none, is no choice.
    const useful = choices.filter(
      ({ by, arranged: { groups } }) =>
        by === 'moment' || (groups.length > 1 && groups.some(({ titles }) => titles.length)),
    )
    const chosen = this._by ?? this.groupBy
    const { by, arranged } = useful.find((choice) => choice.by === chosen) ?? useful[0]!
    const items = arranged.groups.flatMap(({ months }) => months.flatMap((month) => month.items))
    const wide = this._em > 0 && items.length > 0
    const side = wide && this._em >= SIDE.from
    const drawing = wide ? this._draw(ctx, arranged, items, side) : null
    this._lanes = drawing?.lanes
    return html`
      <div class="head">
        <div>${title} ${this._lead(ctx, items)}</div>
        ${
          useful.length > 1
            ? groupChoice(
                (key) => this.t(key),
                useful.map((choice) => choice.by),
                by,
                (next) => this._group_by(next),
              )
            : nothing
        }
      </div>
      <div class="line ${wide ? 'wide' : ''} ${side ? 'side' : ''}" part="line" @keydown=${this._key}>
        ${drawing ? this._axis(ctx, drawing.scale, today, side) : nothing}
        <div class="lanes">
          ${repeat(
            arranged.groups,
            ({ id }) => `${by} ${id}`,
            (group) => this._group(ctx, arranged, group, drawing),
          )}
        </div>
        ${this._end(ctx)}
      </div>
      ${items.length ? this._legend(items) : nothing} ${this._apart(ctx, arranged, 'undecided')}
      ${this._apart(ctx, arranged, 'free')} ${this._quiet(ctx, arranged)} ${nextView(ctx, this.level + 1)}
      <p class="vh" role="status">${this._said}</p>
    `
  }

  private _lead(ctx: ParcoursContext, items: readonly Item[]): TemplateResult {
    const { locale, session } = ctx
    const days = items.map((item) => dayOf(item)!).sort()
    const last = [days.at(-1), this._endOf(ctx)]
      .filter((day) => day != null)
      .sort()
      .at(-1)
    const month = (day: string): string => locale.date(day, 'month')
    return html`<p class="lead">
      ${days.length ? html`<span>${this.t('lead', { count: days.length, from: month(days[0]!), to: month(last!) })}</span> ` : nothing}<span
        class="quiet"
        >${this.t('today', { date: locale.date(session!.today, 'long') })}</span
      >
    </p>`
  }

  private _group_by(by: GroupBy): void {
    this._by = by
    this._unfolded = new Set()
  }

  // The frise.

  private _draw(ctx: ParcoursContext, { groups }: Arranged, items: readonly Item[], side: boolean): Drawing {
    const { today } = ctx.session!
    const ends = new Map(items.map((item) => [item.id, drawn(item, today)]))
    const days = [...ends.values()].flatMap(({ from, to }) => (from === to ? [from] : [from, to]))
    const scale = scaleOf(today, days, this._endOf(ctx))
    const percent = (em: number): number => (em / (this._em - (side ? SIDE.size : 0))) * 100
    const starts = new Map(scale.columns.map(({ key, start }) => [key, start]))
    const room = {
      label: percent(ROOM.label),
      mark: percent(ROOM.mark),
      fold: percent(ROOM.fold),
      start: (month: string) => starts.get(month) ?? scale.at(`${month}-01`),
    }
    const lanes = groups.map(({ id, moment, months }): [string, Lane] => {
      const things = months.flatMap(({ key, items: inside }) =>
        inside.map((item): Thing => {
          const { from, to } = ends.get(item.id)!
          return {
            id: item.id,
            from: scale.at(from),
            to: from === to ? scale.at(from) : scale.at(to, true),
            month: key,
            weight: weightOf(item),
          }
        }),
      )
      const open = months.filter(({ key }) => this._unfolded.has(`${id} ${key}`)).map(({ key }) => key)
      const rows = groups.length === 1 ? ROWS.only : moment === 'now' ? ROWS.now : moment ? ROWS.moment : ROWS.other
      return [id, layOut(things, { ...room, rows }, new Set(open))]
    })
    return { scale, lanes: new Map(lanes) }
  }

  /** Months, today and the end, drawn behind the lanes. Decoration: every item says its own date. */
  private _axis(ctx: ParcoursContext, { columns, at }: Scale, today: string, side: boolean): TemplateResult {
    const { locale } = ctx
    const end = this._endOf(ctx)
    const [first] = columns
    const names = named(columns, (NAME / (this._em - (side ? SIDE.size : 0))) * 100)
    return html`<div class="axis" aria-hidden="true">
      <div class="gone" .style=${`--x:0;--w:${at(today)}`}></div>
      ${columns.map((column) => {
        const { key, start, size } = column
        const date = `${key}-01`
        const month = Number(key.slice(5))
        const outside = key === BEFORE || key === AFTER
        return html`<div
          class="col ${month === 1 ? 'january' : ''} ${column === columns.at(-1) ? 'last' : ''}"
          .style=${`--x:${start};--w:${size}`}
        >
          <span class="year num"
            >${!outside && (month === 1 || column === first || (columns[0]?.key === BEFORE && column === columns[1])) ? key.slice(0, 4) : ''}</span
          >
          <span class="name">${!names.has(key) ? '' : outside ? this.t(key) : locale.date(date, 'monthShort')}</span>
        </div>`
      })}
      ${end ? html`<div class="stop" .style=${`--x:${at(end, true)}`}><span>${this.t('stop')}</span></div>` : nothing}
      <div class="today" .style=${`--x:${at(today)}`}>
        <span class=${at(today) > 80 ? 'back' : ''}>${this.t('now')}</span>
      </div>
    </div>`
  }

  // Groups and their items: the same headings and lists whatever the layout.

  private _group(ctx: ParcoursContext, arranged: Arranged, group: Group, drawing: Drawing | null): TemplateResult {
    const { id, moment, titles, months } = group
    const lane = drawing?.lanes.get(id)
    const total = months.reduce((sum, month) => sum + month.items.length, 0)
    // On a phone the first thing to read is not what is over.
    const folds = moment === 'past'
    const closed = !drawing && folds && !this._unfolded.has('past')
    const title = moment
      ? this.t(`moment_${moment}`)
      : titles.length
        ? either(
            ctx,
            titles.map(({ address, french: own }) => words(ctx, address, own)),
          )
        : this.t('groupOther')
    return html`<section class="lane ${moment ?? ''}" aria-labelledby="g-${id}">
      ${heading(this.level + 1, [title, apart(ctx)], { id: `g-${id}`, className: 'name' })}
      ${
        folds && !drawing
          ? html`<button
              class="btn small noprint unfold"
              type="button"
              aria-expanded=${closed ? 'false' : 'true'}
              @click=${() => this._fold('past')}
            >
              ${this.t(closed ? 'pastShow' : 'pastHide', { count: total })}
            </button>`
          : nothing
      }
      <ol class="bare months ${closed ? 'folded' : ''}">
        ${repeat(
          months,
          ({ key }) => key,
          ({ key, items }) => {
            const name = ctx.locale.date(`${key}-01`, 'month')
            const fold = lane?.folds.find(({ month }) => month === key)
            const held = drawing
              ? (fold?.ids ?? [])
              : items.length > LISTED
                ? items.slice(LISTED - 1).map((item) => item.id)
                : []
            const open = this._unfolded.has(`${id} ${key}`)
            const what = fold && fold.last !== key ? `${name} – ${ctx.locale.date(`${fold.last}-01`, 'month')}` : name
            return html`<li class="month">
              ${heading(this.level + 2, name, { className: 'monthname' })}
              <ol class="bare items">
                ${repeat(
                  items,
                  (item) => item.id,
                  (item) =>
                    this._item(
                      ctx,
                      arranged,
                      item,
                      lane?.places.get(item.id),
                      drawing,
                      lane ? !lane.places.has(item.id) : !open && held.includes(item.id),
                    ),
                )}
              </ol>
              ${
                held.length
                  ? html`<button
                      class="fold noprint"
                      type="button"
                      aria-expanded=${open}
                      .style=${fold ? position(fold) : ''}
                      @click=${() => this._fold(`${id} ${key}`)}
                    >
                      <span class="num">${open ? '−' : '+'}${ctx.locale.number(held.length)}</span
                      ><span class="what"> ${this.t('foldOf', { count: held.length, month: what })}</span>
                    </button>`
                  : nothing
              }
            </li>`
          },
        )}
      </ol>
    </section>`
  }

  private _item(
    ctx: ParcoursContext,
    arranged: Arranged,
    item: Item,
    place: Place | undefined,
    drawing: Drawing | null,
    folded: boolean,
  ): TemplateResult {
    const { today } = ctx.session!
    let shape = ''
    let band = false
    if (drawing && place) {
      const { from, to } = drawn(item, today)
      band = from !== to
      const start = drawing.scale.at(from)
      const size = band ? drawing.scale.at(to, true) - start : 0
      // The band as a share of its own box.
      shape = `${position(place)};--o:${((start - place.start) / place.size) * 100};--b:${(size / place.size) * 100}`
    }
    const name = [
      'item',
      item.kind,
      `k-${item.timingKind}`,
      `s-${item.status}`,
      band ? 'band' : '',
      place?.flipped ? 'flip' : '',
      folded ? 'folded' : '',
    ]
    return html`<li class=${name.join(' ')} .style=${shape}>${this._card(ctx, arranged, item, drawing !== null)}</li>`
  }

  private _card(ctx: ParcoursContext, arranged: Arranged, item: Item, wide: boolean): TemplateResult {
    const site = this._site(ctx)
    const { id } = item
    const open = wide ? this._popped === id : this._open.has(id)
    const series = arranged.series.get(id)
    const sorts = sortWords(site, item)
    const who = whoOf(ctx, item.organismes)
    const jalon = item.kind === 'jalon'
    const title = line(ctx, titleAt(item), item.of.title, item)
    return html`<span class="mark">${markOf(item)}</span>
      <div class="box">
        <button
          class="title"
          type="button"
          id="t-${id}"
          aria-expanded=${open}
          aria-controls=${open ? `p-${id}` : nothing}
          aria-describedby="m-${id}"
          @click=${() => this._toggle(id, wide)}
        >
          <span>${title}</span>${icon(ChevronDown, 'chevron')}
        </button>
        <p class="printed" aria-hidden="true">${title}</p>
        <p class="meta" id="m-${id}">
          <span class="full num">${whenText(ctx, item)}</span
          ><span class="brief num" aria-hidden="true">${this._brief(ctx, item)}</span>
          ${sorts.map((word) => html`<span>${word}</span>`)} ${who ? html`<span class="who">${who}</span>` : nothing}
          <span class="status ${item.status}"
            >${jalon ? [icon(Info), isBooked(item) ? itemWords(ctx)('booked') : this.t('jalon')] : statusOf(ctx, item)}</span
          >
        </p>
        ${
          item.occurrence === undefined
            ? nothing
            : html`<p class="again small quiet">
                ${repeatText(site, item)}${series?.more.length ? html`<span class="rest">, ${this.t('until', { date: ctx.locale.date(dayOf(series.more.at(-1)!)!) })}</span>` : nothing}
              </p>`
        }
        ${
          series
            ? html`<button
                class="more noprint"
                type="button"
                aria-expanded=${!series.more.length}
                @click=${() => this._toggleSeries(series.id)}
              >
                ${series.more.length ? this.t('seriesMore', { count: series.more.length }) : this.t('seriesLess')}
              </button>`
            : nothing
        }
      </div>
      ${open ? this._panel(site, arranged, item, wide) : nothing}`
  }

  /** In the frise: "30 nov.", or both ends of a band. */
  private _brief({ locale, session }: ParcoursContext, item: Item): string {
    const day = dayOf(item)
    if (day === null) return ''
    const { from, to } = drawn(item, session!.today)
    return from === to ? locale.date(from, 'short') : `${locale.date(from, 'short')} – ${locale.date(to, 'short')}`
  }

  private _panel(site: Site, arranged: Arranged, item: Item, wide: boolean): TemplateResult {
    const { id } = item
    return html`<div
      class="panel stack noprint"
      id="p-${id}"
      role="group"
      aria-labelledby="t-${id}"
      tabindex=${wide ? '-1' : nothing}
      popover=${wide && POPOVER ? 'manual' : nothing}
      @focusout=${wide ? (event: FocusEvent) => this._left(event, id) : nothing}
    >
      ${
        wide
          ? html`<div class="top">
              <div>
                <p class="t3 strong">${titleOf(site.ctx, item)}</p>
                <p class="small quiet">${[whenText(site.ctx, item), ...sortWords(site, item)].join(' · ')}</p>
                <p class="small quiet">${whoOf(site.ctx, item.organismes)}</p>
              </div>
              <button class="btn plain small close" type="button" @click=${() => this._close(true)}>
                ${icon(X)}<span>${site.ctx.locale.t('core', 'close')}</span>
              </button>
            </div>`
          : nothing
      }
      ${panelContent(site, item, arranged.folded.get(id) ?? [])}
    </div>`
  }

  /** The last day that is drawn: the end of the parcours, or as far as she asked for. */
  private _endOf(ctx: ParcoursContext): string | null {
    const end = ctx.session!.plan.end
    return (this._extended ? end?.extended(this._extended) : end?.at?.from) ?? null
  }

  private _end(ctx: ParcoursContext): Content {
    const end = ctx.session!.plan.end
    if (!end) return nothing
    const { of, address, at } = end
    const indicative = at?.certainty === 'indicative'
    const last = this._endOf(ctx)
    return html`<section class="end" part="end" aria-labelledby="end">
      <span class="mark">${icon(Flag, 'form')}</span>
      <div class="box">
        ${heading(this.level + 1, [this.t('end'), apart(ctx)], { id: 'end', className: 'name' })}
        <p class="meta">
          <span class="num"
            >${this._extended ? this.t('extended', { date: ctx.locale.date(last!) }) : ctx.locale.when(at)}</span
          >
          ${indicative ? html`<span>${this.t('kind_estimate')}</span>` : nothing}
        </p>
        ${this._extended ? nothing : block(ctx, `${address}.text`, of.text)} ${block(ctx, `${address}.next`, of.next)}
        ${
          of.extend && last
            ? html`<p class="noprint row">
                <button class="btn small" type="button" id="extend" @click=${() => this._extend(ctx)}>
                  ${line(ctx, `${address}.extend.text`, of.extend.text)}
                </button>
                ${this._extended ? html`<button class="btn plain small" type="button" @click=${() => this._shorten()}>${this.t('extendUndo')}</button>` : nothing}
              </p>`
            : nothing
        }
      </div>
    </section>`
  }

  private _legend(items: readonly Item[]): TemplateResult {
    const kinds = (['legal', 'recommended', 'indicative', 'observed'] as const).filter((kind) =>
      items.some((item) => item.timingKind === kind && item.status !== 'fait'),
    )
    return html`<ul class="bare legend small">
      ${kinds.map(
        (kind) =>
          html`<li>
            ${kindMark(kind)}<span><strong>${this.t(`kind_${kind}`)}</strong> ${this.t(`legend_${kind}`)}</span>
          </li>`,
      )}
    </ul>`
  }

  // What has no place on the line.

  private _apart(ctx: ParcoursContext, arranged: Arranged, which: 'undecided' | 'free'): Content {
    const items = arranged[which]
    if (!items.length) return nothing
    // In the plan's order, what matters most first: the others are one tap away.
    const cut = items.length > APART + 2 ? APART : items.length
    const list = (some: readonly Item[]): TemplateResult =>
      html`<ul class="bare items">
        ${repeat(
          some,
          ({ id }) => id,
          (item) => html`<li class="item ${item.kind}">${this._card(ctx, arranged, item, false)}</li>`,
        )}
      </ul>`
    return html`<section class="apart" part="apart" aria-labelledby=${which}>
      ${heading(this.level + 1, [this.t(which), apart(ctx)], { id: which, className: 'name' })}
      <p class="quiet">${this.t(`${which}Help`)}</p>
      ${list(items.slice(0, cut))}
      ${
        cut < items.length
          ? html`<details>
              <summary>${icon(ChevronDown)}${this.t('apartMore', { count: items.length - cut })}</summary>
              ${list(items.slice(cut))}
            </details>`
          : nothing
      }
    </section>`
  }

  /** Closed, under a name that says nothing, and never on paper. */
  private _quiet(ctx: ParcoursContext, arranged: Arranged): Content {
    if (!arranged.quiet.length) return nothing
    return html`<details class="apart noprint">
      <summary>${icon(ChevronDown)}${ctx.locale.t('core', 'sensitiveTitle')}</summary>
      <ul class="bare items">
        ${repeat(
          arranged.quiet,
          ({ id }) => id,
          (item) => html`<li class="item ${item.kind}">${this._card(ctx, arranged, item, false)}</li>`,
        )}
      </ul>
    </details>`
  }

  // What she does.

  private _toggle(id: string, wide: boolean): void {
    if (wide) this._popped = this._popped === id ? undefined : id
    else this._open = toggled(this._open, id)
  }

  private _fold(key: string): void {
    this._unfolded = toggled(this._unfolded, key)
  }

  private _toggleSeries(id: string): void {
    const last = this.renderRoot.querySelector(':focus')?.closest('.item')?.querySelector('.title')?.id
    if (!this._series.has(id)) this._focusOn = last
    else this._focusOn = undefined
    this._series = toggled(this._series, id)
  }

  private _mark(item: Item): void {
    const done = item.status !== 'fait'
    this._said = item.sensitive
      ? itemWords(this.ctx!)('markedQuiet')
      : this.t(done ? 'marked' : 'unmarked', { title: titleOf(this.ctx!, item) })
    this._focusOn = `mark-${item.id}`
    this.ctx!.mark(item.id, done ? 'fait' : 'a-faire')
  }

  private _extend(ctx: ParcoursContext): void {
    this._extended++
    ctx.tell?.('parcours-extended', {})
  }

  private _shorten(): void {
    this._extended = 0
    this._focusOn = 'extend'
  }

  /** Shows an item wherever it is folded, and moves there. */
  private _go(id: string): void {
    const { plan, parcours } = this.ctx!.session!
    const item = plan.item(id)
    if (!item) return
    const series = seriesOf(item)
    if (series !== null) this._series = new Set([...this._series, series])
    const arranged = arrange(plan, this._by ?? this.groupBy, parcours.source, this._series)
    const holder = arranged.groups.find(({ months }) => months.some((month) => month.items.includes(item)))
    if (holder) {
      const fold = this._lanes?.get(holder.id)?.folds.find(({ ids }) => ids.includes(id))
      const month = fold?.month ?? dayOf(item)!.slice(0, 7)
      this._unfolded = new Set([
        ...this._unfolded,
        `${holder.id} ${month}`,
        ...(holder.moment === 'past' ? ['past'] : []),
      ])
    }
    const parent = item.foldedUnder
    this._popped = undefined
    this._focusOn = `t-${parent !== undefined && arranged.folded.get(parent)?.includes(item) ? parent : id}`
    this.requestUpdate()
  }

  // The panel of the frise: above everything, so that nothing else moves.

  private _close(back: boolean): void {
    if (back) this._focusOn = `t-${this._popped}`
    this._popped = undefined
  }

  private _key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this._popped === undefined || event.defaultPrevented) return
    event.preventDefault()
    this._close(true)
  }

  /** Tab goes on behind the panel: it must not cover what has the focus. */
  private _left(event: FocusEvent, id: string): void {
    const to = event.relatedTarget as HTMLElement | null
    const panel = event.currentTarget as HTMLElement
    if (to && !panel.contains(to) && to.id !== `t-${id}`) this._close(false)
  }

  private _shown(): { panel: HTMLElement; anchor: HTMLElement } | null {
    const panel = this.renderRoot.querySelector<HTMLElement>('.panel[popover]')
    const anchor = panel?.closest<HTMLElement>('.item')
    return panel && anchor ? { panel, anchor } : null
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    const inside = (this.renderRoot as ShadowRoot | undefined)?.activeElement?.closest('.panel')
    this._focusIn = inside?.closest('.item')?.querySelector('.title')?.id
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    const shown = this._shown()
    if (!shown) this._outside?.abort()
    else if (!shown.panel.matches(':popover-open')) {
      shown.panel.showPopover()
      this._watch()
    }
    if (shown) besides(shown.panel, shown.anchor)
    const root = this.renderRoot as ShadowRoot
    const focus = this._focusOn ?? (root.activeElement ? undefined : this._focusIn)
    this._focusOn = undefined
    const target = focus === undefined ? null : root.getElementById(focus)
    for (let inside = target?.closest('details'); inside; inside = inside.parentElement!.closest('details'))
      inside.open = true
    target?.focus()
  }

  /** While a panel is shown: it follows its item, and a press anywhere else closes it. */
  private _watch(): void {
    this._outside?.abort()
    const { signal } = (this._outside = new AbortController())
    const view = this.ownerDocument.defaultView!
    const follow = (): void => {
      const shown = this._shown()
      if (shown) besides(shown.panel, shown.anchor)
    }
    view.addEventListener('scroll', follow, { capture: true, passive: true, signal })
    view.addEventListener('resize', follow, { passive: true, signal })
    view.addEventListener(
      'pointerdown',
      (event) => {
        const shown = this._shown()
        const path = event.composedPath()
        if (shown && !path.includes(shown.panel) && !path.includes(shown.anchor)) this._close(false)
      },
      { capture: true, signal },
    )
  }
}

const POPOVER = typeof HTMLElement !== 'undefined' && 'popover' in HTMLElement.prototype

const position = ({ row, start, size }: { row: number; start: number; size: number }): string =>
  `--r:${row + 1};--x:${start};--w:${size}`

/** What folds last: what is late, what the law sets, what matters most; what is over goes first. */
const weightOf = (item: Item): number =>
  (item.status === 'en-retard' ? 8 : 0) +
  (item.timingKind === 'legal' ? 4 : 0) +
  ('priority' in item.of && item.of.priority === 1 ? 2 : 0) +
  (item.sure ? 1 : 0) -
  (isOver(item) ? 8 : 0)

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

declare global {
  interface HTMLElementTagNameMap {
    'parcours-timeline': ParcoursTimeline
  }
}

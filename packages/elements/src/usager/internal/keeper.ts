import {
  alerts,
  answer,
  AnswerError,
  attach,
  diff,
  explain,
  fill,
  mark,
  planner,
  restore,
  save,
  start,
  type AlertItem,
  type Answer,
  type Compiled,
  type Mark,
  type Session,
} from '@parcours/engine'
import { compile } from '@parcours/engine/flow'
import type { Parcours, PlainDate, Saved, SavedKit } from '@parcours/schema'
import { adoptStyles, html, nothing, type LitElement, type TemplateResult } from 'lit'
import type { Booked, Change, ParcoursContext, Resumed, Told } from '../../core/context.js'
import type { Evaluation } from '../../evaluation/contract.js'
import type { Recorder } from '../../evaluation/recorder.js'
import { icon } from '../../core/icons.js'
import { ChevronDown } from '../../core/icons.first.js'
import type { Locale } from '../../core/locale.js'
import { pageAt, type Content } from '../../core/text.js'
import { partText } from '../../core/words.js'
import { ParcoursItemMarkEvent } from '../../events/item-mark.js'
import { ParcoursPlanReadyEvent } from '../../events/plan-ready.js'
import { planStyles } from '../plan.styles.js'
import type { Counter } from './counter.js'
import { keeps, onDevice } from './device.js'
import { forget, keep } from './kept.js'
import type { Destination, Onward } from './onward.js'
import type { Overlays } from './overlays.js'
import type { HostStatuses, HostTeller } from './statuses.js'
import { todayIn } from './today.js'

/** The usager's element, as its keeper sees it. */
export interface KeeperHost extends HTMLElement {
  readonly updateComplete: Promise<unknown>
  requestUpdate(): void
  readonly today?: string
  readonly territory?: string
  readonly prefill?: Record<string, Answer>
  readonly src?: string | undefined
  readonly parcours?: unknown
  readonly translations?: Readonly<Record<string, unknown>>
  readonly mode?: string
  readonly statuses?: HostStatuses
  readonly evaluation?: Evaluation
}

/** What a context has of the session. */
export type KeptContext = Pick<
  ParcoursContext,
  | 'locale'
  | 'session'
  | 'prefilled'
  | 'kept'
  | 'keeps'
  | 'change'
  | 'answer'
  | 'newMember'
  | 'mark'
  | 'explain'
  | 'booked'
  | 'book'
  | 'fill'
  | 'diff'
  | 'keep'
  | 'saved'
  | 'resumes'
  | 'resume'
  | 'kit'
  | 'notes'
  | 'note'
  | 'told'
  | 'returned'
  | 'tell'
  | 'onward'
  | 'elsewhere'
>

/** Holds a session: answers and marks, what this tab keeps of them, the layout of the plan. */
export class Keeper {
  readonly #host: KeeperHost
  /** As it was read: no local variant. */
  readonly source: Parcours
  /** The socle, or the variant of where she lives. */
  #compiled: Compiled
  readonly #publish: () => void
  /** A session to go on with, kept by this tab or on screen under another day. */
  readonly #saved: Saved | null
  #session!: Session
  /** Local variants that the host gave; undefined until they are there. */
  #overlays: Overlays | undefined
  #localising = false
  /** Marks of what only another variant has: they come back with it. */
  #aside: Saved['items'] = {}
  #before: { ref: string; session: Session } | null = null
  #prefilled = new Set<string>()
  #booked: ReadonlyMap<string, Booked> = new Map()
  #kit: SavedKit | undefined
  #resumes = 0
  #kept: boolean
  readonly #keeps: boolean
  #complete = false
  #plan: 'absent' | 'loading' | 'ready' | 'failed' = 'absent'
  #loadPlan: (() => Promise<unknown>) | undefined
  #widgets: HTMLElement[] | undefined
  #kitElement: HTMLElement | undefined
  #alone: HTMLElement | undefined
  #receiver: (HTMLElement & { link?: string }) | undefined
  #bilan: HTMLElement | undefined
  /** The link that this page cannot open, once she has read that. */
  #refused: string | undefined
  #unread: typeof import('../../onward.js').unread | undefined
  #returned: boolean
  #rank = 1
  /** Undefined: nobody listens for other parcours of the page. */
  #neighbours: AbortController | undefined
  /** Counter mode: undefined until its file is there. */
  #counter: Counter | undefined
  #counterFile: 'absent' | 'loading' | 'failed' = 'absent'
  #teller: HostTeller | undefined
  /** What the host plugged when the teller was made. */
  #statuses: HostStatuses | undefined
  #told: ReadonlyMap<string, Told> = new Map()
  /** Marks that the engine has from the host, by item. */
  readonly #given = new Map<string, string>()
  #recorder: Recorder | undefined
  #recorderFile = false
  /** From one parcours to the next: undefined until she asks for it; it goes with her. */
  #onward: Onward | undefined
  /** Where she wanted to go when its file did not come. */
  #lost: Destination | undefined
  #ctx: ParcoursContext | undefined
  #links: { readonly text: string; readonly places: Places } = { text: '', places: {} }

  /**
   * Compiles; open() comes after, in a turn of its own.
   * @param source judged already
   * @param kept what this tab keeps, null when nothing
   * @param running the keeper before: another day or territory reckons the same answers again
   * @throws {ParcoursError} `cycle`
   */
  constructor(host: KeeperHost, source: Parcours, publish: () => void, kept: unknown, running: Keeper | null) {
    // What came with a file of its own added its styles.
    if (!running) {
      const { elementStyles } = host.constructor as typeof LitElement
      adoptStyles(host.shadowRoot!, [...elementStyles, planStyles])
    }
    this.#host = host
    this.source = source
    this.#publish = publish
    this.#compiled = compile(source, { judged: true })
    // On a machine that others use nothing is kept, and nothing that was is taken up.
    if (host.mode === COUNTER) {
      forget(host, source.id)
      kept = null
    }
    this.#kept = kept !== null
    this.#keeps = keeps(host)
    const again = running !== null && running.#compiled.id === source.id
    if (running && (again || running.#onward?.leadsTo(source.id))) this.#onward = running.#onward
    const same = again ? running : this.#onward?.left(source.id)
    const brought = this.#onward?.takenUp(source.id)
    this.#saved = brought ?? (same ? same.#toSave() : (kept as Saved | null))
    this.#returned = same ? same.#returned : brought !== undefined || kept !== null
    if (same && !brought) {
      this.#prefilled = same.#prefilled
      this.#booked = same.#booked
    }
    if (running) {
      this.#counter = running.#counter
      this.#recorder = running.#recorder
      running.#teller?.stop()
    }
  }

  /** Starts or goes on. */
  open(): void {
    const { today, territory } = this.#host
    const options = { today: today ?? todayIn(territory), ...(territory ? { territory } : {}) }
    attach(this.#compiled, planner)
    if (this.#saved) {
      this.#take(this.#saved, options.today)
      this.#kit = this.#saved.kit
    } else {
      this.#session = start(this.#compiled, options)
      this.#takePrefill()
    }
    const { stored } = this.#session
    for (const [ref, value] of Object.entries(this.#onward?.bring(this.#compiled.id) ?? {}))
      if (stored[ref] === undefined) this.#takeKnown(ref, value)
    this.#complete = this.#session.progress.complete
    this.#localise()
  }

  /** Takes up what was saved, with all the marks that this variant has. */
  #take(saved: Saved, today: PlainDate): Resumed {
    const { territory } = this.#host
    const { session, ...rest } = restore(this.#compiled, saved, { today, ...(territory ? { territory } : {}) })
    this.#session = session
    const known = save(session).items
    this.#aside = this.#host.hasAttribute('overlays')
      ? Object.fromEntries(Object.entries(saved.items).filter(([id]) => !Object.hasOwn(known, id)))
      : {}
    return rest
  }

  // Local variants.

  /** Asks for those that the host gave; at the next answer again when they did not come. */
  #localise(): void {
    const given = ['overlays', 'annuaire'].some((name) => this.#host.getAttribute(name))
    if (!given || this.#overlays || this.#localising) return
    this.#localising = true
    import('./overlays.js')
      .then(({ Overlays }) => Overlays.load(this.#host, this.#compiled, this.#publish))
      .then(
        (overlays) => {
          this.#overlays = overlays
          this.#settle()
          this.#hear()
          this.#publish()
        },
        () => (this.#localising = false),
      )
  }

  /** The variant of where she lives now: what she answered and marked stays. */
  #settle(): void {
    const compiled = this.#overlays?.of(this.#session)
    if (!compiled || compiled === this.#compiled) return
    const saved = this.#toSave()
    this.#compiled = compiled
    attach(compiled, planner)
    this.#take(saved, this.#session.today)
  }

  get alerts(): readonly AlertItem[] {
    return alerts(this.#session)
  }

  #takePrefill(): void {
    for (const [ref, value] of Object.entries(this.#host.prefill ?? {})) {
      const question = this.#compiled.source.questions.find((candidate) => candidate.id === ref)
      if (question?.prefill === true && !question.sensitive) this.#takeKnown(ref, value)
    }
  }

  /** An answer that was known before: she confirms it. */
  #takeKnown(ref: string, value: Answer): void {
    try {
      this.#session = answer(this.#session, ref, value)
      this.#prefilled.add(ref)
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error
    }
  }

  // The other parcours.

  /** A file that was read on the way to another parcours, or back. */
  file(url: string): unknown {
    return this.#onward?.file(url)
  }

  /** What the host says of where they are. */
  get #places(): Places {
    const text = this.#host.getAttribute('parcours-links') ?? ''
    if (text !== this.#links.text) this.#links = { text, places: placesIn(text) }
    return this.#links.places
  }

  #way(parcours: string, carries: readonly string[] = []): ((pressed?: Event) => void) | string | undefined {
    if (this.#destination(parcours))
      return (pressed) => {
        const to = this.#destination(parcours)
        if (to) this.#goOn({ ...to, carries, from: (pressed?.currentTarget ?? null) as HTMLElement | null })
      }
    const href = this.#places[parcours]?.href
    return typeof href === 'string' ? pageAt(href, this.#host.baseURI) : undefined
  }

  /** Undefined: the host did not say where its file is. */
  #destination(parcours: string): Destination | undefined {
    const { src, overlays } = this.#places[parcours] ?? {}
    if (typeof src !== 'string' || parcours === this.#compiled.id) return undefined
    return { parcours, src, overlays: typeof overlays === 'string' ? overlays : null, carries: [], from: null }
  }

  #goOn(to: Destination): void {
    this.#lost = undefined
    import('../../onward.js').then(
      ({ Onward }) => void (this.#onward ??= new Onward(this.#host)).ask(this.#ctx!, to, this),
      () => {
        this.#lost = to
        this.#publish()
      },
    )
  }

  /** Its part of the context, anew at every change. */
  context(language: Locale): KeptContext {
    const locale = this.#overlays?.locale(language) ?? language
    const session = this.#session
    const before = this.#before
    const counter = this.#counter
    let change: Change | null | undefined
    this.#plugged()
    return {
      locale,
      ...(this.#rank > 1 ? { apart: ` (${locale.t('common', 'apart', { rank: this.#rank })})` } : {}),
      session,
      prefilled: this.#prefilled,
      kept: this.#kept,
      keeps: this.#keeps,
      // Computed only for a widget that shows it, and only when an item changed: comparing two plans is not part of an answer.
      get change() {
        if (change === undefined)
          change = before && session.changes.length ? { ref: before.ref, diff: diff(before.session, session) } : null
        return change
      },
      answer: (ref, value) => this.#answer(ref, value),
      newMember: () => crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36).padStart(7, '0').slice(-5),
      mark: (id, status, on) => this.#mark(id, status, on),
      // A rendez-vous that she took is no item of the engine's.
      explain: (id) => (id.startsWith('rendez-vous:') ? [] : explain(this.#session, id)),
      booked: this.#booked,
      book: (id, booked) => {
        const all = new Map(this.#booked)
        if (booked) all.set(id, booked)
        else all.delete(id)
        this.#booked = all
        this.#publish()
      },
      // Read when it is needed: each letter of a note is not a new context.
      get notes() {
        return counter?.notes ?? ''
      },
      note: (text) => counter?.note(text),
      told: (id) => this.#told.get(id),
      onward: (parcours, carries) => this.#way(parcours, carries),
      elsewhere: this.#onward?.waits === true,
      returned: this.#returned,
      ...(this.#recorder ? { tell: this.#recorder.tell } : {}),
      fill: (text, item) =>
        fill(this.#session, text, item)
          .map((part) =>
            typeof part === 'string' ? part : partText(locale, this.#session, part).replace(/[*[\]]/g, ''),
          )
          .join(''),
      diff,
      keep: (on) => this.#keep(on),
      saved: () => this.#toSave(),
      resumes: this.#resumes,
      resume: (saved) => this.#resume(saved),
      kit: (events) => {
        const { id } = (this.#kit ??= { id: random() })
        if (events) {
          this.#kit = { id, events: { ...events } }
          this.#write()
        }
        return this.#kit
      },
    }
  }

  #toSave(): Saved {
    const saved = save(this.#session)
    // What the host said is the host's to say again: it goes nowhere with her answers.
    const items = Object.fromEntries(
      Object.entries({ ...this.#aside, ...saved.items }).filter(([, { by }]) => by === 'usager'),
    )
    return { ...saved, items, ...(this.#kit ? { kit: this.#kit } : {}) }
  }

  #resume(saved: Saved): Resumed {
    const to = saved.parcours === this.#compiled.id ? undefined : this.#destination(saved.parcours)
    if (to) {
      this.#goOn({ ...to, saved })
      return { askAgain: [], dropped: [] }
    }
    const rest = this.#take(saved, this.#session.today)
    this.#settle()
    this.#resumes++
    this.#kit = saved.kit
    this.#before = null
    this.#prefilled = new Set()
    this.#returned = true
    this.#hear()
    this.#changed()
    return rest
  }

  #answer(ref: string, value: Answer | undefined): boolean {
    const before = this.#session
    try {
      this.#session = answer(before, ref, value)
    } catch (error) {
      if (error instanceof AnswerError) return false
      throw error
    }
    this.#before = { ref, session: before }
    this.#prefilled.delete(ref)
    this.#settle()
    this.#hear()
    this.#changed()
    return true
  }

  #mark(id: string, status: Mark, on?: PlainDate): void {
    const session = this.#session
    const item = session.plan.item(id)
    if (!item) return
    const { today } = session
    try {
      this.#session = mark(session, id, status, { by: 'usager', on: on && on < today ? on : today })
    } catch (error) {
      if (error instanceof AnswerError) return
      throw error
    }
    this.#hear()
    this.#changed()
    if (!item.sensitive)
      this.#host.dispatchEvent(new ParcoursItemMarkEvent({ parcours: session.parcours.id, item: item.of.id, status }))
  }

  // What the host plugs, each from a file of its own.

  #plugged(): void {
    const { mode, statuses, evaluation, ownerDocument } = this.#host
    if (!this.#neighbours) {
      this.#rank = this.#ranked()
      this.#neighbours = new AbortController()
      // Another one comes, or moves.
      ownerDocument.addEventListener(
        'context-provider',
        () => {
          const rank = this.#ranked()
          if (rank === this.#rank) return
          this.#rank = rank
          this.#publish()
        },
        this.#neighbours,
      )
    }
    if (mode === COUNTER && !this.#counter && this.#counterFile === 'absent') this.#loadCounter()
    if (statuses !== this.#statuses) {
      this.#statuses = statuses
      this.#teller?.stop()
      this.#teller = undefined
      if (statuses) void this.#listen(statuses)
      else this.#told = new Map()
    }
    if (this.#recorder) {
      if (evaluation) this.#recorder.evaluation = evaluation
      else this.#recorder = void this.#recorder.disconnect()
    } else if (evaluation && !this.#recorderFile) {
      this.#recorderFile = true
      // Without it nothing is measured, and nothing else changes.
      import('../../evaluation.js').then(
        ({ Recorder }) => {
          this.#recorder = new Recorder(this.#host, evaluation)
          this.#publish()
        },
        () => (this.#recorderFile = false),
      )
    }
  }

  /** The tag left the page: nothing of it listens there any more. Back in it, each begins again. */
  away(): void {
    this.#neighbours = void this.#neighbours?.abort()
    this.#counter?.stop()
    this.#recorder?.disconnect()
    this.#teller?.stop()
    this.#teller = this.#statuses = undefined
  }

  /** Where this parcours stands among those of the page, from 1: two have the same headings, and a screen reader lists both. */
  #ranked(): number {
    const all = [...this.#host.ownerDocument.querySelectorAll('*')].filter(({ localName }) =>
      localName.startsWith('parcours-usager'),
    )
    return all.indexOf(this.#host) + 1
  }

  #loadCounter(): void {
    this.#counterFile = 'loading'
    import('../../accompagnement.js').then(
      ({ Counter }) => {
        this.#counter = new Counter(this.#host)
        this.#publish()
      },
      () => {
        this.#counterFile = 'failed'
        this.#publish()
      },
    )
  }

  async #listen(statuses: HostStatuses): Promise<void> {
    try {
      const { HostTeller } = await import('../../statuses.js')
      if (this.#statuses !== statuses) return
      this.#teller = new HostTeller(
        statuses,
        () => this.#session,
        () => {
          this.#hear()
          this.#publish()
        },
      )
    } catch {
      // The file did not come: the parcours stands without it.
      this.#statuses = undefined
    }
  }

  /** What the host says, told to the engine where she said nothing herself: what she ticked is hers. */
  #hear(): void {
    if (!this.#teller) return
    const told = (this.#told = this.#teller.told())
    const { today } = this.#session
    for (const { id, kind, statusBy } of this.#session.plan.items) {
      if (kind !== 'demarche' || statusBy === 'usager') continue
      const said = told.get(id)
      if (!said && !statusBy) continue
      const status = said ? MARKS[said.status] : 'a-faire'
      const on = said && said.on < today ? said.on : today
      const given = `${status} ${on}`
      if (statusBy && this.#given.get(id) === given) continue
      this.#given.set(id, given)
      this.#session = mark(this.#session, id, status, { by: 'host', on })
    }
  }

  #changed(): void {
    this.#write()
    this.#publish()
    if (this.#plan === 'failed') this.loadPlan()
    this.#localise()
    const { progress, plan, parcours } = this.#session
    if (progress.complete && !this.#complete) {
      const demarches = plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive).length
      this.#host.dispatchEvent(new ParcoursPlanReadyEvent({ parcours: parcours.id, demarches }))
    }
    this.#complete = progress.complete
  }

  // What is kept, only when she asks.

  #write(): void {
    if (!this.#kept) return
    try {
      keep(this.#host, this.#compiled.id, this.#toSave())
    } catch {
      this.#kept = false
    }
  }

  #keep(on: boolean): void {
    if (on && this.#host.mode === COUNTER) return
    this.#kept = on
    if (on) this.#write()
    else forget(this.#host, this.#compiled.id, true)
    this.#publish()
  }

  /**
   * Answers and marks; what this tab keeps is its host's to forget.
   * @param leaving a quick exit: nothing is told to anybody any more
   */
  erase(leaving: boolean): void {
    const { today } = this.#session
    const { territory } = this.#host
    this.#kept = this.#complete = this.#returned = false
    this.#counter?.erased()
    this.#recorder?.erased(leaving)
    // The next person is somebody else: what was said of the one before is not said of her.
    this.#teller?.stop()
    this.#told = new Map()
    this.#receiver = undefined
    this.#session = start(this.#compiled, { today, ...(territory ? { territory } : {}) })
    this.#before = null
    this.#kit = undefined
    this.#prefilled = new Set()
    this.#booked = new Map()
    this.#aside = {}
    this.#lost = undefined
    this.#settle()
    this.#onward?.erase(leaving, this.#compiled.id)
    // What she kept of another parcours of this tag goes with the rest.
    for (const [id, { src }] of Object.entries(this.#places)) if (typeof src === 'string') forget(this.#host, id)
  }

  // The plan.

  /** The plan's widgets, when the bundle keeps them apart. A connection that fails is tried again at the next answer, and on demand. */
  loadPlan(load = this.#loadPlan): void {
    this.#loadPlan = load
    if (this.#plan === 'loading' || this.#plan === 'ready') return
    const settle = (state: 'ready' | 'failed'): void => {
      this.#plan = state
      if (this.#complete) this.#publish()
    }
    if (!load) {
      settle('ready')
      // A page with the questions or the rendez-vous alone, until it has the rest: what waits for it holds nothing.
      if (customElements.get(this.#listTag)) return
      this.#publish()
      const publish = new WeakRef(this.#publish)
      return void customElements.whenDefined(this.#listTag).then(() => publish.deref()?.())
    }
    this.#plan = 'loading'
    load().then(
      () => settle('ready'),
      () => settle('failed'),
    )
  }

  /** The one tag's page once every question is answered; null until then. Short first; all of it one tap away, and on paper. */
  layout(
    { session, locale, fill }: ParcoursContext,
    questionnaire: HTMLElement,
    help: Content,
    make: (name: string) => HTMLElement,
  ): Content | null {
    const { progress, plan } = session!
    if (!customElements.get(this.#listTag)) {
      if (this.#plan === 'ready') return [questionnaire, (this.#alone ??= make('rendez-vous')), help]
      // Nobody said yet whether the page has the rest.
      if (this.#plan === 'absent') return [questionnaire, help]
    }
    const kit = (this.#kitElement ??= this.#kitOf(make))
    const bilan = (this.#bilan ??= this.#bilanOf(make))
    if (!progress.complete) return [questionnaire, help, kit, bilan]
    if (this.#plan === 'failed') return [questionnaire, this.#failed(locale), help]
    if (!this.#widgets) {
      this.#widgets = ['checklist', 'timeline', 'checklist', 'rendez-vous'].map(make)
      this.#widgets[0]!.setAttribute('view', 'now')
      this.#widgets[2]!.setAttribute('view', 'full')
    }
    const [now, timeline, checklist, rendezVous] = this.#widgets as [HTMLElement, HTMLElement, HTMLElement, HTMLElement]
    const count = new Set(
      plan.items.filter((item) => item.kind === 'demarche' && !item.sensitive).map((item) => item.of.id),
    ).size
    const neutral = this.#compiled.source.safety?.neutralTitle
    return [
      questionnaire,
      // The head of the paper: a name that says nothing, and the day.
      neutral
        ? html`<p class="paper">
            ${fill(locale.raw('safety.neutralTitle', neutral).text)} · ${locale.date(session!.today, 'long')}
          </p>`
        : nothing,
      now,
      help,
      timeline,
      html`<details class="whole">
        <summary class="t2">${icon(ChevronDown)}${locale.t('common', 'wholeList', { count })}</summary>
        ${checklist}
      </details>`,
      rendezVous,
      kit,
      bilan,
    ]
  }

  get #listTag(): string {
    return this.#host.localName.replace('usager', 'checklist')
  }

  #bilanOf(make: (name: string) => HTMLElement): HTMLElement {
    const bilan = make('bilan')
    bilan.toggleAttribute('autonomy', this.#host.hasAttribute('autonomy'))
    return bilan
  }

  #kitOf(make: (name: string) => HTMLElement): HTMLElement {
    const kit = make('kit')
    const sites = this.#host.getAttribute('sites')
    if (sites) kit.setAttribute('sites', sites)
    return kit
  }

  /**
   * What stands above everything: counter mode; then what asks whether to go on with what she brought, or with what this device keeps.
   * @param link the fragment of a hand-over link
   */
  top(ctx: ParcoursContext, link: string | undefined, make: (name: string) => HTMLElement): Content {
    this.#recorder?.see(ctx)
    this.#ctx = ctx
    const counter =
      this.#host.mode !== COUNTER
        ? nothing
        : this.#counter
          ? this.#counter.view(ctx)
          : this.#counterFile === 'failed'
            ? this.#failed(ctx.locale, () => this.#loadCounter())
            : nothing
    const lost = this.#lost
    return [
      counter,
      lost ? this.#failed(ctx.locale, () => this.#goOn(lost)) : (this.#onward?.view(ctx, this) ?? nothing),
      this.#receive(link, ctx, make),
    ]
  }

  #receive(link: string | undefined, ctx: ParcoursContext, make: (name: string) => HTMLElement): Content {
    if (!this.#receiver) {
      const waits = link ?? (this.#saved ? null : onDevice(this.#host, this.#compiled.id, this.#session.today))
      if (!waits) return nothing
      this.#receiver = make('kit')
      this.#receiver.setAttribute('view', 'receive')
    }
    if (link) this.#receiver.link = link
    if (this.#plan === 'failed') return this.#failed(ctx.locale)
    const opens = this.#plan !== 'ready' || customElements.get(this.#receiver.localName)
    if (opens || !link) return this.#receiver
    if (link === this.#refused) return nothing
    if (this.#unread)
      return this.#unread(link, ctx, this.#host.getAttribute('sites') ?? '[]', () => {
        this.#refused = link
        this.#publish()
      })
    import('../../onward.js').then(
      ({ unread }) => {
        this.#unread = unread
        this.#publish()
      },
      () => {},
    )
    return nothing
  }

  #failed(locale: Locale, again = () => this.loadPlan()): TemplateResult {
    return html`<div class="note caution stack" role="alert">
      <p>${locale.t('core', 'problem_network')}</p>
      <button class="btn" type="button" @click=${again}>${locale.t('core', 'retry')}</button>
    </div>`
  }
}

const COUNTER = 'accompagnement'
/** How the engine knows what the host says: what is received or dealt with is on its way, what is decided is over. */
const MARKS = { recu: 'en-cours', 'en-cours': 'en-cours', decide: 'fait', conteste: 'conteste' } as const

/** Where other parcours are, by id. */
type Places = Readonly<Record<string, { src?: unknown; href?: unknown; overlays?: unknown }>>

/** What a host's `parcours-links` says; a fault of it is for its team, and takes nothing else away. */
function placesIn(text: string): Places {
  try {
    const places: unknown = JSON.parse(text)
    // Without a prototype: whatever a parcours is called, what is not there is not there.
    if (places && typeof places === 'object')
      return Object.assign(
        Object.create(null) as Places,
        Object.fromEntries(Object.entries(places).filter(([, at]) => at)),
      )
  } catch {
    // Told below.
  }
  if (text) console.warn('parcours-links : écrivez {"identifiant": {"src": "…/parcours.json"}}, en JSON.')
  return {}
}

/** 128 bits, in hexadecimal. */
const random = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

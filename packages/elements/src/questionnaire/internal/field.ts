import type { Answer, AskedQuestion } from '@parcours/engine'
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { live } from 'lit/directives/live.js'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { CircleAlert } from '../../core/icons.first.js'
import { Info } from '../../core/icons.set.js'
import { type Content } from '../../core/text.js'
import french from '../../locales/fr/questionnaire.js'
import { draftOf, isEmpty, isMonth, POSTCODES, read, textCount, type, unsure } from './draft.js'
import { FirstFields, title, type Drawn, type FirstSite } from './first.js'
import { memberLabel, questionName } from './member.js'
import { members, message, understood, type Removed } from './more.js'
import type { Draft, FieldError } from './pick.js'
import { wordsOf } from './words.js'

/** What stands around the fields: a questionnaire, or the card of a late question. */
export interface FieldSite extends FirstSite {
  root(): { getElementById(id: string): HTMLElement | null }
  /** Whose `updateComplete` says that it is drawn. */
  readonly host: { readonly updateComplete: Promise<unknown> }
  /** True: an answer is given as soon as it is complete (several questions a screen). False: when submit() is called. */
  immediate(): boolean
  /** Says something politely that nothing else on screen says. */
  say?(text: string): void
}

interface Entry {
  readonly draft: Draft
  /** The answer it started from: another one now (erased, answered elsewhere) makes the draft void. */
  readonly base: Answer | undefined
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** Everything that a drawn question depends on; the same object as long as nothing of it changed. */
interface Token extends Drawn {
  readonly removed: object | undefined
  readonly revision: number
  readonly session: object | null
}

/** A session says each question anew; most of them are as they were. */
function unchanged(a: AskedQuestion, b: AskedQuestion): boolean {
  return (
    a === b ||
    (a.of === b.of &&
      a.min === b.min &&
      a.max === b.max &&
      a.sensitive === b.sensitive &&
      a.member?.rank === b.member?.rank &&
      same(a.answer, b.answer) &&
      (a.options === b.options ||
        (a.options?.length === b.options?.length && a.options!.every((option, i) => option === b.options![i]))))
  )
}

/** Texts with placeholders follow every answer; the others follow their own question alone. */
const dynamic = new WeakMap<object, boolean>()
function follows(asked: AskedQuestion): boolean {
  if (asked.member || asked.of.type === 'group') return true
  let value = dynamic.get(asked.of)
  if (value === undefined)
    dynamic.set(asked.of, (value = /\{(date|answer|param|each|list)\b/.test(JSON.stringify(asked.of))))
  return value
}

/** Any number of questions as native fields: what is typed in them, their errors, their answers. */
export class Fields extends FirstFields {
  readonly #site: FieldSite
  readonly #drafts = new Map<string, Entry>()
  #given = new WeakMap<AskedQuestion, Draft>()
  readonly errors = new Map<string, FieldError>()
  /** The last member taken away, by group, to be put back. */
  readonly #removed = new Map<string, Removed>()
  #revision = 0
  readonly #tokens = new Map<string, Token>()
  /** An answer is being given from here: whatever changes meanwhile is its doing. */
  giving = false

  /** @param ticked what was ticked before there was a session */
  constructor(site: FieldSite, ticked?: ReadonlyMap<string, Draft>) {
    super(site)
    this.#site = site
    for (const [ref, draft] of ticked ?? []) this.#drafts.set(ref, { draft, base: undefined })
  }

  /** Everything is drawn again at the next update: language or settings changed. */
  refresh(): void {
    this.#revision++
  }

  /** Forgets what was typed. */
  reset(): void {
    this.#drafts.clear()
    this.errors.clear()
    this.#removed.clear()
    this.#tokens.clear()
    this.#given = new WeakMap()
    this.refresh()
  }

  override draft(asked: AskedQuestion): Draft {
    const entry = this.#drafts.get(asked.ref)
    if (entry && same(entry.base, asked.answer)) return entry.draft
    let draft = this.#given.get(asked)
    if (!draft) this.#given.set(asked, (draft = draftOf(asked)))
    return draft
  }

  protected override _set(asked: AskedQuestion, draft: Draft): void {
    this.#drafts.set(asked.ref, { draft, base: asked.answer })
    this.#site.update()
  }

  #give(asked: AskedQuestion): FieldError | null {
    const draft = this.draft(asked)
    const outcome = read(asked, draft)
    if ('error' in outcome) return outcome.error
    const ctx = this.#site.ctx()
    if (same(outcome.answer, asked.answer) && !ctx.prefilled.has(asked.ref)) return null
    this.#drafts.set(asked.ref, { draft, base: outcome.answer })
    if (this.#answer(asked.ref, outcome.answer)) return null
    // Refused: what she wrote stays as she wrote it.
    this.#drafts.set(asked.ref, { draft, base: asked.answer })
    return { key: 'errorRefused' }
  }

  #answer(ref: string, answer: Answer | undefined): boolean {
    this.giving = true
    const taken = this.#site.ctx().answer(ref, answer)
    this.giving = false
    return taken
  }

  /** Several questions a screen: each answer is given when it is whole, so that what it brings can appear. */
  protected override _offer(asked: AskedQuestion): void {
    if (!this.#site.immediate()) return
    const draft = this.draft(asked)
    const outcome = read(asked, draft)
    this.errors.delete(asked.ref)
    if ('answer' in outcome) {
      const error = this.#give(asked)
      if (error) this.errors.set(asked.ref, error)
    } else if (isEmpty(draft)) {
      if (asked.answer === undefined) return
      this.#drafts.set(asked.ref, { draft, base: undefined })
      this.#answer(asked.ref, undefined)
    } else if (draft.texts.every((text) => text.trim())) this.errors.set(asked.ref, outcome.error)
    this.#site.update()
  }

  /**
   * Gives every answer on screen, or says what keeps it from being given.
   * @param list what is asked now; read again after each answer, since one can bring or take away others
   * @returns true when nothing is missing
   */
  submit(list: () => readonly AskedQuestion[]): boolean {
    this.errors.clear()
    const shown = new Set(list().map(({ ref }) => ref))
    for (;;) {
      const session = this.#site.ctx().session
      const todo = list().filter(({ ref }) => shown.has(ref))
      for (const asked of todo) {
        shown.delete(asked.ref)
        const error = this.#give(asked)
        if (error) this.errors.set(asked.ref, error)
        if (this.#site.ctx().session !== session) break
      }
      if (!todo.length || this.#site.ctx().session === session) break
    }
    this.#site.update()
    return !this.errors.size
  }

  get settled(): Promise<unknown> {
    return this.#site.host.updateComplete
  }

  /** Moves to a question's field, the wrong one when it has an error. */
  focus(ref: string): void {
    const root = this.#site.root()
    const part = this.errors.get(ref)?.part ?? 0
    const checked = root.getElementById(`q-${ref}`)?.querySelector<HTMLElement>('input:checked')
    ;(checked ?? root.getElementById(`q-${ref}-${part}`) ?? root.getElementById(`q-${ref}`))?.focus()
  }

  /** An error as a sentence. */
  message(error: FieldError): string {
    return message(this.#site.ctx(), error)
  }

  override view(asked: AskedQuestion, level = 0): unknown {
    const token = this.token(asked)
    return guard([token, level], () => this._question(this.#site.ctx(), token, level))
  }

  /** Changes when the question has to be drawn again: with its own answer, and with every answer when its words depend on them. */
  token(asked: AskedQuestion): Token {
    const { ref } = asked
    const ctx = this.#site.ctx()
    const before = this.#tokens.get(ref)
    const now = before && unchanged(before.asked, asked) ? before.asked : asked
    const draft = this.draft(now)
    const error = this.errors.get(ref)
    const prefilled = ctx.prefilled.has(ref)
    const removed = this.#removed.get(ref)
    const session = follows(asked) ? ctx.session : null
    if (
      before &&
      before.asked === now &&
      before.draft === draft &&
      before.error === error &&
      before.prefilled === prefilled &&
      before.removed === removed &&
      before.revision === this.#revision &&
      before.session === session
    )
      return before
    const token: Token = { asked: now, draft, error, prefilled, removed, revision: this.#revision, session }
    this.#tokens.set(ref, token)
    return token
  }

  protected override _unsure(asked: AskedQuestion, on: boolean): Draft {
    return unsure(asked, this.draft(asked), on)
  }

  protected override _of(ctx: ParcoursContext, { member }: AskedQuestion): Content {
    return html`<span class="of">${memberLabel(ctx.locale, ctx.session!, member!)}</span> `
  }

  protected override _known(ctx: ParcoursContext): Content {
    const t = wordsOf(ctx)
    return html`<p class="prefilled">
      <span class="tag">${icon(Info)}${t('prefilled')}</span> <span class="small quiet">${t('prefilledHelp')}</span>
    </p>`
  }

  protected override _wrong(ctx: ParcoursContext, { ref }: AskedQuestion, error: FieldError): Content {
    return html`<p class="error" id="e-${ref}">
      ${icon(CircleAlert)}<span><strong>${wordsOf(ctx)('error')}</strong>${this.message(error)}</span>
    </p>`
  }

  protected override _skipped(ctx: ParcoursContext, draft: Draft): Content {
    return draft.special === 'skipped' && this.#site.immediate()
      ? html`<p class="quiet small">${wordsOf(ctx)('skipped')}</p>`
      : nothing
  }

  protected override _hint(ctx: ParcoursContext, asked: AskedQuestion): string {
    const { of } = asked
    const t = wordsOf(ctx)
    if (of.type === 'date') return t(of.precision === 'month' ? 'monthHint' : 'dateHint')
    if (of.type === 'reference') return of.list === POSTCODES ? t('postcodeHint') : t('codeHint', { list: of.list })
    return super._hint(ctx, asked)
  }

  protected override _control(ctx: ParcoursContext, drawn: Drawn, described: string | typeof nothing): Content {
    const { asked, draft } = drawn
    const texts = textCount(asked)
    if (asked.of.type === 'group') return this.#members(ctx, asked, draft)
    if (!texts) return super._control(ctx, drawn, described)
    return [this.#texts(ctx, drawn, described), asked.of.unknown ? this._unknown(ctx, drawn, texts) : nothing]
  }

  protected override _frame(
    asked: AskedQuestion,
    level: number,
    wrong: string,
    label: Content,
    body: Content,
    described: string | typeof nothing,
  ): TemplateResult {
    if (textCount(asked) !== 1)
      return super._frame(asked, level, wrong, label, body, textCount(asked) ? nothing : described)
    // One text field: its label is the question.
    const id = `q-${asked.ref}`
    const named = html`<label for="${id}-0">${label}</label>`
    return html`<div class="q ${wrong}" id=${id}>
      ${level ? title(level, named) : html`<p class="t3">${named}</p>`}${body}
    </div>`
  }

  // Text fields.

  #texts(ctx: ParcoursContext, { asked, draft, error }: Drawn, described: string | typeof nothing): Content {
    const t = wordsOf(ctx)
    const { of, ref } = asked
    const count = textCount(asked)
    const code = of.type === 'reference'
    const free = code && of.list !== POSTCODES
    const required = !of.skip && !of.unknown
    const field = (part: number, width: string): TemplateResult =>
      html`<input
        class="in ${width}"
        id="q-${ref}-${part}"
        dir="ltr"
        inputmode=${free ? 'text' : of.type === 'number' ? 'decimal' : 'numeric'}
        autocomplete=${code && !free && !ctx.settings.counter ? 'postal-code' : 'off'}
        ?required=${required}
        .value=${live(draft.texts[part] ?? '')}
        aria-describedby=${described}
        aria-invalid=${error && (error.part ?? part) === part ? 'true' : 'false'}
        @input=${(event: Event) => this._set(asked, type(asked, this.draft(asked), part, (event.target as HTMLInputElement).value))}
        @change=${() => this._offer(asked)}
      />`
    if (count === 1)
      return [
        field(0, free ? 'n12' : 'n6'),
        code && !free
          ? html`<p class="understood" role="status">${understood(ctx, draft.texts[0] ?? '')}</p>`
          : nothing,
      ]
    const names = isMonth(asked) ? ['month', 'year'] : ['day', 'month', 'year']
    return html`<div class="parts">
      ${names.map((name, part) => html`<div><label for="q-${ref}-${part}">${t(name)}</label>${field(part, name === 'year' ? 'n4' : 'n2')}</div>`)}
    </div>`
  }

  // Groups.

  #members(ctx: ParcoursContext, asked: AskedQuestion, draft: Draft): Content {
    const { ref } = asked
    return members(ctx, asked, draft.picks, this.#removed.get(ref), (picks, removed, said, focus) => {
      if (removed) this.#removed.set(ref, removed)
      else this.#removed.delete(ref)
      this._set(asked, { picks, texts: [], special: null })
      this._offer(asked)
      if (said !== undefined) this.#site.say?.(said)
      if (focus) this.#focusSoon(focus)
    })
  }

  /** After the update that this click causes. */
  #focusSoon(id: string): void {
    void this.#site.host.updateComplete.then(() => this.#site.root().getElementById(id)?.focus())
  }

  protected override _skip(asked: AskedQuestion): void {
    this._set(asked, { ...this.draft(asked), special: 'skipped', picks: [] })
    if (this.#site.immediate() || !this.#site.skip) this._offer(asked)
    else this.#site.skip(asked)
  }
}

/**
 * A late question on the card of its démarche or jalon, as a form of its own. The card's element keeps one `Fields` and adds
 * `fieldStyles` to its styles.
 */
export function lateQuestion(fields: Fields, ctx: ParcoursContext, asked: AskedQuestion): TemplateResult {
  ctx.locale.add('questionnaire', french)
  const submit = (event: Event): void => {
    event.preventDefault()
    if (!fields.submit(() => [asked])) void fields.settled.then(() => fields.focus(asked.ref))
  }
  return html`<form class="late stack noprint" novalidate autocomplete="off" @submit=${submit}>
    ${fields.view(asked)}
    <button class="btn small">
      ${wordsOf(ctx)('save')}<span class="vh">${ctx.locale.t('core', 'colon')}${questionName(ctx, asked)}</span>
    </button>
  </form>`
}

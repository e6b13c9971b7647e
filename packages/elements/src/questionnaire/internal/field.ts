import type { Answer, AskedQuestion, Item } from '@parcours/engine'
import type { Option } from '@parcours/schema'
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { live } from 'lit/directives/live.js'
import type { ParcoursContext } from '../../core/context.js'
import { loadingView } from '../../core/element.js'
import { icon } from '../../core/icons.js'
import { ChevronDown, CircleAlert, Info } from '../../core/icons.set.js'
import { block, heading, line, words, type Content } from '../../core/text.js'
import french from '../../locales/fr/questionnaire.js'
import {
  draftOf,
  isEmpty,
  isMonth,
  pick,
  POSTCODES,
  read,
  textCount,
  type,
  unsure,
  type Draft,
  type FieldError,
} from './draft.js'
import { more } from './later.js'
import { memberLabel } from './member.js'
import type { Removed } from './more.js'

/** What stands around the fields: a questionnaire, or the card of a late question. */
export interface FieldSite {
  ctx(): ParcoursContext
  root(): { getElementById(id: string): HTMLElement | null }
  /** Draws what changed. */
  update(): void
  /** Whose `updateComplete` says that it is drawn. */
  readonly host: { readonly updateComplete: Promise<unknown> }
  /** True: an answer is given as soon as it is complete (several questions a screen). False: when submit() is called. */
  immediate(): boolean
  /** Says something politely that nothing else on screen says. */
  say?(text: string): void
  /** She leaves a question without an answer; absent, or immediate: the answer is given at once. */
  skip?(asked: AskedQuestion): void
}

interface Entry {
  readonly draft: Draft
  /** The answer it started from: another one now (erased, answered elsewhere) makes the draft void. */
  readonly base: Answer | undefined
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** Everything that a drawn question depends on; the same object as long as nothing of it changed. */
interface Token {
  readonly asked: AskedQuestion
  readonly draft: Draft
  readonly error: FieldError | undefined
  readonly prefilled: boolean
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
export class Fields {
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

  constructor(site: FieldSite) {
    this.#site = site
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

  draft(asked: AskedQuestion): Draft {
    const entry = this.#drafts.get(asked.ref)
    if (entry && same(entry.base, asked.answer)) return entry.draft
    let draft = this.#given.get(asked)
    if (!draft) this.#given.set(asked, (draft = draftOf(asked)))
    return draft
  }

  #set(asked: AskedQuestion, draft: Draft): void {
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
  #offer(asked: AskedQuestion): void {
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

  /** An error as a sentence; a plain one until the others are there. */
  message(error: FieldError): string {
    const ctx = this.#site.ctx()
    const plain = error.key === 'errorChoice' || error.key === 'errorRefused'
    if (more.now && !plain) return more.now.message(ctx, error)
    return ctx.locale.t('questionnaire', plain ? error.key : 'errorRefused')
  }

  /**
   * A question as a field.
   * @param level the heading level when it is the step's own title, 0 when it is one among others
   */
  view(asked: AskedQuestion, level = 0): unknown {
    const token = this.token(asked)
    return guard([token, level], () => this.#question(this.#site.ctx(), token, level))
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

  #question(ctx: ParcoursContext, { asked, draft, error, prefilled }: Token, level: number): TemplateResult {
    const { of, ref, address, member } = asked
    const t = (key: string, values?: Record<string, unknown>): string => ctx.locale.t('questionnaire', key, values)
    const item = member && ({ member } as Item)
    const id = `q-${ref}`
    const single = of.type === 'number' || of.type === 'reference'
    const hint = this.#hint(asked, t)
    const described = [(of.help || hint) && `h-${ref}`, error && `e-${ref}`].filter(Boolean).join(' ') || nothing
    const label: Content = [
      level && member ? html`<span class="of">${memberLabel(ctx.locale, ctx.session!, member)}</span> ` : nothing,
      line(ctx, `${address}.label`, of.label, item),
      html` <span class="must">${t(of.skip ? 'optional' : 'required')}</span>`,
    ]
    const named = single ? html`<label for="${id}-0">${label}</label>` : label
    const title = level
      ? heading(level, named, { id: 'title', tabindex: '-1', className: 't1' })
      : single
        ? html`<p class="t3">${named}</p>`
        : named
    const body = html`
      ${prefilled ? html`<p class="prefilled"><span class="tag">${icon(Info)}${t('prefilled')}</span> <span class="small quiet">${t('prefilledHelp')}</span></p>` : nothing}
      ${
        of.help || hint
          ? html`<div class="hint" id="h-${ref}">
              ${block(ctx, `${address}.help`, of.help, item)}${hint ? html`<p>${hint}</p>` : nothing}
            </div>`
          : nothing
      }
      ${asked.sensitive ? html`<p class="hint">${t(of.skip ? 'sensitiveSkip' : 'sensitive')}</p>` : nothing}
      ${
        of.why
          ? html`<details class="why">
              <summary>${t('why')}${icon(ChevronDown)}</summary>
              <div class="stack">${block(ctx, `${address}.why`, of.why, item)}</div>
            </details>`
          : nothing
      }
      ${
        error
          ? html`<p class="error" id="e-${ref}">
              ${icon(CircleAlert)}<span><strong>${t('error')}</strong>${this.message(error)}</span>
            </p>`
          : nothing
      }
      ${of.type === 'group' ? this.#members(ctx, asked, draft) : textCount(asked) ? this.#texts(asked, draft, error, described, t) : this.#options(ctx, asked, draft, error)}
      ${of.unknown && textCount(asked) ? this.#unknown(ctx, asked, draft, textCount(asked)) : nothing}
      ${
        of.skip
          ? html`<button class="btn plain skip" type="button" @click=${() => this.#skip(asked)}>${t('skip')}</button>
              ${draft.special === 'skipped' && this.#site.immediate() ? html`<p class="quiet small">${t('skipped')}</p>` : nothing}`
          : nothing
      }
    `
    const wrong = error ? 'wrong' : ''
    return single
      ? html`<div class="q ${wrong}" id=${id}>${title}${body}</div>`
      : html`<div class=${wrong}>
          <fieldset class="q" id=${id} aria-describedby=${of.type === 'date' ? nothing : described}>
            <legend class=${level ? '' : 't3'}>${title}</legend>
            ${body}
          </fieldset>
        </div>`
  }

  #hint({ of, options }: AskedQuestion, t: (key: string, values?: Record<string, unknown>) => string): string {
    if (of.type === 'date') return t(of.precision === 'month' ? 'monthHint' : 'dateHint')
    if (of.type === 'reference') return of.list === POSTCODES ? t('postcodeHint') : t('codeHint', { list: of.list })
    if (of.type !== 'choices') return ''
    const none = !of.skip && !options?.some(({ exclusive }) => exclusive)
    return [of.help ? '' : t('choicesHint'), none ? t('choicesNone') : ''].filter(Boolean).join(' ')
  }

  // Options.

  #options(ctx: ParcoursContext, asked: AskedQuestion, draft: Draft, error: FieldError | undefined): Content {
    const { of, address } = asked
    const options = asked.options ?? []
    const item = asked.member && ({ member: asked.member } as Item)
    const row = (option: Option, i: number): TemplateResult =>
      this.#row(
        asked,
        i,
        of.type === 'choices',
        draft.picks.includes(option.id),
        line(ctx, `${address}.options.${option.id}.label`, option.label, item),
        error,
        (on) => pick(asked, this.draft(asked), option.id, on),
      )
    // Options of a same `group` stand under its name.
    const out: Content[] = []
    for (let i = 0; i < options.length;) {
      const name = options[i]!.group
      const from = i
      while (i < options.length && options[i]!.group === name) i++
      const rows = options.slice(from, i).map((option, at) => row(option, from + at))
      out.push(
        name
          ? html`<fieldset class="opts">
              <legend class="small">${line(ctx, `${address}.options.${options[from]!.id}.group`, name)}</legend>
              ${rows}
            </fieldset>`
          : rows,
      )
    }
    return html`<div class="opts">
      ${out}${of.unknown ? this.#unknown(ctx, asked, draft, options.length) : nothing}
    </div>`
  }

  /** "Je ne sais pas" is a row like the others: an answer as good as any. */
  #unknown(ctx: ParcoursContext, asked: AskedQuestion, draft: Draft, index: number): TemplateResult {
    const { of, address } = asked
    return this.#row(
      asked,
      index,
      of.type !== 'choice',
      draft.special === 'unsure',
      line(ctx, `${address}.unknown.label`, of.unknown!.label),
      undefined,
      (on) => unsure(asked, this.draft(asked), on),
    )
  }

  #row(
    asked: AskedQuestion,
    index: number,
    many: boolean,
    on: boolean,
    label: Content,
    error: FieldError | undefined,
    next: (on: boolean) => Draft,
  ): TemplateResult {
    const id = `q-${asked.ref}-${index}`
    const change = (event: Event): void => {
      this.#set(asked, next((event.target as HTMLInputElement).checked))
      this.#offer(asked)
    }
    const invalid = error ? 'true' : nothing
    return html`<div class="opt">
      ${
        many
          ? html`<input type="checkbox" id=${id} .checked=${live(on)} aria-invalid=${invalid} @change=${change} />`
          : html`<input
              type="radio"
              id=${id}
              name="q-${asked.ref}"
              ?required=${!asked.of.skip}
              .checked=${live(on)}
              aria-invalid=${invalid}
              @change=${change}
            />`
      }
      <label for=${id}>${label}</label>
    </div>`
  }

  // Text fields.

  #texts(
    asked: AskedQuestion,
    draft: Draft,
    error: FieldError | undefined,
    described: string | typeof nothing,
    t: (key: string, values?: Record<string, unknown>) => string,
  ): Content {
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
        autocomplete=${code && !free ? 'postal-code' : 'off'}
        ?required=${required}
        .value=${live(draft.texts[part] ?? '')}
        aria-describedby=${described}
        aria-invalid=${error && (error.part ?? part) === part ? 'true' : nothing}
        @input=${(event: Event) => this.#set(asked, type(asked, this.draft(asked), part, (event.target as HTMLInputElement).value))}
        @change=${() => this.#offer(asked)}
      />`
    if (count === 1)
      return [
        field(0, free ? 'n12' : 'n6'),
        code && !free
          ? html`<p class="understood" role="status">
              ${more.now?.understood(this.#site.ctx(), draft.texts[0] ?? '')}
            </p>`
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
    if (!more.now) return loadingView(ctx)
    return more.now.members(ctx, asked, draft.picks, this.#removed.get(ref), (picks, removed, said, focus) => {
      if (removed) this.#removed.set(ref, removed)
      else this.#removed.delete(ref)
      this.#set(asked, { picks, texts: [], special: null })
      this.#offer(asked)
      if (said !== undefined) this.#site.say?.(said)
      if (focus) this.#focusSoon(focus)
    })
  }

  /** After the update that this click causes. */
  #focusSoon(id: string): void {
    void this.#site.host.updateComplete.then(() => this.#site.root().getElementById(id)?.focus())
  }

  #skip(asked: AskedQuestion): void {
    this.#set(asked, { ...this.draft(asked), special: 'skipped', picks: [] })
    if (this.#site.immediate() || !this.#site.skip) this.#offer(asked)
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
      ${ctx.locale.t('questionnaire', 'save')}<span class="vh">
        : ${words(ctx, `${asked.address}.label`, asked.of.label)}</span
      >
    </button>
  </form>`
}

import type { AskedQuestion, Item } from '@parcours/engine'
import type { Option } from '@parcours/schema'
import { html, nothing, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown } from '../../core/icons.first.js'
import { block, heading, line, type Content } from '../../core/text.js'
import { EMPTY, pick, type Draft, type FieldError } from './pick.js'

export type Translate = (key: string, values?: Record<string, unknown>) => string

/** What stands around the first question. */
export interface FirstSite {
  ctx(): ParcoursContext
  /** Draws what changed. */
  update(): void
  /** She leaves a question without an answer; absent: the answer is given at once. */
  skip?(asked: AskedQuestion): void
}

/** What a drawn question shows. */
export interface Drawn {
  readonly asked: AskedQuestion
  readonly draft: Draft
  readonly error?: FieldError | undefined
  readonly prefilled?: boolean
}

/**
 * A question with options as native fields, and what was ticked in them: enough for the first question, which must not wait for
 * the rest. `Fields` makes every type of it, with errors and answers.
 */
export class FirstFields {
  readonly #site: FirstSite
  /** Ticked before there was a session. */
  readonly ticked = new Map<string, Draft>()

  constructor(site: FirstSite) {
    this.#site = site
  }

  draft(asked: AskedQuestion): Draft {
    return this.ticked.get(asked.ref) ?? EMPTY
  }

  /**
   * A question as a field.
   * @param level the heading level when it is the step's own title, 0 when it is one among others
   */
  view(asked: AskedQuestion, level = 0): unknown {
    return this._question(this.#site.ctx(), { asked, draft: this.draft(asked) }, level)
  }

  protected _set(asked: AskedQuestion, draft: Draft): void {
    this.ticked.set(asked.ref, draft)
    this.#site.update()
  }
  /** After a change that may be an answer. */
  protected _offer(_asked: AskedQuestion): void {}
  protected _unsure(_asked: AskedQuestion, on: boolean): Draft {
    return { ...EMPTY, special: on ? 'unsure' : null }
  }

  // What other types, prefilled answers and errors put in their places.

  protected _of(_ctx: ParcoursContext, _asked: AskedQuestion): Content {
    return nothing
  }
  protected _known(_ctx: ParcoursContext): Content {
    return nothing
  }
  protected _wrong(_ctx: ParcoursContext, _asked: AskedQuestion, _error: FieldError): Content {
    return nothing
  }
  protected _hint(ctx: ParcoursContext, { of, options }: AskedQuestion): string {
    const t = (key: string): string => ctx.locale.t('questionnaire', key)
    if (of.type !== 'choices') return ''
    const none = !of.skip && !options?.some(({ exclusive }) => exclusive)
    return [of.help ? '' : t('choicesHint'), none ? t('choicesNone') : ''].filter(Boolean).join(' ')
  }
  protected _skipped(_ctx: ParcoursContext, _draft: Draft): Content {
    return nothing
  }
  protected _control(ctx: ParcoursContext, drawn: Drawn, _described: string | typeof nothing): Content {
    return this._options(ctx, drawn)
  }
  /** @param wrong class of what is wrong */
  protected _frame(
    { ref }: AskedQuestion,
    level: number,
    wrong: string,
    label: Content,
    body: Content,
    described: string | typeof nothing,
  ): TemplateResult {
    return html`<div class=${wrong}>
      <fieldset class="q" id="q-${ref}" aria-describedby=${described}>
        <legend class=${level ? '' : 't3'}>${level ? title(level, label) : label}</legend>
        ${body}
      </fieldset>
    </div>`
  }

  protected _question(ctx: ParcoursContext, drawn: Drawn, level: number): TemplateResult {
    const { asked, draft, error, prefilled } = drawn
    const { of, ref, address, member } = asked
    const t: Translate = (key, values) => ctx.locale.t('questionnaire', key, values)
    const item = member && ({ member } as Item)
    const hint = this._hint(ctx, asked)
    const helped = of.help || hint
    const described = [helped && `h-${ref}`, error && `e-${ref}`].filter(Boolean).join(' ') || nothing
    const label: Content = [
      level && member ? this._of(ctx, asked) : nothing,
      line(ctx, `${address}.label`, of.label, item),
      // The space is in its text: Chromium gives a name without it when it stands alone, « ?(obligatoire) » is then what is heard.
      html`<span class="must">${` ${t(of.skip ? 'optional' : 'required')}`}</span>`,
    ]
    const body = html`
      ${prefilled ? this._known(ctx) : nothing}
      ${
        helped
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
      ${error ? this._wrong(ctx, asked, error) : nothing} ${this._control(ctx, drawn, described)}
      ${
        of.skip
          ? html`<button class="btn plain skip" type="button" @click=${() => this._skip(asked)}>${t('skip')}</button>
              ${this._skipped(ctx, draft)}`
          : nothing
      }
    `
    return this._frame(asked, level, error ? 'wrong' : '', label, body, described)
  }

  protected _options(ctx: ParcoursContext, drawn: Drawn): Content {
    const { asked, draft } = drawn
    const { of, address } = asked
    const options = asked.options ?? []
    const item = asked.member && ({ member: asked.member } as Item)
    const row = (option: Option, i: number): TemplateResult =>
      this._row(
        drawn,
        i,
        of.type === 'choices',
        draft.picks.includes(option.id),
        line(ctx, `${address}.options.${option.id}.label`, option.label, item),
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
    return html`<div class="opts">${out}${of.unknown ? this._unknown(ctx, drawn, options.length) : nothing}</div>`
  }

  /** "Je ne sais pas" is a row like the others: an answer as good as any. */
  protected _unknown(ctx: ParcoursContext, drawn: Drawn, index: number): TemplateResult {
    const { asked, draft } = drawn
    const { of, address } = asked
    return this._row(
      { asked, draft },
      index,
      of.type !== 'choice',
      draft.special === 'unsure',
      line(ctx, `${address}.unknown.label`, of.unknown!.label),
      (on) => this._unsure(asked, on),
    )
  }

  protected _row(
    { asked, error }: Drawn,
    index: number,
    many: boolean,
    on: boolean,
    label: Content,
    next: (on: boolean) => Draft,
  ): TemplateResult {
    const id = `q-${asked.ref}-${index}`
    const change = (event: Event): void => {
      this._set(asked, next((event.target as HTMLInputElement).checked))
      this._offer(asked)
    }
    // Said even when it is not: an empty required field is read as invalid otherwise, before she answered.
    const invalid = error ? 'true' : 'false'
    return html`<div class="opt">
      ${
        many
          ? html`<input type="checkbox" id=${id} .checked=${on} aria-invalid=${invalid} @change=${change} />`
          : html`<input
              type="radio"
              id=${id}
              name="q-${asked.ref}"
              ?required=${!asked.of.skip}
              .checked=${on}
              aria-invalid=${invalid}
              @change=${change}
            />`
      }
      <label for=${id}>${label}</label>
    </div>`
  }

  protected _skip(asked: AskedQuestion): void {
    this._set(asked, { ...EMPTY, texts: this.draft(asked).texts, special: 'skipped' })
    this.#site.skip?.(asked)
  }
}

export const title = (level: number, content: Content): TemplateResult =>
  heading(level, content, { id: 'title', tabindex: '-1', className: 't1' })

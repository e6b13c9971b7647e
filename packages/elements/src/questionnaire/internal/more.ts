import type { AskedQuestion, ExitItem, Item, Member } from '@parcours/engine'
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { channelFacts } from '../../core/channel.js'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown, CircleAlert } from '../../core/icons.first.js'
import { CircleCheck, Pencil, Plus, Trash2 } from '../../core/icons.set.js'
import { onwardView } from '../../core/onward.js'
import { answerText } from '../../core/words.js'
import { block, heading, line, type Content } from '../../core/text.js'
import { departementOf } from './departements.js'
import { title } from './first.js'
import type { Fields } from './field.js'
import { memberLabel, questionName } from './member.js'
import type { FieldError } from './pick.js'
import { sectionTitle } from './section.js'
import type { Said } from './sentence.js'
import { placeOfQuestion, sectionOf, type Step } from './trail.js'
import { wordsOf } from './words.js'

/** The questionnaire, as the screens that come after its first question see it. */
export interface QuestionnaireSite {
  readonly fields: Fields
  /** Of the heading of a screen. */
  readonly level: number
  /** What the last edit did; null when nothing was edited. */
  readonly edited: Said | null
  /** The answers are unfolded. */
  readonly open: boolean
  toggle(open: boolean): void
  /** To the question that is left. */
  goOn(): void
  modify(asked: AskedQuestion): void
  pass(exit: ExitItem): void
}

/** An exit, or the end. */
export function screen(ctx: ParcoursContext, site: QuestionnaireSite, step: Step): TemplateResult {
  return step === 'recap' ? recap(ctx, site) : exit(ctx, site, step)
}

// Several questions a screen.

/** How many questions of a long page are looked at together. */
const STRETCH = 24

/**
 * Sections, each with its questions; the members of a group each in a fieldset. In stretches, by rank in the parcours: an answer
 * looks into its own stretch only.
 */
export function questions(
  ctx: ParcoursContext,
  site: QuestionnaireSite,
  step: Step,
  asked: readonly AskedQuestion[],
): TemplateResult {
  const session = ctx.session!
  const page = step === 'page'
  const stretches: { key: string; section: string; first: boolean; list: AskedQuestion[] }[] = []
  for (const question of asked) {
    const { at, section } = placeOfQuestion(session, question)
    const key = `${section} ${Math.floor(at / STRETCH)}`
    const previous = stretches.at(-1)
    if (previous?.key === key) previous.list.push(question)
    else stretches.push({ key, section, first: previous?.section !== section, list: [question] })
  }
  const name = (id: string): TemplateResult => {
    const text = sectionTitle(ctx, id) ?? ''
    return page ? heading(site.level + 1, text, { className: 't2' }) : title(site.level, text)
  }
  return html`${summary(ctx, site)} ${page ? title(site.level, wordsOf(ctx)('screen')) : nothing}
  ${repeat(
    stretches,
    ({ key }) => key,
    ({ section, first, list }) =>
      html`${first ? name(section) : nothing}
        <div class="stretch">
          ${guard(
            list.map((question) => site.fields.token(question)),
            () => stretch(ctx, site, list),
          )}
        </div>`,
  )}`
}

function stretch(ctx: ParcoursContext, { fields }: QuestionnaireSite, list: readonly AskedQuestion[]): unknown {
  const blocks: AskedQuestion[][] = []
  for (const question of list) {
    const previous = blocks.at(-1)
    if (question.member && previous?.[0]!.member?.key === question.member.key) previous.push(question)
    else blocks.push([question])
  }
  const cells = (of: readonly AskedQuestion[]): unknown =>
    repeat(
      of,
      ({ ref }) => ref,
      (question) => html`<div class="cell">${fields.view(question)}</div>`,
    )
  return repeat(
    blocks,
    ([question]) => question!.member?.key ?? question!.ref,
    (of) =>
      of[0]!.member
        ? html`<fieldset class="member">
            <legend class="t3">${memberLabel(ctx.locale, ctx.session!, of[0]!.member)}</legend>
            ${cells(of)}
          </fieldset>`
        : cells(of),
  )
}

/** Several errors are listed first, each with a way to its field. */
function summary(ctx: ParcoursContext, { fields, level }: QuestionnaireSite): Content {
  const { errors } = fields
  if (errors.size < 2) return nothing
  const label = [icon(CircleAlert), ' ', wordsOf(ctx)('errorSummary', { count: errors.size })]
  const session = ctx.session!
  return html`<div class="note danger summary">
    ${heading(level, label, { id: 'errors', tabindex: '-1', className: 't3' })}
    <ul>
      ${[...errors].map(([ref, error]) => {
        const asked = session.questions.find((question) => question.ref === ref)
        return asked
          ? html`<li>
              <a
                href="#q-${ref}"
                @click=${(event: Event) => {
                  event.preventDefault()
                  fields.focus(ref)
                }}
                >${questionName(ctx, asked)} ${sentence(fields.message(error))}</a
              >
            </li>`
          : nothing
      })}
    </ul>
  </div>`
}
const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

// An exit.

function exit(ctx: ParcoursContext, site: QuestionnaireSite, step: Step): TemplateResult {
  const t = wordsOf(ctx)
  const item = ctx.session!.exits.find(({ of }) => `x:${of.id}` === step)!
  const { of, address } = item
  return html`<div class="form stack" part="form">
    ${title(site.level, t('exitTitle'))}
    <div class="note info stack">
      ${block(ctx, `${address}.text`, of.text)}
      ${
        of.parcours
          ? html`<slot name="exit-${of.id}"
              ><p id="exit-${of.id}">${t('exitParcours', { name: of.parcours.replaceAll('-', ' ') })}</p>
              ${onwardView(ctx, { parcours: of.parcours }, `exit-${of.id}`)}</slot
            >`
          : nothing
      }
      ${
        of.channels?.length
          ? html`<ul class="bare stack">
              ${of.channels.map((channel) => html`<li>${channelFacts(ctx, address, channel)}</li>`)}
            </ul>`
          : nothing
      }
    </div>
    <p class="go">
      <button class="btn" type="button" @click=${() => site.pass(item)}>${t('exitGoOn')}</button>
    </p>
  </div>`
}

// The end.

function recap(ctx: ParcoursContext, site: QuestionnaireSite): TemplateResult {
  const t = wordsOf(ctx)
  const session = ctx.session!
  const asked = session.questions
  const left = !session.progress.complete
  return html`<div class="form recap" part="recap">
    <div class="stack">
      ${title(site.level, left ? t('openOne') : [icon(CircleCheck), ' ', t('done')])}
      <p>${t(left ? 'openText' : 'doneText')}</p>
      ${left ? html`<p><button class="btn main" type="button" @click=${() => site.goOn()}>${ctx.locale.t('questionnaire', 'next')}</button></p>` : nothing}
    </div>
    ${site.edited ? changes(ctx, site, site.edited) : nothing}
    <details ?open=${site.open} @toggle=${(event: Event) => site.toggle((event.target as HTMLDetailsElement).open)}>
      <summary>${t('recap', { count: asked.length })}${icon(ChevronDown)}</summary>
      ${site.open ? answers(ctx, site, asked) : nothing}
    </details>
  </div>`
}

function changes(ctx: ParcoursContext, { level }: QuestionnaireSite, said: Said): TemplateResult {
  const t = wordsOf(ctx)
  const { text, added, removed, moved } = said
  const names = (key: string, items: readonly Item[]): Content =>
    items.length
      ? html`<div>
          <dt>${t(key)}</dt>
          <dd>
            <ul>
              ${items.map((item) => html`<li>${line(ctx, `${item.address}.title`, item.of.title, item)}</li>`)}
            </ul>
          </dd>
        </div>`
      : nothing
  return html`<div class="note info stack changes">
    ${heading(level + 1, t('changed'), { className: 't3' })}
    <p>${text ? `${text}.` : t('unchanged')}</p>
    ${text ? html`<dl>${names('addedNames', added)}${names('removedNames', removed)}${names('movedNames', moved)}</dl>` : nothing}
  </div>`
}

function answers(ctx: ParcoursContext, site: QuestionnaireSite, all: readonly AskedQuestion[]): Content {
  const session = ctx.session!
  const sections: { id: string; shown: AskedQuestion[]; hidden: AskedQuestion[] }[] = []
  for (const asked of all) {
    const id = sectionOf(session, asked)
    let section = sections.find((candidate) => candidate.id === id)
    if (!section) sections.push((section = { id, shown: [], hidden: [] }))
    // A question that only a sensitive answer brings would tell that answer by its words alone.
    ;(asked.sensitive && (asked.of.when || !asked.of.sensitive) ? section.hidden : section.shown).push(asked)
  }
  const list = (rows: readonly AskedQuestion[], clear: boolean): TemplateResult =>
    html`<dl class="answers">
      ${repeat(
        rows,
        ({ ref }) => ref,
        (asked) => answer(ctx, site, asked, clear),
      )}
    </dl>`
  return sections.map(
    ({ id, shown, hidden }) =>
      html`<section>
        ${heading(site.level + 1, sectionTitle(ctx, id) ?? '', { className: 't3' })}
        ${shown.length ? list(shown, false) : nothing}
        ${
          hidden.length
            ? html`<details class="noprint">
                <summary>${wordsOf(ctx)('recapOthers')}${icon(ChevronDown)}</summary>
                ${list(hidden, true)}
              </details>`
            : nothing
        }
      </section>`,
  )
}

/** @param clear she opened what is not shown by itself */
function answer(ctx: ParcoursContext, site: QuestionnaireSite, asked: AskedQuestion, clear: boolean): TemplateResult {
  const t = wordsOf(ctx)
  const session = ctx.session!
  const { member, of, address, sensitive } = asked
  const text = answerText(ctx.locale, session, asked.ref, asked.answer)
  return html`<div class="answer ${sensitive ? 'noprint' : ''}">
    <dt>
      ${member ? html`<span class="of">${memberLabel(ctx.locale, session, member)}</span>` : nothing}
      ${line(ctx, `${address}.label`, of.label, member && ({ member } as Item))}
    </dt>
    <dd>
      ${
        sensitive && !clear
          ? html`<span class="quiet">${t('recapHidden')}</span>
              <details>
                <summary>
                  ${ctx.locale.t('core', 'sensitiveOpen')}<span class="vh"
                    >${ctx.locale.t('core', 'colon')}${questionName(ctx, asked)}</span
                  >${icon(ChevronDown)}
                </summary>
                <p>${text}</p>
              </details>`
          : text
      }
    </dd>
    <dd class="edit noprint">
      <button
        class="btn plain small"
        type="button"
        aria-label=${t('editOf', { question: questionName(ctx, asked) })}
        @click=${() => site.modify(asked)}
      >
        ${icon(Pencil)}${t('edit')}
      </button>
    </dd>
  </div>`
}

// Inside fields.

export interface Removed {
  readonly key: string
  readonly at: number
  readonly name: string
}
/**
 * What was done to a group.
 * @param removed the member that can be put back
 * @param said what nothing else on screen says; undefined: nothing is said
 * @param focus id of what takes the focus
 */
export type ChangeMembers = (
  keys: readonly string[],
  removed: Removed | undefined,
  said?: string,
  focus?: string,
) => void

/** The members of a group: to add, to take away, to put back with what was answered for them. */
export function members(
  ctx: ParcoursContext,
  { of, ref }: AskedQuestion,
  keys: readonly string[],
  removed: Removed | undefined,
  change: ChangeMembers,
): Content {
  if (of.type !== 'group') return nothing
  const t = wordsOf(ctx)
  const label = (key: string, index: number): string =>
    memberLabel(ctx.locale, ctx.session!, { group: of.id, key, rank: index + 1 } satisfies Member)
  const next = label('', keys.length)
  return html`${
    keys.length
      ? html`<ol class="bare members">
          ${repeat(
            keys,
            (key) => key,
            (key, at) => {
              const name = label(key, at)
              return html`<li class="row spread">
                <span>${name}</span>
                <button
                  class="btn plain small"
                  type="button"
                  aria-label=${t('memberRemoveOf', { member: name })}
                  @click=${() =>
                    change(
                      keys.filter((other) => other !== key),
                      { key, at, name },
                      '',
                      `q-${ref}-undo`,
                    )}
                >
                  ${icon(Trash2)}${t('memberRemove')}
                </button>
              </li>`
            },
          )}
        </ol>`
      : html`<p class="quiet">${t('memberNone')}</p>`
  }
  ${
    removed
      ? html`<p class="note row spread">
          <span id="u-${ref}">${t('memberRemoved', { member: removed.name })}</span>
          <button
            class="btn small"
            type="button"
            id="q-${ref}-undo"
            aria-describedby="u-${ref}"
            @click=${() => change([...keys.slice(0, removed.at), removed.key, ...keys.slice(removed.at)], undefined, undefined, `q-${ref}-0`)}
          >
            ${t('memberUndo', { member: removed.name })}
          </button>
        </p>`
      : nothing
  }
  ${
    keys.length >= of.max
      ? html`<p class="quiet" id="q-${ref}-0" tabindex="-1">${t('memberMax')}</p>`
      : html`<button
          class="btn add"
          type="button"
          id="q-${ref}-0"
          @click=${() => change([...keys, ctx.newMember()], undefined, t('memberAdded', { member: next }))}
        >
          ${icon(Plus)}${t('memberAdd', { member: next })}
        </button>`
  }`
}

/** What was understood of a postcode, to be checked before going on. */
export function understood(ctx: ParcoursContext, typed: string): string {
  const code = typed.replace(/\s/g, '')
  const found = departementOf(code)
  const t = wordsOf(ctx)
  return found ? t('postcodeUnderstood', found) : /^\d{5}$/.test(code) ? t('postcodeUnknown') : ''
}

/** An error as a sentence. */
export function message(ctx: ParcoursContext, { key, bound }: FieldError): string {
  const { locale } = ctx
  const text =
    typeof bound === 'string'
      ? locale.date(bound, /Month$/.test(key) ? 'month' : 'medium')
      : bound === undefined
        ? ''
        : locale.number(bound)
  return wordsOf(ctx)(key, { bound: text })
}

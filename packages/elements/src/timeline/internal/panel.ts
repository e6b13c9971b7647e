import type { Item } from '@parcours/engine'
import type { Demarche } from '@parcours/schema'
import { html, nothing, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown, RotateCcw } from '../../core/icons.first.js'
import { CircleCheck } from '../../core/icons.set.js'
import { partText } from '../../core/words.js'
import { announced, part, sourcesOf, waysOf, whyOf } from '../../core/item/parts.js'
import { dayDone } from '../../core/item/done.js'
import { isOver, itemWords, titleOf, whenText, whoOf } from '../../core/item/words.js'
import { toldView } from '../../core/item/told.js'
import { block, line, type Content } from '../../core/text.js'
import { lateQuestion, type Fields } from '../../questionnaire/internal/field.js'
import { intervalOf, sortOf, isToCheck } from './words.js'

/** What an item's words need of the widget that shows them. */
export interface Site {
  readonly ctx: ParcoursContext
  readonly fields: Fields
  t(key: string, values?: Record<string, unknown>): string
  /** Moves to another item. */
  go(id: string): void
  mark(item: Item): void
}

/** What sort of date it is and whether it is to be checked, as words; the widget says each once an item. */
export const sortWords = ({ ctx, t }: Pick<Site, 'ctx' | 't'>, item: Item): string[] => [
  ...sortOf(item).map((sort) => t(`kind_${sort}`)),
  ...(isToCheck(item) ? [ctx.locale.t('core', 'toCheck')] : []),
]

/** "tous les 3 mois". */
export function repeatText({ ctx, t }: Pick<Site, 'ctx' | 't'>, item: Item): string {
  const interval = item.kind === 'demarche' ? (item.of as Demarche).timing?.repeat?.interval : undefined
  if (interval === undefined) return ''
  const simple = intervalOf(interval)
  return simple
    ? t(`every${simple.unit}`, { count: simple.count })
    : t('every', { duration: partText(ctx.locale, ctx.session!, { param: interval }) })
}

/** Everything about one item: what to do, what holds it, why it is there, where it comes from. */
export function panelContent(site: Site, item: Item, folded: readonly Item[]): TemplateResult {
  const { ctx, t } = site
  const { of, address, kind } = item
  const task = kind === 'demarche' ? (of as Demarche) : undefined
  return html`
    ${hold(site, item)} ${toldView(ctx, item)} ${task ? block(ctx, `${address}.summary`, task.summary, item) : nothing}
    ${block(ctx, `${address}.body`, of.body, item)} ${task ? details(site, item, task, undefined) : nothing}
    ${item.questions.map((asked) => lateQuestion(site.fields, ctx, asked))} ${waysOf(ctx, item)}
    ${part(itemWords(ctx)('why'), [html`<p class="because">${whyOf(ctx, item)}</p>`, task ? block(ctx, `${address}.why`, task.why, item) : nothing])}
    ${
      task?.timing?.late && item.status !== 'en-retard' && !isOver(item)
        ? part(t('ifLate'), block(ctx, `${address}.timing.late.text`, task.timing.late.text, item))
        : nothing
    }
    ${announced(ctx, item)} ${sourcesOf(ctx, item)}
    ${
      task
        ? html`<p class="noprint acts">
              <button class="btn small" type="button" id="mark-${item.id}" @click=${() => site.mark(item)}>
                ${icon(item.status === 'fait' ? RotateCcw : CircleCheck)}<span
                  >${item.status === 'fait' ? t('undo') : itemWords(ctx)('done')}<span class="vh">
                    : ${titleOf(ctx, item)}</span
                  ></span
                >
              </button>
            </p>
            ${item.status === 'fait' ? dayDone(site.fields, ctx, item) : nothing}`
        : nothing
    }
    ${
      folded.length
        ? part(
            t('folded', { count: folded.length }),
            html`<ul class="bare inside">
              ${folded.map(
                (other) =>
                  html`<li>
                    <details>
                      <summary>
                        ${icon(ChevronDown)}<span>${line(ctx, `${other.address}.title`, other.of.title, other)}</span>
                      </summary>
                      <div class="stack">
                        <p class="small quiet">
                          ${[whenText(ctx, other), ...sortWords(site, other), whoOf(ctx, other.organismes)].filter(Boolean).join(' · ')}
                        </p>
                        ${panelContent(site, other, [])}
                      </div>
                    </details>
                  </li>`,
              )}
            </ul>`,
          )
        : nothing
    }
  `
}

/** What holds it back or went by, and what can still be done. Nothing here blames. */
function hold(site: Site, item: Item): Content {
  const { ctx, t } = site
  const { plan } = ctx.session!
  const late = item.kind === 'demarche' ? (item.of as Demarche).timing?.late : undefined
  const out: Content[] = []
  if (item.status === 'en-retard') {
    out.push(
      html`<p>${t(late?.means === 'lost' ? 'lateLost' : 'late')}</p>`,
      block(ctx, `${item.address}.timing.late.text`, late?.text, item),
    )
  }
  const open = (ids: readonly string[]): Item[] => ids.flatMap((id) => (id === item.id ? [] : (plan.item(id) ?? [])))
  const links = (items: readonly Item[]): TemplateResult =>
    html`<ul class="bare goes">
      ${items.map(
        (other) =>
          html`<li>
            <button class="go" type="button" @click=${() => site.go(other.id)}>${titleOf(ctx, other)}</button>
          </li>`,
      )}
    </ul>`
  const ring = open(item.knot ?? [])
  const first = open(item.blockedBy).filter((other) => !ring.includes(other))
  // A sensitive one is never named.
  const named = first.filter(({ sensitive }) => !sensitive || item.sensitive)
  if (named.length) out.push(html`<p>${t('blocked')}</p>`, links(named))
  else if (first.length) out.push(html`<p>${itemWords(ctx)('blockedQuiet')}</p>`)
  if (ring.length)
    out.push(html`<p>${t('knot')}</p>`, links(ring.filter(({ sensitive }) => !sensitive || item.sensitive)))
  return out.length
    ? html`<div class="note ${item.status === 'en-retard' ? 'caution' : ''} hold">
        ${out.map((row) => html`${row} `)}
      </div>`
    : nothing
}

function details(site: Site, item: Item, task: Demarche, within: string | undefined): Content {
  const { ctx } = site
  return item.details
    .filter((entry) => entry.within === within)
    .map((entry) => {
      const found = task.details?.find(({ id }) => id === entry.id)
      if (!found) return nothing
      return html`<details>
        <summary>${icon(ChevronDown)}<span>${line(ctx, `${entry.address}.title`, found.title, item)}</span></summary>
        <div class="stack">
          ${block(ctx, `${entry.address}.text`, found.text, item)} ${details(site, item, task, entry.id)}
        </div>
      </details>`
    })
}

import type { Item, OrganismeRef } from '@parcours/engine'
import type { Channel, Demarche } from '@parcours/schema'
import { html, nothing, type TemplateResult } from 'lit'
import type { ParcoursContext } from '../../core/context.js'
import { icon } from '../../core/icons.js'
import { ChevronDown, CircleCheck, RotateCcw } from '../../core/icons.set.js'
import { partText } from '../../core/locale.js'
import { reasons } from '../../core/reasons.js'
import { block, line, link, phone, words, type Content } from '../../core/text.js'
import { lateQuestion, type Fields } from '../../questionnaire/internal/field.js'
import { isOver } from './arrange.js'
import { intervalOf, sortOf, whenOf, isToCheck } from './words.js'

/** What an item's words need of the widget that shows them. */
export interface Site {
  readonly ctx: ParcoursContext
  readonly fields: Fields
  t(key: string, values?: Record<string, unknown>): string
  /** Moves to another item. */
  go(id: string): void
  mark(item: Item): void
}

export const titleOf = ({ ctx }: Pick<Site, 'ctx'>, item: Item): string =>
  words(ctx, `${item.address}.title`, item.of.title, item)

/** Several organismes: a role that is not settled yet, it will be one of them. */
export function whoOf({ ctx, t }: Pick<Site, 'ctx' | 't'>, organismes: readonly OrganismeRef[]): string {
  const names = organismes.map(({ of, address }) => words(ctx, `${address}.name`, of.name))
  return names.length ? names.reduce((a, b) => t('or', { a, b })) : ''
}

/** "avant le 30 novembre 2026, dans 10 jours". */
export function whenText({ ctx: { locale, session }, t }: Pick<Site, 'ctx' | 't'>, item: Item): string {
  const when = whenOf(item, session!.today)
  if (!('date' in when)) return t(when.key)
  return t(when.key, {
    date: locale.date(when.date),
    relative: locale.fromToday(when.date, session!.today),
    from: 'from' in when ? locale.date(when.from) : '',
  })
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
  const { locale } = ctx
  const { of, address, kind } = item
  const task = kind === 'demarche' ? (of as Demarche) : undefined
  return html`
    ${hold(site, item)} ${task ? block(ctx, `${address}.summary`, task.summary, item) : nothing}
    ${block(ctx, `${address}.body`, of.body, item)} ${task ? details(site, item, task, undefined) : nothing}
    ${item.questions.map((asked) => lateQuestion(site.fields, ctx, asked))} ${channels(site, item)} ${why(site, item)}
    ${
      task?.timing?.late && item.status !== 'en-retard' && !isOver(item)
        ? part(t('ifLate'), block(ctx, `${address}.timing.late.text`, task.timing.late.text, item))
        : nothing
    }
    ${
      task?.timing?.announced
        ? html`<p>
            ${t('announced', { delay: partText(locale, ctx.session!, { param: task.timing.announced.delay }) })}
          </p>`
        : nothing
    }
    ${source(site, item)}
    ${
      task
        ? html`<p class="noprint acts">
            <button class="btn small" type="button" id="mark-${item.id}" @click=${() => site.mark(item)}>
              ${icon(item.status === 'fait' ? RotateCcw : CircleCheck)}<span
                >${t(item.status === 'fait' ? 'undo' : 'done')}<span class="vh"> : ${titleOf(site, item)}</span></span
              >
            </button>
          </p>`
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
                          ${[whenText(site, other), ...sortWords(site, other), whoOf(site, other.organismes)].filter(Boolean).join(' · ')}
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

const part = (title: Content, content: Content): TemplateResult =>
  html`<div class="part">
    <p class="sub">${title}</p>
    ${content}
  </div>`

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
            <button class="go" type="button" @click=${() => site.go(other.id)}>${titleOf(site, other)}</button>
          </li>`,
      )}
    </ul>`
  const ring = open(item.knot ?? [])
  const first = open(item.blockedBy).filter((other) => !ring.includes(other))
  // A sensitive one is never named.
  const named = first.filter(({ sensitive }) => !sensitive || item.sensitive)
  if (named.length) out.push(html`<p>${t('blocked')}</p>`, links(named))
  else if (first.length) out.push(html`<p>${t('blockedQuiet')}</p>`)
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

function channels(site: Site, item: Item): Content {
  const { ctx, t } = site
  // What the organisme itself gives serves when the item says nothing of its own.
  const own = item.channels.map((channel) => channelRow(ctx, `${item.address}.channels.${channel.id}`, channel))
  const others = own.length
    ? []
    : item.organismes.flatMap(({ of, address }) => [
        ...(of.links ?? []).map(
          ({ id, label, url }) => html`<li>${link(ctx, url, line(ctx, `${address}.links.${id}.label`, label))}</li>`,
        ),
        ...(of.phone ? [html`<li><span>${line(ctx, `${address}.name`, of.name)}</span> ${phone(of.phone)}</li>`] : []),
      ])
  if (item.kind === 'jalon' && !own.length) return nothing
  const all = [...own, ...others]
  return all.length
    ? part(
        t('channels'),
        html`<ul class="bare channels">
          ${all}
        </ul>`,
      )
    : nothing
}

function channelRow(ctx: ParcoursContext, address: string, channel: Channel): TemplateResult {
  const name = ctx.locale.t('core', `channel_${channel.kind}`)
  return html`<li>
    ${channel.url ? link(ctx, channel.url, name) : html`<span>${name}</span>`}
    ${channel.number ? phone(channel.number) : nothing}
    ${channel.hours ? html`<span class="quiet">${line(ctx, `${address}.hours`, channel.hours)}</span>` : nothing}
    ${channel.note ? html`<span class="quiet">${line(ctx, `${address}.note`, channel.note)}</span>` : nothing}
  </li>`
}

function why(site: Site, item: Item): TemplateResult {
  const { ctx, t } = site
  const because = reasons(ctx, item.id)
  const reason = because.length
    ? ctx.locale.t('core', 'because', { reason: ctx.locale.list(because) })
    : t(item.sensitive ? 'whyQuiet' : 'whyAll')
  return part(t('why'), [
    html`<p class="because">${reason}</p>`,
    item.kind === 'demarche' ? block(ctx, `${item.address}.why`, (item.of as Demarche).why, item) : nothing,
  ])
}

function source({ ctx, t }: Site, item: Item): Content {
  const { locale, session } = ctx
  const timing = item.kind === 'demarche' ? (item.of as Demarche).timing : undefined
  const ids = [...new Set([timing?.source, item.of.source])]
  const found = ids.flatMap((id) => session!.parcours.source.sources.find((candidate) => candidate.id === id) ?? [])
  return found.map(
    ({ title, url, ref, date, verifiedOn }) =>
      html`<p class="small quiet">
        ${locale.t('core', 'source', { title: '' }).trimEnd()}
        <bdi lang="fr">${url ? link(ctx, url, title) : title}${ref ? `, ${ref}` : ''}</bdi
        >${date ? `, ${t('sourceDated', { date: locale.date(date) })}` : ''},
        ${verifiedOn ? t('sourceRead', { date: locale.date(verifiedOn) }) : t('sourceUnread')}.
      </p>`,
  )
}

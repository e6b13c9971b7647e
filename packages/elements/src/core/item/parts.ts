import type { Item, OrganismeRef, Status } from '@parcours/engine'
import type { Demarche } from '@parcours/schema'
import { html, nothing, type TemplateResult } from 'lit'
import { channelFacts } from '../channel.js'
import type { ParcoursContext } from '../context.js'
import { icon } from '../icons.js'
import { CircleAlert, Lock } from '../icons.first.js'
import { CircleCheck, CircleDashed, CircleDot, CircleMinus, Link2, Phone, Scale } from '../icons.set.js'
import { partText } from '../words.js'
import { because } from '../reasons.js'
import { line, link, phone, type Content } from '../text.js'
import { itemWords } from './words.js'

export const STATUS_ICONS = {
  'a-faire': CircleDashed,
  'en-cours': CircleDot,
  fait: CircleCheck,
  'sans-objet': CircleMinus,
  bloque: Lock,
  'en-retard': CircleAlert,
  conteste: Scale,
} satisfies Record<Status, unknown>

/** Where it stands: a shape and a word. */
export const statusOf = (ctx: ParcoursContext, { status }: Item): Content => [
  icon(STATUS_ICONS[status]),
  itemWords(ctx)(`status_${status}`),
]

/** Why it is there, as a sentence: there is always one. */
export const whyOf = (ctx: ParcoursContext, item: Item, most?: number): string =>
  because(ctx, item, most) ?? itemWords(ctx)(item.sensitive ? 'whyQuiet' : 'whyAll')

/** How an organisme is reached: its number, its pages. @param named its name stands before its number */
export function reach(ctx: ParcoursContext, { of, address }: OrganismeRef, named = false): Content[] {
  const { phone: number, links = [] } = of
  return [
    ...(number
      ? [
          html`<li>
            ${icon(Phone)}${named ? html`<span>${line(ctx, `${address}.name`, of.name)}</span> ` : nothing}${phone(number)}
          </li>`,
        ]
      : []),
    ...links.map(
      ({ id, label, url }) =>
        html`<li>${icon(Link2)}<span>${link(ctx, url, line(ctx, `${address}.links.${id}.label`, label))}</span></li>`,
    ),
  ]
}

/** A part of what is said of an item, under its own name. */
export const part = (title: Content, content: Content): TemplateResult =>
  html`<div class="about">
    <p class="sub">${title}</p>
    ${content}
  </div>`

/** Its own ways; without any, those of who acts on a démarche. */
export function waysOf(ctx: ParcoursContext, item: Item): Content {
  const { address, channels, organismes, kind } = item
  const own = channels.map((channel) => html`<li>${channelFacts(ctx, address, channel, true)}</li>`)
  const ways =
    own.length || kind === 'jalon' ? own : organismes.flatMap((ref) => reach(ctx, ref, organismes.length > 1))
  return ways.length
    ? part(
        itemWords(ctx)('channels'),
        html`<ul class="bare ways">
          ${ways}
        </ul>`,
      )
    : nothing
}

/** How long an answer takes, as announced. */
export function announced(ctx: ParcoursContext, item: Item): Content {
  const delay = item.kind === 'demarche' ? (item.of as Demarche).timing?.announced?.delay : undefined
  if (!delay) return nothing
  return html`<p>${itemWords(ctx)('announced', { delay: partText(ctx.locale, ctx.session!, { param: delay }) })}</p>`
}

/** Where its date and its words come from. */
export function sourcesOf(ctx: ParcoursContext, item: Item): Content {
  const { locale, session } = ctx
  const t = itemWords(ctx)
  const timing = item.kind === 'demarche' ? (item.of as Demarche).timing : undefined
  return [...new Set([timing?.source, item.of.source])].map((wanted) => {
    const source = session!.parcours.source.sources.find(({ id }) => id === wanted)
    if (!source) return nothing
    const { title, url, ref, date, verifiedOn } = source
    return html`<p class="small quiet">
      ${locale.t('core', 'source', { title: '' }).trimEnd()}
      <bdi lang="fr">${url ? link(ctx, url, title) : title}${ref ? `, ${ref}` : ''}</bdi
      >${date ? t('comma') + t('sourceDated', { date: locale.date(date) }) : ''}${t('comma')}${verifiedOn ? t('sourceRead', { date: locale.date(verifiedOn) }) : t('sourceUnread')}.
    </p>`
  })
}

/** How items are grouped, as native radios that look like pills. */
export const groupChoice = <T extends string>(
  t: (key: string) => string,
  choices: readonly T[],
  chosen: T,
  pick: (by: T) => void,
): TemplateResult =>
  html`<fieldset class="by noprint">
    <legend>${t('groupBy')}</legend>
    <div class="pills">
      ${choices.map((by) => html`<label><input type="radio" name="by" .checked=${by === chosen} @change=${() => pick(by)} /><span>${t(`by_${by}`)}</span></label>`)}
    </div>
  </fieldset>`

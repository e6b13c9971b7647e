import type { Answer, AskedQuestion, Item } from '@parcours/engine'
import { html, type TemplateResult } from 'lit'
import { lateQuestion, type Fields } from '../../questionnaire/internal/field.js'
import type { ParcoursContext } from '../context.js'
import { icon } from '../icons.js'
import { ChevronDown } from '../icons.first.js'
import type { Content } from '../text.js'
import { itemWords, titleOf } from './words.js'

/** The address of what is asked here: no parcours has it. */
const DONE = 'done'

/**
 * The context that a widget's fields answer to: the day a démarche was done is a mark, not an answer. Reads through to the context,
 * so that what it computes only when asked stays so.
 */
export function withDays(ctx: ParcoursContext): ParcoursContext {
  const { locale } = ctx
  return Object.assign(Object.create(ctx) as ParcoursContext, {
    answer: (ref: string, value: Answer | undefined): boolean => {
      if (!ref.startsWith(`${DONE}:`)) return ctx.answer(ref, value)
      ctx.mark(ref.slice(DONE.length + 1), 'fait', value as string)
      return true
    },
    locale: {
      ...locale,
      raw: (address: string, text: string) =>
        address.startsWith(`${DONE}.`) ? { text, lang: locale.lang, dir: locale.dir } : locale.raw(address, text),
    },
  })
}

/** "changer la date": another day than today, in three fields, behind a disclosure beside "fait le …". */
export function dayDone(fields: Fields, ctx: ParcoursContext, item: Item): Content {
  const t = itemWords(ctx)
  const ref = `${DONE}:${item.id}`
  const asked: AskedQuestion = {
    ref,
    of: { id: DONE, type: 'date', label: t('doneWhen') },
    address: DONE,
    max: ctx.session!.today,
    ...(item.done ? { answer: item.done } : {}),
    sensitive: item.sensitive,
  }
  const saved = ({ currentTarget }: Event): void => {
    const details = currentTarget as HTMLDetailsElement
    if (fields.errors.has(ref)) return
    details.open = false
    details.querySelector('summary')!.focus()
  }
  return html`<details class="noprint day" @submit=${saved}>
    <summary>
      ${icon(ChevronDown)}<span
        >${t('doneChange')}<span class="vh">${ctx.locale.t('core', 'colon')}${titleOf(ctx, item)}</span></span
      >
    </summary>
    ${lateQuestion(fields, withDays(ctx), asked)}
  </details>` satisfies TemplateResult
}

import type { AskedQuestion, Item, Member, Session } from '@parcours/engine'
import type { ParcoursContext } from '../../core/context.js'
import type { Locale } from '../../core/locale.js'
import { words } from '../../core/text.js'
import { memberName } from '../../core/words.js'
import { wordsOf } from './words.js'

/**
 * "enfant 1, né en mars 2019": a member is told from the others by its first date, never by a name. `naissance` is the one field
 * whose id says how to put it.
 */
export function memberLabel(locale: Locale, session: Session, member: Member): string {
  const name = memberName(locale, session, member)
  const group = session.parcours.source.questions.find(({ id }) => id === member.group)
  if (group?.type !== 'group') return name
  const field = group.fields.find(({ type, sensitive }) => type === 'date' && !sensitive)
  const ref = `${group.id}.${field?.id}#${member.key}`
  const value = session.questions.find((asked) => asked.ref === ref)?.answer
  if (typeof value !== 'string') return name
  const month = locale.date(`${value.slice(0, 7)}-01`, 'month')
  return wordsOf({ locale })(field!.id === 'naissance' ? 'memberBorn' : 'memberSince', { member: name, month })
}

/** A question's words where it is cited, after whom it is about: "enfant 1 : où habite-t-il ?". */
export function questionName(ctx: ParcoursContext, { of, address, member }: AskedQuestion): string {
  const label = words(ctx, `${address}.label`, of.label, member && ({ member } as Item))
  return member ? memberLabel(ctx.locale, ctx.session!, member) + ctx.locale.t('core', 'colon') + label : label
}

import type { Item, Reason } from '@parcours/engine'
import type { Parcours } from '@parcours/schema'
import type { ParcoursContext } from './context.js'
import { answerText } from './locale.js'
import { words } from './text.js'

/** The French text that stands at an address of the parcours ("facts.separe.because"); undefined when there is none. */
export function frenchAt(parcours: Parcours, address: string): string | undefined {
  let node: unknown = parcours
  for (const step of address.split('.')) {
    if (Array.isArray(node)) node = node.find((entry: { id?: unknown }) => entry.id === step)
    else if (typeof node === 'object' && node !== null && Object.hasOwn(node, step))
      node = (node as Record<string, unknown>)[step]
    else return undefined
  }
  return typeof node === 'string' ? node : undefined
}

/**
 * Why an item is there, as clauses that follow "parce que": "vous vivez séparément". Outermost first, each once; sensitive reasons are
 * not in it.
 */
export function reasons(ctx: ParcoursContext, id: string): string[] {
  const parcours = ctx.session!.parcours.source
  const item: Item | undefined = ctx.session!.plan.item(id)
  const clause = (reason: Reason): string => {
    const own = frenchAt(parcours, reason.address)
    const question = reason.question?.replace(/#.*$/, '') ?? reason.address.split('.')[1]!
    const [group, field] = question.split('.') as [string, string?]
    const label = field ? `questions.${group}.fields.${field}.label` : `questions.${group}.label`
    const asked = (): string => words(ctx, label, frenchAt(parcours, label) ?? '', item)
    if (reason.kind === 'unsure') return ctx.locale.t('core', 'reasonUnsure', { question: asked() })
    // A question's label is no clause; neither is what she said, when the contrary is the reason.
    if (own === undefined || /\.label$/.test(reason.address) || (reason.kind === 'answer' && reason.negated)) {
      return ctx.locale.t('core', 'reasonAnswer', {
        question: asked(),
        answer: answerText(ctx.locale, ctx.session!, reason.question ?? group, reason.value),
      })
    }
    return words(ctx, reason.address, own, item)
  }
  return [
    ...new Set(
      ctx
        .explain(id)
        .filter((reason) => !reason.sensitive)
        .map(clause),
    ),
  ]
}

/** "Parce que vous vivez séparément.", with French's own elision: "Parce qu’il y a un bail." */
export function because(ctx: ParcoursContext, clauses: readonly string[]): string {
  const sentence = ctx.locale.t('core', 'because', { reason: ctx.locale.list(clauses) })
  return sentence.replace(/^(Parce qu)e (?=[aeiouàâéèêëîïôûœ])/i, '$1’')
}

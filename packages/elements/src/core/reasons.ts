import type { Item } from '@parcours/engine'
import type { Parcours } from '@parcours/schema'
import type { ParcoursContext } from './context.js'
import { answerText } from './words.js'
import { itemWords } from './item/words.js'
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
 * Why an item is there, as one sentence: "Parce que vous vivez séparément." Outermost reasons first, each once; sensitive ones are not
 * in it.
 * @param most how many reasons at most
 * @returns null when there is none to tell
 */
export function because(ctx: ParcoursContext, item: Item, most = Infinity): string | null {
  const session = ctx.session!
  const parcours = session.parcours.source
  const t = itemWords(ctx)
  const clauses = new Set<string>()
  const answered: string[] = []
  for (const { kind, address, question, value, negated, sensitive } of ctx.explain(item.id)) {
    if (sensitive) continue
    const own = frenchAt(parcours, address)
    const [group, field] = (question?.replace(/#.*$/, '') ?? address.split('.')[1]!).split('.') as [string, string?]
    const label = field ? `questions.${group}.fields.${field}.label` : `questions.${group}.label`
    const asked = words(ctx, label, frenchAt(parcours, label) ?? '', item)
    if (kind === 'unsure') clauses.add(t('reasonUnsure', { question: asked }))
    // A question's label is no clause.
    else if (own === undefined || address.endsWith('.label')) answered.push(asked)
    // Neither is what she said, when the contrary is the reason.
    else if (kind === 'answer' && negated) {
      const answer = answerText(ctx.locale, session, question ?? group, value)
      clauses.add(t('reasonAnswer', { question: asked, answer }))
    } else clauses.add(words(ctx, address, own, item))
  }
  if (!clauses.size) return answered.length ? t('becauseOf', { question: answered[0] }) : null
  const sentence = t('because', { reason: ctx.locale.list([...clauses].slice(0, most)) })
  // French elides: "Parce qu’il y a un bail."
  return sentence.replace(/^(Parce qu)e (?=[aeiouàâéèêëîïôûœ])/i, '$1’')
}

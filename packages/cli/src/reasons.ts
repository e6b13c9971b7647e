import { explain, type Reason, type Session } from '@parcours/engine'
import type { Field, Parcours, Question } from '@parcours/schema'
import type { Writer } from './texts.js'

const findQuestion = (parcours: Parcours, ref: string): Question | Field | undefined => {
  const [id, field] = ref.replace(/#.*$/, '').split('.') as [string, string?]
  const question = parcours.questions.find((candidate) => candidate.id === id)
  return field && question?.type === 'group' ? question.fields.find((candidate) => candidate.id === field) : question
}

/** A reason's French text, by the address that the engine gives. */
function french(parcours: Parcours, reason: Reason): string {
  const [block, id, ...rest] = reason.address.split('.')
  if (block === 'facts') {
    const fact = parcours.facts?.find((candidate) => candidate.id === id)
    return (rest[0] === 'otherwise' ? fact?.otherwise : fact?.because) ?? ''
  }
  const question = findQuestion(parcours, rest[0] === 'fields' ? `${id}.${rest[1]}` : id!)
  if (!question) return ''
  const option = reason.address.match(/\.options\.([^.]+)\.said$/)?.[1]
  if (option && (question.type === 'choice' || question.type === 'choices'))
    return question.options.find((candidate) => candidate.id === option)?.said ?? question.label
  return question.label
}

/**
 * Why an item is in the plan, each reason as a clause that follows « parce que », in the engine's order. A question's label is no clause: it is
 * told as what she does not know, or, when nothing else says why, as the question she answered.
 */
export function reasonsOf(session: Session, id: string, writer: Writer): string[] {
  const clauses = new Set<string>()
  const asked: string[] = []
  for (const reason of explain(session, id)) {
    const text = writer.text(reason.address, french(session.parcours.source, reason))
    if (reason.kind === 'unsure') clauses.add(`la réponse à « ${text} » n’est pas connue`)
    else if (reason.address.endsWith('.label')) asked.push(text)
    else clauses.add(text)
  }
  return clauses.size ? [...clauses] : asked.slice(0, 1).map((label) => `c’est la réponse à « ${label} »`)
}

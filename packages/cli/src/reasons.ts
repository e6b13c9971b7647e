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

/** Why an item is in the plan, each reason as a sentence, in the engine's order. */
export function reasonsOf(session: Session, id: string, writer: Writer): string[] {
  return explain(session, id).map((reason) => writer.text(reason.address, french(session.parcours.source, reason)))
}

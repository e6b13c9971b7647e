import { restore, type Session } from '@parcours/engine'
import type { Question, Saved } from '@parcours/schema'

/** True when this parcours asks something that is left out unless she says otherwise: the choice is offered whatever she answered. */
export const asksSensitive = ({ parcours }: Session): boolean => parcours.source.questions.some(isSensitive)

const isSensitive = (question: Question): boolean =>
  question.sensitive === true || (question.type === 'group' && question.fields.some(({ sensitive }) => sensitive))

/**
 * A saved session without what is sensitive: neither the answers, nor what is asked, marked or put in a calendar only because of them.
 * What it is taken up as is the session of somebody to whom no sensitive question was ever put.
 */
export function withoutSensitive(session: Session, saved: Saved): Saved {
  const { questions } = session.parcours.source
  const open = new Set(questions.filter((question) => question.sensitive !== true).map(({ id }) => id))
  const only = <T>(of: Readonly<Record<string, T>>, keep: (id: string) => boolean): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([id]) => keep(id)))
  const fieldsOf = (id: string): Set<string> => {
    const group = questions.find((question) => question.id === id)
    return new Set(
      group?.type === 'group'
        ? group.fields.filter(({ sensitive }) => sensitive !== true).map((field) => field.id)
        : [],
    )
  }
  const bare: Saved = {
    ...saved,
    answers: only(saved.answers, (id) => open.has(id)),
    groups: Object.fromEntries(
      Object.entries(saved.groups)
        .filter(([id]) => open.has(id))
        .map(([id, members]) => {
          const fields = fieldsOf(id)
          return [
            id,
            members.map(({ member, answers }) => ({ member, answers: only(answers, (field) => fields.has(field)) })),
          ]
        }),
    ),
  }
  // What is still asked of her, without them.
  const { today, territory } = session
  const then = restore(session.parcours, bare, { today, ...(territory ? { territory } : {}) }).session
  const asked = new Set(
    [...then.questions, ...then.plan.items.flatMap((item) => item.questions)]
      .filter(({ sensitive }) => !sensitive)
      .map(({ ref }) => ref),
  )
  const plain = new Set(session.plan.items.filter(({ sensitive }) => !sensitive).map(({ id }) => id))
  const stands = (id: string): boolean => plain.has(id) && then.plan.item(id)?.sensitive === false
  const { kit, ...rest } = bare
  return {
    ...rest,
    answers: only(bare.answers, (id) => asked.has(id)),
    groups: Object.fromEntries(
      Object.entries(bare.groups)
        .filter(([id]) => asked.has(id))
        .map(([id, members]) => [
          id,
          members.map(({ member, answers }) => ({
            member,
            answers: only(answers, (field) => asked.has(`${id}.${field}#${member}`)),
          })),
        ]),
    ),
    items: only(bare.items, stands),
    ...(kit ? { kit: { ...kit, ...(kit.events ? { events: only(kit.events, stands) } : {}) } } : {}),
  }
}

import type { Answer, StartOptions } from '@parcours/engine'
import type { Parcours } from '@parcours/schema'

/** Answers as authors write them: by question id; a group is a list of members, each an object of its fields' answers. */
export type WrittenAnswers = Readonly<Record<string, unknown>>

/**
 * Written answers by ref, as the engine takes them. The n-th member of a group gets the key `m<n>`: a file of answers is
 * nobody's session, so that positions may name its members.
 * @throws {TypeError} in French, with the question's id, when a member is not an object.
 */
export function answersFrom(parcours: Parcours, written: WrittenAnswers): NonNullable<StartOptions['answers']> {
  const answers: Record<string, Answer> = {}
  for (const [ref, value] of Object.entries(written)) {
    const question = parcours.questions.find((candidate) => candidate.id === ref)
    if (question?.type === 'group' && Array.isArray(value)) {
      answers[ref] = value.map((_, i) => `m${i + 1}`)
      value.forEach((member: unknown, i) => {
        if (typeof member === 'string') return
        if (member === null || typeof member !== 'object')
          throw new TypeError(
            `${ref} : le membre ${i + 1} doit être un objet, par exemple { "naissance": "2019-03-02" }.`,
          )
        for (const [field, answer] of Object.entries(member)) answers[`${ref}.${field}#m${i + 1}`] = answer as Answer
      })
    } else answers[ref] = value as Answer
  }
  return answers
}

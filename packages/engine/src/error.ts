import type { Fault } from '@parcours/schema'

/** A parcours that cannot run: every fault, each with its JSON pointer. `describe` of '@parcours/schema/messages' makes sentences of them. */
export class ParcoursError extends Error {
  override readonly name: string = 'ParcoursError'
  constructor(
    readonly faults: readonly Fault[],
    message = `Ce parcours a ${faults.length > 1 ? `${faults.length} fautes` : 'une faute'} : ${faults
      .slice(0, 3)
      .map((fault) => `${fault.pointer || '/'} (${fault.code})`)
      .join(', ')}${faults.length > 3 ? '…' : ''}`,
  ) {
    super(message)
  }
}

/** unknown-question, unknown-item, format, option, exclusive, min, max, unsure, skip, members. */
export type AnswerFault =
  'question' | 'item' | 'format' | 'option' | 'exclusive' | 'min' | 'max' | 'unsure' | 'skip' | 'members'

/** An answer that does not fit its question. Nothing changed. The message never repeats the answer. */
export class AnswerError extends ParcoursError {
  override readonly name = 'AnswerError'
  constructor(
    readonly ref: string,
    readonly code: AnswerFault,
  ) {
    super([], `La réponse à « ${ref} » ne convient pas (${code}).`)
  }
}

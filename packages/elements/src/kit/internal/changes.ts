import type { Session } from '@parcours/engine'
import type { Saved } from '@parcours/schema'
import type { Resumed } from '../../core/context.js'

/** What is not as she left it, in a session that was taken up again. */
export interface Changes {
  /** Against the version that she began with; null when it is the same. */
  readonly version: 'newer' | 'older' | null
  /** Addresses of questions that are asked again. */
  readonly again: readonly string[]
  /** How many questions of hers are asked no more. */
  readonly gone: number
  /** How many démarches that she had marked are there no more. */
  readonly items: number
  /** Questions without an answer. */
  readonly left: number
}

/** 1.10.0 after 1.9.0. */
function compare(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split(/[.+-]/).map((part) => Number(part) || 0))
  for (let i = 0; i < 3; i++) if ((x![i] ?? 0) !== (y![i] ?? 0)) return (x![i] ?? 0) - (y![i] ?? 0)
  return 0
}

/** "enfants.naissance#k3f" -> "questions.enfants.fields.naissance" */
const addressOf = (ref: string): string => `questions.${ref.replace(/#.*$/s, '').replace('.', '.fields.')}`

/** @param session the one that goes on */
export function changesOf(saved: Saved, { askAgain, dropped }: Resumed, session: Session): Changes {
  const order = compare(session.parcours.version, saved.version)
  const again = new Set(askAgain.map(addressOf))
  const gone = new Set(dropped.filter((address) => address.startsWith('questions.')))
  return {
    version: order > 0 ? 'newer' : order < 0 ? 'older' : null,
    again: [...again],
    gone: gone.size,
    items: dropped.length - dropped.filter((address) => address.startsWith('questions.')).length,
    left: session.questions.filter(({ answer }) => answer === undefined).length,
  }
}

import type { Answer, Diff, Item, Session } from '@parcours/engine'
import type { ParcoursContext } from '../../core/context.js'
import { answerText } from '../../core/words.js'
import { words } from '../../core/text.js'
import { questionName } from './member.js'
import { wordsOf } from './words.js'

/** What an edit did to the plan. Nothing sensitive is in it: the engine leaves it out of a diff, and this looks again. */
export interface Said {
  /** "2 démarches ajoutées, 1 retirée, parce que …"; '' when nothing changed. */
  readonly text: string
  readonly added: readonly Item[]
  readonly removed: readonly Item[]
  readonly moved: readonly Item[]
}

const SILENT: Said = { text: '', added: [], removed: [], moved: [] }
/** Reasons in one sentence: more is a list nobody reads. */
const REASONS = 2

export function say(ctx: ParcoursContext, diff: Diff): Said {
  const plain = (items: readonly Item[]): Item[] => items.filter(({ sensitive }) => !sensitive)
  const added = plain(diff.added)
  const removed = plain(diff.removed)
  const moved = plain(diff.moved.map(({ item }) => item))
  const t = wordsOf(ctx)
  const [more, fewer] = [added, removed].map((items) => items.filter(({ kind }) => kind === 'demarche').length) as [
    number,
    number,
  ]
  // A jalon is a date of the calendar, not something to do.
  const dates = moved.length + added.length - more + removed.length - fewer
  const changes = [
    more ? t('added', { count: more }) : '',
    fewer ? t(more ? 'removed' : 'removedOnly', { count: fewer }) : '',
    dates ? t('moved', { count: dates }) : '',
  ].filter(Boolean)
  if (!changes.length) return SILENT
  const session = ctx.session!
  const reasons = diff.because.flatMap((ref) => reason(ctx, session, ref) ?? []).slice(0, REASONS)
  const text = changes.join(t('comma'))
  const because = reasons.length ? t('because', { changes: text, reasons: ctx.locale.list(reasons) }) : text
  return {
    // French elides: « parce qu’une procédure est en cours ».
    text: because.replace(/(, parce qu)e (?=[aeiouàâéèêëîïôûœ])/i, '$1’'),
    added,
    removed,
    moved,
  }
}

/** An answer as the end of "parce que …": the option's own words, or the question and the answer. */
function reason(ctx: ParcoursContext, session: Session, ref: string): string | null {
  const asked = session.questions.find((question) => question.ref === ref)
  if (!asked || asked.sensitive) return null
  const { of, address, answer, member } = asked
  const question = questionName(ctx, asked)
  const t = wordsOf(ctx)
  if (answer === undefined) return t('becauseOpen', { question })
  if (isUnsure(answer)) return t('becauseUnsure', { question })
  if (typeof answer === 'object' && 'skipped' in answer) return null
  const option = of.type === 'choice' ? of.options.find(({ id }) => id === answer) : undefined
  if (option?.said && !member) return words(ctx, `${address}.options.${option.id}.said`, option.said)
  return t('becauseAnswer', { question, answer: answerText(ctx.locale, session, ref, answer) })
}

const isUnsure = (answer: Answer): boolean => typeof answer === 'object' && 'unsure' in answer

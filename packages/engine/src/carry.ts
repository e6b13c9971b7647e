import type { Field, Handover, Id, Parcours, Question } from '@parcours/schema'
import { compile } from './compile.js'
import { AnswerError } from './error.js'
import { answer, start } from './session.js'
import type { Answer, AskedQuestion, Compiled, Session, Value } from './types.js'

/**
 * Why something stays behind. `unanswered`: not asked, not answered, passed, or "je ne sais pas" · `absent`: the other parcours does not
 * ask it · `type`: it asks it otherwise · `value`: her answer is none there · `sensitive`: she did not ask for it by its name.
 */
export type LeftWhy = 'unanswered' | 'absent' | 'type' | 'value' | 'sensitive'

/** What goes from one parcours to another. */
export interface Carried {
  /** By ref, in the order in which the other parcours takes them: a group before its members' fields. */
  readonly answers: Readonly<Record<string, Answer>>
  /** What stays behind: a question's id, or "groupe.champ". */
  readonly left: readonly { readonly name: string; readonly why: LeftWhy }[]
}

/**
 * The answers that another parcours understands, to be confirmed there. Ids are shared names: the same id, the same type and the same
 * `key` mean the same. A fact is carried by the questions that it is made of. A member keeps its key.
 * @param what a handover, or names of questions and facts
 * @param target where to; of the same day and territory as the session
 * @param options.sensitive names of what is carried although it is sensitive ("grossesse", "enfants.handicap"); none by default
 * @throws {ParcoursError} when the target is a parcours that cannot be compiled
 */
export function carry(
  session: Session,
  what: Handover | readonly Id[],
  target: Compiled | Parcours,
  { sensitive = [] }: { readonly sensitive?: readonly string[] } = {},
): Carried {
  const compiled = 'source' in target ? target : compile(target)
  const { source } = session.parcours
  const names = questionsOf(source, 'parcours' in what ? (what.carries ?? []) : what)
  const given = new Map<string, AskedQuestion>()
  for (const asked of [...session.questions, ...session.plan.items.flatMap((item) => item.questions)])
    if (!given.has(asked.ref)) given.set(asked.ref, asked)

  const answers: Record<string, Answer> = {}
  const left = new Map<string, LeftWhy>()
  const { today, territory } = session
  let there = start(compiled, { today, ...(territory ? { territory } : {}) })
  const take = (
    name: string,
    ref: string,
    from: Question | Field,
    to: Question | Field,
    told = sensitive.includes(name),
  ): Value | undefined => {
    const asked = given.get(ref)
    const value = asked?.answer
    const why = (): LeftWhy | undefined => {
      if (value === undefined || (typeof value === 'object' && !Array.isArray(value))) return 'unanswered'
      if (!sameMeaning(from, to)) return 'type'
      const fitting = fit(from, to, value as Value)
      if (fitting === undefined) return 'value'
      if (asked!.sensitive && !told) return 'sensitive'
      try {
        there = answer(there, ref, fitting)
        answers[ref] = fitting
        return undefined
      } catch (error) {
        if (error instanceof AnswerError) return 'value'
        throw error
      }
    }
    const reason = why()
    // Of several members one is enough to ask her for it.
    if (reason && left.get(name) !== 'sensitive') left.set(name, reason)
    return answers[ref] as Value | undefined
  }
  const asks = ({ questions }: Parcours, id: Id): Question | undefined => questions.find((of) => of.id === id)
  for (const to of compiled.source.questions) {
    const from = names.has(to.id) ? asks(source, to.id) : undefined
    if (!from) continue
    const members = take(to.id, to.id, from, to)
    if (members === undefined || from.type !== 'group' || to.type !== 'group') continue
    for (const member of members as readonly string[])
      for (const field of to.fields) {
        const same = from.fields.find(({ id }) => id === field.id)
        if (!same) continue
        const name = `${to.id}.${field.id}`
        // What is sensitive of itself is asked for by its own name; the rest of a sensitive group goes with the group.
        const told = sensitive.includes(name) || (same.sensitive !== true && sensitive.includes(to.id))
        take(name, `${name}#${member}`, same, field, told)
      }
  }
  for (const name of names) if (!asks(source, name) || !asks(compiled.source, name)) left.set(name, 'absent')
  return { answers, left: [...left].map(([name, why]) => ({ name, why })) }
}

/** A name that is a fact's stands for the questions that it reads, through other facts, anchors and tables. */
function questionsOf(source: Parcours, names: readonly Id[]): Set<Id> {
  const out = new Set<Id>()
  const seen = new Set<unknown>()
  const blocks = { fact: source.facts, anchor: source.anchors, table: source.tables }
  const read = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return
    seen.add(node)
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== 'string') read(value)
      else if (QUESTION.has(key)) out.add(value)
      else if (Object.hasOwn(blocks, key)) read(blocks[key as keyof typeof blocks]?.find(({ id }) => id === value))
    }
  }
  for (const name of names) {
    const fact = source.facts?.find(({ id }) => id === name)
    if (fact) read(fact)
    else out.add(name)
  }
  return out
}
/** Keys of conditions and dates that name a question. */
const QUESTION = new Set(['answer', 'some', 'every', 'count'])

/** A day is more than a month: it says it too. */
function sameMeaning(from: Question | Field, to: Question | Field): boolean {
  if (from.type !== to.type) return false
  if ((from as Question).key !== (to as Question).key) return false
  if (from.type === 'reference') return from.list === (to as typeof from).list
  return from.type !== 'date' || from.precision !== 'month' || (to as typeof from).precision === 'month'
}

function fit(from: Question | Field, to: Question | Field, value: Value): Value | undefined {
  if (to.type === 'date') return to.precision === 'month' ? (value as string).slice(0, 7) : value
  if (to.type !== 'choices' || from.type !== 'choices') return value
  const options = new Map(to.options.map((option) => [option.id, option]))
  // "None of these" of a short list does not say it of a longer one.
  const longer = to.options.some(({ id, exclusive }) => !exclusive && !from.options.some((option) => option.id === id))
  const known = (value as readonly string[]).filter((id) => options.has(id) && !(longer && options.get(id)!.exclusive))
  return known.length ? known : undefined
}

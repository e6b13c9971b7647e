import type { AskedQuestion, Session } from '@parcours/engine'
import type { Settings } from '../../core/context.js'

/** One screen: 'q:ref' a question · 's:id' a section · 'page' all of them · 'x:id' an exit · 'recap' the end. */
export type Step = string
type Layout = Settings['layout']

interface Place {
  /** Rank in the parcours, asked or not: it never moves. */
  readonly at: number
  readonly section: string
}
const places = new WeakMap<object, Map<string, Place>>()

/** Where a question belongs; a member's field belongs with its group. */
export function placeOfQuestion(session: Session, { of, member }: AskedQuestion): Place {
  const { questions } = session.parcours.source
  let map = places.get(questions)
  if (!map)
    places.set(questions, (map = new Map(questions.map(({ id, section }, at) => [id, { at, section: section ?? '' }]))))
  return map.get(member?.group ?? of.id)!
}
export const sectionOf = (session: Session, asked: AskedQuestion): string => placeOfQuestion(session, asked).section

export function stepOf(session: Session, layout: Layout, asked: AskedQuestion): Step {
  return layout === 'page' ? 'page' : layout === 'sections' ? `s:${sectionOf(session, asked)}` : `q:${asked.ref}`
}

/** What comes now: an exit that was not passed, the first question that waits for her, or the end. Nothing is asked twice. */
export function nextStep(
  session: Session,
  layout: Layout,
  prefilled: ReadonlySet<string>,
  passed: ReadonlySet<string>,
): Step {
  const exit = session.exits.find(({ of }) => !passed.has(of.id))
  if (exit) return `x:${exit.of.id}`
  const asked = prefilled.size
    ? session.questions.find(({ ref, answer }) => answer === undefined || prefilled.has(ref))
    : session.question
  return asked ? stepOf(session, layout, asked) : 'recap'
}

export function askedByRef(session: Session, ref: string): AskedQuestion | undefined {
  // The next question is at hand; the list of all of them is built only when she went back.
  return session.question?.ref === ref ? session.question : session.questions.find((asked) => asked.ref === ref)
}

/** The questions of a screen; none when it is no longer there. */
export function questionsOf(session: Session, step: Step): readonly AskedQuestion[] {
  if (step === 'page') return session.questions
  const name = step.slice(2)
  if (step.startsWith('s:')) return session.questions.filter((asked) => sectionOf(session, asked) === name)
  const asked = step.startsWith('q:') ? askedByRef(session, name) : undefined
  return asked ? [asked] : []
}

export function stands(session: Session, step: Step): boolean {
  if (step === 'recap') return true
  if (step.startsWith('x:')) return session.exits.some(({ of }) => `x:${of.id}` === step)
  return questionsOf(session, step).length > 0
}

/** The screen before one, in the order of the questionnaire: for who comes in the middle (kept answers) and goes back. */
export function stepBefore(session: Session, layout: Layout, step: Step): Step | null {
  const { questions } = session
  const first = questionsOf(session, step)[0]
  const index = first ? questions.findIndex(({ ref }) => ref === first.ref) : questions.length
  const before = layout === 'page' && first ? undefined : questions[index - 1]
  return before ? stepOf(session, layout, before) : null
}

/** Back is history: the screens in the order she saw them, wherever she stands among them. */
export class Trail {
  steps: Step[] = []
  at = -1

  get step(): Step | undefined {
    return this.steps[this.at]
  }

  /** Goes on; what lay ahead is forgotten, as in a browser. */
  push(step: Step): void {
    this.steps.splice(++this.at, Infinity, step)
  }

  /** Replaces where she stands: a screen that is no longer there. */
  replace(step: Step): void {
    this.steps[this.at < 0 ? (this.at = 0) : this.at] = step
  }

  /** @param target index @returns how far it went */
  move(target: number): number {
    const from = this.at
    this.at = Math.max(0, Math.min(target, this.steps.length - 1))
    return this.at - from
  }
}

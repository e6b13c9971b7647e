/**
 * What is known of a parcours before it is compiled: whether it can be, the question that comes first whatever is known of her, the
 * alerts that stand whatever she answers. A widget shows these while the engine is on its way; compile() and start() say the same.
 */
import type * as Format from '@parcours/schema'
import { atOnce, checking, isObject, type Fault, type InspectOptions } from '@parcours/schema'
import type { AlertItem, AskedQuestion } from './types.js'

export interface JudgeOptions {
  /** Read a file of a newer minor version as far as it can be; a link that may not be followed is no fault: it is shown as text. */
  lenient?: boolean
  /** Deepest nesting accepted. */
  depth?: number
}

/** Every fault that keeps a parcours from being compiled, but for what waits for itself (`cycle`): compile() finds it. */
export const judge = (json: unknown, options?: InspectOptions & JudgeOptions): Fault[] => atOnce(judging(json, options))

/** The same, an item at a time: a page can take a tap between two. */
export function* judging(json: unknown, options: InspectOptions & JudgeOptions = {}): Generator<void, Fault[]> {
  const faults = yield* checking(json, options)
  return faults.filter((fault) => !(options.lenient && fault.code === 'url'))
}

/**
 * What a widget shows before the whole is there: the header, the first question and its section, the alerts that stand whatever she
 * answers. A page may get it apart, and sooner. What only authors read of the header is left out.
 * @param json a parcours, or what this made of one: then the same again
 */
export function firstOf(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const list = (block: string): unknown[] => (Array.isArray(json[block]) ? json[block] : [])
  const first = list('questions').find(isFirst)
  const head = Object.entries(json).filter(
    ([key, value]) => !Array.isArray(value) && key !== 'end' && !/^(\$|x-)/.test(key),
  )
  return {
    ...Object.fromEntries(head),
    sources: [],
    organismes: [],
    demarches: [],
    questions: [first],
    sections: list('sections').filter(
      (section) => isObject(section) && isObject(first) && section['id'] === first['section'],
    ),
    alerts: list('alerts').filter((alert) => !isObject(alert) || !alert['when']),
  }
}

/**
 * The same of what is shown first. What it names is looked up when the whole is judged, before it is used. Empty: firstQuestion() and firstAlerts() can be read.
 */
export function judgeFirst(json: unknown, options?: JudgeOptions): Fault[] {
  return judge(isObject(json) ? firstOf(json) : json, { ...options, alone: true })
}
const isFirst = (question: unknown): boolean => isObject(question) && question['askedAt'] === undefined

/** The first question, and the section it stands in. */
export interface FirstQuestion {
  readonly asked: AskedQuestion
  readonly section: Format.Named | null
}

/**
 * The first question, when it is asked of everybody with the same options: as start() says it. Null when only the engine can tell.
 * @param source a parcours that judge() found without fault
 */
export function firstQuestion({ questions, sections }: Format.Parcours): FirstQuestion | null {
  const of = questions.find(isFirst)
  if (!of || of.when || !(of.type === 'choice' || of.type === 'choices')) return null
  if (of.options.some((option) => option.when)) return null
  const { id, options, sensitive = false } = of
  return {
    asked: { ref: id, of, address: `questions.${id}`, sensitive, options },
    section: sections.find((section) => section.id === of.section) ?? null,
  }
}

/** Alerts without a condition, that no answer can rule out. */
export const firstAlerts = ({ alerts = [] }: Format.Parcours): AlertItem[] =>
  alerts.flatMap((of) => (of.when ? [] : [{ of, address: `alerts.${of.id}`, sensitive: of.sensitive === true }]))

import type { ParamRef, Step, TableRef } from '@parcours/schema'
import {
  addPeriod,
  endOf,
  firstOfMonth,
  nextMonthDay,
  OPEN,
  startOf,
  type Day,
  type DaySpan,
  type Period,
} from './days.js'
import { workingDay } from './holidays.js'
import type { Zone } from './territory.js'
import { parseDuration, parseMonthDay } from './text.js'

export interface StepContext {
  /** Whose public holidays count; without it, those of the whole country. */
  readonly zone?: Zone | undefined
  /** The duration that a table or a param holds ('P3M'); undefined when there is none: no row, or not known. */
  readonly resolve?: (ref: TableRef | ParamRef) => string | undefined
}

/**
 * Steps from left to right, each on both ends: every one is monotone, so the span stays a span and what is open stays open. A step whose duration
 * is not known, or which this version does not know, opens both ends.
 */
export const applySteps = (span: DaySpan, steps: readonly Step[] = [], context: StepContext = {}): DaySpan => {
  for (const step of steps) {
    const move = mover(step, context)
    span = [move(span[0]), move(span[1])]
    if (isNaN(span[0] + span[1])) span = OPEN
  }
  return span
}

/** How a step moves a day. The move gives NaN when it is not known. */
const mover = (step: Step, { zone, resolve }: StepContext): ((day: Day) => Day) => {
  if ('plus' in step || 'minus' in step) {
    const [value, times] = 'plus' in step ? [step.plus, 1] : [step.minus, -1]
    const period = parseDuration((typeof value === 'string' ? value : resolve?.(value)) ?? '')
    return (day) => (period ? addPeriod(day, period, times) : NaN)
  }
  if ('startOf' in step) return (day) => startOf(day, step.startOf)
  if ('endOf' in step) return (day) => endOf(day, step.endOf)
  if ('firstOfMonth' in step) return (day) => firstOfMonth(day, step.firstOfMonth)
  if ('workingDay' in step) return (day) => workingDay(day, step.workingDay, zone)
  const monthDay = parseMonthDay(step.next ?? '')
  return (day) => nextMonthDay(day, monthDay)
}

/**
 * The nth occurrence, from 0: **first** + n × interval, then the steps (31/1, 28/2, 31/3). Never from the previous one, which would lose the
 * day of the month. `opens` and `closes` move the same way, without steps.
 */
export const occurrence = (
  first: DaySpan,
  interval: Period,
  n: number,
  steps?: readonly Step[],
  context?: StepContext,
): DaySpan => applySteps([addPeriod(first[0], interval, n), addPeriod(first[1], interval, n)], steps, context)

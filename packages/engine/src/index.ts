/** parcours + answers + today -> what to ask, the plan, why. Pure: no DOM, no I/O, no clock, no randomness, no locale. */
import { attach, compile as compileFlow, type CompileOptions } from './compile.js'
import { planner } from './plan.js'
import type { Compiled } from './types.js'

/**
 * Checks and indexes a parcours. Costs once; sessions share it.
 * @throws {ParcoursError} with every fault and its JSON pointer.
 */
export function compile(json: unknown, options?: CompileOptions): Compiled {
  const compiled = compileFlow(json, options)
  attach(compiled, planner)
  return compiled
}
export { answerBy } from './announced.js'
export { carry, type Carried, type LeftWhy } from './carry.js'
export { diff } from './diff.js'
export { AnswerError, ParcoursError, type AnswerFault } from './error.js'
export { explain } from './explain.js'
export { mergePlans, type MergedItem } from './merge.js'
export { restore, save } from './save.js'
export { alerts, answer, mark, start } from './session.js'
export { fill } from './text.js'
export * from './types.js'
export { attach, planner, type CompileOptions }

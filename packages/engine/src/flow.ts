/**
 * What the first question needs, and no more: compile, start, answer, mark, alerts; a session's question, questions, progress, exits.
 * `session.plan` and `session.changes` throw until attach() gives the compiled parcours the planner of '@parcours/engine'.
 */
export { attach, compile, type CompileOptions } from './compile.js'
export { AnswerError, ParcoursError, type AnswerFault } from './error.js'
export { alerts, answer, mark, start } from './session.js'
export * from './types.js'

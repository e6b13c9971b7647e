import type { AutonomyBand } from '../../evaluation/contract.js'

/**
 * What the reports ask to be measured at both ends of a parcours: knowing what is to be done and whom to ask, doing it, doing it online,
 * finding help (IGAS 2024-006R, annexes, l. 5343, 5363-5368, 5411-5413, 5485). The sentences are ours.
 */
export const QUESTIONS = ['demarches', 'organismes', 'seul', 'en-ligne', 'aide'] as const
export type Question = (typeof QUESTIONS)[number]
/** 0 "pas du tout" to 3 "tout à fait". */
export const LEVELS = [0, 1, 2, 3] as const
export type Level = (typeof LEVELS)[number]
export const MOST = QUESTIONS.length * 3

/** 0 to {@link MOST}; null while one has no answer. */
export function scoreOf(given: Readonly<Partial<Record<Question, Level>>>): number | null {
  let sum = 0
  for (const id of QUESTIONS) {
    const level = given[id]
    if (level === undefined) return null
    sum += level
  }
  return sum
}

/** Thirds: no more is told to anybody but her. */
export const bandOf = (score: number): AutonomyBand =>
  score <= MOST / 3 ? 'a-accompagner' : score <= (MOST * 2) / 3 ? 'en-chemin' : 'a-l-aise'

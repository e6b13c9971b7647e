import type { Parcours } from '@parcours/schema'

export interface SharedQuestion {
  id: string
  type: 'choice' | 'choices' | 'date' | 'number' | 'reference' | 'group'
  /** In French. */
  meaning: string
  key?: string
  list?: string
  member?: string
  sensitive?: boolean
  /** Id of each answer, and what it means. */
  options?: Record<string, string>
  fields?: SharedQuestion[]
  /** Parcours in which this name means something else. */
  apart?: string[]
}
export interface Vocabulary {
  questions: SharedQuestion[]
  facts: { id: string; meaning: string }[]
  local: { id: string; why: string }[]
}
export const VOCABULARY: string
export function vocabularyFaults(
  all: readonly Parcours[],
  vocabulary: Vocabulary,
): { parcours: string; message: string }[]

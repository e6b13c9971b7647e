import type { Parcours } from '@parcours/schema'
import type { Reports } from './cites.js'

export type FaultKind = 'lint' | 'preuve' | 'scénario' | 'chiffre' | 'langue' | 'source' | 'vocabulaire'
export interface SurveyFault {
  kind: FaultKind
  /** A file and its line, or an address. */
  where: string
  /** In French: what is wrong, and what to do. */
  message: string
}
export interface LocaleSurvey {
  lang: string
  /** From 0 to 1. */
  coverage: number
  proofreadBy: string | null
}
export interface Survey {
  id: string
  title: string
  status: Parcours['status']
  pilot: string
  partners: string[]
  questions: number
  demarches: number
  jalons: number
  pieces: number
  rendezVous: number
  sources: number
  /** Digits of a whole number of any size; null: a bound was hit. */
  paths: string | null
  scenarios: number
  locales: LocaleSurvey[]
  oldest: { id: string; date: string } | null
  /** Sources without any date. */
  undated: number
  aVerifier: { count: number; of: number }
  figures: { sourced: number; chosen: number }
  /** Warnings of lint, apart from old sources, which `aVerifier` counts. */
  warnings: number
  faults: SurveyFault[]
}
export function toVerify(parcours: Parcours, today: string): { count: number; of: number }
export function survey(id: string, today: string, reports?: Reports, catalogue?: string): Survey
export function surveyAll(today: string, catalogue?: string): Survey[]

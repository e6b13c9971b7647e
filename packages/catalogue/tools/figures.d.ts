import type { Reports } from './cites.js'
import type { Parcours } from '@parcours/schema'

export interface FigureFault {
  file: 'parcours.json' | 'figures.json'
  pointer: string
  line: number
  column: number
  message: string
}
export interface FiguresFound {
  faults: FigureFault[]
  /** How many figures have a source. */
  sourced: number
  /** How many are a choice of the parcours, said as such. */
  chosen: number
}
export interface Figure {
  pointer: string
  address: string
  element: string
  figure: string
  as: string
  text: boolean
  legal: boolean
}
export function figuresIn(parcours: Parcours): Figure[]
export function checkFigures(parcoursText: string, figuresText: string, reports: Reports): FiguresFound
export function checkFolder(id: string, reports: Reports, catalogue?: string): FiguresFound

import type { Condition, DateExpr, Parcours } from '@parcours/schema'
import { flat, InWords } from '../html/words.js'

export type View = 'flux' | 'plan'
export type NodeKind = 'debut' | 'question' | 'sortie' | 'fin' | 'demarche' | 'jalon' | 'piece' | 'repere'
export type EdgeKind = 'suite' | 'sortie' | 'blocage' | 'piece' | 'date'

export interface GraphNode {
  /** Its address, "questions.statut"; "debut" and "fin" for the two ends. */
  readonly id: string
  readonly kind: NodeKind
  readonly title: string
  /** Quieter lines under the title: with whom, by when, for whom. */
  readonly notes: readonly string[]
  readonly sensitive: boolean
  /** Of `groups`. */
  readonly group?: string
}
export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** In words; absent where nothing is to be chosen. */
  readonly label?: string
}
/** A parcours as nodes and edges, before it is drawn. */
export interface Graph {
  readonly view: View
  readonly title: string
  /** What a reader who does not see the picture is told. */
  readonly description: string
  /** Sections of the questionnaire, or phases of the plan, in order. */
  readonly groups: readonly { readonly id: string; readonly title: string }[]
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

/** The parcours' own texts, in French or in a translation, and its conditions in French words. */
export class Reader {
  readonly #words: InWords
  constructor(
    readonly parcours: Parcours,
    readonly texts: Readonly<Record<string, { readonly text: string }>> = {},
  ) {
    this.#words = new InWords(parcours, (address, french) => this.#translated(address, french))
  }
  #translated(address: string, french: string): string {
    return Object.hasOwn(this.texts, address) ? this.texts[address]!.text : french
  }
  /** A text by its address, placeholders said, without Markdown's marks. */
  text(address: string, french: string, about?: { forEach?: string | undefined; group?: string | undefined }): string {
    return this.#words
      .fill(this.#translated(address, french), about)
      .replace(/\[([^\]\n]+)\]\([^()\s]+\)/g, '$1')
      .replace(/\*+/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  }
  condition(condition: Condition): string {
    return flat(this.#words.condition(condition))
  }
  date(date: DateExpr): string {
    return this.#words.date(date)
  }
  organisme(id: string): string {
    const of = this.parcours.organismes.find((candidate) => candidate.id === id)
    if (!of) return id
    return 'cases' in of ? this.text(`organismes.${id}.role`, of.role) : this.text(`organismes.${id}.name`, of.name)
  }
}

/** Every value of the keys `names`, wherever it is in a condition or a date. */
export function named(value: unknown, names: readonly string[], found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) named(one, names, found)
  else if (value !== null && typeof value === 'object')
    for (const [key, one] of Object.entries(value)) {
      if (typeof one === 'string' && names.includes(key)) found.add(one)
      else named(one, names, found)
    }
  return found
}
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n > 1 ? many : one}`

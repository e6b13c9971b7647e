/** A parcours as a picture, without files: for `parcours graph`, a page, or an editor. */
import { compile } from '@parcours/engine'
import type { StaticOptions } from '@parcours/engine/static'
import { flowGraph } from './flow.js'
import { toMermaid } from './mermaid.js'
import { Reader, type Graph, type View } from './model.js'
import { planGraph } from './plan.js'
import { toSvg } from './svg.js'

export { toMermaid } from './mermaid.js'
export { toSvg } from './svg.js'
export type { EdgeKind, Graph, GraphEdge, GraphNode, NodeKind, View } from './model.js'

export interface GraphOptions {
  /** 'flux': the questions; 'plan': what there is to do. */
  readonly view: View
  /** 'YYYY-MM-DD'. Of the flow: the jumps that can happen are those of that day. */
  readonly today: string
  /** How far the flow's jumps may be proven; beyond, all that the order allows are drawn, and the picture says so. */
  readonly limits?: StaticOptions['limits']
  /** By address, of a translation into a variant of French: conditions are said in French words. */
  readonly texts?: Readonly<Record<string, { readonly text: string }>>
}

/**
 * @throws {ParcoursError} when the parcours has faults.
 * @throws {TypeError} in French, for a day that is none.
 */
export function graphOf(source: unknown, { view, today, texts, limits }: GraphOptions): Graph {
  const reader = new Reader(compile(source).source, texts)
  return view === 'flux' ? flowGraph(reader, { today, ...(limits ? { limits } : {}) }) : planGraph(reader)
}
/** The graph as a text in one of the two formats. @throws what `graphOf` throws. */
export function drawn(source: unknown, options: GraphOptions & { format: 'svg' | 'mermaid'; lang?: string }): string {
  const graph = graphOf(source, options)
  return options.format === 'svg' ? toSvg(graph, options.lang) : toMermaid(graph)
}

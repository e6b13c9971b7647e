import { Graph as Dagre, layout } from '@dagrejs/dagre'
import type { Graph, GraphEdge, GraphNode } from './model.js'
import { lineHeight, widthOf, wrapped } from './type.js'

export interface Point {
  readonly x: number
  readonly y: number
}
/** In user units, 1/96 inch at full size; x and y are the upper left corner. */
export interface Box extends Point {
  readonly width: number
  readonly height: number
}
export interface DrawnNode extends Box {
  readonly node: GraphNode
  readonly title: readonly string[]
  readonly notes: readonly string[]
  /** What to bring: the lines of each. */
  readonly pieces: readonly (readonly string[])[]
  /** It stands in its own group; here it is only named. */
  readonly elsewhere: boolean
}
export interface DrawnEdge {
  readonly edge: GraphEdge
  readonly points: readonly Point[]
  readonly label?: Box & { readonly lines: readonly string[] }
}
export interface DrawnGroup extends Box {
  readonly title: string
}
export interface Drawn extends Box {
  readonly nodes: readonly DrawnNode[]
  readonly edges: readonly DrawnEdge[]
  readonly groups: readonly DrawnGroup[]
}

export const SIZE = { title: 14, note: 12, label: 12, group: 17 } as const
export const PAD = 12
const WIDTHS: Readonly<Record<GraphNode['kind'], number>> = {
  debut: 120,
  fin: 120,
  question: 300,
  sortie: 260,
  demarche: 320,
  jalon: 320,
  piece: 230,
  repere: 230,
}
const LABEL = 230
/** A piece's sign, in a card that asks for it. */
export const CHIP = 20
const GAP = 20
/** Between a group's frame and what it holds; its title stands above. */
const INSET = 20
const HEAD = 40
/** A whole condition may be long: what is cut here is whole in the node's <title>. */
const LINES = 4

interface Sized {
  readonly node: GraphNode
  readonly title: readonly string[]
  readonly notes: readonly string[]
  readonly pieces: readonly (readonly string[])[]
  readonly width: number
  readonly height: number
  readonly elsewhere: boolean
}
interface More {
  readonly elsewhere?: boolean
  /** What to bring, by name. */
  readonly pieces?: readonly string[]
}
function sized(node: GraphNode, { elsewhere = false, pieces = [] }: More = {}): Sized {
  const width = elsewhere ? WIDTHS.repere : WIDTHS[node.kind]
  // The sensitive mark stands in the corner.
  const room = width - 2 * PAD - (node.sensitive ? 14 : 0)
  const title = wrapped(node.title, room, SIZE.title, LINES, true)
  const notes = elsewhere ? [] : node.notes.flatMap((note) => wrapped(note, width - 2 * PAD, SIZE.note, LINES))
  const names = elsewhere ? [] : pieces.map((name) => wrapped(name, width - 2 * PAD - CHIP, SIZE.note, 2))
  const rows = notes.length + names.flat().length
  const height = 2 * PAD + title.length * lineHeight(SIZE.title) + rows * lineHeight(SIZE.note) + (names.length ? 6 : 0)
  return { node, title, notes, pieces: names, width, height: Math.ceil(height), elsewhere }
}

/** Nodes that edges join, by dagre. */
function joined(
  nodes: readonly Sized[],
  edges: readonly GraphEdge[],
  direction: 'TB' | 'LR',
  groups: Graph['groups'] = [],
): Drawn {
  const graph = new Dagre({ multigraph: true, compound: groups.length > 0 })
  graph.setGraph({ rankdir: direction, nodesep: 18, ranksep: direction === 'TB' ? 36 : 70, edgesep: 14 })
  graph.setDefaultEdgeLabel(() => ({}))
  const used = groups.filter(({ id }) => nodes.some(({ node }) => node.group === id))
  for (const { id } of used) graph.setNode(`groupe ${id}`, {})
  for (const { node, width, height } of nodes) {
    graph.setNode(node.id, { width, height })
    if (used.some(({ id }) => id === node.group)) graph.setParent(node.id, `groupe ${node.group!}`)
  }
  const labels = edges.map(({ label }) => {
    const lines = label === undefined ? [] : wrapped(label, LABEL - 12, SIZE.label, 9)
    const width = Math.ceil(Math.max(0, ...lines.map((line) => widthOf(line, SIZE.label))) + 14)
    return { lines, width, height: lines.length * lineHeight(SIZE.label) + 8 }
  })
  edges.forEach((edge, i) => {
    const { lines, width, height } = labels[i]!
    const size = lines.length ? { width, height, labelpos: 'c' as const } : { width: 0, height: 0 }
    // What most answers take stays in one column.
    graph.setEdge(edge.from, edge.to, { ...size, weight: edge.kind === 'sortie' ? 1 : lines.length ? 2 : 6 }, String(i))
  })
  layout(graph)
  const drawnNodes: DrawnNode[] = nodes.map((one) => {
    const { x, y } = graph.node(one.node.id) as Point
    return { ...one, x: x - one.width / 2, y: y - one.height / 2 }
  })
  const drawnEdges = edges.map((edge, i): DrawnEdge => {
    const { points, x, y } = graph.edge(edge.from, edge.to, String(i)) as unknown as Point & { points: Point[] }
    const { lines, width, height } = labels[i]!
    return lines.length
      ? { edge, points, label: { x: x - width / 2, y: y - height / 2, width, height, lines } }
      : { edge, points }
  })
  const frames = used.map(({ id, title }): DrawnGroup => {
    const box = bounds([...drawnNodes.filter(({ node }) => node.group === id)])
    const width = Math.max(box.width, widthOf(title, SIZE.group, true)) + 28
    return { x: box.x - 14, y: box.y - 34, width, height: box.height + 48, title }
  })
  const all = bounds([
    ...drawnNodes,
    ...frames,
    ...drawnEdges.flatMap(({ label, points }) => [
      ...(label ? [label] : []),
      ...points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
    ]),
  ])
  return moved({ ...all, nodes: drawnNodes, edges: drawnEdges, groups: frames }, -all.x, -all.y)
}

/** What hangs together is drawn together; these drawings, then what hangs on nothing, fill columns of the same width. */
function packed(nodes: readonly Sized[], edges: readonly GraphEdge[], column: number, columns: number): Drawn {
  const root = new Map(nodes.map(({ node }) => [node.id, node.id]))
  const rootOf = (id: string): string => (root.get(id) === id ? id : rootOf(root.get(id)!))
  for (const { from, to } of edges) root.set(rootOf(from), rootOf(to))
  const blocks = [...new Set(nodes.map(({ node }) => rootOf(node.id)))].map((id) =>
    joined(
      nodes.filter(({ node }) => rootOf(node.id) === id),
      edges.filter(({ to }) => rootOf(to) === id),
      'LR',
    ),
  )
  const heights = new Array<number>(columns).fill(0)
  const across = ({ width }: Drawn): number => Math.min(columns, Math.ceil((width + GAP) / (column + GAP)))
  const out = { nodes: [] as DrawnNode[], edges: [] as DrawnEdge[], groups: [] as DrawnGroup[] }
  // The widest first, then in the order of the file.
  for (const block of [...blocks].sort((a, b) => across(b) - across(a))) {
    const wide = across(block)
    const tops = heights.slice(0, columns - wide + 1).map((_, i) => Math.max(...heights.slice(i, i + wide)))
    const top = Math.min(...tops)
    const at = tops.indexOf(top)
    const { nodes: more, edges: ways } = moved(block, at * (column + GAP), top)
    out.nodes.push(...more)
    out.edges.push(...ways)
    heights.fill(top + block.height + GAP, at, at + wide)
  }
  const boxes = [...out.nodes, ...out.edges.flatMap(({ label }) => (label ? [label] : []))]
  return { ...bounds(boxes), ...out }
}
function bounds(boxes: readonly Box[]): Box {
  if (!boxes.length) return { x: 0, y: 0, width: 0, height: 0 }
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}
function moved(drawn: Drawn, dx: number, dy: number): Drawn {
  const shift = <T extends Point>(of: T): T => ({ ...of, x: of.x + dx, y: of.y + dy })
  return {
    ...shift(drawn),
    nodes: drawn.nodes.map(shift),
    groups: drawn.groups.map(shift),
    edges: drawn.edges.map((edge) => ({
      ...edge,
      points: edge.points.map(shift),
      ...(edge.label ? { label: shift(edge.label) } : {}),
    })),
  }
}

/** One band under the other, each in a frame with its title. */
function stacked(bands: readonly { readonly title: string; readonly drawn: Drawn }[]): Drawn {
  const width = Math.max(0, ...bands.map(({ drawn, title }) => drawn.width + (title ? 2 * INSET : 0)))
  const out = { nodes: [] as DrawnNode[], edges: [] as DrawnEdge[], groups: [] as DrawnGroup[] }
  let y = 0
  for (const { title, drawn } of bands) {
    const head = title ? HEAD : 0
    const inset = title ? INSET : 0
    const placed = moved(drawn, inset + (title ? 0 : (width - drawn.width) / 2), y + head)
    out.nodes.push(...placed.nodes)
    out.edges.push(...placed.edges)
    const height = drawn.height + head + inset
    if (title) out.groups.push({ x: 0, y, width, height, title })
    out.groups.push(...placed.groups)
    y += height + GAP * 1.5
  }
  return { ...out, x: 0, y: 0, width, height: Math.max(0, y - GAP * 1.5) }
}

/**
 * Where everything stands. The flow is one drawing from top to bottom. The plan is one drawing a phase: a date or a démarche that another phase needs is
 * named there too, and a piece is written in every card that asks for it, so that no edge crosses the whole picture.
 */
export function placed(graph: Graph): Drawn {
  return graph.view === 'flux' ? flow(graph) : plan(graph)
}
function flow({ nodes, edges, groups }: Graph): Drawn {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const main = nodes.filter(({ id }) => linked.has(id)).map((node) => sized(node))
  const bands = [{ title: '', drawn: joined(main, edges, 'TB', groups) }]
  for (const { id, title } of groups) {
    const apart = nodes.filter((node) => node.group === id && !linked.has(node.id)).map((node) => sized(node))
    if (apart.length) bands.push({ title, drawn: packed(apart, [], WIDTHS.question, 4) })
  }
  return stacked(bands)
}
function plan({ nodes, edges, groups }: Graph): Drawn {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const asks = (id: string): string[] =>
    edges.flatMap(({ kind, from, to }) => (kind === 'piece' && to === id ? [byId.get(from)!.title] : []))
  const ways = edges.filter(({ kind }) => kind !== 'piece')
  const bands = groups.map(({ id, title }) => {
    const own = nodes.filter(({ group }) => group === id)
    const here = new Set(own.map((node) => node.id))
    const into = ways.filter(({ to }) => here.has(to))
    const others = [...new Set(into.map(({ from }) => from))].filter((from) => !here.has(from))
    const all = [
      ...others.map((other) => sized(byId.get(other)!, { elsewhere: true })),
      ...own.map((node) => sized(node, { pieces: asks(node.id) })),
    ]
    return { title, drawn: packed(all, into, WIDTHS.demarche, 5) }
  })
  const dates = nodes.filter(({ kind }) => kind === 'repere').map((node) => sized(node))
  if (dates.length)
    bands.push({ title: 'Les dates repères, et d’où elles viennent', drawn: packed(dates, [], WIDTHS.repere, 7) })
  const pieces = nodes
    .filter(({ kind }) => kind === 'piece')
    .map((node) => {
      const by = edges.flatMap(({ from, to }) => (from === node.id ? [`· ${byId.get(to)!.title}`] : []))
      return sized({ ...node, notes: [...node.notes, ...by] })
    })
  if (pieces.length)
    bands.push({ title: 'Les pièces, et ce qui les demande', drawn: packed(pieces, [], WIDTHS.piece, 7) })
  return stacked(bands)
}

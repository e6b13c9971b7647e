import type { EdgeKind, Graph, GraphNode, NodeKind } from './model.js'

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  debut: ['([', '])'],
  fin: ['([', '])'],
  question: ['[', ']'],
  sortie: ['{{', '}}'],
  demarche: ['[', ']'],
  jalon: ['(', ')'],
  piece: ['[/', '/]'],
  repere: ['([', '])'],
}
const ARROWS: Readonly<Record<EdgeKind, string>> = {
  suite: '-->',
  sortie: '-.->',
  blocage: '==>',
  piece: '-.->',
  date: '-->',
}
const ENTITIES: Readonly<Record<string, string>> = { '"': 'quot', '<': 'lt', '>': 'gt', '&': 'amp' }
/** A text inside double quotes: what Mermaid would read as markup or as the end of it is an entity. */
const quoted = (text: string): string =>
  `"${text
    .replace(/\s+/g, ' ')
    .replace(/[#"<>&`;\\*_~|{}[\]()]/g, (char) => `#${ENTITIES[char] ?? char.codePointAt(0)};`)}"`
/** Names of the format are letters, digits and hyphens; the block before them keeps `end` from being a keyword. */
const name = (id: string): string => id.replace(/[^a-zA-Z0-9]/g, '_')
const plain = (text: string): string =>
  text
    .replace(/\s*;/g, ',')
    .replace(/[\s#{}%]+/g, ' ')
    .trim()

/** As a Mermaid flowchart, for a page of documentation. */
export function toMermaid(graph: Graph): string {
  const node = ({ id, kind, title, sensitive }: GraphNode): string => {
    const [open, close] = SHAPES[kind]
    return `${name(id)}${open}${quoted(title)}${close}${sensitive ? ':::sensible' : ''}`
  }
  const lines = [
    `flowchart ${graph.view === 'flux' ? 'TD' : 'LR'}`,
    `  accTitle: ${plain(graph.title)}`,
    `  accDescr: ${plain(graph.description)}`,
  ]
  const groups = new Set(graph.groups.map(({ id }) => id))
  const alone = graph.nodes.filter(({ group }) => group === undefined || !groups.has(group))
  for (const one of alone) lines.push(`  ${node(one)}`)
  for (const { id, title } of graph.groups) {
    const inside = graph.nodes.filter(({ group }) => group === id)
    if (!inside.length) continue
    lines.push(`  subgraph groupe_${name(id)} [${quoted(title)}]`, ...inside.map((one) => `    ${node(one)}`), '  end')
  }
  for (const { from, to, kind, label } of graph.edges)
    lines.push(`  ${name(from)} ${ARROWS[kind]}${label ? `|${quoted(label)}|` : ''} ${name(to)}`)
  lines.push('  classDef sensible stroke-dasharray: 4 3')
  return `${lines.join('\n')}\n`
}

import {
  CHIP,
  PAD,
  placed,
  SIZE,
  type Drawn,
  type DrawnEdge,
  type DrawnGroup,
  type DrawnNode,
  type Point,
} from './layout.js'
import type { EdgeKind, Graph, NodeKind } from './model.js'
import { FONTS, lineHeight, widthOf, wrapped } from './type.js'

const INK = '#1b2333'
const QUIET = '#4d5566'
const PAPER = '#ffffff'
const GROUND = '#f6f4ef'
const LINE = '#8b8474'
const PETROL = '#0b4f5c'
const OCHRE = '#9a5200'
const GREEN = '#17663a'

interface Look {
  readonly fill: string
  readonly stroke: string
  readonly width: number
  readonly round: number
  readonly dash?: string
}
/** Each kind has a form of its own: on a black and white printer the colours are gone. */
const LOOKS: Readonly<Record<NodeKind, Look>> = {
  debut: { fill: PETROL, stroke: PETROL, width: 1, round: 99 },
  fin: { fill: PETROL, stroke: PETROL, width: 1, round: 99 },
  question: { fill: PAPER, stroke: PETROL, width: 1.5, round: 8 },
  sortie: { fill: PAPER, stroke: OCHRE, width: 3, round: 0 },
  demarche: { fill: PAPER, stroke: PETROL, width: 1.5, round: 8 },
  jalon: { fill: PAPER, stroke: GREEN, width: 1.5, round: 99, dash: '2 4' },
  piece: { fill: GROUND, stroke: LINE, width: 1, round: 0 },
  repere: { fill: '#fbf1e2', stroke: OCHRE, width: 1.5, round: 99 },
}
const WAYS: Readonly<Record<EdgeKind, { readonly stroke: string; readonly width: number; readonly dash?: string }>> = {
  suite: { stroke: PETROL, width: 1.5 },
  sortie: { stroke: OCHRE, width: 1.5, dash: '6 4' },
  blocage: { stroke: INK, width: 3 },
  piece: { stroke: LINE, width: 1, dash: '2 3' },
  date: { stroke: OCHRE, width: 1.25 },
}
const MARGIN = 28
const TITLE = 24

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** What XML 1.0 cannot hold goes. */
const escape = (text: string): string =>
  text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (c) => ENTITIES[c]!)
const n = (value: number): string => String(Math.round(value * 10) / 10)

function lines(
  texts: readonly string[],
  { x, y }: Point,
  size: number,
  more: { fill?: string; bold?: boolean; anchor?: 'middle' } = {},
): string {
  const { fill = INK, bold = false, anchor } = more
  return texts
    .map(
      (text, i) =>
        `<text x="${n(x)}" y="${n(y + size + i * lineHeight(size))}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="600"' : ''}${anchor ? ` text-anchor="${anchor}"` : ''}>${escape(text)}</text>`,
    )
    .join('')
}
function frame({ x, y, width, height }: DrawnGroup): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="12" fill="${GROUND}" fill-opacity="0.65" stroke="#d8d2c6"/>`
}
/** After the edges, with a halo: an edge that goes into the group passes behind its title. */
const heading = ({ x, y, title }: DrawnGroup): string =>
  `<g stroke="${GROUND}" stroke-width="6" stroke-linejoin="round" paint-order="stroke">${lines([title], { x: x + 14, y: y + 8 }, SIZE.group, { bold: true, fill: PETROL })}</g>`
function card(drawn: DrawnNode): string {
  const { node, x, y, width, height, title, notes, pieces, elsewhere } = drawn
  const { fill, stroke, width: thick, round, dash } = LOOKS[node.kind]
  const end = node.kind === 'debut' || node.kind === 'fin'
  const box = `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${Math.min(round, height / 2, 22)}" fill="${fill}" stroke="${stroke}" stroke-width="${elsewhere && node.kind === 'demarche' ? 1 : thick}"${dash || (elsewhere && node.kind === 'demarche') ? ` stroke-dasharray="${dash ?? '5 3'}"` : ''}/>`
  const at = { x: end ? x + width / 2 : x + PAD, y: y + PAD - 2 }
  const head = lines(title, at, SIZE.title, { bold: true, ...(end ? { fill: PAPER, anchor: 'middle' as const } : {}) })
  const small = lines(notes, { x: at.x, y: at.y + title.length * lineHeight(SIZE.title) + 2 }, SIZE.note, {
    fill: QUIET,
  })
  let row = at.y + title.length * lineHeight(SIZE.title) + notes.length * lineHeight(SIZE.note) + 7
  const bring = pieces.map((names) => {
    const sign = `<rect x="${n(x + PAD)}" y="${n(row + 3)}" width="11" height="9" fill="${GROUND}" stroke="${LINE}"/>`
    const out = sign + lines(names, { x: x + PAD + CHIP, y: row }, SIZE.note)
    row += names.length * lineHeight(SIZE.note)
    return out
  })
  const mark = node.sensitive
    ? `<circle cx="${n(x + width - 13)}" cy="${n(y + 14)}" r="4" fill="none" stroke="${QUIET}" stroke-width="1.5"/>`
    : ''
  const whole = [
    node.title,
    ...node.notes,
    ...pieces.map((names) => `à réunir : ${names.join(' ')}`),
    node.sensitive ? 'sensible' : '',
  ]
    .filter(Boolean)
    .join('\n')
  return `<g><title>${escape(whole)}</title>${box}${head}${small}${bring.join('')}${mark}</g>`
}
/** Through dagre's points, with soft corners. */
function way(points: readonly Point[]): string {
  const [first, ...rest] = points
  let d = `M${n(first!.x)} ${n(first!.y)}`
  for (let i = 0; i < rest.length - 1; i++) {
    const here = rest[i]!
    const next = rest[i + 1]!
    const to = i === rest.length - 2 ? next : { x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 }
    d += `Q${n(here.x)} ${n(here.y)} ${n(to.x)} ${n(to.y)}`
  }
  return rest.length === 1 ? `${d}L${n(rest[0]!.x)} ${n(rest[0]!.y)}` : d
}
function arrow({ edge, points }: DrawnEdge): string {
  const { stroke, width, dash } = WAYS[edge.kind]
  return `<path d="${way(points)}" fill="none" stroke="${stroke}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''} marker-end="url(#fleche-${edge.kind})"/>`
}
function label({ label: of, edge }: DrawnEdge): string {
  if (!of) return ''
  return `<g><title>${escape(edge.label!)}</title><rect x="${n(of.x)}" y="${n(of.y)}" width="${n(of.width)}" height="${n(of.height)}" rx="4" fill="${PAPER}" stroke="#d8d2c6"/>${lines(of.lines, { x: of.x + of.width / 2, y: of.y + 2 }, SIZE.label, { anchor: 'middle', fill: edge.kind === 'sortie' ? OCHRE : INK })}</g>`
}

const KIND_WORDS: Readonly<Record<NodeKind, string>> = {
  debut: '',
  fin: '',
  question: 'question',
  sortie: 'sortie vers ailleurs',
  demarche: 'démarche',
  jalon: 'jalon : ce qui arrive',
  piece: 'pièce à réunir',
  repere: 'date repère',
}
const EDGE_WORDS: Readonly<Record<EdgeKind, string>> = {
  suite: '',
  sortie: '',
  blocage: 'à faire d’abord',
  piece: '',
  date: 'date qui en dépend',
}
/** What each form means, for those that are there. */
function legend(graph: Graph, x: number, y: number): string {
  const kinds = (Object.keys(LOOKS) as NodeKind[]).filter(
    (kind) => KIND_WORDS[kind] && graph.nodes.some((node) => node.kind === kind),
  )
  const ways = (Object.keys(WAYS) as EdgeKind[]).filter(
    (kind) => EDGE_WORDS[kind] && graph.edges.some((edge) => edge.kind === kind),
  )
  const rows: { words: string; sign: (x: number) => string }[] = [
    ...kinds.map((kind) => {
      const { fill, stroke, width, round, dash } = LOOKS[kind]
      return {
        words: KIND_WORDS[kind],
        sign: (at: number) =>
          `<rect x="${n(at)}" y="${n(y)}" width="26" height="16" rx="${Math.min(round, 8)}" fill="${fill}" stroke="${stroke}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`,
      }
    }),
    ...ways.map((kind) => {
      const { stroke, width, dash } = WAYS[kind]
      return {
        words: EDGE_WORDS[kind],
        sign: (at: number) =>
          `<path d="M${n(at)} ${n(y + 8)}h24" stroke="${stroke}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''} marker-end="url(#fleche-${kind})"/>`,
      }
    }),
  ]
  if (graph.nodes.some(({ sensitive }) => sensitive))
    rows.push({
      words: 'sensible',
      sign: (at) =>
        `<circle cx="${n(at + 18)}" cy="${n(y + 8)}" r="4" fill="none" stroke="${QUIET}" stroke-width="1.5"/>`,
    })
  let at = x
  let out = ''
  for (const { words, sign } of rows) {
    out += sign(at) + lines([words], { x: at + 34, y: y }, SIZE.note, { fill: QUIET })
    at += 34 + widthOf(words, SIZE.note) + 24
  }
  return `<g>${out}</g>`
}

/** A picture that stands alone: named fonts, no style sheet, no script, readable in black and white. Its title and description are read aloud. */
export function toSvg(graph: Graph, lang = 'fr'): string {
  const drawn: Drawn = placed(graph)
  const width = Math.max(drawn.width, 760) + 2 * MARGIN
  const title = wrapped(graph.title, width - 2 * MARGIN, TITLE, 3, true)
  const told = wrapped(graph.description, width - 2 * MARGIN, SIZE.title, 4)
  const head = MARGIN + title.length * lineHeight(TITLE) + told.length * lineHeight(SIZE.title) + 16
  const top = head + 16 + 36
  const height = top + drawn.height + MARGIN
  const shift = `translate(${n((width - drawn.width) / 2)} ${n(top)})`
  const used = new Set(drawn.edges.map(({ edge }) => edge.kind))
  const markers = [...used].map((kind) => {
    const { stroke, width: thick } = WAYS[kind]
    return `<marker id="fleche-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="${n(8 + thick)}" markerHeight="${n(8 + thick)}" orient="auto"><path d="M0 0.5L8 4L0 7.5z" fill="${stroke}"/></marker>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" lang="${escape(lang)}" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" aria-labelledby="graphe-titre graphe-description" font-family="${FONTS}">
<title id="graphe-titre">${escape(graph.title)}</title>
<desc id="graphe-description">${escape(graph.description)}</desc>
<defs>${markers.join('')}</defs>
<rect width="100%" height="100%" fill="${PAPER}"/>
${lines(title, { x: MARGIN, y: MARGIN - 6 }, TITLE, { bold: true })}
${lines(told, { x: MARGIN, y: MARGIN + title.length * lineHeight(TITLE) }, SIZE.title, { fill: QUIET })}
${legend(graph, MARGIN, head)}
<g transform="${shift}">
${[
  ...drawn.groups.map(frame),
  ...drawn.edges.map(arrow),
  ...drawn.groups.map(heading),
  ...drawn.nodes.map(card),
  ...drawn.edges.map(label),
]
  .filter(Boolean)
  .join('\n')}
</g>
</svg>
`
}

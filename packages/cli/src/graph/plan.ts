import type { DateExpr, Demarche, Jalon, Span } from '@parcours/schema'
import { counted, named, type Graph, type GraphEdge, type GraphNode, type Reader } from './model.js'

const TIMING: Readonly<Record<string, string>> = {
  legal: 'date limite',
  recommended: 'conseillé',
  indicative: 'indicatif',
  observed: 'délai observé',
}
const UNPHASED = 'sans-phase'

/** What there is to do and what happens, by phase: what must come before, what to bring, which dates the others count from. */
export function planGraph(reader: Reader): Graph {
  const { parcours } = reader
  const { demarches, jalons = [], pieces = [], anchors = [] } = parcours
  const edges: GraphEdge[] = []
  const used = new Set<string>()
  const link = (from: string, to: string, kind: GraphEdge['kind'], label?: string): void => {
    used.add(from)
    if (!edges.some((edge) => edge.from === from && edge.to === to && edge.kind === kind))
      edges.push({ from, to, kind, ...(label ? { label } : {}) })
  }
  /** What a date is counted from. */
  const dated = (to: string, date: unknown): void => {
    for (const id of named(date, ['anchor'])) link(`anchors.${id}`, to, 'date')
    for (const id of named(date, ['done'])) link(`demarches.${id}`, to, 'date', 'date à partir du jour où c’est fait')
  }
  const phase = (of: { phase?: string }): string => of.phase ?? UNPHASED

  const demarche = (of: Demarche): GraphNode => {
    const id = `demarches.${of.id}`
    const about = { forEach: of.forEach, group: of.about?.group }
    const notes = [reader.organisme(of.organisme)]
    const { timing } = of
    if (timing) {
      const { opens, due, closes, kind } = timing
      if (opens && opens !== 'today') notes.push(`à partir de : ${reader.date(opens)}`)
      if (due) notes.push(`avant (${TIMING[kind]!}) : ${reader.date(due)}`)
      if (closes) notes.push(`plus après : ${reader.date(closes)}`)
      dated(id, [opens, due, closes, timing.repeat?.until])
    }
    if (of.when) notes.push(`si ${reader.condition(of.when)}`)
    for (const before of of.blockedBy ?? []) link(`demarches.${before}`, id, 'blocage', 'd’abord')
    for (const piece of of.pieces ?? []) link(`pieces.${piece}`, id, 'piece')
    return {
      id,
      kind: 'demarche',
      title: reader.text(`${id}.title`, of.title, about),
      notes,
      sensitive: of.sensitive ?? false,
      group: phase(of),
    }
  }
  const jalon = (of: Jalon): GraphNode => {
    const id = `jalons.${of.id}`
    const span = typeof of.at === 'object' && 'from' in of.at ? (of.at as Span) : undefined
    const when = span ? `entre ${reader.date(span.from)} et ${reader.date(span.to)}` : reader.date(of.at as DateExpr)
    dated(id, of.at)
    return {
      id,
      kind: 'jalon',
      title: reader.text(`${id}.title`, of.title, { forEach: of.forEach }),
      notes: [`${when} (${TIMING[of.kind]!})`, ...(of.when ? [`si ${reader.condition(of.when)}`] : [])],
      sensitive: of.sensitive ?? false,
      group: phase(of),
    }
  }
  const todo = demarches.map(demarche)
  const happens = jalons.map(jalon)
  const repere = anchors.map((of): GraphNode => {
    const id = `anchors.${of.id}`
    for (const done of named(of.date, ['done'])) link(`demarches.${done}`, id, 'date', 'le jour où c’est fait')
    for (const other of named(of.date, ['anchor'])) link(`anchors.${other}`, id, 'date')
    return {
      id,
      kind: 'repere',
      title: reader.text(`${id}.label`, of.label),
      notes: [reader.date(of.date)],
      sensitive: false,
    }
  })
  const piece = pieces.map((of): GraphNode => ({
    id: `pieces.${of.id}`,
    kind: 'piece',
    title: reader.text(`pieces.${of.id}.name`, of.name),
    notes: used.has(`pieces.${of.id}`) ? [] : ['demandée par personne'],
    sensitive: false,
  }))
  const nodes = [...repere, ...piece, ...todo, ...happens]
  const count = (kind: GraphEdge['kind']): number => edges.filter((edge) => edge.kind === kind).length
  const groups = [
    ...(parcours.phases ?? []).map(({ id, title }) => ({ id, title: reader.text(`phases.${id}.title`, title) })),
    { id: UNPHASED, title: 'Les démarches' },
  ].filter(({ id }) => nodes.some(({ group }) => group === id))
  return {
    view: 'plan',
    title: `${reader.text('title', parcours.title)} : le plan`,
    description: `${[
      counted(todo.length, 'démarche'),
      counted(happens.length, 'jalon'),
      counted(piece.length, 'pièce'),
      counted(repere.length, 'date repère', 'dates repères'),
      `${counted(count('blocage'), 'démarche à faire d’abord', 'démarches à faire d’abord')}`,
    ].join(
      ', ',
    )}, en ${counted(groups.length, 'moment')}. Tout ce que le parcours peut montrer : chaque personne n’en a qu’une partie.`,
    groups,
    nodes,
    edges,
  }
}

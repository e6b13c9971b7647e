import { BoundError, coverage, type StaticOptions } from '@parcours/engine/static'
import type { Condition, Parcours, Question } from '@parcours/schema'
import { counted, named, type Graph, type GraphEdge, type GraphNode, type Reader } from './model.js'

const LATER = 'plus-tard'
const KINDS: Readonly<Record<string, string>> = {
  choices: 'plusieurs réponses',
  date: 'date',
  number: 'nombre',
  reference: 'à chercher dans une liste',
  group: 'pour chaque personne',
}
interface Step {
  readonly from: string | null
  readonly to: string | null
}

/**
 * The questions in the order they are asked, what skips them, the exits.
 * @param options `today`, 'YYYY-MM-DD': which jumps can happen is proven for that day.
 */
export function flowGraph(reader: Reader, options: Pick<StaticOptions, 'today' | 'limits'>): Graph {
  const { parcours } = reader
  const { steps, exact } = stepsOf(parcours, options)
  const asked = parcours.questions.filter(({ askedAt }) => askedAt === undefined)
  const late = parcours.questions.filter(({ askedAt }) => askedAt !== undefined)

  const question = (of: Question): GraphNode => {
    const kind = KINDS[of.type]
    const notes = kind ? [kind] : []
    if (of.type === 'group')
      notes.push(
        ...of.fields.map((field) => `· ${reader.text(`questions.${of.id}.fields.${field.id}.label`, field.label)}`),
      )
    if (of.askedAt !== undefined) notes.push(`posée sur la carte « ${cardTitle(reader, of.askedAt)} »`)
    // Elsewhere the edge that leads here says it.
    if (of.when && (of.askedAt !== undefined || !steps.some(({ to }) => to === of.id)))
      notes.push(`si ${reader.condition(of.when)}`)
    if (of.askedAt === undefined && !steps.some(({ to }) => to === of.id)) notes.push('jamais posée')
    return {
      id: `questions.${of.id}`,
      kind: 'question',
      title: reader.text(`questions.${of.id}.label`, of.label),
      notes,
      sensitive: of.sensitive ?? false,
      group: of.section ?? LATER,
    }
  }
  const exits = (parcours.exits ?? []).map((of): GraphNode => ({
    id: `exits.${of.id}`,
    kind: 'sortie',
    title: short(reader.text(`exits.${of.id}.text`, of.text)),
    notes: of.parcours === undefined ? [] : [`parcours « ${of.parcours} »`],
    sensitive: false,
  }))
  const end = (id: 'debut' | 'fin', title: string): GraphNode => ({ id, kind: id, title, notes: [], sensitive: false })
  const nodes = [end('debut', 'Début'), ...asked.map(question), end('fin', 'Le plan'), ...exits, ...late.map(question)]

  const when = new Map(parcours.questions.map((of) => [of.id, of.when]))
  const edges: GraphEdge[] = [...new Set(steps.map(({ from }) => from))].flatMap((id) => {
    const ways = steps.filter(({ from }) => from === id)
    return ways.map((way, i): GraphEdge => {
      const condition = way.to === null ? undefined : when.get(way.to)
      return {
        from: id === null ? 'debut' : `questions.${id}`,
        to: way.to === null ? 'fin' : `questions.${way.to}`,
        kind: 'suite',
        ...(ways.length < 2 ? {} : { label: said(reader, condition, i, i === ways.length - 1) }),
      }
    })
  })
  const order = new Map(asked.map((of, i) => [of.id, i]))
  for (const of of parcours.exits ?? []) {
    const read = [...questionsIn(parcours, of.when)].filter((id) => order.has(id))
    const last = read.sort((a, b) => order.get(a)! - order.get(b)!).at(-1)
    edges.push({
      from: last === undefined ? 'debut' : `questions.${last}`,
      to: `exits.${of.id}`,
      kind: 'sortie',
      label: `si ${reader.condition(of.when)}`,
    })
  }
  const title = reader.text('title', parcours.title)
  const groups = parcours.sections
    .map(({ id, title: name }) => ({ id, title: reader.text(`sections.${id}.title`, name) }))
    .filter(({ id }) => asked.some(({ section }) => section === id))
  const told = [
    `${counted(asked.length, 'question')} en ${counted(groups.length, 'partie')}, ${counted(edges.length, 'passage')}`,
    late.length ? `${counted(late.length, 'question')} plus tard, sur une carte` : '',
    exits.length ? counted(exits.length, 'sortie') : '',
  ].filter(Boolean)
  return {
    view: 'flux',
    title: `${title} : les questions`,
    description: `${told.join(' ; ')}. ${
      exact
        ? 'Chaque passage est pris pour certaines réponses.'
        : 'Le parcours est trop grand pour que chaque passage soit vérifié : certains peuvent ne jamais être pris.'
    }`,
    groups: late.length ? [...groups, { id: LATER, title: 'Plus tard, sur une carte' }] : groups,
    nodes,
    edges,
  }
}

/** Of the ways out of one question, tried in order, this one is taken when those before are not. */
function said(reader: Reader, condition: Condition | undefined, i: number, last: boolean): string {
  if (last || !condition) return i ? 'sinon' : 'toujours'
  return `${i ? 'sinon, ' : ''}si ${reader.condition(condition)}`
}

/** From a question to the next one asked: those that some answers take; all that the order allows when that is too long to prove. */
function stepsOf(
  parcours: Parcours,
  { today, limits }: Pick<StaticOptions, 'today' | 'limits'>,
): { steps: readonly Step[]; exact: boolean } {
  try {
    return { steps: coverage(parcours, { today, ...(limits ? { limits } : {}) }).transitions, exact: true }
  } catch (error) {
    if (!(error instanceof BoundError)) throw error
  }
  const asked = parcours.questions.filter(({ askedAt }) => askedAt === undefined)
  const steps: Step[] = []
  for (let i = -1; i < asked.length; i++) {
    const next = asked.slice(i + 1)
    const always = next.findIndex((of) => !of.when)
    // A long run of conditions would give as many edges as its square: the nearest say enough.
    const near = next.slice(0, Math.min(always < 0 ? next.length : always + 1, 8))
    steps.push(...near.map(({ id }) => ({ from: asked[i]?.id ?? null, to: id })))
    if (always < 0 && near.length === next.length) steps.push({ from: asked[i]?.id ?? null, to: null })
  }
  return { steps, exact: false }
}

/** The questions that a condition reads, through the facts that it names. */
function questionsIn(parcours: Parcours, condition: Condition): Set<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (value: unknown): void => {
    for (const id of named(value, ['answer', 'some', 'every', 'count'])) found.add(id)
    for (const [block, key] of [
      ['facts', 'fact'],
      ['anchors', 'anchor'],
    ] as const)
      for (const id of named(value, [key])) {
        if (seen.has(`${block}.${id}`)) continue
        seen.add(`${block}.${id}`)
        visit(parcours[block]?.find((of) => of.id === id))
      }
  }
  visit(condition)
  return found
}

function cardTitle(reader: Reader, id: string): string {
  const { demarches, jalons = [] } = reader.parcours
  for (const [block, list] of [
    ['demarches', demarches],
    ['jalons', jalons],
  ] as const) {
    const of = list.find((candidate) => candidate.id === id)
    if (of) return reader.text(`${block}.${id}.title`, of.title, of)
  }
  return id
}
/** The first sentence. */
const short = (text: string): string => /^.{20,}?[.?](?= |$)/.exec(text)?.[0] ?? text

import { compile, start, mark, type DateValue, type Item, type Session } from '@parcours/engine'
import { answersFrom, type WrittenAnswers, type WrittenMarks } from './answers.js'
import { reasonsOf } from './reasons.js'
import { Writer } from './texts.js'

/** What `parcours plan --json` prints. Dates: 'YYYY-MM-DD'; an open end is null. */
export interface PlanReport {
  readonly parcours: string
  readonly version: string
  readonly today: string
  readonly complete: boolean
  readonly questions: readonly { ref: string; label: string; answer: unknown }[]
  readonly items: readonly ItemReport[]
  readonly pieces: readonly { id: string; name: string; for: readonly string[] }[]
  readonly rendezVous: readonly {
    id: string
    motif: string
    with: readonly string[]
    sure: boolean
    sensitive: boolean
  }[]
  readonly alerts: readonly { id: string; title: string; sensitive: boolean }[]
  readonly exits: readonly { id: string; text: string }[]
  readonly handovers: readonly { id: string; parcours: string }[]
  readonly end: SpanReport | null
}
export interface SpanReport {
  readonly from: string | null
  readonly to: string | null
  readonly certainty: string
}
export interface ItemReport {
  readonly id: string
  readonly kind: 'demarche' | 'jalon'
  readonly title: string
  readonly organismes: readonly string[]
  readonly moment: string
  readonly status: string
  readonly sure: boolean
  readonly sensitive: boolean
  readonly aVerifier: boolean
  readonly timing: string | null
  readonly day: string | null
  readonly opens: SpanReport | null
  readonly due: SpanReport | null
  readonly closes: SpanReport | null
  readonly at: SpanReport | null
  readonly blockedBy: readonly string[]
  /** The task that settles what this hangs on, when it is not sure. */
  readonly foldedUnder: string | null
  readonly because: readonly string[]
}

export interface PlanInput {
  readonly today: string
  readonly territory?: string
  readonly answers?: WrittenAnswers
  readonly marks?: WrittenMarks
}

/** A session from written answers and marks. Throws what `compile`, `start` and `mark` throw. */
export function sessionFrom(json: unknown, input: PlanInput): Session {
  const parcours = compile(json)
  let session = start(parcours, {
    today: input.today,
    ...(input.territory ? { territory: input.territory } : {}),
    answers: answersFrom(parcours.source, input.answers ?? {}),
  })
  for (const [id, { status, on }] of Object.entries(input.marks ?? {}))
    session = mark(session, id, status, { by: 'usager', on })
  return session
}

const span = (value: DateValue | null): SpanReport | null =>
  value && { from: value.from, to: value.to, certainty: value.certainty }

export function report(session: Session, writer: Writer): PlanReport {
  const { plan } = session
  const organisme = (ref: Item['organismes'][number]): string => writer.text(`${ref.address}.name`, ref.of.name)
  return {
    parcours: session.parcours.id,
    version: session.parcours.version,
    today: session.today,
    complete: session.progress.complete,
    questions: session.questions.map((question) => ({
      ref: question.ref,
      label:
        writer.text(`${question.address}.label`, question.of.label) +
        (question.member ? ` (${writer.member(question.member)})` : ''),
      answer: question.answer ?? null,
    })),
    items: plan.items.map((item) => ({
      id: item.id,
      kind: item.kind,
      title: writer.text(`${item.address}.title`, item.of.title, item),
      organismes: item.organismes.map(organisme),
      moment: item.moment,
      status: item.status,
      sure: item.sure,
      sensitive: item.sensitive,
      aVerifier: item.aVerifier,
      timing: item.timingKind,
      day: item.day,
      opens: span(item.opens),
      due: span(item.due),
      closes: span(item.closes),
      at: span(item.at),
      blockedBy: item.blockedBy,
      foldedUnder: item.foldedUnder ?? null,
      because: reasonsOf(session, item.id, writer),
    })),
    pieces: plan.pieces.map((piece) => ({
      id: piece.of.id,
      name: writer.text(`${piece.address}.name`, piece.of.name),
      for: piece.for,
    })),
    rendezVous: plan.rendezVous.map((offer) => ({
      id: offer.id,
      motif: writer.text(`${offer.address}.motif`, offer.of.motif),
      with: offer.with.map(organisme),
      sure: offer.sure,
      sensitive: offer.sensitive,
    })),
    alerts: plan.alerts.map((alert) => ({
      id: alert.of.id,
      title: writer.text(`${alert.address}.title`, alert.of.title),
      sensitive: alert.sensitive,
    })),
    exits: session.exits.map((exit) => ({ id: exit.of.id, text: writer.text(`${exit.address}.text`, exit.of.text) })),
    handovers: plan.handovers.map((handover) => ({ id: handover.of.id, parcours: handover.of.parcours })),
    end: span(plan.end?.at ?? null),
  }
}

const TIMING: Record<string, string> = {
  legal: 'date limite',
  recommended: 'conseillé',
  indicative: 'indicatif',
  observed: 'observé',
}
const MOMENTS: readonly [moment: string, title: string][] = [
  ['past', 'Passé'],
  ['now', 'Maintenant'],
  ['next', 'Bientôt'],
  ['later', 'Plus tard'],
  ['undated', 'Sans date'],
]

/** The plan as a person reads it in a terminal. */
export function printed(session: Session, writer: Writer): string {
  const lines: string[] = []
  const out = report(session, writer)
  lines.push(
    `${writer.text('title', session.parcours.source.title)} · ${out.parcours} ${out.version} · au ${writer.date(out.today)}`,
    '',
  )
  lines.push('Questions posées')
  for (const question of out.questions)
    lines.push(
      `  ${question.label}  →  ${question.answer === null ? '(sans réponse)' : JSON.stringify(question.answer)}`,
    )
  for (const exit of out.exits) lines.push('', `Sortie : ${exit.text}`)
  for (const [moment, title] of MOMENTS) {
    const items = session.plan.items.filter((item) => item.moment === moment)
    if (!items.length) continue
    lines.push('', title)
    for (const item of items) {
      const row = out.items.find((candidate) => candidate.id === item.id)!
      const notes = [
        row.timing ? TIMING[row.timing]! : '',
        row.sure ? '' : 'à vérifier',
        row.sensitive ? 'sensible' : '',
        row.status === 'a-faire' ? '' : row.status,
      ].filter(Boolean)
      lines.push(`  • ${row.title}${notes.length ? ` (${notes.join(', ')})` : ''}`)
      lines.push(`      ${row.id} · ${row.organismes.join(' ou ')} · ${when(item, writer)}`)
      if (row.because.length) lines.push(`      parce que ${writer.list(row.because)}`)
      if (row.blockedBy.length) lines.push(`      après : ${row.blockedBy.join(', ')}`)
    }
  }
  if (out.pieces.length) {
    lines.push('', 'À réunir une fois')
    for (const piece of out.pieces) lines.push(`  • ${piece.name}  (${piece.for.join(', ')})`)
  }
  if (out.rendezVous.length) {
    lines.push('', 'Rendez-vous')
    for (const { motif, with: who, sure, sensitive } of out.rendezVous) {
      const notes = [sure ? '' : 'à vérifier', sensitive ? 'sensible' : ''].filter(Boolean)
      lines.push(`  • ${motif}, avec ${writer.list(who)}${notes.length ? ` (${notes.join(', ')})` : ''}`)
    }
  }
  if (out.alerts.length) {
    lines.push('', 'Aide')
    for (const alert of out.alerts) lines.push(`  • ${alert.title}${alert.sensitive ? ' (sensible)' : ''}`)
  }
  if (out.end) lines.push('', `Fin du parcours : ${writer.when(session.plan.end!.at)}`)
  return `${lines.join('\n')}\n`
}

function when(item: Item, writer: Writer): string {
  if (item.kind === 'jalon') return writer.when(item.at)
  const parts: string[] = []
  if (item.due) parts.push(`à faire avant : ${writer.when(item.due)}`)
  if (item.closes) parts.push(`possible jusqu’à : ${writer.when(item.closes)}`)
  if (item.opens && !parts.length) parts.push(`possible à partir de : ${writer.when(item.opens)}`)
  return parts.join(' · ') || 'dès que possible'
}

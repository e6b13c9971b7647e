import type { Parcours } from '@parcours/schema'

/** Why something of the source is not in the parcours as it stood there. */
export type LossKind =
  /** The format has no place for it. */
  | 'format'
  /** An address that the format refuses (http:, relative, absent). */
  | 'adresse'
  /** No answer shows it in the source either. */
  | 'jamais-montre'
  /** Kept, but at another place or in another shape. */
  | 'deplace'
  /** An element that this importer does not know. */
  | 'inconnu'
export interface Loss {
  readonly kind: LossKind
  /** Where in the source: « ListeSituations/Situation[2]/Texte/Chapitre[1] ». */
  readonly where: string
  readonly what: string
  readonly why: string
}
/** Subtrees of the source that say the same thing, and have become one question asked on a condition. */
export interface Fold {
  /** The question's id. */
  readonly question: string
  /** How often it stood in the source. */
  readonly times: number
  /** Elements of the source that need not be repeated. */
  readonly saved: number
}
export interface ImportReport {
  readonly fiche: string
  readonly type: string
  readonly title: string
  /** The fiche's own date, YYYY-MM-DD, or null. */
  readonly date: string | null
  readonly kept: Readonly<Record<string, number>>
  readonly folded: readonly Fold[]
  readonly lost: readonly Loss[]
  /** Ids that had to come from the wording, for want of an id in the source: a re-import may change them. */
  readonly unstable: readonly string[]
  /** Choices made here that a person must look at. */
  readonly decided: readonly string[]
}
export interface Imported {
  readonly parcours: Parcours
  readonly report: ImportReport
}

export class Reporter {
  readonly #lost = new Map<string, Loss>()
  readonly folded: Fold[] = []
  readonly unstable: string[] = []
  readonly decided: string[] = []
  lose(kind: LossKind, where: string, what: string, why: string): void {
    const short = what.replace(/\s+/g, ' ').trim()
    const loss = { kind, where, what: short.length > 120 ? `${short.slice(0, 119)}…` : short, why }
    this.#lost.set(JSON.stringify(loss), loss)
  }
  decide(text: string): void {
    if (!this.decided.includes(text)) this.decided.push(text)
  }
  get lost(): Loss[] {
    return [...this.#lost.values()]
  }
}

const KINDS: Readonly<Record<LossKind, string>> = {
  format: 'Ce que le format ne sait pas porter',
  adresse: 'Des adresses refusées',
  'jamais-montre': 'Ce qu’aucune réponse ne montre, déjà dans la fiche',
  deplace: 'Gardé, mais autrement',
  inconnu: 'Des éléments inconnus',
}

/** The report as a person reads it, in French. */
export function printedReport({
  fiche,
  title,
  type,
  date,
  kept,
  folded,
  lost,
  unstable,
  decided,
}: ImportReport): string {
  const lines = [
    `${fiche} « ${title} » (${type}), ${date ? `fiche du ${date}` : 'sans date'}. Source : service-public.fr, Licence Ouverte.`,
    '',
    `Repris : ${Object.entries(kept)
      .map(([what, n]) => `${n} ${what}`)
      .join(', ')}.`,
  ]
  if (folded.length) {
    const saved = folded.reduce((sum, fold) => sum + fold.saved, 0)
    lines.push('', `Plié : ${folded.length} questions remplacent des branches répétées (${saved} éléments de moins).`)
    for (const { question, times } of folded) lines.push(`  ${question} : ${times} fois dans la fiche`)
  }
  for (const kind of Object.keys(KINDS) as LossKind[]) {
    const of = lost.filter((loss) => loss.kind === kind)
    if (!of.length) continue
    lines.push('', `${KINDS[kind]} (${of.length}) :`)
    for (const { where, what, why } of of) lines.push(`  ${where} : ${what}\n    ${why}`)
  }
  if (unstable.length)
    lines.push(
      '',
      `Noms tirés du libellé, faute d’identifiant dans la fiche (${unstable.length}) : si le libellé change, le nom change.`,
      ...unstable.map((name) => `  ${name}`),
    )
  if (decided.length) lines.push('', 'À relire :', ...decided.map((text) => `  ${text}`))
  return `${lines.join('\n')}\n`
}

/** Small parcours for tests: only what a test is about is written in it. */
import type { Anchor, Condition, DateExpr, Demarche, Field, Jalon, Parcours, Question } from '@parcours/schema'
import { answer, compile, mark, start, type Answer, type Item, type Session, type StartOptions } from '../src/index.js'

export const TODAY = '2026-03-10'

export function parcours(parts: Partial<Parcours>): Parcours {
  return {
    formatVersion: '1.0',
    id: 'essai',
    version: '1.0.0',
    status: 'brouillon',
    title: 'Essai',
    owner: 'essai@example.org',
    pilot: 'caf',
    sources: [
      { id: 'lue', title: 'Une fiche', date: null, verifiedOn: '2026-01-01' },
      { id: 'vieille', title: 'Une fiche', date: null, verifiedOn: '2024-03-09' },
      { id: 'jamais-lue', title: 'Une fiche', date: null, verifiedOn: null },
    ],
    organismes: [
      { id: 'caf', name: 'Caf' },
      { id: 'msa', name: 'MSA' },
    ],
    sections: [{ id: 'vous', title: 'Vous' }],
    questions: [],
    demarches: [],
    ...parts,
  }
}

type Extra = Record<string, unknown>
const asked = (more: Extra): Extra => ('askedAt' in more ? more : { section: 'vous', ...more })
const options = [
  { id: 'oui', label: 'Oui' },
  { id: 'non', label: 'Non' },
]
export const choice = (id: string, more: Extra = {}): Question =>
  ({ id, type: 'choice', label: id, options, unknown: { label: 'Je ne sais pas' }, ...asked(more) }) as Question
export const day = (id: string, more: Extra = {}): Question =>
  ({ id, type: 'date', label: id, unknown: { label: 'Je ne sais pas' }, ...asked(more) }) as Question
export const number = (id: string, more: Extra = {}): Question =>
  ({ id, type: 'number', label: id, unknown: { label: 'Je ne sais pas' }, ...asked(more) }) as Question
export const postcode = (id = 'cp', more: Extra = {}): Question =>
  ({ id, type: 'reference', list: 'codes-postaux', label: id, ...asked(more) }) as Question
export const group = (id: string, fields: Field[], more: Extra = {}): Question =>
  ({ id, type: 'group', max: 4, label: id, member: 'enfant', fields, ...asked(more) }) as Question
export const field = (question: Question): Field => {
  const { section: _section, ...rest } = question as Question & { section?: string }
  return rest as Field
}
export const demarche = (id: string, more: Partial<Demarche> = {}): Demarche => ({
  id,
  title: id,
  organisme: 'caf',
  ...more,
})
export const jalon = (id: string, at: Jalon['at'], more: Partial<Jalon> = {}): Jalon => ({
  id,
  title: id,
  at,
  kind: 'indicative',
  ...more,
})
export const due = (
  date: DateExpr,
  kind: 'legal' | 'recommended' = 'legal',
  more: Partial<NonNullable<Demarche['timing']>> = {},
): Partial<Demarche> => ({ timing: { due: date, kind, ...more } })
export const anchor = (id: string, date: DateExpr, more: Partial<Anchor> = {}): Anchor => ({
  id,
  label: id,
  date,
  ...more,
})

export type Given = readonly (readonly [ref: string, answer: Answer])[]
export const UNSURE = { unsure: true } as const
export const SKIPPED = { skipped: true } as const

export function play(parts: Partial<Parcours>, given: Given = [], options: Partial<StartOptions> = {}): Session {
  let session = start(compile(parcours(parts)), { today: TODAY, ...options })
  for (const [ref, value] of given) session = answer(session, ref, value)
  return session
}
export const done = (session: Session, item: string, on = TODAY): Session =>
  mark(session, item, 'fait', { by: 'usager', on })

export const ids = (session: Session): string[] => session.plan.items.map((item) => item.id)
export const item = (session: Session, id: string): Item => {
  const found = session.plan.item(id)
  if (!found) throw new Error(`${id} is not in the plan: ${ids(session).join(', ')}`)
  return found
}
/** What a condition is worth: a démarche tells true ("là"), unsure ("à vérifier"); an alert that shows without it, pending. */
export function worth(questions: Question[], when: Condition, given: Given = [], more: Partial<Parcours> = {}): string {
  const session = play(
    {
      ...more,
      questions,
      demarches: [demarche('x', { when })],
      alerts: [{ id: 'x', title: 'x', text: 'x', when }],
    },
    given,
  )
  const found = session.plan.item('x')
  return found ? (found.sure ? 'true' : 'unsure') : session.plan.alerts.length ? 'pending' : 'false'
}
/** A date of a parcours, as "2026-03-10", "2026-03-10…2026-04-10", "…" when open, "none" when it does not exist. */
export function dateOf(session: Session, id: string): string {
  const at = item(session, id).due
  if (!at) return 'none'
  return at.from !== null && at.from === at.to ? at.from : `${at.from ?? ''}…${at.to ?? ''}`
}

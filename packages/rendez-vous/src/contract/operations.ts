/** What can be asked, on which path, and what comes back. Paths are under the service's base, which ends with /v1. */
import type { Code } from './codes.js'
import { answer, integer, flag, oneOf, text, type Schema } from './schema.js'
import { LIMITS, MODES } from './names.js'
import * as S from './schemas.js'

export interface Parameter {
  readonly in: 'path' | 'query' | 'header'
  readonly name: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema<unknown>
}

export interface Operation {
  readonly method: 'get' | 'put' | 'post' | 'delete'
  readonly path: string
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly body?: Schema<unknown>
  /** By status. null: no body. A text: its media type. */
  readonly answers: Readonly<Record<number, Schema<unknown> | string | null>>
  /** Refusals of its own, besides those of every operation. */
  readonly codes?: readonly Code[]
  /** ETag and If-None-Match. */
  readonly cached?: boolean
  /** No key is asked. */
  readonly open?: boolean
}

const day = text({ format: 'date' })
const uuid: Parameter = { in: 'path', name: 'uuid', required: true, schema: text({ format: 'uuid' }) }
const acces: Parameter = {
  in: 'header',
  name: 'Parcours-Acces',
  required: true,
  description: 'The secret that came with it. Without it there is nothing at this address.',
  schema: text(),
}
const ifMatch: Parameter = {
  in: 'header',
  name: 'If-Match',
  required: true,
  description: 'The ETag that was read.',
  schema: text(),
}
const query = (name: string, schema: Schema<unknown>, description?: string, required = false): Parameter => ({
  in: 'query',
  name,
  required,
  ...(description ? { description } : {}),
  schema,
})
const besoins = query('besoins', text(), 'Needs, repeated or separated by commas.')
const lost: readonly Code[] = ['creneau_pris', 'creneau_retenu', 'jeton_expire', 'jeton_invalide', 'hors_delai']

/** Refusals that any operation may answer. */
export const COMMON: readonly Code[] = [
  'requete_invalide',
  'cle_inconnue',
  'origine_refusee',
  'inconnu',
  'trop_de_demandes',
  'indisponible',
]

const Document = answer({ openapi: text({ pattern: '^3\\.1\\.' }) })

export const OPERATIONS = {
  capacites: {
    method: 'get',
    path: '/capacites',
    summary: 'What this service can do, and who processes the data.',
    answers: { 200: S.Capacites },
    cached: true,
  },
  motifs: {
    method: 'get',
    path: '/motifs',
    summary: 'What a rendez-vous can be for.',
    parameters: [query('parcours', text(), 'Only those of this parcours.'), query('version', text())],
    answers: { 200: S.Motifs },
    cached: true,
  },
  lieux: {
    method: 'get',
    path: '/lieux',
    summary: 'Where it can take place.',
    parameters: [
      query('motif', text()),
      query('codePostal', text({ pattern: '^\\d{5}$' })),
      query('departement', text()),
      besoins,
    ],
    answers: { 200: S.Lieux },
    cached: true,
  },
  creneaux: {
    method: 'get',
    path: '/creneaux',
    summary: `Free times over at most ${LIMITS.days} days; the next one when there is none.`,
    parameters: [
      query('motif', text(), undefined, true),
      query('lieu', text(), 'Repeated or separated by commas; absent: every lieu of the motif.'),
      query('mode', oneOf(MODES)),
      query('from', day, "First day, at the lieu's own calendar.", true),
      query('to', day, 'Last day, included.', true),
      besoins,
      query('jointe', flag(), 'With two organismes at once.'),
    ],
    answers: { 200: S.Creneaux },
    cached: true,
  },
  retenir: {
    method: 'put',
    path: '/retenues/{uuid}',
    summary: 'Keeps a time while she types; asked again, extends it within bounds.',
    parameters: [uuid],
    body: S.RetenueRequest,
    answers: { 200: S.Retenue, 201: S.Retenue },
    codes: [...lost, 'cle_reutilisee'],
  },
  lacher: {
    method: 'delete',
    path: '/retenues/{uuid}',
    summary: 'Gives a kept time back. Of an unknown one: the same answer.',
    parameters: [uuid],
    answers: { 204: null },
  },
  reserver: {
    method: 'put',
    path: '/rdv/{uuid}',
    summary:
      'Books. The same body again answers the same rendez-vous; a hold is not needed, nor in the way once it expired.',
    parameters: [uuid],
    body: S.RdvRequest,
    answers: { 200: S.Rdv, 201: S.Rdv, 202: S.Rdv },
    codes: [...lost, 'cle_reutilisee', 'deja_reserve', 'trop_grand'],
  },
  confirmer: {
    method: 'post',
    path: '/rdv/{uuid}/confirmation',
    summary: 'Gives the code that the contact received.',
    parameters: [uuid],
    body: S.ConfirmationRequest,
    answers: { 200: S.Rdv },
    codes: ['code_faux', 'code_expire', 'deja_reserve', 'creneau_pris'],
  },
  rdv: {
    method: 'get',
    path: '/rdv/{uuid}',
    summary: 'Reads a rendez-vous.',
    parameters: [uuid, acces],
    answers: { 200: S.Rdv },
    cached: true,
  },
  ics: {
    method: 'get',
    path: '/rdv/{uuid}.ics',
    summary: 'Its calendar file (RFC 5545): UID stays, SEQUENCE grows with its version.',
    parameters: [uuid, acces],
    answers: { 200: 'text/calendar' },
  },
  deplacer: {
    method: 'put',
    path: '/rdv/{uuid}/creneau',
    summary: 'Moves it in one transaction: she has the old time or the new one, never both nor none.',
    parameters: [uuid, acces, ifMatch],
    body: S.MoveRequest,
    answers: { 200: S.Rdv },
    codes: [...lost, 'version_perimee', 'annulation_tardive'],
  },
  annuler: {
    method: 'delete',
    path: '/rdv/{uuid}',
    summary: 'Cancels it; its time is free again.',
    parameters: [uuid, acces, ifMatch],
    answers: { 200: S.Rdv },
    codes: ['version_perimee', 'annulation_tardive'],
  },
  attendre: {
    method: 'put',
    path: '/attentes/{uuid}',
    summary: 'Joins the waitlist. A freed time is offered to one person at a time.',
    parameters: [uuid],
    body: S.AttenteRequest,
    answers: { 200: S.Attente, 201: S.Attente },
    codes: ['cle_reutilisee', 'hors_delai'],
  },
  attente: {
    method: 'get',
    path: '/attentes/{uuid}',
    summary: 'Reads a place on the waitlist, and the time kept for her.',
    parameters: [uuid, acces],
    answers: { 200: S.Attente },
  },
  quitter: {
    method: 'delete',
    path: '/attentes/{uuid}',
    summary: 'Leaves the waitlist; what was kept goes to the next person.',
    parameters: [uuid, acces],
    answers: { 204: null },
  },
  sante: {
    method: 'get',
    path: '/sante',
    summary: 'Is the service up, and does its database answer.',
    answers: { 200: S.Sante },
    open: true,
  },
  openapi: {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document.',
    answers: { 200: Document },
    open: true,
  },
  metriques: {
    method: 'get',
    path: '/metriques',
    summary: 'Counters, in the Prometheus text format; for the operator.',
    parameters: [{ in: 'header', name: 'Authorization', schema: text() }],
    answers: { 200: 'text/plain' },
    open: true,
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof OPERATIONS

/** Seconds in Retry-After. */
export const RetryAfter = integer({ minimum: 1 })

/**
 * What to send for a change. Called inside the transaction that makes the change, so it only computes: the worker sends. Messages hold
 * what they need to be written, not the contact's words twice; the store encrypts them.
 */
import { createHmac } from 'node:crypto'
import type { Besoin, Langue } from '@parcours/rendez-vous/contract'
import type { Config } from '../config.js'
import { writeIcs } from '../http/ics.js'
import type { Change, Letter, Personal, RendezVous, Slot } from '../store/store.js'
import { write, type MessageData } from './messages.js'
import { remindersOf } from './reminders.js'

/** What is kept of a person, as the routes wrote it. */
export interface PersonalData {
  /** Normal forms: 'elle@courriel.example', '+33612345678'. */
  readonly courriel?: string
  readonly telephone?: string
  readonly nom?: string
  /** Somebody else may read there: no address, no reminder unless she asked. */
  readonly partage?: boolean
  /** She wants to be reminded. */
  readonly rappels?: boolean
  readonly besoins?: readonly Besoin[]
  /** Language of what is written to her. French when absent. */
  readonly langue?: Langue
}

/** Where it takes place, as messages tell it. */
export interface LieuForLetters {
  readonly zone: string
  readonly adresse?: string
}

/** What a `mail` or `sms` letter holds. */
export interface MessagePayload {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly ics?: string
}

const PARIS = 'Europe/Paris'
const TITLE = 'Rendez-vous'

export interface LettersOptions {
  readonly config: Pick<Config, 'manageUrl' | 'webhook' | 'fingerprint'>
  readonly now: () => number
  readonly lieu: (id: string) => LieuForLetters | undefined
}

/** A name that stays, from which the id cannot be told. */
export const calendarId = (key: Buffer, id: string): string =>
  `${createHmac('sha256', key).update(`agenda\n${id}`).digest('hex').slice(0, 32)}@parcours`

/** The calendar file of a rendez-vous, with nothing that a reader over her shoulder should not see. */
export function calendarOf(uid: string, rdv: RendezVous, adresse: string | undefined): string {
  return writeIcs({
    uid,
    sequence: rdv.version - 1,
    start: rdv.slot.start,
    end: rdv.slot.end,
    written: rdv.updated,
    cancelled: rdv.state === 'annule' || rdv.state === 'abandonne',
    title: TITLE,
    ...(adresse ? { location: adresse } : {}),
  })
}

export function lettersFor({ config, now, lieu }: LettersOptions): (change: Change) => readonly Letter[] {
  const about = (slot: Slot): { start: number; zone: string; mode: MessageData['mode'] & string; adresse?: string } => {
    const where = lieu(slot.lieu)
    return {
      start: slot.start,
      zone: where?.zone ?? PARIS,
      mode: slot.mode as MessageData['mode'] & string,
      ...(where?.adresse && slot.mode === 'on-site' ? { adresse: where.adresse } : {}),
    }
  }

  /** By mail when there is one: it costs nothing and carries the calendar file. */
  const message = (
    personal: Personal | null,
    data: MessageData & { readonly adresse?: string },
    more: { readonly due?: number; readonly reminder?: true; readonly ics?: string } = {},
  ): Letter[] => {
    const { courriel, telephone, partage, langue } = (personal ?? {}) as PersonalData
    const to = courriel ?? telephone
    if (!to) return []
    const { adresse, ...rest } = data
    const { subject, text } = write({
      ...rest,
      ...(langue ? { langue } : {}),
      ...(adresse && !partage ? { address: adresse } : {}),
      ...(config.manageUrl ? { manageUrl: config.manageUrl } : {}),
    })
    return [
      {
        channel: courriel ? 'mail' : 'sms',
        kind: data.kind,
        due: more.due ?? now(),
        payload: { to, subject, text, ...(more.ics && courriel ? { ics: more.ics } : {}) } satisfies MessagePayload,
        ...(more.reminder ? { whileUnchanged: true } : {}),
      },
    ]
  }

  const event = (
    type: string,
    subject: { id: string; version: number; key: string },
    slot: Slot | null,
    more: object,
  ): Letter[] =>
    config.webhook
      ? [
          {
            channel: 'webhook',
            kind: type,
            due: now(),
            stream: subject.id,
            payload: {
              type,
              sujet: subject.id,
              version: subject.version,
              a: new Date(now()).toISOString(),
              cle: subject.key,
              ...(slot
                ? {
                    motif: slot.motif,
                    lieu: slot.lieu,
                    mode: slot.mode,
                    debut: new Date(slot.start).toISOString(),
                    fin: new Date(slot.end).toISOString(),
                    zone: about(slot).zone,
                    agendas: slot.places.map(({ agenda }) => agenda),
                  }
                : {}),
              ...more,
            },
          },
        ]
      : []

  /** Whom to expect, if the operator asked to be told. */
  const person = (personal: Personal | null): object => {
    if (!config.webhook?.personal || !personal) return {}
    const { courriel, telephone, nom, partage, besoins, langue } = personal as PersonalData
    return {
      personne: {
        ...(courriel ? { courriel } : {}),
        ...(telephone ? { telephone } : {}),
        ...(nom ? { nom } : {}),
        partage: partage === true,
        ...(langue ? { langue } : {}),
      },
      besoins: besoins ?? [],
    }
  }

  const reminders = (rdv: RendezVous, personal: Personal | null): Letter[] => {
    if ((personal as PersonalData | null)?.rappels !== true) return []
    const where = about(rdv.slot)
    return remindersOf(rdv.slot.start, where.zone, now()).flatMap((due) =>
      message(personal, { kind: 'rappel', ...where }, { due, reminder: true }),
    )
  }

  return (change) => {
    const personal = change.personal
    switch (change.type) {
      case 'rdv.code':
        return message(personal, {
          kind: 'code',
          code: change.code,
          minutes: Math.max(1, Math.round(((change.rdv.codeExpires ?? now()) - now()) / 60_000)),
        })
      case 'rdv.confirme': {
        const { rdv } = change
        const where = about(rdv.slot)
        const shared = (personal as PersonalData | null)?.partage === true
        return [
          ...message(
            personal,
            { kind: 'confirmation', ...where },
            { ics: calendarOf(calendarId(config.fingerprint, rdv.id), rdv, shared ? undefined : where.adresse) },
          ),
          ...reminders(rdv, personal),
          ...event('rdv.confirme', rdv, rdv.slot, { detail: rdv.detail, ...person(personal) }),
        ]
      }
      case 'rdv.deplace': {
        const { rdv, before } = change
        const where = about(rdv.slot)
        const shared = (personal as PersonalData | null)?.partage === true
        return [
          ...message(
            personal,
            { kind: 'deplacement', ...where },
            { ics: calendarOf(calendarId(config.fingerprint, rdv.id), rdv, shared ? undefined : where.adresse) },
          ),
          ...reminders(rdv, personal),
          ...event('rdv.deplace', rdv, rdv.slot, {
            detail: rdv.detail,
            ...person(personal),
            avant: { lieu: before.slot.lieu, debut: new Date(before.slot.start).toISOString() },
          }),
        ]
      }
      case 'rdv.annule':
        return [
          ...message(
            personal,
            { kind: 'annulation', start: change.rdv.slot.start, zone: about(change.rdv.slot).zone },
            { ics: calendarOf(calendarId(config.fingerprint, change.rdv.id), change.rdv, undefined) },
          ),
          ...event('rdv.annule', change.rdv, change.rdv.slot, {}),
        ]
      case 'attente.offre': {
        const { wait } = change
        if (!wait.offer) return []
        return [
          ...message(personal, { kind: 'place-libre', ...about(wait.offer.slot), until: wait.offer.expires }),
          ...event('attente.offre', wait, wait.offer.slot, { jusqua: new Date(wait.offer.expires).toISOString() }),
        ]
      }
      case 'attente.passee':
        return event('attente.passee', change.wait, null, {})
    }
  }
}

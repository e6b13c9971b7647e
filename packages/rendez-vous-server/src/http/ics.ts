/**
 * iCalendar (RFC 5545) of one rendez-vous. Times are UTC instants: every calendar shows them right, wherever the reader is, and no zone
 * table has to be shipped. The words are neutral: a calendar is often shared.
 */
import { icsFile, icsInstant, icsText } from '@parcours/rendez-vous/ics'

export interface IcsEvent {
  /** The rendez-vous' own UUID: the same event in every file. */
  readonly uid: string
  /** Grows by one at each change (RFC 5545 §3.8.7.4). */
  readonly sequence: number
  /** Milliseconds. */
  readonly start: number
  readonly end: number
  /** When this version was written, ms. */
  readonly written: number
  readonly cancelled: boolean
  readonly title: string
  readonly location?: string
  readonly description?: string
}

export function writeIcs(event: IcsEvent): string {
  const { uid, sequence, start, end, written, cancelled, title, location, description } = event
  return icsFile([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parcours//Rendez-vous//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${icsInstant(written)}`,
    `LAST-MODIFIED:${icsInstant(written)}`,
    `DTSTART:${icsInstant(start)}`,
    `DTEND:${icsInstant(end)}`,
    `SUMMARY:${icsText(title)}`,
    ...(location ? [`LOCATION:${icsText(location)}`] : []),
    ...(description ? [`DESCRIPTION:${icsText(description)}`] : []),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ])
}

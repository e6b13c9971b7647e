/**
 * iCalendar (RFC 5545) of one rendez-vous. Times are UTC instants: every calendar shows them right, wherever the reader is, and no zone
 * table has to be shipped. The words are neutral: a calendar is often shared.
 */

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

const instant = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** TEXT of §3.3.11. Other control characters have no way to be written: they are left out. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')

/** Lines of at most 75 bytes, cut between characters, never inside one (§3.1). */
function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > 75) {
      lines.push(current)
      current = ' '
      bytes = 1
    }
    current += character
    bytes += size
  }
  return [...lines, current].join('\r\n')
}

export function writeIcs(event: IcsEvent): string {
  const { uid, sequence, start, end, written, cancelled, title, location, description } = event
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parcours//Rendez-vous//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${instant(written)}`,
    `LAST-MODIFIED:${instant(written)}`,
    `DTSTART:${instant(start)}`,
    `DTEND:${instant(end)}`,
    `SUMMARY:${text(title)}`,
    ...(location ? [`LOCATION:${text(location)}`] : []),
    ...(description ? [`DESCRIPTION:${text(description)}`] : []),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('')
}

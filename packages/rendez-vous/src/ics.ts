/** iCalendar (RFC 5545): how lines are written. What an event says is the writer's own affair. */

/** A UTC instant, '20261006T073000Z'. @param ms since 1970 */
export const icsInstant = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** TEXT of §3.3.11. Control characters have no way to be written: they are left out. */
export const icsText = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')

/** Octets of a character in UTF-8. */
const octets = (character: string): number => {
  const code = character.codePointAt(0)!
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** Lines of at most 75 octets, cut between characters, never inside one (§3.1). */
function fold(line: string): string {
  let folded = ''
  let length = 0
  for (const character of line) {
    const size = octets(character)
    if (length + size > 75) {
      folded += '\r\n '
      length = 1
    }
    folded += character
    length += size
  }
  return folded
}

/** A file from its content lines, folded and ended as the standard asks. */
export const icsFile = (lines: readonly string[]): string => lines.map((line) => `${fold(line)}\r\n`).join('')

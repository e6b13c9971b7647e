import type { Difference } from './play.js'

const DATE = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const day = (text: string): string => DATE.format(new Date(`${text}T00:00:00Z`)).replace(/^1 /, '1er ')

/** A value as a person reads it: "20 décembre 2026", "oui", "aucune date", "entre le … et le …". */
export function said(value: unknown, key = ''): string {
  if (value === null || value === undefined) return /kind$/.test(key) ? 'aucune' : 'aucune date'
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value
  if (Array.isArray(value)) return value.length ? value.map((entry) => said(entry)).join(', ') : 'rien'
  if (typeof value === 'object') {
    const { notBefore, notAfter, from, to } = value as Record<string, unknown>
    if (notBefore !== undefined) return `entre le ${said(notBefore)} et le ${said(notAfter)}`
    return `du ${said(from)} au ${said(to)}`
  }
  return JSON.stringify(value)
}

/** Differences as lines: one heading a thing, then what was expected and what there is. */
export function shown(differences: readonly Difference[], place: (pointer: string) => number | undefined): string {
  const lines: string[] = []
  let last = ''
  for (const { id, pointer, message, expected, found, cite } of differences) {
    const line = place(pointer)
    const where = line === undefined ? '' : ` (ligne ${line})`
    if (found === undefined && expected === undefined)
      lines.push(`  ${id}${where} : ${message}${cite ? ` [${cite}]` : ''}`)
    else {
      if (last !== id) lines.push(`  ${id}${cite ? ` [${cite}]` : ''}`)
      lines.push(
        `    ${message}${where}`,
        `      - attendu : ${said(expected, pointer)}`,
        `      + trouvé  : ${said(found, pointer)}`,
      )
    }
    last = found === undefined ? '' : id
  }
  return lines.map((line) => `${line}\n`).join('')
}

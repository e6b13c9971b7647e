import { resolve } from './addresses.js'
import { isPlain, LIMITS, type Rules } from './check.js'
import { isObject, present, type Json } from './shape.js'

const placeholders = new Map([
  ['date', 'anchors'],
  ['answer', 'questions'],
  ['param', 'params'],
])

/** Whether two spans of days or numbers, ends included and possibly open, have something in common. */
const meet = (a: Json, b: Json) => {
  const ends = (to: unknown, from: unknown) =>
    to !== undefined && from !== undefined && (to as string) < (from as string)
  return !ends(a['to'], b['from']) && !ends(b['to'], a['from'])
}

/**
 * What an author must mend before publishing, and a widget lives with: it shows a long text, leaves an unknown placeholder as it stands, drops
 * a link that is not allowed, takes the first of two rows, asks again what a migration cannot place. Kept apart so that it need not travel to phones.
 */
export const authorRules: Rules = ({ home, path, fault, under, find, place, inList }) => {
  let released: Set<string> | undefined
  const migration = ({ rename, map, values, askAgain }: Json) => {
    const all = Array.isArray(home['migrations']) ? (home['migrations'] as unknown[]) : []
    // A place that another migration moves on or drops need not exist any more.
    released ??= new Set(
      all.flatMap((other) =>
        isObject(other)
          ? [
              ...Object.keys(other['rename'] ?? {}),
              ...(Array.isArray(other['drop']) ? (other['drop'] as string[]) : []),
            ]
          : [],
      ),
    )
    const at = (address: unknown) => (typeof address === 'string' ? resolve(home, address, inList) : undefined)
    const claim = (address: unknown, ...where: (string | number)[]) => {
      if (typeof address !== 'string' || at(address) !== undefined || released!.has(address)) return
      path.push(...where)
      fault('address', [], address)
      path.length -= where.length
    }
    if (isObject(rename)) for (const key of Object.keys(rename)) claim(rename[key], 'rename', key)
    if (Array.isArray(askAgain)) askAgain.forEach((address, i) => claim(address, 'askAgain', i))
    claim(map, 'map')
    const question = at(map)
    if (isObject(question) && isObject(values))
      for (const key of Object.keys(values))
        if (values[key] !== null && place(question['options'], values[key]) < 0)
          under('values', () => under(key, () => fault('reference', ['options'], values[key])))
  }
  const overlaps = (rows: unknown[]) => {
    if (rows.length > LIMITS.rows) return under('rows', () => fault('rows', [LIMITS.rows], rows.length))
    const period = (row: Json) => (isObject(row['validity']) ? row['validity'] : {})
    const seen: [Json, number][] = []
    rows.forEach((row, i) => {
      if (!isObject(row)) return
      const rival = seen.find(
        ([other]) => row['is'] === other['is'] && meet(row, other) && meet(period(row), period(other)),
      )
      if (rival) under('rows', () => under(i, () => fault('overlap', [rival[1]])))
      seen.push([row, i])
    })
  }
  return {
    text(value, scope) {
      if (value.length > LIMITS.text) fault('length', [LIMITS.text], value.length)
      if (value.includes(']('))
        for (const [, url] of value.matchAll(/\]\(([^()\s]*)/g)) if (!isPlain('url', url)) fault('url', [], url)
      if (value.includes('{'))
        for (const { 0: whole, index } of value.matchAll(/\{[^{}]*\}/g)) {
          // "{{" is text, for the reader and for i18next.
          if (value[index - 1] === '{') continue
          const [name, id] = whole.slice(1, -1).split(':') as [string, string?]
          const block = placeholders.get(name)
          const known = block
            ? find(block, id)
            : id === undefined && (name === 'each' ? scope.group !== undefined : name === 'list' && scope.list)
          if (!known) fault('placeholder', block ? [block] : [], whole)
        }
    },
    meaning(type, value) {
      const { from, to } = value
      if ((type === 'Timing' || type === 'Jalon') && value['kind'] === 'legal' && !present(value, 'source'))
        fault('requires', ['source'], 'kind: legal')
      if (type === 'Timing' && present(value, 'repeat') && !present(value, 'due')) fault('requires', ['due'], 'repeat')
      if (type === 'Demarche' && present(value, 'about') && present(value, 'forEach'))
        fault('exclusive', ['about', 'forEach'])
      if ((type === 'Validity' || type === 'Row') && typeof from === typeof to && (from as string) > (to as string))
        fault('range', [from as string], to)
      if (type === 'Table' && Array.isArray(value['rows'])) overlaps(value['rows'])
      if (type === 'Migration') migration(value)
    },
  }
}

/** Just enough JSON Schema to hold an answer against the contract, without a dependency. */

type Loose = Readonly<Record<string, unknown>>

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
}

/** Where a value departs from a schema, in French; null when it does not. A schema built by the contract is `{ json }` or plain JSON. */
export function departs(schema: unknown, value: unknown, at = ''): string | null {
  let rules = schema as Loose
  while (typeof rules['json'] === 'object' && rules['json'] !== null) rules = rules['json'] as Loose
  const where = at || 'la réponse'
  const { type, anyOf, properties, required, items, pattern, format, minimum } = rules
  if (Array.isArray(anyOf)) {
    const all = anyOf.map((one) => departs(one, value, at))
    return all.includes(null) ? null : all[0]!
  }
  if (typeof type === 'string' && !TYPES[type]?.(value))
    return value === undefined ? `${where} manque` : `${where} n’est pas du type ${type}`
  if (Array.isArray(rules['enum']) && !rules['enum'].includes(value))
    return `${where} vaut « ${String(value)} », attendu ${rules['enum'].join(', ')}`
  if (rules['const'] !== undefined && rules['const'] !== value) return `${where} doit valoir ${String(rules['const'])}`
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(String(value)))
    return `${where} n’a pas la forme attendue`
  if (typeof format === 'string' && FORMATS[format] && !FORMATS[format].test(String(value)))
    return `${where} n’est pas de la forme « ${format} »`
  if (typeof minimum === 'number' && Number(value) < minimum) return `${where} est sous ${minimum}`
  if (typeof rules['maxItems'] === 'number' && (value as unknown[]).length > rules['maxItems'])
    return `${where} a plus de ${rules['maxItems']} éléments`
  if (Array.isArray(value) && items !== undefined)
    for (const [rank, one] of value.entries()) {
      const found = departs(items, one, `${at}/${rank}`)
      if (found) return found
    }
  if (type === 'object') {
    for (const name of (required ?? []) as string[])
      if (!Object.hasOwn(value as object, name)) return `${at}/${name} manque`
    for (const [name, rule] of Object.entries((properties ?? {}) as Loose))
      if (Object.hasOwn(value as object, name)) {
        const found = departs(rule, (value as Loose)[name], `${at}/${name}`)
        if (found) return found
      }
  }
  return null
}

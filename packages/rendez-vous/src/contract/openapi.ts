/** The OpenAPI 3.1 document of the contract, made from the same tables as its types. */
import { CODES, type Code } from './codes.js'
import { COMMON, OPERATIONS, RetryAfter, type Operation } from './operations.js'
import type { Json, Schema } from './schema.js'
import { CONTRACT } from './names.js'
import { Problem, SCHEMAS } from './schemas.js'

const names = new Map<unknown, string>(Object.entries(SCHEMAS).map(([name, schema]) => [schema, name]))
const isSchema = (value: object): value is Schema<unknown> => 'json' in value

/** Named schemas become references, wherever they stand. */
function plain(value: unknown, top = false): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => plain(one))
  const name = names.get(value)
  if (name && !top) return { $ref: `#/components/schemas/${name}` }
  if (isSchema(value)) return plain(value.json)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

const body = (schema: Schema<unknown> | string): Json =>
  typeof schema === 'string'
    ? { [schema]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: plain(schema) } }

const ETAG: Json = { ETag: { schema: { type: 'string' } } }
/** Statuses whose words come with a delay. */
const WITH_DELAY = [429, 503]

function refusals(codes: readonly Code[]): Json {
  const byStatus = new Map<number, Code[]>()
  for (const code of codes) byStatus.set(CODES[code][0], [...(byStatus.get(CODES[code][0]) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      status,
      {
        description: all.map((code) => `\`${code}\`: ${CODES[code][1]}`).join(' · '),
        ...(WITH_DELAY.includes(status) ? { headers: { 'Retry-After': { schema: plain(RetryAfter) } } } : {}),
        content: { 'application/problem+json': { schema: plain(Problem) } },
      },
    ]),
  )
}

function describe(id: string, operation: Operation): Json {
  const { summary, parameters = [], answers, codes = [], cached, open } = operation
  const all = [
    ...parameters,
    ...(cached ? [{ in: 'header', name: 'If-None-Match', schema: { type: 'string' } } as const] : []),
  ]
  const versioned = Object.values(answers).includes(SCHEMAS.Rdv)
  return {
    operationId: id,
    summary,
    ...(open ? { security: [] } : {}),
    ...(all.length ? { parameters: all.map((one) => plain(one)) } : {}),
    ...(operation.body ? { requestBody: { required: true, content: body(operation.body) } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, one]) => [
          status,
          {
            description: { 200: 'Done, or read', 201: 'Made', 202: 'Made, and waits for its code', 204: 'Done' }[
              status
            ]!,
            ...(cached || versioned ? { headers: ETAG } : {}),
            ...(one === null ? {} : { content: body(one) }),
          },
        ]),
      ),
      ...(cached ? { 304: { description: 'As it was', headers: ETAG } } : {}),
      ...refusals(open ? ['inconnu', 'indisponible'] : [...COMMON, ...codes]),
    },
  }
}

/** A fresh copy of the document, to serve or to write. Plain JSON. */
export function openapi(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS))
    (paths[operation.path] ??= {})[operation.method] = describe(id, operation)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rendez-vous',
      version: CONTRACT,
      description:
        'The contract between the rendez-vous widget and a caisse. Clients make the UUIDs, PUT is safe to retry, no cookie is used, and a member that a request does not name is refused.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/v1' }],
    security: [{ cle: [] }],
    paths,
    components: {
      securitySchemes: {
        cle: {
          type: 'apiKey',
          in: 'header',
          name: 'Parcours-Cle',
          description:
            'Publishable: it names the site that embeds the widget, whose origins are allow-listed. It is no secret.',
        },
      },
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, plain(schema, true)])),
    },
  }
}

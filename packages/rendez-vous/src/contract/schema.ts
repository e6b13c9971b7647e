/**
 * A dozen builders whose values are JSON Schema 2020-12 and whose types are what it describes: the contract is written once, and both the
 * TypeScript types and the OpenAPI document come from it.
 */

/** JSON Schema, as far as the contract needs it. */
export interface Json {
  readonly [keyword: string]: unknown
}

/** A schema of `T`. The type only exists at compile time. */
export interface Schema<T> {
  readonly json: Json
  readonly of?: T
}

/** What a schema describes. */
export type Infer<S> = S extends Schema<infer T> ? T : never

type Fields = Readonly<Record<string, Schema<unknown>>>
type Flat<T> = { [K in keyof T]: T[K] }
type Of<R extends Fields, O extends Fields> = Flat<
  { readonly [K in keyof R]: Infer<R[K]> } & { readonly [K in keyof O]?: Infer<O[K]> }
>

const schema = <T>(json: Json): Schema<T> => ({ json })

export const text = (json: Json = {}): Schema<string> => schema({ type: 'string', ...json })
export const integer = (json: Json = {}): Schema<number> => schema({ type: 'integer', ...json })
export const flag = (json: Json = {}): Schema<boolean> => schema({ type: 'boolean', ...json })
export const oneOf = <const T extends readonly string[]>(values: T, json: Json = {}): Schema<T[number]> =>
  schema({ type: 'string', enum: values, ...json })
export const listOf = <T>(items: Schema<T>, json: Json = {}): Schema<readonly T[]> =>
  schema({ type: 'array', items, ...json })
export const orNull = <T>(one: Schema<T>): Schema<T | null> => schema({ anyOf: [one, { type: 'null' }] })

const fields = (required: Fields, optional: Fields): Json => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
})

/** What a server answers. A reader ignores the members that it does not know: a newer minor version may add some. */
export const answer = <R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional = {} as O,
  json: Json = {},
): Schema<Of<R, O>> => schema({ ...fields(required, optional), ...json })

/** What a client sends. Nothing else may be in it, by mistake or not. */
export const request = <R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional = {} as O,
  json: Json = {},
): Schema<Of<R, O>> => schema({ ...fields(required, optional), additionalProperties: false, ...json })

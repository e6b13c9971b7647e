/** The contract /v1: types, codes, bounds, and the OpenAPI document, from one source. */
export * from './codes.js'
export { COMMON, OPERATIONS, type Operation, type OperationName, type Parameter } from './operations.js'
export { openapi } from './openapi.js'
export * from './names.js'
export * from './schemas.js'
export type { Infer, Json, Schema } from './schema.js'

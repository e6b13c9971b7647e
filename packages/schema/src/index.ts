export * from './types.js'
export { addresses, eachText, hashText, resolve, textAt } from './addresses.js'
export { check, LIMITS, type CheckOptions, type Fault, type FaultCode } from './check.js'
export { FORMAT_VERSION } from './shape.js'

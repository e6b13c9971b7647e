export * from './types.js'
export { addresses, eachText, hashText, resolve, textAt } from './addresses.js'
export { check, checkSaved, LIMITS, type CheckOptions, type Fault, type FaultCode } from './check.js'
export { checkLocale, untranslated } from './locale.js'
export { checkOverlay, placeholdersOf } from './overlay.js'
export { authorRules } from './rules.js'
export { FORMAT_VERSION } from './shape.js'
export {
  validate,
  validateLocale,
  validateOverlay,
  type ToldFault,
  type ValidateOptions,
  type Validation,
} from './validate.js'

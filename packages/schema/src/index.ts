export * from './types.js'
export { addresses, eachText, hashText, resolve, textAt } from './addresses.js'
export { applyOverlays, isFor, overlayTexts, type Applied, type OverlayFault } from './apply.js'
export {
  atOnce,
  check,
  checking,
  LIMITS,
  type CheckOptions,
  type Fault,
  type FaultCode,
  type InspectOptions,
} from './check.js'
export { checkLocale, checkOverlayLocale, untranslated } from './locale.js'
export { checkOverlay, placeholdersOf } from './overlay.js'
export { authorRules } from './rules.js'
export { checkSaved, learnBeside } from './shape.beside.js'
export { FORMAT_VERSION, isObject, kind, shapes, type Json, type Kind, type Shape, type TypeRef } from './shape.js'
export {
  validate,
  validateJson,
  validateLocale,
  validateOverlay,
  validateOverlayLocale,
  validateOverlays,
  type ToldFault,
  type ValidateOptions,
  type Validation,
} from './validate.js'

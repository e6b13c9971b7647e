/** The class for an application's own bundle: see core/whole.ts. */
import { whole } from '../core/whole.js'
import { ParcoursUsager as First } from './usager.js'

export const ParcoursUsager = /* @__PURE__ */ whole(First)
export type ParcoursUsager = First

/** The class for an application's own bundle: see core/whole.ts. */
import { whole } from '../core/whole.js'
import { ParcoursQuestionnaire as First } from './questionnaire.js'

export const ParcoursQuestionnaire = /* @__PURE__ */ whole(First)
export type ParcoursQuestionnaire = First

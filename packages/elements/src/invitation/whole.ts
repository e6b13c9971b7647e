/** The class for an application's own bundle: see core/whole.ts. */
import { speaking } from '../core/speaking.js'
import { ParcoursInvitation as Alone } from './invitation.js'

export const ParcoursInvitation = /* @__PURE__ */ speaking(Alone)
export type ParcoursInvitation = Alone

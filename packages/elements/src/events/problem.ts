import type { Problem } from '../core/context.js'

export interface ProblemDetail {
  /** `overlay`: a local variant was left out; the parcours is shown all the same. The console says why. */
  readonly code: Problem['code'] | 'overlay'
}

/** The parcours cannot be shown. The designed state is on the page; this is for the host's monitoring. */
export class ParcoursProblemEvent extends Event {
  static readonly type = 'parcours-problem'
  constructor(readonly detail: ProblemDetail) {
    super(ParcoursProblemEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-problem': ParcoursProblemEvent
  }
}

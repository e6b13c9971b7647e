export interface QuickExitDetail {
  readonly parcours: string
}

/** Answers are erased and the page is about to be left: the host erases what it keeps itself. Cancelable by nobody. */
export class ParcoursQuickExitEvent extends Event {
  static readonly type = 'parcours-quick-exit'
  constructor(readonly detail: QuickExitDetail) {
    super(ParcoursQuickExitEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-quick-exit': ParcoursQuickExitEvent
  }
}

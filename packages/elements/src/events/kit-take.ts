export interface KitTakeDetail {
  readonly parcours: string
  readonly way: 'pdf' | 'print' | 'calendar' | 'device' | 'file' | 'link'
}

/** She takes her parcours along: which way, and nothing of what is in it. */
export class ParcoursKitTakeEvent extends Event {
  static readonly type = 'parcours-kit-take'
  constructor(readonly detail: KitTakeDetail) {
    super(ParcoursKitTakeEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-kit-take': ParcoursKitTakeEvent
  }
}

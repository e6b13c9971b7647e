export interface EndDetail {
  readonly parcours: string
}

/** She said that this parcours is over for her. Nothing is erased by it. */
export class ParcoursEndEvent extends Event {
  static readonly type = 'parcours-end'
  constructor(readonly detail: EndDetail) {
    super(ParcoursEndEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-end': ParcoursEndEvent
  }
}

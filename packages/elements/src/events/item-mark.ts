import type { Mark } from '@parcours/engine'

export interface ItemMarkDetail {
  readonly parcours: string
  /** The démarche's id, member keys and dates left out. */
  readonly item: string
  readonly status: Mark
}

/** The usager marked a démarche. Never fired for a sensitive one. */
export class ParcoursItemMarkEvent extends Event {
  static readonly type = 'parcours-item-mark'
  constructor(readonly detail: ItemMarkDetail) {
    super(ParcoursItemMarkEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-item-mark': ParcoursItemMarkEvent
  }
}

export interface KitResumeDetail {
  readonly parcours: string
  readonly way: 'device' | 'file' | 'link'
  /** It was begun in another version of this parcours. */
  readonly migrated: boolean
}

/** She goes on with a parcours that she began before, or elsewhere. */
export class ParcoursKitResumeEvent extends Event {
  static readonly type = 'parcours-kit-resume'
  constructor(readonly detail: KitResumeDetail) {
    super(ParcoursKitResumeEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-kit-resume': ParcoursKitResumeEvent
  }
}

export interface InvitationOpenDetail {
  /** Opened, or closed again; what she answered stays. */
  readonly open: boolean
}

/** An invitation opened its parcours in place, or closed it. A link to another page says nothing. */
export class ParcoursInvitationOpenEvent extends Event {
  static readonly type = 'parcours-invitation-open'
  constructor(readonly detail: InvitationOpenDetail) {
    super(ParcoursInvitationOpenEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-invitation-open': ParcoursInvitationOpenEvent
  }
}

export interface PlanReadyDetail {
  readonly parcours: string
  /** Démarches in the plan, sensitive ones left out. */
  readonly demarches: number
}

/** Every question asked is answered: the plan can be shown. Fired once a completion. */
export class ParcoursPlanReadyEvent extends Event {
  static readonly type = 'parcours-plan-ready'
  constructor(readonly detail: PlanReadyDetail) {
    super(ParcoursPlanReadyEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-plan-ready': ParcoursPlanReadyEvent
  }
}

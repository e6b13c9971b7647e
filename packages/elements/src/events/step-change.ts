export interface StepDetail {
  readonly title: string
  /** From 1. */
  readonly step: number
  /** Null while an answer to come may still change it. */
  readonly total: number | null
}

/** The questionnaire shows another step, so that the host can set its title. With a neutral title declared, `title` is that one. */
export class ParcoursStepChangeEvent extends Event {
  static readonly type = 'parcours-step-change'
  constructor(readonly detail: StepDetail) {
    super(ParcoursStepChangeEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-step-change': ParcoursStepChangeEvent
  }
}

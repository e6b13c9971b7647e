export interface LangChangeDetail {
  /** BCP 47. */
  readonly lang: string
}

/** She chose another language in the widget. */
export class ParcoursLangChangeEvent extends Event {
  static readonly type = 'parcours-lang-change'
  constructor(readonly detail: LangChangeDetail) {
    super(ParcoursLangChangeEvent.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'parcours-lang-change': ParcoursLangChangeEvent
  }
}

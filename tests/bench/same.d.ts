interface SurveyElement {
  readonly name: string
  readonly title: string
  readonly visibleIf?: string
  readonly choices?: readonly { value: string; text: string }[]
}
export function asSurvey(parcours: unknown): { pages: [{ elements: SurveyElement[] }] }

/** The peer of the bench is asked the same questionnaire, or the comparison means nothing. */
import { readFileSync } from 'node:fs'
import { ConditionsParser, Model } from 'survey-core'
import { expect, it } from 'vitest'
import { asSurvey } from '../bench/same.js'

interface Question {
  id: string
  label: string
  when?: object
  options?: { id: string; label: string }[]
}
const parcours = JSON.parse(
  readFileSync(new URL('../../packages/catalogue/separation/parcours.json', import.meta.url), 'utf8'),
) as { questions: Question[] }
const survey = asSurvey(parcours)
const { elements } = survey.pages[0]

it('asks the peer each question of ours, in its words, with its choices', () => {
  expect(elements.map(({ name, title }) => [name, title])).toEqual(
    parcours.questions.map(({ id, label }) => [id, label]),
  )
  for (const { id, options = [] } of parcours.questions)
    expect(elements.find(({ name }) => name === id)!.choices ?? []).toEqual(
      expect.arrayContaining(options.map((option) => ({ value: option.id, text: option.label }))),
    )
})

it('asks it when ours would: every condition is one that the peer understands', () => {
  for (const { id, when } of parcours.questions) {
    const { visibleIf } = elements.find(({ name }) => name === id)!
    expect(visibleIf !== undefined, id).toBe(when !== undefined)
    if (visibleIf) expect(new ConditionsParser().parseExpression(visibleIf), visibleIf).toBeTruthy()
  }
  const model = new Model(survey)
  const asked = () =>
    model
      .getAllQuestions()
      .filter(({ isVisible }) => isVisible)
      .map(({ name }) => name)
  expect(asked()).not.toContain('date-separation')
  model.setValue('avancement', 'separe')
  expect(asked()).toContain('date-separation')
  model.setValue('avancement', 'projet')
  expect(asked()).not.toContain('date-separation')
})

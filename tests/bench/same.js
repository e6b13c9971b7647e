/** A parcours' questionnaire written for survey-core: the same questions, words, choices and conditions, so that both are asked the same thing. */

/** A condition of the format as an expression of survey-core; facts are written out, a date is asked for only whether it is there. */
function expression(condition, facts) {
  const one = (inner) => expression(inner, facts)
  if (condition.all) return condition.all.map((inner) => `(${one(inner)})`).join(' and ')
  if (condition.any) return condition.any.map((inner) => `(${one(inner)})`).join(' or ')
  if (condition.not) return `!(${one(condition.not)})`
  if (condition.fact) return one(facts[condition.fact].when ?? facts[condition.fact])
  const name = condition.answer ?? condition.known ?? condition.date ?? condition.some
  if (condition.is !== undefined) return `{${name}} = '${condition.is}'`
  if (condition.in) return `{${name}} anyof ${JSON.stringify(condition.in)}`
  if (condition.includes !== undefined) return `{${name}} contains '${condition.includes}'`
  return typeof name === 'string' ? `{${name}} notempty` : 'true'
}

const plain = (text) => (typeof text === 'string' ? text : (text?.fr ?? ''))

/**
 * @param {object} parcours
 * @returns {object} the JSON that `new Model(…)` takes, one question a page
 */
export function asSurvey(parcours) {
  const facts = parcours.facts ?? {}
  const all = Object.fromEntries(Array.isArray(facts) ? facts.map((fact) => [fact.id, fact]) : Object.entries(facts))
  const element = (question, name = question.id) => {
    const options = question.options?.map(({ id, label }) => ({ value: id, text: plain(label) }))
    const unknown = question.unknown
      ? [{ value: 'inconnu', text: plain(question.unknown.label ?? 'Je ne sais pas') }]
      : []
    return {
      name,
      title: plain(question.label),
      description: [question.why, question.help].map(plain).filter(Boolean).join(' '),
      isRequired: true,
      ...(question.when ? { visibleIf: expression(question.when, all) } : {}),
      ...(options
        ? { type: question.type === 'choices' ? 'checkbox' : 'radiogroup', choices: [...options, ...unknown] }
        : question.fields
          ? { type: 'paneldynamic', templateElements: question.fields.map((field) => element(field)) }
          : { type: 'text', inputType: question.type === 'date' ? 'date' : 'text' }),
    }
  }
  return {
    locale: 'fr',
    title: plain(parcours.title),
    questionsOnPageMode: 'questionPerPage',
    pages: [{ name: 'p', elements: parcours.questions.map((question) => element(question)) }],
  }
}

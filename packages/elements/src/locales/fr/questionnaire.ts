/** Interface strings of the questionnaire. */
export default {
  position: 'question {{n}}',
  next: 'Continuer',
  required: '(obligatoire)',
  optional: '(facultatif)',
  why: 'Pourquoi cette question ?',
  choicesHint: 'Vous pouvez cocher plusieurs réponses.',
  choicesNone: 'Si rien ne vous concerne, continuez sans cocher.',
  sensitive: 'Votre réponse ne sera pas rappelée ensuite, ni dans la liste, ni à l’impression.',
  sensitiveSkip: 'Vous pouvez passer cette question. Que vous répondiez ou non, rien ne le dira ensuite.',
  skip: 'Passer cette question',
  notKept: 'Elles s’effacent si la page se recharge.',
} as Record<string, string>

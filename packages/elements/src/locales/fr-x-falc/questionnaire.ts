/** Interface strings of the questionnaire. */
export default {
  position: 'question {{n}}',
  next: 'Continuer',
  required: '(obligatoire)',
  optional: '(pas obligatoire)',
  why: 'Pourquoi cette question ?',
  choicesHint: 'Vous pouvez cocher plusieurs réponses.',
  choicesNone: 'Rien ne vous concerne ? Continuez sans cocher.',
  sensitive:
    'Nous ne montrons plus votre réponse ensuite. Elle n’est pas dans la liste. Elle n’est pas sur le papier imprimé.',
  sensitiveSkip: 'Vous pouvez ne pas répondre. Vous répondez, ou vous ne répondez pas : personne ne le voit ensuite.',
  skip: 'Ne pas répondre à cette question',
  notKept: 'La page se recharge ? Vos réponses s’effacent.',
} as Record<string, string>

/** Interface strings of the questionnaire. */
export default {
  position: 'pregunta {{n}}',
  next: 'Continuar',
  required: '(obligatorio)',
  optional: '(opcional)',
  why: '¿Por qué esta pregunta?',
  choicesHint: 'Puede marcar varias respuestas.',
  choicesNone: 'Si nada le corresponde, continúe sin marcar.',
  sensitive: 'Su respuesta no se volverá a mostrar después, ni en la lista, ni al imprimir.',
  sensitiveSkip: 'Puede saltar esta pregunta. Responda o no, nada lo dirá después.',
  skip: 'Saltar esta pregunta',
  notKept: 'Se borran si la página se recarga.',
} as Record<string, string>

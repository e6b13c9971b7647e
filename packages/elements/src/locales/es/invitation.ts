/** Interface strings of `<parcours-invitation>`. */
export default {
  heading: 'Sus trámites, en orden',
  summary: 'Responda a unas preguntas: verá qué hacer, cuándo y con quién.',
  questions_one: '{{count}} pregunta',
  questions_many: '{{count}} preguntas',
  questions_other: '{{count}} preguntas',
  minutes_one: '{{count}} minuto',
  minutes_many: '{{count}} minutos',
  minutes_other: '{{count}} minutos',
  start: 'Empezar',
  resume: 'Continuar',
  close: 'Cerrar',
} as Record<string, string>

/** Interface strings of `<parcours-invitation>`. */
export default {
  heading: 'Vos démarches, dans l’ordre',
  summary: 'Répondez à quelques questions : vous voyez quoi faire, quand, et avec qui.',
  questions_one: '{{count}} question',
  questions_many: '{{count}} questions',
  questions_other: '{{count}} questions',
  minutes_one: '{{count}} minute',
  minutes_many: '{{count}} minutes',
  minutes_other: '{{count}} minutes',
  start: 'Commencer',
  resume: 'Reprendre',
  close: 'Fermer',
} as Record<string, string>

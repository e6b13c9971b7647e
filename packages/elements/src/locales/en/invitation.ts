/** Interface strings of `<parcours-invitation>`. */
export default {
  heading: 'Your steps, in order',
  summary: 'Answer a few questions: you see what to do, when, and with whom.',
  questions_one: '{{count}} question',
  questions_other: '{{count}} questions',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
  start: 'Start',
  resume: 'Resume',
  close: 'Close',
} as Record<string, string>

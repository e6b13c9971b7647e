/** Interface strings of the questionnaire. */
export default {
  position: 'question {{n}}',
  next: 'Continue',
  required: '(required)',
  optional: '(optional)',
  why: 'Why are we asking this?',
  choicesHint: 'You can tick several answers.',
  choicesNone: 'If none of these concerns you, continue without ticking anything.',
  sensitive: 'Your answer will not be shown again later, neither in the list nor in print.',
  sensitiveSkip: 'You can skip this question. Whether you answer or not, nothing will say so later.',
  skip: 'Skip this question',
  notKept: 'They are erased if the page reloads.',
} as Record<string, string>

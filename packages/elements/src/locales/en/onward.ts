/** Interface strings of going on with another parcours. */
export default {
  to: 'Continue with “{{title}}”',
  take: 'Your answers to take along',
  takeHelp:
    'Untick what you would rather say again. You will check each answer on the other side. Nothing leaves this page.',
  takeNone: 'No answer goes from one to the other.',
  quietHelp: 'These answers stay here, unless you tick them.',
  stays: 'What you did here stays on this page: you can come back to it.',
  go: 'Continue with these answers',
  goBare: 'Continue without taking any',
  goPlain: 'Continue',
  stay: 'Stay here',
  here: 'You are in “{{title}}”',
  known_one: '{{count}} answer came with you. Check it on your way.',
  known_other: '{{count}} answers came with you. Check them on your way.',
  back: 'Go back to “{{title}}”',
  link: 'Your link cannot be opened on this page',
  linkHelp:
    'Nothing is lost: your link still works, with its code. Open it on a site that shows the whole journey, or answer again here.',
  linkAt: 'Open it at {{name}}',
} as Record<string, string>

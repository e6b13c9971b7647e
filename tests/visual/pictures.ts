/** What is compared: the main states of each element, where each language, tone, width and contrast changes how they look. */

/** The toolbar's own choices (stories/.storybook/preview.ts), and the system's forced colours. */
export interface Look {
  readonly largeur?: '320px' | '768px' | '1120px'
  readonly langue?: 'ar'
  readonly teinte?: 'dark'
  readonly theme?: string
  readonly texte?: '200'
  readonly forcees?: true
}
export interface Picture {
  /** Of the file, without `.png`. */
  readonly name: string
  /** As Storybook's index has it. */
  readonly story: string
  readonly look: Look
}

const NARROW: Look = { largeur: '320px' }
const WIDE: Look = { largeur: '1120px' }
const ARABIC: Look = { largeur: '320px', langue: 'ar' }
const DARK: Look = { teinte: 'dark' }
const FORCED: Look = { forcees: true }
const THEMES = ['caf', 'ameli', 'urssaf', 'assurance-retraite', 'msa', 'france-services', 'dsfr']

/** By element, as stories name it; each state in the looks where it has something of its own to show. None: 768 px, French, light. */
const STATES: Readonly<Record<string, Readonly<Record<string, readonly Look[]>>>> = {
  questionnaire: {
    'first-question': [{}, NARROW, ARABIC, { ...NARROW, texte: '200' }],
    'already-known': [{}, DARK, FORCED, ...THEMES.map((theme) => ({ theme }))],
    'date-that-does-not-exist': [{}, DARK],
    'several-answers': [NARROW],
    'group-two-members-and-one-removed': [{}],
    sensitive: [{}],
    exit: [{}],
    'sections-errors': [NARROW],
    'end-answers-open': [{}],
    'arabic-end': [NARROW],
  },
  liste: {
    now: [{}, NARROW, DARK],
    'every-status': [{}, FORCED],
    'date-passed': [{}],
    'nothing-to-do': [NARROW],
    'arabic-now': [NARROW],
  },
  frise: {
    jardin: [WIDE, NARROW, { ...WIDE, teinte: 'dark' }, { ...WIDE, forcees: true }],
    dense: [WIDE],
    arabe: [WIDE, NARROW],
  },
  'rendez-vous': {
    'no-service': [{}],
    'free-times': [NARROW, DARK],
    'booking-days': [NARROW],
    'booking-a-time': [{}, FORCED],
    'booking-contact': [NARROW],
    'booking-check': [{}],
    'booking-taken': [{}],
    'booking-done': [{}],
    'booking-arabic': [NARROW],
  },
  'à-emporter': {
    ready: [{}, NARROW],
    'a-file-that-is-none-of-ours': [{}],
    'arabic-ready': [NARROW],
  },
  'pour-finir': {
    'the-plan-is-ready': [{}],
    ended: [NARROW],
    'ended-arabic': [{}],
  },
  invitation: {
    'a-parcours-that-protects-somebody': [{}, DARK],
    arabic: [NARROW],
  },
  'tout-en-une-balise': {
    'first-question': [NARROW],
    'plan-ready': [WIDE, NARROW, { ...WIDE, teinte: 'dark' }],
    'plan-ready-arabic': [WIDE],
    'counter-mode': [WIDE],
    'invalid-parcours': [NARROW],
  },
}

const WORDS: Readonly<Record<string, string>> = { dark: 'sombre', '200': 'texte-200' }
/** Plain letters: a file's name passes from one system to another. */
const plain = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')

export const PICTURES: readonly Picture[] = Object.entries(STATES).flatMap(([element, states]) =>
  Object.entries(states).flatMap(([state, looks]) =>
    looks.map((look) => ({
      story: `éléments-${element}--${state}`,
      name: plain(
        [
          element,
          state,
          ...Object.entries(look).map(([key, value]) =>
            key === 'forcees' ? 'couleurs-forcees' : (WORDS[String(value)] ?? String(value).replace('px', '')),
          ),
        ].join('-'),
      ),
      look,
    })),
  ),
)

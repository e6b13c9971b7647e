/** What is compared: every story of an element, and the main states of each element where each language, tone, width and contrast changes how they look. */

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
  /** Pixels of the element that are above the picture. */
  readonly from: number
  /** Pixels of the picture, at most. */
  readonly tallest: number
}

const NARROW: Look = { largeur: '320px' }
const WIDE: Look = { largeur: '1120px' }
/** Of what is only drawn side by side, or is for who makes a theme; the rest is first of all for a phone. */
const WIDE_FIRST = ['frise']
/** Pixels: what is below says the same, and weighs; less of a state that has one picture, on a phone. */
const TALLEST = 900
const TALL = 700
const ARABIC: Look = { largeur: '320px', langue: 'ar' }
const DARK: Look = { teinte: 'dark' }
const FORCED: Look = { forcees: true }
const THEMES = ['caf', 'ameli', 'urssaf', 'assurance-retraite', 'msa', 'france-services', 'dsfr']

/** By element, as stories name it; each state in the looks where it has something of its own to show. None: 768 px, French, light. A state that is not here has one picture. */
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

/**
 * Where a state has something of its own to show, in pixels from the top of the element, at the width of its picture: above, it is drawn
 * as another is.
 */
const BELOW: Readonly<Record<string, number>> = {
  'à-emporter--ready-other-sites': 2065,
  'frise--nombreuse': 1150,
  'liste--leads-elsewhere': 5180,
  'liste--sensitive': 5070,
  'liste--short': 1100,
  'liste--short-with-a-court': 1100,
  'liste--to-be-checked': 700,
  'rendez-vous--a-service-without-times': 850,
  'rendez-vous--another-clock': 850,
  'rendez-vous--another-motif': 850,
  'rendez-vous--arabic': 850,
  'rendez-vous--english': 850,
  'rendez-vous--next-date-only': 850,
  'rendez-vous--no-free-time': 850,
  'rendez-vous--nothing-before-it-closes': 850,
  'rendez-vous--booking-cancelled': 0,
  'rendez-vous--booking-the-list-is-over': 0,
  'rendez-vous--booking-no-answer': 1000,
  'rendez-vous--booking-too-many-requests': 1000,
  'tout-en-une-balise--on-to-another-parcours-its-page-elsewhere': 5900,
  'tout-en-une-balise--sensitive-answer': 2200,
  'tout-en-une-balise--status-from-the-host': 700,
}
/** A step of a booking stands under what the rendez-vous is for. */
const STEP = 850

/** States that are drawn alike, and why: anything else that is means that a state does not show what it is named for. */
export const ALIKE: readonly (readonly [state: string, other: string, why: string])[] = [
  [
    'rendez-vous--another-motif',
    'rendez-vous--a-service-without-times',
    'des heures pour un autre motif ne sont pas proposées',
  ],
  [
    'rendez-vous--sensitive',
    'rendez-vous--declared',
    'un rendez-vous sensible n’est pas montré sans qu’elle le demande',
  ],
  [
    'pour-finir--she-comes-back',
    'pour-finir--her-opinion-goes-to-the-host',
    'au retour, son avis est encore demandé tant qu’elle ne l’a pas donné',
  ],
  [
    'invitation--its-title-where-the-host-says-so',
    'invitation--a-parcours-that-protects-nobody',
    'le titre est montré, comme pour un parcours qui ne protège personne',
  ],
]
/** A playground begins as one of the states. */
export const isPlayground = (story: string): boolean => story.endsWith('--terrain-de-jeu')

const WORDS: Readonly<Record<string, string>> = { dark: 'sombre', '200': 'texte-200' }
/** Plain letters: a file's name passes from one system to another. */
const plain = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')

/**
 * Those that have a picture: every state of an element. Catalogue and journeys show the same elements with content that its authors
 * change; themes are for who makes one, in the system's own letters, and their colours are computed (tests/unit/contrast.test.ts).
 */
export const isDrawn = (story: string): boolean => story.startsWith('éléments-')

/**
 * Every picture.
 * @param stories ids, as Storybook's index has them
 * @throws {Error} when a state that has looks of its own is no story
 */
export function picturesOf(stories: readonly string[]): readonly Picture[] {
  const left = new Set(
    Object.entries(STATES).flatMap(([element, states]) => Object.keys(states).map((state) => `${element}--${state}`)),
  )
  const pictures = stories.flatMap((story) => {
    const own = story.replace(/^éléments-/, '')
    const [element, state] = own.split('--') as [string, string]
    left.delete(own)
    const written = STATES[element]?.[state]
    const looks = written ?? [WIDE_FIRST.includes(element) ? WIDE : NARROW]
    return looks.map((look) => ({
      story,
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
      from:
        look.largeur === '768px' ? 0 : (BELOW[own] ?? (!written && own.startsWith('rendez-vous--booking-') ? STEP : 0)),
      tallest: written ? TALLEST : TALL,
    }))
  })
  if (left.size) throw new Error(`Pas des histoires : ${[...left].join(', ')}`)
  return pictures
}

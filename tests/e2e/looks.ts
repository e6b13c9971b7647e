/**
 * How stories are looked at: what a person, her device and her host may choose, and which of it each story is shown under. Pure, so that
 * what is covered is counted (stories.spec.ts) and not believed.
 */
import { LARGE, SPACED } from './judge.js'
import { eachOnce, pairsOf, pairwise, valuesOf } from './pairwise.js'

/** Values of the toolbar have its own names; the rest is the window's, the browser's or her own style sheet's. */
export const DIMENSIONS = {
  theme: ['neutre', 'caf', 'ameli', 'urssaf', 'assurance-retraite', 'msa', 'france-services', 'dsfr'],
  /** `ar` is read from right to left, and turns the page around. */
  langue: ['etat', 'fr-x-falc', 'en', 'es', 'ar'],
  // WCAG 1.4.10 and 1.4.4: each is a size of its own, nobody asks both at once.
  place: ['320 px', '1120 px', 'zoom à 400 %', 'texte à 200 %'],
  teinte: ['etat', 'light', 'dark'],
  contraste: ['AA', 'AAA'],
  /** Of the page around: a host's may not be that of the language. */
  sens: ['langue', 'ltr', 'rtl'],
  /** WCAG 1.4.12: by her own style sheet, or by the one that a page may take. */
  texte: ['tel quel', 'espacé', 'espacement.css'],
  vue: ['écran', 'couleurs forcées', 'papier'],
} as const

export type Look = { readonly [K in keyof typeof DIMENSIONS]: (typeof DIMENSIONS)[K][number] }
export interface Seen {
  readonly story: string
  readonly look: Look
}

/** The window of each place: a zoom of 400 % makes one of 320 × 256 of one of 1280 × 1024. */
export const PLACES: Readonly<Record<Look['place'], { readonly width: number; readonly height: number }>> = {
  '320 px': { width: 320, height: 900 },
  '1120 px': { width: 1120, height: 900 },
  'zoom à 400 %': { width: 320, height: 256 },
  'texte à 200 %': { width: 1120, height: 900 },
}

/** What she puts on the page herself. */
export const wornBy = ({ place, texte }: Look): string =>
  [...(place === 'texte à 200 %' ? [LARGE] : []), ...(texte === 'espacé' ? [SPACED] : [])].join('\n')

/** « éléments-liste--now » is of « éléments-liste ». */
export const elementOf = (story: string): string => story.replace(/--.*/, '')

/** What is not an element: whole parcours, colours. They are built of the elements, and each of their pages has a few stories. */
const isElement = (name: string): boolean => name.startsWith('éléments-')

/**
 * Of each element, every pair of values of any two dimensions on some story; of the other pages, every value; and every story at least
 * once. With `complet`, all of it on each story.
 * @param stories ids, as Storybook has them
 */
export function plan(stories: readonly string[], { complet = false } = {}): Seen[] {
  const pairs = pairwise(DIMENSIONS)
  const values = eachOnce(DIMENSIONS)
  return [...new Set(stories.map(elementOf))].flatMap((element) => {
    const own = stories.filter((story) => elementOf(story) === element)
    const rows = isElement(element) ? pairs : values
    return own.flatMap((story, i) => {
      // Dealt as cards, to each in turn, until there are none left; who has none yet takes one of those that were dealt.
      const dealt = rows.filter((_, j) => complet || j % own.length === i)
      return (dealt.length ? dealt : [rows[i % rows.length]!]).map((look) => ({ story, look }))
    })
  })
}

/** What a plan leaves out, in words: a story that is not looked at, a value or a pair of values that no story of an element shows. */
export function leftOut(stories: readonly string[], seen: readonly Seen[]): string[] {
  const never = stories
    .filter((story) => !seen.some((one) => one.story === story))
    .map((story) => `${story} : jamais regardée`)
  for (const element of new Set(stories.map(elementOf))) {
    const wanted = isElement(element) ? pairsOf : valuesOf
    const looks = seen.filter(({ story }) => elementOf(story) === element).map(({ look }) => look)
    const there = new Set(looks.flatMap((look) => [...wanted(look)]))
    never.push(...[...wanted(DIMENSIONS)].filter((one) => !there.has(one)).map((one) => `${element} : jamais ${one}`))
  }
  return never
}

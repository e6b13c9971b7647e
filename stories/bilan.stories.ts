// Written by stories/generate.js from bilan.fixtures.ts: do not edit.
import '../packages/elements/src/bilan/define.js'
import { states } from '../packages/elements/src/bilan/bilan.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/Pour finir', component: 'parcours-bilan' }

export const BeforeAnyAnswer = story('before any answer', states['before any answer'], 'parcours-bilan')
export const AtTheStartWhereSheStands = story(
  'at the start, where she stands',
  states['at the start, where she stands'],
  'parcours-bilan',
)
export const AtTheStartAnAnswerIsMissing = story(
  'at the start, an answer is missing',
  states['at the start, an answer is missing'],
  'parcours-bilan',
)
export const ThePlanIsReady = story('the plan is ready', states['the plan is ready'], 'parcours-bilan')
export const HerOpinionGoesElsewhere = story(
  'her opinion goes elsewhere',
  states['her opinion goes elsewhere'],
  'parcours-bilan',
)
export const HerOpinionGoesToTheHost = story(
  'her opinion goes to the host',
  states['her opinion goes to the host'],
  'parcours-bilan',
)
export const SheComesBack = story('she comes back', states['she comes back'], 'parcours-bilan')
export const WhereSheStandsAtTheEnd = story(
  'where she stands at the end',
  states['where she stands at the end'],
  'parcours-bilan',
)
export const Ended = story('ended', states['ended'], 'parcours-bilan')
export const EndedArabic = story('ended, Arabic', states['ended, Arabic'], 'parcours-bilan')
export const EndedAtACounter = story('ended, at a counter', states['ended, at a counter'], 'parcours-bilan')
export const English = story('english', states['english'], 'parcours-bilan')
export const Dark = story('dark', states['dark'], 'parcours-bilan')

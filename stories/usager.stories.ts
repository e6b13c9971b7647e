// Written by stories/generate.js from usager.fixtures.ts: do not edit.
import '../packages/elements/src/usager/define.js'
import '../packages/elements/src/define.js'
import { states } from '../packages/elements/src/usager/usager.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/Tout en une balise', component: 'parcours-usager' }

export const FirstQuestion = story('first question', states['first question'], 'parcours-usager')
export const PlanReady = story('plan ready', states['plan ready'], 'parcours-usager')
export const PlanReadyArabic = story('plan ready, Arabic', states['plan ready, Arabic'], 'parcours-usager')
export const FiveLanguagesSpanish = story(
  'five languages, Spanish',
  states['five languages, Spanish'],
  'parcours-usager',
)
export const FiveLanguagesSimplifiedFrench = story(
  'five languages, simplified French',
  states['five languages, simplified French'],
  'parcours-usager',
)
export const PlanReadyDark = story('plan ready, dark', states['plan ready, dark'], 'parcours-usager')
export const SensitiveAnswer = story('sensitive answer', states['sensitive answer'], 'parcours-usager')
export const ExitThatIsTrue = story('exit that is true', states['exit that is true'], 'parcours-usager')
export const MissingTranslation = story('missing translation', states['missing translation'], 'parcours-usager')
export const InvalidParcours = story('invalid parcours', states['invalid parcours'], 'parcours-usager')
export const NewerMajorVersion = story('newer major version', states['newer major version'], 'parcours-usager')
export const NewerMinorVersion = story('newer minor version', states['newer minor version'], 'parcours-usager')
export const NoQuickExit = story('no quick exit', states['no quick exit'], 'parcours-usager')
export const CounterMode = story('counter mode', states['counter mode'], 'parcours-usager')
export const CounterModeNotes = story('counter mode, notes', states['counter mode, notes'], 'parcours-usager')
export const CounterModeFinishAndErase = story(
  'counter mode, finish and erase',
  states['counter mode, finish and erase'],
  'parcours-usager',
)
export const CounterModeNobodyIsThere = story(
  'counter mode, nobody is there',
  states['counter mode, nobody is there'],
  'parcours-usager',
)
export const CounterModeArabic = story('counter mode, Arabic', states['counter mode, Arabic'], 'parcours-usager')
export const CounterModeDark = story('counter mode, dark', states['counter mode, dark'], 'parcours-usager')
export const OnToAnotherParcours = story('on to another parcours', states['on to another parcours'], 'parcours-usager')
export const OnToAnotherParcoursArabicDark = story(
  'on to another parcours, Arabic, dark',
  states['on to another parcours, Arabic, dark'],
  'parcours-usager',
)
export const OnToAnotherParcoursItsPageElsewhere = story(
  'on to another parcours, its page elsewhere',
  states['on to another parcours, its page elsewhere'],
  'parcours-usager',
)
export const InAnotherParcoursWithWhatSheTookAlong = story(
  'in another parcours, with what she took along',
  states['in another parcours, with what she took along'],
  'parcours-usager',
)
export const StatusFromTheHost = story('status from the host', states['status from the host'], 'parcours-usager')

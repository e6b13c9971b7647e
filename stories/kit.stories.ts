// Written by stories/generate.js from kit.fixtures.ts: do not edit.
import '../packages/elements/src/kit/define.js'
import { states } from '../packages/elements/src/kit/kit.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/À emporter', component: 'parcours-kit' }

export const NotStarted = story('not started', states['not started'], 'parcours-kit')
export const BeingAnswered = story('being answered', states['being answered'], 'parcours-kit')
export const BeingAnsweredKeptForLater = story(
  'being answered, kept for later',
  states['being answered, kept for later'],
  'parcours-kit',
)
export const Ready = story('ready', states['ready'], 'parcours-kit')
export const ReadyOtherSites = story('ready, other sites', states['ready, other sites'], 'parcours-kit')
export const ALinkIsReady = story('a link is ready', states['a link is ready'], 'parcours-kit')
export const ResumeAFileOrALink = story('resume: a file or a link', states['resume: a file or a link'], 'parcours-kit')
export const AFileIsBrought = story('a file is brought', states['a file is brought'], 'parcours-kit')
export const AFileIsBroughtAnswersStandHere = story(
  'a file is brought, answers stand here',
  states['a file is brought, answers stand here'],
  'parcours-kit',
)
export const AFileOfAnotherParcours = story(
  'a file of another parcours',
  states['a file of another parcours'],
  'parcours-kit',
)
export const AFileThatIsNoneOfOurs = story(
  'a file that is none of ours',
  states['a file that is none of ours'],
  'parcours-kit',
)
export const ResumedTheParcoursIsNewer = story(
  'resumed, the parcours is newer',
  states['resumed, the parcours is newer'],
  'parcours-kit',
)
export const ResumedThisSiteSParcoursIsOlder = story(
  'resumed, this site’s parcours is older',
  states['resumed, this site’s parcours is older'],
  'parcours-kit',
)
export const TheDocumentDoesNotCome = story(
  'the document does not come',
  states['the document does not come'],
  'parcours-kit',
)
export const ALinkIsBroughtItsCodeIsAskedFor = story(
  'a link is brought, its code is asked for',
  states['a link is brought, its code is asked for'],
  'parcours-kit',
)
export const ALinkIsBroughtItsCodeIsWrong = story(
  'a link is brought, its code is wrong',
  states['a link is brought, its code is wrong'],
  'parcours-kit',
)
export const ALinkThatWasCut = story('a link that was cut', states['a link that was cut'], 'parcours-kit')
export const ArabicReady = story('arabic, ready', states['arabic, ready'], 'parcours-kit')
export const ArabicALinkIsReady = story('arabic, a link is ready', states['arabic, a link is ready'], 'parcours-kit')
export const English = story('english', states['english'], 'parcours-kit')
export const Dark = story('dark', states['dark'], 'parcours-kit')
export const DarkALinkIsReady = story('dark, a link is ready', states['dark, a link is ready'], 'parcours-kit')

// Written by stories/generate.js from questionnaire.fixtures.ts: do not edit.
import '../packages/elements/src/questionnaire/define.js'
import { states } from '../packages/elements/src/questionnaire/questionnaire.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/Questionnaire', component: 'parcours-questionnaire' }

export const FirstQuestion = story('first question', states['first question'], 'parcours-questionnaire')
export const NoAnswerGiven = story('no answer given', states['no answer given'], 'parcours-questionnaire')
export const AlreadyKnown = story('already known', states['already known'], 'parcours-questionnaire')
export const Date = story('date', states['date'], 'parcours-questionnaire')
export const DateThatDoesNotExist = story(
  'date that does not exist',
  states['date that does not exist'],
  'parcours-questionnaire',
)
export const Month = story('month', states['month'], 'parcours-questionnaire')
export const SeveralAnswers = story('several answers', states['several answers'], 'parcours-questionnaire')
export const Number = story('number', states['number'], 'parcours-questionnaire')
export const Postcode = story('postcode', states['postcode'], 'parcours-questionnaire')
export const CodeOfAnotherList = story('code of another list', states['code of another list'], 'parcours-questionnaire')
export const Sensitive = story('sensitive', states['sensitive'], 'parcours-questionnaire')
export const GroupNobody = story('group, nobody', states['group, nobody'], 'parcours-questionnaire')
export const GroupTwoMembersAndOneRemoved = story(
  'group, two members and one removed',
  states['group, two members and one removed'],
  'parcours-questionnaire',
)
export const MemberSQuestion = story('member’s question', states['member’s question'], 'parcours-questionnaire')
export const Exit = story('exit', states['exit'], 'parcours-questionnaire')
export const EraseToConfirm = story('erase, to confirm', states['erase, to confirm'], 'parcours-questionnaire')
export const End = story('end', states['end'], 'parcours-questionnaire')
export const EndAnswersOpen = story('end, answers open', states['end, answers open'], 'parcours-questionnaire')
export const EndAfterAnEdit = story('end, after an edit', states['end, after an edit'], 'parcours-questionnaire')
export const Sections = story('sections', states['sections'], 'parcours-questionnaire')
export const SectionsErrors = story('sections, errors', states['sections, errors'], 'parcours-questionnaire')
export const SectionsMembers = story('sections, members', states['sections, members'], 'parcours-questionnaire')
export const Page = story('page', states['page'], 'parcours-questionnaire')
export const Arabic = story('arabic', states['arabic'], 'parcours-questionnaire')
export const ArabicDate = story('arabic, date', states['arabic, date'], 'parcours-questionnaire')
export const ArabicEnd = story('arabic, end', states['arabic, end'], 'parcours-questionnaire')
export const English = story('english', states['english'], 'parcours-questionnaire')
export const Dark = story('dark', states['dark'], 'parcours-questionnaire')

// Written by stories/generate.js from checklist.fixtures.ts: do not edit.
import '../packages/elements/src/checklist/define.js'
import { states } from '../packages/elements/src/checklist/checklist.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/Liste', component: 'parcours-checklist' }

export const Now = story('now', states['now'], 'parcours-checklist')
export const Short = story('short', states['short'], 'parcours-checklist')
export const ShortWithACourt = story('short, with a court', states['short, with a court'], 'parcours-checklist')
export const Full = story('full', states['full'], 'parcours-checklist')
export const FullByOrganisme = story('full, by organisme', states['full, by organisme'], 'parcours-checklist')
export const EveryStatus = story('every status', states['every status'], 'parcours-checklist')
export const DatePassed = story('date passed', states['date passed'], 'parcours-checklist')
export const ToBeChecked = story('to be checked', states['to be checked'], 'parcours-checklist')
export const Sensitive = story('sensitive', states['sensitive'], 'parcours-checklist')
export const LeadsElsewhere = story('leads elsewhere', states['leads elsewhere'], 'parcours-checklist')
export const NotStarted = story('not started', states['not started'], 'parcours-checklist')
export const BeingAnswered = story('being answered', states['being answered'], 'parcours-checklist')
export const NothingToDo = story('nothing to do', states['nothing to do'], 'parcours-checklist')
export const ArabicNow = story('arabic, now', states['arabic, now'], 'parcours-checklist')
export const ArabicFull = story('arabic, full', states['arabic, full'], 'parcours-checklist')
export const English = story('english', states['english'], 'parcours-checklist')
export const Dark = story('dark', states['dark'], 'parcours-checklist')

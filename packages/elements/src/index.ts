/**
 * The classes, their events and what a widget of one's own needs to join. Nothing is registered here: `define.js` does.
 */
export { ParcoursBilan } from './bilan/bilan.js'
export { ParcoursChecklist } from './checklist/checklist.js'
export { parcoursContext, SessionController } from './core/context.js'
export type { Booked, Change, ParcoursContext, Problem, Resumed, Settings, Told } from './core/context.js'
export { define } from './core/define.js'
export type { Locale, Localized } from './core/locale.js'
export { VERSION } from './core/version.js'
export { consoleEvaluation, matomo } from './evaluation/adapters.js'
export type {
  Evaluation,
  EvaluationBase,
  EvaluationDetails,
  EvaluationEvent,
  EvaluationName,
} from './evaluation/contract.js'
export { ParcoursEndEvent } from './events/end.js'
export { ParcoursInvitationOpenEvent } from './events/invitation-open.js'
export { ParcoursItemMarkEvent } from './events/item-mark.js'
export { ParcoursKitResumeEvent } from './events/kit-resume.js'
export { ParcoursKitTakeEvent } from './events/kit-take.js'
export { ParcoursLangChangeEvent } from './events/lang-change.js'
export { ParcoursPlanReadyEvent } from './events/plan-ready.js'
export { ParcoursProblemEvent } from './events/problem.js'
export { ParcoursQuickExitEvent } from './events/quick-exit.js'
export { ParcoursStepChangeEvent } from './events/step-change.js'
export { ParcoursInvitation } from './invitation/whole.js'
export { ParcoursKit } from './kit/kit.js'
export { ParcoursQuestionnaire } from './questionnaire/whole.js'
export { ParcoursRendezVous } from './rendez-vous/rendez-vous.js'
export type { HostStatus, HostStatuses, StatusProvider, StatusRequest } from './usager/internal/statuses.js'
export { ParcoursTimeline } from './timeline/timeline.js'
export { ParcoursUsager } from './usager/whole.js'

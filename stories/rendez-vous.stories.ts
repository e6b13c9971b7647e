// Written by stories/generate.js from rendez-vous.fixtures.ts: do not edit.
import '../packages/elements/src/rendez-vous/define.js'
import { standIn, states } from '../packages/elements/src/rendez-vous/rendez-vous.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/Rendez-vous', component: 'parcours-rendez-vous' }

export const NoService = story('no service', states['no service'], 'parcours-rendez-vous', standIn)
export const NoServiceNoContact = story(
  'no service, no contact',
  states['no service, no contact'],
  'parcours-rendez-vous',
  standIn,
)
export const ToBeChecked = story('to be checked', states['to be checked'], 'parcours-rendez-vous', standIn)
export const NotStarted = story('not started', states['not started'], 'parcours-rendez-vous', standIn)
export const NoRendezVous = story('no rendez-vous', states['no rendez-vous'], 'parcours-rendez-vous', standIn)
export const Sensitive = story('sensitive', states['sensitive'], 'parcours-rendez-vous', standIn)
export const FreeTimes = story('free times', states['free times'], 'parcours-rendez-vous', standIn)
export const AnotherClock = story('another clock', states['another clock'], 'parcours-rendez-vous', standIn)
export const NothingBeforeItCloses = story(
  'nothing before it closes',
  states['nothing before it closes'],
  'parcours-rendez-vous',
  standIn,
)
export const NoFreeTime = story('no free time', states['no free time'], 'parcours-rendez-vous', standIn)
export const NextDateOnly = story('next date only', states['next date only'], 'parcours-rendez-vous', standIn)
export const AServiceWithoutTimes = story(
  'a service without times',
  states['a service without times'],
  'parcours-rendez-vous',
  standIn,
)
export const AnotherMotif = story('another motif', states['another motif'], 'parcours-rendez-vous', standIn)
export const Loading = story('loading', states['loading'], 'parcours-rendez-vous', standIn)
export const NoConnection = story('no connection', states['no connection'], 'parcours-rendez-vous', standIn)
export const AnUnknownVersion = story(
  'an unknown version',
  states['an unknown version'],
  'parcours-rendez-vous',
  standIn,
)
export const Offline = story('offline', states['offline'], 'parcours-rendez-vous', standIn)
export const Arabic = story('arabic', states['arabic'], 'parcours-rendez-vous', standIn)
export const English = story('english', states['english'], 'parcours-rendez-vous', standIn)
export const Dark = story('dark', states['dark'], 'parcours-rendez-vous', standIn)

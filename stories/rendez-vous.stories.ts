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
export const Declared = story('declared', states['declared'], 'parcours-rendez-vous', standIn)
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
export const BookingOffered = story('booking: offered', states['booking: offered'], 'parcours-rendez-vous', standIn)
export const BookingWhereAndHow = story(
  'booking: where and how',
  states['booking: where and how'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingAPostcodeThatIsWrong = story(
  'booking: a postcode that is wrong',
  states['booking: a postcode that is wrong'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingNoPlaceForTheseNeeds = story(
  'booking: no place for these needs',
  states['booking: no place for these needs'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingNothingFree = story(
  'booking: nothing free',
  states['booking: nothing free'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingDays = story('booking: days', states['booking: days'], 'parcours-rendez-vous', standIn)
export const BookingATime = story('booking: a time', states['booking: a time'], 'parcours-rendez-vous', standIn)
export const BookingWishes = story('booking: wishes', states['booking: wishes'], 'parcours-rendez-vous', standIn)
export const BookingNothingBeforeItCloses = story(
  'booking: nothing before it closes',
  states['booking: nothing before it closes'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingAnotherClock = story(
  'booking: another clock',
  states['booking: another clock'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingTaken = story('booking: taken', states['booking: taken'], 'parcours-rendez-vous', standIn)
export const BookingTakenNothingElse = story(
  'booking: taken, nothing else',
  states['booking: taken, nothing else'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingContact = story('booking: contact', states['booking: contact'], 'parcours-rendez-vous', standIn)
export const BookingASharedAddress = story(
  'booking: a shared address',
  states['booking: a shared address'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingKeptNoMore = story(
  'booking: kept no more',
  states['booking: kept no more'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingCheck = story('booking: check', states['booking: check'], 'parcours-rendez-vous', standIn)
export const BookingNoAnswer = story(
  'booking: no answer',
  states['booking: no answer'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingTooManyRequests = story(
  'booking: too many requests',
  states['booking: too many requests'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingCode = story('booking: code', states['booking: code'], 'parcours-rendez-vous', standIn)
export const BookingAWrongCode = story(
  'booking: a wrong code',
  states['booking: a wrong code'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingSheHasOneAlready = story(
  'booking: she has one already',
  states['booking: she has one already'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingDone = story('booking: done', states['booking: done'], 'parcours-rendez-vous', standIn)
export const BookingDoneTwoOrganismesAtOnce = story(
  'booking: done, two organismes at once',
  states['booking: done, two organismes at once'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingDoneTooLateToChange = story(
  'booking: done, too late to change',
  states['booking: done, too late to change'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingCancel = story('booking: cancel', states['booking: cancel'], 'parcours-rendez-vous', standIn)
export const BookingCancelled = story(
  'booking: cancelled',
  states['booking: cancelled'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingMoving = story('booking: moving', states['booking: moving'], 'parcours-rendez-vous', standIn)
export const BookingMoved = story('booking: moved', states['booking: moved'], 'parcours-rendez-vous', standIn)
export const BookingTooLateToCancel = story(
  'booking: too late to cancel',
  states['booking: too late to cancel'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingWaitlist = story('booking: waitlist', states['booking: waitlist'], 'parcours-rendez-vous', standIn)
export const BookingWaiting = story('booking: waiting', states['booking: waiting'], 'parcours-rendez-vous', standIn)
export const BookingTheListIsOver = story(
  'booking: the list is over',
  states['booking: the list is over'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingAPlaceForHer = story(
  'booking: a place for her',
  states['booking: a place for her'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingAServiceThatOnlySaysWhen = story(
  'booking: a service that only says when',
  states['booking: a service that only says when'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingNoAnswerAtAll = story(
  'booking: no answer at all',
  states['booking: no answer at all'],
  'parcours-rendez-vous',
  standIn,
)
export const BookingArabic = story('booking: arabic', states['booking: arabic'], 'parcours-rendez-vous', standIn)
export const BookingEnglish = story('booking: english', states['booking: english'], 'parcours-rendez-vous', standIn)

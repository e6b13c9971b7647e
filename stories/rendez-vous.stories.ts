// Written by stories/generate.js from rendez-vous.fixtures.ts: do not edit.
import '../packages/elements/src/rendez-vous/define.js'
import { standIn, states } from '../packages/elements/src/rendez-vous/rendez-vous.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/Rendez-vous', component: 'parcours-rendez-vous' }

export const NoService = {
  ...story(states['no service'], 'parcours-rendez-vous', standIn),
  name: 'Sans service',
}
export const NoServiceNoContact = {
  ...story(states['no service, no contact'], 'parcours-rendez-vous', standIn),
  name: 'Sans service ni contact',
}
export const ToBeChecked = {
  ...story(states['to be checked'], 'parcours-rendez-vous', standIn),
  name: 'À vérifier',
}
export const NotStarted = {
  ...story(states['not started'], 'parcours-rendez-vous', standIn),
  name: 'Avant toute réponse',
}
export const NoRendezVous = {
  ...story(states['no rendez-vous'], 'parcours-rendez-vous', standIn),
  name: 'Aucun rendez-vous',
}
export const Declared = {
  ...story(states['declared'], 'parcours-rendez-vous', standIn),
  name: 'Contact d’une surcouche',
}
export const Sensitive = {
  ...story(states['sensitive'], 'parcours-rendez-vous', standIn),
  name: 'Rendez-vous sensible',
}
export const FreeTimes = {
  ...story(states['free times'], 'parcours-rendez-vous', standIn),
  name: 'Des heures libres',
}
export const AnotherClock = {
  ...story(states['another clock'], 'parcours-rendez-vous', standIn),
  name: 'À une autre heure légale',
}
export const NothingBeforeItCloses = {
  ...story(states['nothing before it closes'], 'parcours-rendez-vous', standIn),
  name: 'Rien avant l’échéance',
}
export const NoFreeTime = {
  ...story(states['no free time'], 'parcours-rendez-vous', standIn),
  name: 'Aucune heure libre',
}
export const NextDateOnly = {
  ...story(states['next date only'], 'parcours-rendez-vous', standIn),
  name: 'La prochaine date seulement',
}
export const AServiceWithoutTimes = {
  ...story(states['a service without times'], 'parcours-rendez-vous', standIn),
  name: 'Un service sans horaires',
}
export const AnotherMotif = {
  ...story(states['another motif'], 'parcours-rendez-vous', standIn),
  name: 'Un autre motif',
}
export const Loading = {
  ...story(states['loading'], 'parcours-rendez-vous', standIn),
  name: 'Chargement',
}
export const NoConnection = {
  ...story(states['no connection'], 'parcours-rendez-vous', standIn),
  name: 'Sans réponse du service',
}
export const AnUnknownVersion = {
  ...story(states['an unknown version'], 'parcours-rendez-vous', standIn),
  name: 'Version inconnue',
}
export const Offline = {
  ...story(states['offline'], 'parcours-rendez-vous', standIn),
  name: 'Hors connexion',
}
export const Arabic = {
  ...story(states['arabic'], 'parcours-rendez-vous', standIn),
  name: 'En arabe',
}
export const English = {
  ...story(states['english'], 'parcours-rendez-vous', standIn),
  name: 'En anglais',
}
export const Dark = {
  ...story(states['dark'], 'parcours-rendez-vous', standIn),
  name: 'Sombre',
}
export const BookingOffered = {
  ...story(states['booking: offered'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : proposé',
}
export const BookingWhereAndHow = {
  ...story(states['booking: where and how'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : où et comment',
}
export const BookingAPostcodeThatIsWrong = {
  ...story(states['booking: a postcode that is wrong'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : code postal faux',
}
export const BookingNoPlaceForTheseNeeds = {
  ...story(states['booking: no place for these needs'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : aucun lieu pour ces besoins',
}
export const BookingNothingFree = {
  ...story(states['booking: nothing free'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : rien de libre',
}
export const BookingDays = {
  ...story(states['booking: days'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : les jours',
}
export const BookingATime = {
  ...story(states['booking: a time'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : une heure',
}
export const BookingWishes = {
  ...story(states['booking: wishes'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : souhaits',
}
export const BookingNothingBeforeItCloses = {
  ...story(states['booking: nothing before it closes'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : rien avant l’échéance',
}
export const BookingAnotherClock = {
  ...story(states['booking: another clock'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : autre heure légale',
}
export const BookingTaken = {
  ...story(states['booking: taken'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : heure prise',
}
export const BookingTakenNothingElse = {
  ...story(states['booking: taken, nothing else'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : heure prise, plus d’autre',
}
export const BookingContact = {
  ...story(states['booking: contact'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : contact',
}
export const BookingASharedAddress = {
  ...story(states['booking: a shared address'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : adresse partagée',
}
export const BookingKeptNoMore = {
  ...story(states['booking: kept no more'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : heure plus gardée',
}
export const BookingCheck = {
  ...story(states['booking: check'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : relire',
}
export const BookingNoAnswer = {
  ...story(states['booking: no answer'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : pas de réponse',
}
export const BookingTooManyRequests = {
  ...story(states['booking: too many requests'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : trop d’essais',
}
export const BookingCode = {
  ...story(states['booking: code'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : code',
}
export const BookingAWrongCode = {
  ...story(states['booking: a wrong code'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : code faux',
}
export const BookingSheHasOneAlready = {
  ...story(states['booking: she has one already'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : elle en a déjà un',
}
export const BookingDone = {
  ...story(states['booking: done'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : c’est pris',
}
export const BookingDoneTwoOrganismesAtOnce = {
  ...story(states['booking: done, two organismes at once'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : pris, deux organismes ensemble',
}
export const BookingDoneTooLateToChange = {
  ...story(states['booking: done, too late to change'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : pris, trop tard pour changer',
}
export const BookingCancel = {
  ...story(states['booking: cancel'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : annuler',
}
export const BookingCancelled = {
  ...story(states['booking: cancelled'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : annulé',
}
export const BookingMoving = {
  ...story(states['booking: moving'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : déplacer',
}
export const BookingMoved = {
  ...story(states['booking: moved'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : déplacé',
}
export const BookingTooLateToCancel = {
  ...story(states['booking: too late to cancel'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : trop tard pour annuler',
}
export const BookingWaitlist = {
  ...story(states['booking: waitlist'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : liste d’attente',
}
export const BookingWaiting = {
  ...story(states['booking: waiting'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : en attente',
}
export const BookingTheListIsOver = {
  ...story(states['booking: the list is over'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : la liste d’attente est terminée',
}
export const BookingAPlaceForHer = {
  ...story(states['booking: a place for her'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : une place pour elle',
}
export const BookingAServiceThatOnlySaysWhen = {
  ...story(states['booking: a service that only says when'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : un service qui dit seulement quand',
}
export const BookingNoAnswerAtAll = {
  ...story(states['booking: no answer at all'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : aucune réponse',
}
export const BookingArabic = {
  ...story(states['booking: arabic'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : en arabe',
}
export const BookingEnglish = {
  ...story(states['booking: english'], 'parcours-rendez-vous', standIn),
  name: 'Réserver : en anglais',
}
export const TerrainDeJeu = { ...playground('parcours-rendez-vous'), name: 'Terrain de jeu' }

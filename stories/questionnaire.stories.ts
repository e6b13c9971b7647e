// Written by stories/generate.js from questionnaire.fixtures.ts: do not edit.
import '../packages/elements/src/questionnaire/define.js'
import { states } from '../packages/elements/src/questionnaire/questionnaire.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/Questionnaire', component: 'parcours-questionnaire' }

export const FirstQuestion = {
  ...story(states['first question'], 'parcours-questionnaire'),
  name: 'Première question',
}
export const NoAnswerGiven = {
  ...story(states['no answer given'], 'parcours-questionnaire'),
  name: 'Sans réponse',
}
export const AlreadyKnown = {
  ...story(states['already known'], 'parcours-questionnaire'),
  name: 'Déjà connu',
}
export const Date = {
  ...story(states['date'], 'parcours-questionnaire'),
  name: 'Date',
}
export const DateThatDoesNotExist = {
  ...story(states['date that does not exist'], 'parcours-questionnaire'),
  name: 'Date qui n’existe pas',
}
export const Month = {
  ...story(states['month'], 'parcours-questionnaire'),
  name: 'Mois',
}
export const SeveralAnswers = {
  ...story(states['several answers'], 'parcours-questionnaire'),
  name: 'Plusieurs réponses',
}
export const Number = {
  ...story(states['number'], 'parcours-questionnaire'),
  name: 'Nombre',
}
export const Postcode = {
  ...story(states['postcode'], 'parcours-questionnaire'),
  name: 'Code postal',
}
export const CodeOfAnotherList = {
  ...story(states['code of another list'], 'parcours-questionnaire'),
  name: 'Code d’une autre liste',
}
export const Sensitive = {
  ...story(states['sensitive'], 'parcours-questionnaire'),
  name: 'Question sensible',
}
export const GroupNobody = {
  ...story(states['group, nobody'], 'parcours-questionnaire'),
  name: 'Groupe, personne',
}
export const GroupTwoMembersAndOneRemoved = {
  ...story(states['group, two members and one removed'], 'parcours-questionnaire'),
  name: 'Groupe, deux membres et un retiré',
}
export const MemberSQuestion = {
  ...story(states['member’s question'], 'parcours-questionnaire'),
  name: 'Question sur un membre',
}
export const Exit = {
  ...story(states['exit'], 'parcours-questionnaire'),
  name: 'Sortie vers un autre chemin',
}
export const EraseToConfirm = {
  ...story(states['erase, to confirm'], 'parcours-questionnaire'),
  name: 'Tout effacer, à confirmer',
}
export const End = {
  ...story(states['end'], 'parcours-questionnaire'),
  name: 'Fin',
}
export const EndAnswersOpen = {
  ...story(states['end, answers open'], 'parcours-questionnaire'),
  name: 'Fin, réponses dépliées',
}
export const EndAfterAnEdit = {
  ...story(states['end, after an edit'], 'parcours-questionnaire'),
  name: 'Fin, après un changement',
}
export const Sections = {
  ...story(states['sections'], 'parcours-questionnaire'),
  name: 'Une partie par écran',
}
export const SectionsErrors = {
  ...story(states['sections, errors'], 'parcours-questionnaire'),
  name: 'Une partie, des erreurs',
}
export const SectionsMembers = {
  ...story(states['sections, members'], 'parcours-questionnaire'),
  name: 'Une partie, des membres',
}
export const Page = {
  ...story(states['page'], 'parcours-questionnaire'),
  name: 'Tout sur une page',
}
export const Arabic = {
  ...story(states['arabic'], 'parcours-questionnaire'),
  name: 'En arabe',
}
export const ArabicDate = {
  ...story(states['arabic, date'], 'parcours-questionnaire'),
  name: 'En arabe, date',
}
export const ArabicEnd = {
  ...story(states['arabic, end'], 'parcours-questionnaire'),
  name: 'En arabe, fin',
}
export const English = {
  ...story(states['english'], 'parcours-questionnaire'),
  name: 'En anglais',
}
export const Dark = {
  ...story(states['dark'], 'parcours-questionnaire'),
  name: 'Sombre',
}
export const TerrainDeJeu = { ...playground('parcours-questionnaire'), name: 'Terrain de jeu' }

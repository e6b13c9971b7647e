// Written by stories/generate.js from usager.fixtures.ts: do not edit.
import '../packages/elements/src/usager/define.js'
import '../packages/elements/src/define.js'
import { states } from '../packages/elements/src/usager/usager.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/Tout en une balise', component: 'parcours-usager' }

export const FirstQuestion = {
  ...story(states['first question'], 'parcours-usager'),
  name: 'Première question',
}
export const PlanReady = {
  ...story(states['plan ready'], 'parcours-usager'),
  name: 'Plan prêt',
}
export const PlanReadyArabic = {
  ...story(states['plan ready, Arabic'], 'parcours-usager'),
  name: 'Plan prêt, en arabe',
}
export const FiveLanguagesSpanish = {
  ...story(states['five languages, Spanish'], 'parcours-usager'),
  name: 'Cinq langues, espagnol',
}
export const FiveLanguagesSimplifiedFrench = {
  ...story(states['five languages, simplified French'], 'parcours-usager'),
  name: 'Cinq langues, français simplifié',
}
export const PlanReadyDark = {
  ...story(states['plan ready, dark'], 'parcours-usager'),
  name: 'Plan prêt, sombre',
}
export const SensitiveAnswer = {
  ...story(states['sensitive answer'], 'parcours-usager'),
  name: 'Réponse sensible',
}
export const ExitThatIsTrue = {
  ...story(states['exit that is true'], 'parcours-usager'),
  name: 'Sortie vers un autre chemin',
}
export const MissingTranslation = {
  ...story(states['missing translation'], 'parcours-usager'),
  name: 'Traduction absente',
}
export const InvalidParcours = {
  ...story(states['invalid parcours'], 'parcours-usager'),
  name: 'Parcours invalide',
}
export const NewerMajorVersion = {
  ...story(states['newer major version'], 'parcours-usager'),
  name: 'Format trop récent',
}
export const NewerMinorVersion = {
  ...story(states['newer minor version'], 'parcours-usager'),
  name: 'Format un peu plus récent',
}
export const NoQuickExit = {
  ...story(states['no quick exit'], 'parcours-usager'),
  name: 'Sans « Quitter vite »',
}
export const CounterMode = {
  ...story(states['counter mode'], 'parcours-usager'),
  name: 'Au guichet',
}
export const CounterModeNotes = {
  ...story(states['counter mode, notes'], 'parcours-usager'),
  name: 'Au guichet, notes',
}
export const CounterModeFinishAndErase = {
  ...story(states['counter mode, finish and erase'], 'parcours-usager'),
  name: 'Au guichet, terminer et effacer',
}
export const CounterModeNobodyIsThere = {
  ...story(states['counter mode, nobody is there'], 'parcours-usager'),
  name: 'Au guichet, plus personne',
}
export const CounterModeArabic = {
  ...story(states['counter mode, Arabic'], 'parcours-usager'),
  name: 'Au guichet, en arabe',
}
export const CounterModeDark = {
  ...story(states['counter mode, dark'], 'parcours-usager'),
  name: 'Au guichet, sombre',
}
export const OnToAnotherParcours = {
  ...story(states['on to another parcours'], 'parcours-usager'),
  name: 'Vers un autre parcours',
}
export const OnToAnotherParcoursArabicDark = {
  ...story(states['on to another parcours, Arabic, dark'], 'parcours-usager'),
  name: 'Vers un autre parcours, en arabe, sombre',
}
export const OnToAnotherParcoursItsPageElsewhere = {
  ...story(states['on to another parcours, its page elsewhere'], 'parcours-usager'),
  name: 'Vers un autre parcours, sur une autre page',
}
export const InAnotherParcoursWithWhatSheTookAlong = {
  ...story(states['in another parcours, with what she took along'], 'parcours-usager'),
  name: 'Dans un autre parcours, avec ses réponses',
}
export const StatusFromTheHost = {
  ...story(states['status from the host'], 'parcours-usager'),
  name: 'État dit par le site',
}
export const TerrainDeJeu = { ...playground('parcours-usager'), name: 'Terrain de jeu' }

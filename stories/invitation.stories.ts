// Written by stories/generate.js from invitation.fixtures.ts: do not edit.
import '../packages/elements/src/invitation/define.js'
import '../packages/elements/src/define.js'
import { states } from '../packages/elements/src/invitation/invitation.fixtures.js'
import { playground, story } from './invitation.js'

export default { title: 'Éléments/Invitation', component: 'parcours-invitation' }

export const AParcoursThatProtectsSomebody = {
  ...story(states['a parcours that protects somebody']),
  name: 'Un parcours qui protège',
}
export const ItsTitleWhereTheHostSaysSo = {
  ...story(states['its title, where the host says so']),
  name: 'Son titre, quand le site le dit',
}
export const AParcoursThatProtectsNobody = {
  ...story(states['a parcours that protects nobody']),
  name: 'Un parcours qui ne protège personne',
}
export const AsManyQuestionsForEverybody = {
  ...story(states['as many questions for everybody']),
  name: 'Autant de questions pour tout le monde',
}
export const TheWordsOfTheHost = {
  ...story(states['the words of the host']),
  name: 'Les mots du site',
}
export const ToAnotherPage = {
  ...story(states['to another page']),
  name: 'Vers une autre page',
}
export const TheFileDoesNotCome = {
  ...story(states['the file does not come']),
  name: 'Le fichier ne vient pas',
}
export const Opened = {
  ...story(states['opened']),
  name: 'Ouverte',
}
export const ClosedAgain = {
  ...story(states['closed again']),
  name: 'Refermée',
}
export const English = {
  ...story(states['english']),
  name: 'En anglais',
}
export const Arabic = {
  ...story(states['arabic']),
  name: 'En arabe',
}
export const Dark = {
  ...story(states['dark']),
  name: 'Sombre',
}
export const TerrainDeJeu = { ...playground(), name: 'Terrain de jeu' }

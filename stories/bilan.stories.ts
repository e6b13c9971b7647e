// Written by stories/generate.js from bilan.fixtures.ts: do not edit.
import '../packages/elements/src/bilan/define.js'
import { states } from '../packages/elements/src/bilan/bilan.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/Pour finir', component: 'parcours-bilan' }

export const BeforeAnyAnswer = {
  ...story(states['before any answer'], 'parcours-bilan'),
  name: 'Avant toute réponse',
}
export const AtTheStartWhereSheStands = {
  ...story(states['at the start, where she stands'], 'parcours-bilan'),
  name: 'Au début, faire le point',
}
export const AtTheStartAnAnswerIsMissing = {
  ...story(states['at the start, an answer is missing'], 'parcours-bilan'),
  name: 'Au début, une réponse manque',
}
export const ThePlanIsReady = {
  ...story(states['the plan is ready'], 'parcours-bilan'),
  name: 'Le plan est prêt',
}
export const HerOpinionGoesElsewhere = {
  ...story(states['her opinion goes elsewhere'], 'parcours-bilan'),
  name: 'Avis sur un autre site',
}
export const HerOpinionGoesToTheHost = {
  ...story(states['her opinion goes to the host'], 'parcours-bilan'),
  name: 'Avis au site',
}
export const SheComesBack = {
  ...story(states['she comes back'], 'parcours-bilan'),
  name: 'Au retour',
}
export const WhereSheStandsAtTheEnd = {
  ...story(states['where she stands at the end'], 'parcours-bilan'),
  name: 'À la fin, faire le point',
}
export const Ended = {
  ...story(states['ended'], 'parcours-bilan'),
  name: 'Terminé',
}
export const EndedArabic = {
  ...story(states['ended, Arabic'], 'parcours-bilan'),
  name: 'Terminé, en arabe',
}
export const EndedAtACounter = {
  ...story(states['ended, at a counter'], 'parcours-bilan'),
  name: 'Terminé, au guichet',
}
export const English = {
  ...story(states['english'], 'parcours-bilan'),
  name: 'En anglais',
}
export const Dark = {
  ...story(states['dark'], 'parcours-bilan'),
  name: 'Sombre',
}
export const TerrainDeJeu = { ...playground('parcours-bilan'), name: 'Terrain de jeu' }

// Written by stories/generate.js from timeline.fixtures.ts: do not edit.
import '../packages/elements/src/timeline/define.js'
import { states } from '../packages/elements/src/timeline/timeline.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/Frise', component: 'parcours-timeline' }

export const Jardin = {
  ...story(states['jardin'], 'parcours-timeline'),
  name: 'Une année ordinaire',
}
export const Vide = {
  ...story(states['vide'], 'parcours-timeline'),
  name: 'Avant toute réponse',
}
export const Rien = {
  ...story(states['rien'], 'parcours-timeline'),
  name: 'Rien à venir',
}
export const Avancee = {
  ...story(states['avancee'], 'parcours-timeline'),
  name: 'Des démarches faites',
}
export const Incertaine = {
  ...story(states['incertaine'], 'parcours-timeline'),
  name: 'Des dates à préciser',
}
export const Apres = {
  ...story(states['apres'], 'parcours-timeline'),
  name: 'Après la fin',
}
export const Nombreuse = {
  ...story(states['nombreuse'], 'parcours-timeline'),
  name: 'Beaucoup d’éléments',
}
export const Mensuelle = {
  ...story(states['mensuelle'], 'parcours-timeline'),
  name: 'Chaque mois',
}
export const Dense = {
  ...story(states['dense'], 'parcours-timeline'),
  name: 'Un mois chargé',
}
export const DenseSombre = {
  ...story(states['denseSombre'], 'parcours-timeline'),
  name: 'Un mois chargé, sombre',
}
export const Organisme = {
  ...story(states['organisme'], 'parcours-timeline'),
  name: 'Par organisme',
}
export const Theme = {
  ...story(states['theme'], 'parcours-timeline'),
  name: 'Par thème',
}
export const Sombre = {
  ...story(states['sombre'], 'parcours-timeline'),
  name: 'Sombre',
}
export const Anglais = {
  ...story(states['anglais'], 'parcours-timeline'),
  name: 'En anglais',
}
export const Arabe = {
  ...story(states['arabe'], 'parcours-timeline'),
  name: 'En arabe',
}
export const TerrainDeJeu = { ...playground('parcours-timeline'), name: 'Terrain de jeu' }

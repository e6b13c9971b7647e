// Written by stories/generate.js from checklist.fixtures.ts: do not edit.
import '../packages/elements/src/checklist/define.js'
import { states } from '../packages/elements/src/checklist/checklist.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/Liste', component: 'parcours-checklist' }

export const Now = {
  ...story(states['now'], 'parcours-checklist'),
  name: 'Maintenant',
}
export const Short = {
  ...story(states['short'], 'parcours-checklist'),
  name: 'Courte',
}
export const ShortWithACourt = {
  ...story(states['short, with a court'], 'parcours-checklist'),
  name: 'Courte, avec un tribunal',
}
export const Full = {
  ...story(states['full'], 'parcours-checklist'),
  name: 'Entière',
}
export const FullByOrganisme = {
  ...story(states['full, by organisme'], 'parcours-checklist'),
  name: 'Entière, par organisme',
}
export const EveryStatus = {
  ...story(states['every status'], 'parcours-checklist'),
  name: 'Tous les états',
}
export const DatePassed = {
  ...story(states['date passed'], 'parcours-checklist'),
  name: 'Date passée',
}
export const ToBeChecked = {
  ...story(states['to be checked'], 'parcours-checklist'),
  name: 'À vérifier',
}
export const Sensitive = {
  ...story(states['sensitive'], 'parcours-checklist'),
  name: 'Démarche sensible',
}
export const LeadsElsewhere = {
  ...story(states['leads elsewhere'], 'parcours-checklist'),
  name: 'Mène ailleurs',
}
export const NotStarted = {
  ...story(states['not started'], 'parcours-checklist'),
  name: 'Avant toute réponse',
}
export const BeingAnswered = {
  ...story(states['being answered'], 'parcours-checklist'),
  name: 'En cours de réponse',
}
export const NothingToDo = {
  ...story(states['nothing to do'], 'parcours-checklist'),
  name: 'Rien à faire',
}
export const ArabicNow = {
  ...story(states['arabic, now'], 'parcours-checklist'),
  name: 'En arabe, maintenant',
}
export const ArabicFull = {
  ...story(states['arabic, full'], 'parcours-checklist'),
  name: 'En arabe, entière',
}
export const English = {
  ...story(states['english'], 'parcours-checklist'),
  name: 'En anglais',
}
export const Dark = {
  ...story(states['dark'], 'parcours-checklist'),
  name: 'Sombre',
}
export const TerrainDeJeu = { ...playground('parcours-checklist'), name: 'Terrain de jeu' }

// Written by stories/generate.js from kit.fixtures.ts: do not edit.
import '../packages/elements/src/kit/define.js'
import { states } from '../packages/elements/src/kit/kit.fixtures.js'
import { playground, story } from './story.js'

export default { title: 'Éléments/À emporter', component: 'parcours-kit' }

export const NotStarted = {
  ...story(states['not started'], 'parcours-kit'),
  name: 'Avant toute réponse',
}
export const BeingAnswered = {
  ...story(states['being answered'], 'parcours-kit'),
  name: 'En cours de réponse',
}
export const BeingAnsweredKeptForLater = {
  ...story(states['being answered, kept for later'], 'parcours-kit'),
  name: 'En cours, gardé pour plus tard',
}
export const Ready = {
  ...story(states['ready'], 'parcours-kit'),
  name: 'Prêt',
}
export const ReadyOtherSites = {
  ...story(states['ready, other sites'], 'parcours-kit'),
  name: 'Prêt, d’autres sites',
}
export const ALinkIsReady = {
  ...story(states['a link is ready'], 'parcours-kit'),
  name: 'Lien fait',
}
export const ResumeAFileOrALink = {
  ...story(states['resume: a file or a link'], 'parcours-kit'),
  name: 'Reprendre : un fichier ou un lien',
}
export const AFileIsBrought = {
  ...story(states['a file is brought'], 'parcours-kit'),
  name: 'Fichier apporté',
}
export const AFileIsBroughtAnswersStandHere = {
  ...story(states['a file is brought, answers stand here'], 'parcours-kit'),
  name: 'Fichier apporté, des réponses sont là',
}
export const AFileOfAnotherParcours = {
  ...story(states['a file of another parcours'], 'parcours-kit'),
  name: 'Fichier d’un autre parcours',
}
export const AFileThatIsNoneOfOurs = {
  ...story(states['a file that is none of ours'], 'parcours-kit'),
  name: 'Fichier d’autre chose',
}
export const ResumedTheParcoursIsNewer = {
  ...story(states['resumed, the parcours is newer'], 'parcours-kit'),
  name: 'Repris, le parcours a changé',
}
export const ResumedThisSiteSParcoursIsOlder = {
  ...story(states['resumed, this site’s parcours is older'], 'parcours-kit'),
  name: 'Repris, le parcours de ce site est plus ancien',
}
export const TheDocumentDoesNotCome = {
  ...story(states['the document does not come'], 'parcours-kit'),
  name: 'Le document ne vient pas',
}
export const ALinkIsBroughtItsCodeIsAskedFor = {
  ...story(states['a link is brought, its code is asked for'], 'parcours-kit'),
  name: 'Lien apporté, code demandé',
}
export const ALinkIsBroughtItsCodeIsWrong = {
  ...story(states['a link is brought, its code is wrong'], 'parcours-kit'),
  name: 'Lien apporté, code faux',
}
export const ALinkThatWasCut = {
  ...story(states['a link that was cut'], 'parcours-kit'),
  name: 'Lien coupé',
}
export const ArabicReady = {
  ...story(states['arabic, ready'], 'parcours-kit'),
  name: 'En arabe, prêt',
}
export const ArabicALinkIsReady = {
  ...story(states['arabic, a link is ready'], 'parcours-kit'),
  name: 'En arabe, lien fait',
}
export const English = {
  ...story(states['english'], 'parcours-kit'),
  name: 'En anglais',
}
export const Dark = {
  ...story(states['dark'], 'parcours-kit'),
  name: 'Sombre',
}
export const DarkALinkIsReady = {
  ...story(states['dark, a link is ready'], 'parcours-kit'),
  name: 'Sombre, lien fait',
}
export const TerrainDeJeu = { ...playground('parcours-kit'), name: 'Terrain de jeu' }

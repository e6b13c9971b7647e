import '../packages/elements/src/define.js'
import { journey } from './parcours.js'

export default { title: 'Trajets', component: 'parcours-usager' }

/** From the first question to the end: played in the page, in the parcours that is most asked for. */
export const JeMeSepare = {
  name: 'Je me sépare, depuis la première question',
  ...journey('separation', '01-projet-sans-enfant', 'start'),
}
export const ArriveeEnfant = {
  name: 'J’attends un enfant, depuis la première question',
  ...journey('arrivee-enfant', '01-premier-enfant-debut', 'start'),
}

// Written by stories/generate.js from timeline.fixtures.ts: do not edit.
import '../packages/elements/src/timeline/define.js'
import { states } from '../packages/elements/src/timeline/timeline.fixtures.js'
import { story } from './story.js'

export default { title: 'Éléments/Frise', component: 'parcours-timeline' }

export const Jardin = story('jardin', states['jardin'], 'parcours-timeline')
export const Vide = story('vide', states['vide'], 'parcours-timeline')
export const Rien = story('rien', states['rien'], 'parcours-timeline')
export const Avancee = story('avancee', states['avancee'], 'parcours-timeline')
export const Incertaine = story('incertaine', states['incertaine'], 'parcours-timeline')
export const Apres = story('apres', states['apres'], 'parcours-timeline')
export const Nombreuse = story('nombreuse', states['nombreuse'], 'parcours-timeline')
export const Mensuelle = story('mensuelle', states['mensuelle'], 'parcours-timeline')
export const Dense = story('dense', states['dense'], 'parcours-timeline')
export const DenseSombre = story('denseSombre', states['denseSombre'], 'parcours-timeline')
export const Organisme = story('organisme', states['organisme'], 'parcours-timeline')
export const Theme = story('theme', states['theme'], 'parcours-timeline')
export const Sombre = story('sombre', states['sombre'], 'parcours-timeline')
export const Anglais = story('anglais', states['anglais'], 'parcours-timeline')
export const Arabe = story('arabe', states['arabe'], 'parcours-timeline')

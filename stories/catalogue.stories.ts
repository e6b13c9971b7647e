// Written by stories/generate.js from packages/catalogue: do not edit.
import '../packages/elements/src/define.js'
import { journey } from './parcours.js'

export default { title: 'Catalogue', component: 'parcours-usager' }

export const ArriveeEnfant = { ...journey('arrivee-enfant', '01-premier-enfant-debut'), name: 'Arrivée de l’enfant' }
export const CessationActivite = {
  ...journey('cessation-activite', '01-auto-entrepreneur-mensuel'),
  name: 'J’arrête mon activité',
}
export const CreationEntreprise = {
  ...journey('creation-entreprise', '01-auto-entrepreneure-mensuelle'),
  name: 'Je crée mon entreprise',
}
export const Demenagement = { ...journey('demenagement', '01-famille-location-vide'), name: 'Je déménage' }
export const EtreAide = { ...journey('etre-aide', '01-meme-toit-deux-enfants'), name: 'Être aidé, à votre rythme' }
export const Help = {
  ...journey('help', '01-auto-entrepreneur-qui-craint-la-suite'),
  name: 'Indépendant : être aidé quand c’est difficile',
}
export const MajoriteAse = { ...journey('majorite-ase', '01-famille-d-accueil-dans-le-lot'), name: 'Mes 18 ans' }
export const Maternite = { ...journey('maternite', '01-debut'), name: 'Maternité' }
export const PerteEnfant = { ...journey('perte-enfant', '01-grossesse-arretee-salariee'), name: 'J’ai perdu un enfant' }
export const PerteProche = { ...journey('perte-proche', '01-veuve-deux-jours-apres'), name: 'J’ai perdu un proche' }
export const PremiereEmbauche = {
  ...journey('premiere-embauche', '01-artisane-logiciel'),
  name: 'J’embauche pour la première fois',
}
export const RetraiteDemandeurEmploi = {
  ...journey('retraite-demandeur-emploi', '01-quinze-mois-avant'),
  name: 'Du chômage à la retraite',
}
export const RetraiteInaptitude = {
  ...journey('retraite-inaptitude', '01-salarie-en-arret-rien-fait'),
  name: 'Partir à 62 ans',
}
export const Separation = { ...journey('separation', '01-projet-sans-enfant'), name: 'Je me sépare' }

// Written by stories/generate.js from packages/catalogue: do not edit.
import '../packages/elements/src/define.js'
import { journey } from './parcours.js'

export default { title: 'Catalogue', component: 'parcours-usager' }

export const ArriveeEnfant = journey('Arrivée de l’enfant', 'arrivee-enfant', '01-premier-enfant-debut')
export const CessationActivite = journey('J’arrête mon activité', 'cessation-activite', '01-auto-entrepreneur-mensuel')
export const CreationEntreprise = journey(
  'Je crée mon entreprise',
  'creation-entreprise',
  '01-auto-entrepreneure-mensuelle',
)
export const Demenagement = journey('Je déménage', 'demenagement', '01-famille-location-vide')
export const EtreAide = journey('Être aidé, à votre rythme', 'etre-aide', '01-meme-toit-deux-enfants')
export const Help = journey(
  'Indépendant : être aidé quand c’est difficile',
  'help',
  '01-auto-entrepreneur-qui-craint-la-suite',
)
export const MajoriteAse = journey('Mes 18 ans', 'majorite-ase', '01-famille-d-accueil-dans-le-lot')
export const Maternite = journey('Maternité', 'maternite', '01-debut')
export const PerteEnfant = journey('J’ai perdu un enfant', 'perte-enfant', '01-grossesse-arretee-salariee')
export const PerteProche = journey('J’ai perdu un proche', 'perte-proche', '01-veuve-deux-jours-apres')
export const PremiereEmbauche = journey('J’embauche pour la première fois', 'premiere-embauche', '01-artisane-logiciel')
export const RetraiteDemandeurEmploi = journey(
  'Du chômage à la retraite',
  'retraite-demandeur-emploi',
  '01-quinze-mois-avant',
)
export const RetraiteInaptitude = journey('Partir à 62 ans', 'retraite-inaptitude', '01-salarie-en-arret-rien-fait')
export const Separation = journey('Je me sépare', 'separation', '01-projet-sans-enfant')

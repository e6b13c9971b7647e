import { define } from '../core/define.js'
import { ParcoursRendezVous } from './rendez-vous.js'

define('parcours-rendez-vous', ParcoursRendezVous)

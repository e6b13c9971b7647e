import { define } from '../core/define.js'
import '../core/whole.js'
import { ParcoursUsager } from './usager.js'

define('parcours-usager', ParcoursUsager)

import { define } from '../core/define.js'
import './internal/whole.js'
import { ParcoursUsager } from './usager.js'

define('parcours-usager', ParcoursUsager)

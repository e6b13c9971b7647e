import { define } from '../core/define.js'
import { ParcoursBilan } from './bilan.js'

define('parcours-bilan', ParcoursBilan)

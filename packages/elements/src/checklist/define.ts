import { define } from '../core/define.js'
import { ParcoursChecklist } from './checklist.js'

define('parcours-checklist', ParcoursChecklist)

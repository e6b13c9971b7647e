import { define } from '../core/define.js'
import '../core/whole.js'
import { ParcoursQuestionnaire } from './questionnaire.js'

define('parcours-questionnaire', ParcoursQuestionnaire)

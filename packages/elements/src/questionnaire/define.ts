import { define } from '../core/define.js'
import './internal/whole.js'
import { ParcoursQuestionnaire } from './questionnaire.js'

define('parcours-questionnaire', ParcoursQuestionnaire)

/** The questions alone, in one file that loads nothing else: parcours-questionnaire.js. What follows them is the host's. */
import { define } from '../core/define.js'
import { later } from '../core/rest.js'
import { ParcoursQuestionnaire } from '../questionnaire/questionnaire.js'
import { ParcoursUsager } from '../usager/usager.js'

later({ rest: () => import('../rest.js'), strings: () => import('../core/strings.js') })
define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)

/** The rendez-vous alone, in one file that loads nothing else: parcours-rendez-vous-seul.js. Answers come by `prefill`, or from this tab. */
import { define } from '../core/define.js'
import { later } from '../core/rest.js'
import '../rendez-vous/define.js'
import { ParcoursUsager } from '../usager/usager.js'

later({ rest: () => import('../rest.js'), strings: () => import('../core/strings.js') })
define('parcours-usager', ParcoursUsager)

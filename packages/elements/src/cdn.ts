/** The embedder's entry: one tag, one file. Everything else comes once the first question is on screen. */
import { define } from './core/define.js'
import { rest } from './core/rest.js'
import { ParcoursQuestionnaire } from './questionnaire/questionnaire.js'
import { ParcoursUsager } from './usager/usager.js'

rest.from(() => import('./rest.js'))
ParcoursUsager.loadPlan = async () => (await import('./plan.js')).more()

define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)
// Ways in come where a page has them, before anything of the parcours is asked for; without its file, a link stays a link.
const without = (): void => {}
if (document.querySelector('parcours-invitation')) import('./invitation.js').catch(without)
if (document.querySelector('a[data-parcours]')) import('./lien.js').catch(without)

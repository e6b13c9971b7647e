/** The embedder's entry: one tag, one file. Everything else comes once the first question is on screen. */
import { define } from './core/define.js'
import { later, strings } from './core/rest.js'
import { ParcoursQuestionnaire } from './questionnaire/questionnaire.js'
import { ParcoursUsager } from './usager/usager.js'

later({ rest: () => import('./rest.js'), strings: () => import('./core/strings.js') })
ParcoursUsager.loadPlan = () => import('./plan.js').then((plan) => plan.more())

define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)

/** Ways in come once a page has one, be it from the start; without their file, a link stays a link. */
const look = (): void => {
  if (!document.querySelector('parcours-invitation,a[data-parcours]')) return
  ways.disconnect()
  Promise.all([import('./ways.js'), strings.load()]).then(
    ([{ open }]) => open(),
    () => {},
  )
}
// Once for all that a turn changed: a page may change a thousand things at once.
const ways = new MutationObserver(look)
ways.observe(document, { childList: true, subtree: true, attributeFilter: ['data-parcours'] })
look()

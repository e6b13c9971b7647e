/** The embedder's entry: one tag, one file. Everything else comes once the first question is on screen. */
import { define } from './core/define.js'
import { more } from './questionnaire/internal/later.js'
import { ParcoursQuestionnaire } from './questionnaire/questionnaire.js'
import { full } from './usager/internal/later.js'
import { ParcoursUsager } from './usager/usager.js'

const rest = (): Promise<typeof import('./rest.js')> => import('./rest.js')
full.from(async () => (await rest()).full)
more.from(async () => (await rest()).more)
ParcoursUsager.loadPlan = async () => {
  await import('./plan.js')
  await import('./rendez-vous.js')
}

define('parcours-usager', ParcoursUsager)
define('parcours-questionnaire', ParcoursQuestionnaire)

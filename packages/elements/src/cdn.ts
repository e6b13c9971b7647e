/** The embedder's entry: one tag, one file. What shows the plan comes once the first question is on screen. */
import './usager/define.js'
import './questionnaire/define.js'
import { ParcoursUsager } from './usager/usager.js'

ParcoursUsager.loadPlan = () => import('./plan.js')

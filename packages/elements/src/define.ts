/** Registers every element. */
import './usager/define.js'
import './questionnaire/define.js'
import './plan.js'

/** Registers every element. */
import './usager/define.js'
import './questionnaire/define.js'
import './timeline/define.js'
import './checklist/define.js'
import './kit/define.js'
import './bilan/define.js'
import './rendez-vous/define.js'
import './invitation/define.js'

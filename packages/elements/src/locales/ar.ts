import accompagnement from './ar/accompagnement.js'
import bilan from './ar/bilan.js'
import common from './ar/common.js'
import core from './ar/core.js'
import invitation from './ar/invitation.js'
import item from './ar/item.js'
import kit from './ar/kit.js'
import more from './ar/more.js'
import onward from './ar/onward.js'
import questionnaire from './ar/questionnaire.js'
import checklist from './ar/checklist.js'
import rendezVous from './ar/rendez-vous.js'
import sheet from './ar/sheet.js'
import timeline from './ar/timeline.js'

/** Every namespace of the interface, in one file loaded when the language is chosen. */
export default {
  accompagnement,
  bilan,
  checklist,
  common,
  core,
  invitation,
  item,
  kit,
  more,
  onward,
  questionnaire,
  'rendez-vous': rendezVous,
  sheet,
  timeline,
} as Record<string, Record<string, string>>

import accompagnement from './es/accompagnement.js'
import bilan from './es/bilan.js'
import common from './es/common.js'
import core from './es/core.js'
import invitation from './es/invitation.js'
import item from './es/item.js'
import kit from './es/kit.js'
import more from './es/more.js'
import onward from './es/onward.js'
import questionnaire from './es/questionnaire.js'
import checklist from './es/checklist.js'
import rendezVous from './es/rendez-vous.js'
import sheet from './es/sheet.js'
import timeline from './es/timeline.js'

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

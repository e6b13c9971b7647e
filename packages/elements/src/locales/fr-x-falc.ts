import accompagnement from './fr-x-falc/accompagnement.js'
import bilan from './fr-x-falc/bilan.js'
import common from './fr-x-falc/common.js'
import core from './fr-x-falc/core.js'
import invitation from './fr-x-falc/invitation.js'
import item from './fr-x-falc/item.js'
import kit from './fr-x-falc/kit.js'
import more from './fr-x-falc/more.js'
import onward from './fr-x-falc/onward.js'
import questionnaire from './fr-x-falc/questionnaire.js'
import checklist from './fr-x-falc/checklist.js'
import rendezVous from './fr-x-falc/rendez-vous.js'
import sheet from './fr-x-falc/sheet.js'
import timeline from './fr-x-falc/timeline.js'

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

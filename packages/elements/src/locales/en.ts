import accompagnement from './en/accompagnement.js'
import bilan from './en/bilan.js'
import common from './en/common.js'
import core from './en/core.js'
import invitation from './en/invitation.js'
import item from './en/item.js'
import kit from './en/kit.js'
import more from './en/more.js'
import onward from './en/onward.js'
import questionnaire from './en/questionnaire.js'
import checklist from './en/checklist.js'
import rendezVous from './en/rendez-vous.js'
import sheet from './en/sheet.js'
import timeline from './en/timeline.js'

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

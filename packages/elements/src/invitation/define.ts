import { define } from '../core/define.js'
import '../core/speaking.js'
import { ParcoursInvitation } from './invitation.js'

define('parcours-invitation', ParcoursInvitation)

/** Ways into a parcours, in a file of their own of the embedder's bundle: asked for once a page has one, when it opens or later. */
import { define } from './core/define.js'
import { ParcoursInvitation } from './invitation/invitation.js'
import './lien.js'

define('parcours-invitation', ParcoursInvitation)

/** Ways into a parcours, in a file of their own of the embedder's bundle: asked for once a page has one, when it opens or later. */
import { define } from './core/define.js'
import { ParcoursInvitation } from './invitation/invitation.js'
import { links } from './lien.js'

/** Once what an invitation speaks by is there. */
export function open(): void {
  define('parcours-invitation', ParcoursInvitation)
  links()
}

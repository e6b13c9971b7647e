/** Ways into a parcours, in a file of their own of the embedder's bundle: asked for once a page has one, when it opens or later. */
import './invitation/define.js'
import './lien.js'

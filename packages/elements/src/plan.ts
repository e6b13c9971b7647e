/** The widgets that show the plan: a file of their own in the embedder's bundle. */
import './timeline/define.js'
import './checklist/define.js'
import './rendez-vous/define.js'

/** The widget that takes a rendez-vous: the last file of the embedder's bundle. What it shares with the others stays there. */
import './plan.js'
import './kit.js'
import './bilan.js'
import './rendez-vous/define.js'

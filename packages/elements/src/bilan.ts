/** What comes after the plan: the file that follows the kit's. What it shares with the others stays there. */
import './plan.js'
import './kit.js'
import './bilan/define.js'

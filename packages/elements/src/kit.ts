/** What she takes away, and how she goes on: the file that follows the plan's. What it shares with the others stays there. */
import './plan.js'
import './kit/define.js'

import { define } from '../core/define.js'
import { ParcoursTimeline } from './timeline.js'

define('parcours-timeline', ParcoursTimeline)

import { define } from '../core/define.js'
import { ParcoursKit } from './kit.js'

define('parcours-kit', ParcoursKit)

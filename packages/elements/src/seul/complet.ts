/** Everything in one file that loads nothing else: parcours-complet.js. The document to take along, 400 kB more, is not in it. */
import '../cdn.js'
import { ParcoursKit } from '../kit/kit.js'

delete ParcoursKit.load.pdf

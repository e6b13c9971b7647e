/** What the usager and the questionnaire need after the first question: the second file of the embedder's bundle. */
export { PrintController } from './core/print.js'
export { dateWords } from './core/words.js'
export { Course } from './questionnaire/internal/course.js'
export { Keeper } from './usager/internal/keeper.js'

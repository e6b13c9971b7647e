/** What the usager and the questionnaire need after the first question: the second file of the embedder's bundle. */
export * as full from './usager/internal/full.js'
export * as more from './questionnaire/internal/more.js'

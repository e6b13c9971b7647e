import fc from 'fast-check'

/** `npm test` draws the same each time, so that a commit is judged by what it changes; the whole run draws anew, and fast-check prints the seed of what fails. */
if (!process.env['PARCOURS_COMPLET']) fc.configureGlobal({ seed: 20261121 })

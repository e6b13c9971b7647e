/** Lint without files: what `parcours lint` says, for a browser or an editor. */
export { asJson, asSarif, asText, counts } from './formats.js'
export { fixed, lint, lintOne, type Finding, type LintFile, type LintOneOptions, type LintOptions } from './lint.js'
export { GUIDE, type Advice } from './guide.js'
export { applied, Places, type Edit, type Place } from './places.js'
export { readingEase, syllablesIn } from './readability.js'
export { LIMITS as LINT_LIMITS, RULES, severityOf, titleOf, type Rule, type RuleId, type Severity } from './rules.js'

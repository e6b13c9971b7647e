/**
 * What can be said of a parcours for all answers at once, without a session: reachability, proofs, differences. Never in a
 * widget's bundle: the engine does not import it.
 */
export { BoundError } from './bdd.js'
export { differences, type Difference, type Differences } from './differences.js'
export type { Limits } from './domains.js'
export { composed, proveOverlay } from './overlay.js'
export { prove, type Count, type Proof, type ProofReport, type Proofs, type Property, type Verdict } from './prove.js'
export { reachability, type ConstantCondition, type Reachability } from './reachability.js'
export { coverage, type Coverage, type CoveringScenario, type Transition } from './scenarios.js'
export { DEFAULTS, type StaticOptions, type Witness } from './space.js'

/** Scenarios (answers, and what the plan must be) without files: for `parcours test`, other tests, and a browser. */
export { askedOf, play, type Change, type Difference, type Played } from './play.js'
export {
  scenarioFaults,
  type Day,
  type Expected,
  type ExpectedAlert,
  type ExpectedItem,
  type Expectations,
  type Scenario,
  type ScenarioFault,
} from './scenario.js'
export { said, shown } from './show.js'
export { lineDiff, updated } from './update.js'

/** What the engine does beyond asking: the plan, reasons, comparisons, what is kept. Not needed to show the first question. */
export { attach, diff, explain, fill, planner, restore, save } from '@parcours/engine'

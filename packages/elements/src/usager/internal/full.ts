/** What the engine does beyond asking: reasons, comparisons, what is kept. Not needed to show the first question. */
export { diff, explain, restore, save } from '@parcours/engine'

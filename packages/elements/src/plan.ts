/** The widgets that show the plan: the third file of the embedder's bundle. What it shares with the second stays there. */
import './rest.js'
import './timeline/define.js'
import './checklist/define.js'

/** The files that come after it, in their order. */
export async function more(): Promise<void> {
  await import('./kit.js')
  await import('./bilan.js')
  await import('./rendez-vous.js')
}

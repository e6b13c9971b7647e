import type { EvaluationEvent, Send } from './contract.js'

/** The command queue of Matomo's own script: `window._paq`. */
interface Queue {
  push(command: readonly unknown[]): unknown
}

/** What an event is about, as one word: a question, a démarche, a document, a motif, a way, or nothing. */
function about(event: EvaluationEvent): string {
  const { question, step, piece, motif, way, band, organisme, score } = event as unknown as Record<string, unknown>
  return String(step ?? question ?? piece ?? motif ?? way ?? band ?? organisme ?? score ?? '')
}

/**
 * Sends events to a Matomo that the host runs: `usager.evaluation = matomo()`. Category: the parcours and its version; action: the
 * event; name: what it is about. Matomo's own cookies, consent and address masking stay the host's to settle.
 * @param queue `window._paq` when absent, looked up at each event: Matomo's script may come later
 */
export function matomo(queue?: Queue): Send {
  return (event) => {
    const holder = globalThis as { _paq?: Queue }
    const to = queue ?? (holder._paq ??= [])
    to.push(['trackEvent', `${event.parcours} ${event.version}`, event.name, about(event)])
  }
}

/** Writes events in the browser's console, to see what would be sent: `usager.evaluation = consoleEvaluation()`. */
export function consoleEvaluation(target: Pick<Console, 'info'> = console): Send {
  return (event) => target.info(event.name, event)
}

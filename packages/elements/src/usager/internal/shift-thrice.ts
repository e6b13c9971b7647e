const WINDOW = 3000

/** Where Shift is part of typing; a radio or a checkbox is no such place. */
const TYPING =
  'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])'
function inField(event: Event): boolean {
  const target = event.composedPath()[0]
  return target instanceof Element && target.matches(TYPING)
}

/**
 * Shift alone, three times within three seconds. A Shift held while another key is pressed does not count, and starts the count
 * again: on an AZERTY keyboard digits are typed with it.
 */
export class ShiftThrice {
  #run: () => void
  #times: number[] = []
  #alone = false

  constructor(run: () => void) {
    this.#run = run
  }

  listen(document: Document, signal: AbortSignal, enabled: () => boolean): void {
    document.addEventListener(
      'keydown',
      (event) => {
        this.#alone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey && !inField(event)
        if (!this.#alone) this.#times = []
      },
      { signal },
    )
    document.addEventListener(
      'keyup',
      (event) => {
        if (event.key !== 'Shift' || !this.#alone || !enabled()) return
        this.#alone = false
        this.#times = [...this.#times.filter((time) => event.timeStamp - time < WINDOW), event.timeStamp]
        if (this.#times.length >= 3) {
          this.#times = []
          this.#run()
        }
      },
      { signal },
    )
    // A click with Shift held, or leaving the window, is not Shift alone.
    document.addEventListener('pointerdown', () => void ((this.#times = []), (this.#alone = false)), { signal })
  }
}

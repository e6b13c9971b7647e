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
export function shiftThrice(document: Document, run: () => void, signal: AbortSignal, enabled: () => boolean): void {
  let times: number[] = []
  let alone = false
  document.addEventListener(
    'keydown',
    (event) => {
      alone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey && !inField(event)
      if (!alone) times = []
    },
    { signal },
  )
  document.addEventListener(
    'keyup',
    (event) => {
      if (event.key !== 'Shift' || !alone || !enabled()) return
      alone = false
      times = [...times.filter((time) => event.timeStamp - time < WINDOW), event.timeStamp]
      if (times.length >= 3) {
        times = []
        run()
      }
    },
    { signal },
  )
  // A click with Shift held, or leaving the window, is not Shift alone.
  document.addEventListener('pointerdown', () => void ((times = []), (alone = false)), { signal })
}

/** Space kept between a panel and what it stands by, or the edge of the window. Pixels. */
const GAP = 8
/** Less than that below, and more above: it stands above. Pixels. */
const ENOUGH = 320

/** Puts a panel of the top layer by its item, inside the window, through CSSOM. */
export function besides(panel: HTMLElement, anchor: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = panel.ownerDocument.documentElement
  const box = anchor.getBoundingClientRect()
  const below = height - box.bottom - 2 * GAP
  const above = box.top - 2 * GAP
  const up = below < ENOUGH && above > below
  const size = panel.offsetWidth
  const start = getComputedStyle(panel).direction === 'rtl' ? box.right - size : box.left
  const { style } = panel
  style.setProperty('--_left', `${Math.round(Math.max(GAP, Math.min(start, width - size - GAP)))}px`)
  style.setProperty('--_height', `${Math.round(Math.max(up ? above : below, Math.min(ENOUGH, height - 2 * GAP)))}px`)
  const tall = panel.offsetHeight
  const top = up ? box.top - GAP - tall : box.bottom + GAP
  style.setProperty('--_top', `${Math.round(Math.max(GAP, Math.min(top, height - tall - GAP)))}px`)
}

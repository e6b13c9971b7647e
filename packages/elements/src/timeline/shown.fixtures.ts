import { setViewport } from '@web/test-runner-commands'
import { drawn, mount, type State } from '../fixtures.js'
import type { ParcoursTimeline } from './timeline.js'

export type Mounted = Awaited<ReturnType<typeof mount<ParcoursTimeline>>>
/** Pixels. */
export interface Viewport {
  readonly width: number
  readonly height: number
}
export const PHONE: Viewport = { width: 320, height: 800 }
export const TABLET: Viewport = { width: 768, height: 1000 }
export const DESK: Viewport = { width: 1280, height: 900 }

/** A timeline in a window of that size, drawn in its layout. */
export async function mountIn(page: HTMLElement, state: State, viewport: Viewport): Promise<Mounted> {
  await setViewport({ ...viewport })
  const mounted = await mount<ParcoursTimeline>(state, 'parcours-timeline', page)
  await settled(page)
  return mounted
}
/** The layout follows the width, which is told with a frame: it is known once the widget's own size has been. */
export async function settled(page: HTMLElement): Promise<void> {
  for (const node of page.querySelectorAll('parcours-timeline')) {
    await new Promise<void>((told) =>
      new ResizeObserver((_, observer) => {
        observer.disconnect()
        told()
      }).observe(node),
    )
    await new Promise((done) => requestAnimationFrame(done))
  }
  await drawn(page)
}

export const all = <T extends HTMLElement = HTMLElement>(widget: HTMLElement, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
]
export const visible = (element: Element | null | undefined): boolean => {
  if (!(element instanceof Element) || !element.checkVisibility({ visibilityProperty: true })) return false
  const { width, height } = element.getBoundingClientRect()
  return width > 1 && height > 1
}

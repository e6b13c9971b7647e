/**
 * parcours-cadre.js, for a page that shows a parcours in `<iframe data-parcours-cadre>`: the frame is as tall as what it shows, and quick
 * exit leaves the whole page. Without it the frame scrolls by itself.
 */
import { NEUTRAL_PAGE, pageAt } from '../core/page.js'
import { read, type FromPage } from './protocol.js'

const FRAMES = 'iframe[data-parcours-cadre]'
const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll<HTMLIFrameElement>(FRAMES)]

/** Who speaks from a frame: nobody's origin in a sandbox, else its own address. */
function originOf({ sandbox, src }: HTMLIFrameElement): string {
  const alone = sandbox.length > 0 && !sandbox.contains('allow-same-origin')
  return alone ? 'null' : new URL(src, document.baseURI).origin
}

/** It has no origin to be named by: what is said to it is no secret. */
const say = (frame: HTMLIFrameElement, message: FromPage): void => frame.contentWindow?.postMessage(message, '*')

const reserved = new WeakMap<HTMLIFrameElement, number>()
/** Heights that would draw what follows up under her eyes: they wait until it is out of sight. */
const waiting = new Map<HTMLIFrameElement, number>()

function fit(frame: HTMLIFrameElement, height: number): void {
  const now = frame.getBoundingClientRect()
  // What the page reserved is never given back.
  if (!reserved.has(frame)) reserved.set(frame, now.height)
  const wanted = Math.max(height, reserved.get(frame)!)
  const hidden = now.top + wanted >= innerHeight
  if (wanted < now.height && !hidden) return void waiting.set(frame, height)
  waiting.delete(frame)
  if (wanted !== now.height) frame.style.height = `${wanted}px`
}

function look(): void {
  for (const frame of frames()) {
    const { top, height } = frame.getBoundingClientRect()
    say(frame, { parcours: 1, type: 'vue', value: Math.min(Math.max(0, -top), height) })
  }
  for (const [frame, height] of waiting) if (frame.isConnected) fit(frame, height)
}

function leave(frame: HTMLIFrameElement): void {
  document.documentElement.hidden = true
  const { sortie } = frame.dataset
  location.replace((sortie && pageAt(sortie, document.baseURI)) || NEUTRAL_PAGE)
}

addEventListener('message', ({ data, source, origin }) => {
  const frame = source && frames().find(({ contentWindow }) => contentWindow === source)
  if (!frame || origin !== originOf(frame)) return
  const message = read(data)
  switch (message?.type) {
    case 'pret':
      say(frame, { parcours: 1, type: 'bonjour' })
      return look()
    case 'hauteur':
      return fit(frame, message.value)
    case 'defile': {
      const at = frame.getBoundingClientRect().top + message.value
      if (at < 0 || at > innerHeight * 0.7) scrollBy({ top: at - 16, behavior: 'instant' })
      return
    }
    case 'quitter':
      return leave(frame)
  }
})

let asked = 0
const later = (): void => {
  cancelAnimationFrame(asked)
  asked = requestAnimationFrame(look)
}
addEventListener('scroll', later, { passive: true })
addEventListener('resize', later, { passive: true })
// A frame that was there before.
for (const frame of frames()) say(frame, { parcours: 1, type: 'bonjour' })

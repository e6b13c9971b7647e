/**
 * cadre.html: a parcours in a page of its own, to be put in a sandboxed frame by a site that refuses scripts. What to show is in its
 * address; the files are on its own site, whatever the address says. It has no origin there: nothing can be kept on the device.
 */
import '../seul/complet.js'
import { NEUTRAL_PAGE } from '../core/page.js'
import { read, type FromFrame } from './protocol.js'

/** Attributes that an address may set; those that are addresses lead to this site only. */
const WORDS = ['langs', 'layout', 'tone', 'territory', 'today', 'heading-level', 'autonomy'] as const
const PLACES = ['src', 'api', 'annuaire'] as const

const asked = new URLSearchParams(location.search)

/** Who put this page in a frame, as it says; without it the frame scrolls by itself. */
const host = ((): string | null => {
  if (window.parent === window) return null
  try {
    const { origin, protocol } = new URL(asked.get('hote') ?? location.ancestorOrigins?.[0] ?? document.referrer)
    return /^https?:$/.test(protocol) ? origin : null
  } catch {
    return null
  }
})()

/** Nobody makes this site show a file of another. */
function here(address: string): string | null {
  try {
    const url = new URL(address, location.href)
    return url.origin === location.origin ? url.href : null
  } catch {
    return null
  }
}

/** A parcours that the page itself holds, and its translations: no file is asked for. */
function held(usager: HTMLElementTagNameMap['parcours-usager']): void {
  for (const { dataset, textContent } of document.querySelectorAll<HTMLScriptElement>('script[data-parcours]')) {
    const json: unknown = JSON.parse(textContent)
    const { lang } = dataset
    if (lang) usager.translations = { ...usager.translations, [lang]: json }
    else usager.parcours = json
  }
}

const usager = document.createElement('parcours-usager')
const lang = asked.get('lang')
if (lang) document.documentElement.lang = lang
for (const name of WORDS) if (asked.has(name)) usager.setAttribute(name, asked.get(name)!)
for (const name of PLACES) {
  const place = asked.has(name) && here(asked.get(name)!)
  if (place) usager.setAttribute(name, place)
}
const overlays = asked.getAll('overlays').flatMap((address) => here(address) ?? [])
if (overlays.length) usager.setAttribute('overlays', overlays.join(' '))
const framed = window.parent !== window
// The frame is emptied, not led elsewhere: the page around it is what must be left.
if (framed) usager.exitUrl = '#'
held(usager)

for (const theme of asked.getAll('theme'))
  if (/^[a-z-]+$/.test(theme))
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `themes/${theme}.css` }),
    )

// What the frame says, and hears.

let listened = false
const say = (message: FromFrame): void => {
  if (host) window.parent.postMessage(message, host)
}
const { documentElement: root } = document

usager.addEventListener('parcours-quick-exit', () => {
  if (listened) say({ parcours: 1, type: 'quitter' })
  // Nobody leaves the page for her: another one comes before it.
  else if (framed) window.open(NEUTRAL_PAGE, '_blank', 'noopener')
})
usager.addEventListener('parcours-step-change', () =>
  // Once it is drawn, and has the focus.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const { top } = usager.getBoundingClientRect()
      say({ parcours: 1, type: 'defile', value: Math.max(0, Math.round(top + scrollY)) })
    }),
  ),
)

addEventListener('message', ({ data, source, origin }) => {
  if (source !== window.parent || origin !== host) return
  const message = read(data)
  if (message?.type === 'bonjour') {
    if (listened) return
    listened = true
    root.classList.add('grand')
    new ResizeObserver(() =>
      say({ parcours: 1, type: 'hauteur', value: Math.ceil(document.body.getBoundingClientRect().height) }),
    ).observe(document.body)
  } else if (message?.type === 'vue') root.style.setProperty('--cadre-vue', `${Math.round(message.value)}px`)
})

const place = document.getElementById('ici')!
// A browser that is too old has no such tag: the link stays, nothing is coming.
if (customElements.get(usager.localName)) place.replaceChildren(usager)
else place.firstElementChild!.remove()
say({ parcours: 1, type: 'pret' })

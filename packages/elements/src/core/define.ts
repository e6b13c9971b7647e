import { VERSION } from './version.js'

type Versioned = CustomElementConstructor & { readonly version?: string }

const warned = new Set<string>()

/** Below the floor of docs/navigateurs.md: a strict policy would refuse every style. lit's own test; a server has no document. */
const tooOld =
  typeof document !== 'undefined' &&
  !('adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype)

/**
 * Registers a tag, once. When the tag is taken the first registration is kept and the page is told once, with both versions:
 * a second copy of the library must never break the first. A browser that is too old gets no tag: what the page
 * wrote inside stays in sight.
 * @param suffix e.g. `-v2` registers `<parcours-questionnaire-v2>`; inner templates follow the suffix of their own tag.
 */
export function define(tag: string, element: CustomElementConstructor, suffix = ''): void {
  if (typeof customElements === 'undefined' || tooOld) return
  const name = tag + suffix
  const existing = customElements.get(name) as Versioned | undefined
  if (!existing) {
    // A constructor serves one tag only, so that a suffixed tag gets a subclass of its own.
    customElements.define(name, suffix ? class extends element {} : element)
  } else if (existing !== element && !(existing.prototype instanceof element) && !warned.has(name)) {
    warned.add(name)
    console.warn(
      `<${name}> : la version ${existing.version ?? 'inconnue'} est déjà en place, la version ${VERSION} est ignorée.`,
    )
  }
}

/** What follows the element's base name in its own tag: '' or '-v2'. */
export function suffixOf(element: Element, base: string): string {
  return element.localName.slice(base.length)
}

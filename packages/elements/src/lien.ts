/**
 * Links that become the parcours they lead to, `<a href="…" data-parcours="separation.json">`: those of the page, and those that a script
 * puts there later. A link whose parcours does not come stays a link.
 */
import { ContextEvent } from '@lit/context'
import { parcoursContext } from './core/context.js'

/** `data-parcours` is the file; `data-parcours-api` is its `api`, and so on. */
const NAME = 'data-parcours'
const LINK = `a[${NAME}]`
/** A link is moved into its parcours: it is no other. */
const seen = new WeakSet<Element>()

function upgrade(link: HTMLElement): void {
  if (seen.has(link)) return
  seen.add(link)
  const usager = link.ownerDocument.createElement('parcours-usager')
  for (const { name, value } of link.attributes)
    if (name.startsWith(`${NAME}-`)) usager.setAttribute(name.slice(NAME.length + 1), value)
  usager.setAttribute('src', link.getAttribute(NAME)!)
  // Beside it, and not seen, until there is something to see.
  usager.hidden = true
  let over = false
  const show = (): void => {
    usager.hidden = false
    // Without this service, if what follows does not come: the way that was there.
    usager.append(link)
  }
  const settle = (status: string, first: unknown, leave?: () => void): void => {
    if (over || (status === 'loading' && !first)) return
    over = true
    leave?.()
    // The page took the link away meanwhile: there is nothing to take the place of.
    if (status === 'error' || !link.isConnected) return usager.remove()
    // What she is on is not taken from under her.
    if (link.matches(':focus, :active')) link.addEventListener('blur', show, { once: true })
    else show()
  }
  link.after(usager)
  usager.dispatchEvent(
    new ContextEvent(
      parcoursContext,
      link,
      ({ status, first }, leave) =>
        // After this turn: a provider that answers at once is still being made.
        void Promise.resolve().then(() => settle(status, first, leave)),
      true,
    ),
  )
}

/** From now on. */
export function links(): void {
  for (const link of document.querySelectorAll<HTMLElement>(LINK)) upgrade(link)
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ type, target, addedNodes }) =>
      type === 'attributes' ? target : [...addedNodes],
    ))
      if (node instanceof HTMLElement)
        for (const link of [node, ...node.querySelectorAll<HTMLElement>(LINK)]) if (link.matches(LINK)) upgrade(link)
  }).observe(document, { childList: true, subtree: true, attributeFilter: [NAME] })
}

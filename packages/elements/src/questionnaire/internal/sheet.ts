import { noChange } from 'lit'
import { directive, Directive, type ChildPart } from 'lit/directive.js'
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js'
import type { Content } from '../../core/text.js'

/**
 * Another number is another sheet: drawn anew, so that nothing typed or unfolded passes from a step to the next. The one before is put
 * away after the focus has moved to the new one: an element that is removed with the focus has the browser lay the page out without it,
 * then once more with what takes its place.
 */
class Sheet extends Directive {
  #number: number | undefined
  #part: ChildPart | undefined

  render(_number: number, content: Content): Content {
    return content
  }

  override update(holder: ChildPart, [number, content]: [number, Content]): typeof noChange {
    const before = this.#part
    if (!before || number !== this.#number) {
      // Before it in the page: what is looked for by its id is found in the new one.
      this.#part = insertPart(holder, before)
      this.#number = number
      if (before) putAway(before)
    }
    setChildPartValue(this.#part!, content)
    return noChange
  }
}

function putAway(part: ChildPart): void {
  for (let node = part.startNode; node && node !== part.endNode; node = node.nextSibling)
    if (node instanceof HTMLElement) node.hidden = true
  // The update that this is part of ends with the focus moved.
  queueMicrotask(() => removePart(part))
}

export const sheetView = directive(Sheet)

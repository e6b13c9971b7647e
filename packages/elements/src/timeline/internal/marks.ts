import type { Item } from '@parcours/engine'
import { svg, type SVGTemplateResult } from 'lit'
import { icon } from '../../core/icons.js'
import { CircleCheck } from '../../core/icons.set.js'

type Kind = NonNullable<Item['timingKind']>

/** A form a kind, told apart without colour: a full diamond, a ring, a broken ring, a soft band. */
const FORMS: Record<Kind, SVGTemplateResult> = {
  legal: svg`<path d="M10 1.5 18.5 10 10 18.5 1.5 10z" fill="currentColor"></path>`,
  recommended: svg`<circle cx="10" cy="10" r="6.75" fill="none" stroke="currentColor" stroke-width="2.5"></circle>`,
  indicative: svg`<circle cx="10" cy="10" r="6.75" fill="none" stroke="currentColor" stroke-width="2.5" stroke-dasharray="4.2 2.87"></circle>`,
  observed: svg`<rect x="1" y="5.5" width="18" height="9" rx="4.5" fill="currentColor" opacity=".45"></rect>`,
}

export const kindMark = (kind: Kind): SVGTemplateResult =>
  svg`<svg class="form" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${FORMS[kind]}</svg>`

/** The mark of an item on the line: what is done is ticked, whatever sort of date it had. */
export const markOf = ({ status, timingKind }: Item): SVGTemplateResult =>
  status === 'fait' ? icon(CircleCheck, 'form') : kindMark(timingKind ?? 'recommended')

import { svg, type SVGTemplateResult } from 'lit'

/** Always beside words, hidden from assistive technologies. @param path of icons.set.ts */
export function icon(path: string, className = ''): SVGTemplateResult {
  return svg`<svg class="icon ${className}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`
}

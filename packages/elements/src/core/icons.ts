import { nothing, svg, type SVGTemplateResult } from 'lit'

/** lucide's shape of an icon: tag and attributes. */
type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string | number | undefined>>])[]

/** Circles, lines and rectangles as paths: one template serves every icon. */
function path([tag, a]: IconNode[number]): string {
  const n = (name: string): number => Number(a[name] ?? 0)
  switch (tag) {
    case 'path':
      return String(a['d'])
    case 'circle': {
      const r = n('r')
      return `M${n('cx') - r} ${n('cy')}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
    }
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`
    case 'rect': {
      const r = n('rx')
      const [w, h] = [n('width') - 2 * r, n('height') - 2 * r]
      return `M${n('x') + r} ${n('y')}h${w}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1 ${-r} ${r}h${-w}a${r} ${r} 0 0 1 ${-r} ${-r}v${-h}a${r} ${r} 0 0 1 ${r} ${-r}z`
    }
    default:
      return ''
  }
}

/** Always beside words, hidden from assistive technologies. */
export function icon(node: IconNode, className = ''): SVGTemplateResult {
  return svg`<svg class="icon ${className}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${node.map((part) => svg`<path d=${path(part) || nothing}></path>`)}</svg>`
}

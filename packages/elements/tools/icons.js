/**
 * Writes src/core/icons.first.ts and icons.set.ts: the icons we use, from lucide (ISC), each as the data of one path. `--check` only compares.
 * To add one, add its name to a set, then `npm run generate`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as lucide from 'lucide'
import { format, resolveConfig } from 'prettier'

/** A bundle keeps a whole module in one file: what the first question shows stands apart. */
const SETS = {
  first: ['ChevronDown', 'CircleAlert', 'ExternalLink', 'Globe', 'LifeBuoy', 'Lock', 'LogOut', 'RotateCcw'],
  set: [
    ...['ArrowLeft', 'CalendarDays', 'Check', 'CircleCheck', 'CircleDashed', 'CircleDot', 'CircleMinus', 'Clock'],
    ...[
      'FileText',
      'Flag',
      'HeartHandshake',
      'Info',
      'Link2',
      'LoaderCircle',
      'MapPin',
      'Pencil',
      'Phone',
      'Plus',
      'Printer',
    ],
    ...['Scale', 'Trash2', 'Users', 'Video', 'X'],
  ],
  kit: ['Copy', 'Download', 'QrCode', 'Save', 'Smartphone', 'Upload'],
}

/** Circles, lines and rectangles as paths: one template serves every icon. */
function path([tag, a]) {
  const n = (name) => Number(a[name] ?? 0)
  const r = n('r')
  const x = n('rx')
  const [w, h] = [n('width') - 2 * x, n('height') - 2 * x]
  const shapes = {
    path: () => a.d,
    circle: () => `M${n('cx') - r} ${n('cy')}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
    line: () => `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`,
    rect: () =>
      `M${n('x') + x} ${n('y')}h${w}a${x} ${x} 0 0 1 ${x} ${x}v${h}a${x} ${x} 0 0 1 ${-x} ${x}h${-w}a${x} ${x} 0 0 1 ${-x} ${-x}v${-h}a${x} ${x} 0 0 1 ${x} ${-x}z`,
  }
  const d = (
    shapes[tag] ??
    (() => {
      throw new Error(`<${tag}> has no path`)
    })
  )()
  // A path that follows another starts from its end: its first point is made absolute, the lines after it stay relative.
  return d.replace(
    /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(?=([-\d.])?)/,
    (_, x0, y0, more) => `M${x0} ${y0}${more ? 'l' : ''}`,
  )
}

for (const [name, icons] of Object.entries(SETS)) {
  const out = fileURLToPath(new URL(`../src/core/icons.${name}.ts`, import.meta.url))
  const lines = icons.map((icon) => `export const ${icon} = '${lucide[icon].map(path).join('')}'`)
  const text = await format(`/** From lucide (ISC), as data: written by tools/icons.js. */\n${lines.join('\n')}\n`, {
    ...(await resolveConfig(out)),
    parser: 'typescript',
  })
  if (!process.argv.includes('--check')) writeFileSync(out, text)
  else if (readFileSync(out, 'utf8') !== text) {
    console.error(`packages/elements/src/core/icons.${name}.ts is not up to date: npm run generate`)
    process.exitCode = 1
  }
}

/**
 * The parts of pdfkit that the kit never runs are left out of a bundle: fontkit's reader of WOFF 2, our fonts being WOFF, with its
 * dictionary of 120 kB; pictures; passwords. A plugin for vite, rolldown and rollup; `patterns` for others.
 */
const NOTHING = 'export default () => { throw new Error("left out") }'
/** What stands for each, by the end of a module's path. */
export const LEFT_OUT = {
  'brotli/decompress.js': NOTHING,
  'png-js/lib/png-js.browser.js': 'export default class {}',
}

/** @returns {import('vite').Plugin} */
export function pdfParts() {
  return {
    name: 'parcours:pdf-parts',
    load(id) {
      const path = id.replaceAll('\\', '/')
      const found = Object.keys(LEFT_OUT).find((end) => path.endsWith(`/node_modules/${end}`))
      return found ? LEFT_OUT[found] : null
    },
  }
}

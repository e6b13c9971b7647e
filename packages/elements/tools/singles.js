/** The embedder's bundles that load nothing else: one file, one `integrity`, for who copies one file or forbids a second request. */

/**
 * By the file's name. `entry` is in src; `without` are the interface's words, by namespace, that nothing in it says.
 * @type {Record<string, { entry: string, without: string[] }>}
 */
export const SINGLES = {
  'parcours-complet': { entry: 'seul/complet.ts', without: ['sheet'] },
  'parcours-questionnaire': {
    entry: 'seul/questionnaire.ts',
    without: ['bilan', 'checklist', 'invitation', 'item', 'kit', 'rendez-vous', 'sheet', 'timeline'],
  },
  'parcours-rendez-vous-seul': {
    entry: 'seul/rendez-vous.ts',
    without: ['bilan', 'checklist', 'invitation', 'item', 'kit', 'sheet', 'timeline'],
  },
}

/** Small scripts that stand beside them. */
export const HELPERS = {
  'parcours-cadre': { entry: 'cadre/host.ts', without: [] },
}

/** The page for a frame, cadre.html, holds its script. */
export const FRAME = { name: 'cadre', entry: 'cadre/page.ts', without: ['sheet'], page: 'cadre/cadre.html' }

const WORDS = /\/src\/locales\/([\w-]+)\/([\w-]+)\.ts$/

/**
 * Leaves out what a single file never runs, and refuses one that would ask for another.
 * @param {string} name for who builds
 * @param {{ without: string[] }} of
 * @returns {import('vite').Plugin}
 */
export function single(name, { without }) {
  return {
    name: 'parcours:single',
    enforce: 'pre',
    load(id) {
      const path = id.replaceAll('\\', '/')
      const [, lang, words] = WORDS.exec(path) ?? []
      if (lang && lang !== 'fr' && without.includes(words)) return 'export default {}'
      // The kit takes its way to the document away: nothing runs this.
      return path.endsWith('/elements/src/pdf.ts') ? 'export const makePdf = 0, sheetOf = 0' : null
    },
    generateBundle(_, bundle) {
      const files = Object.values(bundle)
      const chunks = files.filter((file) => file.type === 'chunk')
      if (chunks.length !== 1) this.error(`${name}.js: ${chunks.map(({ fileName }) => fileName).join(', ')}`)
      const [{ code, fileName, imports, dynamicImports, moduleIds }] = chunks
      const others = [
        ...[...imports, ...dynamicImports].filter((file) => file !== fileName),
        ...code.matchAll(/\bimport\s*\(|\bnew URL\([^)]*import\.meta/g),
      ]
      if (others.length) this.error(`${name}.js loads ${others.join(', ')}`)
      // What is left out is what French does without.
      for (const id of moduleIds) {
        const [, lang, words] = WORDS.exec(id.replaceAll('\\', '/')) ?? []
        if (lang === 'fr' && without.includes(words))
          this.error(`${name}.js says « ${words} »: it has its words in French only`)
      }
    },
  }
}

/**
 * The page with its script inside, and the hashes of both in its policy: from an origin that is none, a script of the same site would be
 * another site's.
 * @param {string} page
 * @param {string} code
 * @param {(text: string) => string} hash
 * @returns {string}
 */
export function frame(page, code, hash) {
  // Only in texts: what would end the script for who reads HTML, or have a <script> in it open another.
  const script = code.replace(/<(?=\/script|!--)/gi, '\\x3c')
  const [, style] = /<style>([^]*?)<\/style>/.exec(page)
  return page
    .replace('{{style}}', hash(style))
    .replace('{{script}}', () => hash(script))
    .replace('<script type="module">', (tag) => tag + script)
}

/** The embedder's bundles that load nothing else: one file, one `integrity`, for who copies one file or forbids a second request. */

/**
 * By the file's name. `entry` is in src; `without` are the interface's words, by namespace, that nothing in it says.
 * @type {Record<string, { entry: string, without: string[] }>}
 */
export const SINGLES = {
  'parcours-complet': { entry: 'seul/complet.ts', without: ['sheet'] },
  'parcours-questionnaire': {
    entry: 'seul/questionnaire.ts',
    without: ['bilan', 'checklist', 'item', 'kit', 'rendez-vous', 'sheet', 'timeline'],
  },
  'parcours-rendez-vous-seul': {
    entry: 'seul/rendez-vous.ts',
    without: ['bilan', 'checklist', 'item', 'kit', 'sheet', 'timeline'],
  },
}

const WORDS = /\/src\/locales\/([\w-]+)\/([\w-]+)\.ts$/

/**
 * Leaves out what a single file never runs, and refuses one that would ask for another.
 * @param {string} name of SINGLES
 * @returns {import('vite').Plugin}
 */
export function single(name) {
  const { without } = SINGLES[name]
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

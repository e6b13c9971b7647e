import { transform } from 'lightningcss'
import { defineConfig, type Plugin } from 'vite'

/**
 * The embedder's bundle, packages/elements/cdn: `parcours.js`, self-contained, shows the first question; it loads the plan's
 * widgets and the other languages itself, each a file of its own whose hash tests/tools/integrity.js builds into the first.
 */
export default defineConfig({
  resolve: { conditions: ['source'] },
  plugins: [minifyTemplates(), renamePolicy()],
  build: {
    outDir: 'packages/elements/cdn',
    emptyOutDir: true,
    target: 'es2022',
    minify: true,
    sourcemap: true,
    modulePreload: false,
    rollupOptions: {
      input: { parcours: 'packages/elements/src/cdn.ts' },
      preserveEntrySignatures: 'allow-extension',
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parcours-[name]-[hash].js' },
    },
  },
})

/** CSS and HTML inside lit's templates: white space that no one reads costs every visitor. */
function minifyTemplates(): Plugin {
  return {
    name: 'parcours:minify-templates',
    apply: 'build',
    transform(code, id) {
      if (!/packages\/elements\/src\/.*\.ts$/.test(id)) return null
      const css = code.replace(/\bcss`((?:[^`\\]|\\.)*)`/g, (whole, body: string) => {
        const holes: string[] = []
        // An interpolation stands where a declaration list does: a custom property holds its place.
        const held = body.replace(/\$\{((?:[^{}]|\{[^{}]*\})*)\}/g, (hole) => `--hole-${holes.push(hole) - 1}:0`)
        const { code: minified } = transform({ filename: id, code: Buffer.from(held), minify: true })
        return `css\`${minified.toString().replace(/--hole-(\d+):0/g, (_, n: string) => holes[Number(n)]!)}\``
      })
      const out = css
        .replace(/\b(html|svg)`/g, '$1`')
        .replace(/>\s*\n\s*</g, '> <')
        .replace(/\n\s+/g, '\n ')
      return { code: out, map: null }
    },
  }
}

/** A second copy of Lit on a page throws on the duplicate Trusted Types policy `lit-html`: ours has its own name. */
function renamePolicy(): Plugin {
  return {
    name: 'parcours:rename-policy',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/lit-html/')) return null
      return { code: code.replace(/(createPolicy\(\s*)(["'])lit-html\2/g, '$1"parcours"'), map: null }
    },
  }
}

import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'lightningcss'
import { defineConfig, type Plugin } from 'vite'

/**
 * The embedder's bundle, packages/elements/cdn: `parcours.js`, self-contained, shows the first question; it loads the plan's
 * widgets and the other languages itself, each a file of its own whose hash is built into the first.
 */
export default defineConfig({
  resolve: { conditions: ['source'] },
  plugins: [minifyTemplates(), renamePolicy(), integrity()],
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
      const css = code.replace(/\bcss`((?:[^`\\]|\\.)*)`/g, (_, body: string) => {
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

/** The embedder's files in the order they are loaded. */
const ORDER = ['parcours', 'rest', 'plan', 'rendez-vous']
const rank = (file: string): number => ORDER.indexOf(file.replace(/^parcours-|(-[\w-]{8})?\.js$/g, ''))
/** `import … from "./file"` and `import "./file"`. */
const STATIC = /\b(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g

/**
 * `integrity` on the embedder's script does not cover what it imports. Each import of a file of ours is preceded by a module preload
 * that carries its hash; a browser refuses the module when it differs. integrity.json holds the hashes to publish.
 */
function integrity(): Plugin {
  const hash = (code: string | Buffer): string => `sha384-${createHash('sha384').update(code).digest('base64')}`
  const helper = `
function parcoursLoad(path,integrity){return new Promise((loaded,failed)=>{const link=document.createElement("link");if(!link.relList.supports("modulepreload"))return loaded();Object.assign(link,{rel:"modulepreload",href:new URL(path,import.meta.url).href,integrity,crossOrigin:"anonymous",onload:loaded,onerror:()=>{link.remove();failed(new Error(path))}});document.head.append(link)}).then(()=>import(new URL(path,import.meta.url).href))}
`
  return {
    name: 'parcours:integrity',
    apply: 'build',
    writeBundle({ dir }) {
      const files = readdirSync(dir!).filter((name) => name.endsWith('.js') && name !== 'parcours.js')
      // A static import is not checked by the browser: only a file that is there before may be named by one.
      for (const name of ['parcours.js', ...files])
        for (const [, other] of readFileSync(join(dir!, name), 'utf8').matchAll(STATIC))
          if (!(rank(name) > rank(other!))) this.error(`${name} imports ${other} before it is checked`)
      const hashes = Object.fromEntries(files.map((name) => [name, hash(readFileSync(join(dir!, name)))]))
      const entry = join(dir!, 'parcours.js')
      const code = readFileSync(entry, 'utf8').replace(
        /\bimport\((["'`])\.\/(parcours-[^"'`]+\.js)\1\)/g,
        (_, __, name: string) => {
          if (!hashes[name]) this.error(`no file ${name}`)
          return `parcoursLoad("./${name}","${hashes[name]}")`
        },
      )
      const map = code.lastIndexOf('//# sourceMappingURL')
      const out = map < 0 ? code + helper : code.slice(0, map) + helper.trimStart() + code.slice(map)
      writeFileSync(entry, out)
      writeFileSync(
        join(dir!, 'integrity.json'),
        `${JSON.stringify({ 'parcours.js': hash(out), ...hashes }, null, 2)}\n`,
      )
    },
  }
}
